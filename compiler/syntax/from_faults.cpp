#include "compiler/syntax/from_faults.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "compiler/support/written_date.h"
#include "compiler/syntax/around.h"
#include "compiler/syntax/diags.h"
#include "compiler/syntax/from_faults_report.h"
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

constexpr std::array Units = {std::string_view("days"), std::string_view("weeks"), std::string_view("months"),
                              std::string_view("years"), std::string_view("hours")};

}  // namespace

std::span<const std::string_view> clauseWords() { return ClauseWords; }

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

void FaultReport::tell() {
  using grammar::FaultKind;
  if (ages()) return;
  switch (fault_.kind) {
    case FaultKind::UnknownClause: {
      // `e-mail "…"`
      if (const Span whole{file_, span_.begin, span_.end + 5};
          (found_ == "e" || found_ == "E") && text_.substr(span_.end).starts_with("-mail")) {
        write(sink_.report(whole, DashInName, text_.substr(whole.begin, whole.end - whole.begin)), "email", whole);
        return;
      }
      if (sentence() || promiseInOtherWords()) return;
      diag::Builder builder = sink_.report(span_, UnknownClause, found_);
      // `always share bank`: what is done whenever it is said is said as it is.
      if ((found_ == "always" || found_ == "alltid") && other_.end > other_.begin) {
        builder.help(LeaveOut).edit({file_, span_.begin, other_.begin}, "");
        return;
      }
      if (const auto meant = clauseMeantBy(found_); meant && other_.end == other_.begin) {
        builder.help(DidYouMean, spelling(*meant)).edit(span_, std::string(spelling(*meant)));
        return;
      }
      if (suggest(builder, ClauseWords)) return;
      if (std::ranges::find(DeclarationWords, found_) != DeclarationWords.end()) builder.help(OutsideOfBlocks, found_);
      // `legal basis consent`
      if (other_.end > other_.begin && (found_ == "legal" || found_ == "lawful" || found_ == "personal" ||
                                        found_ == "storage" || found_ == "our" || found_ == "the"))
        builder.help(LeaveOut).edit({file_, span_.begin, other_.begin}, "");
      else if (other_.end > other_.begin) builder.help(HowSure);
      return;
    }
    case FaultKind::UnknownDeclaration: {
      diag::Builder builder = sink_.report(span_, UnknownDeclaration, found_);
      if (const std::string_view meant = declarationMeantBy(found_); !meant.empty())
        builder.help(DidYouMean, meant).edit(span_, std::string(meant));
      else suggest(diag::Builder(builder), DeclarationWords);
      return;
    }
    case FaultKind::EmptyClause: {
      // `data name phone { … }`: the datum is a clause word as well.
      static constexpr std::string_view Data[] = {"name", "email", "phone", "address", "contact"};
      if (const std::uint32_t end = endBefore(text_, span_.begin);
          std::ranges::find(Data, found_) != std::end(Data) && wordBefore(text_, span_.begin) != "data" &&
          (inListOfData(span_.begin) || (lineOf(text_, span_.begin, "data ") &&
                                         text_.substr(end, span_.begin - end).find('\n') == std::string_view::npos))) {
        const std::string before(wordBefore(text_, span_.begin));
        sink_.report(span_, MissingComma, found_)
            .help(Write, before + ", " + std::string(found_))
            .edit({file_, end, span_.begin}, ", ");
        return;
      }
      diag::Builder builder = sink_.report(span_, EmptyClause, found_);
      if (found_ == "none" && wordBefore(text_, span_.begin) == "given") builder.help(NothingGiven);
      if (other_.end == other_.begin) return;
      builder.label(other_, TextsComeAfter);
      if (found_ == "name") write(builder, "title", span_);  // `name en "Treatment"`
      return;
    }
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
      // `5 years after year end`, of which the first word is a unit
      if (const std::string_view unit = wordBefore(text_, span_.begin); lineOf(text_, span_.begin, "retain")) {
        const std::uint32_t begin = endBefore(text_, span_.begin) - static_cast<std::uint32_t>(unit.size());
        if (const std::string_view word = wordBefore(text_, begin); word == "after" || word == "until") {
          const Span both{file_, begin, span_.end};
          const std::string_view name = text_.substr(both.begin, both.end - both.begin);
          write(sink_.report(both, TwoWordName, name), oneName(name), both);
          return;
        }
      }
      // `within 30 working days`
      if (const std::string_view before = wordBefore(text_, span_.begin);
          !before.empty() && before.find_first_not_of("0123456789") == std::string_view::npos) {
        sink_.report(span_, CannotStandHere, found_)
            .help(LeaveOut)
            .edit({file_, span_.begin, nextWord(text_, span_.end)}, "");
        return;
      }
      if (diag::Builder builder = sink_.report(span_, MissingText, found_); wordFrom(found_))
        builder.help(WriteText, found_);
      return;
    case FaultKind::MissingLanguage:
      // `circumstance dispute is nb "…"`
      if (const std::string_view tag = wordBefore(text_, span_.begin); tag.size() == 2) {
        const std::uint32_t end = endBefore(text_, endBefore(text_, span_.begin) - 2);
        if (wordBefore(text_, end) == "is") {
          const Span is{file_, end - 2, end};
          diag::Builder builder = sink_.report(is, MissingName, "is");
          // These are no kinds of anything, or need not be.
          if (lineOf(text_, is.begin, "circumstance") || lineOf(text_, is.begin, "state"))
            builder.help(LeaveOut).edit(is, "");
          return;
        }
      }
      sink_.report(span_, MissingLanguage).help(WriteLanguage);
      return;
    case FaultKind::LanguageAfterJoin:
      sink_.report(span_, LanguageAfterJoin, text_.substr(other_.begin, other_.end - other_.begin))
          .help(LeaveOut)
          .edit({file_, span_.begin, nextWord(text_, span_.end)}, "");
      return;
    case FaultKind::MissingName: {
      if (thirdParty()) return;
      diag::Builder builder = sink_.report(span_, MissingName, found_);
      if (found_ == "dpo") builder.help(NoneOrName, found_);
      else if (found_ == "is") builder.help(LeaveOut).edit(span_, "");
      else builder.help(NameIt, found_);
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
      if (const std::string whole = wholeLength(found_); !whole.empty()) builder.help(Write, whole).edit(span_, whole);
      return;
    }
    case FaultKind::MissingUnit: sink_.report(span_, MissingUnit, found_).help(WriteUnit, found_); return;
    case FaultKind::TwoWordName: {
      // `after recording where theft_reported`
      for (const std::string_view word : {" where ", " if ", " hvis ", " dersom ", " provided "})
        if (const std::size_t at = found_.find(word); at != std::string_view::npos) {
          const auto begin = static_cast<std::uint32_t>(span_.begin + at + 1);
          const Span one{file_, begin, begin + static_cast<std::uint32_t>(word.size() - 2)};
          write(sink_.report(one, CannotStandHere, text_.substr(one.begin, one.end - one.begin)), "when", one);
          return;
        }
      // `subject patients are customer`
      if (const std::size_t last = found_.find_last_of(" \t") + 1;
          found_.substr(last) == "are" || found_.substr(last) == "er") {
        const Span word{file_, span_.begin + static_cast<std::uint32_t>(last), span_.end};
        write(sink_.report(word, CannotStandHere, found_.substr(last)), "is", word);
        return;
      }
      write(sink_.report(span_, TwoWordName, found_), oneName(found_), span_);
      return;
    }
    case FaultKind::OpenText:
      if (diag::Builder builder = sink_.report(span_, OpenText); other_.end > other_.begin)
        builder.label(other_, TakenForEnd);
      return;
    case FaultKind::WrongQuote: sink_.report(span_, WrongQuote, found_).help(StraightQuotes); return;
    case FaultKind::Unquoted:  // of which one quote may be there
      if (month()) return;
      // `basis 6.1.c`: whoever knows the names tells which is meant.
      if ((lineOf(text_, span_.begin, "basis") || lineOf(text_, span_.begin, "condition")) &&
          (found_.starts_with("6.") || found_.starts_with("9."))) {
        sink_.report(span_, CannotStandHere, found_);
        return;
      }
      write(sink_.report(span_, Unquoted), "\"" + std::string(found_) + (found_.ends_with('"') ? "" : "\""), span_);
      return;
    case FaultKind::OddDate: write(sink_.report(span_, OddDate, found_), isoDate(found_), span_); return;
    case FaultKind::IsInClause: sink_.report(span_, IsInClause).help(LeaveOut).edit(span_, ""); return;
    case FaultKind::BadCharacter: {
      if (found_ == "§")
        if (const std::optional<Cited> cited = citedAround(text_, span_.begin, found_.size())) {
          const Span whole{file_, cited->begin, cited->end};
          write(sink_.report(whole, CannotStandHere, text_.substr(whole.begin, whole.end - whole.begin)), cited->name,
                whole);
          return;
        }
      if (found_ == "+" && lengthAdded()) return;
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
      if ((found_ == "then" && nameOfEvent()) || rightInOtherWords()) return;
      // `ends may`, the month
      if (found_ == "may" && wordBefore(text_, span_.begin) == "ends") {
        write(sink_.report(span_, SmallWord, found_), "month.may", span_);
        return;
      }
      // `given by both guardians`, of consent
      if (found_ == "by" && wordBefore(text_, span_.begin) == "given" && lineOf(text_, span_.begin, "given")) {
        const std::uint32_t end = endBefore(text_, span_.begin);
        const Span both{file_, end - 5, span_.end};
        sink_.report(both, CannotStandHere, text_.substr(both.begin, both.end - both.begin)).help(GivenBy);
        return;
      }
      // `until no longer needed`
      if (const std::uint32_t next = nextWord(text_, span_.end);
          found_ == "no" && wordAt(text_, next) == "longer" && lineOf(text_, span_.begin, "retain")) {
        std::string name = "no_longer";
        std::uint32_t end = next + 6;
        while (wordFollows(text_, end) && wordAt(text_, nextWord(text_, end)) != "then") {
          const std::string_view more = wordAt(text_, nextWord(text_, end));
          name += "_" + std::string(more);
          end = nextWord(text_, end) + static_cast<std::uint32_t>(more.size());
        }
        const Span words{file_, span_.begin, end};
        write(sink_.report(words, TwoWordName, text_.substr(words.begin, end - words.begin)), name, words);
        return;
      }
      if (lengthAdded() || ((found_ == "and" || found_ == "or") && betweenTimes()) || limit()) return;
      // `given delivery on 2026-03-01`: which kind of thing is given, is said first.
      if (const std::string_view name = wordBefore(text_, span_.begin);
          found_ == "on" && wordBefore(text_, endBefore(text_, span_.begin) - name.size()) == "given") {
        const std::uint32_t end = endBefore(text_, span_.begin);
        sink_.report({file_, end - static_cast<std::uint32_t>(name.size()), end}, EmptyClause, name);
        return;
      }
      if (found_ == "never" && neverBehind(wordBefore(text_, span_.begin), span_.begin)) return;
      // `given consent never`
      if ((found_ == "never" || found_ == "no") && lineOf(text_, span_.begin, "given")) {
        sink_.report(span_, SmallWord, found_).help(NothingGiven);
        return;
      }
      if (asLongAs()) return;
      // `transfer data to outside eea`
      if (found_ == "outside" && wordBefore(text_, span_.begin) == "to") {
        const std::uint32_t end = endBefore(text_, span_.begin);
        sink_.report({file_, end - 2, end}, CannotStandHere, "to")
            .help(LeaveOut)
            .edit({file_, end - 2, span_.begin}, "");
        return;
      }
      // `promise no sale`
      if (const std::string_view sale = wordAt(text_, nextWord(text_, span_.end));
          found_ == "no" && wordBefore(text_, span_.begin) == "promise" && wordFollows(text_, span_.end)) {
        const Span both{file_, span_.begin, nextWord(text_, span_.end) + static_cast<std::uint32_t>(sale.size())};
        const std::string_view name = text_.substr(both.begin, both.end - both.begin);
        write(sink_.report(both, TwoWordName, name), "no_" + std::string(sale), both);
        return;
      }
      if (found_ == "then" && text_.substr(0, endBefore(text_, span_.begin)).ends_with(",")) {
        const std::uint32_t end = endBefore(text_, span_.begin);
        sink_.report({file_, end - 1, end}, CannotStandHere, ",").help(LeaveOut).edit({file_, end - 1, end}, "");
      } else if (found_ == "such") sink_.report(span_, SuchAsInside).help(SuchAsFirst);
      else if (found_ == "no" && lineOf(text_, span_.begin, "languages"))
        sink_.report(span_, SmallWord, found_).help(DidYouMean, "nb").edit(span_, "nb");
      else if (found_ == "no" && lineOf(text_, span_.begin, "expect"))
        write(sink_.report(span_, SmallWord, found_), "deny", span_);
      else if (found_ == "no") write(sink_.report(span_, SmallWord, found_), "none", span_);
      else if (found_ == "earliest" || found_ == "latest")
        sink_.report(span_, SmallWord, found_).help(SeveralEnds, found_);
      else if (found_ == "only") sink_.report(span_, SmallWord, found_).help(LeaveOutWord, found_);
      else if (const std::string_view head = wordBefore(text_, span_.begin);
               wordFollows(text_, span_.end) && std::ranges::find(DeclarationWords, head) != DeclarationWords.end() &&
               text_.substr(0, endBefore(text_, span_.begin) - head.size()).ends_with("\n")) {
        // `state has en "…"`, where the word was meant as the name
        const std::string_view next = wordAt(text_, nextWord(text_, span_.end));
        if (next == "is" || next.size() == 2) sink_.report(span_, SmallWord, found_).help(NameIt, head);
        else sink_.report(span_, MissingName, head).help(NameIt, head);
      } else if (diag::Builder builder = sink_.report(span_, SmallWord, found_);
                 wordFrom(wordBefore(text_, span_.begin)) && valueFollows(text_, span_.end))  // `share with bank`
        builder.help(LeaveOutWord, found_).edit({file_, span_.begin, nextWord(text_, span_.end)}, "");
      return;
    case FaultKind::MissingAfter: sink_.report(span_, MissingAfter, expectation(fault_.expected), found_); return;
    case FaultKind::Unexpected: unexpected(); return;
  }
}

void report(const grammar::Fault& fault, FileId file, std::string_view text, diag::Sink& sink) {
  FaultReport(fault, file, text, sink).tell();
}

}  // namespace vern::syntax
