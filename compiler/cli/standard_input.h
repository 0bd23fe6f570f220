// Standard input as a file: `vern check -`.
#pragma once

#include <optional>

#include "compiler/source/file_system.h"

namespace vern::cli {

/// How an argument asks for standard input, and what it is called in findings.
inline constexpr std::string_view Dash = "-";
inline constexpr std::string_view StandardInput = "<stdin>";

/// All of standard input; an error if it is more than `limit` bytes.
[[nodiscard]] llvm::Expected<std::string> readStandardInput(std::uint64_t limit);

/// Other files, and standard input as the file StandardInput. It is read when it is first asked for.
class WithStandardInput final : public FileSystem {
 public:
  explicit WithStandardInput(const FileSystem& files) : files_(files) {}

  FileKind kind(const std::string& path) const override;
  llvm::Expected<std::string> read(const std::string& path, std::uint64_t limit) const override;
  llvm::Expected<std::vector<std::string>> list(const std::string& path) const override { return files_.list(path); }
  std::string canonical(const std::string& path) const override;

 private:
  const FileSystem& files_;
  mutable std::optional<std::string> text_;
};

}  // namespace vern::cli
