// A statement read back from its JSON: enough of it to compare with a later version. Of what a sentence was made from,
// only its message remains.
#pragma once

#include <string_view>

#include "compiler/statement/document.h"
#include "llvm/Support/Error.h"

namespace vern::statement {

[[nodiscard]] llvm::Expected<Document> fromJson(std::string_view text);

}  // namespace vern::statement
