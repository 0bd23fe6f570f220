// Times in words of their own, where none can stand: what was meant by them.
#include "compiler/syntax/from_faults_report.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "compiler/support/distance.h"
#include "compiler/syntax/around.h"
#include "compiler/syntax/diags.h"
#include "compiler/syntax/meant.h"
#include "compiler/syntax/times_meant.h"

namespace vern::syntax {

bool FaultReport::lengthAdded() {
  static constexpr std::string_view Words[] = {"then", "plus", "+", "and", "with"};
  if (std::ranges::find(Words, found_) == std::end(Words)) return false;
  // `until a and then 1 year`
  const std::uint32_t next = nextWord(text_, span_.end);
  const std::size_t end = found_ != "then" && wordAt(text_, next) == "then" ? next + 4 : span_.end;
  const auto meant = lengthAfterEnd(text_, span_.begin, end - span_.begin);
  if (meant) write(sink_.report(span_, CannotStandHere, found_), meant->text, {file_, meant->begin, meant->end});
  return meant.has_value();
}

bool FaultReport::nameOfEvent() {
  if (!lineOf(text_, span_.begin, "retain")) return false;
  // `after last entry then`, where `entry` was read as a clause, and `until contract ends`
  const bool then = found_ == "then";
  std::string_view second = then ? wordBefore(text_, span_.begin) : found_;
  const auto begin = static_cast<std::uint32_t>(second.data() - text_.data());
  const std::string_view first = wordBefore(text_, begin);
  const std::uint32_t end = endBefore(text_, begin);
  const std::string_view word = wordBefore(text_, end - first.size());
  if ((word != "after" && word != "until" && word != "while") ||
      text_.substr(end, begin - end).find('\n') != std::string_view::npos)
    return false;
  const Span both{file_, end - static_cast<std::uint32_t>(first.size()),
                  begin + static_cast<std::uint32_t>(second.size())};
  const std::string_view name = text_.substr(both.begin, both.end - both.begin);
  write(sink_.report(both, TwoWordName, name), oneName(name), both);
  return true;
}

bool FaultReport::ages() {
  const std::size_t line = text_.substr(0, span_.begin).find_last_of('\n') + 1;
  const std::string_view before = text_.substr(line, span_.end - line);
  const std::size_t word = before.rfind("ages");
  if (word == std::string_view::npos || std::ranges::count(before.substr(0, word), '"') % 2 != 0) return false;
  const auto at = static_cast<std::uint32_t>(line + word);
  const bool alone = (word == 0 || before[word - 1] == ' ' || before[word - 1] == '\t' || before[word - 1] == '{') &&
                     (text_.substr(at + 4).starts_with(" ") || text_.substr(at + 4).starts_with("\t"));
  if (!alone) return false;
  const auto meant = agesMeant(text_, at);
  if (!meant || span_.begin > meant->end || meant->text == text_.substr(at, meant->end - at)) return false;
  const std::uint32_t value = nextWord(text_, at + 4);
  const Span words{file_, value, meant->end};
  sink_.report(words, CannotStandHere, text_.substr(words.begin, words.end - words.begin))
      .help(Write, meant->text)
      .edit({file_, at, meant->end}, meant->text);
  return true;
}

bool FaultReport::betweenTimes() {
  // `then delete email and anonymise answers`: each of the data has an end in its own braces.
  const std::size_t line = text_.substr(0, span_.begin).find_last_of("\n{") + 1;
  if (const std::size_t then = text_.substr(line, span_.begin - line).find(" then ");
      then != std::string_view::npos && lineOf(text_, span_.begin, "retain")) {
    const std::string_view ending = wordAt(text_, line + then + 6);
    const std::string_view datum = wordBefore(text_, span_.begin);
    if (datum == ending) return false;  // `then delete and archive`
    const std::uint32_t end = endBefore(text_, span_.begin);
    sink_.report({file_, end - static_cast<std::uint32_t>(datum.size()), end}, CannotStandHere, datum)
        .help(Write, "data " + std::string(datum) + " { retain … then " + std::string(ending) + " }");
    return true;
  }
  // `2 years after delivery and delete`
  if (const std::string_view next = wordAt(text_, nextWord(text_, span_.end));
      lineOf(text_, span_.begin, "retain") &&
      (next == "delete" || next == "anonymise" || next == "archive" || next == "return" || next == "restrict")) {
    write(sink_.report(span_, CannotStandHere, found_), "then", span_);
    return true;
  }
  if (const auto sum = sumOfLengths(text_, span_.begin)) {
    write(sink_.report(span_, CannotStandHere, found_), sum->text, {file_, sum->begin, sum->end});
    return true;
  }
  if (const auto ends = joinedEnds(text_, span_.begin, found_.size())) {
    const Span all{file_, ends->begin, ends->end};
    diag::Builder builder = sink_.report(span_, CannotStandHere, found_);
    // Whether both must have happened, or one is enough, is said by a word of its own.
    if (found_ == "and" || ends->comma) builder.help(WriteBoth, ends->latest);
    if (found_ == "or" || ends->comma) builder.help(WriteFirst, ends->earliest);
    if (ends->whole && !ends->comma) builder.edit(all, found_ == "and" ? ends->latest : ends->earliest);
    return true;
  }
  const std::size_t open = text_.substr(0, span_.begin).find_last_of("{}\n");
  if (open == std::string_view::npos || text_[open] != '{' || wordBefore(text_, open) != "of") return false;
  const std::uint32_t end = endBefore(text_, span_.begin);
  const bool comma = text_[end - 1] == ',';
  diag::Builder builder = sink_.report(span_, CannotStandHere, found_);
  if (comma) builder.help(LeaveOut).edit({file_, span_.begin, nextWord(text_, span_.end)}, "");
  else builder.help(Write, ",").edit({file_, end, nextWord(text_, span_.end)}, ", ");
  return true;
}

bool FaultReport::asLongAs() {
  // `retain as the law requires`
  for (const std::string_view words : {"as the law requires", "as required by law", "as law requires",
                                       "as the law demands", "as required by statute", "as prescribed by law"})
    if (text_.substr(span_.begin).starts_with(words)) {
      sink_.report({file_, span_.begin, span_.begin + static_cast<std::uint32_t>(words.size())}, CannotStandHere, words)
          .help(Write, "at least 5 years after … under …");
      return true;
    }
  if (found_ != "as" || !text_.substr(span_.begin).starts_with("as long as ")) return false;
  const std::uint32_t begin = nextWord(text_, span_.begin + 10);
  const std::string_view what = wordAt(text_, begin);
  const bool needed = what == "necessary" || what == "needed" || what == "required";
  const Span words{file_, span_.begin, needed ? begin + static_cast<std::uint32_t>(what.size()) : span_.begin + 10};
  write(sink_.report(words, CannotStandHere, text_.substr(words.begin, words.end - words.begin)),
        needed ? "as_needed" : "while", words);
  return true;
}

bool FaultReport::groupOfEnds() {
  const std::string_view before = wordBefore(text_, span_.begin);
  const std::uint32_t end = endBefore(text_, span_.begin);
  // `earliest { … }`
  if (fault_.expected == "`of`" && found_ == "{") {
    write(sink_.report(span_, MissingAfter, expectation("`of`"), before), "of {", span_);
    return true;
  }
  if (fault_.expected == "`{`" && before == "of" && lineOf(text_, span_.begin, "retain")) {
    if (found_ == "(" || found_ == "[") write(sink_.report(span_, CannotStandHere, found_), "{", span_);
    else
      sink_.report(span_, Unexpected, found_, expectation(fault_.expected))
          .help(SeveralEnds, wordBefore(text_, end - 2));
    return true;
  }
  // `first of { … }`
  if (found_ != "{" || before != "of") return false;
  const std::string_view which = wordBefore(text_, end - 2);
  static constexpr std::string_view Group[] = {"earliest", "latest"};
  if (const std::string_view meant = nearest(which, Group); !meant.empty()) {
    const std::uint32_t last = endBefore(text_, end - 2);
    const Span word{file_, last - static_cast<std::uint32_t>(which.size()), last};
    write(sink_.report(word, CannotStandHere, which), std::string(meant), word);
    return true;
  }
  const bool first = which == "first" || which == "earlier" || which == "sooner" || which == "shortest";
  if (!first && which != "last" && which != "later" && which != "longest") return false;
  const std::uint32_t last = endBefore(text_, end - 2);
  const Span word{file_, last - static_cast<std::uint32_t>(which.size()), last};
  write(sink_.report(word, CannotStandHere, which), first ? "earliest" : "latest", word);
  return true;
}

bool FaultReport::limit() {
  const auto meant = limitMeant(text_, span_.begin);
  if (meant) write(sink_.report(span_, CannotStandHere, found_), meant->text, {file_, meant->begin, meant->end});
  return meant.has_value();
}

bool FaultReport::month() {
  const std::string day = firstDayOf(found_);
  if (day.empty()) return false;
  diag::Builder builder = sink_.report(span_, OddDate, found_);
  builder.help(DateHasDay, day);
  for (const std::string_view word : {"balancing", "reviewed"})
    if (lineOf(text_, span_.begin, word)) builder.help(DayUnknown, word);
  return true;
}

}  // namespace vern::syntax
