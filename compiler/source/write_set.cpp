#include "compiler/source/write_set.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "compiler/source/fault.h"
#include "compiler/source/file_system.h"
#include "compiler/source/write_file.h"

namespace vern {

namespace {

namespace fs = std::filesystem;

constexpr const char* Mark = ".vern-output";

/// The folder is ours to replace: empty, or written by vern.
bool replaceable(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / Mark, error) || fs::is_empty(folder, error);
}

void syncFolder(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}

bool exchange(const fs::path& a, const fs::path& b) {
#ifdef SYS_renameat2
  return ::syscall(SYS_renameat2, AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0;
#else
  (void)a;
  (void)b;
  return false;
#endif
}

/// A folder held open and locked for as long as this lives. The lock goes when its process dies, however it dies.
class LockedFolder {
 public:
  explicit LockedFolder(const fs::path& folder) : fd_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    struct stat now{};
    held_ = fd_ >= 0 && ::flock(fd_, LOCK_EX | LOCK_NB) == 0 && ::fstat(fd_, &now) == 0 && now.st_nlink > 0;
  }
  LockedFolder(const LockedFolder&) = delete;
  LockedFolder& operator=(const LockedFolder&) = delete;
  ~LockedFolder() {
    if (fd_ >= 0) ::close(fd_);
  }
  explicit operator bool() const { return held_; }

 private:
  int fd_;
  bool held_ = false;
};

/// Removes what builds that were killed left beside `target`.
void removeLeftovers(const fs::path& target) {
  const std::string begin = target.filename().string() + ".vern-new.";
  const fs::path parent = target.has_parent_path() ? target.parent_path() : fs::path(".");
  std::error_code error;
  std::vector<fs::path> leftovers;
  for (fs::directory_iterator entry(parent, error), end; !error && entry != end; entry.increment(error))
    if (entry->path().filename().string().compare(0, begin.size(), begin) == 0) leftovers.push_back(entry->path());
  for (const fs::path& leftover : leftovers)
    if (const LockedFolder locked(leftover); locked) fs::remove_all(leftover, error);
}

}  // namespace

llvm::Error writeSet(const std::string& folder, const std::vector<std::pair<std::string, std::string>>& files) {
  fs::path target(folder);
  if (target.filename().empty()) target = target.parent_path();  // "out/"
  std::error_code error;
  // Where a link stands, the folder that it leads to is replaced, and the link stays.
  if (fs::is_symlink(target, error))
    if (const fs::path led = fs::canonical(target, error); !error) target = led;
  if (fs::exists(target, error)) {
    if (!fs::is_directory(target, error)) return fault("it is not a folder");
    if (!replaceable(target)) return fault("it holds files that vern did not write");
  }
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), error);
  if (error) return fault(systemCause(error.value()));
  const fs::path fresh = target.string() + ".vern-new." + std::to_string(::getpid());
  removeLeftovers(target);
  const auto failed = [&](llvm::Error reason) {
    std::error_code ignored;
    fs::remove_all(fresh, ignored);
    return reason;
  };
  if (!fs::create_directory(fresh, error))
    return fault(error ? systemCause(error.value()) : Cause{"`{path}` is in the way", {{"path", fresh.string()}}});
  const LockedFolder locked(fresh);
  if (!locked) return failed(fault("another build writes there"));
  for (const auto& [name, bytes] : files)
    if (llvm::Error problem = writeWhole((fresh / name).string(), bytes)) return failed(std::move(problem));
  if (llvm::Error problem = writeWhole((fresh / Mark).string(), "")) return failed(std::move(problem));
  syncFolder(fresh);

  if (!fs::exists(target, error)) {
    if (std::rename(fresh.c_str(), target.c_str()) != 0) return failed(fault(systemCause(errno)));
    return llvm::Error::success();
  }
  if (exchange(fresh, target)) {
    fs::remove_all(fresh, error);
    return llvm::Error::success();
  }
  // A file system without the exchange: the old set is out of the way for the blink of an eye, and put back on failure.
  const fs::path old = target.string() + ".vern-old." + std::to_string(::getpid());
  if (std::rename(target.c_str(), old.c_str()) != 0) return failed(fault(systemCause(errno)));
  if (std::rename(fresh.c_str(), target.c_str()) != 0) {
    const int reason = errno;
    if (std::rename(old.c_str(), target.c_str()) != 0)
      return fault(Cause{"the old outputs are now in {path}", {{"path", old.string()}}});
    return failed(fault(systemCause(reason)));
  }
  fs::remove_all(old, error);
  return llvm::Error::success();
}

}  // namespace vern
