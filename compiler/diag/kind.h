// Kinds of findings, declared as constants in each layer's diags.h and checked against their text at compile time.
#pragma once

#include <array>
#include <string_view>

#include "compiler/diag/diagnostic.h"

namespace vern::diag {

namespace detail {
// Not constexpr on purpose: reaching it at compile time is the error message.
void placeholdersAndArgumentsDiffer();

/// Distinct {placeholders} of `text`, in order of first appearance.
template <std::size_t N>
struct Placeholders {
  std::array<std::string_view, N> names{};
  std::size_t count = 0;

  consteval explicit Placeholders(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '{') continue;
      const std::size_t end = text.find('}', i);
      if (end == std::string_view::npos) break;
      const std::string_view found = text.substr(i + 1, end - i - 1);
      // A brace of the language itself is no placeholder: "the `}` is missing".
      if (found.empty() || found.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string_view::npos) continue;
      bool known = false;
      for (std::size_t k = 0; k < count && k < N; ++k) known = known || names[k] == found;
      if (!known) {
        if (count < N) names[count] = found;
        ++count;
      }
      i = end;
    }
    if (count != N) placeholdersAndArgumentsDiffer();
  }
};
}  // namespace detail

/// A text with one argument type for each distinct placeholder, in order of appearance.
template <class... Args>
struct Template {
  std::string_view key;
  std::string_view text;
  detail::Placeholders<sizeof...(Args)> placeholders;

  consteval Template(std::string_view k, std::string_view t) : key(k), text(t), placeholders(t) {}
};

/// What can go wrong. `id` is stable and never reused; the text is English, lower case, without a full stop.
template <class... Args>
struct Kind : Template<Args...> {
  Severity severity;
  bool outside;

  consteval Kind(std::string_view id, Severity s, std::string_view english, bool world = false)
      : Template<Args...>(id, english), severity(s), outside(world) {}
};

/// Says in few words why another place matters. `key` is unique among labels and helps.
template <class... Args>
struct LabelKind : Template<Args...> {
  consteval LabelKind(std::string_view k, std::string_view english) : Template<Args...>(k, english) {}
};

/// Says what to write.
template <class... Args>
struct HelpKind : Template<Args...> {
  consteval HelpKind(std::string_view k, std::string_view english) : Template<Args...>(k, english) {}
};

}  // namespace vern::diag
