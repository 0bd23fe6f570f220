// The relations: what a policy says, laid out in rows, one fact in each column. Rules run over them.
#pragma once

#include <vector>

#include "compiler/rules/world.h"

namespace vern::rules {

/// A row of `relation` with those of its columns that `has` names, all silent at `place`.
[[nodiscard]] Row rowOf(Relation relation, DeclId owner, Span place, std::uint32_t has = ~0u);

template <class Column>
Slot& at(Row& row, Column column) {
  return row.column(static_cast<std::size_t>(column));
}

template <class Column>
const Slot& at(const Row& row, Column column) {
  return row.column(static_cast<std::size_t>(column));
}

/// A text in no language that is known.
[[nodiscard]] Value textOf(std::string_view written);

class Relations {
 public:
  explicit Relations(const World& world) : world_(world), model_(world.model()) {}

  using Found = llvm::function_ref<void(const Row&)>;

  /// The rows of `relation`, which is not Grants, in the order of the source.
  std::vector<Row> make(Relation relation);
  /// Calls `found` with each row of Grants, in the order of the source. `columns` (bits of GrantColumn) says what is
  /// read: a list that nobody reads is not multiplied out.
  void grants(std::uint32_t columns, World::Keep keep, Found found);

 private:
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
  void word(const Row& from, DeclId vocabulary, std::string_view written, std::string_view found);
  void textsOf(const std::vector<model::Clause>& clauses, DeclId declaration);

  [[nodiscard]] std::vector<Thing> activities() const;
  [[nodiscard]] std::vector<const model::Clause*> effective(const Thing& activity, llvm::ArrayRef<Thing> parts,
                                                            Word word) const;
  [[nodiscard]] std::vector<const model::Clause*> retainOf(const Thing& activity, const Thing& datum) const;
  [[nodiscard]] Slot circumstance(const Thing& activity, const Thing& datum) const;
  /// The clauses that hold for the same `data`: one of them may stand instead of another.
  void retentions(const Thing& activity, llvm::ArrayRef<const model::Clause*> together, const Slot& data);
  void retention(const Thing& activity, const model::Clause& clause, Slot data);
  void share(const Thing& activity, const Thing& recipient);
  [[nodiscard]] Slot placesOf(const Thing& recipient) const;
  [[nodiscard]] Slot safeguardOf(const Thing& activity, const Thing& recipient, Span place) const;
  [[nodiscard]] Slot copyOf(const Thing& activity, const Thing& recipient, Span place) const;

  const World& world_;
  const model::Model& model_;
  std::vector<Row> out_;
};

}  // namespace vern::rules
