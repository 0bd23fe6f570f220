#include "compiler/testing/examples.h"

#include <algorithm>

#include "compiler/model/from_syntax.h"
#include "compiler/rules/check.h"
#include "compiler/syntax/from_parse_tree.h"
#include "compiler/testing/diags.h"

namespace vern::testing {

std::string_view textOf(const rules::Example& example, const SourceMap& sources) {
  const std::string_view whole = sources.text(example.span);
  const std::size_t begin = whole.find('{') + 1;
  return whole.substr(begin, whole.rfind('}') - begin);
}

namespace {

/// `rule` and those that may cover it, with every define: all of them stand in `all`.
rules::RuleSet alone(const rules::RuleSet& all, const rules::Rule& rule) {
  rules::RuleSet out;
  out.defines = all.defines;
  out.rules.push_back(&rule);
  for (std::size_t i = 0; i < out.rules.size(); ++i)
    for (const std::string& id : out.rules[i]->covered_by)
      if (const rules::Rule* other = all.find(id); other != nullptr && out.find(id) == nullptr)
        out.rules.push_back(other);
  return out;
}

/// Everything that `rules` find in a policy of nothing but `fragment`, or what is wrong with that.
void check(const model::Model& library, const rules::RuleSet& rules, std::span<const syntax::Decl> fragment,
           const Passes& passes, Day as_of, diag::Sink& found) {
  const model::Model model = model::withFragment(library, fragment, found);
  if (found.hasErrors()) return;
  const grants::Grants grants = passes.grants(model);
  const judge::Judgements judged = passes.judge(model, grants);
  rules::check(model, grants, judged, rules, rules::optionsOf(model, as_of), found);
}

class ExampleRunner {
 public:
  ExampleRunner(const model::Model& library, const Passes& passes, Day as_of, SourceMap& sources, diag::Sink& sink)
      : library_(library), passes_(passes), as_of_(as_of), sources_(sources), sink_(sink) {}

  /// The example could be run, and came out as it should; so did the rule's own edit, if it offers one.
  bool run(const rules::RuleSet& rules, const rules::Rule& rule, const rules::Example& example, ExampleRun& counts) {
    diag::Sink found;
    check(rules, example.fragment, example, found);
    if (found.hasErrors() && broken(found, rule)) {
      for (const diag::Diagnostic& finding : found.diagnostics()) sink_.add(finding);
      return false;
    }
    const diag::Diagnostic* fired = find(found, rule.id);
    if ((fired != nullptr) != example.fires) {
      if (example.fires) sink_.report(example.span, DoesNotFire, rule.id);
      else sink_.report(example.span, FiresWrongly, rule.id).label(fired->span, FiresHere);
      return false;
    }
    std::vector<diag::Edit> edits;
    for (const diag::Diagnostic& finding : found.diagnostics())
      if (finding.id == rule.id) edits.insert(edits.end(), finding.edits.begin(), finding.edits.end());
    if (edits.empty()) return true;
    ++counts.fixes;
    if (quietAfter(rules, rule, example, std::move(edits))) return true;
    sink_.report(example.span, FixDoesNotHelp, rule.id);
    return false;
  }

 private:
  void check(const rules::RuleSet& rules, std::span<const syntax::Decl> fragment, const rules::Example& example,
             diag::Sink& found) {
    testing::check(library_, rules, fragment, passes_, example.as_of.value_or(as_of_), found);
  }

  /// Something is wrong with the example itself, and no rule has spoken.
  static bool broken(const diag::Sink& found, const rules::Rule& rule) {
    return find(found, rule.id) == nullptr &&
           std::any_of(found.diagnostics().begin(), found.diagnostics().end(),
                       [](const diag::Diagnostic& d) { return d.law.empty() && d.severity == diag::Severity::Error; });
  }

  static const diag::Diagnostic* find(const diag::Sink& found, std::string_view id) {
    for (const diag::Diagnostic& finding : found.diagnostics())
      if (finding.id == id) return &finding;
    return nullptr;
  }

  bool quietAfter(const rules::RuleSet& rules, const rules::Rule& rule, const rules::Example& example,
                  std::vector<diag::Edit> edits) {
    const std::string_view inner = textOf(example, sources_);
    const std::uint32_t begin =
        example.span.begin + static_cast<std::uint32_t>(inner.data() - sources_.text(example.span).data());
    std::string text(inner);
    std::stable_sort(edits.begin(), edits.end(),
                     [](const diag::Edit& a, const diag::Edit& b) { return a.span.begin > b.span.begin; });
    for (const diag::Edit& edit : edits) {
      if (edit.span.begin < begin || edit.span.end > begin + text.size()) return false;
      text.replace(edit.span.begin - begin, edit.span.end - edit.span.begin, edit.replacement);
    }
    diag::Sink found;
    const syntax::File edited = syntax::fromText(sources_.add("example", text), sources_, found);
    if (!found.hasErrors()) check(rules, edited.decls, example, found);
    return find(found, rule.id) == nullptr && !broken(found, rule);
  }

  const model::Model& library_;
  const Passes& passes_;
  Day as_of_;
  SourceMap& sources_;
  diag::Sink& sink_;
};

}  // namespace

std::vector<diag::Diagnostic> findingsIn(const model::Model& library, const rules::RuleSet& rules,
                                         const rules::Rule& rule, const rules::Example& example, const Passes& passes,
                                         Day as_of, SourceMap& sources) {
  diag::Sink found;
  const FileId file = sources.add("example", std::string(textOf(example, sources)));
  const syntax::File read = syntax::fromText(file, sources, found);
  check(library, alone(rules, rule), read.decls, passes, example.as_of.value_or(as_of), found);
  std::vector<diag::Diagnostic> out;
  for (const diag::Diagnostic& finding : found.diagnostics())
    // The rule of a project finds something in the project too, perhaps.
    if (finding.id == rule.id && (!finding.span.valid() || finding.span.file == file)) out.push_back(finding);
  return out;
}

ExampleRun runExamples(const model::Model& library, const rules::RuleSet& rules, const Passes& passes, Day as_of,
                       SourceMap& sources, diag::Sink& sink, const std::function<bool(const rules::Rule&)>& wanted) {
  ExampleRun counts;
  for (const rules::Rule* one : rules.rules) {
    const rules::Rule& rule = *one;
    if (wanted && !wanted(rule)) continue;
    ++counts.rules;
    diag::Sink of_rule;
    ExampleRunner runner(library, passes, as_of, sources, of_rule);
    const rules::RuleSet subset = alone(rules, rule);
    bool has_firing = false;
    bool has_passing = false;
    const unsigned fixed_before = counts.fixes;
    for (const rules::Example& example : rule.examples) {
      ++(example.fires ? counts.firing : counts.passing);
      (example.fires ? has_firing : has_passing) = true;
      if (!runner.run(subset, rule, example, counts)) ++counts.failed;
    }
    if (!has_firing) of_rule.report(rule.span, NoFiringExample, rule.id);
    if (!has_passing) of_rule.report(rule.span, NoPassingExample, rule.id);
    // An edit that no example sees made may be one that cannot be made.
    if (of_rule.diagnostics().empty() && counts.fixes == fixed_before)
      for (const rules::Fix& fix : rule.fixes)
        if (fix.path) of_rule.report(fix.path->span, FixNotShown, rule.id);
    for (const diag::Diagnostic& failure : of_rule.diagnostics()) sink.add(failure);
    counts.results.push_back({&rule, of_rule.diagnostics()});
  }
  return counts;
}

}  // namespace vern::testing
