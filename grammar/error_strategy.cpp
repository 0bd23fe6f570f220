#include "grammar/error_strategy.h"

#include "VernLexer.h"
#include "VernParser.h"
#include "grammar/parser_base.h"
#include "grammar/words.h"

namespace vern::grammar {

using antlr4::Parser;
using antlr4::ParserRuleContext;
using antlr4::Token;

void ErrorStrategy::tell(Parser* parser, Token* offending) {
  if (inErrorRecoveryMode(parser)) return;
  beginErrorCondition(parser);
  Diagnosis diagnosis = diagnose(parser, offending);
  insert_brace_ = diagnosis.fault.kind == FaultKind::MissingOpenBrace;
  leave_declaration_ = diagnosis.fault.kind == FaultKind::MissingBrace || diagnosis.fault.kind == FaultKind::OpenText;
  add(std::move(diagnosis.fault));
  resume_ = diagnosis.resume;
  // Going back must still be going on, or a mistake would be met for ever.
  if (resume_ && *resume_ <= last_resume_) resume_.reset();
  if (resume_) last_resume_ = *resume_;
  whole_before_ = diagnosis.whole_before;
  if (diagnosis.breaks_last) static_cast<ParserBase*>(parser)->cst.markLastBroken();
  if (diagnosis.cut) cut_ = diagnosis.cut;
}

void ErrorStrategy::add(Fault fault) {
  if (faults_.size() < MaxFaults) faults_.push_back(std::move(fault));
  else if (!overflow_) overflow_ = fault.at.begin;
}

void ErrorStrategy::reportError(Parser* parser, const antlr4::RecognitionException& error) {
  Token* offending = error.getOffendingToken();
  tell(parser, offending != nullptr ? offending : parser->getCurrentToken());
}

Token* ErrorStrategy::recoverInline(Parser* parser) {
  insert_brace_ = false;
  tell(parser, parser->getCurrentToken());
  // The rest is read as if the brace stood there.
  if (insert_brace_) return parser->getCurrentToken();
  throw antlr4::InputMismatchException(parser);
}

void ErrorStrategy::recover(Parser* parser, std::exception_ptr error) {
  static_cast<ParserBase*>(parser)->cst.markBroken();
  switch (parser->getContext()->getRuleIndex()) {
    case VernParser::RuleClause:
    case VernParser::RuleRuleClause:
      if (leave_declaration_) std::rethrow_exception(error);
      skipToClause(parser);
      return;
    case VernParser::RuleDecl:
      leave_declaration_ = false;
      skipToDeclaration(parser, false);
      lose(parser->getContext()->start, parser);
      return;
    case VernParser::RuleText:
      if (!whole_before_) std::rethrow_exception(error);
      // What was taken for a text after a clause is no part of it.
      if (enclosing(parser->getContext(), VernParser::RuleClause) != nullptr) skipToClause(parser);
      else skipToDeclaration(parser, false);
      return;
    // Smaller parts are given up together with their clause.
    default: std::rethrow_exception(error);
  }
}

void ErrorStrategy::sync(Parser* parser) {
  // Only the loops over clauses can go on after a mistake; elsewhere the next match tells of it.
  ParserRuleContext* context = parser->getContext();
  const size_t rule = context->getRuleIndex();
  antlr4::TokenStream* tokens = parser->getTokenStream();
  const size_t type = tokens->LA(1);
  if (rule == VernParser::RuleBlock) {
    if (beginsClause(type) || type == VernLexer::RBRACE || type == VernLexer::LBRACE) return;
  } else if (rule == VernParser::RuleDecl && context->start->getType() == VernLexer::RULE) {
    if (beginsRuleClause(type) || type == VernLexer::RBRACE || type == VernLexer::LBRACE) return;
    if (tokens->index() <= context->start->getTokenIndex() + 2) return;  // before the brace
  } else {
    return;
  }
  const bool misplaced = beginsOnlyDeclaration(type) && tokens->LA(2) == VernLexer::RBRACE;
  if (type == Token::EOF) return;
  if (beginsOnlyDeclaration(type) && !misplaced &&
      atMargin(tokens, tokens->index(), enclosing(context, VernParser::RuleDecl)->start))
    return;
  tell(parser, parser->getCurrentToken());
  // What stands on the line of the mistake belongs to the clause before it, which so was not read whole.
  if (!firstOnLine(tokens, tokens->index())) static_cast<ParserBase*>(parser)->cst.markLastBroken();
  if (leave_declaration_) throw antlr4::InputMismatchException(parser);
  if (misplaced) tokens->consume();
  skipToClause(parser);
}

void ErrorStrategy::skipToClause(Parser* parser) {
  antlr4::TokenStream* tokens = parser->getTokenStream();
  if (resume_) {
    tokens->seek(*resume_);
    resume_.reset();
    return;
  }
  ParserRuleContext* decl = enclosing(parser->getContext(), VernParser::RuleDecl);
  const bool in_rule = decl != nullptr && decl->start->getType() == VernLexer::RULE;
  int depth = 0;
  bool moved = false;
  // Braces of the clause at hand that are open here, as in `retain earliest of { on request }`.
  if (parser->getContext()->getRuleIndex() == VernParser::RuleClause)
    for (size_t i = parser->getContext()->start->getTokenIndex(); i < tokens->index(); ++i) {
      if (tokens->get(i)->getType() == VernLexer::LBRACE) ++depth;
      if (tokens->get(i)->getType() == VernLexer::RBRACE) --depth;
    }
  while (true) {
    Token* token = parser->getCurrentToken();
    const size_t type = token->getType();
    if (type == Token::EOF) return;
    if (depth == 0 && type == VernLexer::RBRACE) return;
    const bool begins = in_rule ? beginsRuleClause(type) : beginsClause(type);
    if (depth == 0 && firstOnLine(tokens, token->getTokenIndex())) {
      if (begins && (moved || !in_rule)) return;
      if (beginsOnlyDeclaration(type) && token->getCharPositionInLine() == 0) return;
    }
    if (type == VernLexer::LBRACE) ++depth;
    if (type == VernLexer::RBRACE) --depth;
    moved = true;
    tokens->consume();
  }
}

void ErrorStrategy::lose(const Token* from, Parser* parser) {
  lost_.push_back({static_cast<std::uint32_t>(from->getStartIndex()),
                   static_cast<std::uint32_t>(parser->getCurrentToken()->getStartIndex())});
}

void ErrorStrategy::skipToDeclaration(Parser* parser, bool force) {
  antlr4::TokenStream* tokens = parser->getTokenStream();
  if (resume_) {
    tokens->seek(*resume_);
    resume_.reset();
    return;
  }
  const Token* from = tokens->index() > 0 ? tokens->get(tokens->index() - 1) : parser->getCurrentToken();
  int depth = 0;
  bool moved = !force;
  // Among clauses that have lost their declaration, words such as `data` head clauses.
  const bool in_clauses =
      force && beginsClause(tokens->LA(1)) && parser->getCurrentToken()->getCharPositionInLine() > 0;
  while (true) {
    Token* token = parser->getCurrentToken();
    const size_t type = token->getType();
    if (type == Token::EOF) break;
    // A declaration at the left margin is one, whatever the braces say.
    const bool margin = token->getCharPositionInLine() == 0;
    if (moved && beginsDeclaration(type) && firstOnLine(tokens, token->getTokenIndex()) &&
        ((depth <= 0 && (margin || !in_clauses)) || (beginsOnlyDeclaration(type) && margin)))
      break;
    if (type == VernLexer::LBRACE) ++depth;
    if (type == VernLexer::RBRACE && --depth <= 0) {
      tokens->consume();
      break;
    }
    moved = true;
    tokens->consume();
  }
  lose(from, parser);
}

FaultKind ErrorStrategy::reportUnknownDeclaration(Parser* parser, std::optional<size_t> last) {
  Fault fault = diagnoseDeclaration(parser->getTokenStream(), parser->getCurrentToken(), last);
  const FaultKind kind = fault.kind;
  add(std::move(fault));
  return kind;
}

}  // namespace vern::grammar
