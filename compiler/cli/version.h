// The version of vern.
#pragma once

#include <string_view>

namespace vern::cli {
inline constexpr std::string_view Version = VERN_VERSION;
}
