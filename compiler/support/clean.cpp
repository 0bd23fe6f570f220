#include "compiler/support/clean.h"

#include <cstdint>

namespace vern {

namespace {

constexpr std::uint32_t Invalid = 0xFFFFFFFF;

/// The code point at `text[i]`, and how many bytes it takes; `Invalid` and 1 where there is none.
std::uint32_t codePoint(std::string_view text, std::size_t i, std::size_t& bytes) {
  const auto at = [&](std::size_t k) {
    return i + k < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[i + k])) : 0u;
  };
  const std::uint32_t first = at(0);
  bytes = 1;
  if (first < 0x80) return first;
  const std::size_t length = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || first >= 0xF5) return Invalid;
  std::uint32_t c = first & (0x7Fu >> length);
  for (std::size_t k = 1; k < length; ++k) {
    if ((at(k) & 0xC0) != 0x80) return Invalid;
    c = c << 6 | (at(k) & 0x3F);
  }
  constexpr std::uint32_t Least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (c < Least[length] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return Invalid;
  bytes = length;
  return c;
}

bool dropped(std::uint32_t c) {
  if (c == '\n' || c == '\t') return false;
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return true;                               // controls
  if ((c >= 0x200E && c <= 0x200F) || c == 0x061C) return true;                        // direction marks
  if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) return true;       // direction overrides
  if (c == 0x2028 || c == 0x2029 || c == 0xFEFF) return true;                          // separators, byte order mark
  if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000) return true;                       // private use
  return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;                       // noncharacters
}

}  // namespace

std::string clean(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t bytes = 1;
    const std::uint32_t c = codePoint(text, i, bytes);
    if (c == Invalid) out += "\xEF\xBF\xBD";
    else if (!dropped(c)) out.append(text, i, bytes);
    i += bytes;
  }
  return out;
}

}  // namespace vern
