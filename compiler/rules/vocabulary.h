// Lists of words that rules look for in texts: `vocabulary vague_purposes { called en "business purposes" … }`.
#pragma once

#include <string_view>

#include "compiler/rules/value.h"

namespace vern::rules {

/// `text`, in some language, holds a phrase of `vocabulary` as whole words. What stands after `called` is found in the
/// language it is given in and in any case; what stands after `name` is found in every language as it is written.
[[nodiscard]] bool mentions(const model::Model& model, const Value& text, DeclId vocabulary);

/// `phrase` stands in `text`, not as part of a longer word.
[[nodiscard]] bool holdsPhrase(std::string_view text, std::string_view phrase, bool any_case);

}  // namespace vern::rules
