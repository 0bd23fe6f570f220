// Letters that look like others: a Cyrillic `а` in a Latin name, or a whole name in another alphabet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vern {

/// The first letter of `name` (valid UTF-8) that belongs to another alphabet than its first one, in bytes.
struct Letter {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};
[[nodiscard]] std::optional<Letter> otherAlphabet(std::string_view name);

/// Names that look alike have the same outline (the skeleton of Unicode TS39, with `O` as `o`). It is for comparing,
/// not for reading.
[[nodiscard]] std::string outline(std::string_view name);

[[nodiscard]] inline bool isAscii(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

}  // namespace vern
