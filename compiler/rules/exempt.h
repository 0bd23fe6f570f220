// What a section of law leaves outside other laws: journalism is outside most of the GDPR, anonymous data outside all
// of it.
#pragma once

#include <map>
#include <vector>

#include "compiler/rules/evaluate.h"
#include "compiler/rules/rule.h"

namespace vern::rules {

/// A section that `covers` purposes or anonymous data, `excludes` laws and `requires` what still binds of them.
struct Exemption {
  DeclId section;
  std::vector<DeclId> covers, excludes, still_binds;
  bool of_anonymous = false;   // covers data of the form `anonymous`, and no purpose

  /// All that `rule` rests on is set aside. What is about the policy as a whole is about no data.
  [[nodiscard]] bool lifts(const model::Model& model, const Rule& rule) const;
};

[[nodiscard]] std::vector<Exemption> exemptions(const model::Model& model);

/// The exemptions of a policy.
class Exemptions {
 public:
  explicit Exemptions(const World& world) : world_(world), all_(exemptions(world.model())) {}

  /// What `bindings` are about has only purposes for which a section lifts `rule`, or only anonymous data. What is
  /// about the whole policy is outside where all activities have such purposes.
  [[nodiscard]] bool hold(const Rule& rule, const Bindings& bindings);

 private:
  [[nodiscard]] bool covered(std::size_t exemption, DeclId activity);
  [[nodiscard]] bool allCovered(std::size_t exemption);
  [[nodiscard]] bool isAnonymous(const Row* row, DeclId activity);
  [[nodiscard]] bool lifts(std::size_t exemption, const Rule& rule);

  const World& world_;
  std::vector<Exemption> all_;
  std::map<std::pair<std::size_t, DeclId>, bool> covered_;
  std::map<std::size_t, bool> all_covered_;
  std::map<DeclId, bool> all_anonymous_;
  std::map<std::pair<std::size_t, const Rule*>, bool> lifts_;
};

}  // namespace vern::rules
