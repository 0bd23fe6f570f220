// Where a recipient is, and who works for it.
#pragma once

#include <vector>

#include "compiler/model/model.h"

namespace vern::grants {

/// The clauses that say where `recipient` keeps the data (`located`) and from where it reads them (`accessed`), each
/// from the nearest of it and the recipients that it is a kind of.
[[nodiscard]] model::Clauses placeClauses(const model::Model& model, model::DeclId recipient);

/// The places that these name.
[[nodiscard]] std::vector<model::DeclId> placesOf(const model::Model& model, model::DeclId recipient);

/// Suppliers of `recipient` (`uses`), theirs, and so on; `recipient` is none of them.
[[nodiscard]] std::vector<model::DeclId> workingFor(const model::Model& model, model::DeclId recipient);

}  // namespace vern::grants
