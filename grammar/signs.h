// How the lexer sees a character outside ASCII. Which of them are letters is said roughly: whole blocks of Unicode.
#pragma once

#include <cstddef>
#include <string_view>

namespace vern::grammar {

// The first byte of a sign, of a quotation mark, and every further byte of either. VernLexer.g4 knows the same numbers.
inline constexpr unsigned char SignByte = 1;
inline constexpr unsigned char QuoteByte = 2;
inline constexpr unsigned char FurtherByte = 3;

/// What stands for the byte at `at`, which is 0x80 or above, in `text`, which is valid UTF-8.
[[nodiscard]] unsigned char shownAs(std::string_view text, std::size_t at);

}  // namespace vern::grammar
