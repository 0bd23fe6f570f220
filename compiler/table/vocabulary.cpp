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
    : model_(model),
      ids_(model.decls.size(), None),
      mentioned_(model.decls.size(), false),
      above_(model.decls.size(), false) {
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

void Vocabulary::mentionAbove(DeclId decl) {
  if (!decl || ids_[decl.index] == None) return;
  for (DeclId at = model_[decl].parent; at && ids_[at.index] != None && model_.isA(decl, at); at = model_[at].parent)
    above_[at.index] = true;
}

void Vocabulary::close() {
  for (std::uint32_t k = 0; k < TermKinds; ++k) {
    const auto& terms = terms_[k];
    auto& representatives = representatives_[k];
    groups_[k].assign(terms.size(), 0);
    representatives.assign(1, DeclId());
    const auto add = [&](DeclId id) {
      representatives.push_back(id);
      return static_cast<std::uint32_t>(representatives.size() - 1);
    };
    // Classes that terms share which nothing mentions: None until there is a term in it.
    std::vector<std::uint32_t> shared{0};
    std::vector<std::size_t> below(terms.size(), 0);  // which of them is for the terms below
    for (std::uint32_t i = 0; i < terms.size(); ++i) {
      const bool mentioned = mentioned_[terms[i].index];
      const bool alone = above_[terms[i].index];
      // A parent comes before its children, so what is for them is known.
      const DeclId parent = model_[terms[i]].parent;
      const bool has_parent = parent && ids_[parent.index] != None && model_.isA(terms[i], parent);
      below[i] = has_parent ? below[ids_[parent.index]] : 0;
      if (mentioned || alone) {
        groups_[k][i] = add(terms[i]);
        if (!mentioned) continue;
        below[i] = shared.size();
        shared.push_back(alone ? None : groups_[k][i]);
        continue;
      }
      std::uint32_t& of_parent = shared[below[i]];
      if (of_parent == None) of_parent = add(terms[i]);
      groups_[k][i] = of_parent;
    }
    group_count_[k] = static_cast<std::uint32_t>(representatives.size());
  }
}

}  // namespace vern::table
