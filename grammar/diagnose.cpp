#include "grammar/diagnose.h"

#include <string_view>
#include <vector>

#include "VernLexer.h"
#include "VernParser.h"
#include "grammar/token_buffer.h"

namespace vern::grammar {

namespace {

using antlr4::Parser;
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

/// Words of clauses that need a value.
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

constexpr std::string_view Small = "abcdefghijklmnopqrstuvwxyz_";

/// What joins a value to more: `when`, `at most`, `only`.
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

/// Tags of languages have two letters or three.
bool isTag(const Token* token) { return token->getType() == VernLexer::IDENT && token->getText().size() <= 3; }

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

/// What a clause may end with.
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

class Diagnostician {
 public:
  Diagnostician(Parser* parser, Token* offending)
      : parser_(parser),
        context_(parser->getContext()),
        tokens_(parser->getTokenStream()),
        at_(offending->getTokenIndex()),
        type_(offending->getType()),
        clause_(enclosing(context_, VernParser::RuleClause)),
        block_(enclosing(context_, VernParser::RuleBlock)) {
    out_.fault.at = rangeOf(offending);
  }

  Diagnosis run() {
    if (!(character() || openText() || missingOpen() || brace() || isInClause() || smallWord() || missingName() ||
          joinAfterTexts() || languageAfterJoin() || textPart() || textsTooEarly() || lineBefore() ||
          afterClauseWord() || missingUnit() || loneWord() || manyWords() || unknownClause()))
      unexpected();
    return std::move(out_);
  }

 private:
  Token* token(size_t index) const { return tokens_->get(index); }
  size_t typeAt(size_t index) const { return token(index)->getType(); }
  bool first(size_t index) const { return firstOnLine(tokens_, index); }
  size_t column(size_t index) const { return token(index)->getCharPositionInLine(); }

  bool blame(FaultKind kind, size_t index) {
    out_.fault.kind = kind;
    out_.fault.at = rangeOf(token(index));
    return true;
  }

  /// The first token on the line of `index`.
  size_t lineBegin(size_t index) const {
    while (index > 0 && !first(index)) --index;
    return index;
  }

  /// Signs that have no place in the language, whatever stands around them.
  bool character() {
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
    if (unquoted()) return true;
    // `en "…", nb "…"`
    const bool between_texts = type_ == VernLexer::COMMA && at_ > 0 && typeAt(at_ - 1) == VernLexer::STRING &&
                               typeAt(at_ + 1) == VernLexer::IDENT;
    const bool sign =
        type_ == VernLexer::BAD || between_texts || ((type_ == VernLexer::COLON || type_ == VernLexer::EQ) && clause_);
    if (sign) out_.fault.kind = FaultKind::BadCharacter;
    return sign;
  }

  /// `"Example AS` and then `"994 …`: the second quote was taken for the end of the first text.
  bool openText() {
    if (at_ == 0) return false;
    const Token* before = token(at_ - 1);
    if (before->getType() != VernLexer::STRING || before->getStopIndex() + 1 != token(at_)->getStartIndex() ||
        before->getText().find('\n') == std::string::npos)
      return false;
    out_.fault.kind = FaultKind::OpenText;
    out_.fault.other = {static_cast<std::uint32_t>(before->getStopIndex()),
                        static_cast<std::uint32_t>(before->getStopIndex() + 1)};
    out_.fault.at = {static_cast<std::uint32_t>(before->getStartIndex()),
                     static_cast<std::uint32_t>(before->getStartIndex() + 1)};
    return true;
  }

  /// The end of the file or a declaration inside a block: a brace before it was forgotten.
  bool brace() {
    if (block_ == nullptr && enclosing(context_, VernParser::RuleRuleClause) == nullptr && !inRuleBody()) return false;
    size_t here = at_;
    ParserRuleContext* decl = enclosing(context_, VernParser::RuleDecl);
    if (type_ == VernLexer::IS) {
      here = lineBegin(at_);
      if (here + 2 != at_ || !beginsDeclaration(typeAt(here))) return false;
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
    // The words before the brace: `activity portal`, or `data name`.
    size_t last = head;
    while (last + 1 < open && last < head + 1 && nameLike(typeAt(last + 1))) ++last;
    out_.fault.at = {rangeOf(token(head)).begin, rangeOf(token(last)).end};
    for (size_t i = head; i <= last; ++i) out_.fault.declaration += (i > head ? " " : "") + token(i)->getText();
    return true;
  }

  /// `rights` and then clauses.
  bool missingOpen() {
    if (context_->getRuleIndex() != VernParser::RuleBlock || at_ == 0 || typeAt(at_ - 1) != VernLexer::NAMELESS ||
        !beginsClause(type_))
      return false;
    out_.fault.other = rangeOf(token(at_));
    out_.fault.declaration = token(at_ - 1)->getText();
    return blame(FaultKind::MissingOpenBrace, at_ - 1);
  }

  /// `en` without its text, or a text without its `en`, after another text.
  bool textPart() {
    if (context_->getRuleIndex() != VernParser::RuleBlock || !afterText(tokens_, at_)) return false;
    if (type_ == VernLexer::STRING) out_.fault.kind = FaultKind::MissingLanguage;
    else if (isTag(token(at_)) && typeAt(at_ + 1) != VernLexer::STRING) out_.fault.kind = FaultKind::MissingText;
    else return false;
    return out_.breaks_last = true;
  }

  /// `share bank en "…" when asked`: what joins stands before the texts.
  bool joinAfterTexts() {
    if (!joins(type_) || !afterText(tokens_, at_)) return false;
    out_.fault.kind = FaultKind::JoinAfterTexts;
    return true;
  }

  /// `marks en "…"`: the tag was taken for the value.
  bool textsTooEarly() {
    if (type_ != VernLexer::STRING || at_ < 2 || !isTag(token(at_ - 1)) || !takesValue(typeAt(at_ - 2)) ||
        !(first(at_ - 2) || isPrefix(at_ - 3) || mayEnd(typeAt(at_ - 3)) || typeAt(at_ - 3) == VernLexer::LBRACE))
      return false;
    out_.fault.other = rangeOf(token(at_ - 1));
    return blame(FaultKind::EmptyClause, at_ - 2);
  }

  /// `because nb "…"`: the text of a joining word is of no language.
  bool languageAfterJoin() {
    if (type_ != VernLexer::STRING || at_ < 2 || !isTag(token(at_ - 1)) || !joins(typeAt(at_ - 2))) return false;
    out_.fault.other = rangeOf(token(at_ - 2));
    return blame(FaultKind::LanguageAfterJoin, at_ - 1);
  }

  bool inRuleBody() const {
    const ParserRuleContext* decl = enclosing(context_, VernParser::RuleDecl);
    return decl != nullptr && decl->start->getType() == VernLexer::RULE && at_ > decl->start->getTokenIndex() + 2;
  }

  /// The opening brace that most likely lacks its end before `here`: a closing brace further to the left than the line
  /// of its partner tells that the partner was not meant.
  size_t unclosed(size_t here) const {
    std::vector<size_t> open;
    for (size_t i = enclosing(context_, VernParser::RuleDecl)->start->getTokenIndex(); i < here; ++i) {
      if (typeAt(i) == VernLexer::LBRACE) open.push_back(i);
      if (typeAt(i) != VernLexer::RBRACE || open.empty()) continue;
      if (open.size() > 1 && first(i) && column(i) < column(lineBegin(open.back()))) return open.back();
      open.pop_back();
    }
    return open.empty() ? here : open.front();
  }

  bool isInClause() {
    if (type_ != VernLexer::IS || clause_ == nullptr) return false;
    out_.fault.kind = FaultKind::IsInClause;
    return true;
  }

  /// `data name, for`, `activity when`: words that join or limit are never names.
  bool smallWord() {
    const std::string word = token(at_)->getText();
    if (type_ == Token::EOF || nameLike(type_) || type_ == VernLexer::UNIT ||
        word.find_first_not_of(Small) != std::string::npos || (first(at_) && block_ != nullptr) ||
        (type_ == VernLexer::IS && clause_ == nullptr) ||
        !parser_->getExpectedTokens().contains(size_t{VernLexer::QNAME}))
      return false;
    out_.fault.kind = FaultKind::SmallWord;
    return true;
  }

  bool missingName() {
    ParserRuleContext* decl = enclosing(context_, VernParser::RuleDecl);
    if (decl == nullptr || decl->start->getTokenIndex() + 1 != at_ || clause_ != nullptr) return false;
    if (decl->start->getType() == VernLexer::NAMELESS) return false;
    return blame(FaultKind::MissingName, decl->start->getTokenIndex());
  }

  /// A clause word alone at the end of the line before, or a name there without a comma before it, has taken the
  /// first word of this line for its value.
  bool lineBefore() {
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

  /// Words of windows that one name follows.
  static bool hasOneName(size_t type) {
    return type == VernLexer::AFTER || type == VernLexer::UNTIL || type == VernLexer::WHILE;
  }

  /// Words of conditions after which something must be said.
  static bool needsMore(size_t type) {
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

  /// Right after a clause word stands nothing that could be its value.
  bool afterClauseWord() {
    if (clause_ == nullptr || at_ == 0 || !takesValue(typeAt(at_ - 1))) return false;
    const size_t word = at_ - 1;
    if (clause_->start->getTokenIndex() != word && !isPrefix(word - 1)) return false;
    if (nameLike(type_) || type_ == VernLexer::INT || type_ == VernLexer::COMMA) return false;
    if (!first(word) && nameLike(typeAt(word - 1)) && first(at_)) return blame(FaultKind::MissingComma, word);
    return blame(FaultKind::EmptyClause, word);
  }

  bool isPrefix(size_t index) const {
    return typeAt(index) == VernLexer::STRENGTH || typeAt(index) == VernLexer::NEVER;
  }

  /// `email post@example.no`, `phone +47 22 00 00 00`, `version 7.0`, `name Example AS`: texts without their quotes.
  bool unquoted() {
    if (block_ == nullptr || at_ == 0) return false;
    // `name Example AS` fails only at what follows on the next line.
    const bool next_line = first(at_);
    size_t word = lineBegin(next_line ? at_ - 1 : at_);
    if (isPrefix(word)) ++word;
    if (word + (next_line ? 2 : 0) >= at_) return false;
    size_t value = word + 1;
    if (typeAt(word) == VernLexer::BARE && value < at_ && typeAt(value) == VernLexer::IDENT) ++value;
    else if (!takesValue(typeAt(word))) return false;
    const bool words = capital(value) && type_ != VernLexer::LBRACE && (!next_line || nameLike(typeAt(at_ - 1)));
    if (!words && (next_line || !partOfAddress(value))) return false;
    out_.fault.kind = FaultKind::Unquoted;
    out_.fault.at = {rangeOf(token(value)).begin, lineEnd(value)};
    return true;
  }

  /// Names begin with a small letter, by custom.
  bool capital(size_t index) const {
    const size_t type = typeAt(index);
    const char letter = token(index)->getText().front();
    return (type == VernLexer::IDENT || type == VernLexer::QNAME) && letter >= 'A' && letter <= 'Z';
  }

  bool partOfAddress(size_t value) const {
    if (type_ == VernLexer::INT) return at_ > value && typeAt(at_ - 1) == VernLexer::INT;
    if (type_ != VernLexer::BAD && type_ != VernLexer::COLON) return false;
    const std::string found = token(at_)->getText();
    if (std::string_view("@/:.+-%&?#_~").find(found.front()) == std::string_view::npos) return false;
    if (found == ":" && beforeSlashes(at_)) return true;
    // A sign of an address touches what it joins.
    const Token* next = token(at_ + 1);
    return next->getType() != Token::EOF && next->getStartIndex() == token(at_)->getStopIndex() + 1;
  }

  /// `https:` before `//`, which the lexer takes for a comment.
  bool beforeSlashes(size_t index) const { return text().substr(token(index)->getStopIndex() + 1).starts_with("//"); }

  std::string_view text() const { return static_cast<const TokenBuffer*>(tokens_)->text(); }

  /// The end of the words on the line of `index`, without a comment, a brace or blanks.
  std::uint32_t lineEnd(size_t index) const {
    const size_t begin = token(index)->getStartIndex();
    const std::string_view rest = text().substr(begin, 400);
    size_t end = std::min({rest.find_first_of("\r\n{}"), rest.find(" //"), rest.find("\t//"), rest.size()});
    while (end > 1 && (rest[end - 1] == ' ' || rest[end - 1] == '\t')) --end;
    return static_cast<std::uint32_t>(begin + end);
  }

  bool missingUnit() {
    if (at_ == 0 || typeAt(at_ - 1) != VernLexer::INT ||
        !parser_->getExpectedTokens().contains(size_t{VernLexer::UNIT}))
      return false;
    return blame(FaultKind::MissingUnit, at_ - 1);
  }

  /// A word stood where the tag of a language may stand, and no text came.
  bool loneWord() {
    if (context_->getRuleIndex() != VernParser::RuleText || at_ < 2) return false;
    const size_t word = at_ - 1;
    const size_t before = at_ - 2;
    const bool after_name = nameLike(typeAt(before));
    if (clause_ == nullptr && after_name) {
      ParserRuleContext* decl = enclosing(context_, VernParser::RuleDecl);
      if (decl->start->getTokenIndex() + 2 == word && !first(word)) {
        out_.fault.kind = FaultKind::TwoWordName;
        size_t last = word;
        while (typeAt(last + 1) == VernLexer::IDENT && !first(last + 1)) ++last;
        out_.fault.at = {rangeOf(token(before)).begin, rangeOf(token(last)).end};
        return true;
      }
    }
    // `after case closed`
    if (after_name && before > 0 && hasOneName(typeAt(before - 1)) && !first(word) && !isTag(token(word))) {
      blame(FaultKind::TwoWordName, word);
      out_.fault.at.begin = rangeOf(token(before)).begin;
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
    if (!after_name) return blame(FaultKind::MissingText, word);
    // `data name email purpose billing`: `purpose` was read as the value of `email`.
    if (clause_ != nullptr && clause_->start->getTokenIndex() == before - 1 && takesValue(typeAt(before)) &&
        takesValue(typeAt(before - 1)) && nameLike(typeAt(before - 2)) && !first(before - 1)) {
      out_.resume = before;
      return blame(FaultKind::MissingComma, before - 1);
    }
    return blame(FaultKind::MissingComma, word);
  }

  /// `after end of financial year`: all of it was meant for one name.
  bool manyWords() {
    if ((type_ != VernLexer::IDENT && type_ != VernLexer::UNIT) || first(at_)) return false;
    size_t begin = at_;
    while (begin > 0 && (nameLike(typeAt(begin - 1)) || typeAt(begin - 1) == VernLexer::OF) && !first(begin)) --begin;
    if (begin == at_ || begin == 0 || !hasOneName(typeAt(begin - 1))) return false;
    blame(FaultKind::TwoWordName, at_);
    out_.fault.at.begin = rangeOf(token(begin)).begin;
    return true;
  }

  bool unknownClause() {
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

  void unexpected() {
    out_.fault.expected = expected();
    // Nobody looks for a mistake at the beginning of a line: what is missing is missing at the end of the last one.
    if (out_.fault.expected.empty() || at_ == 0 || !first(at_)) return;
    blame(FaultKind::MissingAfter, at_ - 1);
  }

  std::string expected() const {
    if (at_ > 0 && typeAt(at_ - 1) == VernLexer::ASK) return "question";
    const antlr4::misc::IntervalSet can = parser_->getExpectedTokens();
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
      const std::string shown = parser_->getVocabulary().getDisplayName(type);
      if (shown.size() > 2 && shown.front() == '\'') return "`" + shown.substr(1, shown.size() - 2) + "`";
    }
    return "";
  }

  Parser* parser_;
  ParserRuleContext* context_;
  TokenStream* tokens_;
  size_t at_;
  size_t type_;
  ParserRuleContext* clause_;
  ParserRuleContext* block_;
  Diagnosis out_;
};

}  // namespace

Diagnosis diagnose(Parser* parser, Token* offending) { return Diagnostician(parser, offending).run(); }

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
    case VernLexer::BAD: fault.kind = FaultKind::BadCharacter; break;
    case VernLexer::IDENT:
      if (firstOnLine(tokens, at)) fault.kind = FaultKind::UnknownDeclaration;
      break;
    default: break;
  }
  return fault;
}

bool afterText(TokenStream* tokens, size_t index) {
  return index >= 2 && tokens->get(index - 1)->getType() == VernLexer::STRING && isTag(tokens->get(index - 2));
}

bool atMargin(TokenStream* tokens, size_t index, const Token* decl) {
  return firstOnLine(tokens, index) && (!firstOnLine(tokens, decl->getTokenIndex()) ||
                                        tokens->get(index)->getCharPositionInLine() <= decl->getCharPositionInLine());
}

std::optional<Fault> missingOpenBrace(TokenStream* tokens, size_t decl) {
  const size_t next = tokens->index();
  Token* head = tokens->get(decl);
  const size_t margin = head->getCharPositionInLine();
  if (head->getType() == VernLexer::USE || head->getType() == VernLexer::DEFINE || next == decl ||
      tokens->get(next - 1)->getType() == VernLexer::RBRACE || !firstOnLine(tokens, next) ||
      !beginsClause(tokens->LA(1)) || tokens->LT(1)->getCharPositionInLine() <= margin)
    return std::nullopt;
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
