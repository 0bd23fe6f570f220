#include "compiler/table/cells.h"

#include <algorithm>

#include "vern/hash.h"

namespace vern::table {

namespace {

constexpr unsigned Tries = 256;
constexpr std::uint32_t Width = 8;

std::uint32_t lineOf(std::uint32_t key, std::uint32_t multiplier, std::uint32_t lines) {
  return static_cast<std::uint32_t>(std::uint64_t{key * multiplier} * lines >> 32);
}

bool fits(const std::vector<Cell>& cells, std::uint32_t multiplier, std::uint32_t lines,
          std::vector<std::uint8_t>& load) {
  load.assign(lines, 0);
  return std::all_of(cells.begin(), cells.end(),
                     [&](const Cell& cell) { return ++load[lineOf(cell.key, multiplier, lines)] <= Width; });
}

}  // namespace

void pack(const std::vector<Cell>& cells, std::vector<runtime::Row>& rows, std::vector<runtime::Line>& lines) {
  runtime::Line empty{};
  std::fill(std::begin(empty.key), std::end(empty.key), runtime::None);
  if (lines.empty()) lines.push_back(empty);
  if (cells.empty()) {
    rows.push_back({0, 1, 1, 0});
    return;
  }
  runtime::Row row{static_cast<std::uint32_t>(lines.size()), 0, 1, 0};
  const auto n = static_cast<std::uint32_t>(cells.size());
  std::vector<std::uint8_t> load;
  row.lines = std::max(1u, (n * 5 + 36) / 37);  // 7.4 keys a line
  for (bool found = false; !found;) {
    for (unsigned i = 0; i < Tries && !found; ++i) {
      row.multiplier = static_cast<std::uint32_t>(runtime::detail::mix(i + 1)) | 1u;
      found = fits(cells, row.multiplier, row.lines, load);
    }
    if (!found) row.lines += row.lines / 16 + 1;
  }
  lines.resize(lines.size() + row.lines, empty);
  load.assign(row.lines, 0);
  for (const Cell& cell : cells) {
    const std::uint32_t l = lineOf(cell.key, row.multiplier, row.lines);
    runtime::Line& line = lines[row.first + l];
    line.key[load[l]] = cell.key;
    line.value[load[l]] = cell.value;
    ++load[l];
  }
  rows.push_back(row);
}

}  // namespace vern::table
