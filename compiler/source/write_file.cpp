#include "compiler/source/write_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "compiler/source/fault.h"

namespace vern {

namespace {

namespace fs = std::filesystem;

/// `at`, or where a link there leads to: that is written, and the link stays.
std::string ledTo(const std::string& at) {
  std::error_code no_file;
  const fs::path led = fs::canonical(at, no_file);
  return no_file ? at : led.string();
}

/// A file that nobody else writes or removes as long as this lives. The lock goes when its process dies, however it
/// dies.
class Locked {
 public:
  Locked(const std::string& path, int flags, mode_t mode, int wait) {
    do {
      close();
      fd_ = ::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, mode);
      error_ = fd_ < 0 ? errno : ::flock(fd_, LOCK_EX | wait) == 0 ? 0 : errno;
    } while (error_ == EINTR || (error_ == 0 && (flags & O_CREAT) != 0 && isRemoved()));
  }
  Locked(const Locked&) = delete;
  Locked& operator=(const Locked&) = delete;
  ~Locked() { close(); }

  [[nodiscard]] int file() const { return fd_; }
  /// 0, or why it is not open and locked.
  [[nodiscard]] int error() const { return error_; }

 private:
  [[nodiscard]] bool isRemoved() const {
    struct stat now{};
    return ::fstat(fd_, &now) == 0 && now.st_nlink == 0;
  }
  void close() const {
    if (fd_ >= 0) ::close(fd_);
  }

  int fd_ = -1;
  int error_ = 0;
};

/// 0, or why not all of `bytes` are on the disk.
int writeAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(file, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return ::fsync(file) == 0 ? 0 : errno;
}

}  // namespace

llvm::Error writeWhole(const std::string& at, std::string_view bytes) {
  const std::string path = ledTo(at);
  const std::string beside = path + ".vern-new." + std::to_string(::getpid());
  struct stat old{};
  const mode_t mode = ::stat(path.c_str(), &old) == 0 ? old.st_mode & 07777 : 0644;
  const Locked file(beside, O_WRONLY | O_CREAT | O_TRUNC, mode, 0);
  if (file.file() < 0) return fault(systemCause(file.error()));
  int error = writeAll(file.file(), bytes);
  if (error == 0 && std::rename(beside.c_str(), path.c_str()) != 0) error = errno;
  if (error == 0) return llvm::Error::success();
  ::unlink(beside.c_str());
  return fault(systemCause(error));
}

void removeAbandoned(const std::string& at) {
  const fs::path path = ledTo(at);
  const std::string begin = path.filename().string() + ".vern-new.";
  std::error_code error;
  for (fs::directory_iterator entry(path.has_parent_path() ? path.parent_path() : ".", error), end;
       !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    const bool digits = name.find_first_not_of("0123456789", begin.size()) == std::string::npos;
    if (!name.starts_with(begin) || name.size() == begin.size() || !digits) continue;
    const Locked abandoned(entry->path().string(), O_RDONLY | O_NONBLOCK, 0, LOCK_NB);
    if (abandoned.error() == 0) ::unlink(entry->path().c_str());
  }
}

}  // namespace vern
