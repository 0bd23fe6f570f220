// The table of subcommands: a new one is a row here.
#include "compiler/cli/commands.h"

#include <algorithm>

#include "compiler/cli/say.h"
#include "compiler/support/distance.h"

namespace vern::cli {

namespace {

constexpr const Command* Commands[] = {&check,  &build,  &statement, &explain, &rules, &terms,  &fix,         &test,
                                       &decide, &verify, &fmt,       &init,    &help,  &manual, &completions, &dump};

void printProgramHelp(Io& io, llvm::raw_ostream& out) {
  out << say(io, "purpose") << "\n\n"
      << say(io, "usage") << ": vern COMMAND [ARGUMENTS]\n\n"
      << say(io, "commands") << ":\n";
  printCommands(io, out);
  out << "\n" << say(io, "more") << " " << say(io, "statuses") << "\n";
}

int runHelp(Args& args, Io& io) {
  if (args.positional.empty()) {
    printProgramHelp(io, io.out);
    return Ok;
  }
  const Command* command = find(args.positional[0], io);
  if (command == nullptr) return Unusable;
  printHelp(*command, io);
  return Ok;
}

}  // namespace

const Command help{"help", "[COMMAND]", {0, 1}, LanguageOption, runHelp};

std::span<const Command* const> commands() { return Commands; }

const Command* find(std::string_view name, Io& io) {
  std::vector<std::string_view> names;
  for (const Command* command : Commands) {
    if (command->name == name) return command;
    names.push_back(command->name);
  }
  const std::string given(name);
  std::string more = didYouMean(io, nearest(name, names));
  if (more.empty())
    more = io.files.kind(given) != FileKind::Missing ? say(io, "check_file", {{"path", given}}) : say(io, "help_lists");
  refuse(io, "", say(io, "no_command", {{"command", given}}) + more);
  return nullptr;
}

int runProgram(Words words, Io& io) {
  if (words.empty()) {
    printProgramHelp(io, io.err);
    return Unusable;
  }
  if (words[0] == "--help" || words[0] == "-h") {
    printProgramHelp(io, io.out);
    return Ok;
  }
  if (words[0] == "--version" || words[0] == "-V") {
    printVersion(io);
    return Ok;
  }
  const Command* command = find(words[0], io);
  return command != nullptr ? run(*command, words.subspan(1), io) : Unusable;
}

void printCommands(Io& io, llvm::raw_ostream& out) {
  std::size_t widest = 0;
  for (const Command* command : Commands) widest = std::max(widest, command->name.size());
  for (const Command* command : Commands)
    out << "  " << command->name << std::string(widest - command->name.size() + 2, ' ') << command->summary(io) << "\n";
}

}  // namespace vern::cli
