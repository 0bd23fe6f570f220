// The half of `vern test` that runs the examples of rules.
#pragma once

#include <string>
#include <vector>

#include "compiler/driver/session.h"
#include "compiler/testing/examples.h"

namespace vern::cli {

/// Which rules a path stands for.
struct RulePlace {
  std::string library;               // the folder of a standard library; "": the one in the program
  std::vector<std::string> folders;  // rules outside of it, and files of such rules
  std::string below;                 // only rules in this file or folder; "": all that are not the library's
  std::string prefix;                // of ids outside the library

  [[nodiscard]] bool empty() const { return library.empty() && folders.empty(); }
};

/// `path` as a place of rules: a standard library or a part of one, or a folder that has no vern.toml. Empty if it is a
/// policy or a project.
[[nodiscard]] RulePlace rulePlace(const std::string& path, const FileSystem& files);

/// The rules of `project`: its rule folders, and files with rules that its policies use.
[[nodiscard]] RulePlace rulePlace(const workspace::Project& project,
                                  std::span<const std::unique_ptr<driver::Policy>> policies, const SourceMap& sources);

struct RuleRun {
  std::unique_ptr<driver::Policy> library;
  std::unique_ptr<rules::RuleSet> rules;
  testing::ExampleRun run;
  bool none = false;  // no rules are there, or policies as well
};

/// Runs the examples of the rules at `place`. What is wrong with them is in `session.sink`.
[[nodiscard]] RuleRun runRules(driver::Session& session, const RulePlace& place, Day as_of);

}  // namespace vern::cli
