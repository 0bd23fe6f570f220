// A table as text, for those who work on it: sizes, entries with their conditions, cells, promises.
#pragma once

#include <string>

#include "vern/table.h"

namespace vern::table {

[[nodiscard]] std::string dump(const runtime::Table& table);

}  // namespace vern::table
