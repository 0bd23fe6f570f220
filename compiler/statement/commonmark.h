// The part of CommonMark that a policy's own prose may use: paragraphs, lists, emphasis, links. All else, HTML too, is
// text. It becomes blocks of the document, so no format ever sees the writer's markup.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/statement/document.h"

namespace vern::statement {

/// `text` as blocks. Every sentence in them has `source`, and `fact` as what it says.
[[nodiscard]] Blocks fromCommonMark(std::string_view text, Source source, std::string_view fact);

/// Emphasis and links of one paragraph.
[[nodiscard]] std::vector<Run> inlineRuns(std::string_view text);

}  // namespace vern::statement
