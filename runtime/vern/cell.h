// The two searches of a look-up, each of one cache line and without a loop: the cell of a datum, and the disclosure to
// a recipient.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#include "vern/table.h"

namespace vern::runtime::detail {

/// As lines and covers have it; what does not fit is none of theirs.
[[nodiscard]] VERN_HOT std::uint32_t idOf(std::uint32_t id) noexcept { return id < MaxIds ? id : MaxIds; }

/// Which of four stretches have `id`, which has 15 bits: of each the highest bit. It is set before the subtraction, and
/// still there unless more was taken away than there was.
[[nodiscard]] VERN_HOT std::uint64_t having(std::uint32_t id, const std::uint16_t* first,
                                            const std::uint16_t* last) noexcept {
  constexpr std::uint64_t Uppers = 0x8000800080008000u;
  const std::uint64_t ids = id * std::uint64_t{0x0001000100010001u};
  std::uint64_t begins;
  std::uint64_t ends;
  std::memcpy(&begins, first, sizeof begins);
  std::memcpy(&ends, last, sizeof ends);
  return ((ids | Uppers) - begins) & (ends - ids) & Uppers;
}

/// The line of `row` that has `datum`, if any has.
[[nodiscard]] VERN_HOT const Line& lineOf(const Table& table, const Row& row, std::uint32_t datum) noexcept {
  const std::uint64_t spread = std::uint64_t{(datum - row.lowest) * row.multiplier} * row.lines >> 32;
  return table.lines[row.first + static_cast<std::uint32_t>(spread)];
}

/// The value of the cell of `line` that has `datum`; 0, which is the cover of nothing, if none has.
[[nodiscard]] VERN_HOT std::uint32_t valueOf(const Line& line, std::uint32_t datum) noexcept {
  const std::uint64_t even = having(datum, line.first, line.last) >> 8;
  const std::uint64_t odd = having(datum, line.first + 4, line.last + 4);
  return line.value[std::countr_zero(even | odd | std::uint64_t{1} << 63) / 8];
}

/// Which disclosure of `cover` is to `recipient`: 0 to 3, or CoverShares.
[[nodiscard]] VERN_HOT std::uint32_t shareOf(const Cover& cover, std::uint32_t recipient) noexcept {
  // A bit behind the last says that none has it: without one, there would be a jump.
  const std::uint64_t found = having(recipient, cover.first, cover.last) >> 1 | std::uint64_t{1} << 63;
  return static_cast<std::uint32_t>(std::countr_zero(found) + 1) / 16;
}

/// As valueOf, in the row that has the cells which `row` has not.
VERN_COLD std::uint32_t valueOtherwise(const Table& table, const Row& row, std::uint32_t datum) noexcept {
  const std::uint32_t value = valueOf(lineOf(table, row, datum), datum);
  if (value != 0) return value;
  return valueOf(lineOf(table, table.rows[(row.flags & OtherwiseMask) - 1], datum), datum);
}

/// What covers `datum` in a row: a cover, or, from the number of covers on, a list.
[[nodiscard]] VERN_HOT std::uint32_t valueOf(const Table& table, const Row& row, std::uint32_t datum) noexcept {
  if ((row.flags & OtherwiseMask) != 0) [[unlikely]]
    return valueOtherwise(table, row, datum);
  return valueOf(lineOf(table, row, datum), datum);
}

}  // namespace vern::runtime::detail
