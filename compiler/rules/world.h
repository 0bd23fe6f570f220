// A policy as conditions see it: the model, what was judged, and the relations worked out of both.
#pragma once

#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/judge/judge.h"
#include "compiler/rules/column_index.h"
#include "compiler/rules/storage.h"
#include "compiler/rules/value.h"
#include "compiler/rules/vocabulary.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace vern::rules {

struct Attribute;

using model::Clauses;

/// What an activity says with one word, as a whole and member by member: the slot itself, if it has no member.
struct Spread {
  Slot whole;
  std::vector<Slot> each;
  bool braces = false;   // some member has clauses of its own
  bool limited = false;  // some member stands in a clause that is for certain purposes
};
[[nodiscard]] Spread spreadOf(Slot slot);
[[nodiscard]] inline bool ownsNothing(const Spread& value) { return ownsNothing(value.whole) && value.each.empty(); }

class World {
 public:
  /// All three must outlive the world.
  /// `lexicon`, if it is given, is that of all vocabularies of `model`.
  World(const model::Model& model, const grants::Grants& grants, const judge::Judgements& judged, Day as_of,
        const Lexicon* lexicon = nullptr);
  /// Some of the activities and trackers of a policy: the others are not declared, and have no rows. Of the texts it
  /// has those that stand in some of the declarations.
  struct Members {
    llvm::ArrayRef<Value> activities, trackers;
    std::pair<std::size_t, std::size_t> declarations;   // from the one to before the other
    bool defaults = false;   // what the defaults say has rows in one part alone
  };
  /// That part of `whole`. It shares nothing with it that changes.
  World(const World& whole, const Members& members);

  [[nodiscard]] const model::Model& model() const { return model_; }
  [[nodiscard]] const EventOrder& order() const { return order_; }
  [[nodiscard]] Day asOf() const { return as_of_; }
  /// The basis of the library that all consents are below.
  [[nodiscard]] DeclId consent() const { return consent_; }
  [[nodiscard]] const judge::Judgements& judged() const { return judged_; }
  [[nodiscard]] const grants::Grants& grantTable() const { return grants_; }
  [[nodiscard]] bool hasDefaults() const { return has_defaults_; }
  /// Where the declarations begin and end that texts are taken from.
  [[nodiscard]] std::pair<std::size_t, std::size_t> declarations() const { return declarations_; }
  /// `activity` is one of those that are declared here.
  [[nodiscard]] bool has(DeclId activity) const;

  /// What is there of a kind, by the writer's hand: `activities`, `recipients`.
  [[nodiscard]] const Slot& declared(Kind kind) const;
  /// What `attribute` says of `thing`, worked out once.
  [[nodiscard]] const Slot& read(const Attribute& attribute, const Thing& thing) const;
  static constexpr std::uint32_t AllColumns = ~0u;
  /// The rows of `relation`. Columns of Grants that are not in `columns` may be left silent.
  [[nodiscard]] const std::vector<Value>& rows(Relation relation, std::uint32_t columns) const;
  /// Goes through the rows of `relation`, which is not Grants, whose `column` is `id` or above or below it, or is no
  /// one declaration, until `found` says false.
  void eachRelated(Relation relation, std::size_t column, DeclId id,
                   llvm::function_ref<bool(const Value&)> found) const;
  /// The rows of Grants one after another, without keeping them: a row that is needed longer must be kept.
  /// Only those are made of which `keep` keeps subject, datum, purpose and basis, each by itself; it is asked of the
  /// columns in `sieved` alone.
  using Keep = llvm::function_ref<bool(std::uint32_t column, const Slot& slot)>;
  void visitGrants(std::uint32_t columns, std::uint32_t sieved, Keep keep,
                   llvm::function_ref<void(const Value&)> found) const;
  /// What is put here lives as long as the world.
  [[nodiscard]] Storage& storage() const { return storage_; }
  /// The time that `clause` says, worked out once.
  [[nodiscard]] const Window& window(const model::Clause& clause) const;
  /// The only thing of a kind: the policy, its rights. Its declaration may be invalid.
  [[nodiscard]] Thing sole(Kind kind) const;

  /// The clauses with `word` that hold for `thing`: in its own braces, then in its declaration and above it in the
  /// taxonomy; for an activity that is silent, those of `defaults`.
  [[nodiscard]] Clauses said(const Thing& thing, Word word) const;
  /// What these clauses hold, as one slot. `thing` is what lacks it, if there are none.
  [[nodiscard]] Slot slot(llvm::ArrayRef<const model::Clause*> clauses, const Thing& thing) const;
  [[nodiscard]] Slot slot(const Thing& thing, Word word) const { return slot(said(thing, word), thing); }
  /// The same for an activity, worked out once.
  [[nodiscard]] const Spread& spread(const Thing& activity, Word word) const;
  /// The lists that grants are made of, as an index of their columns.
  enum class Listed : std::uint8_t { Subjects, Data, Purposes, Bases };
  static constexpr std::size_t ListedCount = 4;
  /// Terms by number, of which several share a bit; the last bit is of what is no term.
  using Terms = std::uint64_t;
  static constexpr Terms NoTerm = Terms{1} << 63;
  /// The terms that some activity lists, each with a slot that holds it and its bit.
  struct Term {
    const Slot* slot;
    Terms bit;
  };
  [[nodiscard]] llvm::ArrayRef<Term> terms(Listed list) const;

  /// The activities and trackers with the lists that grants are made of.
  struct Lists {
    Thing activity;
    Span place;
    const Slot* itself;
    const Spread *data, *subjects, *purposes, *bases;
    std::array<Terms, ListedCount> terms;
  };
  [[nodiscard]] const std::vector<Lists>& lists() const;
  /// A column of grants that is the same for all rows of `datum`, or of all data, in an activity: made once for all
  /// rules.
  const Slot& column(std::uint32_t column, const Thing& activity, const Thing& datum,
                     llvm::function_ref<Slot()> make) const;
  /// What joining words (`under`, `with`) add to a mention, else to its declaration.
  [[nodiscard]] Slot joined(const Thing& thing, std::string_view word) const;
  /// Where a finding about `thing` points.
  [[nodiscard]] Span place(const Thing& thing) const;
  /// What the statement says of a right, such as access.
  [[nodiscard]] Slot right(DeclId right) const;
  /// Where the recipient keeps and reaches the data from.
  [[nodiscard]] Slot places(const Thing& recipient) const;
  /// The recipient and all who work for it.
  [[nodiscard]] Slot chain(const Thing& recipient) const;
  /// The parameter's value as of the day of the check.
  [[nodiscard]] Slot parameter(DeclId param) const;
  /// The officer: silent, none, vague (it cannot be told), or the declaration.
  [[nodiscard]] Slot dpo() const;
  /// The place is in the EEA or has an adequacy decision in force.
  [[nodiscard]] Truth adequate(const Thing& place) const;
  /// `text` holds a phrase of `vocabulary`.
  [[nodiscard]] bool mentions(const Value& text, DeclId vocabulary) const;
  /// Calls `found` for each phrase of each vocabulary in `text`.
  void findWords(const Value& text, Vocabularies::Found found) const;

 private:
  /// A thing and what is asked of it.
  struct Asked {
    const Attribute* attribute;
    const model::Entry* entry;
    const model::Clause* clause;
    DeclId decl, activity;
    bool operator==(const Asked&) const = default;
  };
  /// For llvm::DenseMap.
  struct AskedInfo {
    static Asked getEmptyKey() { return {nullptr, nullptr, nullptr, {}, {}}; }
    static Asked getTombstoneKey() { return {nullptr, nullptr, nullptr, {}, DeclId(0)}; }
    static unsigned getHashValue(const Asked& asked);
    static bool isEqual(const Asked& a, const Asked& b) { return a == b; }
  };
  [[nodiscard]] const ColumnIndex& indexOf(Relation relation, std::size_t column) const;

  const model::Model& model_;
  const grants::Grants& grants_;
  const judge::Judgements& judged_;
  Day as_of_;
  DeclId consent_;
  bool has_defaults_ = true;
  std::pair<std::size_t, std::size_t> declarations_;
  EventOrder order_;
  Thing defaults_;
  mutable Kept<Spread> spread_;
  mutable llvm::DenseMap<std::uint64_t, const Spread*> spreads_;  // by declaration and word
  mutable llvm::DenseMap<std::pair<const model::Entry*, std::uint64_t>, const Slot*>
      columns_;  // by activity and column
  mutable std::vector<Lists> lists_;
  mutable std::array<std::vector<Term>, ListedCount> terms_;   // filled with the lists
  mutable Storage storage_;
  mutable std::unordered_map<const model::Clause*, const Window*> windows_;
  mutable std::map<std::pair<Relation, std::uint32_t>, std::vector<Value>> cache_;
  mutable std::map<std::pair<Relation, std::size_t>, ColumnIndex> indices_;
  mutable llvm::DenseMap<Asked, const Slot*, AskedInfo> read_;
  mutable std::map<Kind, Slot> declared_;
  const Lexicon* lexicon_;
  mutable Vocabularies vocabularies_;
};

/// The slot of one value.
[[nodiscard]] Slot slotOf(Value value, Span place);
[[nodiscard]] Slot slotOf(Thing thing, Span place);

}  // namespace vern::rules
