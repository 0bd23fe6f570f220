// Texts without a language, languages without a text, and what stands behind texts.
#include "grammar/diagnostician.h"

namespace vern::grammar {

bool Diagnostician::textPart() {
  if (context_->getRuleIndex() != VernParser::RuleBlock || !afterText(tokens_, at_)) return false;
  if (type_ == VernLexer::STRING) out_.fault.kind = FaultKind::MissingLanguage;
  else if (isTag(token(at_)) && typeAt(at_ + 1) != VernLexer::STRING) out_.fault.kind = FaultKind::MissingText;
  else return false;
  return out_.breaks_last = true;
}

bool Diagnostician::joinAfterTexts() {
  if (!joins(type_) || !afterText(tokens_, at_)) return false;
  out_.fault.kind = FaultKind::JoinAfterTexts;
  return true;
}

bool Diagnostician::textsTooEarly() {
  if (type_ != VernLexer::STRING || at_ < 2 || !isTag(token(at_ - 1)) || !takesValue(typeAt(at_ - 2)) ||
      !(first(at_ - 2) || isPrefix(typeAt(at_ - 3)) || mayEnd(typeAt(at_ - 3)) || typeAt(at_ - 3) == VernLexer::LBRACE))
    return false;
  out_.fault.other = rangeOf(token(at_ - 1));
  return blame(FaultKind::EmptyClause, at_ - 2);
}

bool Diagnostician::languageAfterJoin() {
  if (type_ != VernLexer::STRING || at_ < 2 || !isTag(token(at_ - 1)) || !joins(typeAt(at_ - 2))) return false;
  out_.fault.other = rangeOf(token(at_ - 2));
  return blame(FaultKind::LanguageAfterJoin, at_ - 1);
}

}  // namespace vern::grammar
