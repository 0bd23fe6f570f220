// Other files, and what was found out about them: whether anything is different now, and which texts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/source/file_system.h"

namespace vern::driver {

class Recorder final : public FileSystem {
 public:
  explicit Recorder(const FileSystem& files) : files_(&files) {}

  FileKind kind(const std::string& path) const override;
  llvm::Expected<std::string> read(const std::string& path, std::uint64_t limit) const override;
  llvm::Expected<std::vector<std::string>> list(const std::string& path) const override;
  std::string canonical(const std::string& path) const override;

  /// Everything is forgotten, and `files` are looked at from now on.
  void start(const FileSystem& files);
  /// The texts that are others in `files`, by their paths; they are taken for known from now on. Nothing if something
  /// else has changed as well: which files there are, or whether one can be read.
  [[nodiscard]] std::optional<std::vector<std::pair<std::string, std::string>>> changes(const FileSystem& files);

 private:
  struct Text {
    std::uint64_t limit = 0;
    std::optional<std::string> text;  // none: it could not be read
  };
  using Names = std::optional<std::vector<std::string>>;
  [[nodiscard]] static Text textOf(const FileSystem& files, const std::string& path, std::uint64_t limit);
  [[nodiscard]] static Names namesIn(const FileSystem& files, const std::string& path);

  const FileSystem* files_;
  mutable std::map<std::string, FileKind> kinds_;
  mutable std::map<std::string, Text> texts_;
  mutable std::map<std::string, Names> names_;
  mutable std::map<std::string, std::string> canonical_;
};

}  // namespace vern::driver
