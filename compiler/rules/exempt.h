// What a section of law leaves outside other laws: journalism is outside most of the GDPR, anonymous data outside all
// of it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "compiler/rules/evaluate.h"
#include "compiler/rules/rule.h"

namespace vern::rules {

/// What sections of `model` set aside of `rules`. What `base`, with whose rules these begin, says of them holds as long
/// as no section of the policy sets anything aside.
[[nodiscard]] Liftings liftingsOf(const model::Model& model, llvm::ArrayRef<const Rule*> rules, const RuleSet* base);

/// The exemptions of a policy.
class Exemptions {
 public:
  Exemptions(const World& world, const RuleSet& rules);

  /// What `bindings` are about has only purposes for which a section lifts `rule`, or only anonymous data. What is
  /// about the whole policy is outside where all activities have such purposes.
  [[nodiscard]] bool hold(const Rule& rule, const Bindings& bindings);

 private:
  [[nodiscard]] bool covered(std::uint32_t exemption, DeclId activity);
  [[nodiscard]] bool allCovered(std::uint32_t exemption);
  [[nodiscard]] bool isAnonymous(const Row* row, DeclId activity);

  const World& world_;
  std::optional<Liftings> own_;  // where the rules have none
  const std::vector<Exemption>& all_;
  const std::vector<std::pair<const Rule*, std::uint32_t>>& lifted_;
  std::map<std::pair<std::uint32_t, DeclId>, bool> covered_;
  std::map<std::uint32_t, bool> all_covered_;
  std::map<DeclId, bool> says_form_;
  std::map<DeclId, bool> all_anonymous_;
};

}  // namespace vern::rules
