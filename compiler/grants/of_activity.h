// The grants of one activity or tracker alone, as fromModel makes them: for a check after it was edited.
#pragma once

#include "compiler/grants/grants.h"

namespace vern::grants {

[[nodiscard]] Grants ofActivity(const model::Model& model, DeclId activity);

}  // namespace vern::grants
