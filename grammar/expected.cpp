#include "grammar/expected.h"

#include "VernLexer.h"
#include "atn/RuleTransition.h"

namespace vern::grammar {

antlr4::misc::IntervalSet expectedTokens(antlr4::Parser* parser) {
  using antlr4::Token;
  using antlr4::atn::ATNState;
  const antlr4::atn::ATN& atn = parser->getATN();
  const auto epsilon = static_cast<ssize_t>(Token::EPSILON);
  antlr4::misc::IntervalSet following = atn.nextTokens(atn.states[parser->getState()], nullptr);
  antlr4::misc::IntervalSet out = following;
  const antlr4::RuleContext* context = parser->getContext();
  while (context != nullptr && context->invokingState != ATNState::INVALID_STATE_NUMBER &&
         following.contains(epsilon)) {
    const antlr4::atn::Transition* call = atn.states[context->invokingState]->transitions[0];
    following = atn.nextTokens(static_cast<const antlr4::atn::RuleTransition*>(call)->followState, nullptr);
    out.addAll(following);
    context = dynamic_cast<antlr4::RuleContext*>(context->parent);
  }
  out.remove(Token::EPSILON);
  if (following.contains(epsilon)) out.add(static_cast<ssize_t>(Token::EOF));
  return out;
}

std::string expected(antlr4::Parser* parser) {
  const antlr4::misc::IntervalSet can = expectedTokens(parser);
  const auto has = [&](size_t type) { return can.contains(type); };
  if (has(VernLexer::IDENT) && has(VernLexer::QNAME)) {
    if (has(VernLexer::STRING) && has(VernLexer::INT)) return "value";
    return has(VernLexer::STRING) ? "name_or_text" : "name";
  }
  if (has(VernLexer::LBRACE)) return "`{`";
  if (has(VernLexer::STRING)) return "text";
  if (has(VernLexer::UNIT)) return "unit";
  if (has(VernLexer::INT)) return "number";
  if (has(VernLexer::DATE)) return "date";
  for (const size_t type : {VernLexer::COLON, VernLexer::RPAREN, VernLexer::LPAREN, VernLexer::EQ, VernLexer::IN,
                            VernLexer::OF, VernLexer::THAN, VernLexer::ON, VernLexer::BY, VernLexer::TO}) {
    if (!has(type)) continue;
    const std::string shown = parser->getVocabulary().getDisplayName(type);
    if (shown.size() > 2 && shown.front() == '\'') return "`" + shown.substr(1, shown.size() - 2) + "`";
  }
  return "";
}

}  // namespace vern::grammar
