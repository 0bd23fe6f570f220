// The normal form as text: a block for each grant. Golden tests compare it.
#pragma once

#include <string>

#include "compiler/grants/grants.h"

namespace vern::grants {

[[nodiscard]] std::string dump(const model::Model& model, const Grants& grants);

/// A window in the words of the language: "3 years after contract_end, at most …".
[[nodiscard]] std::string dump(const model::Model& model, const Grants& grants, WindowId window);

}  // namespace vern::grants
