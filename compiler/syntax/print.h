// The formatter: one layout for every policy. It moves white space only; every word, text and comment stays where it is
// in the sequence. A writer's line breaks inside a clause are kept, as is a block that was written on one line and
// fits.
#pragma once

#include <string>

#include "compiler/syntax/tree.h"

namespace vern::syntax {

/// Lines are at most this long where a line break can help, in characters.
inline constexpr std::size_t LineWidth = 120;

/// `file` laid out anew. It must have been read without findings: otherwise parts of the text are not in the tree, and
/// the result would follow a wrong structure. Idempotent; the result has the same tokens and comments.
[[nodiscard]] std::string print(const File& file, const SourceMap& sources);

}  // namespace vern::syntax
