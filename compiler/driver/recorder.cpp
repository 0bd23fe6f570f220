#include "compiler/driver/recorder.h"

#include <algorithm>

namespace vern::driver {

FileKind Recorder::kind(const std::string& path) const { return kinds_[path] = files_->kind(path); }

llvm::Expected<std::string> Recorder::read(const std::string& path, std::uint64_t limit) const {
  llvm::Expected<std::string> out = files_->read(path, limit);
  texts_[path] = {limit, out ? std::optional(*out) : std::nullopt};
  return out;
}

llvm::Expected<std::vector<std::string>> Recorder::list(const std::string& path) const {
  llvm::Expected<std::vector<std::string>> out = files_->list(path);
  names_[path] = out ? Names(*out) : Names();
  return out;
}

std::string Recorder::canonical(const std::string& path) const { return canonical_[path] = files_->canonical(path); }

void Recorder::start(const FileSystem& files) { *this = Recorder(files); }

Recorder::Text Recorder::textOf(const FileSystem& files, const std::string& path, std::uint64_t limit) {
  llvm::Expected<std::string> text = files.read(path, limit);
  if (text) return {limit, std::move(*text)};
  llvm::consumeError(text.takeError());
  return {limit, {}};
}

Recorder::Names Recorder::namesIn(const FileSystem& files, const std::string& path) {
  llvm::Expected<std::vector<std::string>> names = files.list(path);
  if (names) return std::move(*names);
  llvm::consumeError(names.takeError());
  return {};
}

std::optional<std::vector<std::pair<std::string, std::string>>> Recorder::changes(const FileSystem& files) {
  files_ = &files;
  const auto same = [](const auto& known, const auto& now) {
    return std::all_of(known.begin(), known.end(), [&](const auto& entry) { return now(entry.first) == entry.second; });
  };
  if (!same(kinds_, [&](const std::string& path) { return files.kind(path); }) ||
      !same(names_, [&](const std::string& path) { return namesIn(files, path); }) ||
      !same(canonical_, [&](const std::string& path) { return files.canonical(path); }))
    return std::nullopt;
  std::vector<std::pair<std::string, std::string>> out;
  for (auto& [path, known] : texts_) {
    Text now = textOf(files, path, known.limit);
    if (now.text == known.text) continue;
    if (!now.text || !known.text) return std::nullopt;
    out.emplace_back(path, *now.text);
    known = std::move(now);
  }
  return out;
}

}  // namespace vern::driver
