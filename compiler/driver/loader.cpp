#include "compiler/driver/loader.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "compiler/driver/diags.h"
#include "compiler/syntax/from_parse_tree.h"

namespace vern::driver {

syntax::File* Loader::parsed(const std::string& key, const std::string& path, Span used_at) {
  if (const auto known = parsed_.find(key); known != parsed_.end()) return &known->second;
  if (auto read = ahead_ != nullptr ? ahead_->take(key) : std::nullopt) {
    for (diag::Diagnostic& finding : read->findings.edit()) sink_.add(std::move(finding));
    return &parsed_.emplace(key, std::move(read->file)).first->second;
  }
  llvm::Expected<std::string> text = shelf_.read(path);
  if (!text) {
    const diag::Words reason = diag::reason(llvm::toString(text.takeError()));
    if (used_at.valid()) {
      diag::Builder builder = sink_.report(used_at, CannotUse, path, reason);
      // `use "recipents.vern"`
      if (const std::string near = shelf_.nearTo(path); !near.empty()) {
        std::string written(sources_.text(used_at));
        const std::size_t name = written.find_last_of("/\"", written.size() - 2) + 1;
        written.replace(name, written.size() - 1 - name, near);
        builder.help(UseInstead, written).edit(used_at, written);
      }
      // `use "norway"`
      if (const std::string_view name = std::string_view(sources_.text(used_at)).substr(1);
          !name.empty() && shelf_.isLibrary(name.substr(0, name.size() - 1)))
        builder.help(UseNorway);
    } else sink_.report({}, CannotReadPolicy, path, reason);
    return nullptr;
  }
  const FileId id = sources_.add(shelf_.shown(path), std::move(*text), shelf_.standard());
  return &parsed_.emplace(key, syntax::fromText(id, sources_, sink_)).first->second;
}

bool Loader::file(const std::string& path) {
  if (ahead_ != nullptr) ahead_->read(std::array{path}, shelf_, sources_);
  return walk(path, {});
}

bool Loader::walk(const std::string& path, Span used_at) {
  const std::string key = shelf_.key(path);
  if (done_.contains(key)) return true;
  if (const auto cycle = std::find(open_.begin(), open_.end(), key); cycle != open_.end()) {
    std::string chain;
    for (auto it = cycle; it != open_.end(); ++it) chain += std::filesystem::path(*it).filename().string() + " → ";
    sink_.report(used_at, UseCycle, chain + std::filesystem::path(key).filename().string());
    return false;
  }
  if (done_.size() + open_.size() >= MaxFiles) {
    sink_.report(used_at, TooManyFiles, MaxFiles);
    return false;
  }
  syntax::File* file = parsed(key, path, used_at);
  if (file == nullptr) return false;

  open_.push_back(key);
  bool lacks = false;
  for (const syntax::Decl& decl : file->decls)
    if (decl.kind == syntax::DeclKind::Use && !use(decl, path)) lacks = true;
  open_.pop_back();
  done_.insert(key);
  file->lacks_files = lacks;
  files_.push_back(file);
  return true;
}

bool Loader::use(const syntax::Decl& decl, const std::string& path) {
  if (decl.name) {
    if (shelf_.isLibrary(decl.name->text)) {
      uses_library_ = true;
      return true;
    }
    sink_.report(decl.name->span, UnknownLibrary, decl.name->text).help(UseNorway);
    return false;
  }
  if (!decl.string) return true;
  const std::string full = shelf_.used(path, std::string(decl.string->value));
  if (!full.empty()) return walk(full, decl.string->span);
  sink_.report(decl.string->span, UseOutside, decl.string->value);
  return false;
}

void Loader::folder(const std::string& folder, const FileSystem& file_system) {
  std::vector<std::string> paths;
  gather(folder, file_system, paths);
  if (ahead_ != nullptr) ahead_->read(paths, shelf_, sources_);
  for (const std::string& path : paths) walk(path, {});
}

void Loader::gather(const std::string& folder, const FileSystem& file_system, std::vector<std::string>& out) {
  if (file_system.kind(folder) != FileKind::Directory) {
    out.push_back(folder);
    return;
  }
  // A folder that is reached twice, by a link to one above it, is read once.
  if (!done_.insert("folder:" + file_system.canonical(folder)).second) return;
  llvm::Expected<std::vector<std::string>> names = file_system.list(folder);
  if (!names) {
    sink_.report({}, CannotReadPolicy, folder, diag::reason(llvm::toString(names.takeError())));
    return;
  }
  for (const std::string& name : *names) {
    const std::string path = folder + "/" + name;
    if (name.starts_with(".")) continue;
    if (file_system.kind(path) == FileKind::Directory || name.ends_with(".vern")) gather(path, file_system, out);
  }
}

}  // namespace vern::driver
