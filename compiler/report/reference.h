// The reference of rules as web pages: one for each rule and language, and an index that is searched without any
// network.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "compiler/report/explanation.h"

namespace vern::report {

/// Something that a statement must say, in one language.
struct MustSay {
  std::string name, what;
  std::vector<std::string> clauses, law, rules;   // where it is said, who wants it, which rules rest on it
};

/// Name and text of each page. `explanations` holds each rule in `language`, in the order of the index; `searched` what
/// a search may meet in it. What a statement must say has a page together.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> toHtml(std::span<const Explanation> explanations,
                                                                      std::span<const std::string> searched,
                                                                      std::span<const MustSay> must_say,
                                                                      std::string_view language);

}  // namespace vern::report
