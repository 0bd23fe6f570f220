// The two searches of a look-up, without a loop: what a row has of a datum, and the disclosure to a recipient.
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
[[nodiscard]] constexpr std::uint32_t idOf(std::uint32_t id) noexcept { return id < MaxIds ? id : MaxIds; }

/// Bit i: stretch i, of `Count`, has `id`, which has 16 bits.
template <unsigned Count>
[[nodiscard]] constexpr std::uint32_t havingOneByOne(std::uint32_t id, const std::uint16_t* first,
                                                     const std::uint16_t* more) noexcept {
  std::uint32_t found = 0;
  for (unsigned i = 0; i < Count; ++i)
    found |= static_cast<std::uint32_t>(static_cast<std::uint16_t>(id - first[i]) <= more[i]) << i;
  return found;
}

/// Of a cover, two bits each.
[[nodiscard]] constexpr std::uint32_t havingTwiceOneByOne(std::uint32_t id, const Cover& cover) noexcept {
  std::uint32_t found = 0;
  for (unsigned i = 0; i < CoverShares; ++i) {
    const auto past = static_cast<std::int16_t>(static_cast<std::uint16_t>(idOf(id) - cover.from[i]));
    found |= (static_cast<std::int16_t>(cover.count[i]) > past ? 3u : 0u) << 2 * i;
  }
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
/// Of a cover, two bits each; higher bits say nothing.
[[nodiscard]] VERN_HOT std::uint32_t havingTwice(std::uint32_t id, const Cover& cover) noexcept {
  static_assert(offsetof(Cover, from) % 16 == 0);  // read with what follows, in one instruction
  const __m128i from = _mm_load_si128(reinterpret_cast<const __m128i*>(cover.from));
  const __m128i count = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(cover.count));
  // What does not fit into 15 bits becomes something that does not fit either.
  const __m128i wide = _mm_cvtsi32_si128(static_cast<int>(id));
  const __m128i past = _mm_sub_epi16(_mm_shufflelo_epi16(_mm_packs_epi32(wide, wide), 0), from);
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpgt_epi16(count, past)));
}
#else
[[nodiscard]] VERN_HOT std::uint32_t having(std::uint32_t id, const std::uint16_t (&first)[8],
                                            const std::uint16_t (&more)[8]) noexcept {
  return havingOneByOne<8>(id, first, more);
}
[[nodiscard]] VERN_HOT std::uint32_t havingTwice(std::uint32_t id, const Cover& cover) noexcept {
  return havingTwiceOneByOne(id, cover);
}
#endif

/// The line of `row` that has `datum`, if any has.
[[nodiscard]] VERN_HOT const Line& lineOf(const Table& table, const Row& row, std::uint32_t datum) noexcept {
  const std::uint64_t spread = std::uint64_t{(datum - row.lowest) * row.values} * (row.more + 1u) >> 32;
  return table.lines[row.first + static_cast<std::uint32_t>(spread)];
}

/// The value of the cell of `line` that has `id`; 0, which is the cover of nothing, if none has.
[[nodiscard]] VERN_HOT std::uint32_t valueOf(const Line& line, std::uint32_t id) noexcept {
  return line.value[static_cast<std::uint32_t>(std::countr_zero(having(id, line.first, line.more) | 1u << LineCells))];
}

/// As valueIn, of a row without an index.
[[nodiscard]] VERN_HOT std::uint32_t valueInLines(const Table& table, const Row& row, std::uint32_t datum) noexcept {
  return valueOf(lineOf(table, row, idOf(datum)), idOf(datum));
}

/// Where the index says what `row` has of `datum`.
[[nodiscard]] VERN_HOT std::uint32_t placeOf(const Row& row, std::uint32_t datum) noexcept {
  return row.first + (datum < row.more ? datum : row.more);
}

/// As valueIn, of a row with an index.
[[nodiscard]] VERN_HOT std::uint32_t valueByIndex(const Table& table, const Row& row, std::uint32_t datum) noexcept {
  return table.values[row.values + table.index[placeOf(row, datum)]];
}

/// What covers `datum` in `row` alone; 0, which is the cover of nothing, if none does.
[[nodiscard]] VERN_HOT std::uint32_t valueIn(const Table& table, const Row& row, std::uint32_t datum) noexcept {
  if ((row.flags & InLines) != 0) [[unlikely]]
    return valueInLines(table, row, datum);
  return valueByIndex(table, row, datum);
}

/// Which disclosure of `cover` is to `recipient`: 0 to 3, or CoverShares.
[[nodiscard]] VERN_HOT std::uint32_t shareOf(const Cover& cover, std::uint32_t recipient) noexcept {
  return static_cast<std::uint32_t>(std::countr_zero(havingTwice(recipient, cover) | 1u << (2 * CoverShares))) / 2;
}

/// What covers `datum` in a row, or else in the one that it refers to: a cover, or, from the number of covers on, a
/// list.
[[nodiscard]] inline std::uint32_t valueOf(const Table& table, const Row& row, std::uint32_t datum) noexcept {
  const std::uint32_t value = valueIn(table, row, datum);
  if (value != 0 || (row.flags & OtherwiseMask) == 0) return value;
  return valueIn(table, table.rows[(row.flags & OtherwiseMask) - 1], datum);
}

}  // namespace vern::runtime::detail
