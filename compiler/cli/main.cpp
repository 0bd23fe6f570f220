#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/version.h"
#include "compiler/support/distance.h"

namespace {

using namespace vern;
using cli::Command;

void printHelp(llvm::raw_ostream& out) {
  out << "vern checks a privacy policy against itself and the law, publishes it, and answers from it.\n\n"
         "usage: vern COMMAND [ARGUMENTS]\n\ncommands:\n";
  std::size_t widest = 0;
  for (const Command& command : cli::commands()) widest = std::max(widest, command.name.size());
  for (const Command& command : cli::commands())
    out << "  " << command.name << std::string(widest - command.name.size() + 2, ' ') << command.help << "\n";
  out << "\n`vern COMMAND --help` tells more. Exit status: 0 all well, 1 findings, 2 cannot be used so, 3 a fault of "
         "vern's own.\n";
}

/// The day in this machine's time zone; the one place where the clock is read.
Day today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return toDay({local.tm_year + 1900, local.tm_mon + 1, local.tm_mday});
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

std::string localeLanguage() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    const std::string_view locale(value);
    return locale.starts_with("nb") || locale.starts_with("no") || locale.starts_with("nn") ? "nb" : "en";
  }
  return "en";
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string_view> words(argv + 1, argv + argc);
  cli::Io io{llvm::outs(),
             llvm::errs(),
             realFileSystem(),
             isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr,
             today(),
             localeLanguage(),
             variable("GITHUB_STEP_SUMMARY")};
  if (words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    printHelp(words.empty() ? io.err : io.out);
    return words.empty() ? cli::Unusable : cli::Ok;
  }
  if (words[0] == "--version") {
    io.out << "vern " << cli::Version << "\n";
    return cli::Ok;
  }
  for (const Command& command : cli::commands())
    if (command.name == words[0]) {
      const int status = command.run(cli::Words(words).subspan(1), io);
      llvm::outs().flush();
      if (llvm::outs().has_error()) {
        // A reader that went away (`vern … | head`) is no fault; a full disk is.
        const bool pipe = llvm::outs().error() == std::errc::broken_pipe;
        llvm::outs().clear_error();
        if (!pipe) {
          io.err << "vern: the output could not be written\n";
          return cli::Unusable;
        }
      }
      return status;
    }
  io.err << "vern: there is no command `" << words[0] << "`";
  std::vector<std::string_view> names;
  for (const Command& command : cli::commands()) names.push_back(command.name);
  if (const std::string_view near = nearest(words[0], names); !near.empty())
    io.err << "; did you mean `" << near << "`?";
  io.err << "\n";
  return cli::Unusable;
}
