#include "compiler/table/terms.h"

#include <algorithm>
#include <set>
#include <string>

#include "vern/hash.h"

namespace vern::table {

using grants::Grants;
using model::Model;
using runtime::None;
using runtime::TermKinds;

namespace {

std::uint32_t groupWord(const Model& model, const Grants& grants, const Vocabulary& vocabulary, TermKind kind,
                        std::uint32_t id) {
  const DeclId term = vocabulary.terms(kind)[id];
  switch (kind) {
    case TermKind::Subject: {
      const bool excluded =
          std::any_of(grants.excluded.begin(), grants.excluded.end(), [&](DeclId e) { return model.isA(term, e); });
      return vocabulary.group(kind, id) | (excluded ? std::uint32_t{runtime::OutOfScope} : 0u);
    }
    case TermKind::Purpose:
      return vocabulary.group(kind, id) |
             (model.flagged(term, "direct_marketing") ? std::uint32_t{runtime::DirectMarketing} : 0u);
    case TermKind::Place: return model.flagged(term, "free_movement") ? std::uint32_t{runtime::FreeMovement} : 0u;
    case TermKind::Datum:
      return vocabulary.group(kind, id) | (model.flagged(term, "special") ? 0u : std::uint32_t{runtime::Ordinary});
    case TermKind::Recipient: return vocabulary.group(kind, id);
    case TermKind::Event:
    case TermKind::Circumstance: break;
  }
  return 0;
}

std::vector<runtime::Term> allTerms(const Model& model, const Vocabulary& vocabulary, TableTexts& texts) {
  std::vector<runtime::Term> out;
  for (std::uint32_t k = 0; k < TermKinds; ++k) {
    const auto kind = static_cast<TermKind>(k);
    const auto& ids = vocabulary.terms(kind);
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
      const model::Decl& decl = model[ids[i]];
      // A question may name what the policy never speaks of, and the answer says it in words.
      out.push_back({texts.strings.add(decl.name), vocabulary.last(kind, i), texts.label(decl.texts)});
    }
  }
  return out;
}

std::vector<runtime::NameSlot> allNames(const Model& model, const Vocabulary& vocabulary, TableTexts& texts) {
  std::vector<runtime::NameSlot> all;
  std::set<std::pair<std::uint32_t, std::string>> seen;
  const auto add = [&](std::uint32_t kind, std::uint32_t id, std::string_view name) {
    if (name.empty() || !seen.emplace(kind, name).second) return;
    const runtime::NameKey key = runtime::nameKey(kind, name);
    all.push_back({key.first, key.second, key.length, kind << runtime::TermIdBits | id, texts.strings.add(name)});
  };
  // What comes first has the name: the policy's own term before one of the library, a full name before an alias.
  for (const bool full : {true, false})
    for (const bool standard : {false, true})
      for (std::uint32_t k = 0; k < TermKinds; ++k) {
        const auto& ids = vocabulary.terms(static_cast<TermKind>(k));
        for (std::uint32_t i = 0; i < ids.size(); ++i) {
          if (model[ids[i]].standard != standard) continue;
          if (full) add(k, i, model[ids[i]].name);
          if (full) continue;
          for (const model::Clause* alias : model.clauses(ids[i], Word::alias))
            for (const model::Entry& entry : alias->value.entries) add(k, i, entry.written);
          for (const model::Clause* code : model.clauses(ids[i], Word::iso))
            for (const std::string& text : code->value.strings) add(k, i, text);
        }
      }
  std::size_t size = 1;
  while (size < all.size() * 2 + 2) size *= 2;
  std::vector<runtime::NameSlot> slots(size, runtime::NameSlot{0, 0, None, None, {0, 0}});
  for (const runtime::NameSlot& name : all) {
    std::size_t at = runtime::hashOf({name.first, name.second, name.length}) & (size - 1);
    while (slots[at].term != None) at = (at + 1) & (size - 1);
    slots[at] = name;
  }
  return slots;
}

}  // namespace

TermSections termSections(const Model& model, const Grants& grants, const Vocabulary& vocabulary, TableTexts& texts) {
  TermSections out;
  out.terms = allTerms(model, vocabulary, texts);
  out.names = allNames(model, vocabulary, texts);
  for (std::uint32_t k = 0; k < TermKinds; ++k) {
    const auto kind = static_cast<TermKind>(k);
    const auto count = static_cast<std::uint32_t>(vocabulary.terms(kind).size());
    out.kinds.push_back({static_cast<std::uint32_t>(out.groups.size()), count});
    for (std::uint32_t i = 0; i < count; ++i) out.groups.push_back(groupWord(model, grants, vocabulary, kind, i));
  }
  return out;
}

}  // namespace vern::table
