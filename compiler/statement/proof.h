// The proof that every build makes: the statements of a policy tell all that it says, nothing that it does not say, and
// the same in each language.
#pragma once

#include <string>
#include <vector>

#include "compiler/statement/document.h"

namespace vern::statement {

/// What does not hold of `documents`, the statements of `model` in its languages, a line for each; nothing where the
/// proof succeeds. What it proves:
/// - Each clause that a reader should be told of has a sentence (`untold` in trace.h).
/// - Each sentence that says something of this policy names its source in it. Fixed words, such as a heading, and what
///   rests on the library alone, such as the address of an authority, stand beside a sentence that has one.
/// - In each section, all languages have the same messages with the same arguments in the same order. Into how many
///   paragraphs a text of the policy's own falls is its writer's matter in each.
[[nodiscard]] std::vector<std::string> faults(const model::Model& model, const std::vector<Document>& documents);

}  // namespace vern::statement
