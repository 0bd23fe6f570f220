// The two searches of a look-up, each of one cache line and without a loop: the cell of a datum, and the disclosure to
// a recipient.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "vern/table.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace vern::runtime::detail {

/// As lines and covers have it; what does not fit is none of theirs.
[[nodiscard]] VERN_HOT std::uint32_t idOf(std::uint32_t id) noexcept { return id < MaxIds ? id : MaxIds; }

/// Bit i: stretch i, of `Count`, has `id`, which has 16 bits.
template <unsigned Count>
[[nodiscard]] constexpr std::uint32_t havingOneByOne(std::uint32_t id, const std::uint16_t* first,
                                                     const std::uint16_t* more) noexcept {
  std::uint32_t found = 0;
  for (unsigned i = 0; i < Count; ++i)
    found |= static_cast<std::uint32_t>(static_cast<std::uint16_t>(id - first[i]) <= more[i]) << i;
  return found;
}

#if defined(__SSE2__)
/// The lowest eight bits: which of the stretches have `id`. Of ids from the first on, those that are not more than
/// `more`.
[[nodiscard]] VERN_HOT std::uint32_t having(std::uint32_t id, __m128i first, __m128i more) noexcept {
  const __m128i zero = _mm_setzero_si128();
  const __m128i from = _mm_sub_epi16(_mm_set1_epi16(static_cast<short>(id)), first);
  const __m128i within = _mm_cmpeq_epi16(_mm_subs_epu16(from, more), zero);
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(within, zero)));
}
/// Of a line.
[[nodiscard]] VERN_HOT std::uint32_t having(std::uint32_t id, const std::uint16_t (&first)[8],
                                            const std::uint16_t (&more)[8]) noexcept {
  return having(id, _mm_load_si128(reinterpret_cast<const __m128i*>(first)),
                _mm_load_si128(reinterpret_cast<const __m128i*>(more)));
}
/// Four stretches; bits above the fourth mean nothing.
[[nodiscard]] VERN_HOT std::uint32_t having(std::uint32_t id, const std::uint16_t (&first)[4],
                                            const std::uint16_t (&more)[4]) noexcept {
  return having(id, _mm_loadl_epi64(reinterpret_cast<const __m128i*>(first)),
                _mm_loadl_epi64(reinterpret_cast<const __m128i*>(more)));
}
#else
template <std::size_t Count>
[[nodiscard]] VERN_HOT std::uint32_t having(std::uint32_t id, const std::uint16_t (&first)[Count],
                                            const std::uint16_t (&more)[Count]) noexcept {
  return havingOneByOne<Count>(id, first, more);
}
#endif

/// The line of `row` that has `datum`, if any has.
[[nodiscard]] VERN_HOT const Line& lineOf(const Table& table, const Row& row, std::uint32_t datum) noexcept {
  const std::uint64_t spread = std::uint64_t{(datum - row.lowest) * row.multiplier} * row.lines >> 32;
  return table.lines[row.first + static_cast<std::uint32_t>(spread)];
}

/// The value of the cell of `line` that has `datum`; 0, which is the cover of nothing, if none has.
[[nodiscard]] VERN_HOT std::uint32_t valueOf(const Line& line, std::uint32_t datum) noexcept {
  return line
      .value[static_cast<std::uint32_t>(std::countr_zero(having(datum, line.first, line.more) | 1u << LineCells))];
}

/// Which disclosure of `cover` is to `recipient`: 0 to 3, or CoverShares.
[[nodiscard]] VERN_HOT std::uint32_t shareOf(const Cover& cover, std::uint32_t recipient) noexcept {
  return static_cast<std::uint32_t>(std::countr_zero(having(recipient, cover.first, cover.more) | 1u << CoverShares));
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
