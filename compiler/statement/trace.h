// From sentences to the policy and back: where each sentence comes from, and whether each clause got into one.
#pragma once

#include <string>
#include <vector>

#include "compiler/statement/document.h"

namespace vern::statement {

/// Clauses of the policy's own declarations that no sentence of `document` speaks of, though a reader should be told of
/// them. Clauses for lawyers and programs (links to vocabularies, accepted findings, tests …) are not among them.
[[nodiscard]] std::vector<Source> untold(const model::Model& model, const Document& document);

/// Where `span` stands: "file.vern:12:3".
[[nodiscard]] std::string placeOf(const model::Model& model, Span span);

/// The map both ways as text: every sentence with its places in the policy, then every declaration with its sentences,
/// and what is not told.
[[nodiscard]] std::string trace(const model::Model& model, const Document& document);

}  // namespace vern::statement
