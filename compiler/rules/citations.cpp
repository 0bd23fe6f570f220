// The relation of the law that a policy names: wherever a law or a section stands, behind `under`, in `cites`, in the
// bounds of a time.
#include "compiler/rules/attributes.h"
#include "compiler/rules/relations.h"

namespace vern::rules {

namespace {

using Named = llvm::function_ref<void(DeclId law, Span place)>;

void lawsIn(const model::Model& model, const model::Value& value, Named named) {
  for (const model::Entry& entry : value.entries)
    if (entry.decl && (model[entry.decl].kind == Kind::Law || model[entry.decl].kind == Kind::Section))
      named(entry.decl, entry.span);
}

void lawsIn(const model::Model& model, const std::vector<model::Clause>& clauses, Named named) {
  for (const model::Clause& clause : clauses) {
    lawsIn(model, clause.value, named);
    for (const model::Entry& entry : clause.value.entries) lawsIn(model, entry.block, named);
    for (const model::Join& join : clause.joins) lawsIn(model, join.value, named);
    for (const model::Bound& bound : clause.window)
      if (bound.under) named(bound.under, bound.span);
    lawsIn(model, clause.block, named);
  }
}

/// What speaks of the law itself, for rules to read.
bool isOfTheLaw(Kind kind) {
  return kind == Kind::Law || kind == Kind::Section || kind == Kind::Row || kind == Kind::Param ||
         kind == Kind::Silence || kind == Kind::Order || kind == Kind::Vocabulary;
}

}  // namespace

void Relations::citations() {
  using C = CitationColumn;
  const auto [begin, end] = world_.declarations();
  for (std::size_t i = begin; i < end; ++i) {
    const DeclId id = model_.decls.idAt(i);
    const model::Decl& decl = model_[id];
    if (decl.standard || isOfTheLaw(decl.kind)) continue;
    const auto add_one = [&](DeclId law, Span place) {
      Row row = silent(Relation::Citations, id, place);
      at(row, C::law) = keep(Thing{model_[law].kind, law, nullptr, nullptr, nullptr, id}, place);
      at(row, C::declaration) = keep(Thing{decl.kind, id, nullptr, nullptr, nullptr, {}}, decl.name_span);
      add(row);
    };
    for (const model::Join& join : decl.joins) lawsIn(model_, join.value, add_one);
    lawsIn(model_, decl.clauses, add_one);
  }
}

}  // namespace vern::rules
