// What changed between two texts, as patch and people read it.
#pragma once

#include <string>
#include <string_view>

namespace vern::edits {

/// The unified difference of `before` and `after`, with three lines around each change; "" if they are the same.
[[nodiscard]] std::string difference(std::string_view path, std::string_view before, std::string_view after);

}  // namespace vern::edits
