#include "compiler/source/file_system.h"

#include "compiler/source/fault.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>

namespace vern {

namespace {

Cause reason(int error) { return error == EACCES ? Cause{"no permission to read it"} : systemCause(error); }

class RealFileSystem final : public FileSystem {
 public:
  FileKind kind(const std::string& path) const override {
    struct stat info{};
    if (::stat(path.c_str(), &info) != 0) return FileKind::Missing;
    if (S_ISREG(info.st_mode)) return FileKind::Regular;
    return S_ISDIR(info.st_mode) ? FileKind::Directory : FileKind::Other;
  }

  llvm::Expected<std::string> read(const std::string& path, std::uint64_t limit) const override {
    // O_NONBLOCK: a named pipe without a writer must not hang us.
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return fault(reason(errno));
    struct stat info{};
    Causes failure;
    std::string text;
    if (::fstat(fd, &info) != 0) failure = {reason(errno)};
    else if (S_ISDIR(info.st_mode)) failure = {reason(EISDIR)};
    else if (!S_ISREG(info.st_mode)) failure = {Cause{"it is not a regular file"}};
    else if (static_cast<std::uint64_t>(info.st_size) > limit) failure = {tooLarge(limit)};
    if (failure.empty()) {
      text.resize(static_cast<std::size_t>(info.st_size));
      std::size_t have = 0;
      while (true) {
        if (have == text.size()) text.resize(text.size() + 4096);
        const ssize_t got = ::read(fd, text.data() + have, text.size() - have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) failure = {reason(errno)};
        if (got <= 0) break;
        have += static_cast<std::size_t>(got);
        if (have > limit) {
          failure = {tooLarge(limit)};
          break;
        }
      }
      text.resize(have);
    }
    ::close(fd);
    if (!failure.empty()) return fault(failure);
    return text;
  }

  llvm::Expected<std::vector<std::string>> list(const std::string& path) const override {
    std::error_code error;
    std::vector<std::string> names;
    for (std::filesystem::directory_iterator it(path, error), end; !error && it != end; it.increment(error))
      names.push_back(it->path().filename().string());
    if (error) return fault(reason(error.value()));
    std::sort(names.begin(), names.end());
    return names;
  }

  std::string canonical(const std::string& path) const override {
    std::error_code error;
    const auto result = std::filesystem::weakly_canonical(path, error);
    return error ? path : result.string();
  }
};

}  // namespace

FileSystem& realFileSystem() {
  static RealFileSystem files;
  return files;
}

FileKind MemoryFileSystem::kind(const std::string& path) const {
  if (files_.contains(path)) return FileKind::Regular;
  const std::string folder = path.empty() || path == "." ? "" : path + "/";
  for (const auto& [name, text] : files_)
    if (name.starts_with(folder)) return FileKind::Directory;
  return FileKind::Missing;
}

llvm::Expected<std::string> MemoryFileSystem::read(const std::string& path, std::uint64_t limit) const {
  const auto found = files_.find(path);
  if (found == files_.end()) return fault(reason(kind(path) == FileKind::Directory ? EISDIR : ENOENT));
  if (found->second.size() > limit) return fault(tooLarge(limit));
  return found->second;
}

llvm::Expected<std::vector<std::string>> MemoryFileSystem::list(const std::string& path) const {
  const std::string folder = path.empty() || path == "." ? "" : path + "/";
  std::set<std::string> names;
  for (const auto& [name, text] : files_) {
    if (!name.starts_with(folder)) continue;
    const std::string rest = name.substr(folder.size());
    names.insert(rest.substr(0, rest.find('/')));
  }
  return std::vector<std::string>(names.begin(), names.end());
}

std::string MemoryFileSystem::canonical(const std::string& path) const {
  return std::filesystem::path(path).lexically_normal().string();
}

}  // namespace vern
