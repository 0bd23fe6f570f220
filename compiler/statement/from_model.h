// From the model of a policy to its statement: the order of the sections, and what each of them says.
#pragma once

#include <string_view>

#include "compiler/statement/document.h"

namespace vern::statement {

/// The statement of `model` in `language`. A section that the model has nothing for is left out. Texts that the policy
/// lacks in `language` are taken from its first one: that they are missing is reported when names are bound.
[[nodiscard]] Document fromModel(const model::Model& model, std::string_view language);

/// The languages of the policy that a statement can be written in, in the order of the policy; all that there is a
/// catalogue for if the policy names none.
[[nodiscard]] std::vector<std::string> languagesOf(const model::Model& model);

}  // namespace vern::statement
