// The statement as plain text, for an e-mail or a printer: lines of at most 78 characters, a table as one entry a row.
#pragma once

#include <string>

#include "compiler/statement/document.h"

namespace vern::statement {

[[nodiscard]] std::string toText(const Document& document);

}  // namespace vern::statement
