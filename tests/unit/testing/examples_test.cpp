#include <catch2/catch.hpp>

#include "compiler/driver/session.h"
#include "compiler/grants/grants.h"
#include "compiler/judge/judge.h"
#include "compiler/messages/render.h"
#include "compiler/rules/typecheck.h"
#include "compiler/testing/examples.h"

using namespace vern;

namespace {

/// Every finding on a line of its own: the failure of the test should say what is wrong, and where.
std::string listed(const diag::Sink& sink, const SourceMap& sources) {
  std::string out;
  for (const diag::Diagnostic& finding : sink.diagnostics()) {
    out += "\n  ";
    if (finding.span.valid())
      out += std::string(sources.path(finding.span.file)) + ":" +
             std::to_string(sources.position(finding.span.file, finding.span.begin).line) + ": ";
    out += finding.id + ": " + messages::render(finding.message, "en");
    for (const diag::Message& help : finding.help) out += " (" + messages::render(help, "en") + ")";
  }
  return out;
}

}  // namespace

TEST_CASE("every rule of the standard library does what its examples say") {
  const FileSystem& files = realFileSystem();
  driver::Session session(files);
  const auto library = session.library();
  REQUIRE(library->model);
  const rules::RuleSet rules = session.rules(*library);
  INFO("loading:" << listed(session.sink, session.sources));
  CHECK_FALSE(session.sink.hasErrors());
  CHECK(rules.rules.size() > 40);

  diag::Sink sink;
  const testing::Passes passes{
      [](const model::Model& model) { return grants::fromModel(model); },
      [](const model::Model& model, const grants::Grants& grants) { return judge::judge(model, grants); }};
  const testing::ExampleRun counts =
      testing::runExamples(*library->model, rules, passes, toDay({2026, 7, 2}), session.sources, sink);
  INFO("examples:" << listed(sink, session.sources));
  CHECK(counts.failed == 0);
  CHECK(counts.fixes > 10);
  CHECK_FALSE(sink.hasErrors());
  CHECK(counts.firing >= counts.rules);
  CHECK(counts.passing >= counts.rules);
}
