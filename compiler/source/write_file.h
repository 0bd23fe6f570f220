// Writing files so that a reader sees the old one or the new one, never a part.
#pragma once

#include <string>
#include <string_view>

#include "llvm/Support/Error.h"

namespace vern {

/// Puts `bytes` at the path `at`, or where a link there leads to: written beside it, flushed to disk, then renamed over
/// it. On failure the old file stands as it was, and nothing is left beside it.
/// What another process that was killed while it wrote there left beside it is removed with `removeAbandoned`.
[[nodiscard]] llvm::Error writeWhole(const std::string& at, std::string_view bytes);

/// Removes what processes that were killed in `writeWhole(at, …)` left beside `at`; what one still writes stays. Reads
/// the folder that `at` stands in.
void removeAbandoned(const std::string& at);

}  // namespace vern
