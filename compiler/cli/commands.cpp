// The table of subcommands: a new one is a row here.
#include "compiler/cli/commands.h"

namespace vern::cli {

namespace {

constexpr Command Commands[] = {
    {"check", "find what is wrong with a policy", check},
    {"build", "check, then write the statements and the decision table", build},
    {"statement", "write the privacy statement of a policy in one language", statement},
    {"explain", "say what a finding means, and how to put it right", explain},
    {"rules", "list or search the rules", rules},
    {"test", "run the test blocks of a policy, and the examples of rules", test},
    {"decide", "ask whether a policy, or a table made of it, permits something", decide},
    {"verify", "check that a table is sound and made from these sources", verify},
    {"fmt", "lay policies out, comments kept", fmt},
    {"init", "start a policy for a small company", init},
    {"dump", "print what the compiler holds at a stage", dump},
};

}  // namespace

std::span<const Command> commands() { return Commands; }

}  // namespace vern::cli
