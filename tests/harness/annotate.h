// Writes a golden file again, with what was found under the lines it is about, and the outputs as they came out.
#pragma once

#include <string>

#include "tests/harness/run.h"

namespace vern::harness {

/// `file` as it should read. Stable: annotating what was parsed from the result gives the result.
[[nodiscard]] std::string annotate(const GoldenFile& file, const Run& run);

}  // namespace vern::harness
