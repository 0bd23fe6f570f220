// examples/<name>/expected.md: what a careful reader finds in a published statement, and which findings count as having
// found it.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"

namespace vern::law {

/// "VERN-INFO-007 in recruitment", "VERN-COOKIE in access_cookie", "VERN-BASIS-005": an id or the beginning of one, and
/// the declaration that the finding lies in.
struct Pattern {
  std::string id;
  std::string in;  // "": anywhere

  [[nodiscard]] bool fits(const diag::Diagnostic& finding) const;
};

struct Defect {
  std::string number;  // "D4"
  diag::Severity severity = diag::Severity::Note;
  std::string follows_from;  // "text", "law", "outside"
  std::vector<Pattern> found_by;  // any of them
  std::string what;
  /// An error or a warning that whoever reads the statement and the law can see.
  [[nodiscard]] bool counts() const { return severity >= diag::Severity::Warning && follows_from != "outside"; }
};

struct Listed {
  Pattern pattern;
  std::string why;
};

struct Expected {
  std::vector<Defect> defects;
  std::vector<Listed> extras;  // right, though no defect of the list
  std::vector<Listed> forbidden;
  std::map<std::string, std::string> why_missed;  // by number
  std::vector<std::string> faults;  // rows that cannot be read
};

[[nodiscard]] Expected readExpected(const std::filesystem::path& file);

}  // namespace vern::law
