// Which clauses hold for a datum of an activity: the narrowest place that says something wins.
#pragma once

#include <vector>

#include "compiler/grants/grants.h"

namespace vern::grants {

/// The clauses with `word` in the block of `entry`, else in `activity`, else in `defaults`. `entry` may be nullptr.
/// What an activity says for itself alone (title, text, data) is never taken from `defaults`.
[[nodiscard]] model::Clauses effective(const model::Model& model, DeclId activity, const model::Entry* entry,
                                       Word word);

/// Whether the braces of `entry` have a clause with `word`.
[[nodiscard]] bool says(const model::Entry& entry, Word word);

/// Whether `clause`, a ground, holds for `purpose`: one that says `for` holds for no other.
[[nodiscard]] bool isFor(const model::Model& model, const model::Clause& clause, DeclId purpose);

/// The `retain` clauses that hold for `datum`, which `entry` names: those of the entry or of the activity, else what is
/// said of the datum or of one above it, wherever it is used; else the defaults.
[[nodiscard]] model::Clauses retainOf(const model::Model& model, DeclId activity, const model::Entry* entry,
                                      DeclId datum);

/// Whether nobody can be found in `datum`, which `entry` names, in the form it has there: all that `form` says where
/// the entry, the activity or the datum itself has it is `anonymous`, and the datum is no identifier, which nothing
/// makes so. Such data are not personal (GDPR recital 26): no ground, condition or time is asked for.
[[nodiscard]] bool isAnonymous(const model::Model& model, DeclId activity, const model::Entry* entry, DeclId datum);

/// The data that `datum` stands for: a group declared with `includes_data` for its members, and theirs; else itself.
[[nodiscard]] std::vector<DeclId> members(const model::Model& model, DeclId datum);

/// Which of the six grounds of Art. 6(1) `basis` belongs to, by the root of its taxonomy.
[[nodiscard]] BasisKind basisKind(const model::Model& model, DeclId basis);

}  // namespace vern::grants
