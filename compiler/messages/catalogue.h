// The catalogues: every sentence that vern says in a language other than English, and every sentence of the statement
// in all of them. TOML files in stdlib-policies/messages/<language>/, read when vern is built; key = "text".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vern::messages {

/// The text for `key` in `language`, or nullptr. A table [VERN-NAME-001] with `text` and `explain` gives the keys
/// "VERN-NAME-001.text" and "VERN-NAME-001.explain". It lives as long as the process.
[[nodiscard]] const std::string_view* find(std::string_view language, std::string_view key);

/// That text, or the English one, or the key itself where nobody has written either.
[[nodiscard]] std::string word(std::string_view language, std::string_view key);

/// All keys of `language`, sorted.
[[nodiscard]] std::vector<std::string_view> keys(std::string_view language);

/// Languages that have a catalogue, sorted: "en", "nb", …
[[nodiscard]] std::vector<std::string> languages();

}  // namespace vern::messages
