// The catalogues: every sentence that vern says in a language other than English, and every sentence of the statement
// in all of them. TOML files in stdlib-policies/messages/<language>/, embedded in the binary; key = "text".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vern::messages {

/// The text for `key` in `language`, or nullptr. A table [VERN-NAME-001] with `text` and `explain` gives the keys
/// "VERN-NAME-001.text" and "VERN-NAME-001.explain". Catalogues are read on first use and live as long as the process.
[[nodiscard]] const std::string* find(std::string_view language, std::string_view key);

/// All keys of `language`, sorted.
[[nodiscard]] std::vector<std::string> keys(std::string_view language);

/// Languages that have a catalogue, sorted: "en", "nb", …
[[nodiscard]] std::vector<std::string> languages();

}  // namespace vern::messages
