// Whole outputs that a golden file can hold: `--- out/NAME`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/harness/run.h"

namespace vern::harness {

/// The output called `name`, or nothing if no producer is called so.
[[nodiscard]] std::optional<std::string> produce(std::string_view name, const Run& run);

/// Names of all producers.
[[nodiscard]] std::vector<std::string_view> producers();

}  // namespace vern::harness
