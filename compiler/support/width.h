// How wide a text is where every column is a letter.
#pragma once

#include <cstddef>
#include <string_view>

namespace vern {

/// Columns of a terminal that `text` takes, in UTF-8: two for a wide letter, none for an accent of its own. Its bytes,
/// where it holds what cannot be shown.
[[nodiscard]] std::size_t displayWidth(std::string_view text);

}  // namespace vern
