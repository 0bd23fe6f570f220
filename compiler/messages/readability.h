// How hard a text is to read: its sentences, their words, LIX. Counts what a reader meets, not what it means.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "llvm/ADT/STLFunctionalExtras.h"

namespace vern::messages {

struct SentenceLength {
  std::string_view text;  // lies in the text that was read
  std::size_t words = 0;
  std::size_t long_words = 0;  // of more than six letters
};

/// Calls `visit` with each sentence of `text`, in which a line is a paragraph, an item or a heading, and so ends a
/// sentence. Within it `!`, `?`, `:` and `;` before a space do, and a full stop unless a small letter or a digit
/// follows
/// ("nr. 1", "1. mai"). An address is one word.
void forEachSentence(std::string_view text, llvm::function_ref<void(const SentenceLength&)> visit);

struct Readability {
  std::size_t words = 0;
  std::size_t long_words = 0;
  std::size_t sentences = 0;

  void add(const SentenceLength& sentence);
  /// Words per sentence, and long words per hundred.
  [[nodiscard]] double lix() const;
};

}  // namespace vern::messages
