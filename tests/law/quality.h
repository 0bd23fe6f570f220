// How well the law finds what is wrong with the published examples, and how little else it finds.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "compiler/support/calendar.h"
#include "tests/law/expected.h"

namespace vern::law {

struct Finding {
  diag::Diagnostic diagnostic;
  std::string sentence;          // in English
  unsigned line = 0;
  std::vector<std::string> matches;   // "D4", "extra"
};

struct Example {
  std::string name;
  Expected expected;
  std::vector<Finding> findings;
  std::vector<const Defect*> missed;         // of those that count
  std::vector<const Finding*> unmatched;     // errors and warnings that are in no list
  std::vector<std::pair<const Finding*, const Listed*>> forbidden;
  std::size_t counted = 0;                   // defects that count
  std::size_t reported = 0;                  // errors and warnings

  Example() = default;
  Example(const Example&) = delete;
  Example(Example&&) = default;
};

struct Quality {
  std::vector<Example> examples;
  std::vector<std::string> unknown_ids;      // named in a list, and no rule has them
  std::vector<std::string> faults;           // of the lists, and of the examples
  std::size_t counted = 0, found = 0, reported = 0, matched = 0, forbidden = 0, extras = 0;

  [[nodiscard]] double recall() const { return counted == 0 ? 1 : double(found) / double(counted); }
  [[nodiscard]] double precision() const { return reported == 0 ? 1 : double(matched) / double(reported); }
};

/// Checks every `examples/<name>/published` below `root` that has an `expected.md`, by the law of `as_of`.
[[nodiscard]] Quality measure(const std::filesystem::path& root, Day as_of);

/// The report, as Markdown.
[[nodiscard]] std::string toMarkdown(const Quality& quality, Day as_of);

}  // namespace vern::law
