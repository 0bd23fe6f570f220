// Mistakes between declarations: a word that begins none, and clauses of one that was not opened or ended too early.
#include <optional>

#include "VernLexer.h"
#include "grammar/diagnose.h"
#include "grammar/unquoted.h"
#include "grammar/words.h"

namespace vern::grammar {

using antlr4::Token;
using antlr4::TokenStream;

namespace {

/// In the declaration that begins at token `decl` and ended before `here`: the clause that stands further in than the
/// one on the line before, although no brace was opened there. Then a brace was forgotten, and the one that should have
/// ended the inner block has ended the declaration.
std::optional<size_t> deeperLine(TokenStream* tokens, size_t decl, size_t here) {
  std::optional<size_t> found;
  std::optional<size_t> line;  // the last clause at the level of the declaration's own block
  int depth = 0;
  for (size_t i = decl + 1; i < here; ++i) {
    const size_t type = tokens->get(i)->getType();
    if (depth == 1 && beginsClause(type) && firstOnLine(tokens, i)) {
      const size_t before = tokens->get(i - 1)->getType();
      if (line && tokens->get(i)->getCharPositionInLine() > tokens->get(*line)->getCharPositionInLine() &&
          before != VernLexer::COMMA && before != VernLexer::STRING)
        found = i;
      else line = i;
    }
    if (type == VernLexer::LBRACE) ++depth;
    if (type == VernLexer::RBRACE) --depth;
  }
  return found;
}

/// What stands further in than `margin` from token `index` on is a block without its opening brace, and not
/// declarations that are indented: a line right below its first one begins with a word that heads clauses only, or its
/// closing brace follows.
bool goesOnAsBlock(TokenStream* tokens, size_t index, size_t margin) {
  const size_t indent = tokens->get(index)->getCharPositionInLine();
  int depth = 0;
  for (;; ++index) {
    const size_t type = tokens->get(index)->getType();
    const bool first = firstOnLine(tokens, index);
    if (depth == 0 && first && tokens->get(index)->getCharPositionInLine() <= margin) return type == VernLexer::RBRACE;
    if (type == Token::EOF) return false;
    if (depth == 0 && first && tokens->get(index)->getCharPositionInLine() == indent && beginsClause(type) &&
        !beginsDeclaration(type) && mayEnd(tokens->get(index - 1)->getType()))
      return true;
    if (type == VernLexer::LBRACE) ++depth;
    if (type == VernLexer::RBRACE && --depth < 0) return true;
  }
}

}  // namespace

Fault diagnoseDeclaration(TokenStream* tokens, Token* token, std::optional<size_t> last) {
  Fault fault;
  fault.at = rangeOf(token);
  fault.expected = "declaration";
  const size_t at = token->getTokenIndex();
  if (last && afterText(tokens, at) && *last + 1 < at) {
    if (token->getType() == VernLexer::STRING) {
      fault.kind = FaultKind::MissingLanguage;
      return fault;
    }
    if (isTag(token)) {
      fault.kind = FaultKind::MissingText;
      return fault;
    }
  }
  // `recipient acme "Acme Ltd"`
  if (last && token->getType() == VernLexer::STRING && *last + 1 < at && !firstOnLine(tokens, at) &&
      nameLike(tokens->get(at - 1)->getType()) && !(*last + 2 == at && isTag(tokens->get(at - 1)))) {
    fault.kind = FaultKind::MissingLanguage;
    return fault;
  }
  // `data visitor id is cookie_id`
  if (last && *last + 2 == at && nameLike(token->getType()) && !firstOnLine(tokens, at) &&
      tokens->get(at + 1)->getType() == VernLexer::IS) {
    fault.kind = FaultKind::TwoWordName;
    fault.at.begin = rangeOf(tokens->get(*last + 1)).begin;
    return fault;
  }
  if (last && joins(token->getType()) && afterText(tokens, at)) {
    fault.kind = FaultKind::JoinAfterTexts;
    return fault;
  }
  // `circumstance en "…"`: the tag was taken for the name.
  if (last && token->getType() == VernLexer::STRING && *last + 2 == at && isTag(tokens->get(at - 1))) {
    fault.kind = FaultKind::MissingName;
    fault.at = rangeOf(tokens->get(*last));
    return fault;
  }
  if (last && beginsClause(token->getType()) && firstOnLine(tokens, at))
    if (const auto line = deeperLine(tokens, *last, at)) {
      const size_t before = *line - 1;
      size_t head = before;
      while (head > 0 && !firstOnLine(tokens, head)) --head;
      fault.kind = FaultKind::MissingOpenBrace;
      fault.at = {rangeOf(tokens->get(head)).begin, rangeOf(tokens->get(before)).end};
      fault.declaration = tokens->get(head)->getText();
      for (size_t i = head + 1; i <= before && i < head + 2; ++i) fault.declaration += " " + tokens->get(i)->getText();
      fault.other = rangeOf(tokens->get(*line));
      return fault;
    }
  switch (token->getType()) {
    case VernLexer::OPEN_STRING:
      fault.kind = FaultKind::OpenText;
      fault.at.end = fault.at.begin + 1;
      break;
    case VernLexer::RBRACE: fault.kind = FaultKind::ExtraBrace; break;
    case VernLexer::WRONG_QUOTE: fault.kind = FaultKind::WrongQuote; break;
    case VernLexer::COMMA:
    case VernLexer::BAD:
      if (const auto name = dashedName(tokens, at)) {
        fault.kind = FaultKind::Dash;
        fault.at = *name;
        break;
      }
      fault.kind = FaultKind::BadCharacter;
      break;
    case VernLexer::IDENT:
      // `nb: "…"`
      if (isTag(token) && tokens->get(at + 1)->getText() == ":") {
        fault.kind = FaultKind::BadCharacter;
        fault.at = rangeOf(tokens->get(at + 1));
        break;
      }
      if (firstOnLine(tokens, at)) fault.kind = FaultKind::UnknownDeclaration;
      break;
    default: break;
  }
  return fault;
}

std::optional<Fault> missingOpenBrace(TokenStream* tokens, size_t decl) {
  const size_t next = tokens->index();
  Token* head = tokens->get(decl);
  if (!beginsClause(tokens->LA(1)) || head->getType() == VernLexer::USE || head->getType() == VernLexer::DEFINE ||
      next == decl || tokens->get(next - 1)->getType() == VernLexer::RBRACE || !firstOnLine(tokens, next))
    return std::nullopt;
  const size_t margin = head->getCharPositionInLine();
  if (tokens->LT(1)->getCharPositionInLine() <= margin) return std::nullopt;
  if (beginsDeclaration(tokens->LA(1)) && !goesOnAsBlock(tokens, next, margin)) return std::nullopt;
  Fault fault;
  fault.kind = FaultKind::MissingOpenBrace;
  Token* last = tokens->get(next - 1 > decl ? decl + 1 : decl);
  fault.at = {rangeOf(head).begin, rangeOf(last).end};
  fault.declaration = head->getText() + (last == head ? "" : " " + last->getText());
  fault.other = rangeOf(tokens->LT(1));
  // The clauses stand further in than the declaration; the brace that ends them does not.
  while (tokens->LA(1) != Token::EOF &&
         !(firstOnLine(tokens, tokens->index()) && tokens->LT(1)->getCharPositionInLine() <= margin))
    tokens->consume();
  if (tokens->LA(1) == VernLexer::RBRACE) tokens->consume();
  return fault;
}

}  // namespace vern::grammar
