#include "compiler/table/cells.h"

#include <algorithm>

#include "vern/hash.h"

namespace vern::table {

namespace {

constexpr unsigned Tries = 64;
constexpr std::uint32_t Width = runtime::LineCells;

std::uint32_t lineOf(const runtime::Row& row, std::uint32_t datum) {
  return static_cast<std::uint32_t>(std::uint64_t{(datum - row.lowest) * row.multiplier} * row.lines >> 32);
}

runtime::Line emptyLine() {
  runtime::Line line{};
  std::fill(std::begin(line.first), std::end(line.first), runtime::Nowhere);
  return line;
}

/// Whether no line of `row` gets too many. A cell stands in each line where one of its data is looked for.
bool fits(const std::vector<Cell>& cells, const runtime::Row& row, std::vector<std::uint8_t>& load) {
  load.assign(row.lines, 0);
  for (const Cell& cell : cells)
    for (std::uint32_t l = lineOf(row, cell.first); l <= lineOf(row, cell.last); ++l)
      if (++load[l] > Width) return false;
  return true;
}

/// Every datum a cell of its own.
std::vector<Cell> apart(const std::vector<Cell>& cells) {
  std::vector<Cell> out;
  for (const Cell& cell : cells)
    for (std::uint32_t datum = cell.first; datum <= cell.last; ++datum) out.push_back({datum, datum, cell.value});
  return out;
}

}  // namespace

runtime::Row pack(const std::vector<Cell>& cells, std::vector<runtime::Line>& lines) {
  if (lines.empty()) lines.push_back(emptyLine());
  if (cells.empty()) return {};
  const std::uint32_t span = cells.back().last - cells.front().first + 1;
  runtime::Row row{static_cast<std::uint32_t>(lines.size()), 0, static_cast<std::uint16_t>(cells.front().first), 0, 0};
  const std::vector<Cell> single = apart(cells);
  const std::vector<Cell>* chosen = nullptr;
  std::vector<std::uint8_t> load;
  // A line for each datum fits, at the latest.
  for (auto count = static_cast<std::uint32_t>((cells.size() + Width - 1) / Width); chosen == nullptr;
       count += count / 16 + 1) {
    row.lines = static_cast<std::uint16_t>(std::min(count, span));
    row.multiplier = 0xFFFFFFFFu / span;
    if (fits(cells, row, load)) chosen = &cells;
    for (unsigned i = 0; i < Tries && chosen == nullptr && single.size() * 10 <= std::size_t{row.lines} * Width * 9;
         ++i) {
      row.multiplier = static_cast<std::uint32_t>(runtime::detail::mix(i + 1)) | 1u;
      if (fits(single, row, load)) chosen = &single;
    }
  }
  lines.resize(lines.size() + row.lines, emptyLine());
  load.assign(row.lines, 0);
  for (const Cell& cell : *chosen)
    for (std::uint32_t l = lineOf(row, cell.first); l <= lineOf(row, cell.last); ++l) {
      runtime::Line& line = lines[row.first + l];
      line.first[load[l]] = static_cast<std::uint16_t>(cell.first);
      line.more[load[l]] = static_cast<std::uint16_t>(cell.last - cell.first);
      line.value[load[l]] = cell.value;
      ++load[l];
    }
  return row;
}

}  // namespace vern::table
