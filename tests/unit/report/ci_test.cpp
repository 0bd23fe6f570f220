// Formats of CI systems, of findings made by hand.
#include <catch2/catch.hpp>

#include "compiler/report/report.h"
#include "llvm/Support/JSON.h"

namespace vern::test {

namespace {

diag::Diagnostic finding(diag::Severity severity) {
  diag::Diagnostic out;
  out.id = "VERN-BASIS-001";
  out.severity = severity;
  out.message.texts.add("en", "told");
  return out;
}

std::size_t count(std::string_view text, std::string_view word) {
  std::size_t out = 0;
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) ++out;
  return out;
}

}  // namespace

TEST_CASE("JUnit fails what makes the command fail, and tells the rest") {
  const SourceMap sources;
  const std::vector<diag::Diagnostic> findings{finding(diag::Severity::Warning), finding(diag::Severity::Note)};
  const auto failures = [&](diag::Severity from) {
    report::Run run;
    run.fails_from = from;
    const std::string out = report::toJunit(findings, {}, sources, run);
    CHECK(count(out, "told") >= 2);
    return count(out, "<failure ");
  };
  CHECK(failures(diag::Severity::Error) == 0);
  CHECK(failures(diag::Severity::Warning) == 1);
  CHECK(failures(diag::Severity::Note) == 2);
}

TEST_CASE("JUnit is XML whatever a text holds") {
  diag::Diagnostic one = finding(diag::Severity::Error);
  one.symbol = "a\uFFFE\uFFFF\x01\xFF<b>";
  const std::string out = report::toJunit(std::vector{one}, {}, SourceMap(), {});
  CHECK(out.find("VERN-BASIS-001 a\uFFFD&lt;b&gt;") != std::string::npos);
}

TEST_CASE("SARIF has 25,000 results at most, the most severe, and says how many more there are") {
  std::vector<diag::Diagnostic> findings(25'001, finding(diag::Severity::Note));
  findings.push_back(finding(diag::Severity::Error));
  auto log = llvm::json::parse(report::toSarif(findings, SourceMap(), {}));
  REQUIRE(bool(log));
  const llvm::json::Object& run = *log->getAsObject()->getArray("runs")->front().getAsObject();
  const llvm::json::Array& results = *run.getArray("results");
  CHECK(results.size() == 25'000);
  CHECK(results.front().getAsObject()->getString("level") == llvm::StringRef("error"));
  const llvm::json::Object& invocation = *run.getArray("invocations")->front().getAsObject();
  const llvm::json::Object& told = *invocation.getArray("toolExecutionNotifications")->front().getAsObject();
  CHECK(told.getObject("message")->getString("text")->starts_with("2 more findings"));
}

TEST_CASE("the category of a SARIF run is made of the paths, in any order, and of nothing else") {
  const auto category = [](std::vector<std::string> paths, const std::string& project) {
    report::Run run;
    run.paths = std::move(paths);
    run.project = project;
    auto log = llvm::json::parse(report::toSarif({}, SourceMap(), run));
    REQUIRE(bool(log));
    return log->getAsObject()
        ->getArray("runs")
        ->front()
        .getAsObject()
        ->getObject("automationDetails")
        ->getString("id")
        ->str();
  };
  CHECK(category({"."}, "shop") == "vern/check/");
  CHECK(category({"."}, "") == "vern/check/");
  CHECK(category({"a", "b"}, "") == "vern/check/a+b/");
  CHECK(category({"b", "a"}, "x") == "vern/check/a+b/");
}

}  // namespace vern::test
