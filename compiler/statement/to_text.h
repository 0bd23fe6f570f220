// The statement as plain text, for an e-mail or a printer: lines of at most 78 characters, a table as one entry a row.
#pragma once

#include <cstddef>
#include <string>

#include "compiler/statement/document.h"

namespace vern::statement {

inline constexpr std::size_t TextWidth = 78;
inline constexpr std::size_t NoWidth = static_cast<std::size_t>(-1);

/// Lines of at most `width` letters; with `NoWidth` each paragraph is one line.
[[nodiscard]] std::string toText(const Document& document, std::size_t width = TextWidth);

}  // namespace vern::statement
