// The subcommands. Each takes the words after its name and returns the exit status.
#pragma once

#include <span>
#include <string_view>

#include "compiler/cli/io.h"

namespace vern::cli {

using Words = std::span<const std::string_view>;

struct Command {
  std::string_view name;
  std::string_view help;
  int (*run)(Words, Io&);
};

/// All of them, in the order of the help.
[[nodiscard]] std::span<const Command> commands();

int check(Words words, Io& io);
int build(Words words, Io& io);
int explain(Words words, Io& io);
int rules(Words words, Io& io);
int dump(Words words, Io& io);
int statement(Words words, Io& io);
int test(Words words, Io& io);
int fmt(Words words, Io& io);
int init(Words words, Io& io);
int decide(Words words, Io& io);
int verify(Words words, Io& io);

}  // namespace vern::cli
