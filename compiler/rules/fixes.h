// What a rule proposes to write instead, as an edit of the source.
#pragma once

#include <optional>

#include "compiler/rules/evaluate.h"

namespace vern::rules {

/// The edit that `fix` makes for one row, or nothing where no simple edit does it.
[[nodiscard]] std::optional<diag::Edit> editFor(const Fix& fix, const Evaluator& evaluator, const Bindings& bindings);

}  // namespace vern::rules
