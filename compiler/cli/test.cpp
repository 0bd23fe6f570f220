// vern test: run the test blocks of a policy, and the examples of rules.
#include <algorithm>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/reading.h"
#include "compiler/cli/say.h"
#include "compiler/cli/test_rules.h"
#include "compiler/messages/catalogue.h"
#include "compiler/messages/format.h"
#include "compiler/messages/render.h"
#include "compiler/report/report.h"
#include "compiler/testing/blocks.h"

namespace vern::cli {

namespace {

constexpr Option TestOptions[] = {
    {"--as-of", "DATE"},
    {"--format", "text|junit"},
    {"--lang", Languages},
    {"--coverage", ""},
};

/// A test block, or a rule with its examples.
struct Case {
  std::string name;
  Span span;
  std::vector<std::pair<Span, std::string>> failures;
};

class Tester {
 public:
  Tester(Io& io, Reading reading, bool junit, bool coverage)
      : io_(io), reading_(std::move(reading)), junit_(junit), coverage_(coverage) {}

  void run(const std::string& path) {
    const RulePlace rules = rulePlace(path, io_.files);
    if (!rules.empty()) {
      runExamples(path, rules);
      return;
    }
    driver::Session session(io_.files, io_.library);
    const auto project = session.open(path);
    std::vector<std::unique_ptr<driver::Policy>> policies;
    if (project) policies = session.checkAll(*project, {reading_.as_of, false});
    bool broken = false;
    for (const auto& policy : policies) {
      if (policy->sound && policy->grants) runBlocks(session, *policy);
      else broken = true;
    }
    tellBroken(session, broken);
    if (broken || !project) return;
    if (const RulePlace own = rulePlace(*project, policies, session.sources); !own.empty())
      runExamples(say(io_, "rules_of", {{"project", project->name}}), own);
  }

  int finish() {
    if (junit_)
      io_.out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"" << passed_ + failed_ + errors_
              << "\" failures=\"" << failed_ << "\" errors=\"" << errors_ << "\">\n"
              << suites_ << "</testsuites>\n";
    else if (!unusable_)
      io_.out << passed_ << " " << word("test.passed") << ", " << failed_ << " " << word("test.failed") << "\n";
    if (unusable_) return Unusable;
    return failed_ > 0 || broken_ ? Findings : Ok;
  }

 private:
  void runBlocks(const driver::Session& session, const driver::Policy& policy) {
    const testing::BlockRun run =
        testing::runBlocks(*policy.model, *policy.grants, session.sink.diagnostics(), reading_.as_of);
    std::vector<Case> cases;
    for (const auto& result : run.results) {
      cases.push_back({result.name, result.span, {}});
      for (const diag::Message& failure : result.failures)
        cases.back().failures.emplace_back(result.span, messages::render(failure, reading_.language));
    }
    tell(policy.name, cases, session.sources, true);
    if (junit_) return;
    tell(policy.name, run.coverage, session.sources);
  }

  /// How much of a policy its tests touch.
  void tell(const std::string& policy, const testing::Coverage& coverage, const SourceMap& sources) {
    const std::pair<const testing::Coverage::Part&, std::string_view> parts[] = {
        {coverage.activities, "test.activities"}, {coverage.shares, "test.shares"}, {coverage.windows, "test.windows"},
        {coverage.promises, "test.promises"},     {coverage.claims, "test.claims"},
    };
    io_.out << policy << ": ";
    for (const auto& [part, key] : parts)
      io_.out << (key == "test.activities" ? word("test.touch") + " " : ", ") << part.touched() << " "
              << word("test.out_of") << " " << part.all << " " << word(key);
    io_.out << "\n";
    for (const auto& [part, key] : parts)
      for (const Span span : coverage_ ? part.untouched : std::vector<Span>()) {
        const std::string_view written = sources.text(span);
        io_.out << "      " << sources.path(span.file) << ":" << sources.position(span.file, span.begin).line << ": "
                << word("test.untouched") << " `" << written.substr(0, written.find('\n')) << "`\n";
      }
  }

  [[nodiscard]] std::string word(std::string_view key) const {
    return std::string(*messages::find(reading_.language, key));
  }

  void runExamples(const std::string& name, const RulePlace& place) {
    driver::Session session(io_.files, io_.library);
    const RuleRun rules = runRules(session, place, reading_.as_of);
    if (rules.none) {
      // No rules, so what is missing is the project.
      driver::Session other(io_.files, io_.library);
      if (place.library.empty()) (void)other.open(name);
      else refuse(io_, "test", "no_rules", {{"path", name}});
      unusable_ = true;
      tellBroken(other, false);
      return;
    }
    if (session.sink.hasErrors() && rules.run.rules == 0) {
      tellBroken(session, true);
      return;
    }
    std::vector<Case> cases;
    for (const testing::RuleResult& result : rules.run.results) {
      cases.push_back({result.rule->id, result.rule->span, {}});
      for (const diag::Diagnostic& failure : result.failures)
        cases.back().failures.emplace_back(failure.span, messages::render(failure.message, reading_.language));
    }
    tell(name, cases, session.sources, false);
    if (junit_) return;
    const messages::Argument counts[] = {{"rules", std::int64_t{rules.run.rules}},
                                         {"firing", std::int64_t{rules.run.firing}},
                                         {"passing", std::int64_t{rules.run.passing}},
                                         {"fixes", std::int64_t{rules.run.fixes}}};
    io_.out << name << ": " << messages::format(reading_.language, "test.examples", counts) << "\n";
  }

  void tell(const std::string& suite, const std::vector<Case>& cases, const SourceMap& sources, bool each) {
    std::size_t failed = 0;
    for (const Case& one : cases) failed += one.failures.empty() ? 0 : 1;
    passed_ += cases.size() - failed;
    failed_ += failed;
    if (junit_) {
      addSuite(suite, cases, sources, failed);
      return;
    }
    for (const Case& one : cases) {
      if (one.failures.empty() && !each) continue;
      io_.out << word(one.failures.empty() ? "test.pass" : "test.fail") << "  " << one.name << "\n";
      for (const auto& [span, failure] : one.failures)
        io_.out << "      " << sources.path(span.file) << ":" << sources.position(span.file, span.begin).line << ": "
                << failure << "\n";
    }
  }

  /// The format that CI systems read, as JUnit's own reports have it.
  void addSuite(const std::string& suite, const std::vector<Case>& cases, const SourceMap& sources,
                std::size_t failed) {
    using report::xmlEscaped;
    suites_ += "<testsuite name=\"" + xmlEscaped(suite) + "\" tests=\"" + std::to_string(cases.size()) +
               "\" failures=\"" + std::to_string(failed) + "\">\n";
    for (const Case& one : cases) {
      suites_ += "  <testcase classname=\"" + xmlEscaped(suite) + "\" name=\"" + xmlEscaped(one.name) + "\" file=\"" +
                 xmlEscaped(sources.path(one.span.file)) + "\" line=\"" +
                 std::to_string(sources.position(one.span.file, one.span.begin).line) + "\"";
      if (one.failures.empty()) {
        suites_ += "/>\n";
        continue;
      }
      // One at most: some readers refuse a second.
      suites_ += ">\n    <failure message=\"" + xmlEscaped(one.failures.front().second) + "\">";
      for (const auto& [span, failure] : one.failures)
        suites_ += xmlEscaped(sources.path(span.file)) + ":" +
                   std::to_string(sources.position(span.file, span.begin).line) + ": " + xmlEscaped(failure) + "\n";
      suites_ += "</failure>\n  </testcase>\n";
    }
    suites_ += "</testsuite>\n";
  }

  /// What keeps the tests from being run, as a test that came to no end: a page of a CI system shows nothing else.
  void addErrors(const std::vector<diag::Diagnostic>& findings, const SourceMap& sources) {
    using report::xmlEscaped;
    std::string cases;
    std::size_t errors = 0;
    for (const diag::Diagnostic& finding : findings) {
      if (finding.severity != diag::Severity::Error) continue;
      ++errors;
      const std::string message = xmlEscaped(messages::render(finding.message, reading_.language));
      const std::string id = xmlEscaped(finding.id);
      cases += "  <testcase classname=\"vern test\" name=\"" + id + "\"";
      std::string place;
      if (finding.span.valid()) {
        const std::string file = xmlEscaped(sources.path(finding.span.file));
        const std::string line = std::to_string(sources.position(finding.span.file, finding.span.begin).line);
        cases += " file=\"" + file + "\" line=\"" + line + "\"";
        place = file + ":" + line + ": ";
      }
      cases += ">\n    <error message=\"" + message + "\">" + place + message + "</error>\n  </testcase>\n";
    }
    errors_ += errors;
    if (errors == 0) return;
    suites_ += "<testsuite name=\"vern test\" tests=\"" + std::to_string(errors) + "\" failures=\"0\" errors=\"" +
               std::to_string(errors) + "\">\n" + cases + "</testsuite>\n";
  }

  /// A policy that cannot be read has no tests to speak of: says what is wrong with it.
  void tellBroken(const driver::Session& session, bool broken) {
    broken_ = broken_ || broken;
    std::vector<diag::Diagnostic> told;
    for (const auto& finding : session.sink.diagnostics())
      if (finding.outside || broken) told.push_back(finding);
    if (!told.empty()) io_.err << report::toTerminal(told, session.sources, reading_.run());
    for (const auto& finding : told) unusable_ = unusable_ || finding.outside;
    if (junit_) addErrors(told, session.sources);
  }

  Io& io_;
  Reading reading_;
  bool junit_, coverage_;
  std::size_t passed_ = 0, failed_ = 0;
  std::size_t errors_ = 0;  // in JUnit's sense: what kept tests from being run
  std::string suites_;
  bool broken_ = false;     // something that is not understood
  bool unusable_ = false;   // something that cannot be read
};

int runTest(Args& args, Io& io) {
  const std::string format = args.get("--format", "text");
  std::optional<Reading> reading = readingOf(args, io);
  if (!reading) return Unusable;
  if (args.positional.empty()) args.positional.emplace_back(".");
  Tester tester(io, std::move(*reading), format == "junit", args.has("--coverage"));
  for (const std::string& path : args.positional) tester.run(path);
  return tester.finish();
}

}  // namespace

const Command test{"test", "[PATH…]", Any, TestOptions, runTest};

}  // namespace vern::cli
