// The words that head clauses, as an enumeration.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vern {

enum class Word : std::uint8_t {
#define VERN_WORD(word) word,
#define VERN_WORD_AS(enumerator, text) enumerator,
#include "compiler/syntax/words.def"
#undef VERN_WORD
#undef VERN_WORD_AS
};

[[nodiscard]] std::string_view spelling(Word word);
[[nodiscard]] std::optional<Word> wordFrom(std::string_view text);

/// The clause that somebody means who writes `lasts` or `recipients`; nothing if no word comes to mind.
[[nodiscard]] std::optional<Word> clauseMeantBy(std::string_view text);

}  // namespace vern
