// The question that shows how a promise is broken, as a `test` block.
#pragma once

#include "compiler/judge/acts.h"
#include "compiler/judge/judge.h"

namespace vern::judge {

/// The shortest counterexample that `act` gives to `sentence` of `promise`, with what `found` names, while `when`
/// holds. It says what must hold for the activity to permit it; where that is not enough, as the activity says too
/// little, it comes with what is unsaid. "" where no question shows it.
[[nodiscard]] Witness witnessOf(const model::Model& model, DeclId promise, const grants::Sentence& sentence,
                                const Act& act, const std::vector<grants::Literal>& when, const Refutation& found);

}  // namespace vern::judge
