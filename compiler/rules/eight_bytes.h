// What is asked of every byte of a text, of eight at once.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace vern::rules {

/// The first eight bytes of a text, each with its answer in its highest bit; where the text ends before, zeros.
class EightBytes {
 public:
  explicit EightBytes(std::string_view bytes) {
    std::memcpy(&bytes_, bytes.data(), std::min<std::size_t>(bytes.size(), 8));
    if constexpr (std::endian::native == std::endian::big) bytes_ = __builtin_bswap64(bytes_);
  }

  [[nodiscard]] std::uint64_t inWord() const {
    return (bytes_ & High) | between(bytes_ | 0x20 * Each, 'a', 'z') | between(bytes_, '0', '9');
  }
  [[nodiscard]] std::uint64_t isSpace() const { return between(bytes_, '\t', '\r') | between(bytes_, ' ', ' '); }
  [[nodiscard]] std::uint64_t isBlank() const { return between(bytes_, ' ', ' ') | between(bytes_, '\n', '\n'); }

 private:
  static constexpr std::uint64_t Each = 0x0101010101010101U, High = 0x80 * Each;

  /// No byte carries into the next: each has seven bits left.
  static std::uint64_t between(std::uint64_t bytes, unsigned char first, unsigned char last) {
    const std::uint64_t low = bytes & ~High;
    return (low + (128U - first) * Each) & ~(low + (127U - last) * Each) & ~bytes & High;
  }

  std::uint64_t bytes_ = 0;
};

}  // namespace vern::rules
