#include "grammar/diagnose.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/diagnostician.h"
#include "grammar/expected.h"
#include "grammar/unquoted.h"

namespace vern::grammar {

using antlr4::Parser;
using antlr4::Token;

namespace {
constexpr std::string_view Small = "abcdefghijklmnopqrstuvwxyz_";
}

Diagnostician::Diagnostician(Parser* parser, Token* offending)
    : parser_(parser),
      context_(parser->getContext()),
      tokens_(parser->getTokenStream()),
      at_(offending->getTokenIndex()),
      type_(offending->getType()),
      clause_(enclosing(context_, VernParser::RuleClause)),
      block_(enclosing(context_, VernParser::RuleBlock)) {
  out_.fault.at = rangeOf(offending);
}

Diagnosis Diagnostician::run() {
  if (!(openText() || dateInWords() || character() || missingOpen() || brace() || isInClause() || smallWord() ||
        missingName() || joinAfterTexts() || languageAfterJoin() || textPart() || textsTooEarly() || lineBefore() ||
        afterClauseWord() || missingUnit() || loneWord() || manyWords() || unknownClause()))
    unexpected();
  return std::move(out_);
}

bool Diagnostician::character() {
  if (type_ == VernLexer::OPEN_STRING) {
    out_.fault.kind = FaultKind::OpenText;
    // The text that really lacks its end is the first one that runs over a line and ends against a word.
    out_.fault.at.end = out_.fault.at.begin + 1;
    return true;
  }
  if (type_ == VernLexer::ODD_DATE) {
    out_.fault.kind = FaultKind::OddDate;
    return true;
  }
  if (type_ == VernLexer::WRONG_QUOTE) {
    out_.fault.kind = FaultKind::WrongQuote;
    return true;
  }
  if (const auto name = dashedName(tokens_, at_)) {
    out_.fault.kind = FaultKind::Dash;
    out_.fault.at = *name;
    return true;
  }
  if (oddNumber()) return true;
  if (block_ != nullptr)
    if (const auto text = unquotedText(static_cast<TokenBuffer*>(tokens_), at_)) {
      out_.fault.kind = FaultKind::Unquoted;
      out_.fault.at = *text;
      return true;
    }
  // `en "…", nb "…"`
  const bool between_texts = type_ == VernLexer::COMMA && at_ > 0 && typeAt(at_ - 1) == VernLexer::STRING &&
                             typeAt(at_ + 1) == VernLexer::IDENT;
  // `nb: "…"`
  const bool after_tag =
      type_ == VernLexer::COLON && at_ > 0 && isTag(token(at_ - 1)) && typeAt(at_ + 1) == VernLexer::STRING;
  const bool sign = type_ == VernLexer::BAD || after_tag || between_texts ||
                    ((type_ == VernLexer::COLON || type_ == VernLexer::EQ) && clause_);
  if (sign) out_.fault.kind = FaultKind::BadCharacter;
  return sign;
}

namespace {

/// The first letters of a month, in English or Norwegian.
bool beginsMonth(std::string_view word) {
  static constexpr std::string_view Months[] = {"jan", "feb", "mar", "apr", "may", "mai", "jun", "jul",
                                                "aug", "sep", "oct", "okt", "nov", "dec", "des"};
  std::string first(word.substr(0, 3));
  for (char& c : first)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return std::ranges::find(Months, first) != std::end(Months);
}

}  // namespace

bool Diagnostician::dateInWords() {
  const size_t line = lineBegin(at_);
  for (size_t month = at_ > line + 2 ? at_ - 2 : line; month <= at_ + 1; ++month) {
    if (typeAt(month) == Token::EOF) return false;
    if (typeAt(month) != VernLexer::IDENT || first(month) || !beginsMonth(token(month)->getText())) continue;
    const auto comes = [&](size_t index) { return typeAt(index) == VernLexer::INT && !first(index); };
    const auto skip = [&](size_t index, std::string_view text) { return sign(index, text) ? index + 1 : index; };
    size_t begin = month;
    size_t last = month + 1;
    if (month > line + 1 && sign(month - 1, ".") && typeAt(month - 2) == VernLexer::INT) begin = month - 2;
    else if (month > line && typeAt(month - 1) == VernLexer::INT) begin = month - 1;
    else if (comes(month + 1)) last = skip(month + 2, ",");
    else continue;
    if (!comes(last) || token(last)->getText().size() != 4) continue;
    blame(FaultKind::OddDate, begin);
    out_.fault.at.end = rangeOf(token(last)).end;
    return true;
  }
  return false;
}

bool Diagnostician::oddNumber() {
  if (type_ != VernLexer::BAD || typeAt(at_ + 1) != VernLexer::INT || !touches(at_) ||
      typeAt(at_ + 2) != VernLexer::UNIT)
    return false;
  const bool fraction = at_ > 0 && sign(at_, ".") && typeAt(at_ - 1) == VernLexer::INT && touches(at_ - 1);
  if (!fraction && !sign(at_, "-")) return false;
  blame(FaultKind::OddNumber, fraction ? at_ - 1 : at_);
  out_.fault.at.end = rangeOf(token(at_ + 2)).end;
  return true;
}

namespace {

/// `"Annet  en "`: the tag of another text stands before the last quote.
bool endsWithTag(std::string_view quoted) {
  const size_t end = quoted.find_last_not_of(" \"");
  const size_t blank = end == std::string_view::npos ? end : quoted.find_last_of(" \n", end);
  return blank != std::string_view::npos && blank > 0 && end - blank == 2 && end + 2 < quoted.size() &&
         std::ranges::all_of(quoted.substr(blank + 1, 2), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

bool Diagnostician::runsOn(size_t text) const {
  const size_t type = typeAt(text + 1);
  return typeAt(text) == VernLexer::STRING && type != VernLexer::COMMA && type != VernLexer::LBRACE &&
         type != VernLexer::RBRACE && type != Token::EOF &&
         token(text)->getStopIndex() + 1 == token(text + 1)->getStartIndex() &&
         (token(text)->getText().find('\n') != std::string::npos || endsWithTag(token(text)->getText()));
}

std::optional<size_t> Diagnostician::runsOnBefore(size_t index) const {
  for (; index > 0; --index) {
    if (runsOn(index - 1)) return index - 1;
    if (first(index)) break;
  }
  return std::nullopt;
}

bool Diagnostician::openText() {
  auto text = runsOnBefore(at_);
  if (!text) return false;
  // Behind it, what is text and what is not have changed places: the first one lacks its end.
  while (const auto earlier = runsOnBefore(*text)) text = earlier;
  const Token* before = token(*text);
  out_.fault.kind = FaultKind::OpenText;
  out_.fault.other = {static_cast<std::uint32_t>(before->getStopIndex()),
                      static_cast<std::uint32_t>(before->getStopIndex() + 1)};
  out_.fault.at = {static_cast<std::uint32_t>(before->getStartIndex()),
                   static_cast<std::uint32_t>(before->getStartIndex() + 1)};
  return true;
}

bool Diagnostician::isInClause() {
  if (type_ != VernLexer::IS || clause_ == nullptr) return false;
  out_.fault.kind = FaultKind::IsInClause;
  return true;
}

bool Diagnostician::smallWord() {
  const std::string word = token(at_)->getText();
  if (type_ == Token::EOF || nameLike(type_) || type_ == VernLexer::UNIT ||
      word.find_first_not_of(Small) != std::string::npos || (first(at_) && block_ != nullptr) ||
      (type_ == VernLexer::IS && clause_ == nullptr) || !expectedTokens(parser_).contains(size_t{VernLexer::QNAME}))
    return false;
  out_.fault.kind = FaultKind::SmallWord;
  return true;
}

void Diagnostician::unexpected() {
  // `two years`
  if (type_ == VernLexer::UNIT && at_ > 0 && typeAt(at_ - 1) == VernLexer::IDENT && !first(at_)) {
    blame(FaultKind::OddNumber, at_ - 1);
    out_.fault.at.end = rangeOf(token(at_)).end;
    return;
  }
  out_.fault.expected = at_ > 0 && typeAt(at_ - 1) == VernLexer::ASK ? "question" : expected(parser_);
  // Nobody looks for a mistake at the beginning of a line: what is missing is missing at the end of the last one.
  if (out_.fault.expected.empty() || at_ == 0 || !first(at_)) return;
  blame(FaultKind::MissingAfter, at_ - 1);
}

Diagnosis diagnose(Parser* parser, Token* offending) { return Diagnostician(parser, offending).run(); }

}  // namespace vern::grammar
