// What a subcommand may touch of the world, so that tests can hand it another one.
#pragma once

#include "compiler/source/file_system.h"
#include "compiler/support/calendar.h"
#include "llvm/Support/raw_ostream.h"

namespace vern::driver {
struct Library;
}

namespace vern::cli {

struct Io {
  llvm::raw_ostream& out;
  llvm::raw_ostream& err;
  const FileSystem& files;
  bool colour = false;
  Day today = 0;
  std::string language = "en";  // of the user's locale
  const driver::Library* library = nullptr;  // the standard library, if it has been read already
  std::string job_summary = {};  // a file to append Markdown to (GITHUB_STEP_SUMMARY), or ""

  /// The same with other files.
  [[nodiscard]] Io with(const FileSystem& other) const {
    return {out, err, other, colour, today, language, library, job_summary};
  }
};

}  // namespace vern::cli
