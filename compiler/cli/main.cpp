#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <new>
#include <vector>

#include "compiler/cli/commands.h"
#include "compiler/cli/say.h"
#include "library_image.h"
#include "llvm/Support/ErrorHandling.h"

namespace {

using namespace vern;

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

bool wantsColour() { return isatty(STDOUT_FILENO) != 0 && variable("NO_COLOR").empty() && variable("TERM") != "dumb"; }

std::string localeLanguage() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    const std::string_view locale(value);
    return locale.starts_with("nb") || locale.starts_with("no") || locale.starts_with("nn") ? "nb" : "en";
  }
  return "en";
}

/// Where there is no memory left nothing can be told but that, and nothing written either.
[[noreturn]] void outOfMemory() {
  const std::string_view told = std::strerror(ENOMEM);
  (void)!(write(STDERR_FILENO, "vern: ", 6) + write(STDERR_FILENO, told.data(), told.size()) +
          write(STDERR_FILENO, "\n", 1));
  _exit(cli::OwnFault);
}

}  // namespace

int main(int argc, char** argv) {
  // A file larger than `ulimit -f` allows is then a write that fails, and not the end of vern without a word.
  std::signal(SIGXFSZ, SIG_IGN);
  std::set_new_handler(outOfMemory);
  llvm::install_bad_alloc_error_handler([](void*, const char*, bool) { outOfMemory(); });
  std::vector<std::string_view> words(argv + 1, argv + argc);
  cli::Io io{llvm::outs(), llvm::errs(),     realFileSystem(), wantsColour(),
             today(),      localeLanguage(), &libraryImage(),  variable("GITHUB_STEP_SUMMARY")};
  const int status = cli::runProgram(words, io);
  llvm::outs().flush();
  if (llvm::outs().has_error()) {
    // A reader that went away (`vern … | head`) is no fault; a full disk is.
    const bool pipe = llvm::outs().error() == std::errc::broken_pipe;
    llvm::outs().clear_error();
    if (!pipe) {
      return cli::refuse(io, "", "output_unwritten", {});
    }
  }
  return status;
}
