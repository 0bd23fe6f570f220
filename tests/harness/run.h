// The project of a golden file, compiled as far as its folder asks.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/driver/session.h"
#include "tests/harness/golden_file.h"

namespace vern::harness {

struct Run {
  MemoryFileSystem files;
  std::unique_ptr<driver::Session> session;
  std::vector<std::unique_ptr<driver::Policy>> policies;
  std::vector<diag::Diagnostic> findings;  // those the file is about, in the order of reports
};

/// Dated law is read as of this day, whatever day it is.
inline constexpr std::string_view AsOf = "2026-06-01";

/// `layer` is the folder of the golden file: what lies before `rules` is run without rules, since a few lines of policy
/// break a dozen of them.
[[nodiscard]] std::unique_ptr<Run> run(const GoldenFile& file, std::string_view layer);

}  // namespace vern::harness
