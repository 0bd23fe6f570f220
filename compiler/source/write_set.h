// A folder of outputs that is replaced whole or not at all.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "llvm/Support/Error.h"

namespace vern {

/// Puts `files` (name, bytes) into `folder`, as the only files there: they are written into a new folder beside it,
/// flushed to disk, and the two folders change places in one step (Linux renameat2, RENAME_EXCHANGE; elsewhere two
/// renames). Until then the old set stands as it was; after a failure nothing is left beside it, and what a killed
/// process left there is removed by the next one. A folder that holds files which vern did not write (no `.vern-output`
/// in it) is refused.
[[nodiscard]] llvm::Error writeSet(const std::string& folder,
                                   const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace vern
