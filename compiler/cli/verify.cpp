// vern verify: is a table sound, was it made from these sources, and does it answer as they do?
#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/say.h"
#include "compiler/driver/session.h"
#include "compiler/query/table_file.h"
#include "compiler/report/report.h"
#include "compiler/table/from_grants.h"
#include "compiler/table/validate.h"

namespace vern::cli {

namespace {

constexpr Option VerifyOptions[] = {{"--policy", "PATH"}, {"--lang", Languages}};

std::string hex(std::string_view bytes) {
  static constexpr char Digits[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += Digits[byte >> 4];
    out += Digits[byte & 15];
  }
  return out;
}

int runVerify(Args& args, Io& io) {
  llvm::Expected<query::TableFile> file = query::TableFile::read(args.positional[0], io.files);
  if (!file) return refuse(io, "verify", file.takeError());
  const runtime::Table& table = file->table();
  const std::string hash(reinterpret_cast<const char*>(table.header().source_hash), sizeof table.header().source_hash);
  if (args.has("--policy")) {
    driver::Session session(io.files, io.library);
    const auto project = session.open(args.get("--policy"));
    std::unique_ptr<driver::Policy> source;
    for (const std::string& path : project ? project->policies : std::vector<std::string>()) {
      auto policy = session.load(*project, path);
      if (policy->model && table::sourceHash(*policy->model) == hash) source = std::move(policy);
    }
    session.sink.finish();
    if (session.sink.hasErrors()) {
      io.err << report::toTerminal(session.sink.diagnostics(), session.sources, {io.language, false, io.today, "", ""});
      return Unusable;
    }
    if (!source) {
      refuse(io, "verify", "other_sources", {{"path", args.positional[0]}});
      return Findings;
    }
    const table::Validation answers = table::validate(*source->model, grants::fromModel(*source->model), table);
    if (!answers.difference.empty()) {
      refuse(io, "verify", "answers_differ", {{"path", args.positional[0]}, {"difference", answers.difference}});
      return Findings;
    }
    io.out << say(io, "same_sources", {{"answers", messages::say(io.language, table::describe(answers))}}) << "\n";
  }
  std::string policy = "`" + std::string(table.text(table.header().policy)) + "`";
  if (const auto version = table.text(table.header().version); !version.empty()) policy += " " + std::string(version);
  io.out << say(io, "sound",
                {{"path", args.positional[0]},
                 {"policy", policy},
                 {"activities", std::to_string(table.activities.size())},
                 {"entries", std::to_string(table.entries.size())},
                 {"bytes", std::to_string(table.header().file_bytes)},
                 {"hash", hex(hash)}})
         << "\n";
  return Ok;
}

}  // namespace

const Command verify{"verify", "FILE.vdt", {1, 1}, VerifyOptions, runVerify};

}  // namespace vern::cli
