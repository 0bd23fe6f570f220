// The statements of a policy as the files that a build writes. There is no other way from documents to the files of a
// build, so that none is written that the proof does not hold for.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/statement/document.h"
#include "compiler/support/theme.h"
#include "llvm/Support/Error.h"

namespace vern::statement {

/// Names and contents: HTML, Markdown and JSON of each of `documents`, the statements of `model`; `name` is what the
/// policy is called. The error tells what does not hold of them, see proof.h.
[[nodiscard]] llvm::Expected<std::vector<std::pair<std::string, std::string>>> filesOf(
    const model::Model& model, const std::vector<Document>& documents, std::string_view name, const Theme& theme = {});

}  // namespace vern::statement
