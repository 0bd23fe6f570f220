// A policy or project that is checked again and again while it is edited. What an edit cannot reach is not worked out
// again; see docs/decisions.md, 15.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/driver/recorder.h"
#include "compiler/driver/session.h"

namespace vern::driver {

/// What a check came to.
struct Checked {
  std::vector<diag::Diagnostic> findings;
  const SourceMap* sources = nullptr; // the texts that were checked
  std::string project;                // its name
  std::vector<std::string> policies;  // paths
  std::string profile;                // of the last of them
  bool complete = true;               // the rules were run on all policies
};

class Workspace {
 public:
  /// Of the project or policy at `path`, on `library`, which outlives this, or else the one that the program holds.
  explicit Workspace(std::string path, const Library* library = nullptr);
  ~Workspace();

  /// Checks `files` as they are now. What comes out is what a check of nothing but these files would find, and lives
  /// until the next call.
  const Checked& check(const FileSystem& files, const Options& options);

  /// In the last check nothing but the edited declaration was read and judged again.
  [[nodiscard]] bool inPart() const { return in_part_; }

 private:
  class Kept;
  void afresh(const FileSystem& files);

  std::string path_;
  const Library& library_;
  Recorder recorder_;
  Options options_;
  std::unique_ptr<Kept> kept_;   // what the last check worked out, if it can be gone on with
  SourceMap sources_;
  Checked checked_;
  bool started_ = false;
  bool in_part_ = false;
};

}  // namespace vern::driver
