#include "compiler/grants/effective.h"

#include <algorithm>

namespace vern::grants {

model::Clauses effective(const model::Model& model, DeclId activity, const model::Entry* entry, Word word) {
  model::Clauses out;
  if (entry != nullptr)
    for (const model::Clause& clause : entry->block)
      if (clause.word == word) out.push_back(&clause);
  if (!out.empty()) return out;
  out = model.clauses(activity, word);
  if (!out.empty() || word == Word::title || word == Word::text || word == Word::data) return out;
  return model.clauses(model.only(model::Kind::Defaults), word);
}

model::Clauses retainOf(const model::Model& model, DeclId activity, const model::Entry* entry, DeclId datum) {
  model::Clauses out = effective(model, activity, entry, Word::retain);
  const auto defaults = model.clauses(model.only(model::Kind::Defaults), Word::retain);
  if (out != defaults) return out;
  for (DeclId id = datum; id; id = model[id].parent)
    if (auto own = model.clauses(id, Word::retain); !own.empty()) return own;
  return out;
}

bool says(const model::Entry& entry, Word word) {
  return std::ranges::any_of(entry.block, [&](const model::Clause& clause) { return clause.word == word; });
}

bool isFor(const model::Model& model, const model::Clause& clause, DeclId purpose) {
  const model::Join* only = clause.join("for");
  return only == nullptr ||
         std::ranges::any_of(model::named(only->value), [&](DeclId p) { return model.isA(purpose, p); });
}

bool isAnonymous(const model::Model& model, DeclId activity, const model::Entry* entry, DeclId datum) {
  model::Clauses said = effective(model, activity, entry, Word::form);
  if (!datum) return false;
  if (said.empty())
    if (const model::Clause* own = model.inherited(datum, Word::form)) said.push_back(own);
  std::vector<DeclId> forms;
  for (const model::Clause* clause : said)
    for (const DeclId form : model::named(clause->value)) forms.push_back(form);
  return !forms.empty() && !model.flagged(datum, "identifier") &&
         std::ranges::all_of(forms, [&](DeclId form) { return model[form].name == "form.anonymous"; });
}

std::vector<DeclId> members(const model::Model& model, DeclId datum) {
  std::vector<DeclId> out;
  std::vector<DeclId> todo{datum};
  std::vector<DeclId> seen;
  while (!todo.empty()) {
    const DeclId id = todo.back();
    todo.pop_back();
    if (std::find(seen.begin(), seen.end(), id) != seen.end()) continue;
    seen.push_back(id);
    const auto groups = model.clauses(id, Word::includes_data);
    if (groups.empty()) out.push_back(id);
    for (const model::Clause* group : groups)
      for (const DeclId member : model::named(group->value)) todo.push_back(member);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

BasisKind basisKind(const model::Model& model, DeclId basis) {
  if (!basis) return BasisKind::Unknown;
  DeclId root = basis;
  while (model[root].parent) root = model[root].parent;
  const std::string_view name = model[root].name;
  if (name == "consent") return BasisKind::Consent;
  if (name == "contract") return BasisKind::Contract;
  if (name == "legal_obligation") return BasisKind::LegalObligation;
  if (name == "vital_interests") return BasisKind::VitalInterests;
  if (name == "public_task") return BasisKind::PublicTask;
  if (name == "legitimate_interests") return BasisKind::LegitimateInterests;
  return BasisKind::Unknown;
}

}  // namespace vern::grants
