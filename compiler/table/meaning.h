// What must hold for a use or a disclosure, as one text: of a grant of the policy, and of a condition of a table. The
// two are the same text if and only if they ask for the same. Nothing here is shared with what builds tables.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/grants/grants.h"
#include "compiler/table/compare.h"
#include "vern/table.h"

namespace vern::table {

/// Texts by number: `own` is what a grant asks for, `more` what a disclosure of it asks for besides; 0: a use.
struct Meaning {
  std::uint32_t own = 0;
  std::uint32_t more = 0;
  friend auto operator<=>(const Meaning&, const Meaning&) = default;
};

class Meanings {
 public:
  Meanings(const model::Model& model, const grants::Grants& grants, const runtime::Table& table,
           const Comparison& comparison);

  // ---- as the policy has it ----

  [[nodiscard]] Meaning use(const grants::Grant& grant) { return {own(grant, grant.bases), 0}; }
  /// How near the grant comes to a disclosure that it has not, on the basis of one that it has.
  [[nodiscard]] Meaning nearMiss(const grants::Grant& grant, const grants::Disclosure& disclosure) {
    return {own(grant, basesOf(grant, disclosure)), 0};
  }
  [[nodiscard]] Meaning share(const grants::Grant& grant, grants::DisclosureId id);

  // ---- as the table has it ----

  /// Of the condition with this number.
  [[nodiscard]] Meaning condition(std::uint32_t number);

  /// Guard number `in_table` holds when `guard` holds.
  [[nodiscard]] bool sameGuard(const grants::Guard& guard, std::uint32_t in_table) const {
    return this->guard(guard) == guardOf(in_table);
  }

  /// For people who look for a fault.
  [[nodiscard]] std::string text(Meaning meaning) const;

 private:
  static const std::vector<grants::BasisUse>& basesOf(const grants::Grant& grant,
                                                      const grants::Disclosure& disclosure) {
    return disclosure.bases.empty() ? grant.bases : disclosure.bases;
  }
  std::uint32_t number(std::string text);
  std::uint32_t own(const grants::Grant& grant, const std::vector<grants::BasisUse>& bases);

  [[nodiscard]] std::string steps(const grants::Grant& grant, const std::vector<grants::BasisUse>& bases) const;
  [[nodiscard]] std::string guard(const grants::Guard& guard) const;
  [[nodiscard]] const std::string& window(grants::WindowId id);
  [[nodiscard]] std::string places(const grants::Disclosure& disclosure) const;

  [[nodiscard]] static std::string steps(std::uint32_t steps);
  [[nodiscard]] std::string guardOf(std::uint32_t guard) const;
  [[nodiscard]] std::string windowOf(std::uint32_t program) const;
  [[nodiscard]] std::string windowOf(const runtime::Condition& condition) const;
  [[nodiscard]] std::string subjectsOf(std::uint32_t set) const;
  [[nodiscard]] std::string placesOf(std::uint32_t set) const;
  [[nodiscard]] std::string slotOf(std::uint32_t slot) const;

  /// `how`: Latest, or 0.
  [[nodiscard]] std::string term(model::DeclId id, std::uint32_t how = 0) const;
  [[nodiscard]] static std::string event(std::uint32_t how, std::uint32_t number);
  /// The end, with `month`, of the year of what `start` is, or the day that `told` is told to be.
  [[nodiscard]] static std::string yearEnd(const std::string& start, std::uint32_t month, std::uint32_t told);

  const model::Model& model_;
  const grants::Grants& grants_;
  const runtime::Table& table_;
  const Comparison& comparison_;
  std::vector<model::DeclId> place_terms_;  // by id
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> texts_{nullptr};
  std::map<grants::WindowId, std::string> windows_;
  std::map<grants::DisclosureId, std::uint32_t> shares_;
  std::map<std::uint32_t, Meaning> conditions_;
};

}  // namespace vern::table
