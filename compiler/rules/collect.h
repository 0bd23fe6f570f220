// Runs the rules and brings together what they find, on all cores: part of the activities by part. Parts can be run
// again.
#pragma once

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
  std::vector<DeclId> owners;   // each once

  void addOwners(llvm::ArrayRef<DeclId> more);
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
  [[nodiscard]] llvm::SmallVector<DeclId, 4> of(const Rule& rule, const Bindings& bindings, Span place) const;

 private:
  [[nodiscard]] DeclId ownerOf(Span place) const;

  const model::Model* model_;
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
};

/// A run of rules, part by part, of which parts can be run again. What its groups point to lives as long as it does,
/// and if nothing can be run again, as long as the world of all activities as well.
class Collection {
 public:
  /// Runs `rules`, each of which is in `set`, in `whole`, the world of all activities. `set` outlives this. Parts can
  /// be run again if what is asked of all activities is to be kept `in_mind`, for which there are parts even of few.
  Collection(const World& whole, const RuleSet& set, std::vector<const Rule*> rules, const Owners& owners,
             bool questions, Cut cut, bool in_mind = false);

  [[nodiscard]] Collected collected() const&;
  /// The same, where nothing is run again.
  [[nodiscard]] Collected collected() &&;

  /// What the rest of the policy gets to know of an activity.
  struct Answers {
    std::vector<Truth> given;  // to what was asked so far
    std::set<Questions::Part> interested;  // who asked something that it may have to do with
  };
  [[nodiscard]] Answers answersOf(DeclId activity, const World& whole) const;

  /// `activity`, which had these answers before, says something else in `whole`, and nothing else has changed. False
  /// if more would have to be run again than pays.
  [[nodiscard]] bool again(const World& whole, const Owners& owners, DeclId activity, const Answers& before);

 private:
  /// What one rule found in one part.
  struct Found {
    const Rule* rule = nullptr;
    std::vector<Group> fires, asks;
  };
  [[nodiscard]] Collected together(std::vector<Found> all) const;
  struct Part {
    std::vector<Found> found;  // where there is any, in the order of the rules
    Storage storage;  // of what the groups point to
  };
  [[nodiscard]] World::Members membersOf(const World& whole, Questions::Part part) const;
  /// The rules that need all activities: those of which what they found may stand, or the others.
  [[nodiscard]] Part runWhole(const Evaluator& whole, const Owners& owners, bool kept, std::mutex& turn) const;
  [[nodiscard]] Part runPart(const Evaluator& whole, const Owners& owners, Questions::Part number,
                             std::mutex& turn) const;
  void add(Part& part, const Rule& rule, const Evaluator& evaluator, const Owners& owners, bool lasts) const;
  void run(const Evaluator& whole, const Owners& owners);
  [[nodiscard]] std::set<Questions::Part> partsOf(const World& whole, DeclId activity) const;

  const RuleSet& set_;
  std::vector<const Rule*> rules_;
  std::vector<bool> apart_;  // by rule: it runs in parts
  std::vector<bool> kept_;  // by rule that does not: what it found stands if all answers are the same
  bool asks_;
  Cut cut_;
  bool in_mind_;
  bool folds_ = false;  // every question is one that an activity can answer by itself
  std::size_t count_ = 0;  // of parts beside the whole
  std::vector<Part> parts_;  // the whole first
  Part unkept_;  // of the whole as well
  Questions questions_;
  Evaluator::Answers answers_;
};

}  // namespace vern::rules
