// Writing files so that a reader sees the old one or the new one, never a part.
#pragma once

#include <string>
#include <string_view>

#include "llvm/Support/Error.h"

namespace vern {

/// Puts `bytes` at the path `at`, or where a link there leads to: written beside it, flushed to disk, then renamed over
/// it. On failure the old file stands as it was, and nothing is left beside it.
[[nodiscard]] llvm::Error writeWhole(const std::string& at, std::string_view bytes);

}  // namespace vern
