#include "compiler/table/cells.h"

#include <algorithm>

#include "vern/hash.h"

namespace vern::table {

namespace {

constexpr unsigned Tries = 64;
constexpr std::uint32_t Width = runtime::LineCells;

std::uint32_t lineOf(const runtime::Row& row, std::uint32_t datum) {
  return static_cast<std::uint32_t>(std::uint64_t{(datum - row.lowest) * row.values} * (row.more + 1u) >> 32);
}

runtime::Line emptyLine() {
  runtime::Line line{};
  std::fill(std::begin(line.first), std::end(line.first), runtime::Nowhere);
  return line;
}

/// Whether no line of `row` gets too many. A cell stands in each line where one of its data is looked for.
bool fits(const std::vector<Cell>& cells, const runtime::Row& row, std::vector<std::uint8_t>& load) {
  load.assign(row.more + std::size_t{1}, 0);
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

runtime::Row packIndex(const std::vector<Cell>& cells, const std::vector<std::uint32_t>& values,
                       RowSections& sections) {
  const runtime::Row row{static_cast<std::uint32_t>(sections.index.size()), 0,
                         static_cast<std::uint16_t>(cells.back().last + 1),
                         static_cast<std::uint32_t>(sections.values.size()), 0};
  sections.values.push_back(0);
  sections.values.insert(sections.values.end(), values.begin(), values.end());
  sections.index.resize(sections.index.size() + row.more + 1, 0);
  for (const Cell& cell : cells) {
    const auto place = std::lower_bound(values.begin(), values.end(), cell.value) - values.begin() + 1;
    for (std::uint32_t datum = cell.first; datum <= cell.last; ++datum)
      sections.index[row.first + datum] = static_cast<std::uint8_t>(place);
  }
  return row;
}

runtime::Row packLines(const std::vector<Cell>& cells, std::vector<runtime::Line>& lines) {
  const std::uint32_t span = cells.back().last - cells.front().first + 1;
  runtime::Row row{static_cast<std::uint32_t>(lines.size()), static_cast<std::uint16_t>(cells.front().first), 0, 0,
                   runtime::InLines};
  const std::vector<Cell> single = apart(cells);
  const std::vector<Cell>* chosen = nullptr;
  std::vector<std::uint8_t> load;
  // A line for each datum fits, at the latest.
  for (auto count = static_cast<std::uint32_t>((cells.size() + Width - 1) / Width); chosen == nullptr;
       count += count / 16 + 1) {
    const std::uint32_t tried = std::min(count, span);
    row.more = static_cast<std::uint16_t>(tried - 1);
    row.values = 0xFFFFFFFFu / span;
    if (fits(cells, row, load)) chosen = &cells;
    for (unsigned i = 0; i < Tries && chosen == nullptr && single.size() * 10 <= std::size_t{tried} * Width * 9; ++i) {
      row.values = static_cast<std::uint32_t>(runtime::detail::mix(i + 1)) | 1u;
      if (fits(single, row, load)) chosen = &single;
    }
  }
  lines.resize(lines.size() + row.more + 1, emptyLine());
  load.assign(row.more + std::size_t{1}, 0);
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

}  // namespace

runtime::Row pack(const std::vector<Cell>& cells, RowSections& sections) {
  if (cells.empty()) return {};
  std::vector<std::uint32_t> values;
  for (const Cell& cell : cells) values.push_back(cell.value);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  const std::size_t room = std::max(sections.small_index, cells.size() * sections.index_bytes);
  const bool small = !sections.in_lines && cells.back().last < room;
  return small && values.size() < 256 ? packIndex(cells, values, sections) : packLines(cells, sections.lines);
}

}  // namespace vern::table
