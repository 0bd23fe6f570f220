// From the `retain` clauses that hold for a datum to windows of the normal form.
#pragma once

#include <vector>

#include "compiler/grants/grants.h"

namespace vern::grants {

/// What a `retain` clause comes to.
struct Retention {
  WindowId window;
  bool kept = true;      // false: `none`
  DeclId disposal;       // then …
  Guard when;
  std::vector<DeclId> purposes;  // retain … for …; empty: all
  struct Duty {
    WindowId window;
    DeclId section;      // or invalid: the law is named vaguely
  };
  std::vector<Duty> duties;      // at least … under …
  Span span;
};

[[nodiscard]] Retention fromClause(const model::Model& model, const model::Clause& clause, Grants& out);

/// `retain none`: nothing is kept.
[[nodiscard]] bool keepsNothing(const model::Clause& clause);

/// The stricter of two: the earlier deadline.
[[nodiscard]] WindowId earliest(Grants& out, WindowId a, WindowId b);

WindowId addWindow(Grants& out, Window window);

/// The guard of a `when` join. A comma means "any of", as `or` does.
[[nodiscard]] Guard guardOf(const model::Join& join);
[[nodiscard]] Guard both(const Guard& a, const Guard& b);
[[nodiscard]] Guard negation(const Guard& guard);

}  // namespace vern::grants
