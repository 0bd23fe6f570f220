// Dates as people write them.
#pragma once

#include <string>
#include <string_view>

namespace vern {

/// The month that `word` names in English or Norwegian, in any case, 1 to 12, by its first three letters or more; 0 if
/// none.
[[nodiscard]] int monthNamed(std::string_view word);

/// `01.05.2026`, `2026/5/1`, `1 May 2026`, `May 1, 2026` and `1. mai 2026` as 2026-05-01; "" where that is no date.
[[nodiscard]] std::string isoDate(std::string_view written);

}  // namespace vern
