// Ids of findings that a policy names.
#pragma once

#include <string_view>

#include "compiler/diag/sink.h"
#include "compiler/model/model.h"
#include "compiler/rules/rule.h"

namespace vern::rules {

/// Whether a rule has the id, or a finding of the compiler, which the catalogue has.
[[nodiscard]] bool isKnown(const RuleSet& rules, std::string_view id);

/// The id of a rule that `id` may have been meant for, or "".
[[nodiscard]] std::string_view nearestId(const RuleSet& rules, std::string_view id);

/// Reports the ids that `test` blocks expect, or expect not, and that nothing has: such a test would never fail, or
/// never hold.
void checkExpected(const model::Model& model, const RuleSet& rules, diag::Sink& sink);

}  // namespace vern::rules
