#include "compiler/model/model.h"

#include <algorithm>
#include <utility>

#include "compiler/support/distance.h"
#include "compiler/support/leaf.h"
#include "compiler/support/lookalike.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/xxhash.h"

namespace vern::model {

namespace {

std::uint64_t outlineKey(Kind kind, std::string_view name) {
  return llvm::xxh3_64bits(outline(name)) + static_cast<std::uint64_t>(kind);
}

}  // namespace

const Join* Clause::join(std::string_view word_text) const {
  for (const Join& j : joins)
    if (j.word == word_text) return &j;
  return nullptr;
}

std::vector<DeclId> named(const Value& value) {
  std::vector<DeclId> out;
  for (const Entry& entry : value.entries)
    if (entry.decl && !entry.negated) out.push_back(entry.decl);
  return out;
}

Model Model::on(const Model& base, const SourceMap& source_map) {
  Model out(source_map);
  out.decls = Store<DeclId, Decl>::on(base.decls);
  out.base_ = &base;
  out.standard_ = base.standard_;
  out.by_kind_ = base.by_kind_;
  out.places_ = base.places_;
  return out;
}

std::vector<DeclId>::const_iterator Model::firstOwn(Kind kind) const {
  const auto& ids = all(kind);
  return std::lower_bound(ids.begin(), ids.end(), decls.idAt(standard_));
}

std::vector<DeclId> Model::own(Kind kind) const {
  std::vector<DeclId> out;
  for (auto id = firstOwn(kind); id != all(kind).end(); ++id)
    if (!decls[*id].standard) out.push_back(*id);
  return out;
}

DeclId Model::only(Kind kind) const {
  for (auto id = firstOwn(kind); id != all(kind).end(); ++id)
    if (!decls[*id].standard) return *id;
  return {};
}

bool Model::flagged(DeclId x, std::string_view flag) const {
  const auto& flags = decls[x].flags;
  return std::binary_search(flags.begin(), flags.end(), flag);
}

Clauses Model::clauses(DeclId id, Word word) const {
  Clauses out;
  if (!id) return out;
  for (const Clause& clause : decls[id].clauses)
    if (clause.word == word) out.push_back(&clause);
  return out;
}

const Clause* Model::clause(DeclId id, Word word) const {
  if (!id) return nullptr;
  for (const Clause& clause : decls[id].clauses)
    if (clause.word == word) return &clause;
  return nullptr;
}

const Clause* Model::inherited(DeclId id, Word word) const {
  for (; id; id = decls[id].parent)
    if (const Clause* found = clause(id, word)) return found;
  return nullptr;
}

DeclId Model::standardLike(Kind kind, std::string_view name) const {
  if (base_ != nullptr)
    if (const DeclId found = base_->standardLike(kind, name)) return found;
  const auto alike = outlines_.find(outlineKey(kind, name));
  if (alike == outlines_.end()) return {};
  const std::string shape = outline(name);
  for (const DeclId id : alike->second)
    for (const std::string_view part : {decls[id].name, leaf(decls[id].name)})
      if (decls[id].kind == kind && part != name && outline(part) == shape) return id;
  return {};
}

DeclId Model::add(Decl decl) {
  const Kind kind = decl.kind;
  const std::string_view name = decl.name;
  if (decl.standard && standard_ == decls.size()) ++standard_;
  const DeclId id = decls.add(std::move(decl));
  by_kind_[static_cast<std::size_t>(kind)].push_back(id);
  places_.push_back({{}, 0, 0, kind});
  if (!name.empty() && kind != Kind::Test) index(id, name, false);
  if (decls[id].standard && !name.empty())
    for (const std::string_view part : {name, leaf(name)}) {
      std::vector<DeclId>& alike = outlines_[outlineKey(kind, part)];
      if (alike.empty() || alike.back() != id) alike.push_back(id);
    }
  return id;
}

void Model::index(DeclId id, std::string_view name, bool alias) {
  names_[name].exact.push_back(id);
  if (alias) return;
  for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1))
    names_[name.substr(dot + 1)].suffix.push_back(id);
}

void Model::collect(Kinds kinds, std::string_view name, std::vector<DeclId> Names::* list,
                    std::vector<DeclId>& out) const {
  if (base_ != nullptr) base_->collect(kinds, name, list, out);
  const auto found = names_.find(name);
  if (found == names_.end()) return;
  for (const DeclId id : found->second.*list)
    if (kinds.has(places_[id.index].kind) && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
}

std::vector<DeclId> Model::candidates(Kinds kinds, std::string_view name) const {
  std::vector<DeclId> out;
  collect(kinds, name, &Names::exact, out);
  if (!out.empty()) {
    // What the user declares stands before a term of the library with the same name.
    const auto own = [&](DeclId id) { return !decls[id].standard; };
    if (std::any_of(out.begin(), out.end(), own)) std::erase_if(out, [&](DeclId id) { return !own(id); });
    return out;
  }
  collect(kinds, name, &Names::suffix, out);
  if (!out.empty()) return out;
  // `subject.employee`: the kind, then the name.
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return {};
  const auto kind = kindFrom(name.substr(0, dot));
  if (!kind || !kinds.has(*kind)) return {};
  return candidates(*kind, name.substr(dot + 1));
}

DeclId Model::find(Kinds kinds, std::string_view name) const {
  const auto found = candidates(kinds, name);
  return found.size() == 1 ? found.front() : DeclId();
}

std::string_view Model::nearestName(Kinds kinds, std::string_view name) const {
  std::vector<std::string_view> known;
  for (std::size_t k = 0; k < KindCount; ++k) {
    if (!kinds.has(static_cast<Kind>(k))) continue;
    for (const DeclId id : by_kind_[k]) {
      std::string_view full = decls[id].name;
      known.push_back(full);
      // The short form, if it is one, is nearer to what people write.
      for (std::size_t dot = full.find('.'); dot != std::string_view::npos; dot = full.find('.', dot + 1))
        if (find(kinds, full.substr(dot + 1)) == id) known.push_back(full.substr(dot + 1));
    }
  }
  if (const std::string_view near = nearest(name, known); !near.empty()) return near;
  // Perhaps only what stands before the last dot is wrong, or left out, and the last part has a slip.
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return {};
  std::vector<std::string_view> last;
  for (const std::string_view one : known) last.push_back(leaf(one));
  const std::string_view near = nearest(name.substr(dot + 1), last);
  for (std::size_t i = 0; i < known.size() && !near.empty(); ++i)
    if (last[i] == near) return known[i];
  return {};
}

void takeFlags(const Decl& parent, Decl& decl) {
  // `group` speaks of the term alone: too wide to be used as it is.
  for (const std::string_view flag : parent.flags)
    if (flag != "group") decl.flags.push_back(flag);
  std::sort(decl.flags.begin(), decl.flags.end());
  decl.flags.erase(std::unique(decl.flags.begin(), decl.flags.end()), decl.flags.end());
}

bool Model::isCalled(DeclId id, std::string_view written) const {
  std::string words(written);
  std::replace(words.begin(), words.end(), '_', ' ');
  for (const Clause* called : clauses(id, Word::called))
    for (const auto& [language, list] : called->texts)
      for (const llvm::StringRef one : llvm::split(list, ", "))
        if (one.equals_insensitive(words)) return true;
  return false;
}

std::string_view Model::namedByLabel(Kinds kinds, std::string_view label) const {
  std::string words(label);
  std::replace(words.begin(), words.end(), '_', ' ');
  std::string_view near;
  for (std::size_t k = 0; k < KindCount; ++k) {
    if (!kinds.has(static_cast<Kind>(k))) continue;
    for (const DeclId id : by_kind_[k]) {
      if (isCalled(id, label)) return decls[id].name;
      for (const auto& [language, text] : decls[id].texts) {
        const llvm::StringRef known(text);
        if (known.equals_insensitive(words)) return decls[id].name;
        // One of them, where the label speaks of many: `kunde`, «kunder».
        if (near.empty() && words.size() > 3 && known.size() <= words.size() + 2 &&
            known.starts_with_insensitive(words))
          near = decls[id].name;
      }
    }
  }
  return near;
}

void Model::close() {
  const std::size_t count = decls.size();
  for (std::size_t i = decls.baseSize(); i < count; ++i) places_[i].parent = decls[decls.idAt(i)].parent;
  // Each one's first child, and the next child of its parent.
  std::vector<DeclId> first(count), next(count);
  for (std::size_t i = count; i-- > 0;) {
    if (!places_[i].parent) continue;
    DeclId& head = first[places_[i].parent.index];
    next[i] = std::exchange(head, decls.idAt(i));
  }
  std::uint32_t clock = 0;
  std::vector<DeclId> open;
  const auto enter = [&](DeclId id) {
    places_[id.index].pre = clock++;
    open.push_back(id);
    const DeclId parent = places_[id.index].parent;
    if (!parent || id.index < decls.baseSize()) return;
    takeFlags(decls[parent], decls.edit(id));
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (places_[i].parent) continue;
    enter(decls.idAt(i));
    while (!open.empty()) {
      DeclId& child = first[open.back().index];
      if (child) {
        enter(std::exchange(child, next[child.index]));
        continue;
      }
      places_[open.back().index].post = clock++;
      open.pop_back();
    }
  }
}

}  // namespace vern::model
