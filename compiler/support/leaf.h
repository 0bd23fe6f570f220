// Names with dots: what is wide stands first, and what is meant stands last.
#pragma once

#include <string_view>

namespace vern {

/// What stands behind the last dot: `newsletter` of `marketing.direct.newsletter`; all of a name without dots.
[[nodiscard]] inline std::string_view leaf(std::string_view name) { return name.substr(name.rfind('.') + 1); }

}  // namespace vern
