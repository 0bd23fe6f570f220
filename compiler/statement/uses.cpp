#include "compiler/statement/uses.h"

#include <algorithm>

namespace vern::statement {

namespace {

Group groupOf(const Model& model, DeclId activity, const model::Entry* entry) {
  const auto effective = [&](Word word) { return grants::effective(model, activity, entry, word); };
  return {{},
          effective(Word::purpose),
          effective(Word::basis),
          effective(Word::condition),
          effective(Word::retain),
          effective(Word::share)};
}

bool alike(const Group& a, const Group& b) {
  return a.purposes == b.purposes && a.bases == b.bases && a.conditions == b.conditions && a.retains == b.retains &&
         a.shares == b.shares;
}

}  // namespace

Source sourceOf(const Model& model, DeclId activity, const Clause& clause) {
  const Span own = model[activity].span;
  const bool inside = clause.span.file == own.file && own.begin <= clause.span.begin && clause.span.end <= own.end;
  return {inside ? activity : model.only(Kind::Defaults), clause.span};
}

std::vector<Use> usesOf(const Model& model, Kind kind) {
  std::vector<Use> out;
  for (const DeclId id : model.own(kind)) {
    Use use{id, {}};
    for (const Clause* clause : model.clauses(id, Word::data))
      for (const model::Entry& entry : clause->value.entries) {
        if (!entry.decl) continue;
        Group made = groupOf(model, id, &entry);
        Group* place = nullptr;
        for (Group& group : use.groups)
          if (alike(group, made)) place = &group;
        if (place == nullptr) place = &use.groups.emplace_back(std::move(made));
        place->data.push_back({clause, &entry});
      }
    if (use.groups.empty()) use.groups.push_back(groupOf(model, id, nullptr));
    out.push_back(std::move(use));
  }
  return out;
}

bool onConsentOnly(const Model& model, const Group& group) {
  bool any = false;
  for (const Clause* clause : group.bases)
    for (const DeclId basis : model::named(clause->value)) {
      if (grants::basisKind(model, basis) != grants::BasisKind::Consent) return false;
      any = true;
    }
  return any;
}

bool givesTime(const Clause& retain) {
  const auto vague = [](const model::Term& term) {
    const auto word = term.word;
    return term.kind == model::TermKind::Named &&
           (word == model::WindowWord::None || word == model::WindowWord::Vague || word == model::WindowWord::AsNeeded);
  };
  if (retain.value.stated == model::Stated::None) return true;  // nothing is kept
  return std::any_of(retain.window.begin(), retain.window.end(), [&](const model::Bound& bound) {
    return bound.kind != model::BoundKind::AtLeast && !vague(bound.term);
  });
}

bool hasTime(const Model& model, const Group& group) {
  const auto gives = [](const Clause* clause) { return givesTime(*clause); };
  if (std::any_of(group.retains.begin(), group.retains.end(), gives)) return true;
  return !group.data.empty() && std::all_of(group.data.begin(), group.data.end(), [&](const Datum& datum) {
    const auto clauses = model.clauses(datum.entry->decl, Word::retain);
    return std::any_of(clauses.begin(), clauses.end(), gives);
  });
}

bool holdTogether(const Model& model, const Clause& one, const Clause& other) {
  for (const Clause* clause : {&one, &other})
    if (clause->join("when") != nullptr || clause->window.empty()) return false;
  const model::Join* of_one = one.join("for");
  const model::Join* of_other = other.join("for");
  if (of_one == nullptr || of_other == nullptr) return true;
  for (const DeclId a : model::named(of_one->value))
    for (const DeclId b : model::named(of_other->value))
      if (model.isA(a, b) || model.isA(b, a)) return true;
  return false;
}

bool firstDecides(const Model& model, const Clause& clause, const ClausePointers& retains) {
  return std::any_of(retains.begin(), retains.end(),
                     [&](const Clause* other) { return other != &clause && holdTogether(model, clause, *other); });
}

General generalClauses(const Model& model, const std::vector<Use>& uses) {
  constexpr std::size_t MostRepeated = 3;
  General out;
  const DeclId defaults = model.only(Kind::Defaults);
  if (!defaults) return out;
  for (const Clause& clause : model[defaults].clauses) {
    std::size_t count = 0;
    for (const Use& use : uses)
      for (const Group& group : use.groups)
        for (const ClausePointers* of :
             {&group.purposes, &group.bases, &group.conditions, &group.retains, &group.shares})
          count += static_cast<std::size_t>(std::count(of->begin(), of->end(), &clause));
    if (clause.word == Word::source || clause.word == Word::subjects)
      for (const Use& use : uses)
        if (model.clause(use.activity, clause.word) == nullptr) ++count;
    // What no use takes over is told among the general rules too, for nowhere else.
    const bool can_be_taken = clause.word == Word::purpose || clause.word == Word::basis ||
                              clause.word == Word::condition || clause.word == Word::retain ||
                              clause.word == Word::share || clause.word == Word::source ||
                              clause.word == Word::subjects;
    const bool repeats = clause.word != Word::subjects && count > MostRepeated;
    if (repeats || (count == 0 && can_be_taken)) out.insert(&clause);
  }
  return out;
}

std::vector<Mention> mentionsOf(const Model& model, const std::vector<Use>& uses, const General& general) {
  std::vector<Mention> out;
  std::set<const Clause*> told;
  for (const Use& use : uses)
    for (const Group& group : use.groups)
      for (const Clause* clause : group.shares) {
        const bool once = general.contains(clause);
        if (once && !told.insert(clause).second) continue;
        for (const model::Entry& entry : clause->value.entries)
          if (entry.decl && !entry.negated)
            out.push_back({entry.decl, once ? model.only(Kind::Defaults) : use.activity, clause, &entry, &group});
      }
  return out;
}

}  // namespace vern::statement
