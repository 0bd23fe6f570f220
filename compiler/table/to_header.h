// The ids of a table as a C++ header, so that a program names terms and the compiler knows them: a term that was
// renamed or went away does not compile.
#pragma once

#include <string>

#include "vern/table.h"

namespace vern::table {

/// Constants `NAME::ids::subject::customer`, by kind, and `NAME::ids::source_hash`, which tells the table that they are
/// of. What is no letter, digit or underscore in a name is an underscore; a name that C++ keeps for itself, or that was
/// taken already, gets one more at its end.
[[nodiscard]] std::string toHeader(const runtime::Table& table);

}  // namespace vern::table
