// vern test: run the test blocks of a policy.
#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/driver/session.h"
#include "compiler/report/report.h"
#include "compiler/testing/blocks.h"

namespace vern::cli {

namespace {

constexpr Option Options[] = {
    {"--as-of", "DATE", "the day of questions that name none, where the policy has no effective date (today)"},
    {"--format", "text|junit", "how results are written (text)"},
    {"--coverage", "", "also list what no test touches"},
};
constexpr Usage Help{"test", "[PATH…]", "Runs the test blocks of policies.", Options};

/// The format that CI systems read, as JUnit's own reports have it.
std::string toJunit(const std::string& suite, const testing::BlockRun& run, const SourceMap& sources) {
  std::size_t failed = 0;
  for (const auto& result : run.results) failed += result.passed ? 0 : 1;
  std::string out = "<testsuite name=\"" + report::xmlEscaped(suite) + "\" tests=\"" +
                    std::to_string(run.results.size()) + "\" failures=\"" + std::to_string(failed) + "\">\n";
  for (const auto& result : run.results) {
    const Position at = sources.position(result.span.file, result.span.begin);
    out += "  <testcase classname=\"" + report::xmlEscaped(suite) + "\" name=\"" + report::xmlEscaped(result.name) +
           "\" file=\"" + report::xmlEscaped(sources.path(result.span.file)) + "\" line=\"" + std::to_string(at.line) +
           "\"";
    if (result.passed) {
      out += "/>\n";
      continue;
    }
    out += ">\n";
    for (const std::string& failure : result.failures)
      out += "    <failure message=\"" + report::xmlEscaped(failure) + "\"/>\n";
    out += "  </testcase>\n";
  }
  return out + "</testsuite>\n";
}

}  // namespace

int test(Words words, Io& io) {
  Args args;
  if (const int stop = parse(words, Help, args, io)) return stop == 1 ? Ok : Unusable;
  const std::string format = args.get("--format", "text");
  if (!oneOf("--format", format, "text|junit", io)) return Unusable;
  const std::optional<Day> as_of = parseDay(args.get("--as-of", formatDay(io.today)));
  if (!as_of) {
    io.err << "vern test: `--as-of` takes a date such as 2026-05-01\n";
    return Unusable;
  }
  if (args.positional.empty()) args.positional.emplace_back(".");
  driver::Session session(io.files);
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::string suites;
  bool broken = false;
  for (const std::string& path : args.positional) {
    const auto project = session.open(path);
    if (!project) continue;
    for (const auto& policy : session.checkAll(*project, {*as_of, false})) {
      if (!policy->grants) {
        broken = true;
        continue;
      }
      const testing::BlockRun run =
          testing::runBlocks(*policy->model, *policy->grants, session.sink.diagnostics(), *as_of);
      for (const auto& result : run.results) {
        ++(result.passed ? passed : failed);
        if (format == "junit") continue;
        io.out << (result.passed ? "pass  " : "FAIL  ") << result.name << "\n";
        const Position at = session.sources.position(result.span.file, result.span.begin);
        for (const std::string& failure : result.failures)
          io.out << "      " << session.sources.path(result.span.file) << ":" << at.line << ": " << failure << "\n";
      }
      if (format == "junit") {
        suites += toJunit(policy->name, run, session.sources);
        continue;
      }
      const auto& c = run.coverage;
      io.out << policy->name << ": tests touch " << c.activities.size() << " of " << c.all_activities << " activities, "
             << c.shares << " of " << c.all_shares << " shares, " << c.promises << " of " << c.all_promises
             << " promises\n";
      if (!args.has("--coverage")) continue;
      for (const auto kind : {model::Kind::Activity, model::Kind::Tracker})
        for (const auto id : policy->model->own(kind))
          if (std::find(c.activities.begin(), c.activities.end(), id) == c.activities.end())
            io.out << "      no test touches `" << (*policy->model)[id].name << "`\n";
    }
  }
  // A policy that cannot be read has no tests to speak of: say what is wrong with it.
  if (broken || session.sink.diagnostics().empty() == false) {
    std::vector<diag::Diagnostic> outside;
    for (const auto& finding : session.sink.diagnostics())
      if (finding.outside || broken) outside.push_back(finding);
    if (!outside.empty()) io.err << report::toTerminal(outside, session.sources, {io.language, io.colour, *as_of});
    for (const auto& finding : outside)
      if (finding.outside) return Unusable;
  }
  if (format == "junit")
    io.out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n" << suites << "</testsuites>\n";
  else io.out << passed << " passed, " << failed << " failed\n";
  return failed > 0 || broken ? Findings : Ok;
}

}  // namespace vern::cli
