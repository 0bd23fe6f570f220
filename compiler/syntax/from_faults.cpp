#include "compiler/syntax/from_faults.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "compiler/support/calendar.h"
#include "compiler/support/distance.h"
#include "compiler/syntax/diags.h"
#include "compiler/syntax/word.h"
#include "llvm/ADT/StringRef.h"

namespace vern::syntax {

namespace {

/// Declarations and clauses a writer may have meant.
constexpr std::array DeclarationWords = {
    std::string_view("use"),        std::string_view("policy"),    std::string_view("controller"),
    std::string_view("dpo"),        std::string_view("contact"),   std::string_view("scope"),
    std::string_view("party"),      std::string_view("subject"),   std::string_view("data"),
    std::string_view("purpose"),    std::string_view("recipient"), std::string_view("basis"),
    std::string_view("event"),      std::string_view("state"),     std::string_view("circumstance"),
    std::string_view("channel"),    std::string_view("place"),     std::string_view("measure"),
    std::string_view("activity"),   std::string_view("tracker"),   std::string_view("defaults"),
    std::string_view("promise"),    std::string_view("claim"),     std::string_view("duty"),
    std::string_view("rights"),     std::string_view("changes"),   std::string_view("security"),
    std::string_view("definition"), std::string_view("prose"),     std::string_view("test"),
    std::string_view("law"),        std::string_view("section"),   std::string_view("rule"),
    std::string_view("define"),     std::string_view("param")};

constexpr std::array ClauseWords = {
#define VERN_WORD(word) std::string_view(#word),
#define VERN_WORD_AS(enumerator, text) std::string_view(text),
#include "compiler/syntax/words.def"
#undef VERN_WORD
#undef VERN_WORD_AS
};

/// Where the blanks after `end` end.
std::uint32_t nextWord(std::string_view text, std::size_t end) {
  return static_cast<std::uint32_t>(std::min(text.find_first_not_of(" \t", end), text.size()));
}

/// Where the word before `begin` ends.
std::uint32_t endBefore(std::string_view text, std::size_t begin) {
  return static_cast<std::uint32_t>(text.substr(0, begin).find_last_not_of(" \t\r\n") + 1);
}

/// The word that ends before `begin`.
std::string_view wordBefore(std::string_view text, std::size_t begin) {
  const std::string_view before = text.substr(0, endBefore(text, begin));
  return before.substr(before.find_last_of(" \t\r\n,{") + 1);
}

/// The word that begins at `begin`.
std::string_view wordAt(std::string_view text, std::size_t begin) {
  return text.substr(begin, text.find_first_of(" \t\r\n,{}", begin) - begin);
}

/// Whether a word follows `end` on its line.
bool wordFollows(std::string_view text, std::size_t end) {
  const std::uint32_t next = nextWord(text, end);
  return next < text.size() && ((text[next] >= 'a' && text[next] <= 'z') || text[next] == '_');
}

/// Whether a word or a number follows `end` on its line.
bool valueFollows(std::string_view text, std::size_t end) {
  const std::uint32_t next = nextWord(text, end);
  return wordFollows(text, end) || (next < text.size() && text[next] >= '0' && text[next] <= '9');
}

/// Where the words stand that were meant for `at most`, on the line up to `end`: `retain max 2 years`, `retain up to 2
/// years after`. Nothing where there are none.
std::pair<std::uint32_t, std::uint32_t> limitBefore(std::string_view text, std::size_t end) {
  const std::size_t line = text.substr(0, end).find_last_of("\n{") + 1;
  const std::string_view before = text.substr(line, end - line);
  for (const std::string_view words : {"up to", "no more than", "not more than", "max", "maks", "inntil"})
    if (const std::size_t at = before.find(words); at != std::string_view::npos && at > 0 && before[at - 1] == ' ' &&
                                                   before.substr(0, at).find("retain") != std::string_view::npos &&
                                                   line + at + words.size() < text.size() &&
                                                   text[line + at + words.size()] == ' ')
      return {static_cast<std::uint32_t>(line + at), static_cast<std::uint32_t>(line + at + words.size())};
  return {0, 0};
}

/// Whether the line of `begin` is a clause with the word `word`.
bool lineOf(std::string_view text, std::size_t begin, std::string_view word) {
  const std::size_t line = text.substr(0, begin).find_last_of("\n{") + 1;
  return text.substr(nextWord(text, line)).starts_with(word);
}

/// Words that join what follows to a clause, long enough to have a slip in them.
constexpr std::array JoiningWords = {
    std::string_view("with"),    std::string_view("from"),    std::string_view("when"),   std::string_view("then"),
    std::string_view("because"), std::string_view("under"),   std::string_view("before"), std::string_view("until"),
    std::string_view("after"),   std::string_view("through"), std::string_view("within"), std::string_view("outside"),
    std::string_view("every"),   std::string_view("keeping")};

constexpr std::array Units = {std::string_view("days"), std::string_view("weeks"), std::string_view("months"),
                              std::string_view("years"), std::string_view("hours")};

/// The unit that a writer in Norwegian means, or "".
std::string_view unitMeantBy(std::string_view written) {
  static constexpr std::pair<std::string_view, std::string_view> Meant[] = {
      {"år", "years"},   {"aar", "years"},   {"måned", "months"}, {"måneder", "months"}, {"mnd", "months"},
      {"uke", "weeks"},  {"uker", "weeks"},  {"dag", "days"},     {"dager", "days"},     {"døgn", "days"},
      {"time", "hours"}, {"timer", "hours"}, {"yr", "years"},     {"yrs", "years"},      {"y", "years"},
      {"mo", "months"},  {"mos", "months"},  {"mths", "months"},  {"wk", "weeks"},       {"wks", "weeks"},
      {"d", "days"},     {"hr", "hours"},    {"hrs", "hours"},    {"h", "hours"}};
  for (const auto& [word, unit] : Meant)
    if (word == written) return unit;
  return {};
}

/// `two years` as `2 years`, `2.5 years` as `30 months`, and `-2 years` as `2 years`, for times are counted onwards; ""
/// where nothing but a guess would be left.
std::string wholeLength(std::string_view written) {
  static constexpr std::string_view Numbers[][2] = {{"one", "en"},    {"two", "to"},        {"three", "tre"},
                                                    {"four", "fire"}, {"five", "fem"},      {"six", "seks"},
                                                    {"seven", "sju"}, {"eight", "åtte"},    {"nine", "ni"},
                                                    {"ten", "ti"},    {"eleven", "elleve"}, {"twelve", "tolv"}};
  if (written.starts_with("-")) return std::string(written.substr(1));
  const std::size_t blank = written.find_first_of(" \t");
  const std::string_view number = written.substr(0, blank);
  const std::string_view unit = written.substr(nextWord(written, blank));
  for (std::size_t i = 0; i < std::size(Numbers); ++i)
    if (number == Numbers[i][0] || number == Numbers[i][1]) return std::to_string(i + 1) + " " + std::string(unit);
  // Halves and quarters of a year in months, halves of a day in hours.
  const std::size_t point = number.find('.');
  if (point > 3) return {};  // none, or of a number that nobody means
  const unsigned parts = unit.starts_with("year") ? 12 : unit.starts_with("day") ? 24 : 0;
  unsigned whole = 0;
  for (const char c : number.substr(0, point)) whole = whole * 10 + static_cast<unsigned>(c - '0');
  const std::string_view rest = number.substr(point + 1);
  const unsigned quarters = rest == "25" ? 1 : rest == "5" || rest == "50" ? 2 : rest == "75" ? 3 : 0;
  if (parts == 0 || quarters == 0) return {};
  return std::to_string(whole * parts + quarters * parts / 4) + (parts == 12 ? " months" : " hours");
}

/// `after case closed` as `case_closed`; without an article before it; and where what becomes of the data was added
/// without its `then`, with it.
std::string oneName(std::string_view written) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < written.size();) {
    const std::size_t end = std::min(written.find_first_of(" \t", at), written.size());
    if (end > at) words.push_back(written.substr(at, end - at));
    at = end + 1;
  }
  if (words.size() > 1 && (words[0] == "the" || words[0] == "a" || words[0] == "an")) words.erase(words.begin());
  const std::string_view last = words.back();
  const bool disposal =
      words.size() > 1 && (last == "delete" || last == "anonymise" || last == "archive" || last == "return");
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i)
    out += (i == 0 ? "" : disposal && i + 1 == words.size() ? " then " : "_") + std::string(words[i]);
  return out;
}

/// What can stand at a place, by the names that grammar/ has for it.
Words expectation(const std::string& expected) {
  if (expected == "name") return diag::phrase("expected.name", "a name");
  if (expected == "value") return diag::phrase("expected.value", "a value");
  if (expected == "name_or_text") return diag::phrase("expected.name_or_text", "a name or a text in quotes");
  if (expected == "text") return diag::phrase("expected.text", "a text in quotes");
  if (expected == "unit") return diag::phrase("expected.unit", "`days`, `weeks`, `months` or `years`");
  if (expected == "number") return diag::phrase("expected.number", "a number");
  if (expected == "date") return diag::phrase("expected.date", "a date such as 2026-05-01");
  if (expected == "question") return diag::phrase("expected.question", "`use`, `share` or `keep`");
  if (expected == "declaration") return diag::phrase("expected.declaration", "a declaration");
  if (expected.empty()) return diag::phrase("expected.something", "something");
  return diag::phrase("", expected);  // a sign of the language, in backquotes already
}

/// `01.05.2026` and `2026/5/1` as 2026-05-01, or "" where that is no date.
std::string rightDate(std::string_view written) {
  std::array<int, 3> parts{};
  std::size_t part = 0;
  std::size_t first_length = 0;
  for (const char c : written) {
    if (c >= '0' && c <= '9') parts[part] = parts[part] * 10 + (c - '0');
    else if (++part == parts.size()) return {};
    if (part == 0) ++first_length;
  }
  if (first_length < 4) std::swap(parts[0], parts[2]);
  const CivilDate date{parts[0], parts[1], parts[2]};
  const std::string text = formatDay(toDay(date));
  return parseDay(text) && toCivil(toDay(date)) == date ? text : std::string();
}

/// What one fault of a text is told as.
class Report {
 public:
  Report(const grammar::Fault& fault, FileId file, std::string_view text, diag::Sink& sink)
      : fault_(fault),
        file_(file),
        text_(text),
        sink_(sink),
        span_{file, fault.at.begin, fault.at.end},
        other_{file, fault.other.begin, fault.other.end},
        found_(text.substr(fault.at.begin, fault.at.end - fault.at.begin)) {}

  void tell() {
    using grammar::FaultKind;
    switch (fault_.kind) {
      case FaultKind::UnknownClause: {
        // `e-mail "…"`
        if (const Span whole{file_, span_.begin, span_.end + 5};
            (found_ == "e" || found_ == "E") && text_.substr(span_.end).starts_with("-mail")) {
          write(sink_.report(whole, DashInName, text_.substr(whole.begin, whole.end - whole.begin)), "email", whole);
          return;
        }
        diag::Builder builder = sink_.report(span_, UnknownClause, found_);
        if (const auto meant = clauseMeantBy(found_); meant && other_.end == other_.begin) {
          builder.help(DidYouMean, spelling(*meant)).edit(span_, std::string(spelling(*meant)));
          return;
        }
        if (suggest(builder, ClauseWords)) return;
        if (std::ranges::find(DeclarationWords, found_) != DeclarationWords.end())
          builder.help(OutsideOfBlocks, found_);
        if (other_.end > other_.begin) builder.help(HowSure);
        return;
      }
      case FaultKind::UnknownDeclaration:
        suggest(sink_.report(span_, UnknownDeclaration, found_), DeclarationWords);
        return;
      case FaultKind::EmptyClause:
        if (diag::Builder builder = sink_.report(span_, EmptyClause, found_); other_.end > other_.begin)
          builder.label(other_, TextsComeAfter);
        return;
      case FaultKind::JoinAfterTexts: sink_.report(span_, JoinAfterTexts, found_); return;
      case FaultKind::MissingComma: missingComma(); return;
      case FaultKind::MissingBrace:
        sink_.report(span_, MissingBrace, fault_.declaration).label(other_, BeforeThis);
        return;
      case FaultKind::MissingOpenBrace:
        sink_.report(span_, MissingOpenBrace, fault_.declaration).label(other_, BeforeThis);
        return;
      case FaultKind::ExtraBrace: sink_.report(span_, ExtraBrace).help(LeaveOut).edit(span_, ""); return;
      case FaultKind::MissingText:
        if (diag::Builder builder = sink_.report(span_, MissingText, found_); wordFrom(found_))
          builder.help(WriteText, found_);
        return;
      case FaultKind::MissingLanguage: sink_.report(span_, MissingLanguage).help(WriteLanguage); return;
      case FaultKind::LanguageAfterJoin:
        sink_.report(span_, LanguageAfterJoin, text_.substr(other_.begin, other_.end - other_.begin))
            .help(LeaveOut)
            .edit({file_, span_.begin, nextWord(text_, span_.end)}, "");
        return;
      case FaultKind::MissingName: {
        diag::Builder builder = sink_.report(span_, MissingName, found_);
        if (found_ == "dpo") builder.help(NoneOrName, found_);
        return;
      }
      case FaultKind::Dash: {
        std::string joined(found_);
        std::erase(joined, '-');
        if (!wordFrom(joined)) {
          joined = found_;
          std::ranges::replace(joined, '-', '_');
        }
        write(sink_.report(span_, DashInName, found_), joined, span_);
        return;
      }
      case FaultKind::UnknownUnit: {
        diag::Builder builder = sink_.report(span_, UnknownUnit, found_);
        const std::string_view meant = unitMeantBy(found_);
        if (!meant.empty()) builder.help(DidYouMean, meant).edit(span_, std::string(meant));
        else if (!suggest(diag::Builder(builder), Units)) builder.help(OneOf, expectation("unit"));
        return;
      }
      case FaultKind::OddNumber: {
        const std::string_view number = found_.substr(0, found_.find_first_of(" \t"));
        diag::Builder builder = sink_.report(span_, OddNumber, number);
        if (const std::string whole = wholeLength(found_); !whole.empty())
          builder.help(Write, whole).edit(span_, whole);
        return;
      }
      case FaultKind::MissingUnit: sink_.report(span_, MissingUnit, found_).help(WriteUnit, found_); return;
      case FaultKind::TwoWordName: {
        write(sink_.report(span_, TwoWordName, found_), oneName(found_), span_);
        return;
      }
      case FaultKind::OpenText:
        if (diag::Builder builder = sink_.report(span_, OpenText); other_.end > other_.begin)
          builder.label(other_, TakenForEnd);
        return;
      case FaultKind::WrongQuote: sink_.report(span_, WrongQuote, found_).help(StraightQuotes); return;
      case FaultKind::Unquoted:  // of which one quote may be there
        write(sink_.report(span_, Unquoted), "\"" + std::string(found_) + (found_.ends_with('"') ? "" : "\""), span_);
        return;
      case FaultKind::OddDate: write(sink_.report(span_, OddDate, found_), rightDate(found_), span_); return;
      case FaultKind::IsInClause: sink_.report(span_, IsInClause).help(LeaveOut).edit(span_, ""); return;
      case FaultKind::BadCharacter: {
        diag::Builder builder = sink_.report(span_, BadCharacter, found_);
        const char next = span_.end < text_.size() ? text_[span_.end] : '\0';
        if (found_ == "#") builder.help(CommentsBegin).edit(span_, "//");
        else if (found_ == "/" && next == '*') builder.help(CommentsBegin);
        else if (found_ == "&" && wordFollows(text_, span_.end))
          builder
              .help(Write, std::string(wordBefore(text_, span_.begin)) + ", " +
                               std::string(wordAt(text_, nextWord(text_, span_.end))))
              .edit({file_, endBefore(text_, span_.begin), nextWord(text_, span_.end)}, ", ");
        else builder.help(LeaveOut).edit(span_, "");
        return;
      }
      case FaultKind::SmallWord:
        if (found_ == "such") sink_.report(span_, SuchAsInside).help(SuchAsFirst);
        else if (found_ == "no" && lineOf(text_, span_.begin, "languages"))
          sink_.report(span_, SmallWord, found_).help(DidYouMean, "nb").edit(span_, "nb");
        else if (found_ == "no") write(sink_.report(span_, SmallWord, found_), "none", span_);
        else if (found_ == "earliest" || found_ == "latest")
          sink_.report(span_, SmallWord, found_).help(SeveralEnds, found_);
        else if (found_ == "only") sink_.report(span_, SmallWord, found_).help(LeaveOutWord, found_);
        else if (diag::Builder builder = sink_.report(span_, SmallWord, found_);
                 wordFrom(wordBefore(text_, span_.begin)) && valueFollows(text_, span_.end))  // `share with bank`
          builder.help(LeaveOutWord, found_).edit({file_, span_.begin, nextWord(text_, span_.end)}, "");
        return;
      case FaultKind::MissingAfter: sink_.report(span_, MissingAfter, expectation(fault_.expected), found_); return;
      case FaultKind::Unexpected: unexpected(); return;
    }
  }

 private:
  bool suggest(diag::Builder builder, std::span<const std::string_view> words) {
    std::string_view near = nearest(llvm::StringRef(found_).lower(), words);
    // `accessed_from india`: the word itself, and one of whoever wrote it.
    if (near.empty())
      for (const std::string_view word : words)
        if (found_.starts_with(word) && found_.substr(word.size()).starts_with("_") && word.size() > near.size())
          near = word;
    if (!near.empty()) builder.help(DidYouMean, near).edit(span_, std::string(near));
    return !near.empty();
  }

  static void write(diag::Builder builder, const std::string& instead, Span at) {
    if (!instead.empty()) builder.help(Write, instead).edit(at, instead);
  }

  /// Tells of an article that stands before the fault, if one does.
  bool articleBefore() {
    const std::string_view before = wordBefore(text_, span_.begin);
    if (before != "the" && before != "a" && before != "an") return false;
    const std::uint32_t end = endBefore(text_, span_.begin);
    const auto begin = static_cast<std::uint32_t>(end - before.size());
    sink_.report({file_, begin, end}, CannotStandHere, before).help(LeaveOut).edit({file_, begin, span_.begin}, "");
    return true;
  }

  void missingComma() {
    // `contract wth subject`
    if (const std::string_view join = nearest(found_, JoiningWords); !join.empty() && wordFollows(text_, span_.end)) {
      suggest(sink_.report(span_, CannotStandHere, found_), JoiningWords);
      return;
    }
    if (articleBefore()) return;  // `source the employer`
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

  /// `title no "…"`
  void sayNorwegian(diag::Builder builder) {
    const std::uint32_t next = nextWord(text_, span_.end);
    if (found_ == "no" && next < text_.size() && text_[next] == '"') builder.help(DidYouMean, "nb").edit(span_, "nb");
  }

  void unexpected() {
    if (const auto limit = limitBefore(text_, span_.begin); limit.second > limit.first) {
      const Span words{file_, limit.first, limit.second};
      write(sink_.report(words, CannotStandHere, text_.substr(words.begin, words.end - words.begin)), "at most", words);
      return;
    }
    // `and then delete`
    if (found_ == "and" && wordAt(text_, nextWord(text_, span_.end)) == "then") {
      sink_.report(span_, CannotStandHere, found_)
          .help(LeaveOut)
          .edit({file_, span_.begin, nextWord(text_, span_.end)}, "");
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
      const std::uint32_t next = nextWord(text_, span_.end);
      // `activity x (`, and `activity x: {`
      if (found_ == "(" || found_ == "[" || found_ == ":" || found_ == "=") {
        const bool opened = next < text_.size() && text_[next] == '{';
        diag::Builder builder = sink_.report(span_, CannotStandHere, found_);
        if (opened) builder.help(LeaveOut).edit(span_, "");
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
    // `retain until 2026-05-01`
    if (parseDay(found_) && wordBefore(text_, span_.begin) == "until" && lineOf(text_, span_.begin, "retain"))
      builder.help(UntilWhat);
    // `retain see unknown`: that nobody knows is said without a place to look it up.
    if (const std::size_t see = text_.substr(0, fault_.at.begin).rfind("see");
        found_ == "unknown" && see != std::string_view::npos && nextWord(text_, see + 3) == fault_.at.begin)
      builder.help(LeaveOutWord, "see").edit({file_, static_cast<std::uint32_t>(see), fault_.at.begin}, "");
  }

  const grammar::Fault& fault_;
  const FileId file_;
  const std::string_view text_;
  diag::Sink& sink_;
  const Span span_;  // of the fault_
  const Span other_;  // of what else it is about
  const std::string_view found_;
};

}  // namespace

void report(const grammar::Fault& fault, FileId file, std::string_view text, diag::Sink& sink) {
  Report(fault, file, text, sink).tell();
}

}  // namespace vern::syntax
