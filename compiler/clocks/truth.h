// Three values: what is declared true, what is declared false, and what nobody said.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace vern::clocks {

/// Ordered: `and` is the least, `or` the greatest.
enum class Truth : std::uint8_t { False, Unknown, True };

constexpr Truth truth(bool value) { return value ? Truth::True : Truth::False; }
constexpr Truth operator!(Truth a) { return static_cast<Truth>(2 - static_cast<int>(a)); }
constexpr Truth both(Truth a, Truth b) { return std::min(a, b); }
constexpr Truth either(Truth a, Truth b) { return std::max(a, b); }

/// "true", "false", "not declared".
constexpr std::string_view name(Truth value) {
  switch (value) {
    case Truth::False: return "false";
    case Truth::Unknown: return "not declared";
    case Truth::True: return "true";
  }
  return "";
}

}  // namespace vern::clocks
