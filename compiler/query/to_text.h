// An explained answer as text for people, and as JSON for programs.
#pragma once

#include <string>
#include <string_view>

#include "compiler/query/explain.h"

namespace vern::query {

/// The decision and why, then the activity and its place, the deadline, what must be done, and the nearest miss, each
/// on a line of its own.
[[nodiscard]] std::string toText(const Explanation& explanation, const runtime::Table& table,
                                 std::string_view language);

/// One line, without its end. Keys in a fixed order; null where there is nothing to say.
[[nodiscard]] std::string toJson(const Explanation& explanation);
/// {"error": …, "line": …}
[[nodiscard]] std::string errorToJson(std::string_view message, std::size_t line);

}  // namespace vern::query
