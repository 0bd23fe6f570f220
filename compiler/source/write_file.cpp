#include "compiler/source/write_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "compiler/source/fault.h"

namespace vern {

llvm::Error writeWhole(const std::string& at, std::string_view bytes) {
  // Where a link stands, what it leads to is written, and the link stays.
  std::error_code no_file;
  const std::filesystem::path led = std::filesystem::canonical(at, no_file);
  const std::string path = no_file ? at : led.string();
  const std::string beside = path + ".vern-new." + std::to_string(::getpid());
  const auto failed = [&](int error) {
    ::unlink(beside.c_str());
    return fault(systemCause(error));
  };
  struct stat old{};
  const mode_t mode = ::stat(path.c_str(), &old) == 0 ? old.st_mode & 07777 : 0644;
  const int fd = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (fd < 0) return fault(systemCause(errno));
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(fd, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) {
      const int error = errno;
      ::close(fd);
      return failed(error);
    }
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  if (::fsync(fd) != 0 || ::close(fd) != 0) return failed(errno);
  if (std::rename(beside.c_str(), path.c_str()) != 0) return failed(errno);
  return llvm::Error::success();
}

}  // namespace vern
