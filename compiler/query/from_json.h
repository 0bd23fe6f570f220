// Questions as programs write them: one JSON object a line. docs/decide.md has the schema.
#pragma once

#include <string_view>

#include "compiler/query/request.h"

namespace vern::query {

/// Lines of at most this many bytes are read.
inline constexpr std::size_t MaxLineBytes = 64 << 10;
/// Objects and lists nested at most this deep.
inline constexpr unsigned MaxJsonDepth = 8;

/// Reads the question in `line`. Keys that are not known, and values of another kind than expected, are errors that
/// name the key.
[[nodiscard]] llvm::Expected<Request> fromJson(std::string_view line);

}  // namespace vern::query
