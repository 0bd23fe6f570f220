// What promises forbid when a question is asked.
#pragma once

#include <vector>

#include "compiler/grants/grants.h"

namespace vern::grants {

/// What the sentences of `kind`, promises or claims, say that never happens, as far as a question can be about it.
/// `grants` are those of `model`: what a promise says of a role, or of what data are kept for, hangs on them. A claim
/// forbids nothing when a question is asked; this tells which questions it speaks of.
[[nodiscard]] std::vector<Grants::Ban> bansOf(const model::Model& model, const Grants& grants, model::Kind kind);

}  // namespace vern::grants
