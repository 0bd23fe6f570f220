// `accept VERN-INFO-007 because "…" until 2027-01-01 by "…"`: a finding that somebody answers for.
#pragma once

#include <set>

#include "compiler/diag/sink.h"
#include "compiler/model/model.h"
#include "compiler/rules/rule.h"

namespace vern::rules {

/// Whether something in `decl` is accepted.
[[nodiscard]] bool accepts(const model::Decl& decl);

/// Marks the findings in `sink` that one of `accepting`, declarations of `model`, accepts on the day `as_of`, and
/// reports acceptances that have run out, that lack a reason, a day or a name, or that nothing needs any more. Who
/// found it does not matter.
void applyAccepted(const model::Model& model, const std::set<DeclId>& accepting, const RuleSet& rules, Day as_of,
                   diag::Sink& sink);

}  // namespace vern::rules
