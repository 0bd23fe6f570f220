// How deep a text in JSON nests: LLVM's parser calls itself for each level, and has no limit of its own.
#pragma once

#include <string_view>

namespace vern {

/// Objects and lists in `json`, which need be no JSON, stand more than `most` deep in each other.
[[nodiscard]] bool nestsDeeper(std::string_view json, unsigned most);

}  // namespace vern
