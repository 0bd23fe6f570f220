// The table of subcommands: a new one is a row here.
#include "compiler/cli/commands.h"

#include <algorithm>

#include "compiler/support/distance.h"

namespace vern::cli {

namespace {

constexpr const Command* Commands[] = {&check,  &build,  &statement, &explain, &rules, &terms,  &fix,         &test,
                                       &decide, &verify, &fmt,       &init,    &help,  &manual, &completions, &dump};

void printProgramHelp(llvm::raw_ostream& out) {
  out << Purpose << "\n\nusage: vern COMMAND [ARGUMENTS]\n\ncommands:\n";
  printCommands(out);
  out << "\n`vern help COMMAND` tells more, `vern --version` the version and the date of the law. " << Statuses << "\n";
}

int runHelp(Args& args, Io& io) {
  if (args.positional.empty()) {
    printProgramHelp(io.out);
    return Ok;
  }
  const Command* command = find(args.positional[0], io);
  if (command == nullptr) return Unusable;
  printHelp(*command, io.out);
  return Ok;
}

}  // namespace

const Command help{"help",
                   "[COMMAND]",
                   {0, 1},
                   "list the commands, or the options of one",
                   "Lists the commands, or the options of one.",
                   {},
                   runHelp};

const std::string_view Purpose =
    "vern checks a privacy policy against itself and the law, publishes it, and answers from it.";
const std::string_view Statuses = "Exit status: 0 all well, 1 findings, 2 cannot be used so, 3 a fault of vern's own.";

std::span<const Command* const> commands() { return Commands; }

const Command* find(std::string_view name, Io& io) {
  std::vector<std::string_view> names;
  for (const Command* command : Commands) {
    if (command->name == name) return command;
    names.push_back(command->name);
  }
  io.err << "vern: there is no command `" << name << "`";
  if (const std::string_view near = nearest(name, names); !near.empty()) io.err << "; did you mean `" << near << "`?";
  else if (io.files.kind(std::string(name)) != FileKind::Missing)
    io.err << "; to check that file: `vern check " << name << "`";
  else io.err << "; `vern help` lists them";
  io.err << "\n";
  return nullptr;
}

int runProgram(Words words, Io& io) {
  if (words.empty()) {
    printProgramHelp(io.err);
    return Unusable;
  }
  if (words[0] == "--help" || words[0] == "-h") {
    printProgramHelp(io.out);
    return Ok;
  }
  if (words[0] == "--version" || words[0] == "-V") {
    printVersion(io);
    return Ok;
  }
  const Command* command = find(words[0], io);
  return command != nullptr ? run(*command, words.subspan(1), io) : Unusable;
}

void printCommands(llvm::raw_ostream& out) {
  std::size_t widest = 0;
  for (const Command* command : Commands) widest = std::max(widest, command->name.size());
  for (const Command* command : Commands)
    out << "  " << command->name << std::string(widest - command->name.size() + 2, ' ') << command->summary << "\n";
}

}  // namespace vern::cli
