// What `vern explain` prints: everything there is to say of one kind of finding, as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"

namespace vern::report {

/// Plain data; sentences are in the language asked for, and empty parts are not printed.
struct Explanation {
  std::string id;
  std::string name;                       // of a rule: "marketing_on_contract"; "" for findings of the compiler
  std::string level;                      // "error", "warning", "note"; "" if it has no level of its own
  std::string sentence;                   // what a finding says, "…" for what differs from finding to finding
  std::string explanation;                // paragraphs; indented lines are code
  std::vector<std::string> exceptions;    // when it does not hold
  std::vector<diag::Citation> law;        // with the status of each section in `law_status`
  std::vector<std::string> law_status;    // "verified", "partly", "unverified" or ""
  std::vector<std::string> in_force;      // dates: "2018-07-20"; of each section, or ""
  std::vector<std::string> fixes;
  std::string fires_on, passes_on;        // policy text
  std::string reported;                   // what the finding on `fires_on` says
  std::string scope;                      // profile, role and dates of the rule, as words
  std::string status;                     // of the rule: "verified", …; "" for findings of the compiler
};

/// Lines of at most 100 columns. What rests on law ends by saying that it is no legal advice.
[[nodiscard]] std::string toText(const Explanation& explanation, std::string_view language);

/// The same as Markdown, for formats that show it beside a finding.
[[nodiscard]] std::string toMarkdown(const Explanation& explanation, std::string_view language);

/// `text` broken into lines of at most `columns`, each after the first begun by `indent` blanks. Lines that begin with
/// a blank stay as they are.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent);

}  // namespace vern::report
