// The passes, in order: files, tree, model, grants, judgements, rules.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/driver/library.h"
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
  std::string language = {};  // the one that findings are read in, "en" or "nb"; "": any
};

/// One policy, as far as it could be understood.
struct Policy {
  std::string name;              // of the file, without folder and ending
  std::string path;
  std::vector<const syntax::File*> files;  // in the order of use; the library's are not among them
  const Library* library = nullptr;        // what it stands on, if it uses it
  std::optional<model::Model> model;
  std::optional<grants::Grants> grants;
  judge::Judgements judgements;
  std::string profile = "notice";
  bool sound = false;  // no error in its text, in a file it uses, in its rules, in what its tests expect
};

/// Everything read in one run. Files are parsed once, however many policies use them.
class Session {
 public:
  /// On `library`, which outlives the session, or else on the one that the program holds as text.
  /// Files are read on so many threads: 0 for as many as there are cores.
  explicit Session(const FileSystem& file_system, const Library* library = nullptr, unsigned threads = 0)
      : file_system_(file_system), library_(library != nullptr ? library : &standardLibrary()), ahead_(threads) {
    sources = SourceMap::on(library_->sources);
  }

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

  /// The rules that hold for `policy`: those of the library and its own, whose ids begin with `prefix`.
  [[nodiscard]] rules::RuleSet rules(const Policy& policy, std::string_view prefix = {});

  /// Reads the standard library from `folder`, not from the program. Nothing has been read so far.
  void useLibrary(const std::string& folder);

 private:
  const FileSystem& file_system_;
  const Library* library_;
  std::unique_ptr<const Library> own_library_;
  Loader::Parsed parsed_;
  std::set<FileId> broken_;  // an error was found in them when the first policy that uses them was read

  Ahead ahead_;

  void read(const workspace::Project& project, Policy& policy);
};

}  // namespace vern::driver
