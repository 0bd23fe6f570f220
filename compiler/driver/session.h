// The passes, in order: files, tree, model, grants, judgements, rules.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/grants/grants.h"
#include "compiler/judge/judge.h"
#include "compiler/model/model.h"
#include "compiler/source/file_system.h"
#include "compiler/syntax/tree.h"
#include "compiler/workspace/project.h"

namespace vern::driver {

struct Options {
  Day as_of = 0;          // law is read as of this day
  bool questions = false; // also what rules ask for
};

/// One policy, as far as it could be understood.
struct Policy {
  std::string name;              // of the file, without folder and ending
  std::string path;
  std::vector<syntax::File> files;  // the library first, in the order of use
  std::optional<model::Model> model;
  std::optional<grants::Grants> grants;
  judge::Judgements judgements;
  std::string profile = "notice";
};

/// Everything read in one run. Files are parsed once, however many policies use them.
class Session {
 public:
  explicit Session(const FileSystem& file_system) : file_system_(file_system) {}

  SourceMap sources;
  diag::Sink sink;

  /// The project at `path`, or nothing and a finding.
  std::optional<workspace::Project> open(const std::string& path) {
    return workspace::open(path, file_system_, sources, sink);
  }

  /// Reads, binds and expands the policy at `path`; findings of these passes go to `sink`.
  std::unique_ptr<Policy> load(const workspace::Project& project, const std::string& path);

  /// Judges `policy` and runs the rules of law and of the organisation. Does nothing where the text is broken: what
  /// rules would say of half a policy is not to be trusted.
  void check(const workspace::Project& project, Policy& policy, const Options& options);

  /// The whole of `vern check`.
  std::vector<std::unique_ptr<Policy>> checkAll(const workspace::Project& project, const Options& options);

  /// The standard library, and the files and folders of rules in `rules` on top of it, without any policy: what the
  /// examples of rules stand on.
  std::unique_ptr<Policy> library(std::span<const std::string> rules = {});

  /// Reads the standard library from `folder` from now on, not from the program.
  void useLibrary(std::string folder) { library_folder_ = std::move(folder); }

 private:
  struct Loading;
  bool loadFile(Loading& loading, const std::string& path, bool standard, Span used_at);
  /// All `.vern` files in `folder` and below it; a single file is read as it is.
  void loadFolder(Loading& loading, const std::string& folder);
  [[nodiscard]] std::optional<std::string> libraryText(const std::string& path) const;

  const FileSystem& file_system_;
  std::map<std::string, syntax::File> parsed_;
  std::string library_folder_;
};

}  // namespace vern::driver
