// The findings of an earlier run, so that a check can tell of what is new alone. A file of JSON
// (docs/baseline.schema.json), one finding a line, sorted: it is kept under version control and read by people.
#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "llvm/Support/Error.h"

namespace vern::report {

/// The first line of what a finding points at, which stays when lines move; "" if it has no place in a file of the
/// user.
[[nodiscard]] std::string_view pointedAt(const diag::Diagnostic& finding, const SourceMap& sources);

/// What stays of a finding when lines move.
struct Known {
  std::string file;    // as seen from the folder of the baseline; "" for findings without a place
  std::string id;
  std::string symbol;  // "activity newsletter", or ""
  std::string at;      // see pointedAt()

  friend auto operator<=>(const Known&, const Known&) = default;
};

class Baseline {
 public:
  /// Of a file's text; the error says what is wrong with it.
  [[nodiscard]] static llvm::Expected<Baseline> fromText(std::string_view text);
  /// Of the findings of this run. `folder` is where the baseline lies.
  [[nodiscard]] static Baseline of(std::span<const diag::Diagnostic> findings, const SourceMap& sources,
                                   const std::string& folder);

  [[nodiscard]] std::string toText() const;
  [[nodiscard]] std::size_t size() const;

  /// Takes the findings that are known out of `findings`. What the baseline has and `findings` have not is `gone`.
  struct Difference {
    std::size_t known = 0;
    std::vector<Known> gone;
  };
  Difference subtractFrom(std::vector<diag::Diagnostic>& findings, const SourceMap& sources,
                          const std::string& folder) const;

 private:
  std::map<Known, std::size_t> counts_;  // how often each occurs
};

}  // namespace vern::report
