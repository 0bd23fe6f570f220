#include "compiler/source/utf8.h"

#include <cstring>

namespace vern {

namespace {

/// Bytes of the well-formed character at `at`, or 0. Unicode standard, table 3-7.
std::uint32_t characterLength(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u; };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!tail(1) || !tail(2)) return 0;
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;
    if (lead == 0xED && byte(1) > 0x9F) return 0;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!tail(1) || !tail(2) || !tail(3)) return 0;
    if (lead == 0xF0 && byte(1) < 0x90) return 0;
    if (lead == 0xF4 && byte(1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

/// Past the characters of ASCII other than NUL that begin at `at`, eight at a time.
std::size_t pastPlain(std::string_view text, std::size_t at) {
  constexpr std::uint64_t Ones = 0x0101010101010101;
  constexpr std::uint64_t Highs = 0x8080808080808080;
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    // A byte of 0 borrows from its neighbour.
    if ((((eight - Ones) | eight) & Highs) != 0) break;
  }
  while (at < text.size() && static_cast<signed char>(text[at]) > 0) ++at;
  return at;
}

bool isBidi(std::string_view c) {
  return c.size() == 3 && c[0] == '\xE2' &&
         ((c[1] == '\x80' && c[2] >= '\xAA' && c[2] <= '\xAE') || (c[1] == '\x81' && c[2] >= '\xA6' && c[2] <= '\xA9'));
}

}  // namespace

std::optional<TextFaultAt> findTextFault(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    at = pastPlain(text, at);
    if (at == text.size()) break;
    const auto begin = static_cast<std::uint32_t>(at);
    if (text[at] == '\0') return TextFaultAt{TextFault::Nul, begin, begin + 1};
    const std::uint32_t length = characterLength(text, at);
    if (length == 0) return TextFaultAt{TextFault::InvalidUtf8, begin, begin + 1};
    if (length == 3 && isBidi(text.substr(at, 3))) return TextFaultAt{TextFault::Bidi, begin, begin + 3};
    at += length;
  }
  return std::nullopt;
}

}  // namespace vern
