// The statement as Markdown: CommonMark with the tables of GitHub.
#pragma once

#include <string>
#include <string_view>

#include "compiler/statement/document.h"

namespace vern::statement {

/// `name` is the file's name before the language: the other languages are linked to as NAME.en.md.
[[nodiscard]] std::string toMarkdown(const Document& document, std::string_view name);

}  // namespace vern::statement
