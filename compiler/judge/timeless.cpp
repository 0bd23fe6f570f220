#include "compiler/judge/timeless.h"

#include <algorithm>

namespace vern::judge {

namespace {

bool lacksStart(const model::Term& term) {
  if (term.kind == model::TermKind::After && !term.name) return true;
  return std::ranges::any_of(term.parts, [](const model::Term& part) { return lacksStart(part); });
}

bool lacksStart(const std::vector<model::Clause>& clauses) {
  return std::ranges::any_of(clauses, [](const model::Clause& clause) {
    return std::ranges::any_of(clause.window, [](const model::Bound& bound) { return lacksStart(bound.term); }) ||
           lacksStart(clause.block) ||
           std::ranges::any_of(clause.value.entries, [](const model::Entry& entry) { return lacksStart(entry.block); });
  });
}

}  // namespace

bool lacksStart(const model::Decl& decl) { return lacksStart(decl.clauses); }

bool lacksStart(const model::Model& model) {
  for (std::size_t i = model.standardSize(); i < model.decls.size(); ++i)
    if (const model::Decl& decl = model[model.decls.idAt(i)]; !decl.standard && lacksStart(decl)) return true;
  return false;
}

}  // namespace vern::judge
