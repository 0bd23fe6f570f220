// The look-up of a cell: one line of eight keys, compared all at once.
#pragma once

#include <bit>
#include <cstdint>

#include "vern/table.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace vern::runtime::detail {

/// The line of `row` that has `key`, if any has.
[[nodiscard]] VERN_HOT const Line& lineOf(const Table& table, const Row& row, std::uint32_t key) noexcept {
  const std::uint64_t spread = std::uint64_t{key * row.multiplier} * row.lines >> 32;
  return table.lines[row.first + static_cast<std::uint32_t>(spread)];
}

/// The value of `key` in `line`, or None.
[[nodiscard]] VERN_HOT std::uint32_t valueOf(const Line& line, std::uint32_t key) noexcept {
#if defined(__SSE2__)
  const __m128i wanted = _mm_set1_epi32(static_cast<int>(key));
  const __m128i low = _mm_cmpeq_epi32(_mm_load_si128(reinterpret_cast<const __m128i*>(line.key)), wanted);
  const __m128i high = _mm_cmpeq_epi32(_mm_load_si128(reinterpret_cast<const __m128i*>(line.key) + 1), wanted);
  const auto found = static_cast<unsigned>(_mm_movemask_epi8(_mm_packs_epi32(low, high)));
  return found == 0 ? None : line.value[static_cast<unsigned>(std::countr_zero(found)) / 2];
#else
  std::uint32_t value = None;
  for (int i = 0; i < 8; ++i) value = line.key[i] == key ? line.value[i] : value;
  return value;
#endif
}

[[nodiscard]] VERN_HOT std::uint32_t valueOf(const Table& table, const Row& row, std::uint32_t key) noexcept {
  return valueOf(lineOf(table, row, key), key);
}

}  // namespace vern::runtime::detail
