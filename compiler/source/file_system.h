// The outside world of files, behind one small interface: the real one, and one in memory for tests.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "llvm/Support/Error.h"

namespace vern {

enum class FileKind { Missing, Regular, Directory, Other };

class FileSystem {
 public:
  virtual ~FileSystem() = default;

  [[nodiscard]] virtual FileKind kind(const std::string& path) const = 0;
  /// The whole file as bytes. The error says in plain words why it could not be read.
  /// A file of more than `limit` bytes is refused before it is read.
  [[nodiscard]] virtual llvm::Expected<std::string> read(const std::string& path, std::uint64_t limit) const = 0;
  /// Names (not paths) in a directory, sorted.
  [[nodiscard]] virtual llvm::Expected<std::vector<std::string>> list(const std::string& path) const = 0;
  /// One spelling for each file, so that a file reached on two ways is the same file.
  [[nodiscard]] virtual std::string canonical(const std::string& path) const = 0;
};

/// The files of this machine.
FileSystem& realFileSystem();

/// Files held in memory; directories are implied by their files.
class MemoryFileSystem final : public FileSystem {
 public:
  void add(std::string path, std::string text) { files_[std::move(path)] = std::move(text); }

  FileKind kind(const std::string& path) const override;
  llvm::Expected<std::string> read(const std::string& path, std::uint64_t limit) const override;
  llvm::Expected<std::vector<std::string>> list(const std::string& path) const override;
  std::string canonical(const std::string& path) const override;

 private:
  std::map<std::string, std::string> files_;
};

/// Files of at most this many bytes are read.
inline constexpr std::uint64_t MaxFileBytes = 16u << 20;

/// A plain message as an error value.
llvm::Error fault(const std::string& message);

}  // namespace vern
