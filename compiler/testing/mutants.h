// Mutants: conditions that are wrong in one place. A rule whose examples cannot tell a mutant from itself does not say
// why that place is as it is.
#pragma once

#include <string>
#include <vector>

#include "compiler/testing/examples.h"

namespace vern::testing {

struct Mutant {
  std::string rule;   // its id
  std::string what;   // "drops `g.basis is contract`"
  Span span;          // of what was changed
};

struct Mutants {
  unsigned made = 0;
  std::vector<Mutant> survivors;
};

/// Changes the conditions of every rule, one place at a time, and runs its examples. Mutants that no example tells from
/// the rule survive.
Mutants runMutants(const model::Model& library, const rules::RuleSet& rules, const Passes& passes, Day as_of);

}  // namespace vern::testing
