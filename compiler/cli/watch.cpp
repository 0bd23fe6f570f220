#include "compiler/cli/watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "compiler/cli/args.h"
#include "compiler/cli/say.h"

namespace vern::cli {

namespace {

/// What tells one content of a path from another, without reading it: when it changed, how long it is, which it is.
using Stamp = std::array<std::int64_t, 4>;

/// Of a folder, what is in it counts where it is `listed`; else only that it is there: editors put files of their own
/// beside those that they write.
Stamp stampOf(const std::string& path, bool listed) {
  struct stat found{};
  if (::stat(path.c_str(), &found) != 0) return {};
  if (S_ISDIR(found.st_mode) && !listed) return {0, 0, 0, static_cast<std::int64_t>(found.st_ino)};
  return {std::int64_t{found.st_mtim.tv_sec}, std::int64_t{found.st_mtim.tv_nsec}, std::int64_t{found.st_size},
          static_cast<std::int64_t>(found.st_ino)};
}

/// Other files, and which of them were asked for.
class Noting final : public FileSystem {
 public:
  explicit Noting(const FileSystem& files) : files_(files) {}

  FileKind kind(const std::string& path) const override { return noted(path).kind(path); }
  llvm::Expected<std::string> read(const std::string& path, std::uint64_t limit) const override {
    return noted(path).read(path, limit);
  }
  llvm::Expected<std::vector<std::string>> list(const std::string& path) const override {
    return noted(path, true).list(path);
  }
  std::string canonical(const std::string& path) const override { return files_.canonical(path); }

  [[nodiscard]] std::size_t size() const { return seen_.size(); }
  [[nodiscard]] std::set<std::string> folders() const {
    std::set<std::string> out;
    for (const auto& [path, seen] : seen_) {
      const std::filesystem::path folder = std::filesystem::path(path).parent_path();
      out.insert(folder.empty() ? "." : folder.string());
    }
    return out;
  }
  [[nodiscard]] bool changed() const {
    return std::any_of(seen_.begin(), seen_.end(),
                       [](const auto& one) { return stampOf(one.first, one.second.listed) != one.second.stamp; });
  }
  /// What there is now counts as seen.
  void look() {
    for (auto& [path, seen] : seen_) seen.stamp = stampOf(path, seen.listed);
  }

 private:
  struct Seen {
    Stamp stamp{};
    bool listed = false;
  };
  /// Noted before it is read: a change in between is seen as one.
  const FileSystem& noted(const std::string& path, bool listed = false) const {
    const auto [at, fresh] = seen_.try_emplace(path);
    if (!fresh && (at->second.listed || !listed)) return files_;
    at->second = {stampOf(path, listed), listed};
    return files_;
  }

  const FileSystem& files_;
  mutable std::map<std::string, Seen> seen_;
};

volatile std::sig_atomic_t interrupted = 0;

/// While it lives, an interrupt is noted, and nothing more.
class Interrupts {
 public:
  Interrupts() {
    interrupted = 0;
    struct sigaction note{};
    note.sa_handler = [](int) { interrupted = 1; };
    for (std::size_t i = 0; i < before_.size(); ++i) ::sigaction(Signals[i], &note, &before_[i]);
  }
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;
  ~Interrupts() {
    for (std::size_t i = 0; i < before_.size(); ++i) ::sigaction(Signals[i], &before_[i], nullptr);
  }

 private:
  static constexpr std::array<int, 2> Signals{SIGINT, SIGTERM};
  std::array<struct sigaction, Signals.size()> before_{};
};

/// What the kernel tells of changes in folders. Without it, which may have no room left, one looks from time to time.
/// One for all of a run: to close a queue takes the kernel ten milliseconds.
class Notices {
 public:
  Notices() : queue_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {}
  Notices(const Notices&) = delete;
  Notices& operator=(const Notices&) = delete;
  ~Notices() { ::close(queue_); }

  /// Of these folders too, from now on.
  void of(const std::set<std::string>& folders) {
    for (const std::string& folder : folders)
      ::inotify_add_watch(queue_, folder.c_str(),
                          IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_MODIFY | IN_ATTRIB);
  }

  /// Until there is a notice, for a fiftieth of a second, or until a signal comes. True if somebody has finished
  /// writing a file, or moved one.
  bool rest() {
    pollfd one{queue_, POLLIN, 0};
    constexpr int Milliseconds = 20;
    bool finished = false;
    if (::poll(&one, 1, Milliseconds) <= 0) return finished;
    alignas(inotify_event) std::array<char, 4096> buffer{};
    for (ssize_t size = 0; (size = ::read(queue_, buffer.data(), buffer.size())) > 0;)
      for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
        inotify_event notice{};
        std::memcpy(&notice, buffer.data() + at, sizeof notice);
        finished = finished || (notice.mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0;
        at += sizeof notice + notice.len;
      }
    return finished;
  }

 private:
  int queue_;
};

}  // namespace

int watch(Io& io, const std::function<int(Io&)>& once) {
  const Interrupts interrupts;
  Notices notices;
  int status = Unusable;
  while (interrupted == 0) {
    Noting files(io.files);
    Io noting = io.with(files);
    status = once(noting);
    io.out << "\n";
    io.out.flush();
    io.err << say(io, "watching", {{"n", std::to_string(files.size())}}) << "\n";
    notices.of(files.folders());
    bool finished = false;
    while (interrupted == 0 && !files.changed()) finished = notices.rest();
    // Editors write in several steps: until a file is finished, or nothing changes for a moment.
    while (interrupted == 0 && !finished && files.changed()) {
      files.look();
      finished = notices.rest();
    }
  }
  return status;
}

}  // namespace vern::cli
