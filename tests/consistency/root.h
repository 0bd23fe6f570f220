// Where the files are that the tests read.
#pragma once

#include <filesystem>

namespace vern::consistency {

/// The repository.
inline const std::filesystem::path Root = VERN_SOURCE_DIR;

}  // namespace vern::consistency
