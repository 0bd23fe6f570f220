// Which mistake it was: what a diagnosis looks at, one kind of mistake after the other. Its parts are diagnose*.cpp.
#pragma once

#include <optional>
#include <string_view>

#include "VernLexer.h"
#include "VernParser.h"
#include "grammar/diagnose.h"
#include "grammar/words.h"

namespace vern::grammar {

class Diagnostician {
 public:
  Diagnostician(antlr4::Parser* parser, antlr4::Token* offending);

  Diagnosis run();

 private:
  antlr4::Token* token(size_t index) const { return tokens_->get(index); }
  size_t typeAt(size_t index) const { return token(index)->getType(); }
  bool first(size_t index) const { return firstOnLine(tokens_, index); }
  size_t column(size_t index) const { return token(index)->getCharPositionInLine(); }
  size_t lineBegin(size_t index) const { return grammar::lineBegin(tokens_, index); }
  bool touches(size_t index) const { return grammar::touches(tokens_, index); }
  bool sign(size_t index, std::string_view text) const { return token(index)->getText() == text; }
  bool blame(FaultKind kind, size_t index) {
    out_.fault.kind = kind;
    out_.fault.at = rangeOf(token(index));
    return true;
  }

  // Signs and words that have no place, whatever stands around them: diagnose.cpp.
  /// Signs that have no place in the language, whatever stands around them.
  bool character();
  /// `1 November 2026`, `November 1, 2026`, `1. november 2026`.
  bool dateInWords();
  /// `2.5 years` and `-2 years`: the sign stands at `at_`.
  bool oddNumber();
  /// `text` has several lines or ends with a tag, and a word stands right behind its last quote: that was meant to be
  /// the first of another text.
  bool runsOn(size_t text) const;
  /// The last such text before `index` that ends on its line.
  std::optional<size_t> runsOnBefore(size_t index) const;
  /// `"Example AS` and then `"994 …`: the second quote was taken for the end of the first text. What stood in the
  /// second text is read as words, and not each of them is a mistake.
  bool openText();
  bool isInClause();
  /// `data name, for`, `activity when`: words that join or limit are never names.
  bool smallWord();
  void unexpected();

  // Braces and names of declarations: diagnose_braces.cpp.
  /// The end of the file or a declaration inside a block: a brace before it was forgotten.
  bool brace();
  /// `rights` and then clauses.
  bool missingOpen();
  bool inRuleBody() const;
  /// The opening brace that most likely lacks its end before `here`: a closing brace further to the left than the line
  /// of its partner tells that the partner was not meant.
  size_t unclosed(size_t here) const;
  bool missingName();

  // Texts and their languages: diagnose_texts.cpp.
  /// `en` without its text, or a text without its `en`, after another text.
  bool textPart();
  /// `share bank en "…" when asked`: what joins stands before the texts.
  bool joinAfterTexts();
  /// `marks en "…"`: the tag was taken for the value.
  bool textsTooEarly();
  /// `because nb "…"`: the text of a joining word is of no language.
  bool languageAfterJoin();

  // Clauses and their values: diagnose_clauses.cpp.
  /// A clause word alone at the end of the line before, or a name there without a comma before it, has taken the
  /// first word of this line for its value.
  bool lineBefore();
  /// Right after a clause word stands nothing that could be its value.
  bool afterClauseWord();
  bool missingUnit();
  /// A word stood where the tag of a language may stand, and no text came.
  bool loneWord();
  /// `after end of financial year`: all of it was meant for one name.
  bool manyWords();
  bool unknownClause();

  antlr4::Parser* parser_;
  antlr4::ParserRuleContext* context_;
  antlr4::TokenStream* tokens_;
  size_t at_;
  size_t type_;
  antlr4::ParserRuleContext* clause_;
  antlr4::ParserRuleContext* block_;
  Diagnosis out_;
};

}  // namespace vern::grammar
