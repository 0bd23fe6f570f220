// The statement as a page of its own: one file, nothing that runs, nothing fetched.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/statement/document.h"
#include "compiler/support/theme.h"

namespace vern::statement {

/// What the page is for: a browser, or a program that makes a document of it. A document has no neighbours to link to,
/// no keyboard to skip with, and one set of colours.
enum class Page : std::uint8_t { Web, Document };

/// `name` is the file's name before the language: the other languages are linked to as NAME.en.html.
[[nodiscard]] std::string toHtml(const Document& document, std::string_view name, const Theme& theme = {},
                                 Page page = Page::Web);

}  // namespace vern::statement
