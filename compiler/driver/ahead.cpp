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
  std::string text;
  bool readable = false;
  FileId id;
  Ahead::Read read;
};

}  // namespace

void Ahead::read(std::span<const std::string> paths, const Shelf& shelf, SourceMap& sources) {
  std::vector<Job> wave;
  const auto add = [&](const std::string& path) {
    std::string key = shelf.key(path);
    // The loader refuses what is more.
    if (known_.size() < MaxFiles && known_.insert(key).second)
      wave.push_back({std::move(key), path, {}, false, {}, {}});
  };
  for (const std::string& path : paths) add(path);
  while (!wave.empty()) {
    const unsigned threads = threadsOf(threads_);
    sideBySide(wave.size(), wave.size() > 8 ? threads : 1, [&](std::size_t i) {
      llvm::Expected<std::string> text = shelf.read(wave[i].path);
      wave[i].readable = static_cast<bool>(text);
      if (text) wave[i].text = std::move(*text);
      else llvm::consumeError(text.takeError());
    });
    std::erase_if(wave, [](const Job& job) { return !job.readable; });
    std::size_t bytes = 0;
    for (Job& job : wave) {
      bytes += job.text.size();
      job.id = sources.add(shelf.shown(job.path), std::move(job.text), shelf.standard());
    }
    // From here on the sources are only read.
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
