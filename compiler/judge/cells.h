// Which grants are about the same: one cell for each subject, datum and purpose. Two activities that keep the same for
// different times contradict each other, unless a circumstance or a ground of its own tells which time holds.
#pragma once

#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "compiler/judge/judge.h"

namespace vern::judge {

class Cells {
 public:
  /// `model` outlives this. It has all that the grants name.
  explicit Cells(const model::Model& model) : model_(model) {}

  /// `grants` outlives this, or is removed first. Duties to keep are left out.
  void add(const grants::Grants& grants);
  /// What `activity` has in the cells of `grants`.
  void remove(const grants::Grants& grants, DeclId activity);

  /// Where all grants that were added are of one table.
  [[nodiscard]] std::vector<Overlap> overlaps() const;
  /// Some activities contradict each other in the cells that `grants` has something in.
  [[nodiscard]] bool contradictIn(const grants::Grants& grants) const;

 private:
  using Cell = std::tuple<DeclId, DeclId, DeclId>;
  struct Use {
    const grants::Grants* table;
    grants::GrantId id;
    [[nodiscard]] const grants::Grant& grant() const { return table->grants[id]; }
  };
  [[nodiscard]] static Cell cellOf(const grants::Grant& grant) { return {grant.subject, grant.datum, grant.purpose}; }
  /// Each in a cell is held against the first that nothing keeps apart from it.
  void compare(const std::vector<Use>& uses, std::vector<Overlap>& out) const;

  const model::Model& model_;
  std::map<Cell, std::vector<Use>> cells_;   // in each, in the order of the activities
};

}  // namespace vern::judge
