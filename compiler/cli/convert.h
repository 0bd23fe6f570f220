// A statement in a format that another program makes: Word through pandoc, PDF through Chromium.
#pragma once

#include <string>
#include <string_view>

#include "llvm/Support/Error.h"

namespace vern::cli {

/// Whether `format` is one that another program makes.
[[nodiscard]] bool isConverted(std::string_view format);

/// `html` as `docx` or `pdf`. The error says which program is missing, or what it said.
[[nodiscard]] llvm::Expected<std::string> converted(const std::string& html, std::string_view format);

}  // namespace vern::cli
