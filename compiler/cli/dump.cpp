// vern dump: what the compiler holds at a stage, as text. For those who work on it.
#include "compiler/grants/dump.h"
#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/say.h"
#include "compiler/driver/session.h"
#include "compiler/model/dump.h"
#include "compiler/query/table_file.h"
#include "compiler/report/report.h"
#include "compiler/syntax/dump.h"
#include "compiler/table/dump.h"
#include "compiler/table/from_grants.h"

namespace vern::cli {

namespace {

constexpr Option DumpOptions[] = {{"--all", ""}};

int runDump(Args& args, Io& io) {
  const std::string stage = args.positional[0];
  if (!oneOf("STAGE", stage, "syntax|model|grants|table", io)) return Unusable;
  if (stage == "table" && args.positional.size() == 2 && args.positional[1].ends_with(".vdt")) {
    llvm::Expected<query::TableFile> file = query::TableFile::read(args.positional[1], io.files);
    if (file) io.out << table::dump(file->table());
    else refuse(io, "dump", file.takeError());
    return file ? Ok : Unusable;
  }
  driver::Session session(io.files, io.library);
  const auto project = session.open(args.positional.size() == 2 ? args.positional[1] : ".");
  if (project) {
    for (const std::string& path : project->policies) {
      const auto policy = session.load(*project, path);
      if (stage == "syntax") {
        // The library that stands in the program has no trees: they are read afresh.
        if (args.has("--all") && policy->library != nullptr)
          for (const syntax::File* file : driver::standardLibrary().files)
            io.out << syntax::dump(*file, session.sources);
        for (const syntax::File* file : policy->files) io.out << syntax::dump(*file, session.sources);
      }
      if (!policy->model) continue;
      if (stage == "model") io.out << model::dump(*policy->model, args.has("--all"));
      if (stage == "grants") io.out << grants::dump(*policy->model, grants::fromModel(*policy->model));
      if (stage == "table") {
        llvm::Expected<std::string> bytes = table::fromGrants(*policy->model, grants::fromModel(*policy->model));
        llvm::Expected<query::TableFile> file = bytes ? query::TableFile::fromBytes(*bytes) : bytes.takeError();
        if (file) io.out << table::dump(file->table());
        else refuse(io, "dump", file.takeError());
      }
    }
  }
  session.sink.finish();
  io.err << report::toTerminal(session.sink.diagnostics(), session.sources, {io.language, false, io.today});
  return session.sink.hasErrors() ? Findings : Ok;
}

}  // namespace

const Command dump{"dump", "STAGE [PATH]", {1, 2}, DumpOptions, runDump};

}  // namespace vern::cli
