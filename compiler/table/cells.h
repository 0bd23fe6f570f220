// What a purpose permits of which data, packed so that a look-up has no loop: by an index of data, or in lines of
// seven.
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

/// What rows are made of.
struct RowSections {
  std::vector<std::uint8_t> index{0};
  std::vector<std::uint32_t> values{0};
  std::vector<runtime::Line> lines;
  bool in_lines = false;  // all rows
  // An index as small as this is taken whatever lines would need, and one with no more bytes for each cell.
  std::size_t small_index = 512;
  std::size_t index_bytes = 32;
};

/// The row of `cells`, which ascend and have no datum in common, and what it is made of, appended to `sections`.
/// Deterministic. A row gets an index, unless that were large, and much larger than its lines. In lines cells stay
/// whole as long as lines that ascend with the ids are filled evenly; else they are taken apart into their data, which
/// are scattered.
[[nodiscard]] runtime::Row pack(const std::vector<Cell>& cells, RowSections& sections);

}  // namespace vern::table
