// Lengths of time that are counted from no event: what they were to be counted from is named nowhere.
#pragma once

#include "compiler/model/model.h"

namespace vern::judge {

/// `decl` says a time to keep data, such as `3 years`, without an event to count from.
[[nodiscard]] bool lacksStart(const model::Decl& decl);
/// One of the policy's own declarations does.
[[nodiscard]] bool lacksStart(const model::Model& model);

}  // namespace vern::judge
