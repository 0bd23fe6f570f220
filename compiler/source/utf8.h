// What a policy text may contain: valid UTF-8, no NUL, no characters that reorder what the reader sees.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vern {

enum class TextFault { InvalidUtf8, Nul, Bidi };

struct TextFaultAt {
  TextFault fault;
  std::uint32_t begin;  // bytes
  std::uint32_t end;
};

/// The first thing in `text` that a policy must not contain, or nothing.
/// Bidi: U+202A to U+202E, U+2066 to U+2069 (Unicode TR36, "Trojan Source").
[[nodiscard]] std::optional<TextFaultAt> findTextFault(std::string_view text);

}  // namespace vern
