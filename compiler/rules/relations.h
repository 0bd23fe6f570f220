// The relations: what a policy says, laid out in rows, one fact in each column. Rules run over them.
#pragma once

#include <vector>

#include "compiler/rules/world.h"

namespace vern::rules {

template <class Column>
const Slot*& at(Row& row, Column column) {
  return row.columns[static_cast<std::size_t>(column)];
}

template <class Column>
const Slot& at(const Row& row, Column column) {
  return row.column(static_cast<std::size_t>(column));
}

/// The thing that `slot` holds; none if it holds something else.
[[nodiscard]] Thing thingOf(const Slot& slot);
/// Adds `events`, as an activity mentions them: said, even where there is none.
void addEvents(Slot& slot, llvm::ArrayRef<DeclId> events, DeclId activity);

/// A text in no language that is known.
[[nodiscard]] Value textOf(std::string_view written);

class Relations {
 public:
  explicit Relations(const World& world) : world_(world), model_(world.model()) {}

  using Found = llvm::function_ref<void(const Row&)>;

  /// The rows of `relation`, which is not Grants, in the order of the source; they live as long as the world.
  std::vector<Value> make(Relation relation);
  /// Calls `found` with each row of Grants, in the order of the source. `columns` (bits of GrantColumn) says what is
  /// read: a list that nobody reads is not multiplied out.
  void grants(std::uint32_t columns, std::uint32_t sieved, World::Keep keep, Found found);

 private:
  /// A row that is silent in all columns.
  [[nodiscard]] Row silent(Relation relation, DeclId owner, Span place) const;
  void add(const Row& row);
  /// A slot that rows can share.
  [[nodiscard]] const Slot* keep(Slot&& slot) const { return &world_.storage().add(std::move(slot)); }
  [[nodiscard]] const Slot* keep(Thing thing, Span place) const { return keep(slotOf(thing, place)); }
  /// Fills `column`, of a row that is silent so far. Where the slot is silent too, and no elsewhere, nothing is kept.
  template <class Column>
  void put(Row& row, Column column, Slot&& slot) const {
    const Slot*& there = at(row, column);
    if (slot.stated != Stated::Silent || slot.place != there->place) there = keep(std::move(slot));
  }

  void kept();
  void retentions();
  void shares();
  void disclosures();
  void refutations();
  void dead();
  void overlaps();
  void unused();
  void limits();
  void texts();
  void text(const Texts& texts, DeclId declaration, Span place);
  void text(const Value& value, DeclId declaration, Span place);
  void passages();
  void passage(const Row& from, std::string_view written);
  void words();
  void citations();
  void word(const Row& from, DeclId vocabulary, std::string_view written, std::string_view found);
  void textsOf(const std::vector<model::Clause>& clauses, DeclId declaration);

  [[nodiscard]] Clauses effective(const Thing& activity, llvm::ArrayRef<Thing> parts, Word word) const;
  /// What `activity` says with `word` of `parts`: `own` holds it where one of them says something else in braces.
  [[nodiscard]] const Spread& spread(const Thing& activity, llvm::ArrayRef<Thing> parts, Word word, Spread& own) const;
  /// The same as a whole, for rows to share.
  [[nodiscard]] const Slot* whole(const Thing& activity, llvm::ArrayRef<Thing> parts, Word word) const;
  /// The `bases` that are for `purpose`: `basis consent for newsletter` is for no other.
  [[nodiscard]] Spread limitedTo(const Slot& purpose, const Spread& bases) const;
  /// The consents among `bases`, and those that a device or a message rests on.
  [[nodiscard]] Slot consentsOf(const Thing& activity, llvm::ArrayRef<Thing> parts, const Slot& bases) const;
  [[nodiscard]] Clauses retainOf(const Thing& activity, const Thing& datum) const;
  /// When, what then and why, as `retain` says it: in the columns of that name.
  template <class Column>
  void addJoins(Row& row, const Thing& retain) const;
  [[nodiscard]] Slot eventsIn(const model::Clause& clause, const Thing& activity, Span place) const;
  [[nodiscard]] Slot circumstance(const Thing& activity, const Thing& datum) const;
  /// The clauses that hold for the same `data`: one of them may stand instead of another.
  void retentions(const Thing& activity, llvm::ArrayRef<const model::Clause*> together, const Slot* data);
  [[nodiscard]] Row retention(const Thing& activity, const model::Clause& clause, const Slot* data) const;
  void share(const World::Lists& lists, const Thing& recipient);
  [[nodiscard]] bool hasJoins(const Thing& recipient) const;
  [[nodiscard]] Slot placesOf(const Thing& recipient) const;
  [[nodiscard]] Slot safeguardOf(const Thing& activity, const Thing& recipient, Span place) const;
  [[nodiscard]] Slot copyOf(const Thing& activity, const Thing& recipient, Span place) const;

  const World& world_;
  const model::Model& model_;
  std::vector<Value> out_;
  DeclId written_in_;  // the declaration that the last text stands in …
  const Slot* declaration_ = nullptr;  // … as a column
};

}  // namespace vern::rules
