// Runs the examples of rules: a rule must fire on each `fires on` and keep quiet on each `passes on`.
#pragma once

#include <functional>

#include "compiler/diag/sink.h"
#include "compiler/rules/rule.h"

namespace vern::testing {

struct RuleResult {
  const rules::Rule* rule = nullptr;
  std::vector<diag::Diagnostic> failures;   // each at the example that went wrong, or at the rule
};

struct ExampleRun {
  std::vector<RuleResult> results;
  unsigned rules = 0;
  unsigned firing = 0;    // examples that should fire
  unsigned passing = 0;   // examples that should not
  unsigned failed = 0;
  unsigned fixes = 0;     // examples that were put right by the rule's own edit
};

/// What rules read besides the model: the driver's own passes.
struct Passes {
  std::function<grants::Grants(const model::Model&)> grants;
  std::function<judge::Judgements(const model::Model&, const grants::Grants&)> judge;
};

/// The policy that `example` is, as written.
[[nodiscard]] std::string_view textOf(const rules::Example& example, const SourceMap& sources);

/// What `rule`, one of `rules`, finds in `example`, which is read afresh into `sources`, those of the library.
[[nodiscard]] std::vector<diag::Diagnostic> findingsIn(const model::Model& library, const rules::RuleSet& rules,
                                                       const rules::Rule& rule, const rules::Example& example,
                                                       const Passes& passes, Day as_of, SourceMap& sources);

/// Binds every example of `rules` on top of `library`, which the rules were loaded for, and runs the rule on it as of
/// the example's day, or `as_of`. Where the rule offers an edit, it must be quiet after it. Only rules that `wanted`
/// takes are run. What goes wrong is reported in `sink`, and told of each rule. `sources` are those of the library; the
/// examples as edited are added to them.
ExampleRun runExamples(const model::Model& library, const rules::RuleSet& rules, const Passes& passes, Day as_of,
                       SourceMap& sources, diag::Sink& sink,
                       const std::function<bool(const rules::Rule&)>& wanted = {});

}  // namespace vern::testing
