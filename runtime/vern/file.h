// A table in a file, mapped into memory, and looked through once when it is opened. For POSIX systems.
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstddef>

#include "vern/table.h"

namespace vern::runtime {

class TableFile {
 public:
  TableFile() noexcept = default;
  TableFile(const TableFile&) = delete;
  TableFile& operator=(const TableFile&) = delete;
  ~TableFile() { close(); }

  /// Maps the file, in place of what was open before, and verifies it; unless it is Ok, table() denies everything.
  [[nodiscard]] Status open(const char* path) noexcept {
    close();
    // A named pipe would keep the reader waiting.
    const int file = ::open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) return Status::Unreadable;
    struct stat about{};
    const bool known = ::fstat(file, &about) == 0 && S_ISREG(about.st_mode);
    bytes_ = known ? static_cast<std::size_t>(about.st_size) : 0;
    void* const at = bytes_ > 0 ? ::mmap(nullptr, bytes_, PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;
    ::close(file);
    if (!known) return Status::Unreadable;
    if (bytes_ == 0) return Status::Truncated;
    if (at == MAP_FAILED) return Status::Unreadable;
    at_ = at;
    const Status status = table_.open({static_cast<const std::byte*>(at), bytes_});
    if (status != Status::Ok) close();
    return status;
  }
  void close() noexcept {
    table_ = Table();
    if (at_ != nullptr) ::munmap(at_, bytes_);
    at_ = nullptr;
  }
  /// As long as the file is open.
  [[nodiscard]] const Table& table() const noexcept { return table_; }

 private:
  Table table_;
  void* at_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace vern::runtime
