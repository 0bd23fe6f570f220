// vern check: parse, bind, judge, run the rules, and report.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/comparison.h"
#include "compiler/cli/known_rules.h"
#include "compiler/cli/reading.h"
#include "compiler/cli/say.h"
#include "compiler/cli/standard_input.h"
#include "compiler/cli/watch.h"
#include "compiler/driver/session.h"
#include "compiler/driver/workspace.h"
#include "compiler/report/report.h"

namespace vern::cli {

namespace {

constexpr Option CheckOptions[] = {
    {"--format", "text|json|sarif|github|junit"},
    {"--lang", Languages},
    {"--as-of", "DATE"},
    {"--fail-on", "error|warning|note"},
    {"--baseline", "FILE"},
    {"--write-baseline", ""},
    {"--exit-zero", ""},
    {"--watch", ""},
    {"--questions", ""},
    {"--quiet", "", "-q"},
};

/// The top of the checkout that the current folder lies in; the current folder, if it is in none.
std::string checkout() {
  std::error_code error;
  const std::filesystem::path here = std::filesystem::current_path(error);
  for (std::filesystem::path at = here; !error; at = at.parent_path()) {
    if (std::filesystem::exists(at / ".git", error)) return at.string();
    if (at == at.root_path()) break;
  }
  return here.string();
}

bool append(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::app);
  file << text;
  return file.flush().good();
}

/// Everything of the findings in the format asked for.
std::string written(const std::string& format, const std::vector<diag::Diagnostic>& findings,
                    const std::vector<std::string>& policies, const SourceMap& sources, const report::Run& run) {
  if (format == "json") return report::toJson(findings, sources, run);
  if (format == "sarif") return report::toSarif(findings, sources, run);
  if (format == "github") return report::toGithub(findings, sources, run);
  if (format == "junit") return report::toJunit(findings, policies, sources, run);
  return report::toTerminal(findings, sources, run);
}

/// What the paths come to, one after another.
driver::Checked checkAll(driver::Session& session, const std::vector<std::string>& paths,
                         const driver::Options& options) {
  driver::Checked out;
  for (const std::string& path : paths) {
    const auto project = session.open(path);
    if (!project) {
      out.complete = false;
      continue;
    }
    out.project = project->name;
    for (const auto& policy : session.checkAll(*project, options)) {
      out.profile = policy->profile;
      out.policies.push_back(policy->path);
      out.complete = out.complete && policy->grants;
    }
  }
  session.sink.finish();
  out.findings = session.sink.diagnostics();
  out.sources = &session.sources;
  return out;
}

/// With a `workspace`, what it kept of the last check is used.
int once(Args& args, Io& outer, driver::Workspace* workspace = nullptr) {
  const WithStandardInput files(outer.files);
  Io io = outer.with(files);
  const std::string format = args.get("--format", "text");
  const std::string fail_on = args.get("--fail-on", "warning");
  const std::optional<Reading> reading = readingOf(args, io);
  if (!reading) return Unusable;
  const std::string& language = reading->language;
  const std::string baseline = args.get("--baseline");
  if (args.has("--write-baseline") && baseline.empty()) return refuse(io, "check", "baseline_unnamed", {});
  if (args.positional.empty()) args.positional.emplace_back(".");
  std::replace(args.positional.begin(), args.positional.end(), std::string(Dash), std::string(StandardInput));

  const driver::Options options{reading->as_of, args.has("--questions"), language};
  driver::Session session(io.files, io.library);
  driver::Checked checked =
      workspace != nullptr ? workspace->check(io.files, options) : checkAll(session, args.positional, options);
  std::vector<diag::Diagnostic>& findings = checked.findings;
  const std::vector<std::string>& policies = checked.policies;
  report::Run run = reading->run(checked.profile);
  if (args.positional.size() == 1) run.project = checked.project;
  run.paths = args.positional;
  run.fails_from = fail_on == "error"  ? diag::Severity::Error
                   : fail_on == "note" ? diag::Severity::Note
                                       : diag::Severity::Warning;
  run.colour = io.colour && format == "text";
  run.main_file = policies.empty() ? args.positional.front() : policies.front();
  if (io.files.kind(run.main_file) == FileKind::Directory)
    run.main_file = (std::filesystem::path(run.main_file) / "vern.toml").lexically_normal().string();
  if (format == "sarif" || format == "github" || format == "junit") run.checkout = checkout();
  std::optional<KnownRules> known;
  if (format == "sarif") {
    known.emplace(io, args.positional);
    run.explain = [&](std::string_view id) { return known->explain(id, language); };
  }
  if (!baseline.empty()) {
    const Comparison comparison{baseline, language, *checked.sources, checked.complete, io};
    const bool write = args.has("--write-baseline");
    const int status = write ? comparison.write(findings) : comparison.subtract(findings, run.known);
    // Where no baseline can be written, what stands in the way is told below.
    if (write ? checked.complete : status != Ok) return status;
  }

  const report::Counts counts = report::count(findings);
  const bool nothing = counts.errors + counts.warnings + counts.notes + counts.accepted + counts.questions == 0;
  if (!nothing || format != "text" || !args.has("--quiet"))
    io.out << written(format, findings, policies, *checked.sources, run);
  if (format == "github" && !io.job_summary.empty() &&
      !append(io.job_summary, report::toJobSummary(findings, *checked.sources, run)))
    return refuse(io, "check", "job_summary_unwritten", {{"path", io.job_summary}});

  for (const diag::Diagnostic& finding : findings)
    if (finding.outside) return Unusable;
  if (args.has("--exit-zero")) return Ok;
  const bool failed =
      std::ranges::any_of(findings, [&](const diag::Diagnostic& finding) { return report::fails(finding, run); });
  return failed ? Findings : Ok;
}

int runCheck(Args& args, Io& io) {
  if (!args.has("--watch")) return once(args, io);
  if (args.has("--write-baseline")) return refuse(io, "check", "watch_baseline", {});
  if (args.get("--format", "text") != "text") return refuse(io, "check", "watch_format", {});
  if (std::find(args.positional.begin(), args.positional.end(), Dash) != args.positional.end())
    return refuse(io, "check", "watch_input", {});
  // Several projects are told of together, and each time afresh.
  std::optional<driver::Workspace> workspace;
  if (args.positional.size() < 2)
    workspace.emplace(args.positional.empty() ? "." : args.positional.front(), io.library);
  return watch(io, [&](Io& noting) {
    Args again = args;
    return once(again, noting, workspace ? &*workspace : nullptr);
  });
}

}  // namespace

const Command check{"check", "[PATH…|-]", Any, CheckOptions, runCheck};

}  // namespace vern::cli
