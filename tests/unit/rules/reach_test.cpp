// What is found by an index, or asked once and remembered, is what going through everything finds.
#include "compiler/rules/reach.h"

#include <filesystem>

#include <catch2/catch.hpp>

#include "compiler/driver/session.h"
#include "compiler/rules/check.h"

using namespace vern;

namespace {

/// As if every condition read everything: nothing is shared, and no row is found by an index.
void forget(rules::Condition& condition, int& joins, int& shared) {
  if (condition.join.column >= 0) ++joins;
  if (condition.of_activity || condition.reads == 0) ++shared;
  condition.join = {};
  condition.of_activity = false;
  condition.reads = ~rules::Variables(0);
  for (rules::Condition& part : condition.parts) forget(part, joins, shared);
}

std::vector<std::string> findings(const driver::Policy& policy, const rules::RuleSet& law) {
  diag::Sink sink;
  const rules::Options options = rules::optionsOf(*policy.model, toDay({2026, 7, 2}));
  rules::check(*policy.model, *policy.grants, policy.judgements, law, options, sink);
  std::vector<std::string> out;
  for (const diag::Diagnostic& finding : sink.diagnostics())
    out.push_back(finding.id + " " + std::to_string(finding.span.begin) + " " + std::to_string(finding.labels.size()) +
                  " " + (finding.message.arguments.empty() ? "" : finding.message.arguments.front().plain));
  return out;
}

}  // namespace

TEST_CASE("rows that an index finds are those that going through all of them finds") {
  int compared = 0;
  for (const auto& folder : std::filesystem::directory_iterator(std::filesystem::path(VERN_SOURCE_DIR) / "examples"))
    for (const char* version : {"published", "repaired"}) {
      if (!std::filesystem::exists(folder.path() / version / "vern.toml")) continue;
      driver::Session session(realFileSystem());
      const auto project = session.open((folder.path() / version).string());
      REQUIRE(project);
      const auto policies = session.checkAll(*project, {toDay({2026, 7, 2}), false});
      for (const auto& policy : policies) {
        const rules::RuleSet law = session.rules(*policy);
        rules::RuleSet plain;
        int joins = 0;
        int shared = 0;
        for (const rules::Define* define : law.defines) forget(plain.add(*define).condition, joins, shared);
        for (const rules::Rule* one : law.rules) {
          rules::Rule& rule = plain.add(*one);
          forget(*rule.when, joins, shared);
          for (rules::Exception& exception : rule.unless) forget(exception.condition, joins, shared);
        }
        CHECK(joins >= 3);
        CHECK(shared > 5);
        const auto found = findings(*policy, law);
        CHECK(found == findings(*policy, plain));
        compared += static_cast<int>(found.size());
      }
    }
  CHECK(compared > 100);
}
