#include "compiler/cli/standard_input.h"

#include <cstdio>

#include "compiler/source/fault.h"

namespace vern::cli {

llvm::Expected<std::string> readStandardInput(std::uint64_t limit) {
  std::string text;
  char buffer[4096];
  for (std::size_t got = 0; text.size() <= limit && (got = std::fread(buffer, 1, sizeof buffer, stdin)) > 0;)
    text.append(buffer, got);
  if (text.size() > limit) return fault(tooLarge(limit));
  return text;
}

FileKind WithStandardInput::kind(const std::string& path) const {
  return path == StandardInput ? FileKind::Regular : files_.kind(path);
}

llvm::Expected<std::string> WithStandardInput::read(const std::string& path, std::uint64_t limit) const {
  if (path != StandardInput) return files_.read(path, limit);
  if (!text_) {
    llvm::Expected<std::string> text = readStandardInput(limit);
    if (!text) return text.takeError();
    text_ = std::move(*text);
  }
  return *text_;
}

std::string WithStandardInput::canonical(const std::string& path) const {
  return path == StandardInput ? path : files_.canonical(path);
}

}  // namespace vern::cli
