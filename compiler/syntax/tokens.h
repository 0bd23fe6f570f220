// The words of a file, without white space and comments, as the lexer of the grammar cuts them.
#pragma once

#include <vector>

#include "compiler/source/source.h"

namespace vern::syntax {

/// In order; empty for a text that is not valid UTF-8.
[[nodiscard]] std::vector<Span> tokens(FileId file, const SourceMap& sources);

}  // namespace vern::syntax
