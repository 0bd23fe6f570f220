// Findings going out: to people in a terminal, and to programs as JSON.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/report/explanation.h"
#include "compiler/support/calendar.h"

namespace vern::report {

struct Run {
  std::string_view language = "en";  // of the messages
  bool colour = false;
  Day as_of = 0;
  std::string_view profile = {};     // "notice"
  std::string_view version = {};     // of vern
  std::string project = {};          // what it is called; "" if there are several
  /// What there is to say of a kind of finding, by id; may be empty.
  std::function<std::optional<Explanation>(std::string_view id)> explain = {};
  /// Where findings that have no place of their own are shown: formats of CI systems want a file.
  std::string main_file = {};
  /// Absolute: the top of the checkout, from where CI systems name files; "": they are named as they were given.
  std::string checkout = {};
  diag::Severity fails_from = diag::Severity::Warning;  // what is as severe makes the command fail (--fail-on)
  std::vector<std::string> paths = {};  // what is checked, as it was given
  std::size_t known = 0;  // findings that a baseline holds, and that are not among those told
};

/// `path`, as formats of CI systems name it: from the top of the checkout, if it lies there.
[[nodiscard]] std::string fileOf(std::string_view path, const Run& run);

/// `finding` makes the command fail: it is neither accepted nor a question, and as severe as `run` says.
[[nodiscard]] bool fails(const diag::Diagnostic& finding, const Run& run);

struct Counts {
  std::size_t errors = 0, warnings = 0, notes = 0, accepted = 0, questions = 0;
};
[[nodiscard]] Counts count(std::span<const diag::Diagnostic> findings);

/// Findings as text with the lines they are about, ended by a line of counts. UTF-8; columns are display columns.
[[nodiscard]] std::string toTerminal(std::span<const diag::Diagnostic> findings, const SourceMap& sources,
                                     const Run& run);

/// One JSON document (docs/check.schema.json): offsets are bytes from 0, lines and columns count from 1, columns in
/// Unicode characters.
[[nodiscard]] std::string toJson(std::span<const diag::Diagnostic> findings, const SourceMap& sources, const Run& run);

/// SARIF 2.1.0, one run, as GitHub's code scanning takes it: every result has a location, columns are UTF-16 code
/// units, fingerprints are made from the rule, the declaration and what is pointed at, accepted findings are suppressed
/// results.
[[nodiscard]] std::string toSarif(std::span<const diag::Diagnostic> findings, const SourceMap& sources, const Run& run);

/// GitHub's annotations: a line each, the most severe first, ten of a level; then what the policy accepts, and how many
/// were left out and of how many.
[[nodiscard]] std::string toGithub(std::span<const diag::Diagnostic> findings, const SourceMap& sources,
                                   const Run& run);

/// All findings as a table in Markdown, for the summary that GitHub shows of a job: annotations have room for ten only.
[[nodiscard]] std::string toJobSummary(std::span<const diag::Diagnostic> findings, const SourceMap& sources,
                                       const Run& run);

/// JUnit XML: a test case for each finding, or one that passes for each file of `files` without any. What the policy
/// accepts is skipped, for the reason given.
[[nodiscard]] std::string toJunit(std::span<const diag::Diagnostic> findings, std::span<const std::string> files,
                                  const SourceMap& sources, const Run& run);

/// "Under review. (DPO, until 2027-01-01)"
[[nodiscard]] std::string acceptance(const diag::Acceptance& accepted, std::string_view language);

/// `text` for XML: marked characters escaped, characters that XML 1.0 cannot hold taken out.
[[nodiscard]] std::string xmlEscaped(std::string_view text);

}  // namespace vern::report
