// Whether the promises and claims of a policy hold, decided over all its grants and disclosures.
#pragma once

#include "compiler/judge/judge.h"

namespace vern::judge {

/// For each sentence that is broken, one refutation for each activity that breaks it, with its shortest counterexample.
/// `unlinked` are the activities that do not say whom they concern or what they are for (grants::unlinked): they break
/// what they would break whoever it is and whatever for. A sentence that is not compared is left alone.
[[nodiscard]] std::vector<Refutation> refutations(const model::Model& model, const grants::Grants& grants,
                                                  const grants::Grants& unlinked);
/// With all that `model` leaves unlinked.
[[nodiscard]] std::vector<Refutation> refutations(const model::Model& model, const grants::Grants& grants);

/// Sentences of promises and claims that limit what activities do not say: who sees data, who is identified, what data
/// are put together with, what happens first. Nothing is compared with them. Every other sentence that limits something
/// is judged.
[[nodiscard]] std::vector<Span> untested(const model::Model& model);

}  // namespace vern::judge
