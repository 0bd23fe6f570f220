// Fixes on text: the edits that findings propose, put into the files that they are about.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/diag/diagnostic.h"

namespace vern::edits {

struct Rewritten {
  FileId file;
  std::string text;
};

struct Result {
  std::vector<Rewritten> files;                     // by file; only those that changed
  std::vector<const diag::Diagnostic*> applied;
};

/// All edits of a finding, or none. Findings come in the order given; one whose edits touch text that an earlier one
/// changes is left, to be looked at again in the new text. Unless `suggested`, only edits that change no meaning are
/// made. What the policy accepts and what stands in the standard library is left alone.
[[nodiscard]] Result apply(std::span<const diag::Diagnostic> findings, const SourceMap& sources, bool suggested);

}  // namespace vern::edits
