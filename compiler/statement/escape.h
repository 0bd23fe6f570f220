// How a text stands in a format so that no part of it is taken for the format's own signs.
#pragma once

#include <string>
#include <string_view>

namespace vern::statement {

/// `text` as the content of an HTML element or of an attribute in double quotes.
[[nodiscard]] std::string escapeHtml(std::string_view text);

/// `text` as running text of Markdown (CommonMark with the tables of GitHub), on one line.
[[nodiscard]] std::string escapeMarkdown(std::string_view text);

}  // namespace vern::statement
