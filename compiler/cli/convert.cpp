#include "compiler/cli/convert.h"

#include <unistd.h>

#include <optional>
#include <vector>

#include "compiler/source/fault.h"
#include "compiler/source/file_system.h"
#include "compiler/source/write_file.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"

namespace vern::cli {

namespace {

constexpr unsigned MostSeconds = 120;
constexpr std::uint64_t MostBytes = std::uint64_t{1} << 28;

/// A folder that is gone when it is no longer needed.
class Scratch {
 public:
  Scratch() { failed_ = static_cast<bool>(llvm::sys::fs::createUniqueDirectory("vern", path_)); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    if (failed_) return;
    // What cannot be removed stays behind.
    [[maybe_unused]] const std::error_code ignored = llvm::sys::fs::remove_directories(path_);
  }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] std::string file(std::string_view name) const { return std::string(path_) + "/" + std::string(name); }

 private:
  llvm::SmallString<128> path_;
  bool failed_;
};

std::string firstLines(const std::string& path) {
  llvm::Expected<std::string> text = realFileSystem().read(path, MostBytes);
  if (!text) {
    llvm::consumeError(text.takeError());
    return {};
  }
  constexpr std::size_t MostShown = 400;
  return text->substr(0, MostShown);
}

}  // namespace

bool isConverted(std::string_view format) { return format == "docx" || format == "pdf"; }

llvm::Expected<std::string> converted(const std::string& html, std::string_view format) {
  const bool word = format == "docx";
  const std::string program = word ? "pandoc" : "chromium";
  const llvm::ErrorOr<std::string> found = llvm::sys::findProgramByName(program);
  if (!found)
    return fault(
        Cause{"{format} is made by {program}, which is not installed; install it (apt-get install {program}), or ask "
              "for html",
              {{"format", word ? "DOCX" : "PDF"}, {"program", program}}});
  const Scratch scratch;
  if (scratch.failed()) return fault("no temporary folder can be made");
  const std::string from = scratch.file("statement.html");
  const std::string to = scratch.file("statement." + std::string(format));
  const std::string said = scratch.file("said");
  if (llvm::Error error = writeWhole(from, html)) return error;
  std::vector<std::string> words{*found};
  if (word) words.insert(words.end(), {"--from", "html", "--to", "docx", "--output", to, from});
  else
    words.insert(words.end(), {"--headless", "--disable-gpu", "--no-pdf-header-footer",
                               "--user-data-dir=" + scratch.file("profile"), "--print-to-pdf=" + to, "file://" + from});
  // Chromium has no sandbox to offer root, and does not start without this word.
  if (!word && geteuid() == 0) words.emplace_back("--no-sandbox");
  const std::vector<llvm::StringRef> arguments(words.begin(), words.end());
  const std::optional<llvm::StringRef> streams[] = {llvm::StringRef(""), llvm::StringRef(said), llvm::StringRef(said)};
  std::string why;
  const int status = llvm::sys::ExecuteAndWait(*found, arguments, std::nullopt, streams, MostSeconds, 0, &why);
  llvm::Expected<std::string> bytes = realFileSystem().read(to, MostBytes);
  if (status == 0 && bytes) return bytes;
  if (!bytes) llvm::consumeError(bytes.takeError());
  if (why.empty()) why = firstLines(said);
  if (why.empty())
    return fault(Cause{"{program} failed with exit status {status}",
                       {{"program", program}, {"status", std::to_string(status)}}});
  return fault(Cause{"{program} failed: {said}", {{"program", program}, {"said", why}}});
}

}  // namespace vern::cli
