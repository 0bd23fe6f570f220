// Clauses without a value, lists without a comma, lengths of time without a unit, and words that nobody knows.
#include "grammar/diagnostician.h"
#include "grammar/expected.h"

namespace vern::grammar {

using antlr4::ParserRuleContext;

namespace {

/// Words of windows that one name follows.
bool hasOneName(size_t type) {
  return type == VernLexer::AFTER || type == VernLexer::UNTIL || type == VernLexer::WHILE;
}

/// Words of conditions after which something must be said.
bool needsMore(size_t type) {
  switch (type) {
    case VernLexer::IS:
    case VernLexer::NOT:
    case VernLexer::AND:
    case VernLexer::OR:
    case VernLexer::HAS:
    case VernLexer::IN:
    case VernLexer::TO:
    case VernLexer::THAN:
    case VernLexer::FLAGGED:
    case VernLexer::INCLUDES:
    case VernLexer::EQUALS:
    case VernLexer::MENTIONS: return true;
    default: return false;
  }
}

}  // namespace

bool Diagnostician::lineBefore() {
  for (const size_t line : {lineBegin(at_), at_ > 0 ? lineBegin(at_ - 1) : 0}) {
    if (line < 2 || line == at_) continue;
    const size_t before = line - 1;
    if (block_ == nullptr) {
      if (!inRuleBody() || !beginsRuleClause(typeAt(line)) || !needsMore(typeAt(before))) continue;
      out_.resume = line;
      return blame(FaultKind::EmptyClause, before);
    }
    if (!beginsClause(typeAt(line))) continue;
    // `given withdrawn`
    if (line >= 3 && typeAt(before - 1) == VernLexer::GIVEN && nameLike(typeAt(before)) && first(before - 1)) {
      out_.resume = line;
      return blame(FaultKind::EmptyClause, before);
    }
    // `data name phone`, and the next clause: `phone` is a clause word as well, and took that clause's for its value.
    if (clause_ == nullptr && line + 1 == at_ && takesValue(typeAt(before)) && !first(before) &&
        nameLike(typeAt(before - 1)) && column(line) <= column(lineBegin(before))) {
      out_.resume = line;
      return blame(FaultKind::MissingComma, before);
    }
    // `data name,` and the next clause: its word was taken for a name.
    if (typeAt(before) == VernLexer::COMMA && column(line) <= column(lineBegin(before))) {
      out_.resume = line;
      out_.fault.expected = "name";
      return blame(FaultKind::MissingAfter, before);
    }
    if (clause_ == nullptr) continue;
    if (!takesValue(typeAt(before))) continue;
    // The clause at hand is the one before the line, or the one that was read after its first word.
    const size_t begin = clause_->start->getTokenIndex();
    if (begin != before && !(begin == line + 1 && first(before))) continue;
    if (first(before)) {
      if (column(line) > column(before)) continue;  // a value that begins on the next line
      out_.resume = line;
      return blame(FaultKind::EmptyClause, before);
    }
    if (nameLike(typeAt(before - 1))) {
      out_.resume = line;
      return blame(FaultKind::MissingComma, before);
    }
  }
  return false;
}

bool Diagnostician::afterClauseWord() {
  if (clause_ == nullptr || at_ == 0 || !takesValue(typeAt(at_ - 1))) return false;
  const size_t word = at_ - 1;
  // `data name phone, email`: `phone` is a clause word as well.
  if (type_ == VernLexer::COMMA && !first(word) && nameLike(typeAt(word - 1)))
    return blame(FaultKind::MissingComma, word);
  if (clause_->start->getTokenIndex() != word && !isPrefix(typeAt(word - 1))) return false;
  if (nameLike(type_) || type_ == VernLexer::INT || type_ == VernLexer::COMMA) return false;
  if (!first(word) && nameLike(typeAt(word - 1)) && first(at_)) return blame(FaultKind::MissingComma, word);
  return blame(FaultKind::EmptyClause, word);
}

bool Diagnostician::missingUnit() {
  if (at_ == 0 || typeAt(at_ - 1) != VernLexer::INT || !expectedTokens(parser_).contains(size_t{VernLexer::UNIT}))
    return false;
  if (type_ == VernLexer::IDENT && !first(at_)) return blame(FaultKind::UnknownUnit, at_);
  return blame(FaultKind::MissingUnit, at_ - 1);
}

bool Diagnostician::loneWord() {
  if (context_->getRuleIndex() != VernParser::RuleText || at_ < 2) return false;
  const size_t word = at_ - 1;
  const size_t before = at_ - 2;
  const bool after_name = nameLike(typeAt(before));
  if (clause_ == nullptr && after_name) {
    ParserRuleContext* decl = enclosing(context_, VernParser::RuleDecl);
    // `dpo` alone on its line: the word of the next declaration was taken for its name.
    if (decl->start->getTokenIndex() + 1 == before && first(before) && beginsDeclaration(typeAt(before)) &&
        column(before) <= decl->start->getCharPositionInLine()) {
      out_.resume = before;
      return blame(FaultKind::MissingName, before - 1);
    }
    if (decl->start->getTokenIndex() + 2 == word && !first(word)) {
      out_.fault.kind = FaultKind::TwoWordName;
      size_t last = word;
      while (typeAt(last + 1) == VernLexer::IDENT && !first(last + 1) && typeAt(last + 2) != VernLexer::STRING) ++last;
      out_.fault.at = {rangeOf(token(before)).begin, rangeOf(token(last)).end};
      return true;
    }
  }
  // `after case closed`
  if (after_name && before > 0 && hasOneName(typeAt(before - 1)) && !first(word) && !isTag(token(word))) {
    blame(FaultKind::TwoWordName, word);
    size_t last = word;
    while (nameLike(typeAt(last + 1)) && !first(last + 1) && typeAt(last + 2) != VernLexer::STRING) ++last;
    out_.fault.at = {rangeOf(token(before)).begin, rangeOf(token(last)).end};
    return true;
  }
  // `nn` without its text, and the next language, or the end of the block, right after it.
  if (isTag(token(word)) && afterText(tokens_, word)) return blame(FaultKind::MissingText, word);
  if (first(word)) {
    out_.whole_before = true;
    if (clause_ == nullptr) return blame(FaultKind::UnknownDeclaration, word);
    // Alone on its line, further in than the clause: the list went on without a comma.
    const bool alone = first(at_) && after_name;
    if (beginsClause(type_) && !first(at_)) out_.fault.other = rangeOf(token(at_));
    return blame(alone ? FaultKind::MissingComma : FaultKind::UnknownClause, word);
  }
  // A tag has two letters or three; anything longer was meant for a value.
  if (typeAt(before) == VernLexer::BARE)
    return blame(FaultKind::MissingText, token(word)->getText().size() > 3 ? before : word);
  // `2 years efter delivery`
  if (typeAt(before) == VernLexer::UNIT && nameLike(type_) && !first(at_)) {
    blame(FaultKind::Unexpected, word);
    out_.fault.expected = "after";
    return true;
  }
  if (!after_name) return blame(FaultKind::MissingText, word);
  // `data name email purpose billing`: `purpose` was read as the value of `email`.
  if (clause_ != nullptr && clause_->start->getTokenIndex() == before - 1 && takesValue(typeAt(before)) &&
      takesValue(typeAt(before - 1)) && nameLike(typeAt(before - 2)) && !first(before - 1)) {
    out_.resume = before;
    return blame(FaultKind::MissingComma, before - 1);
  }
  return blame(FaultKind::MissingComma, word);
}

bool Diagnostician::manyWords() {
  if ((type_ != VernLexer::IDENT && type_ != VernLexer::UNIT) || first(at_)) return false;
  size_t begin = at_;
  while (begin > 0 && (nameLike(typeAt(begin - 1)) || typeAt(begin - 1) == VernLexer::OF) && !first(begin)) --begin;
  if (begin == at_ || begin == 0 || !hasOneName(typeAt(begin - 1))) return false;
  blame(FaultKind::TwoWordName, at_);
  size_t last = at_;
  while (typeAt(last + 1) == VernLexer::IDENT && !first(last + 1) && typeAt(last + 2) != VernLexer::STRING) ++last;
  out_.fault.at = {rangeOf(token(begin)).begin, rangeOf(token(last)).end};
  return true;
}

bool Diagnostician::unknownClause() {
  if (type_ == VernLexer::IDENT && first(at_) && inRuleBody()) {
    out_.fault.kind = FaultKind::UnknownClause;
    return true;
  }
  if (context_->getRuleIndex() != VernParser::RuleBlock || at_ == 0) return false;
  const bool after_name = nameLike(typeAt(at_ - 1));
  if ((type_ == VernLexer::IDENT || beginsOnlyDeclaration(type_)) && (first(at_) || !after_name)) {
    out_.fault.kind = FaultKind::UnknownClause;
    // `rarely share …`
    if (type_ == VernLexer::IDENT && beginsClause(typeAt(at_ + 1)) && !first(at_ + 1))
      out_.fault.other = rangeOf(token(at_ + 1));
    return true;
  }
  if (!after_name || !nameLike(type_)) return false;
  out_.fault.kind = FaultKind::MissingComma;
  return true;
}

}  // namespace vern::grammar
