// How hard a text is to read: LIX, and its longest sentences. Counts what a reader meets, not what it means.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/statement/document.h"

namespace vern::statement {

struct Readability {
  std::size_t words = 0;
  std::size_t long_words = 0;  // of more than six letters
  std::size_t sentences = 0;
  std::vector<std::string> too_long;  // sentences of more than MostWords words, the longest first

  /// Words per sentence, and long words per hundred.
  [[nodiscard]] double lix() const;
};

inline constexpr std::size_t MostWords = 30;

/// Reads `text`, in which a line is a paragraph, an item or a heading, and so ends a sentence. Within it `!`, `?`, `:`
/// and `;` before a space do, and a full stop unless a small letter or a digit follows ("nr. 1", "1. mai"). An address
/// is one word.
[[nodiscard]] Readability readabilityOf(std::string_view text);

/// Of the plain text of `document`.
[[nodiscard]] Readability readabilityOf(const Document& document);

/// The figures in one line, then the sentences that are too long.
[[nodiscard]] std::string report(const Readability& readability, std::string_view language);

}  // namespace vern::statement
