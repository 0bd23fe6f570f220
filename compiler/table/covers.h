// Grants taken apart into covers: one cache line each, with the use and four disclosures. And the entries that covers
// are made of, with where each comes from.
#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/table/conditions.h"
#include "compiler/table/texts.h"
#include "compiler/table/vocabulary.h"
#include "vern/format.h"

namespace vern::table {

/// Ids that follow each other.
struct Range {
  std::uint32_t first = 1;
  std::uint32_t last = 0;  // inclusive
};

class Covers {
 public:
  Covers(const model::Model& model, const grants::Grants& grants, const Vocabulary& vocabulary, Conditions& conditions,
         TableTexts& texts);

  /// `decl` and what is below it.
  [[nodiscard]] Range range(TermKind kind, DeclId decl) const;
  /// Appends the covers of a grant, for a class of purposes and a datum that it covers.
  void add(grants::GrantId grant, std::uint32_t purpose, std::uint32_t datum, std::vector<std::uint32_t>& out);
  /// The cover that answers questions for use and for `keep`, and its condition.
  [[nodiscard]] std::uint32_t ofUse(grants::GrantId grant, std::uint32_t datum);
  [[nodiscard]] std::uint32_t useCondition(grants::GrantId grant) const;
  /// Where the data begin and end that some disclosure of the grant is limited to.
  void addDataLimits(grants::GrantId grant, std::vector<std::uint32_t>& boundaries) const;

  /// All of them, once conditions are closed. The first covers nothing.
  [[nodiscard]] std::vector<runtime::Cover> covers() const;

  std::vector<std::uint32_t> entries;  // condition
  std::vector<runtime::Source> sources;

 private:
  struct Shared {
    std::uint32_t condition;
    std::uint32_t share;  // of Shares
    Range recipients;
    grants::DisclosureId id;
  };
  /// A use and some disclosures that stand on its basis.
  struct Part {
    std::uint32_t condition;
    std::uint32_t basis;
    std::uint64_t asks = 0;  // the atoms that it needs for how it is asked for
    std::vector<Shared> shares;
    std::uint32_t entry = 0;
  };
  struct Made {
    const Part* part;
    std::uint32_t shares;  // bits: those that are there
    bool special;          // it may cover special categories
  };

  std::vector<Part> takeApart(const grants::Grant& grant);
  void giveEntries(const grants::Grant& grant, Part& part);
  [[nodiscard]] bool limited(const Part& part) const;
  [[nodiscard]] bool fits(const grants::Disclosure& disclosure, std::uint32_t purpose, std::uint32_t datum) const;
  std::uint32_t cover(const Part& part, std::uint32_t shares, std::uint32_t datum);

  const model::Model& model_;
  const grants::Grants& grants_;
  const Vocabulary& vocabulary_;
  Conditions& conditions_;
  TableTexts& texts_;
  std::vector<std::vector<Part>> parts_;  // of each grant
  std::map<std::vector<std::uint32_t>, std::uint32_t> entry_numbers_;
  std::unordered_map<std::uint64_t, std::uint32_t> cover_numbers_;
  std::vector<Made> made_;
};

}  // namespace vern::table
