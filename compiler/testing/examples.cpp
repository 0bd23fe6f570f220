#include "compiler/testing/examples.h"

#include <algorithm>

#include "compiler/model/from_syntax.h"
#include "compiler/rules/check.h"
#include "compiler/testing/diags.h"

namespace vern::testing {

namespace {

/// `rule` and those that may cover it, with every define.
rules::RuleSet alone(const rules::RuleSet& all, const rules::Rule& rule) {
  rules::RuleSet out;
  out.defines = all.defines;
  out.rules.push_back(rule);
  for (std::size_t i = 0; i < out.rules.size(); ++i) {
    const std::vector<std::string> covers = out.rules[i].covered_by;
    for (const std::string& id : covers)
      if (const rules::Rule* other = all.find(id); other != nullptr && out.find(id) == nullptr)
        out.rules.push_back(*other);
  }
  return out;
}

class Runner {
 public:
  Runner(const model::Model& library, const Passes& passes, Day as_of, diag::Sink& sink)
      : library_(library), passes_(passes), as_of_(as_of), sink_(sink) {}

  /// The example could be run, and came out as it should.
  bool run(const rules::RuleSet& rules, const rules::Rule& rule, const rules::Example& example) {
    diag::Sink found;
    const model::Model model = model::withFragment(library_, *example.fragment, found);
    if (found.hasErrors()) {
      for (const diag::Diagnostic& finding : found.diagnostics()) sink_.add(finding);
      return false;
    }
    const grants::Grants grants = passes_.grants ? passes_.grants(model) : grants::Grants();
    const judge::Judgements judged = passes_.judge ? passes_.judge(model, grants) : judge::Judgements();
    rules::check(model, grants, judged, rules, rules::optionsOf(model, example.as_of.value_or(as_of_)), found);
    const auto fired = std::find_if(found.diagnostics().begin(), found.diagnostics().end(),
                                    [&](const diag::Diagnostic& d) { return d.id == rule.id; });
    const bool fires = fired != found.diagnostics().end();
    if (fires == example.fires) return true;
    if (example.fires) sink_.report(example.span, DoesNotFire, rule.id);
    else sink_.report(example.span, FiresWrongly, rule.id).label(fired->span, FiresHere);
    return false;
  }

 private:
  const model::Model& library_;
  const Passes& passes_;
  Day as_of_;
  diag::Sink& sink_;
};

}  // namespace

Counts runExamples(const model::Model& library, const rules::RuleSet& rules, const Passes& passes, Day as_of,
                   diag::Sink& sink) {
  Counts counts;
  Runner runner(library, passes, as_of, sink);
  for (const rules::Rule& rule : rules.rules) {
    ++counts.rules;
    const rules::RuleSet subset = alone(rules, rule);
    bool has_firing = false;
    bool has_passing = false;
    for (const rules::Example& example : rule.examples) {
      ++(example.fires ? counts.firing : counts.passing);
      (example.fires ? has_firing : has_passing) = true;
      if (!runner.run(subset, rule, example)) ++counts.failed;
    }
    if (!has_firing) sink.report(rule.span, NoFiringExample, rule.id);
    if (!has_passing) sink.report(rule.span, NoPassingExample, rule.id);
  }
  return counts;
}

}  // namespace vern::testing
