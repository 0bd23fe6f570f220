// Runs the rules over a policy and turns what they find into diagnostics.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "compiler/diag/sink.h"
#include "compiler/grants/grants.h"
#include "compiler/judge/judge.h"
#include "compiler/rules/collect.h"
#include "compiler/rules/rule.h"

namespace vern::rules {

struct Options {
  Day as_of = 0;
  std::string profile = "notice";
  std::string role = "controller";
  /// The edition of the rules that the policy was written for; nothing: the newest.
  std::optional<std::int64_t> edition;
  /// By id or by the beginning of one: "VERN-INFO-007", "VERN-INFO"; the longest that fits holds.
  std::map<std::string, diag::Severity> levels;
  /// Also what rules would have to know: notes with the key "<id>.asks", which no exit status counts.
  bool questions = false;
  Cut cut;
};

/// The profile, the role and the edition that `model` declares.
[[nodiscard]] Options optionsOf(const model::Model& model, Day as_of);

/// The severity that `rule` reports with under `options`; Off if it does not apply at all. A rule of a
/// later edition than the policy's is a warning at most, unless the levels of the project say otherwise.
[[nodiscard]] diag::Severity severityOf(const Rule& rule, const Options& options);

/// Reports what `rules` find, one finding for each rule and place. Findings that a declaration accepts are marked.
void check(const model::Model& model, const grants::Grants& grants, const judge::Judgements& judged,
           const RuleSet& rules, const Options& options, diag::Sink& sink);

}  // namespace vern::rules
