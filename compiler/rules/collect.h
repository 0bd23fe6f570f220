// Runs the rules and brings together what they find, on all cores: part of the activities by part.
#pragma once

#include <deque>
#include <set>
#include <utility>
#include <vector>

#include "compiler/rules/evaluate.h"

namespace vern::rules {

/// The bindings of one rule that are reported together.
struct Group {
  const Rule* rule = nullptr;
  Span place;
  std::vector<Bindings> rows;
  std::set<DeclId> owners;
};

/// Whom a finding concerns.
class Owners {
 public:
  explicit Owners(const model::Model& model);

  /// Where the place of `rule` is said. The library is nobody's to change: what is said there points at the writer's
  /// own words instead.
  [[nodiscard]] Span placeOf(const Rule& rule, const Bindings& bindings, const Evaluator& evaluator) const;
  /// An example of a rule of the library stands in a file of the library.
  [[nodiscard]] bool isFragment(Span place) const { return ownerOf(place).valid(); }
  /// The activity, recipient or promise of the row, and the declaration that `place` lies in.
  [[nodiscard]] std::set<DeclId> of(const Rule& rule, const Bindings& bindings, Span place) const;

 private:
  [[nodiscard]] DeclId ownerOf(Span place) const;

  const model::Model& model_;
  std::vector<std::pair<Span, DeclId>> decls_;   // of the writer, by where they stand
};

/// How the work is cut up. What comes out is the same, whatever stands here.
struct Cut {
  std::size_t activities = 64;   // in a part
  unsigned threads = 0;          // as many as there are cores
};

/// What was found, by the order of the rules, then of the source.
struct Collected {
  std::vector<Group> fires;
  std::vector<Group> asks;           // left empty if nobody wants to know
  std::deque<std::deque<Row>> rows;  // what the groups point to
};

/// Runs `rules`, each of which is in `set`. `whole` is the world of all activities.
[[nodiscard]] Collected collect(const World& whole, const RuleSet& set, llvm::ArrayRef<const Rule*> rules,
                                const Owners& owners, bool questions, Cut cut);

}  // namespace vern::rules
