// The statement as a page of its own: one file, nothing that runs, nothing fetched.
#pragma once

#include <string>
#include <string_view>

#include "compiler/statement/document.h"
#include "compiler/support/theme.h"

namespace vern::statement {

/// `name` is the file's name before the language: the other languages are linked to as NAME.en.html.
[[nodiscard]] std::string toHtml(const Document& document, std::string_view name, const Theme& theme = {});

}  // namespace vern::statement
