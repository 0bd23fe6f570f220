// The statement as JSON: the same tree, for programs that show it in their own way. docs/statement.md.
#pragma once

#include <string>

#include "compiler/statement/document.h"

namespace vern::statement {

/// Every sentence has its text, its runs where some are links or emphasis, the message it was made from, and the facts
/// that no language changes.
[[nodiscard]] std::string toJson(const Document& document);

}  // namespace vern::statement
