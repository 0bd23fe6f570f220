// What shows a finding: a `test` block that can be put into the policy. It is no mending, and reports tell it apart.
#pragma once

#include "compiler/diag/kind.h"

namespace vern::diag {

/// The test fails as the policy stands.
inline constexpr HelpKind<std::string_view> ShowsIt{"help.shows_it", "to see it, put this into the policy: {test}"};
/// The policy says too little for anything to be permitted; once it says `what`, the test fails.
inline constexpr HelpKind<Words, std::string_view> ShowsItOnce{"help.shows_it_once",
                                                               "once the activity says {what}, this shows it: {test}"};

/// The test in `help`, or "" if it is of another kind.
[[nodiscard]] inline std::string_view testIn(const Message& help) {
  if (help.key != ShowsIt.key && help.key != ShowsItOnce.key) return {};
  return help.arguments.back().plain;
}

}  // namespace vern::diag
