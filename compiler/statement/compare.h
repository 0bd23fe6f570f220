// Two versions of a statement as one: what was taken out and what was put in, marked sentence by sentence, with a
// summary on top. Works on documents alone, so that the earlier version may come from a policy or from its JSON.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/statement/document.h"

namespace vern::statement {

/// `after` with the changes since `before` marked, and a box at the top that tells where they are. The words of the box
/// are in the language of `after`; both should be in the same one.
[[nodiscard]] Document compare(const Document& before, const Document& after);

}  // namespace vern::statement
