// The model as text: every declaration with its clauses, names in full. Golden tests compare it.
#pragma once

#include <string>

#include "compiler/model/model.h"

namespace vern::model {

/// What the user declared; with `standard`, the library as well.
[[nodiscard]] std::string dump(const Model& model, bool standard);

}  // namespace vern::model
