// Whether the promises and claims of a policy hold, decided over all its grants and disclosures.
#pragma once

#include "compiler/judge/judge.h"

namespace vern::judge {

/// For each sentence that is broken, one refutation for each activity that breaks it, with its shortest counterexample.
/// A sentence that no grant can break or keep (`through …`, a commitment in words) is left alone.
[[nodiscard]] std::vector<Refutation> refutations(const model::Model& model, const grants::Grants& grants);

/// Sentences of promises and claims that limit what activities do not say: who sees data, who is identified, what data
/// are put together with, what happens first. Nothing is compared with them.
[[nodiscard]] std::vector<Span> untested(const model::Model& model);

}  // namespace vern::judge
