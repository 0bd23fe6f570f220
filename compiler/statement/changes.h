// What changed between two versions, told in a box: which use, recipient or right is new or gone, what was said before
// and what is said now. Read off a document in which the changes are marked. For compare alone.
#pragma once

#include "compiler/statement/renames.h"

namespace vern::statement {

/// The box for `marked`, which came of `before`.
[[nodiscard]] Block summaryOfChanges(const Document& before, const Document& marked, const Former& former = {});

}  // namespace vern::statement
