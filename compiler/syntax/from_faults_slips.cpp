// Words that stand where none can: what was meant by them.
#include "compiler/syntax/from_faults_report.h"

#include <algorithm>
#include <span>
#include <string>

#include "compiler/support/calendar.h"
#include "compiler/support/distance.h"
#include "compiler/support/written_date.h"
#include "compiler/syntax/around.h"
#include "compiler/syntax/diags.h"
#include "compiler/syntax/times_meant.h"
#include "compiler/syntax/word.h"
#include "llvm/ADT/StringRef.h"

namespace vern::syntax {

bool FaultReport::suggest(diag::Builder builder, std::span<const std::string_view> words) {
  std::string_view near = nearest(llvm::StringRef(found_).lower(), words);
  // `accessed_from india`: the word itself, and one of whoever wrote it.
  if (near.empty())
    for (const std::string_view word : words)
      if (found_.starts_with(word) && found_.substr(word.size()).starts_with("_") && word.size() > near.size())
        near = word;
  // `possible`: the beginning of one.
  if (near.empty() && found_.size() > 3)
    for (const std::string_view word : words)
      if (word.starts_with(found_) && word.substr(found_.size()).starts_with("_")) near = word;
  if (!near.empty()) builder.help(DidYouMean, near).edit(span_, std::string(near));
  return !near.empty();
}

void FaultReport::write(diag::Builder builder, const std::string& instead, Span at) {
  if (!instead.empty()) builder.help(Write, instead).edit(at, instead);
}

bool FaultReport::articleBefore() {
  const std::string_view before = wordBefore(text_, span_.begin);
  if (before != "the" && before != "a" && before != "an") return false;
  const std::uint32_t end = endBefore(text_, span_.begin);
  const auto begin = static_cast<std::uint32_t>(end - before.size());
  sink_.report({file_, begin, end}, CannotStandHere, before).help(LeaveOut).edit({file_, begin, span_.begin}, "");
  return true;
}

bool FaultReport::thirdParty() {
  if ((found_ != "party" && found_ != "parties") || wordBefore(text_, span_.begin) != "third") return false;
  const Span both{file_, endBefore(text_, span_.begin) - 5, span_.end};
  write(sink_.report(both, CannotStandHere, text_.substr(both.begin, both.end - both.begin)),
        found_ == "party" ? "controller" : "controller, joint_controller", both);
  return true;
}

bool FaultReport::inAnswer() {
  const bool number = !found_.empty() && found_.front() >= '0' && found_.front() <= '9';
  const std::string_view before = wordBefore(text_, span_.begin);
  if (number && !parseDay(found_) && before == "answer") {
    const std::uint32_t unit = nextWord(text_, span_.end);
    const Span length{file_, span_.begin, unit + static_cast<std::uint32_t>(wordAt(text_, unit).size())};
    write(sink_.report(span_, CannotStandHere, found_),
          "within " + std::string(text_.substr(length.begin, length.end - length.begin)), length);
    return true;
  }
  if (parseDay(found_) && lineOf(text_, span_.begin, "given")) {
    write(sink_.report(span_, CannotStandHere, found_), "on " + std::string(found_), span_);
    return true;
  }
  const std::uint32_t next = nextWord(text_, span_.end);
  const std::string_view after = wordAt(text_, next);
  const auto asks = [](std::string_view word) { return word == "use" || word == "share" || word == "keep"; };
  if (fault_.expected == "question" && asks(after)) {
    sink_.report(span_, CannotStandHere, found_).help(LeaveOut).edit({file_, span_.begin, next}, "");
    return true;
  }
  // `ask may we use`
  const std::uint32_t third = nextWord(text_, next + after.size());
  if (fault_.expected == "question" && asks(wordAt(text_, third))) {
    const Span both{file_, span_.begin, next + static_cast<std::uint32_t>(after.size())};
    sink_.report(both, CannotStandHere, text_.substr(both.begin, both.end - both.begin))
        .help(LeaveOut)
        .edit({file_, span_.begin, third}, "");
    return true;
  }
  if (fault_.expected.empty() && before == "never") {
    if (marketed()) return true;
    suggest(sink_.report(span_, CannotStandHere, found_), clauseWords());
    return true;
  }
  // `covers "customers", enquirer`: names stand without quotes.
  const std::size_t quote = text_.substr(0, endBefore(text_, span_.begin)).rfind("\",");
  if (fault_.expected == "text" && quote != std::string_view::npos && quote + 2 == endBefore(text_, span_.begin)) {
    const std::size_t open = text_.substr(0, quote).rfind('"');
    if (open == std::string_view::npos) return false;
    const Span words{file_, static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(quote + 1)};
    sink_.report(words, CannotStandHere, text_.substr(words.begin, words.end - words.begin)).help(WithoutQuotes);
    return true;
  }
  return false;
}

bool FaultReport::sentence() {
  const std::uint32_t next = nextWord(text_, span_.end);
  if ((found_ == "we" || found_ == "vi") && wordFollows(text_, span_.end)) {
    sink_.report(span_, CannotStandHere, found_).help(LeaveOut).edit({file_, span_.begin, next}, "");
    return true;
  }
  if (found_ != "do" || wordAt(text_, next) != "not") return false;
  const Span both{file_, span_.begin, next + 3};
  write(sink_.report(both, CannotStandHere, "do not"), "never", both);
  return true;
}

bool FaultReport::numberFollows(std::uint32_t end) const {
  const std::string_view number = wordAt(text_, nextWord(text_, end));
  return !number.empty() && number.find_first_not_of("0123456789") == std::string_view::npos;
}

bool FaultReport::onlyFirst() {
  // `share bank { only phone }`
  if (const std::uint32_t end = endBefore(text_, span_.begin);
      found_ == "only" && end > 0 && text_[end - 1] == '{' && lineOf(text_, end - 1, "share ")) {
    write(sink_.report(span_, CannotStandHere, found_), "data", span_);
    return true;
  }
  if (found_ != "only" || !lineOf(text_, span_.begin, "only")) return false;
  const std::uint32_t begin = nextWord(text_, span_.end);
  const std::size_t end = std::min(text_.find_first_of("\r\n}\"", begin), text_.size());
  std::string clause = llvm::StringRef(text_.substr(begin, end - begin)).rtrim().str();
  std::size_t at = std::string::npos;
  for (const std::string_view join : {" for ", " with ", " to ", " on ", " from ", " in ", " when "})
    at = std::min(at, clause.find(join));
  if (at == std::string::npos) return false;
  const auto last = static_cast<std::uint32_t>(begin + clause.size());
  clause.insert(at, " only");
  write(sink_.report(span_, CannotStandHere, found_), clause, {file_, span_.begin, last});
  return true;
}

bool FaultReport::otherBrackets() {
  const std::string_view next = wordAt(text_, nextWord(text_, span_.end));
  if (found_ == "(" && wordFrom(next)) {
    write(sink_.report(span_, CannotStandHere, found_), "{", span_);
    return true;
  }
  if (found_.find_first_not_of("0123456789") != std::string_view::npos) return false;
  const std::uint32_t end = endBefore(text_, span_.begin);
  const bool unit = next.starts_with("day") || next.starts_with("week") || next.starts_with("month") ||
                    next.starts_with("year") || next.starts_with("hour");
  if (!unit || end == 0 || text_[end - 1] != '{') return false;
  write(sink_.report(span_, CannotStandHere, found_), "retain " + std::string(found_), span_);
  return true;
}

bool FaultReport::stateOfSomebody() {
  const std::string_view who = wordBefore(text_, span_.begin);
  const std::uint32_t begin = endBefore(text_, span_.begin) - static_cast<std::uint32_t>(who.size());
  const std::string_view word = wordBefore(text_, begin);
  const std::uint32_t next = nextWord(text_, span_.end);
  if (found_ != "is" || (word != "while" && word != "until" && word != "when") || !valueFollows(text_, span_.end))
    return false;
  // `until child is 6`: an age has no day, unless an event of the writer's has it.
  if (const std::string_view age = wordAt(text_, next); age.find_first_not_of("0123456789") == std::string_view::npos) {
    const Span all{file_, begin, next + static_cast<std::uint32_t>(age.size())};
    write(sink_.report(all, CannotStandHere, text_.substr(all.begin, all.end - all.begin)),
          "turned_" + std::string(age), all);
    return true;
  }
  // `while child is in kindergarten`
  static constexpr std::string_view Small[] = {"in", "at", "on", "a", "an", "the", "still", "under", "with"};
  if (std::ranges::find(Small, wordAt(text_, next)) != std::end(Small)) {
    std::string one(wordAt(text_, next));
    std::uint32_t end = next + static_cast<std::uint32_t>(one.size());
    while (wordFollows(text_, end) && wordAt(text_, nextWord(text_, end)) != "then" &&
           wordAt(text_, nextWord(text_, end)) != "when") {
      const std::string_view more = wordAt(text_, nextWord(text_, end));
      one += "_" + std::string(more);
      end = nextWord(text_, end) + static_cast<std::uint32_t>(more.size());
    }
    const Span all{file_, begin, end};
    write(sink_.report(all, CannotStandHere, text_.substr(all.begin, all.end - all.begin)), one, all);
    return true;
  }
  const Span all{file_, begin, next + static_cast<std::uint32_t>(wordAt(text_, next).size())};
  write(sink_.report(all, CannotStandHere, text_.substr(all.begin, all.end - all.begin)),
        std::string(wordAt(text_, next)), all);
  return true;
}

void FaultReport::sayNorwegian(diag::Builder builder) {
  const std::uint32_t next = nextWord(text_, span_.end);
  if (found_ == "no" && next < text_.size() && text_[next] == '"') builder.help(DidYouMean, "nb").edit(span_, "nb");
}

void FaultReport::unexpected() {
  if (datumOnNextLine() || lengthAdded()) return;
  if (const auto limit = limitBefore(text_, span_.begin); limit.second > limit.first) {
    const Span words{file_, limit.first, limit.second};
    const std::string_view written = text_.substr(words.begin, words.end - words.begin);
    write(sink_.report(words, CannotStandHere, written), written == "minimum" ? "at least" : "at most", words);
    return;
  }
  // `and then delete`
  if (found_ == "and" && wordAt(text_, nextWord(text_, span_.end)) == "then") {
    sink_.report(span_, CannotStandHere, found_)
        .help(LeaveOut)
        .edit({file_, span_.begin, nextWord(text_, span_.end)}, "");
    return;
  }
  // `till account_closed`, `than delete`
  if (const std::string_view before = wordBefore(text_, span_.begin); lineOf(text_, span_.begin, "retain")) {
    const std::uint32_t end = endBefore(text_, span_.begin);
    const Span word{file_, end - static_cast<std::uint32_t>(before.size()), end};
    const std::string_view meant = before == "till" || before == "til" || before == "frem" ? "until"
                                   : before == "than"                                      ? "then"
                                                                                           : "";
    if (!meant.empty()) {
      write(sink_.report(word, CannotStandHere, before), std::string(meant), word);
      return;
    }
  }
  if (const auto after = untilLength(text_, span_.begin)) {
    const Span all{file_, after->begin, after->end};
    write(sink_.report({file_, after->begin, after->begin + 5}, CannotStandHere, "until"), after->text, all);
    return;
  }
  if ((found_ == "and" || found_ == "or") && betweenTimes()) return;
  if (consentOfShare() || groupOfEnds() || otherBrackets() || stateOfSomebody() || limit() || inAnswer() ||
      onlyFirst() || wordInBraces() || exceptSome())
    return;
  // `keep name for at most 2 years`
  if ((found_ == "at most" || found_ == "at least") && wordBefore(text_, span_.begin) == "for") {
    const std::uint32_t end = endBefore(text_, span_.begin);
    sink_.report({file_, end - 3, end}, CannotStandHere, "for").help(LeaveOut).edit({file_, end - 3, span_.begin}, "");
    return;
  }
  // `keep 10 years after delivery`
  if (found_ == "after" && (lineOf(text_, span_.begin, "keep") || lineOf(text_, span_.begin, "store"))) {
    const std::uint32_t begin = nextWord(text_, text_.substr(0, span_.begin).find_last_of("\n{") + 1);
    const Span word{file_, begin, begin + static_cast<std::uint32_t>(wordAt(text_, begin).size())};
    if (numberFollows(word.end)) {
      write(sink_.report(word, CannotStandHere, text_.substr(word.begin, word.end - word.begin)), "retain", word);
      return;
    }
  }
  // `agreement signed 2025-01-01`
  if (fault_.expected.empty() && parseDay(found_) && !lineOf(text_, span_.begin, "given")) {
    sink_.report(span_, CannotStandHere, found_)
        .help(LeaveOut)
        .edit({file_, endBefore(text_, span_.begin), span_.end}, "");
    return;
  }
  // `… unless complaint_made`
  if (found_ == "unless" && wordFollows(text_, span_.end)) {
    write(sink_.report(span_, CannotStandHere, found_), "when not", span_);
    return;
  }
  if (fault_.expected.empty() && found_.starts_with('"')) {
    // `title "…"`, and `"data": [`
    const std::uint32_t next = nextWord(text_, span_.end);
    if (next < text_.size() && text_[next] == ':') sink_.report(span_, CannotStandHere, found_).help(WithoutQuotes);
    else if (wordFrom(wordBefore(text_, span_.begin))) sink_.report(span_, MissingLanguage).help(WriteLanguage);
    else sink_.report(span_, CannotStandHere, found_);
    return;
  }
  if (fault_.expected.empty()) {
    sayNorwegian(sink_.report(span_, CannotStandHere, found_));
    return;
  }
  if (fault_.expected == "after") {
    write(sink_.report(span_, CannotStandHere, found_), "after", span_);
    return;
  }
  if (fault_.expected == "declaration") {
    if (articleBefore()) return;  // `recipient host is a processor`
    // `basis door is legitimate interest`, `circumstance theft reported`, of which the second heads a clause
    if (const std::string_view before = wordBefore(text_, span_.begin);
        wordFrom(found_) && !wordFrom(before) && !before.empty() &&
        before.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") == std::string_view::npos) {
      const std::uint32_t end = endBefore(text_, span_.begin);
      const Span both{file_, end - static_cast<std::uint32_t>(before.size()), span_.end};
      if (text_.substr(both.begin, both.end - both.begin).find('\n') == std::string_view::npos) {
        write(sink_.report(both, TwoWordName, text_.substr(both.begin, both.end - both.begin)),
              std::string(before) + "_" + std::string(found_), both);
        return;
      }
    }
    const std::uint32_t next = nextWord(text_, span_.end);
    // `activity x (`, and `activity x: {`
    if (found_ == "(" || found_ == "[" || found_ == ":" || found_ == "=") {
      const bool opened = next < text_.size() && text_[next] == '{';
      diag::Builder builder = sink_.report(span_, CannotStandHere, found_);
      // `channel ours = website`
      if ((found_ == ":" || found_ == "=") && wordFollows(text_, span_.end))
        builder.help(Write, "is").edit({file_, endBefore(text_, span_.begin), next}, " is ");
      else if (opened) builder.help(LeaveOut).edit(span_, "");
      else builder.help(Write, "{").edit(span_, "{");
      return;
    }
    if (found_ == "no" && wordAt(text_, next) == "dpo") {
      const Span both{file_, span_.begin, next + 3};
      write(sink_.report(both, CannotStandHere, text_.substr(both.begin, both.end - both.begin)), "dpo none", both);
      return;
    }
  }
  diag::Builder builder = sink_.report(span_, Unexpected, found_, expectation(fault_.expected));
  sayNorwegian(builder);
  static constexpr std::string_view Questions[] = {"use", "share", "keep"};
  if (fault_.expected == "question" && suggest(diag::Builder(builder), Questions)) return;
  // `retain until 2026-05-01`, `until 1 August`
  const bool month = !found_.empty() && found_.find_first_not_of("0123456789.") == std::string_view::npos &&
                     monthNamed(wordAt(text_, nextWord(text_, span_.end))) != 0;
  if ((parseDay(found_) || month) && wordBefore(text_, span_.begin) == "until" && lineOf(text_, span_.begin, "retain"))
    builder.help(UntilWhat);
  // `retain see unknown`: that nobody knows is said without a place to look it up.
  if (const std::size_t see = text_.substr(0, fault_.at.begin).rfind("see");
      found_ == "unknown" && see != std::string_view::npos && nextWord(text_, see + 3) == fault_.at.begin)
    builder.help(LeaveOutWord, "see").edit({file_, static_cast<std::uint32_t>(see), fault_.at.begin}, "");
}

}  // namespace vern::syntax
