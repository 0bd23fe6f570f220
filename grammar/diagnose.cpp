#include "grammar/diagnose.h"

#include <string_view>
#include <vector>

#include "VernLexer.h"
#include "VernParser.h"
#include "grammar/expected.h"
#include "grammar/unquoted.h"
#include "grammar/words.h"

namespace vern::grammar {

namespace {

using antlr4::Parser;
using antlr4::ParserRuleContext;
using antlr4::Token;
using antlr4::TokenStream;

constexpr std::string_view Small = "abcdefghijklmnopqrstuvwxyz_";

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
    if (!(openText() || character() || missingOpen() || brace() || isInClause() || smallWord() || missingName() ||
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

  size_t lineBegin(size_t index) const { return grammar::lineBegin(tokens_, index); }

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
    const bool sign =
        type_ == VernLexer::BAD || between_texts || ((type_ == VernLexer::COLON || type_ == VernLexer::EQ) && clause_);
    if (sign) out_.fault.kind = FaultKind::BadCharacter;
    return sign;
  }

  bool touches(size_t index) const { return grammar::touches(tokens_, index); }
  bool sign(size_t index, std::string_view text) const { return token(index)->getText() == text; }

  /// `2.5 years` and `-2 years`: the sign stands at `at_`.
  bool oddNumber() {
    if (type_ != VernLexer::BAD || typeAt(at_ + 1) != VernLexer::INT || !touches(at_) ||
        typeAt(at_ + 2) != VernLexer::UNIT)
      return false;
    const bool fraction = at_ > 0 && sign(at_, ".") && typeAt(at_ - 1) == VernLexer::INT && touches(at_ - 1);
    if (!fraction && !sign(at_, "-")) return false;
    blame(FaultKind::OddNumber, fraction ? at_ - 1 : at_);
    out_.fault.at.end = rangeOf(token(at_ + 2)).end;
    return true;
  }

  /// `"Example AS` and then `"994 …`: the second quote was taken for the end of the first text. What stood in the
  /// second text is read as words, and not each of them is a mistake.
  bool openText() {
    size_t after = at_;
    while (after > 0 && typeAt(after - 1) != VernLexer::STRING && !first(after)) --after;
    if (after == 0) return false;
    const Token* before = token(after - 1);
    const size_t type = typeAt(after);
    if (before->getType() != VernLexer::STRING || before->getStopIndex() + 1 != token(after)->getStartIndex() ||
        type == VernLexer::COMMA || type == VernLexer::LBRACE || type == VernLexer::RBRACE ||
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
        !(first(at_ - 2) || isPrefix(typeAt(at_ - 3)) || mayEnd(typeAt(at_ - 3)) ||
          typeAt(at_ - 3) == VernLexer::LBRACE))
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
        (type_ == VernLexer::IS && clause_ == nullptr) || !expectedTokens(parser_).contains(size_t{VernLexer::QNAME}))
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
    if (clause_->start->getTokenIndex() != word && !isPrefix(typeAt(word - 1))) return false;
    if (nameLike(type_) || type_ == VernLexer::INT || type_ == VernLexer::COMMA) return false;
    if (!first(word) && nameLike(typeAt(word - 1)) && first(at_)) return blame(FaultKind::MissingComma, word);
    return blame(FaultKind::EmptyClause, word);
  }

  bool missingUnit() {
    if (at_ == 0 || typeAt(at_ - 1) != VernLexer::INT || !expectedTokens(parser_).contains(size_t{VernLexer::UNIT}))
      return false;
    if (type_ == VernLexer::IDENT && !first(at_)) return blame(FaultKind::UnknownUnit, at_);
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
      // `dpo` alone on its line: the word of the next declaration was taken for its name.
      if (decl->start->getTokenIndex() + 1 == before && first(before) && beginsDeclaration(typeAt(before)) &&
          column(before) <= decl->start->getCharPositionInLine()) {
        out_.resume = before;
        return blame(FaultKind::MissingName, before - 1);
      }
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

}  // namespace vern::grammar
