// `test` blocks: the questions that they put to a policy, and what is wrong with how they put them.
#pragma once

#include <optional>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/grants/reference.h"

namespace vern::grants {

/// Reports questions that lack a part, words that no question, fact or answer is called, and tests that expect nothing.
/// A policy with an error here has no tests to run.
void checkTests(const model::Model& model, diag::Sink& sink);

/// The questions of a test that checkTests has nothing to say about: one for each datum, person and purpose that is
/// named. Those that do not say a day are put on `today`.
[[nodiscard]] std::vector<Question> questionsOf(const model::Model& model, DeclId test, Day today);

/// The obligation that `expect WORD` asks for, or none.
[[nodiscard]] std::optional<Obligation> obligationCalled(std::string_view word);

/// Whether `word`, which a test expects, is the id of a finding and no answer.
[[nodiscard]] bool isFindingId(std::string_view word);

}  // namespace vern::grants
