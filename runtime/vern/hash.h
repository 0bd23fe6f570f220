// The two hashes of a table: of names, and the checksum of the file. Neither withstands an attacker; signatures do.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace vern::runtime {

namespace detail {
[[nodiscard]] inline std::uint64_t load8(const char* bytes) noexcept {
  std::uint64_t word;
  std::memcpy(&word, bytes, 8);
  return word;
}
[[nodiscard]] inline std::uint64_t load4(const char* bytes) noexcept {
  std::uint32_t word;
  std::memcpy(&word, bytes, 4);
  return word;
}
/// Less than 8 bytes, the first the lowest.
[[nodiscard]] inline std::uint64_t loadUpTo8(const char* bytes, std::size_t count) noexcept {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < count; ++i)
    word |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  return word;
}
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t x) noexcept {
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93ull;
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93ull;
  x ^= x >> 32;
  return x;
}
}  // namespace detail

/// A name of a kind, as the index of names has it: two words, which are the name itself if it has 16 bytes at most, and
/// its length with the kind.
struct NameKey {
  std::uint64_t first;
  std::uint64_t second;
  std::uint32_t length;  // kind << 28 | bytes

  [[nodiscard]] constexpr bool whole() const noexcept { return (length & 0x0FFFFFFFu) <= 16; }
  friend constexpr bool operator==(const NameKey&, const NameKey&) noexcept = default;
};

[[nodiscard]] inline NameKey nameKey(std::uint32_t kind, std::string_view name) noexcept {
  const char* at = name.data();
  const std::size_t n = name.size();
  NameKey key{0, 0, kind << 28 | static_cast<std::uint32_t>(n & 0x0FFFFFFFu)};
  if (n >= 8) {
    // The last eight bytes are read together, over others if need be.
    key.first = detail::load8(at);
    for (std::size_t i = 8; n > 16 && i + 8 < n; i += 8) key.first = detail::mix(key.first) ^ detail::load8(at + i);
    key.second = detail::load8(at + n - 8);
  } else if (n >= 4) {
    key.first = detail::load4(at);
    key.second = detail::load4(at + n - 4);
  } else if (n > 0) {
    key.first = static_cast<std::uint64_t>(static_cast<unsigned char>(at[0])) |
                static_cast<std::uint64_t>(static_cast<unsigned char>(at[n / 2])) << 8 |
                static_cast<std::uint64_t>(static_cast<unsigned char>(at[n - 1])) << 16;
  }
  return key;
}

namespace detail {
/// The halves of a product of 128 bits, one upon the other.
[[nodiscard]] constexpr std::uint64_t fold(std::uint64_t a, std::uint64_t b) noexcept {
#if defined(__SIZEOF_INT128__)
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
#else
  const std::uint64_t al = a & 0xFFFFFFFFu, ah = a >> 32, bl = b & 0xFFFFFFFFu, bh = b >> 32;
  const std::uint64_t middle = ah * bl + (al * bl >> 32);
  const std::uint64_t other = al * bh + (middle & 0xFFFFFFFFu);
  return (a * b) ^ (ah * bh + (middle >> 32) + (other >> 32));
#endif
}
}  // namespace detail

/// One multiplication: both words of short names are nearly alike, and so is the upper half of their product.
[[nodiscard]] constexpr std::uint32_t hashOf(const NameKey& key) noexcept {
  const std::uint64_t first = key.first ^ 0x9fb21c651e98df25ull;
  const std::uint64_t second = key.second ^ std::uint64_t{key.length} << 32 ^ 0xd6e8feb86659fd93ull;
  return static_cast<std::uint32_t>(detail::fold(first, second));
}

/// Of the bytes of a file. Four lanes of multiply-and-xor over 32 bytes a step, folded with the length; the bytes past
/// the last whole step are padded with zeros.
[[nodiscard]] inline std::uint64_t checksum(const char* bytes, std::size_t count, std::uint64_t seed = 0) noexcept {
  constexpr std::uint64_t k = 0x9fb21c651e98df25ull;
  std::uint64_t lane[4] = {seed ^ 0x243f6a8885a308d3ull, seed ^ 0x13198a2e03707344ull, seed ^ 0xa4093822299f31d0ull,
                           seed ^ 0x082efa98ec4e6c89ull};
  std::size_t i = 0;
  for (; i + 32 <= count; i += 32) {
    for (int l = 0; l < 4; ++l) {
      lane[l] = (lane[l] ^ detail::load8(bytes + i + 8 * l)) * k;
      lane[l] ^= lane[l] >> 29;
    }
  }
  for (int l = 0; l < 4 && i < count; ++l, i += 8) {
    const std::size_t rest = count - i < 8 ? count - i : 8;
    lane[l] = (lane[l] ^ detail::loadUpTo8(bytes + i, rest)) * k;
    lane[l] ^= lane[l] >> 29;
  }
  std::uint64_t h = detail::mix(count);
  for (const std::uint64_t l : lane) h = detail::mix(h ^ l);
  return h;
}

}  // namespace vern::runtime
