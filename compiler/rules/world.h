// A policy as conditions see it: the model, what was judged, and the relations worked out of both.
#pragma once

#include <deque>
#include <map>
#include <string_view>
#include <vector>

#include "compiler/judge/judge.h"
#include "compiler/rules/value.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace vern::rules {

/// What an activity says with one word, as a whole and member by member: the slot itself, if it has no member.
struct Spread {
  Slot whole;
  std::vector<Slot> each;
  bool braces = false;   // some member has clauses of its own
};
[[nodiscard]] Spread spreadOf(Slot slot);

class World {
 public:
  /// All three must outlive the world.
  World(const model::Model& model, const grants::Grants& grants, const judge::Judgements& judged, Day as_of);

  [[nodiscard]] const model::Model& model() const { return model_; }
  [[nodiscard]] const EventOrder& order() const { return order_; }
  [[nodiscard]] Day asOf() const { return as_of_; }
  [[nodiscard]] const judge::Judgements& judged() const { return judged_; }
  [[nodiscard]] const grants::Grants& grantTable() const { return grants_; }

  /// What is there of a kind, by the writer's hand: `activities`, `recipients`.
  [[nodiscard]] llvm::SmallVector<Value, 1> declared(Kind kind) const;
  /// The rows of `relation`. Columns of Grants that are not in `columns` may be left silent.
  [[nodiscard]] const std::vector<Value>& rows(Relation relation, std::uint32_t columns) const;
  /// The same rows one after another, without keeping them: a row that is needed longer must be kept.
  /// Of Grants, only those are made of which `keep` keeps subject, datum, purpose and basis, each by itself.
  using Keep = llvm::function_ref<bool(std::uint32_t column, const Slot& slot)>;
  void visit(Relation relation, std::uint32_t columns, Keep keep, llvm::function_ref<void(const Value&)> found) const;
  /// `value`, with its row made to live as long as the world.
  [[nodiscard]] Value kept(const Value& value) const;
  /// The only thing of a kind: the policy, its rights. Its declaration may be invalid.
  [[nodiscard]] Thing sole(Kind kind) const;

  /// The clauses with `word` that hold for `thing`: in its own braces, then in its declaration and above it in the
  /// taxonomy; for an activity that is silent, those of `defaults`.
  [[nodiscard]] std::vector<const model::Clause*> said(const Thing& thing, Word word) const;
  /// What these clauses hold, as one slot. `thing` is what lacks it, if there are none.
  [[nodiscard]] Slot slot(const std::vector<const model::Clause*>& clauses, const Thing& thing) const;
  [[nodiscard]] Slot slot(const Thing& thing, Word word) const { return slot(said(thing, word), thing); }
  /// The same for an activity, worked out once.
  [[nodiscard]] const Spread& spread(const Thing& activity, Word word) const;
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

 private:
  const model::Model& model_;
  const grants::Grants& grants_;
  const judge::Judgements& judged_;
  Day as_of_;
  EventOrder order_;
  Thing defaults_;
  mutable std::map<std::pair<DeclId, Word>, Spread> spreads_;
  mutable std::deque<Row> rows_;
  mutable std::map<std::pair<Relation, std::uint32_t>, std::vector<Value>> cache_;
};

/// The slot of one value.
[[nodiscard]] Slot slotOf(Value value, Span place);
[[nodiscard]] Slot slotOf(Thing thing, Span place);

}  // namespace vern::rules
