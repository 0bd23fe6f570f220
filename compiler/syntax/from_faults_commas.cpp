// Two words without a comma between them: what was meant.
#include "compiler/syntax/from_faults_report.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>

#include "compiler/support/distance.h"
#include "compiler/syntax/around.h"
#include "compiler/syntax/diags.h"
#include "compiler/syntax/meant.h"
#include "compiler/syntax/word.h"
#include "llvm/ADT/StringRef.h"

namespace vern::syntax {

namespace {

/// Words that join what follows to a clause, long enough to have a slip in them.
constexpr std::array JoiningWords = {
    std::string_view("with"),    std::string_view("from"),    std::string_view("when"),   std::string_view("then"),
    std::string_view("because"), std::string_view("under"),   std::string_view("before"), std::string_view("until"),
    std::string_view("after"),   std::string_view("through"), std::string_view("within"), std::string_view("outside"),
    std::string_view("every"),   std::string_view("keeping")};

/// Data whose names head a clause elsewhere, as in `contact`.
constexpr std::string_view AlsoClauses[] = {"name", "email", "phone", "address", "contact"};

bool isDatumAndClause(std::string_view word) { return std::ranges::find(AlsoClauses, word) != std::end(AlsoClauses); }

}  // namespace

bool FaultReport::inListOfData(std::uint32_t at) const {
  const std::string_view before = text_.substr(0, at);
  const std::size_t line = before.find_last_of('\n');
  if (line == std::string_view::npos) return false;
  // Back over words and commas to the word of the clause.
  constexpr std::string_view InList = "abcdefghijklmnopqrstuvwxyz_.0123456789, \t\r\n";
  const std::size_t begin = before.find_last_not_of(InList) + 1;
  for (std::size_t end = line; end > begin;) {
    while (end > begin && before.substr(0, endBefore(before, end)).ends_with(",")) end = endBefore(before, end) - 1;
    const std::string_view word = wordBefore(before, end);
    const std::size_t from = endBefore(before, end) - word.size();
    if (from < begin || word.empty()) return false;
    if (word == "data") return true;
    if (wordFrom(word) && !isDatumAndClause(word)) return false;
    end = from;
  }
  return false;
}

bool FaultReport::datumOnNextLine() {
  const bool comma = found_ == ",";
  // `email,`, or `phone` whose value was read from the next clause: `purpose service`
  const std::string_view before = wordBefore(text_, span_.begin);
  std::uint32_t end = endBefore(text_, span_.begin);
  std::string_view datum = before;
  if (!comma) {
    if (!wordFrom(before) || isDatumAndClause(before)) return false;
    datum = wordBefore(text_, end - before.size());
    end = endBefore(text_, end - before.size());
  }
  const auto begin = end - static_cast<std::uint32_t>(datum.size());
  if (!isDatumAndClause(datum) || !inListOfData(begin)) return false;
  const std::uint32_t last = endBefore(text_, begin);
  const std::string_view previous = wordBefore(text_, begin);
  // A comma stands before it: what went wrong is earlier in the list, and told of.
  if (previous.empty()) return true;
  write(sink_.report({file_, begin, end}, MissingComma, datum), std::string(previous) + ", " + std::string(datum),
        {file_, last - static_cast<std::uint32_t>(previous.size()), end});
  return true;
}

bool FaultReport::doubledWord() {
  // `customer customer`; and back over a few words, `basis basis contract`, `data data phone purpose …`
  constexpr int FewWords = 6;
  std::uint32_t begin = span_.begin;
  std::string_view word = found_;
  for (int back = 0; back < FewWords; ++back) {
    const std::string_view before = wordBefore(text_, begin);
    const std::uint32_t end = endBefore(text_, begin);
    if (before.empty()) return false;
    if (before == word && (back == 0 || wordFrom(word))) {
      const Span again{file_, begin, static_cast<std::uint32_t>(begin + word.size())};
      sink_.report(again, CannotStandHere, word).help(LeaveOut).edit({file_, end, again.end}, "");
      return true;
    }
    word = before;
    begin = end - static_cast<std::uint32_t>(before.size());
  }
  return false;
}

void FaultReport::missingComma() {
  if (doubledWord() || datumOnNextLine()) return;
  if (limit() || thirdParty() || lengthAdded() || wordInBraces() || byGuardians()) return;
  // `according to the_act.s1`
  if (const std::uint32_t to = nextWord(text_, span_.end); found_ == "according" && wordAt(text_, to) == "to") {
    const Span both{file_, span_.begin, to + 2};
    write(sink_.report(both, CannotStandHere, "according to"), "under", both);
    return;
  }
  // `on explicit consent`
  if (found_ == "consent" && wordBefore(text_, span_.begin) == "explicit") {
    const Span both{file_, endBefore(text_, span_.begin) - 8, span_.end};
    sink_.report(both, TwoWordName, text_.substr(both.begin, both.end - both.begin))
        .help(Write, "consent")
        .edit(both, "consent")
        .help(ExplicitGround);
    return;
  }
  // `source subject via form`
  if (found_ == "via" && lineOf(text_, span_.begin, "source ") && wordFollows(text_, span_.end)) {
    write(sink_.report(span_, CannotStandHere, found_), "through", span_);
    return;
  }
  // `the_act paragraph 39`
  if (found_ == "paragraph" || found_ == "paragraf" || found_ == "section")
    if (const std::optional<Cited> cited = citedAround(text_, span_.begin, found_.size())) {
      const Span whole{file_, cited->begin, cited->end};
      write(sink_.report(whole, CannotStandHere, text_.substr(whole.begin, whole.end - whole.begin)), cited->name,
            whole);
      return;
    }
  // `… if complaint_made`
  if ((found_ == "if" || found_ == "hvis" || found_ == "dersom" || found_ == "når") && wordFollows(text_, span_.end)) {
    write(sink_.report(span_, CannotStandHere, found_), "when", span_);
    return;
  }
  // `contract whit subject`, `keep phone atmost 1 year`
  static constexpr std::string_view Swapped[][2] = {
      {"whit", "with"},        {"wiht", "with"}, {"wtih", "with"}, {"wit", "with"},     {"atmost", "at most"},
      {"atleast", "at least"}, {"fro", "for"},   {"wehn", "when"}, {"thru", "through"}, {"than", "then"},
      {"med", "with"},         {"av", "of"},     {"til", "to"}};
  for (const auto& [slip, meant] : Swapped)
    if (found_ == slip && valueFollows(text_, span_.end)) {
      write(sink_.report(span_, CannotStandHere, found_), std::string(meant), span_);
      return;
    }
  const auto onThisLine = [&](std::string_view word) {
    const std::size_t line = text_.substr(0, span_.begin).find_last_of('\n') + 1;
    return text_.substr(line, text_.find('\n', span_.end) - line).find(word) != std::string_view::npos;
  };
  // `ask keep phone customer`
  if (lineOf(text_, span_.begin, "ask ") && !onThisLine(" of ")) {
    write(sink_.report(span_, CannotStandHere, found_), "of " + std::string(found_), span_);
    return;
  }
  // `then delete them`
  static constexpr std::string_view Them[] = {"them", "it", "everything", "all", "dem", "alt"};
  if (std::ranges::find(Them, found_) != std::end(Them) && lineOf(text_, span_.begin, "retain")) {
    sink_.report(span_, CannotStandHere, found_)
        .help(LeaveOut)
        .edit({file_, endBefore(text_, span_.begin), span_.end}, "");
    return;
  }
  // `contract wth subject`
  if (const std::string_view join = nearest(found_, JoiningWords); !join.empty() && wordFollows(text_, span_.end)) {
    suggest(sink_.report(span_, CannotStandHere, found_), JoiningWords);
    return;
  }
  if (nameOfEvent() || articleBefore()) return;  // `until contract ends`, `source the employer`
  // `name og email`
  if ((found_ == "og" || found_ == "samt" || found_ == "eller") && wordFollows(text_, span_.end)) {
    const std::uint32_t next = nextWord(text_, span_.end);
    sink_.report(span_, CannotStandHere, found_)
        .help(Write, std::string(wordBefore(text_, span_.begin)) + ", " + std::string(wordAt(text_, next)))
        .edit({file_, endBefore(text_, span_.begin), next}, ", ");
    return;
  }
  const std::string before(wordBefore(text_, span_.begin));
  const std::uint32_t end = endBefore(text_, span_.begin);
  // `lifetime half a year`
  if (before == "half" && (found_ == "a" || found_ == "an") && wordAt(text_, nextWord(text_, span_.end)) == "year") {
    const Span words{file_, static_cast<std::uint32_t>(end - before.size()), nextWord(text_, span_.end) + 4};
    write(sink_.report(words, CannotStandHere, text_.substr(words.begin, words.end - words.begin)), "6 months", words);
    return;
  }
  // `scope smile {`
  if (const std::string_view block = before;
      (block == "scope" || block == "defaults" || block == "rights" || block == "changes" || block == "security") &&
      lineOf(text_, span_.begin, block)) {
    sink_.report(span_, CannotStandHere, found_)
        .help(LeaveOut)
        .edit({file_, span_.begin, nextWord(text_, span_.end)}, "");
    return;
  }
  // `retain during active`
  if (before == "during" && lineOf(text_, span_.begin, "retain")) {
    const Span word{file_, end - 6, end};
    write(sink_.report(word, CannotStandHere, before), "while", word);
    return;
  }
  // `retain till contract_end`
  if (before == "till" || before == "til" || before == "frem") {
    const auto begin = static_cast<std::uint32_t>(end - before.size());
    write(sink_.report({file_, begin, end}, CannotStandHere, before), "until", {file_, begin, end});
    return;
  }
  sink_.report(span_, MissingComma, found_)
      .help(Write, before + ", " + std::string(found_))
      .edit({file_, end, span_.begin}, ", ");
}

}  // namespace vern::syntax
