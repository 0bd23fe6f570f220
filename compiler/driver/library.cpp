#include "compiler/driver/library.h"

#include <filesystem>

#include "compiler/model/from_syntax.h"
#include "compiler/rules/typecheck.h"
#include "compiler/support/check.h"
#include "llvm/Support/Error.h"
#include "stdlib_data.h"

namespace vern::driver {

namespace {

class LibraryShelf : public Shelf {
 public:
  [[nodiscard]] std::string key(const std::string& path) const override { return path; }
  [[nodiscard]] std::string used(const std::string& path, const std::string& written) const override {
    return (std::filesystem::path(path).parent_path() / written).lexically_normal().string();
  }
  [[nodiscard]] bool isLibrary(std::string_view) const override { return false; }
  [[nodiscard]] bool standard() const override { return true; }
};

class EmbeddedShelf : public LibraryShelf {
 public:
  [[nodiscard]] llvm::Expected<std::string> read(const std::string& path) const override {
    for (const EmbeddedFile& file : embeddedStdlib())
      if (file.path == path) return std::string(file.text);
    return fault("the standard library has no such file");
  }
  [[nodiscard]] std::string shown(const std::string& path) const override { return "<vern>/" + path; }
};

class FolderShelf : public LibraryShelf {
 public:
  FolderShelf(const FileSystem& files, std::string folder) : files_(files), folder_(std::move(folder)) {}
  [[nodiscard]] llvm::Expected<std::string> read(const std::string& path) const override {
    llvm::Expected<std::string> text = files_.read(shown(path), MaxFileBytes);
    if (text) return text;
    llvm::consumeError(text.takeError());
    return fault("the standard library has no such file");
  }
  [[nodiscard]] std::string shown(const std::string& path) const override { return folder_ + "/" + path; }

 private:
  const FileSystem& files_;
  std::string folder_;
};

std::unique_ptr<const Library> readFrom(const Shelf& shelf, diag::Sink& sink) {
  auto out = std::make_unique<Library>();
  Loader loader(shelf, out->sources, out->parsed, sink);
  loader.file(std::string(LibraryName) + ".vern");
  out->files = loader.files();
  out->model = model::fromSyntax(out->files, out->sources, sink);
  out->rules = rules::load(*out->model, out->files, sink);
  return out;
}

}  // namespace

std::unique_ptr<const Library> readLibrary(diag::Sink& sink) { return readFrom(EmbeddedShelf(), sink); }

std::unique_ptr<const Library> readLibrary(const FileSystem& files, const std::string& folder, diag::Sink& sink) {
  return readFrom(FolderShelf(files, folder), sink);
}

const Library& standardLibrary() {
  static const std::unique_ptr<const Library> library = [] {
    diag::Sink sink;
    auto read = readLibrary(sink);
    VERN_CHECK(!sink.hasErrors(), "the standard library in the program is sound");
    return read;
  }();
  return *library;
}

}  // namespace vern::driver
