// Cells packed into lines: of eight exact keys each, so that a look-up touches one line and has no loop.
#pragma once

#include <cstdint>
#include <vector>

#include "vern/format.h"

namespace vern::table {

struct Cell {
  std::uint32_t key;
  std::uint32_t value;
};

/// Line 0 is empty, and is the row of no cells. Appends a row of `cells`, whose keys are distinct, to `rows` and
/// `lines`. Deterministic; about 7 keys a line in rows of ordinary size, fewer in very large ones.
void pack(const std::vector<Cell>& cells, std::vector<runtime::Row>& rows, std::vector<runtime::Line>& lines);

}  // namespace vern::table
