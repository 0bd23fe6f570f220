// Reads a file and those that it uses, each once. A shelf says where files stand: in a project, or in the library.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/driver/ahead.h"
#include "compiler/source/file_system.h"
#include "compiler/syntax/tree.h"

namespace vern::driver {

class Shelf {
 public:
  virtual ~Shelf() = default;
  /// The same for every way to write the same file.
  [[nodiscard]] virtual std::string key(const std::string& path) const = 0;
  [[nodiscard]] virtual llvm::Expected<std::string> read(const std::string& path) const = 0;
  /// `written`, as the file at `path` uses it; "" if that lies outside.
  [[nodiscard]] virtual std::string used(const std::string& path, const std::string& written) const = 0;
  /// How `path` is shown to people.
  [[nodiscard]] virtual std::string shown(const std::string& path) const { return path; }
  /// The name of the file beside where `path` should be that is most like it, or "".
  [[nodiscard]] virtual std::string nearTo(const std::string&) const { return {}; }
  /// `use NAME` means a library there is.
  [[nodiscard]] virtual bool isLibrary(std::string_view name) const = 0;
  /// Everything here is part of the standard library.
  [[nodiscard]] virtual bool standard() const { return false; }
};

class Loader {
 public:
  /// Parsed files by their keys; those of earlier loaders are not read again.
  using Parsed = std::map<std::string, syntax::File>;

  /// `ahead`, if it is given, reads what is asked for before it is walked through.
  Loader(const Shelf& shelf, SourceMap& sources, Parsed& parsed, diag::Sink& sink, Ahead* ahead = nullptr)
      : shelf_(shelf), sources_(sources), parsed_(parsed), sink_(sink), ahead_(ahead) {}

  /// False, and a finding, if `path` cannot be read.
  bool file(const std::string& path);
  /// All `.vern` files in `folder` and below it; a single file is read as it is.
  void folder(const std::string& folder, const FileSystem& file_system);

  /// What was read, those that are used before those that use them. They live as long as `parsed`.
  [[nodiscard]] const std::vector<const syntax::File*>& files() const { return files_; }
  [[nodiscard]] bool usesLibrary() const { return uses_library_; }

 private:
  /// The files to be read for `folder`.
  void gather(const std::string& folder, const FileSystem& file_system, std::vector<std::string>& out);
  /// `used_at` is where `path` is used, if a file uses it.
  bool walk(const std::string& path, Span used_at);
  syntax::File* parsed(const std::string& key, const std::string& path, Span used_at);
  bool use(const syntax::Decl& decl, const std::string& path);

  const Shelf& shelf_;
  SourceMap& sources_;
  Parsed& parsed_;
  diag::Sink& sink_;
  Ahead* ahead_;
  std::vector<const syntax::File*> files_;
  std::vector<std::string> open_;   // files being read, the outermost first
  std::set<std::string> done_;
  bool uses_library_ = false;
};

}  // namespace vern::driver
