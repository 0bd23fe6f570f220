#include "compiler/table/vocabulary.h"

#include <algorithm>

#include "compiler/support/check.h"

namespace vern::table {

using model::Kind;
using model::Kinds;
using runtime::None;
using runtime::TermKinds;

Kinds declKinds(TermKind kind) {
  switch (kind) {
    case TermKind::Subject: return Kind::Subject;
    case TermKind::Datum: return Kind::Data;
    case TermKind::Purpose: return Kind::Purpose;
    case TermKind::Recipient: return Kind::Recipient;
    case TermKind::Place: return Kind::Place;
    case TermKind::Event: return Kind::Event;
    case TermKind::Circumstance: return Kind::Circumstance | Kind::State | Kind::Party;
  }
  return {};
}

TermKind Vocabulary::kindOf(DeclId decl) const {
  for (std::uint32_t k = 0; k < TermKinds; ++k)
    if (declKinds(static_cast<TermKind>(k)).has(model_[decl].kind)) return static_cast<TermKind>(k);
  VERN_CHECK(false, "a declaration that is no term stands where a term belongs");
}

Vocabulary::Vocabulary(const model::Model& model)
    : model_(model), ids_(model.decls.size(), None), mentioned_(model.decls.size(), false) {
  for (std::uint32_t k = 0; k < TermKinds; ++k) {
    const Kinds kinds = declKinds(static_cast<TermKind>(k));
    std::vector<DeclId>& terms = terms_[k];
    for (std::size_t i = 0; i < model.decls.size(); ++i)
      if (const DeclId id = model.decls.idAt(i); kinds.has(model[id].kind) && !model[id].name.empty())
        terms.push_back(id);
    std::sort(terms.begin(), terms.end(), [&](DeclId a, DeclId b) { return model.order(a) < model.order(b); });
    last_[k].resize(terms.size());
    for (std::uint32_t i = 0; i < terms.size(); ++i) ids_[terms[i].index] = i;
    for (std::uint32_t i = 0; i < terms.size(); ++i) {
      std::uint32_t last = i;
      while (last + 1 < terms.size() && model.isA(terms[last + 1], terms[i])) ++last;
      last_[k][i] = last;
    }
  }
}

void Vocabulary::mention(DeclId decl) {
  if (decl && ids_[decl.index] != None) mentioned_[decl.index] = true;
}

void Vocabulary::close() {
  for (std::uint32_t k = 0; k < TermKinds; ++k) {
    const auto& terms = terms_[k];
    groups_[k].assign(terms.size(), 0);
    representatives_[k].assign(1, DeclId());
    for (std::uint32_t i = 0; i < terms.size(); ++i) {
      if (mentioned_[terms[i].index]) {
        groups_[k][i] = static_cast<std::uint32_t>(representatives_[k].size());
        representatives_[k].push_back(terms[i]);
        continue;
      }
      // A parent comes before its children, so its class is known.
      const DeclId parent = model_[terms[i]].parent;
      if (parent && ids_[parent.index] != None && model_.isA(terms[i], parent))
        groups_[k][i] = groups_[k][ids_[parent.index]];
    }
    group_count_[k] = static_cast<std::uint32_t>(representatives_[k].size());
  }
}

}  // namespace vern::table
