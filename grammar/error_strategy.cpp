#include "grammar/error_strategy.h"

#include "VernLexer.h"
#include "VernParser.h"
#include "grammar/parser_base.h"

namespace vern::grammar {

namespace {

using antlr4::Parser;
using antlr4::ParserRuleContext;
using antlr4::Token;

bool firstOnLine(Parser* parser, Token* token) {
  const size_t index = token->getTokenIndex();
  if (index == 0) return true;
  return parser->getTokenStream()->get(index - 1)->getLine() != token->getLine();
}

bool beginsDeclaration(size_t type) {
  switch (type) {
    case VernLexer::DECL:
    case VernLexer::NAMELESS:
    case VernLexer::DECL_CLAUSE:
    case VernLexer::USE:
    case VernLexer::RULE:
    case VernLexer::DEFINE: return true;
    default: return false;
  }
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

bool isWord(size_t type) {
  return type == VernLexer::IDENT || type == VernLexer::QNAME || type == VernLexer::DECL ||
         type == VernLexer::NAMELESS || beginsClause(type);
}

/// The innermost context of `rule` at or above `context`.
ParserRuleContext* enclosing(antlr4::RuleContext* context, size_t rule) {
  while (context != nullptr && context->getRuleIndex() != rule)
    context = dynamic_cast<antlr4::RuleContext*>(context->parent);
  return dynamic_cast<ParserRuleContext*>(context);
}

std::string expectedWords(Parser* parser) {
  const antlr4::misc::IntervalSet expected = parser->getExpectedTokens();
  const auto has = [&](size_t type) { return expected.contains(type); };
  if (has(VernLexer::IDENT) && has(VernLexer::QNAME)) {
    if (has(VernLexer::STRING) && has(VernLexer::INT)) return "a value";
    return has(VernLexer::STRING) ? "a name or a text in quotes" : "a name";
  }
  if (has(VernLexer::LBRACE)) return "`{`";
  if (has(VernLexer::STRING)) return "a text in quotes";
  if (has(VernLexer::UNIT)) return "`days`, `weeks`, `months` or `years`";
  if (has(VernLexer::INT)) return "a number";
  if (has(VernLexer::DATE)) return "a date such as 2026-05-01";
  for (const size_t type : {VernLexer::COLON, VernLexer::RPAREN, VernLexer::LPAREN, VernLexer::RBRACE, VernLexer::EQ,
                            VernLexer::IN, VernLexer::OF, VernLexer::THAN, VernLexer::ON, VernLexer::BY, VernLexer::TO})
    if (has(type)) {
      std::string shown = parser->getVocabulary().getDisplayName(type);
      if (shown.size() > 2 && shown.front() == '\'') return "`" + shown.substr(1, shown.size() - 2) + "`";
    }
  return "";
}

}  // namespace

void ErrorStrategy::tell(Parser* parser, Token* offending) {
  if (inErrorRecoveryMode(parser)) return;
  beginErrorCondition(parser);

  Fault fault{FaultKind::Unexpected,
              static_cast<std::uint32_t>(offending->getStartIndex()),
              static_cast<std::uint32_t>(offending->getStopIndex() + 1),
              {}};
  const size_t type = offending->getType();
  if (type == Token::EOF) fault.end = fault.begin;
  ParserRuleContext* context = parser->getContext();
  const size_t rule = context->getRuleIndex();
  antlr4::TokenStream* tokens = parser->getTokenStream();
  Token* previous = offending->getTokenIndex() > 0 ? tokens->get(offending->getTokenIndex() - 1) : nullptr;

  const auto spanOf = [&](Token* token) {
    fault.begin = static_cast<std::uint32_t>(token->getStartIndex());
    fault.end = static_cast<std::uint32_t>(token->getStopIndex() + 1);
  };

  if (type == VernLexer::OPEN_STRING) {
    fault.kind = FaultKind::OpenText;
    fault.end = fault.begin + 1;
  } else if (type == VernLexer::BAD) {
    fault.kind = FaultKind::BadCharacter;
  } else if (ParserRuleContext* block = enclosing(context, VernParser::RuleBlock);
             (block != nullptr || enclosing(context, VernParser::RuleRuleClause) != nullptr) &&
             (type == Token::EOF || type == VernLexer::IS ||
              (beginsOnlyDeclaration(type) && firstOnLine(parser, offending)))) {
    // `is` stands in declarations only: inside a block it says that the brace before was forgotten.
    fault.kind = FaultKind::MissingBrace;
    if (ParserRuleContext* decl = enclosing(context, VernParser::RuleDecl)) {
      Token* word = decl->start;
      fault.open = static_cast<std::uint32_t>(word->getStartIndex());
      fault.open_end = static_cast<std::uint32_t>(word->getStopIndex() + 1);
      fault.expected = word->getText();
      Token* name = tokens->get(word->getTokenIndex() + 1);
      if (isWord(name->getType())) fault.expected += " " + name->getText();
    }
  } else if (rule == VernParser::RuleText && previous != nullptr) {
    // A word stood where a language tag may stand, and no text came.
    Token* before = previous->getTokenIndex() > 0 ? tokens->get(previous->getTokenIndex() - 1) : nullptr;
    spanOf(previous);
    if (firstOnLine(parser, previous)) fault.kind = FaultKind::UnknownClause;
    else if (before != nullptr && isWord(before->getType())) fault.kind = FaultKind::MissingComma;
    else fault.kind = FaultKind::MissingText;
  } else if (rule == VernParser::RuleBlock && type == VernLexer::IDENT) {
    fault.kind = FaultKind::UnknownClause;
  } else if (previous != nullptr && firstOnLine(parser, previous) && isWord(previous->getType()) &&
             previous->getType() != VernLexer::IDENT && previous->getType() != VernLexer::QNAME &&
             previous->getTokenIndex() > 0 && beginsClause(tokens->get(previous->getTokenIndex() - 1)->getType()) &&
             (rule == VernParser::RuleBlock || rule == VernParser::RuleClause)) {
    fault.kind = FaultKind::EmptyClause;
    spanOf(tokens->get(previous->getTokenIndex() - 1));
  } else if (previous != nullptr && isWord(type) && isWord(previous->getType()) && rule == VernParser::RuleBlock) {
    fault.kind = FaultKind::MissingComma;
  } else {
    fault.expected = expectedWords(parser);
  }
  faults_.push_back(std::move(fault));
}

void ErrorStrategy::reportError(Parser* parser, const antlr4::RecognitionException& error) {
  Token* offending = error.getOffendingToken();
  tell(parser, offending != nullptr ? offending : parser->getCurrentToken());
}

Token* ErrorStrategy::recoverInline(Parser* parser) {
  tell(parser, parser->getCurrentToken());
  throw antlr4::InputMismatchException(parser);
}

void ErrorStrategy::recover(Parser* parser, std::exception_ptr error) {
  static_cast<ParserBase*>(parser)->cst.markBroken();
  const size_t rule = parser->getContext()->getRuleIndex();
  switch (rule) {
    case VernParser::RuleClause:
    case VernParser::RuleRuleClause: skipToClause(parser); return;
    case VernParser::RuleDecl: skipToDeclaration(parser, false); return;
    // Smaller parts are given up together with their clause.
    default: std::rethrow_exception(error);
  }
}

void ErrorStrategy::sync(Parser* parser) {
  // Only the loops over clauses can go on after a mistake; elsewhere the next match tells of it.
  ParserRuleContext* context = parser->getContext();
  const size_t rule = context->getRuleIndex();
  const size_t type = parser->getTokenStream()->LA(1);
  if (rule == VernParser::RuleBlock) {
    if (beginsClause(type) || type == VernLexer::RBRACE || type == VernLexer::LBRACE) return;
  } else if (rule == VernParser::RuleDecl && context->start->getType() == VernLexer::RULE) {
    if (beginsRuleClause(type) || type == VernLexer::RBRACE || type == VernLexer::LBRACE) return;
    if (parser->getTokenStream()->index() <= context->start->getTokenIndex() + 2) return;  // before the brace
  } else {
    return;
  }
  if (type == Token::EOF || (beginsOnlyDeclaration(type) && firstOnLine(parser, parser->getCurrentToken()))) return;
  tell(parser, parser->getCurrentToken());
  skipToClause(parser);
}

void ErrorStrategy::skipToClause(Parser* parser) {
  const bool in_rule = enclosing(parser->getContext(), VernParser::RuleDecl) != nullptr &&
                       enclosing(parser->getContext(), VernParser::RuleDecl)->start->getType() == VernLexer::RULE;
  int depth = 0;
  bool moved = false;
  while (true) {
    Token* token = parser->getCurrentToken();
    const size_t type = token->getType();
    if (type == Token::EOF) return;
    if (depth == 0 && type == VernLexer::RBRACE) return;
    const bool begins = in_rule ? beginsRuleClause(type) : beginsClause(type);
    if (depth == 0 && firstOnLine(parser, token)) {
      if (begins && (moved || !in_rule)) return;
      if (beginsOnlyDeclaration(type) && token->getCharPositionInLine() == 0) return;
    }
    if (type == VernLexer::LBRACE) ++depth;
    if (type == VernLexer::RBRACE) --depth;
    moved = true;
    parser->getTokenStream()->consume();
  }
}

void ErrorStrategy::skipToDeclaration(Parser* parser, bool force) {
  int depth = 0;
  bool moved = !force;
  while (true) {
    Token* token = parser->getCurrentToken();
    const size_t type = token->getType();
    if (type == Token::EOF) return;
    // A declaration at the left margin is one, whatever the braces say.
    if (moved && beginsDeclaration(type) && firstOnLine(parser, token) &&
        (depth <= 0 || (beginsOnlyDeclaration(type) && token->getCharPositionInLine() == 0)))
      return;
    if (type == VernLexer::LBRACE) ++depth;
    if (type == VernLexer::RBRACE && --depth <= 0) {
      parser->getTokenStream()->consume();
      return;
    }
    moved = true;
    parser->getTokenStream()->consume();
  }
}

void ErrorStrategy::reportUnknownDeclaration(Parser* parser) {
  Token* token = parser->getCurrentToken();
  Fault fault{FaultKind::UnknownDeclaration,
              static_cast<std::uint32_t>(token->getStartIndex()),
              static_cast<std::uint32_t>(token->getStopIndex() + 1),
              {}};
  if (token->getType() == VernLexer::OPEN_STRING) {
    fault.kind = FaultKind::OpenText;
    fault.end = fault.begin + 1;
  } else if (token->getType() == VernLexer::BAD) {
    fault.kind = FaultKind::BadCharacter;
  } else if (token->getType() != VernLexer::IDENT) {
    fault.kind = FaultKind::Unexpected;
    fault.expected = "a declaration";
  }
  faults_.push_back(std::move(fault));
}

}  // namespace vern::grammar
