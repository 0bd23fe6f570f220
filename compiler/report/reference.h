// The reference of rules as web pages: one for each rule and language, and an index that is searched without any
// network.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "compiler/report/explanation.h"

namespace vern::report {

/// Name and text of each page. `explanations` holds each rule in `language`, in the order of the index; `searched` what
/// a search may meet in it.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> toHtml(std::span<const Explanation> explanations,
                                                                      std::span<const std::string> searched,
                                                                      std::string_view language);

}  // namespace vern::report
