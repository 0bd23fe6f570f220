// A project: the policies that belong together, and how they are to be checked. Read from vern.toml
// (docs/vern-toml.md).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/source/file_system.h"
#include "compiler/support/theme.h"

namespace vern::workspace {

struct Project {
  std::string name;                       // names the outputs: NAME.nb.html
  std::string root;                       // the folder; files outside of it are not read
  std::vector<std::string> policies;      // paths as shown to people, each in `root`
  std::vector<std::string> rule_folders;  // the organisation's own rules
  std::string rule_prefix;                // how their ids begin: "FJORD"; "" if that is left open
  std::map<std::string, diag::Severity> levels;  // by rule id or group: "VERN-INFO-007", "VERN-INFO"
  std::map<std::string, Span> level_places;      // where each of them stands in vern.toml
  Theme theme;                            // of the pages
  std::string output;                     // folder for `vern build`, within root
};

/// The project at `path`: a folder with a vern.toml, the vern.toml itself, or a single policy file. A policy file is
/// judged as part of the project that holds it, which is the nearest one in its folder or above: with its settings and
/// in reach of its files, but without its other policies. Nothing, and a finding, where there is none.
[[nodiscard]] std::optional<Project> open(const std::string& path, const FileSystem& files, SourceMap& sources,
                                          diag::Sink& sink);

/// `base` (a folder) and `relative` joined and tidied up; "" if the result would lie outside `root`.
[[nodiscard]] std::string within(const std::string& root, const std::string& base, const std::string& relative);

/// One `vern.toml` names no more policies.
inline constexpr unsigned MaxPolicies = 2000;

/// The names of the `.vern` files in `folder`; none where it cannot be listed.
[[nodiscard]] std::vector<std::string> policiesIn(const std::string& folder, const FileSystem& files);

}  // namespace vern::workspace
