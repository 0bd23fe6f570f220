#include "compiler/source/write_set.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

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

}  // namespace

llvm::Error writeSet(const std::string& folder, const std::vector<std::pair<std::string, std::string>>& files) {
  fs::path target(folder);
  if (target.filename().empty()) target = target.parent_path();  // "out/"
  std::error_code error;
  if (fs::exists(target, error)) {
    if (!fs::is_directory(target, error)) return fault("it is not a folder");
    if (!replaceable(target)) return fault("it holds files that vern did not write");
  }
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), error);
  if (error) return fault(error.message());
  const fs::path fresh = target.string() + ".vern-new." + std::to_string(::getpid());
  fs::remove_all(fresh, error);
  const auto failed = [&](llvm::Error reason) {
    std::error_code ignored;
    fs::remove_all(fresh, ignored);
    return reason;
  };
  if (!fs::create_directory(fresh, error)) return fault(error.message());
  for (const auto& [name, bytes] : files)
    if (llvm::Error problem = writeWhole((fresh / name).string(), bytes)) return failed(std::move(problem));
  if (llvm::Error problem = writeWhole((fresh / Mark).string(), "")) return failed(std::move(problem));
  syncFolder(fresh);

  if (!fs::exists(target, error)) {
    if (std::rename(fresh.c_str(), target.c_str()) != 0) return failed(fault(std::generic_category().message(errno)));
    return llvm::Error::success();
  }
  if (exchange(fresh, target)) {
    fs::remove_all(fresh, error);
    return llvm::Error::success();
  }
  // A file system without the exchange: the old set is out of the way for the blink of an eye, and put back on failure.
  const fs::path old = target.string() + ".vern-old." + std::to_string(::getpid());
  if (std::rename(target.c_str(), old.c_str()) != 0) return failed(fault(std::generic_category().message(errno)));
  if (std::rename(fresh.c_str(), target.c_str()) != 0) {
    const int reason = errno;
    if (std::rename(old.c_str(), target.c_str()) != 0) return fault("the old outputs are now in " + old.string());
    return failed(fault(std::generic_category().message(reason)));
  }
  fs::remove_all(old, error);
  return llvm::Error::success();
}

}  // namespace vern
