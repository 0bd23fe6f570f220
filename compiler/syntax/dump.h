// The tree as text: what was read, with places. Golden tests compare it.
#pragma once

#include <string>

#include "compiler/syntax/tree.h"

namespace vern::syntax {

/// One line for each declaration, clause, entry, join and text, indented by depth.
[[nodiscard]] std::string dump(const File& file, const SourceMap& sources);

}  // namespace vern::syntax
