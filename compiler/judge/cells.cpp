#include "compiler/judge/cells.h"

#include <algorithm>

namespace vern::judge {

namespace {

bool sameWindow(const grants::Grants& of_a, grants::WindowId a, const grants::Grants& of_b, grants::WindowId b) {
  const grants::Window& x = of_a.windows[a];
  const grants::Window& y = of_b.windows[b];
  if (std::tuple(x.kind, x.duration.months, x.duration.days, x.duration.hours, x.event, x.year_end, x.parts.size()) !=
      std::tuple(y.kind, y.duration.months, y.duration.days, y.duration.hours, y.event, y.year_end, y.parts.size()))
    return false;
  for (std::size_t i = 0; i < x.parts.size(); ++i)
    if (!sameWindow(of_a, x.parts[i], of_b, y.parts[i])) return false;
  return true;
}

std::vector<DeclId> basesOf(const grants::Grant& grant) {
  std::vector<DeclId> ids;
  for (const grants::BasisUse& use : grant.bases) ids.push_back(use.basis);
  std::sort(ids.begin(), ids.end());
  return ids;
}

/// The library's ground that `basis` is, or is a kind of.
DeclId groundOf(const model::Model& model, DeclId basis) {
  while (basis && !model[basis].standard) basis = model[basis].parent;
  return basis;
}

/// What rests on the one rests on the other. Each consent is asked for by itself, and each rule of law asks for what it
/// asks for; of two contracts that have names of their own, the one ends without the other. A name beside the ground
/// without one tells nothing apart.
bool isSameGround(const model::Model& model, const grants::BasisUse& x, const grants::BasisUse& y) {
  if (x.kind != y.kind || x.section != y.section) return false;
  if (x.basis == y.basis) return true;
  if (x.kind == grants::BasisKind::Consent || groundOf(model, x.basis) != groundOf(model, y.basis)) return false;
  return !x.basis || !y.basis || model[x.basis].standard || model[y.basis].standard;
}

/// A circumstance tells which of the two holds, or each rests on a ground of its own: who gave consent gets the time
/// of that, and everybody else the other. Of circumstances with other names it is not known that they go together.
bool areApart(const model::Model& model, const grants::Grant& a, const grants::Grant& b) {
  if (a.when.any_of != b.when.any_of) return true;
  const auto isUnknown = [](const grants::BasisUse& use) { return use.kind == grants::BasisKind::Unknown; };
  if (a.bases.empty() || b.bases.empty() || std::ranges::any_of(a.bases, isUnknown) ||
      std::ranges::any_of(b.bases, isUnknown))
    return false;
  return std::ranges::none_of(a.bases, [&](const grants::BasisUse& x) {
    return std::ranges::any_of(b.bases, [&](const grants::BasisUse& y) { return isSameGround(model, x, y); });
  });
}

}  // namespace

void Cells::add(const grants::Grants& grants) {
  for (std::size_t i = 0; i < grants.grants.size(); ++i) {
    const Use use{&grants, grants.grants.idAt(i)};
    if (use.grant().duty) continue;
    std::vector<Use>& uses = cells_[cellOf(use.grant())];
    const auto after =
        std::upper_bound(uses.begin(), uses.end(), use.grant().activity,
                         [](DeclId activity, const Use& other) { return activity < other.grant().activity; });
    uses.insert(after, use);
  }
}

void Cells::remove(const grants::Grants& grants, DeclId activity) {
  for (const grants::Grant& grant : grants.grants) {
    if (grant.activity != activity) continue;
    const auto cell = cells_.find(cellOf(grant));
    if (cell == cells_.end()) continue;
    std::erase_if(cell->second, [&](const Use& use) { return use.grant().activity == activity; });
    if (cell->second.empty()) cells_.erase(cell);
  }
}

std::vector<Overlap> Cells::overlaps() const {
  std::vector<Overlap> out;
  for (const auto& [cell, uses] : cells_) compare(uses, out);
  return out;
}

bool Cells::contradictIn(const grants::Grants& grants) const {
  std::vector<Overlap> out;
  for (const grants::Grant& grant : grants.grants)
    if (const auto cell = cells_.find(cellOf(grant)); cell != cells_.end()) compare(cell->second, out);
  return !out.empty();
}

void Cells::compare(const std::vector<Use>& uses, std::vector<Overlap>& out) const {
  for (std::size_t i = 1; i < uses.size(); ++i) {
    const grants::Grant& second = uses[i].grant();
    if (const grants::Grant& first = uses[0].grant(); first.activity != second.activity)
      if (basesOf(first) != basesOf(second)) out.push_back({uses[0].id, uses[i].id, Overlap::Differs::Basis});
    for (std::size_t j = 0; j < i && uses[j].grant().activity != second.activity; ++j) {
      const grants::Grant& first = uses[j].grant();
      if (areApart(model_, first, second)) continue;
      const auto add = [&](Overlap::Differs differs) { out.push_back({uses[j].id, uses[i].id, differs}); };
      if (!sameWindow(*uses[j].table, first.window, *uses[i].table, second.window)) add(Overlap::Differs::Window);
      if (first.disposal != second.disposal) add(Overlap::Differs::Disposal);
      break;
    }
  }
}

}  // namespace vern::judge
