#include "compiler/syntax/from_faults.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/support/calendar.h"
#include "compiler/support/distance.h"
#include "compiler/support/written_date.h"
#include "compiler/syntax/around.h"
#include "compiler/syntax/diags.h"
#include "compiler/syntax/meant.h"
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

/// Words that join what follows to a clause, long enough to have a slip in them.
constexpr std::array JoiningWords = {
    std::string_view("with"),    std::string_view("from"),    std::string_view("when"),   std::string_view("then"),
    std::string_view("because"), std::string_view("under"),   std::string_view("before"), std::string_view("until"),
    std::string_view("after"),   std::string_view("through"), std::string_view("within"), std::string_view("outside"),
    std::string_view("every"),   std::string_view("keeping")};

constexpr std::array Units = {std::string_view("days"), std::string_view("weeks"), std::string_view("months"),
                              std::string_view("years"), std::string_view("hours")};

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
      case FaultKind::UnknownDeclaration: {
        diag::Builder builder = sink_.report(span_, UnknownDeclaration, found_);
        if (const std::string_view meant = declarationMeantBy(found_); !meant.empty())
          builder.help(DidYouMean, meant).edit(span_, std::string(meant));
        else suggest(diag::Builder(builder), DeclarationWords);
        return;
      }
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
      case FaultKind::OddDate: write(sink_.report(span_, OddDate, found_), isoDate(found_), span_); return;
      case FaultKind::IsInClause: sink_.report(span_, IsInClause).help(LeaveOut).edit(span_, ""); return;
      case FaultKind::BadCharacter: {
        if (found_ == "§")
          if (const std::optional<Cited> cited = citedAround(text_, span_.begin)) {
            const Span whole{file_, cited->begin, cited->end};
            write(sink_.report(whole, CannotStandHere, text_.substr(whole.begin, whole.end - whole.begin)), cited->name,
                  whole);
            return;
          }
        diag::Builder builder = sink_.report(span_, BadCharacter, found_);
        const char next = span_.end < text_.size() ? text_[span_.end] : '\0';
        if (found_ == "#") builder.help(CommentsBegin).edit(span_, "//");
        else if (found_ == "/" && next == '*') builder.help(CommentsBegin);
        else if ((found_ == "&" || found_ == ";") && wordFollows(text_, span_.end))
          builder
              .help(Write, std::string(wordBefore(text_, span_.begin)) + ", " +
                               llvm::StringRef(wordAt(text_, nextWord(text_, span_.end))).rtrim(";&").str())
              .edit({file_, endBefore(text_, span_.begin), nextWord(text_, span_.end)}, ", ");
        else builder.help(LeaveOut).edit(span_, "");
        return;
      }
      case FaultKind::SmallWord:
        if (found_ == "then" && text_.substr(0, endBefore(text_, span_.begin)).ends_with(",")) {
          const std::uint32_t end = endBefore(text_, span_.begin);
          sink_.report({file_, end - 1, end}, CannotStandHere, ",").help(LeaveOut).edit({file_, end - 1, end}, "");
        } else if (found_ == "such") sink_.report(span_, SuchAsInside).help(SuchAsFirst);
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
    // `possible`: the beginning of one.
    if (near.empty() && found_.size() > 3)
      for (const std::string_view word : words)
        if (word.starts_with(found_) && word.substr(found_.size()).starts_with("_")) near = word;
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
    // `lifetime half a year`
    if (before == "half" && (found_ == "a" || found_ == "an") && wordAt(text_, nextWord(text_, span_.end)) == "year") {
      const Span words{file_, static_cast<std::uint32_t>(end - before.size()), nextWord(text_, span_.end) + 4};
      write(sink_.report(words, CannotStandHere, text_.substr(words.begin, words.end - words.begin)), "6 months",
            words);
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

  /// What a clause takes a joining word for, or nothing at all: `answer 1 month`, `given event sold 2026-01-01`,
  /// `ask may use`, `never sells`.
  bool inAnswer() {
    const bool number = !found_.empty() && found_.front() >= '0' && found_.front() <= '9';
    const std::string_view before = wordBefore(text_, span_.begin);
    if (number && !parseDay(found_) && before == "answer") {
      write(sink_.report(span_, CannotStandHere, found_), "within " + std::string(found_), span_);
      return true;
    }
    if (parseDay(found_) && lineOf(text_, span_.begin, "given")) {
      write(sink_.report(span_, CannotStandHere, found_), "on " + std::string(found_), span_);
      return true;
    }
    const std::uint32_t next = nextWord(text_, span_.end);
    const std::string_view after = wordAt(text_, next);
    if (fault_.expected == "question" && (after == "use" || after == "share" || after == "keep")) {
      sink_.report(span_, CannotStandHere, found_).help(LeaveOut).edit({file_, span_.begin, next}, "");
      return true;
    }
    if (fault_.expected.empty() && before == "never") {
      suggest(sink_.report(span_, CannotStandHere, found_), ClauseWords);
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

  /// `retain until a and b`: whether both must have happened, or one is enough, is said by a word of its own.
  bool severalEnds() {
    if (!lineOf(text_, span_.begin, "retain") || !wordFollows(text_, span_.end)) return false;
    const std::uint32_t end = endBefore(text_, span_.begin);
    std::size_t begin = text_.substr(0, end).find_last_of(",{\n") + 1;
    for (const std::string_view word : {"retain", "at most", "at least"})
      if (const std::size_t at = text_.substr(begin, end - begin).find(word); at != std::string_view::npos)
        begin += at + word.size();
    begin = nextWord(text_, begin);
    const std::string_view first = text_.substr(begin, end - begin);
    const std::size_t name = first.find_last_of(" \t") + 1;
    if (name == 0 || !(first.starts_with("until ") || first.starts_with("while ") ||
                       (first.front() >= '0' && first.front() <= '9' && first.find("after") != std::string_view::npos)))
      return false;
    const std::uint32_t next = nextWord(text_, span_.end);
    std::string_view second = wordAt(text_, next);
    const std::uint32_t last = next + static_cast<std::uint32_t>(second.size());
    const bool whole = second == "until" || second == "while";
    if (whole) second = {};
    const std::string both = std::string(found_ == "and" ? "latest" : "earliest") + " of { " + std::string(first) +
                             ", " + std::string(first.substr(0, name)) +
                             (whole ? std::string("…") : std::string(second)) + " }";
    diag::Builder builder = sink_.report(span_, CannotStandHere, found_);
    builder.help(found_ == "and" ? WriteBoth : WriteFirst, both);
    if (!whole) builder.edit({file_, static_cast<std::uint32_t>(begin), last}, both);
    return true;
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
    if ((found_ == "and" || found_ == "or") && severalEnds()) return;
    if (inAnswer()) return;
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
