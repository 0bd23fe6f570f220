// Findings going out: to people in a terminal, and to programs as JSON.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compiler/diag/diagnostic.h"
#include "compiler/support/calendar.h"

namespace vern::report {

struct Run {
  std::string_view language = "en";  // of the messages
  bool colour = false;
  Day as_of = 0;
  std::string_view profile;          // "notice"
  std::string_view version;          // of vern
};

struct Counts {
  std::size_t errors = 0, warnings = 0, notes = 0, accepted = 0;
};
[[nodiscard]] Counts count(std::span<const diag::Diagnostic> findings);

/// Findings as text with the lines they are about, ended by a line of counts. UTF-8; columns are display columns.
[[nodiscard]] std::string toTerminal(std::span<const diag::Diagnostic> findings, const SourceMap& sources,
                                     const Run& run);

/// One JSON document (docs/check.schema.json): offsets are bytes from 0, lines and columns count from 1, columns in
/// Unicode characters.
[[nodiscard]] std::string toJson(std::span<const diag::Diagnostic> findings, const SourceMap& sources, const Run& run);

}  // namespace vern::report
