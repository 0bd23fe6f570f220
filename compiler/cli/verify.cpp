// vern verify: is a table sound, was it made from these sources, and does it answer as they do?
#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/driver/session.h"
#include "compiler/query/table_file.h"
#include "compiler/report/report.h"
#include "compiler/table/from_grants.h"
#include "compiler/table/validate.h"

namespace vern::cli {

namespace {

constexpr Option Options[] = {{"--policy", "PATH", "the policy that the table should have been made from"}};

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

int run(Args& args, Io& io) {
  llvm::Expected<query::TableFile> file = query::TableFile::read(args.positional[0], io.files);
  if (!file) {
    io.err << "vern verify: " << llvm::toString(file.takeError()) << "\n";
    return Unusable;
  }
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
      io.err << "vern verify: " << args.positional[0] << " was not made from these sources\n";
      return Findings;
    }
    const table::Validation answers = table::validate(*source->model, grants::fromModel(*source->model), table);
    if (!answers.difference.empty()) {
      io.err << "vern verify: " << args.positional[0] << " answers otherwise than its policy\n"
             << answers.difference << "\n";
      return Findings;
    }
    io.out << "made from these sources; " << table::describe(answers) << "\n";
  }
  io.out << args.positional[0] << ": sound; policy `" << table.text(table.header().policy) << "`";
  if (const auto version = table.text(table.header().version); !version.empty()) io.out << " " << version;
  io.out << ", " << table.activities.size() << " activities, " << table.entries.size() << " entries, "
         << std::to_string(table.header().file_bytes) << " bytes, sources sha256:" << hex(hash) << "\n";
  return Ok;
}

}  // namespace

const Command verify{"verify",
                     "FILE.vdt",
                     {1, 1},
                     "check that a table is sound and made from these sources",
                     "Checks the checksum and the structure of a table, and that it answers as its policy does.",
                     Options,
                     run};

}  // namespace vern::cli
