// A brace that was forgotten, and a declaration without its name.
#include <vector>

#include "grammar/diagnostician.h"

namespace vern::grammar {

using antlr4::ParserRuleContext;
using antlr4::Token;

bool Diagnostician::brace() {
  if (block_ == nullptr && enclosing(context_, VernParser::RuleRuleClause) == nullptr && !inRuleBody()) return false;
  size_t here = at_;
  ParserRuleContext* decl = enclosing(context_, VernParser::RuleDecl);
  if (type_ == VernLexer::IS) {
    here = lineBegin(at_);
    if (here + 2 != at_ || !beginsDeclaration(typeAt(here))) return false;
    if (here <= decl->start->getTokenIndex()) return false;  // the line is this declaration's own
    if (column(here) > decl->start->getCharPositionInLine()) return false;
  } else {
    if (type_ != Token::EOF && (!beginsOnlyDeclaration(type_) || !atMargin(tokens_, at_, decl->start))) return false;
    // The brace is there, and this word stands on the wrong side of it.
    if (typeAt(at_ == 0 || type_ == Token::EOF ? at_ : at_ + 1) == VernLexer::RBRACE) return false;
  }
  const size_t open = unclosed(here);
  // Words that head declarations and clauses both were taken for clauses.
  for (size_t i = here - 1; i > open; --i)
    if (typeAt(i) == VernLexer::DECL_CLAUSE && first(i) && column(i) <= decl->start->getCharPositionInLine() &&
        first(open + 1) && column(open + 1) > column(i))
      here = i;
  if (here != at_) out_.resume = out_.cut = here;
  out_.fault.kind = FaultKind::MissingBrace;
  out_.fault.other = rangeOf(token(here));
  size_t head = lineBegin(open);
  // The block may begin on a line of texts.
  while (head > 0 && typeAt(head) == VernLexer::IDENT && typeAt(head + 1) == VernLexer::STRING)
    head = lineBegin(head - 1);
  // `use norway policy p {`
  if (const size_t begin = decl->start->getTokenIndex(); head < begin && begin < open) head = begin;
  // The words before the brace: `activity portal`, or `data name`.
  size_t last = head;
  while (last + 1 < open && last < head + 1 && nameLike(typeAt(last + 1))) ++last;
  out_.fault.at = {rangeOf(token(head)).begin, rangeOf(token(last)).end};
  for (size_t i = head; i <= last; ++i) out_.fault.declaration += (i > head ? " " : "") + token(i)->getText();
  return true;
}

bool Diagnostician::missingOpen() {
  if (context_->getRuleIndex() != VernParser::RuleBlock || at_ == 0 || typeAt(at_ - 1) != VernLexer::NAMELESS ||
      !beginsClause(type_))
    return false;
  out_.fault.other = rangeOf(token(at_));
  out_.fault.declaration = token(at_ - 1)->getText();
  return blame(FaultKind::MissingOpenBrace, at_ - 1);
}

bool Diagnostician::inRuleBody() const {
  const ParserRuleContext* decl = enclosing(context_, VernParser::RuleDecl);
  return decl != nullptr && decl->start->getType() == VernLexer::RULE && at_ > decl->start->getTokenIndex() + 2;
}

size_t Diagnostician::unclosed(size_t here) const {
  std::vector<size_t> open;
  for (size_t i = enclosing(context_, VernParser::RuleDecl)->start->getTokenIndex(); i < here; ++i) {
    if (typeAt(i) == VernLexer::LBRACE) open.push_back(i);
    if (typeAt(i) != VernLexer::RBRACE || open.empty()) continue;
    if (open.size() > 1 && first(i) && column(i) < column(lineBegin(open.back()))) return open.back();
    open.pop_back();
  }
  return open.empty() ? here : open.front();
}

bool Diagnostician::missingName() {
  ParserRuleContext* decl = enclosing(context_, VernParser::RuleDecl);
  if (decl == nullptr || decl->start->getTokenIndex() + 1 != at_ || clause_ != nullptr) return false;
  if (decl->start->getType() == VernLexer::NAMELESS) return false;
  return blame(FaultKind::MissingName, decl->start->getTokenIndex());
}

}  // namespace vern::grammar
