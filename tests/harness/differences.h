// What differs between two texts, line by line.
#pragma once

#include <string>
#include <string_view>

namespace vern::harness {

/// Lines of `expected` alone begin with `-`, lines of `found` alone with `+`; two common lines stand around them.
/// "" if the texts are the same.
[[nodiscard]] std::string differences(std::string_view expected, std::string_view found);

}  // namespace vern::harness
