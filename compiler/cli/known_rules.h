// The rules that `vern explain` and `vern rules` speak of: those of the library, and those of a project.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/cli/io.h"
#include "compiler/driver/session.h"
#include "compiler/report/explanation.h"
#include "compiler/rules/rule.h"

namespace vern::cli {

class KnownRules {
 public:
  /// Those of the library, and those that the policies of the projects at `paths` use.
  KnownRules(Io& io, const std::vector<std::string>& paths);

  /// The project could not be read, or a rule in it is broken: findings in `session`.
  [[nodiscard]] bool broken() const { return session_.sink.hasErrors(); }
  [[nodiscard]] const driver::Session& session() const { return session_; }

  /// One of each id, sorted by id.
  struct Known {
    const rules::Rule* rule;
    const rules::RuleSet* rules;   // where it stands
    const model::Model* model;
  };
  [[nodiscard]] const std::vector<Known>& all() const { return all_; }
  /// What the rules look things up in: the library's model, or that of the last policy, which goes on from there.
  /// Nothing if nothing could be read.
  [[nodiscard]] const model::Model* model() const { return policies_.empty() ? nullptr : &*policies_.back()->model; }

  [[nodiscard]] report::Explanation explain(const Known& known, std::string_view language) const;
  /// Of a rule, or of a finding of the compiler itself; nothing if the id is unknown.
  [[nodiscard]] std::optional<report::Explanation> explain(std::string_view id, std::string_view language) const;

 private:
  void add(std::unique_ptr<driver::Policy> policy);
  /// What its examples show of a rule: the finding on the first, and the sections that only a finding knows.
  void addShown(const Known& known, std::string_view language, report::Explanation& out) const;

  Day today_;
  mutable driver::Session session_;   // examples are read into it
  std::vector<std::unique_ptr<driver::Policy>> policies_;
  std::vector<std::unique_ptr<rules::RuleSet>> sets_;
  std::vector<Known> all_;
};

/// What a rule says, with "…" for what differs from finding to finding.
[[nodiscard]] std::string generalSentence(const rules::Rule& rule, std::string_view language);

/// Of a finding of the compiler itself, or of an id that was left out, from the catalogue.
[[nodiscard]] std::optional<report::Explanation> explanationOfCompiler(std::string_view id, std::string_view language);

}  // namespace vern::cli
