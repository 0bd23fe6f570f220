// Runs the rules over a policy and turns what they find into diagnostics.
#pragma once

#include <map>
#include <optional>
#include <set>
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
  /// What findings can be written in; "": all that there are.
  std::string language;
  Cut cut;
};

/// `id` is the rule's, or the beginning of it: "VERN-INFO" of "VERN-INFO-007".
[[nodiscard]] bool isIn(const Rule& rule, std::string_view id);

/// The profile, the role and the edition that `model` declares.
[[nodiscard]] Options optionsOf(const model::Model& model, Day as_of);

/// The severity that `rule` reports with under `options`; Off if it does not apply at all. A rule of a
/// later edition than the policy's is a warning at most, unless the levels of the project say otherwise.
[[nodiscard]] diag::Severity severityOf(const Rule& rule, const Options& options);

/// The rules run over a policy, so that they can be run again after one activity has changed.
class Check {
 public:
  /// All but `options` outlive this. It can be done again if it is to be kept `in_mind`.
  Check(const model::Model& model, const grants::Grants& grants, const judge::Judgements& judged, const RuleSet& rules,
        Options options, bool in_mind = false);

  /// One finding for each rule and place. Findings that a declaration accepts are marked.
  void report(diag::Sink& sink) const&;
  void report(diag::Sink& sink) &&;

  /// What the rest of the policy gets to know of an activity, or tracker, as it is now.
  [[nodiscard]] Collection::Answers answersOf(DeclId activity) const;
  /// The model says something else of `activity`, which had these answers before; neither the rest of the model nor
  /// what is judged has changed. False if it pays no more: then this is of no use any longer.
  [[nodiscard]] bool again(DeclId activity, const Collection::Answers& before);

 private:
  void report(Collected collected, diag::Sink& sink) const;

  const model::Model& model_;
  const grants::Grants& grants_;
  const judge::Judgements& judged_;
  const RuleSet& rules_;
  Options options_;
  std::optional<World> world_;
  Owners owners_;
  Collection collection_;
  std::set<DeclId> accepting_;  // declarations in which something is accepted
};

/// Reports what `rules` find, one finding for each rule and place. Findings that a declaration accepts are marked.
void check(const model::Model& model, const grants::Grants& grants, const judge::Judgements& judged,
           const RuleSet& rules, const Options& options, diag::Sink& sink);

}  // namespace vern::rules
