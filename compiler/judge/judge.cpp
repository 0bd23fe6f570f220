#include "compiler/judge/judge.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "compiler/judge/promises.h"

namespace vern::judge {

namespace {

using grants::Guard;
using model::Clause;
using model::Kind;
using model::Model;

bool impossible(const Guard& guard) {
  return !guard.always() && std::all_of(guard.any_of.begin(), guard.any_of.end(), [](const auto& all) {
    return std::any_of(all.begin(), all.end(), [&](const grants::Literal& a) {
      return std::any_of(all.begin(), all.end(),
                         [&](const grants::Literal& b) { return a.name == b.name && a.negated != b.negated; });
    });
  });
}

std::vector<Dead> dead(const grants::Grants& grants) {
  std::vector<Dead> out;
  const auto add = [&](DeclId declaration, Span place) {
    if (std::none_of(out.begin(), out.end(), [&](const Dead& d) { return d.place == place; }))
      out.push_back({declaration, place});
  };
  for (const grants::Grant& grant : grants.grants)
    if (impossible(grant.when)) add(grant.activity, grant.span);
  for (const grants::Disclosure& disclosure : grants.disclosures)
    if (impossible(disclosure.when)) add(disclosure.activity, disclosure.span);
  return out;
}

bool sameWindow(const grants::Grants& grants, grants::WindowId a, grants::WindowId b) {
  const grants::Window& x = grants.windows[a];
  const grants::Window& y = grants.windows[b];
  if (std::tuple(x.kind, x.duration.months, x.duration.days, x.duration.hours, x.event, x.fiscal_year_end,
                 x.parts.size()) != std::tuple(y.kind, y.duration.months, y.duration.days, y.duration.hours, y.event,
                                               y.fiscal_year_end, y.parts.size()))
    return false;
  for (std::size_t i = 0; i < x.parts.size(); ++i)
    if (!sameWindow(grants, x.parts[i], y.parts[i])) return false;
  return true;
}

std::vector<Overlap> overlaps(const grants::Grants& grants) {
  std::vector<Overlap> out;
  std::map<std::tuple<DeclId, DeclId, DeclId>, std::vector<grants::GrantId>> cells;
  for (std::size_t i = 0; i < grants.grants.size(); ++i) {
    const grants::Grant& grant = grants.grants[grants.grants.idAt(i)];
    if (!grant.duty) cells[{grant.subject, grant.datum, grant.purpose}].push_back(grants.grants.idAt(i));
  }
  const auto bases = [](const grants::Grant& grant) {
    std::vector<DeclId> ids;
    for (const grants::BasisUse& use : grant.bases) ids.push_back(use.basis);
    std::sort(ids.begin(), ids.end());
    return ids;
  };
  for (const auto& [cell, ids] : cells)
    for (std::size_t i = 1; i < ids.size(); ++i) {
      const grants::Grant& first = grants.grants[ids[0]];
      const grants::Grant& second = grants.grants[ids[i]];
      if (first.activity == second.activity) continue;
      if (!sameWindow(grants, first.window, second.window)) out.push_back({ids[0], ids[i], Overlap::Differs::Window});
      if (first.disposal != second.disposal) out.push_back({ids[0], ids[i], Overlap::Differs::Disposal});
      if (bases(first) != bases(second)) out.push_back({ids[0], ids[i], Overlap::Differs::Basis});
    }
  return out;
}

/// Marks every declaration that something refers to.
class References {
 public:
  explicit References(const Model& model) : used_(model.decls.size()) {
    for (const model::Decl& decl : model.decls) {
      if (decl.standard) continue;
      use(decl.parent);
      joins(decl.joins);
      clauses(decl.clauses);
    }
  }
  [[nodiscard]] bool used(DeclId id) const { return used_[id.index]; }

 private:
  void use(DeclId id) {
    if (id) used_[id.index] = true;
  }
  void value(const model::Value& value) {
    for (const model::Entry& entry : value.entries) {
      use(entry.decl);
      clauses(entry.block);
    }
  }
  void term(const model::Term& term) {
    use(term.name);
    for (const model::Term& part : term.parts) this->term(part);
  }
  void joins(const std::vector<model::Join>& joins) {
    for (const model::Join& join : joins) {
      value(join.value);
      if (join.bound) term(join.bound->term);
    }
  }
  void clauses(const std::vector<Clause>& clauses) {
    for (const Clause& clause : clauses) {
      value(clause.value);
      joins(clause.joins);
      for (const model::Bound& bound : clause.window) {
        term(bound.term);
        use(bound.under);
      }
      this->clauses(clause.block);
    }
  }

  std::vector<bool> used_;
};

std::vector<Unused> unused(const Model& model) {
  const References references(model);
  std::vector<Unused> out;
  for (const Kind kind :
       {Kind::Contact, Kind::Party, Kind::Subject, Kind::Data, Kind::Purpose, Kind::Measure, Kind::Channel, Kind::Place,
        Kind::Circumstance, Kind::Recipient, Kind::Basis, Kind::Event, Kind::State})
    for (const DeclId id : model.own(kind))
      if (!references.used(id)) out.push_back({id});
  return out;
}

}  // namespace

Judgements judge(const Model& model, const grants::Grants& grants) {
  return {refutations(model, grants), dead(grants), overlaps(grants), unused(model)};
}

}  // namespace vern::judge
