// Which layer may include which: the arrows of the map in compiler/README.md.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vern::consistency {

/// The files of a repository that take part: sources and headers below compiler/, runtime/ and grammar/.
std::vector<std::filesystem::path> sourcesBelow(const std::filesystem::path& root);

/// One line for each include of `text` that runs against an arrow, "compiler/diag/sink.h:3: diag may not use model".
/// `path` is where the text stands, from the root of the repository on.
std::vector<std::string> wrongArrows(std::string_view path, std::string_view text);

}  // namespace vern::consistency
