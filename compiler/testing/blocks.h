// Runs the `test` blocks of a policy: questions with the answers that its writer expects, and expected findings.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/grants/reference.h"

namespace vern::testing {

struct BlockResult {
  std::string name;                   // without quotes
  Span span;                          // of the name
  std::vector<diag::Message> failures;  // what differs, one line each
  [[nodiscard]] bool passed() const { return failures.empty(); }
};

/// What the tests of a policy touch. An activity, share or window counts once a question was permitted by it or came so
/// far that it alone stood in the way.
struct Coverage {
  struct Part {
    std::size_t all = 0;
    std::vector<Span> untouched;  // in the order of the policy

    [[nodiscard]] std::size_t touched() const { return all - untouched.size(); }
  };
  Part activities;  // and trackers, by their names
  Part shares;  // by the names of recipients
  Part windows;  // by their `retain` clauses
  Part promises;  // by their names: those that a question can break
  Part claims;  // likewise
};

struct BlockRun {
  std::vector<BlockResult> results;
  Coverage coverage;
};

/// `today` is the day of questions that do not say one, where the policy has no `effective` date. `findings` are those
/// of a check of the same policy.
[[nodiscard]] BlockRun runBlocks(const model::Model& model, const grants::Grants& grants,
                                 std::span<const diag::Diagnostic> findings, Day today);

}  // namespace vern::testing
