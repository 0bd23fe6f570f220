#include "tests/harness/run.h"

#include <algorithm>
#include <array>

#include "compiler/rules/typecheck.h"
#include "compiler/testing/examples.h"

namespace vern::harness {

namespace {

constexpr std::array BeforeRules = {std::string_view("workspace"), std::string_view("driver"),
                                    std::string_view("syntax"),    std::string_view("model"),
                                    std::string_view("grants"),    std::string_view("report")};

/// The examples of the rules in the policy itself; those of the library have a test of their own.
void runExamples(driver::Session& session, const driver::Policy& policy) {
  if (!policy.model || session.sink.hasErrors()) return;
  rules::RuleSet rules = session.rules(policy);
  std::erase_if(rules.rules, [](const rules::Rule* rule) { return rule->standard; });
  const testing::Passes passes{
      [](const model::Model& model) { return grants::fromModel(model); },
      [](const model::Model& model, const grants::Grants& grants) { return judge::judge(model, grants); }};
  testing::runExamples(*policy.model, rules, passes, *parseDay(AsOf), session.sources, session.sink);
}

}  // namespace

std::unique_ptr<Run> run(const GoldenFile& file, std::string_view layer) {
  auto out = std::make_unique<Run>();
  std::string path = "main.vern";
  for (const Input& input : file.inputs) {
    out->files.add(input.path, input.text());
    if (input.path == "vern.toml") path = "vern.toml";
  }
  if (!file.path.empty()) path = file.path;
  out->session = std::make_unique<driver::Session>(out->files);
  driver::Session& session = *out->session;
  const bool rules = std::find(BeforeRules.begin(), BeforeRules.end(), layer) == BeforeRules.end();
  if (const auto project = session.open(path)) {
    for (const std::string& policy : project->policies) {
      out->policies.push_back(session.load(*project, policy));
      driver::Policy& read = *out->policies.back();
      if (layer == "testing") runExamples(session, read);
      else if (rules) session.check(*project, read, {*parseDay(AsOf), false});
    }
  }
  session.sink.finish();
  for (const diag::Diagnostic& finding : session.sink.diagnostics()) {
    const auto about = [&](const std::string& prefix) { return finding.id.starts_with(prefix); };
    if (finding.severity != diag::Severity::Off &&
        (file.only.empty() || std::any_of(file.only.begin(), file.only.end(), about)))
      out->findings.push_back(finding);
  }
  return out;
}

}  // namespace vern::harness
