// The JSON that commands write which list what there is.
#pragma once

#include <string_view>

#include "compiler/cli/io.h"
#include "llvm/Support/JSON.h"

namespace vern::cli {

/// { "format": "vern-NAME", "formatVersion": 1, "vern": the version, NAME: `list` }
void printListing(std::string_view name, llvm::json::Array list, Io& io);

}  // namespace vern::cli
