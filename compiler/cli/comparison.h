// `vern check --baseline FILE`: a run compared with the findings of an earlier one.
#pragma once

#include <string>
#include <vector>

#include "compiler/cli/io.h"
#include "compiler/diag/diagnostic.h"

namespace vern::cli {

struct Comparison {
  const std::string& path;  // of the baseline
  const std::string& language;
  const SourceMap& sources;
  bool checked;  // the rules were run on every policy: what is not among the findings is gone
  Io& io;

  /// Writes `findings` to the baseline, whole or not at all. Returns the exit status.
  [[nodiscard]] int write(const std::vector<diag::Diagnostic>& findings) const;
  /// Takes what the baseline holds out of `findings`, and tells what of it is gone. Returns Ok, or Unusable after an
  /// error was printed.
  [[nodiscard]] int subtract(std::vector<diag::Diagnostic>& findings, std::size_t& known) const;
};

}  // namespace vern::cli
