// Letters of a text as Unicode counts them.
#pragma once

#include <cstddef>
#include <string_view>

namespace vern::messages {

/// How many letters and digits `text` has.
[[nodiscard]] std::size_t lettersAndDigits(std::string_view text);

/// Whether `text` shows nothing: it is empty, or blanks of any kind and characters without a width.
[[nodiscard]] bool isBlank(std::string_view text);

/// Whether the first letter or digit of `text` is a digit or a letter in lower case.
[[nodiscard]] bool beginsSmall(std::string_view text);

}  // namespace vern::messages
