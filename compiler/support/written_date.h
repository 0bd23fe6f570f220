// Dates as people write them.
#pragma once

#include <string>
#include <string_view>

namespace vern {

/// `01.05.2026`, `2026/5/1`, `1 May 2026`, `May 1, 2026` and `1. mai 2026` as 2026-05-01; "" where that is no date.
[[nodiscard]] std::string isoDate(std::string_view written);

}  // namespace vern
