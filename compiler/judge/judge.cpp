#include "compiler/judge/judge.h"

#include <algorithm>
#include <set>

#include "compiler/judge/cells.h"
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

/// `share … for P`, `retain … for P`: the clauses of `activity` that are for purposes which it does not have.
std::vector<Span> forOtherPurposes(const Model& model, DeclId activity) {
  std::vector<DeclId> has;
  for (const Clause* clause : model.clauses(activity, Word::purpose))
    for (const DeclId id : model::named(clause->value)) has.push_back(id);
  if (has.empty()) return {};
  const auto related = [&](DeclId one) {
    return std::any_of(has.begin(), has.end(), [&](DeclId other) { return model.related(one, other); });
  };
  std::vector<Span> out;
  for (const Word word : {Word::share, Word::retain})
    for (const Clause* clause : model.clauses(activity, word)) {
      const model::Join* meant = clause->join("for");
      if (meant == nullptr || meant->limit != model::JoinLimit::Plain) continue;
      // A duty to keep has a purpose of its own, the law's.
      if (std::any_of(clause->window.begin(), clause->window.end(),
                      [](const model::Bound& bound) { return bound.under || bound.under_vague; }))
        continue;
      const std::vector<DeclId> purposes = model::named(meant->value);
      if (!purposes.empty() && std::none_of(purposes.begin(), purposes.end(), related)) out.push_back(clause->span);
    }
  return out;
}

std::vector<Dead> dead(const Model& model, const grants::Grants& grants) {
  std::vector<Dead> out;
  const auto add = [&](DeclId declaration, Span place) {
    if (std::none_of(out.begin(), out.end(), [&](const Dead& d) { return d.place == place; }))
      out.push_back({declaration, place});
  };
  for (const grants::Grant& grant : grants.grants)
    if (impossible(grant.when)) add(grant.activity, grant.span);
  for (const grants::Disclosure& disclosure : grants.disclosures)
    if (impossible(disclosure.when)) add(disclosure.activity, disclosure.span);
  std::set<DeclId> activities;
  for (const grants::Grant& grant : grants.grants) activities.insert(grant.activity);
  for (const DeclId activity : activities)
    for (const Span place : forOtherPurposes(model, activity)) add(activity, place);
  return out;
}

/// Collects the declarations that a declaration refers to.
class References {
 public:
  explicit References(std::vector<DeclId>& out) : out_(out) {}

  void add(const model::Decl& decl) {
    use(decl.parent);
    joins(decl.joins);
    clauses(decl.clauses);
  }

 private:
  void use(DeclId id) {
    if (id) out_.push_back(id);
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

  std::vector<DeclId>& out_;
};

/// Files that say what is done. One of nothing but words is there to be shared: what one policy leaves aside, another
/// may use.
std::set<FileId> filesOfPolicy(const Model& model) {
  std::set<FileId> out;
  for (const Kind kind : {Kind::Policy, Kind::Activity, Kind::Tracker})
    for (const DeclId id : model.own(kind)) out.insert(model[id].span.file);
  return out;
}

std::vector<Unused> unused(const Model& model) {
  std::vector<bool> used(model.decls.size());
  std::vector<DeclId> references;
  for (std::size_t i = model.standardSize(); i < model.decls.size(); ++i) {
    const model::Decl& decl = model[model.decls.idAt(i)];
    if (decl.standard) continue;
    references.clear();
    References(references).add(decl);
    for (const DeclId id : references) used[id.index] = true;
  }
  const std::set<FileId> told = filesOfPolicy(model);
  std::vector<Unused> out;
  for (const Kind kind :
       {Kind::Contact, Kind::Party, Kind::Subject, Kind::Data, Kind::Purpose, Kind::Measure, Kind::Channel, Kind::Place,
        Kind::Circumstance, Kind::Recipient, Kind::Basis, Kind::Event, Kind::State})
    for (const DeclId id : model.own(kind))
      if (!used[id.index] && (told.empty() || told.contains(model[id].span.file))) out.push_back({id});
  return out;
}

}  // namespace

std::vector<DeclId> referencesOf(const model::Decl& decl) {
  std::vector<DeclId> out;
  References(out).add(decl);
  return out;
}

bool standsAlone(const Model& model, const grants::Grants& grants, DeclId activity) {
  return refutations(model, grants, grants::unlinked(model, activity)).empty() && dead(model, grants).empty();
}

Judgements judge(const Model& model, const grants::Grants& grants) {
  Cells cells(model);
  cells.add(grants);
  return {refutations(model, grants), dead(model, grants), cells.overlaps(), unused(model)};
}

}  // namespace vern::judge
