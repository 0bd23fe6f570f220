// Does something again and again, whenever a file that it read is another one.
#pragma once

#include <functional>

#include "compiler/cli/io.h"

namespace vern::cli {

/// Calls `once` at the start, and again after a file or folder has changed that it asked for in its last run, also one
/// that was not there. Ends when the user interrupts it, with what `once` returned last.
int watch(Io& io, const std::function<int(Io&)>& once);

}  // namespace vern::cli
