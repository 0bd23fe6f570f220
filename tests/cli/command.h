// Runs a subcommand as the program does, on files of a temporary folder.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "llvm/Support/raw_ostream.h"

namespace vern::test {

struct Outcome {
  int status = 0;
  std::string out;
  std::string err;
};

inline Outcome outcomeOf(const std::vector<std::string>& words, const std::string& language,
                         int (*call)(cli::Words, cli::Io&, const cli::Command*), const cli::Command* command) {
  Outcome outcome;
  llvm::raw_string_ostream out(outcome.out);
  llvm::raw_string_ostream err(outcome.err);
  cli::Io io{out, err, realFileSystem(), false, *parseDay("2026-06-01"), language};
  const std::vector<std::string_view> views(words.begin(), words.end());
  outcome.status = call(views, io, command);
  return outcome;
}

/// A subcommand with the words after its name.
inline Outcome run(const cli::Command& command, const std::vector<std::string>& words,
                   const std::string& language = "en") {
  return outcomeOf(
      words, language, [](cli::Words views, cli::Io& io, const cli::Command* one) { return cli::run(*one, views, io); },
      &command);
}

/// The program with all its words.
inline Outcome program(const std::vector<std::string>& words, const std::string& language = "en") {
  return outcomeOf(
      words, language, [](cli::Words views, cli::Io& io, const cli::Command*) { return cli::runProgram(views, io); },
      nullptr);
}

/// A folder that is gone when the test is.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "vern-test-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] std::string path(const std::string& name = "") const { return (path_ / name).string(); }
  std::string write(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path(name);
  }

 private:
  std::filesystem::path path_;
};

/// From now on `text` is standard input.
inline void standardInput(std::string_view text) {
  const Folder folder;
  const std::string path = folder.write("input", text);
  if (std::freopen(path.c_str(), "rb", stdin) == nullptr) std::abort();
}

inline std::size_t count(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

}  // namespace vern::test
