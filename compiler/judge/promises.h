// Whether the promises and claims of a policy hold, decided over all its grants and disclosures.
#pragma once

#include "compiler/judge/judge.h"

namespace vern::judge {

/// For each sentence that is broken, one refutation for each activity that breaks it, with its shortest counterexample.
/// A sentence that no grant can break or keep (`through …`, a commitment in words) is left alone.
[[nodiscard]] std::vector<Refutation> refutations(const model::Model& model, const grants::Grants& grants);

}  // namespace vern::judge
