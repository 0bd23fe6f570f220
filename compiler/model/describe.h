// How findings speak of values and kinds.
#pragma once

#include "compiler/diag/sink.h"
#include "compiler/model/schema.h"

namespace vern::model {

/// "a date, such as 2026-05-01".
[[nodiscard]] diag::Words describe(Takes takes);
/// "data or purpose".
[[nodiscard]] diag::Words describe(Kinds kinds);
/// "an activity or a tracker".
[[nodiscard]] diag::Words withArticle(Kinds kinds);
/// What the values of a list of choices are: "kind of controller".
[[nodiscard]] diag::Words describeChoices(std::string_view list);

}  // namespace vern::model
