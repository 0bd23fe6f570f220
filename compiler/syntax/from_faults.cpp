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

}  // namespace

void report(const grammar::Fault& fault, FileId file, std::string_view text, diag::Sink& sink) {
  using grammar::FaultKind;
  const Span span{file, fault.at.begin, fault.at.end};
  const Span other{file, fault.other.begin, fault.other.end};
  const std::string_view found = text.substr(fault.at.begin, fault.at.end - fault.at.begin);
  const auto suggest = [&](diag::Builder builder, std::span<const std::string_view> words) {
    std::string_view near = nearest(llvm::StringRef(found).lower(), words);
    // `accessed_from india`: the word itself, and one of whoever wrote it.
    if (near.empty())
      for (const std::string_view word : words)
        if (found.starts_with(word) && found.substr(word.size()).starts_with("_") && word.size() > near.size())
          near = word;
    if (!near.empty()) builder.help(DidYouMean, near).edit(span, std::string(near));
    return !near.empty();
  };
  const auto write = [&](diag::Builder builder, const std::string& instead, Span at) {
    if (!instead.empty()) builder.help(Write, instead).edit(at, instead);
  };
  switch (fault.kind) {
    case FaultKind::UnknownClause: {
      // `e-mail "…"`
      if (const Span whole{file, span.begin, span.end + 5};
          (found == "e" || found == "E") && text.substr(span.end).starts_with("-mail")) {
        write(sink.report(whole, DashInName, text.substr(whole.begin, whole.end - whole.begin)), "email", whole);
        return;
      }
      diag::Builder builder = sink.report(span, UnknownClause, found);
      if (const auto meant = clauseMeantBy(found); meant && other.end == other.begin) {
        builder.help(DidYouMean, spelling(*meant)).edit(span, std::string(spelling(*meant)));
        return;
      }
      if (suggest(builder, ClauseWords)) return;
      if (std::ranges::find(DeclarationWords, found) != DeclarationWords.end()) builder.help(OutsideOfBlocks, found);
      if (other.end > other.begin) builder.help(HowSure);
      return;
    }
    case FaultKind::UnknownDeclaration: suggest(sink.report(span, UnknownDeclaration, found), DeclarationWords); return;
    case FaultKind::EmptyClause:
      if (diag::Builder builder = sink.report(span, EmptyClause, found); other.end > other.begin)
        builder.label(other, TextsComeAfter);
      return;
    case FaultKind::JoinAfterTexts: sink.report(span, JoinAfterTexts, found); return;
    case FaultKind::MissingComma:
      // `contract wth subject`
      if (const std::string_view join = nearest(found, JoiningWords); !join.empty() && wordFollows(text, span.end)) {
        suggest(sink.report(span, CannotStandHere, found), JoiningWords);
        return;
      }
      // `source the employer`
      if (const std::string_view before = wordBefore(text, span.begin);
          before == "the" || before == "a" || before == "an") {
        const std::uint32_t end = endBefore(text, span.begin);
        const auto begin = static_cast<std::uint32_t>(end - before.size());
        sink.report({file, begin, end}, CannotStandHere, before).help(LeaveOut).edit({file, begin, span.begin}, "");
        return;
      }
      // `name og email`
      if ((found == "og" || found == "samt" || found == "eller") && wordFollows(text, span.end)) {
        const std::uint32_t next = nextWord(text, span.end);
        sink.report(span, CannotStandHere, found)
            .help(Write, std::string(wordBefore(text, span.begin)) + ", " + std::string(wordAt(text, next)))
            .edit({file, endBefore(text, span.begin), next}, ", ");
        return;
      }
      sink.report(span, MissingComma, found)
          .help(Write, std::string(wordBefore(text, span.begin)) + ", " + std::string(found))
          .edit({file, endBefore(text, span.begin), span.begin}, ", ");
      return;
    case FaultKind::MissingBrace: sink.report(span, MissingBrace, fault.declaration).label(other, BeforeThis); return;
    case FaultKind::MissingOpenBrace:
      sink.report(span, MissingOpenBrace, fault.declaration).label(other, BeforeThis);
      return;
    case FaultKind::ExtraBrace: sink.report(span, ExtraBrace).help(LeaveOut).edit(span, ""); return;
    case FaultKind::MissingText:
      if (diag::Builder builder = sink.report(span, MissingText, found); wordFrom(found))
        builder.help(WriteText, found);
      return;
    case FaultKind::MissingLanguage: sink.report(span, MissingLanguage).help(WriteLanguage); return;
    case FaultKind::LanguageAfterJoin:
      sink.report(span, LanguageAfterJoin, text.substr(other.begin, other.end - other.begin))
          .help(LeaveOut)
          .edit({file, span.begin, nextWord(text, span.end)}, "");
      return;
    case FaultKind::MissingName: {
      diag::Builder builder = sink.report(span, MissingName, found);
      if (found == "dpo") builder.help(NoneOrName, found);
      return;
    }
    case FaultKind::Dash: {
      std::string joined(found);
      std::erase(joined, '-');
      if (!wordFrom(joined)) {
        joined = found;
        std::ranges::replace(joined, '-', '_');
      }
      write(sink.report(span, DashInName, found), joined, span);
      return;
    }
    case FaultKind::UnknownUnit: {
      diag::Builder builder = sink.report(span, UnknownUnit, found);
      const std::string_view meant = unitMeantBy(found);
      if (!meant.empty()) builder.help(DidYouMean, meant).edit(span, std::string(meant));
      else if (!suggest(diag::Builder(builder), Units)) builder.help(OneOf, expectation("unit"));
      return;
    }
    case FaultKind::OddNumber: {
      const std::string_view number = found.substr(0, found.find_first_of(" \t"));
      diag::Builder builder = sink.report(span, OddNumber, number);
      if (const std::string whole = wholeLength(found); !whole.empty()) builder.help(Write, whole).edit(span, whole);
      return;
    }
    case FaultKind::MissingUnit: sink.report(span, MissingUnit, found).help(WriteUnit, found); return;
    case FaultKind::TwoWordName: {
      write(sink.report(span, TwoWordName, found), oneName(found), span);
      return;
    }
    case FaultKind::OpenText:
      if (diag::Builder builder = sink.report(span, OpenText); other.end > other.begin)
        builder.label(other, TakenForEnd);
      return;
    case FaultKind::WrongQuote: sink.report(span, WrongQuote, found).help(StraightQuotes); return;
    case FaultKind::Unquoted:  // of which one quote may be there
      write(sink.report(span, Unquoted), "\"" + std::string(found) + (found.ends_with('"') ? "" : "\""), span);
      return;
    case FaultKind::OddDate: write(sink.report(span, OddDate, found), rightDate(found), span); return;
    case FaultKind::IsInClause: sink.report(span, IsInClause).help(LeaveOut).edit(span, ""); return;
    case FaultKind::BadCharacter: {
      diag::Builder builder = sink.report(span, BadCharacter, found);
      const char next = span.end < text.size() ? text[span.end] : '\0';
      if (found == "#") builder.help(CommentsBegin).edit(span, "//");
      else if (found == "/" && next == '*') builder.help(CommentsBegin);
      else if (found == "&" && wordFollows(text, span.end))
        builder
            .help(Write, std::string(wordBefore(text, span.begin)) + ", " +
                             std::string(wordAt(text, nextWord(text, span.end))))
            .edit({file, endBefore(text, span.begin), nextWord(text, span.end)}, ", ");
      else builder.help(LeaveOut).edit(span, "");
      return;
    }
    case FaultKind::SmallWord:
      if (found == "such") sink.report(span, SuchAsInside).help(SuchAsFirst);
      else if (found == "no" && lineOf(text, span.begin, "languages"))
        sink.report(span, SmallWord, found).help(DidYouMean, "nb").edit(span, "nb");
      else if (found == "no") write(sink.report(span, SmallWord, found), "none", span);
      else if (found == "earliest" || found == "latest") sink.report(span, SmallWord, found).help(SeveralEnds, found);
      else if (found == "only") sink.report(span, SmallWord, found).help(LeaveOutWord, found);
      else if (diag::Builder builder = sink.report(span, SmallWord, found);
               wordFrom(wordBefore(text, span.begin)) && valueFollows(text, span.end))  // `share with bank`
        builder.help(LeaveOutWord, found).edit({file, span.begin, nextWord(text, span.end)}, "");
      return;
    case FaultKind::MissingAfter: sink.report(span, MissingAfter, expectation(fault.expected), found); return;
    case FaultKind::Unexpected: break;
  }
  if (const auto limit = limitBefore(text, span.begin); limit.second > limit.first) {
    const Span words{file, limit.first, limit.second};
    write(sink.report(words, CannotStandHere, text.substr(words.begin, words.end - words.begin)), "at most", words);
    return;
  }
  if (fault.expected.empty() && found.starts_with('"')) {
    // `title "…"`, and `"data": [`
    const std::uint32_t next = nextWord(text, span.end);
    if (next < text.size() && text[next] == ':') sink.report(span, CannotStandHere, found).help(WithoutQuotes);
    else if (wordFrom(wordBefore(text, span.begin))) sink.report(span, MissingLanguage).help(WriteLanguage);
    else sink.report(span, CannotStandHere, found);
    return;
  }
  if (fault.expected.empty()) {
    diag::Builder builder = sink.report(span, CannotStandHere, found);
    // `title no "…"`
    const std::uint32_t next = nextWord(text, span.end);
    if (found == "no" && next < text.size() && text[next] == '"') builder.help(DidYouMean, "nb").edit(span, "nb");
    return;
  }
  if (fault.expected == "after") {
    write(sink.report(span, CannotStandHere, found), "after", span);
    return;
  }
  if (fault.expected == "declaration") {
    const std::uint32_t next = nextWord(text, span.end);
    // `activity x (`, and `activity x: {`
    if (found == "(" || found == "[" || found == ":" || found == "=") {
      const bool opened = next < text.size() && text[next] == '{';
      diag::Builder builder = sink.report(span, CannotStandHere, found);
      if (opened) builder.help(LeaveOut).edit(span, "");
      else builder.help(Write, "{").edit(span, "{");
      return;
    }
    if (found == "no" && wordAt(text, next) == "dpo") {
      const Span both{file, span.begin, next + 3};
      write(sink.report(both, CannotStandHere, text.substr(both.begin, both.end - both.begin)), "dpo none", both);
      return;
    }
  }
  diag::Builder builder = sink.report(span, Unexpected, found, expectation(fault.expected));
  static constexpr std::string_view Questions[] = {"use", "share", "keep"};
  if (fault.expected == "question" && suggest(diag::Builder(builder), Questions)) return;
  // `retain until 2026-05-01`
  if (parseDay(found) && wordBefore(text, span.begin) == "until" && lineOf(text, span.begin, "retain"))
    builder.help(UntilWhat);
  // `retain see unknown`: that nobody knows is said without a place to look it up.
  if (const std::size_t see = text.substr(0, fault.at.begin).rfind("see");
      found == "unknown" && see != std::string_view::npos && nextWord(text, see + 3) == fault.at.begin)
    builder.help(LeaveOutWord, "see").edit({file, static_cast<std::uint32_t>(see), fault.at.begin}, "");
}

}  // namespace vern::syntax
