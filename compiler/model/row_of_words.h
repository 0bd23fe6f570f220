// A row of words without a comma between them, and the name that they are together. Seen by one_name.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/model/model.h"
#include "compiler/model/schema.h"

namespace vern::model {

/// A letter, a figure or a sign that may stand in a name.
[[nodiscard]] bool isNameLetter(char c);

/// Words without a comma between them, of which the first may follow `is` or a clause that takes one name.
struct Row {
  Span span;
  std::vector<std::string_view> words;
  std::string_view before;  // the word in front of them
  std::string_view join;    // the joining word, if they stand behind one
};

/// What names may stand where a row of words does.
struct Names {
  Kinds kinds;
  std::string_view choices;
};

/// The words on both sides of `gap`, on one line.
[[nodiscard]] Row rowAround(const SourceMap& sources, Span gap);
/// Leaves of `row` what belongs to one name: what stands behind `is`, the word of a clause or a joining word, up to the
/// next joining word. `gap` is between two of the words.
void cutToName(const Model& model, Span gap, Row& row);
/// The clause `word` takes one name wherever it stands.
[[nodiscard]] bool takesOneName(std::string_view word);
/// The kinds or choices that `word` takes, for the first block that has it; nullptr if it heads no clause.
[[nodiscard]] const ClauseRule* anyRule(std::string_view word);
/// The finding that what stands at `span` is one name, `meant`.
[[nodiscard]] diag::Diagnostic twoWords(const Model& model, Span span, std::string_view meant);
/// `first name`, of which nobody has declared the whole: it is one name, and how it is declared as a kind of the last.
[[nodiscard]] diag::Diagnostic declaredAsOne(const Model& model, const Row& row, const std::string& joined);
/// What may stand behind a joining word.
[[nodiscard]] Names namesAfter(std::string_view join);
/// `word` is the name of something that may stand there.
[[nodiscard]] bool isName(const Model& model, const Names& names, std::string_view word);
/// None of the words of `row` may stand there.
[[nodiscard]] bool neitherIsName(const Model& model, const Names& names, const Row& row);
/// The finding that the words of `row` are one name, which nobody has declared: the nearest one, or how it is declared.
[[nodiscard]] diag::Diagnostic oneNameOf(const Model& model, const Names& of, const Row& row,
                                         const std::string& joined);
/// Adds to `finding` where the words of `row` beside `meant` stand: `kind private kindergarten`, which is a sector.
void alsoChosen(const Model& model, const Row& row, std::string_view meant, diag::Diagnostic& finding);

}  // namespace vern::model
