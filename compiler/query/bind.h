// From names as written to the ids of a table. The table is all that is needed: it has the names in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/query/request.h"

namespace vern::query {

/// The term that `name` means: its full name, an alias, the code of a country, or an ending of a full name that no
/// other term of the kind has ("newsletter"). The error has the nearest name, or those it may mean.
[[nodiscard]] llvm::Expected<std::uint32_t> find(const runtime::Table& table, runtime::TermKind kind,
                                                 std::string_view name);

struct Bound {
  runtime::Question question;
  runtime::Facts facts;
  std::vector<std::uint32_t> told = {};  // events that were named, if only to say that they have not happened
  std::vector<std::string> unjudged = {};  // keys of the question that no answer hangs on
};

/// `today` where the request names no day.
[[nodiscard]] llvm::Expected<Bound> bind(const runtime::Table& table, const Request& request, Day today);

}  // namespace vern::query
