#include "compiler/driver/ahead.h"

#include <utility>
#include <vector>

#include "compiler/driver/loader.h"
#include "compiler/support/side_by_side.h"
#include "compiler/syntax/from_parse_tree.h"

namespace vern::driver {

namespace {

/// To start a thread takes as long as to read so many bytes.
constexpr std::size_t WorthAThread = 4096;

/// One file of a wave.
struct Job {
  std::string key;
  std::string path;
  FileId id;
  Ahead::Read read;
};

}  // namespace

void Ahead::read(std::span<const std::string> paths, const Shelf& shelf, SourceMap& sources) {
  std::vector<Job> wave;
  const auto add = [&](const std::string& path) {
    std::string key = shelf.key(path);
    // The loader refuses what is more.
    if (known_.size() < MaxFiles && known_.insert(key).second) wave.push_back({std::move(key), path, {}, {}});
  };
  for (const std::string& path : paths) add(path);
  while (!wave.empty()) {
    // One after the other: a file system need not be made for several threads, and parsing is what takes the time.
    std::size_t bytes = 0;
    std::vector<Job> readable;
    for (Job& job : wave) {
      llvm::Expected<std::string> text = shelf.read(job.path);
      if (!text) {
        llvm::consumeError(text.takeError());
        continue;
      }
      bytes += text->size();
      job.id = sources.add(shelf.shown(job.path), std::move(*text), shelf.standard());
      readable.push_back(std::move(job));
    }
    wave = std::move(readable);
    // From here on the sources are only read.
    const unsigned threads = threadsOf(threads_);
    const std::size_t worth = threads_ != 0 ? threads : bytes / WorthAThread + 1;
    sideBySide(wave.size(), static_cast<unsigned>(std::min<std::size_t>(threads, worth)), [&](std::size_t i) {
      wave[i].read.file = syntax::fromText(wave[i].id, sources, wave[i].read.findings);
    });
    std::vector<Job> parsed = std::exchange(wave, {});
    for (Job& job : parsed) {
      for (const syntax::Decl& decl : job.read.file.decls) {
        if (decl.kind != syntax::DeclKind::Use || !decl.string) continue;
        if (const std::string used = shelf.used(job.path, std::string(decl.string->value)); !used.empty()) add(used);
      }
      read_.emplace(std::move(job.key), std::move(job.read));
    }
  }
}

std::optional<Ahead::Read> Ahead::take(const std::string& key) {
  const auto found = read_.find(key);
  if (found == read_.end()) return std::nullopt;
  std::optional<Read> out(std::move(found->second));
  read_.erase(found);
  return out;
}

}  // namespace vern::driver
