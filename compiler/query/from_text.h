// Questions as people write them: `use email of customer for newsletter`, `share email of customer for billing to
// banks in norway`, `keep email of customer`, and the options that go with them.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compiler/query/request.h"

namespace vern::query {

/// Reads the question in `words`, which may hold spaces. The parts after `of`, `for`, `to` and `in` may come in any
/// order. The error says what is missing, or not understood.
[[nodiscard]] llvm::Expected<Request> fromText(std::span<const std::string> words);

/// `given`, `withdrawn@2025-01-01`, `newsletter=given@2025-01-01`.
[[nodiscard]] llvm::Expected<ConsentSaid> consentFromText(std::string_view text);
/// `customer_leaves=2024-02-29`; `customer_leaves=never`: it has not happened.
[[nodiscard]] llvm::Expected<std::pair<std::string, std::optional<Day>>> eventFromText(std::string_view text);

}  // namespace vern::query
