// Reads and parses files before the loader asks for them, side by side: a wave of files whose names are known, then the
// files which these use. The loader takes them in its own order, so what it finds is the same on any number of cores.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>

#include "compiler/diag/sink.h"
#include "compiler/source/source.h"
#include "compiler/syntax/tree.h"

namespace vern::driver {

class Shelf;

/// A policy may use so many files.
inline constexpr unsigned MaxFiles = 2000;

class Ahead {
 public:
  struct Read {
    syntax::File file;
    diag::Sink findings;  // of this file
  };

  /// `threads`: 0 for as many as there are cores.
  explicit Ahead(unsigned threads = 0) : threads_(threads) {}

  /// Reads those of `paths`, and of the files that they use, which were not read before. What cannot be read is left to
  /// the loader, which knows where it is used.
  void read(std::span<const std::string> paths, const Shelf& shelf, SourceMap& sources);

  /// The file with this key, once.
  [[nodiscard]] std::optional<Read> take(const std::string& key);

 private:
  unsigned threads_;
  std::map<std::string, Read> read_;
  std::set<std::string> known_;
};

}  // namespace vern::driver
