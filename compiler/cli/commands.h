// The subcommands, and how a call of the program finds its own.
#pragma once

#include <span>

#include "compiler/cli/args.h"

namespace vern::cli {

extern const Command check, build, statement, explain, rules, terms, fix, test, decide, verify, fmt, init, help, manual,
    completions, dump;

/// All of them, in the order of the help.
[[nodiscard]] std::span<const Command* const> commands();

/// The command called `name`; or nullptr, after an error that names the nearest was printed.
[[nodiscard]] const Command* find(std::string_view name, Io& io);

/// Runs the program with `words`, all that follows its name. Returns the exit status.
int runProgram(Words words, Io& io);

/// The commands with their summaries, a line each.
void printCommands(Io& io, llvm::raw_ostream& out);

/// What `vern --version` prints: the versions and dates of vern, of its library and of the law in it.
void printVersion(Io& io);

}  // namespace vern::cli
