#include "compiler/grants/effective.h"

namespace vern::grants {

std::vector<const model::Clause*> effective(const model::Model& model, DeclId activity, const model::Entry* entry,
                                            Word word) {
  std::vector<const model::Clause*> out;
  if (entry != nullptr)
    for (const model::Clause& clause : entry->block)
      if (clause.word == word) out.push_back(&clause);
  if (!out.empty()) return out;
  out = model.clauses(activity, word);
  if (!out.empty() || word == Word::title || word == Word::text || word == Word::data) return out;
  return model.clauses(model.only(model::Kind::Defaults), word);
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
