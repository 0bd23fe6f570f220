// Cells packed into lines of seven, so that a look-up touches one line and has no loop.
#pragma once

#include <cstdint>
#include <vector>

#include "vern/format.h"

namespace vern::table {

/// What covers the data from `first` to `last`.
struct Cell {
  std::uint32_t first;
  std::uint32_t last;
  std::uint32_t value;
  friend bool operator==(const Cell&, const Cell&) = default;
};

/// The row of `cells`, which ascend and have no datum in common; appends its lines to `lines`, where line 0 is empty.
/// Deterministic. Cells stay whole as long as lines that ascend with the ids are filled evenly; else they are taken
/// apart into their data, which are scattered.
[[nodiscard]] runtime::Row pack(const std::vector<Cell>& cells, std::vector<runtime::Line>& lines);

}  // namespace vern::table
