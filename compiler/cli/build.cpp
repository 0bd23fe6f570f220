// vern build: check a policy, then write its statements and its table, the set put in place whole.
#include <iterator>
#include <map>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/reading.h"
#include "compiler/cli/say.h"
#include "compiler/driver/session.h"
#include "compiler/query/table_file.h"
#include "compiler/report/report.h"
#include "compiler/source/write_set.h"
#include "compiler/statement/files.h"
#include "compiler/statement/from_model.h"
#include "compiler/table/from_grants.h"
#include "compiler/table/to_header.h"
#include "compiler/table/validate.h"

namespace vern::cli {

namespace {

constexpr Option BuildOptions[] = {
    {"--out", "DIR"},
    {"--as-of", "DATE"},
    {"--lang", Languages},
    {"--allow-errors", ""},
};

using Outputs = std::vector<std::pair<std::string, std::string>>;

/// The statements of `policy`; else a message, and the exit status: it is a fault of vern if they do not tell what it
/// says.
int addStatements(const driver::Policy& policy, const workspace::Project& project, Outputs& out, Io& io) {
  std::vector<statement::Document> documents;
  for (const std::string& language : statement::languagesOf(*policy.model))
    documents.push_back(statement::fromModel(*policy.model, language));
  llvm::Expected<Outputs> files = statement::filesOf(*policy.model, documents, policy.name, project.theme);
  if (!files) {
    refuse(io, "build", "nothing_written_for", policy.path, files.takeError());
    return OwnFault;
  }
  out.insert(out.end(), std::make_move_iterator(files->begin()), std::make_move_iterator(files->end()));
  return Ok;
}

/// The table of `policy`; else a message, and the exit status: it is a fault of vern if it does not answer as the
/// policy does.
int addTable(const driver::Policy& policy, const workspace::Project& project, Outputs& out, Io& io) {
  const grants::Grants grants = grants::fromModel(*policy.model);
  llvm::Expected<std::string> bytes = table::fromGrants(*policy.model, grants, {.root = project.root});
  if (!bytes) {
    refuse(io, "build", "no_table", policy.path, bytes.takeError());
    return Unusable;
  }
  llvm::Expected<query::TableFile> opened = query::TableFile::fromBytes(*bytes);
  if (!opened) {
    refuse(io, "build", "table_unopened", policy.path, opened.takeError());
    return OwnFault;
  }
  const table::Validation validation = table::validate(*policy.model, grants, opened->table());
  if (!validation.difference.empty()) {
    refuse(io, "build", "table_differs", {{"path", policy.path}, {"difference", validation.difference}});
    return OwnFault;
  }
  out.emplace_back(policy.name + ".ids.h", table::toHeader(opened->table()));
  out.emplace_back(policy.name + ".vdt", std::move(*bytes));
  return Ok;
}

int runBuild(Args& args, Io& io) {
  const std::optional<Reading> reading = readingOf(args, io);
  if (!reading) return Unusable;
  driver::Session session(io.files, io.library);
  const auto project = session.open(args.positional.empty() ? "." : args.positional.front());
  std::vector<std::unique_ptr<driver::Policy>> policies;
  if (project) policies = session.checkAll(*project, {reading->as_of, false, reading->language});
  session.sink.finish();
  const auto& findings = session.sink.diagnostics();
  if (!findings.empty())
    io.err << report::toTerminal(findings, session.sources,
                                 reading->run(policies.empty() ? "" : policies.front()->profile));
  for (const diag::Diagnostic& finding : findings)
    if (finding.outside) return Unusable;
  const report::Counts counts = report::count(findings);
  bool readable = true;
  for (const auto& policy : policies) readable = readable && policy->model && policy->grants;
  if (!readable || (counts.errors > 0 && !args.has("--allow-errors"))) {
    refuse(io, "build", readable ? "errors_unless_allowed" : "errors", {});
    return Findings;
  }

  // What is written of a policy is called as it is, without its folder.
  std::map<std::string, std::string> paths;
  for (const auto& policy : policies)
    if (const auto [other, fresh] = paths.emplace(policy->name, policy->path); !fresh)
      return refuse(io, "build", "same_name", {{"path", policy->path}, {"other", other->second}});
  Outputs outputs;
  for (const auto& policy : policies)
    for (const auto add : {addStatements, addTable})
      if (const int status = add(*policy, *project, outputs, io); status != Ok) return status;
  std::string folder = args.get("--out");
  if (folder.empty()) folder = !project->output.empty() ? project->output : project->root + "/out";
  if (llvm::Error error = writeSet(folder, outputs))
    return refuse(io, "build", "cannot_write", folder, std::move(error));
  for (const auto& [name, bytes] : outputs) io.out << folder << "/" << name << "\n";
  return Ok;
}

}  // namespace

const Command build{"build", "[PATH]", {0, 1}, BuildOptions, runBuild};

}  // namespace vern::cli
