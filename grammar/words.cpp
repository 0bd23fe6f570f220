#include "grammar/words.h"

#include "VernLexer.h"

namespace vern::grammar {

using antlr4::ParserRuleContext;
using antlr4::Token;
using antlr4::TokenStream;

Range rangeOf(const Token* token) {
  const auto begin = static_cast<std::uint32_t>(token->getStartIndex());
  return {begin, token->getType() == Token::EOF ? begin : static_cast<std::uint32_t>(token->getStopIndex() + 1)};
}

bool nameLike(size_t type) {
  switch (type) {
    case VernLexer::IDENT:
    case VernLexer::QNAME:
    case VernLexer::RULEID:
    case VernLexer::DECL:
    case VernLexer::NAMELESS:
    case VernLexer::CLAUSE:
    case VernLexer::DECL_CLAUSE:
    case VernLexer::BARE:
    case VernLexer::WINDOW:
    case VernLexer::USE:
    case VernLexer::ASK:
    case VernLexer::GIVEN: return true;
    default: return false;
  }
}

bool takesValue(size_t type) {
  switch (type) {
    case VernLexer::CLAUSE:
    case VernLexer::DECL_CLAUSE:
    case VernLexer::USE:
    case VernLexer::INCLUDES:
    case VernLexer::WINDOW: return true;
    default: return false;
  }
}

bool isPrefix(size_t type) { return type == VernLexer::STRENGTH || type == VernLexer::NEVER; }

bool joins(size_t type) {
  switch (type) {
    case VernLexer::OF:
    case VernLexer::FOR:
    case VernLexer::IN:
    case VernLexer::TO:
    case VernLexer::ON:
    case VernLexer::BY:
    case VernLexer::AS:
    case VernLexer::WHEN:
    case VernLexer::THEN:
    case VernLexer::BECAUSE:
    case VernLexer::JOIN:
    case VernLexer::UNDER:
    case VernLexer::BEFORE:
    case VernLexer::UNTIL:
    case VernLexer::ONLY:
    case VernLexer::AT_MOST:
    case VernLexer::AT_LEAST: return true;
    default: return false;
  }
}

bool isTag(const Token* token) { return token->getType() == VernLexer::IDENT && token->getText().size() <= 3; }

bool mayEnd(size_t type) {
  switch (type) {
    case VernLexer::STRING:
    case VernLexer::RBRACE:
    case VernLexer::INT:
    case VernLexer::UNIT:
    case VernLexer::DATE: return true;
    default: return nameLike(type);
  }
}

bool afterText(TokenStream* tokens, size_t index) {
  return index >= 2 && tokens->get(index - 1)->getType() == VernLexer::STRING && isTag(tokens->get(index - 2));
}

bool atMargin(TokenStream* tokens, size_t index, const Token* decl) {
  return firstOnLine(tokens, index) && (!firstOnLine(tokens, decl->getTokenIndex()) ||
                                        tokens->get(index)->getCharPositionInLine() <= decl->getCharPositionInLine());
}

bool firstOnLine(TokenStream* tokens, size_t index) {
  if (index == 0) return true;
  const Token* before = tokens->get(index - 1);
  size_t line = before->getLine();
  if (before->getType() == VernLexer::STRING) {
    // A text may run over several lines.
    for (const char c : before->getText()) line += c == '\n' ? 1 : 0;
  }
  return line != tokens->get(index)->getLine();
}

bool touches(TokenStream* tokens, size_t index) {
  const Token* next = tokens->get(index + 1);
  return next->getType() != Token::EOF && tokens->get(index)->getStopIndex() + 1 == next->getStartIndex();
}

size_t lineBegin(TokenStream* tokens, size_t index) {
  while (index > 0 && !firstOnLine(tokens, index)) --index;
  return index;
}

bool beginsDeclaration(size_t type) {
  return beginsOnlyDeclaration(type) || type == VernLexer::DECL_CLAUSE || type == VernLexer::USE;
}

bool beginsOnlyDeclaration(size_t type) {
  return type == VernLexer::DECL || type == VernLexer::NAMELESS || type == VernLexer::RULE || type == VernLexer::DEFINE;
}

bool beginsClause(size_t type) {
  switch (type) {
    case VernLexer::STRENGTH:
    case VernLexer::NEVER:
    case VernLexer::CLAUSE:
    case VernLexer::DECL_CLAUSE:
    case VernLexer::USE:
    case VernLexer::INCLUDES:
    case VernLexer::BARE:
    case VernLexer::WINDOW:
    case VernLexer::SEE:
    case VernLexer::ASK:
    case VernLexer::GIVEN: return true;
    default: return false;
  }
}

bool beginsRuleClause(size_t type) {
  switch (type) {
    case VernLexer::FOR:
    case VernLexer::WHEN:
    case VernLexer::UNLESS:
    case VernLexer::AT:
    case VernLexer::NOTE:
    case VernLexer::COVERED:
    case VernLexer::BECAUSE:
    case VernLexer::FIRES:
    case VernLexer::FIX:
    case VernLexer::BARE:
    case VernLexer::CLAUSE:
    case VernLexer::DECL_CLAUSE: return true;
    default: return false;
  }
}

ParserRuleContext* enclosing(antlr4::RuleContext* context, size_t rule) {
  while (context != nullptr && context->getRuleIndex() != rule)
    context = dynamic_cast<antlr4::RuleContext*>(context->parent);
  return dynamic_cast<ParserRuleContext*>(context);
}

}  // namespace vern::grammar
