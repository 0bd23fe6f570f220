// What a section of law leaves outside other laws: journalism is outside most of the GDPR, anonymous data outside all
// of it.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/rules/evaluate.h"
#include "compiler/rules/rule.h"
#include "llvm/ADT/SmallBitVector.h"

namespace vern::rules {

/// A section that `covers` purposes or anonymous data, `excludes` laws and `requires` what still binds of them.
struct Exemption {
  DeclId section;
  std::vector<DeclId> covers, excludes, still_binds;
  bool of_anonymous = false;   // covers data of the form `anonymous`, and no purpose
};

/// Which exemptions there are, and which rules they set aside.
class Lifted {
 public:
  /// Of the sections of `model`, which must outlive this.
  explicit Lifted(const model::Model& model);

  [[nodiscard]] const std::vector<Exemption>& exemptions() const { return all_; }
  /// Of each exemption whether it sets aside all that `rule` rests on. What is about the policy as a whole is about no
  /// data.
  [[nodiscard]] const llvm::SmallBitVector& rule(const Rule& rule);

 private:
  [[nodiscard]] const llvm::SmallBitVector& section(DeclId section);

  const model::Model& model_;
  std::vector<Exemption> all_;
  /// By the name of a law or section: the exemptions that set it aside, and those under which it still binds.
  std::unordered_map<std::string_view, std::vector<std::size_t>> aside_, binding_;
  std::unordered_map<std::uint32_t, llvm::SmallBitVector> sections_;  // by the index of the declaration
  std::unordered_map<const Rule*, llvm::SmallBitVector> rules_;
};

/// The exemptions of a policy.
class Exemptions {
 public:
  explicit Exemptions(const World& world) : world_(world), lifted_(world.model()) {}

  /// What `bindings` are about has only purposes for which a section lifts `rule`, or only anonymous data. What is
  /// about the whole policy is outside where all activities have such purposes.
  [[nodiscard]] bool hold(const Rule& rule, const Bindings& bindings);

 private:
  [[nodiscard]] bool covered(std::size_t exemption, DeclId activity);
  [[nodiscard]] bool allCovered(std::size_t exemption);
  [[nodiscard]] bool isAnonymous(const Row* row, DeclId activity);

  const World& world_;
  Lifted lifted_;
  std::map<std::pair<std::size_t, DeclId>, bool> covered_;
  std::map<std::size_t, bool> all_covered_;
  std::map<DeclId, bool> all_anonymous_;
};

}  // namespace vern::rules
