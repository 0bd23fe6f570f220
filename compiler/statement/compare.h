// Two versions of a statement as one: what was taken out and what was put in, marked sentence by sentence, with a
// summary on top. Works on documents alone, so that the earlier version may come from a policy or from its JSON.
#pragma once

#include "compiler/statement/document.h"

namespace vern::statement {

/// `after` with the changes since `before` marked, and a box at the top that tells what they are; both in one language.
[[nodiscard]] Document compare(const Document& before, const Document& after);

/// The same for a language that there is no earlier version in. `after`, in the language of `before`, is what the
/// changes are found in; they are marked in `shown`, the same version in the other language. All languages have the
/// same sentences in the same order, so a change has the same place in each. What was taken out stays as it was
/// written.
[[nodiscard]] Document compare(const Document& before, const Document& after, const Document& shown);

}  // namespace vern::statement
