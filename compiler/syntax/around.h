// The words around a place in a text with mistakes, of which no tree could be made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace vern::syntax {

/// Where the blanks after `end` end.
[[nodiscard]] std::uint32_t nextWord(std::string_view text, std::size_t end);
/// Where the word before `begin` ends.
[[nodiscard]] std::uint32_t endBefore(std::string_view text, std::size_t begin);
/// The word that ends before `begin`.
[[nodiscard]] std::string_view wordBefore(std::string_view text, std::size_t begin);
/// The word that begins at `begin`.
[[nodiscard]] std::string_view wordAt(std::string_view text, std::size_t begin);
/// Whether a word follows `end` on its line.
[[nodiscard]] bool wordFollows(std::string_view text, std::size_t end);
/// Whether a word or a number follows `end` on its line.
[[nodiscard]] bool valueFollows(std::string_view text, std::size_t end);
/// Where the words stand that were meant for `at most`, or `at least`, on the line up to `end`: `retain max 2 years`,
/// `retain up to 2 years after`. Nothing where there are none.
[[nodiscard]] std::pair<std::uint32_t, std::uint32_t> limitBefore(std::string_view text, std::size_t end);
/// Whether the line of `begin` is a clause with the word `word`.
[[nodiscard]] bool lineOf(std::string_view text, std::size_t begin, std::string_view word);

}  // namespace vern::syntax
