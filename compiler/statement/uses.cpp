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

std::vector<Group> groupsOf(const Model& model, DeclId activity) {
  std::vector<Group> out;
  for (const Clause* clause : model.clauses(activity, Word::data))
    for (const model::Entry& entry : clause->value.entries) {
      if (!entry.decl) continue;
      Group made = groupOf(model, activity, &entry);
      Group* place = nullptr;
      for (Group& group : out)
        if (alike(group, made)) place = &group;
      if (place == nullptr) place = &out.emplace_back(std::move(made));
      place->data.push_back({clause, &entry});
    }
  if (out.empty()) out.push_back(groupOf(model, activity, nullptr));
  return out;
}

std::vector<Use> usesOf(const Model& model, Kind kind) {
  std::vector<Use> out;
  for (const DeclId id : model.own(kind)) out.push_back({id, groupsOf(model, id)});
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

bool isDirectMarketing(const Model& model, DeclId activity, const Group& group) {
  if (!grants::effective(model, activity, nullptr, Word::message).empty()) return true;
  const DeclId any = model.find(Kind::Purpose, "marketing");
  for (const Clause* clause : group.purposes)
    for (const DeclId purpose : model::named(clause->value))
      if (purpose == any || model.flagged(purpose, "direct_marketing")) return true;
  return false;
}

bool marketsWithoutConsent(const Model& model, DeclId activity, const Group& group) {
  const model::Clauses messages = grants::effective(model, activity, nullptr, Word::message);
  for (const Clause* clause : messages)
    for (const DeclId basis : model::named(clause->value))
      if (model[basis].kind != Kind::Basis || grants::basisKind(model, basis) != grants::BasisKind::Consent)
        return true;
  const DeclId any = model.find(Kind::Purpose, "marketing");
  const bool markets =
      !messages.empty() || std::any_of(group.purposes.begin(), group.purposes.end(), [&](const Clause* clause) {
        const auto purposes = model::named(clause->value);
        return std::any_of(purposes.begin(), purposes.end(), [&](DeclId one) { return model.isA(one, any); });
      });
  return markets && !onConsentOnly(model, group);
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

bool firstDecides(const Model& model, const Clause& clause, const model::Clauses& retains) {
  return std::any_of(retains.begin(), retains.end(),
                     [&](const Clause* other) { return other != &clause && holdTogether(model, clause, *other); });
}

namespace {

/// `share none`: what is said of a provider beside it does not make it a recipient (VERN-COOKIE-015).
bool sharesNothing(const std::vector<Clause>& clauses) {
  return std::any_of(clauses.begin(), clauses.end(), [](const Clause& clause) {
    return clause.word == Word::share && clause.value.stated == model::Stated::None;
  });
}

}  // namespace

bool getsData(const Model& model, DeclId recipient) {
  const auto names = [&](const Clause& clause) {
    const auto all = model::named(clause.value);
    return std::find(all.begin(), all.end(), recipient) != all.end();
  };
  const auto shares = [&](const std::vector<Clause>& clauses) {
    return std::any_of(clauses.begin(), clauses.end(), [&](const Clause& clause) {
      return (clause.word == Word::share || (clause.word == Word::provider && !sharesNothing(clauses))) &&
             names(clause);
    });
  };
  for (const Kind kind : {Kind::Activity, Kind::Tracker, Kind::Defaults})
    for (const DeclId id : model.own(kind)) {
      if (shares(model[id].clauses)) return true;
      for (const Clause* data : model.clauses(id, Word::data))
        for (const model::Entry& entry : data->value.entries)
          if (shares(entry.block)) return true;
    }
  const auto others = model.own(Kind::Recipient);
  return std::any_of(others.begin(), others.end(), [&](DeclId other) {
    const auto uses = model.clauses(other, Word::uses);
    return std::any_of(uses.begin(), uses.end(), [&](const Clause* clause) { return names(*clause); });
  });
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
        for (const model::Clauses* of :
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
  // Whoever provides a tracker gets what it collects: said twice, it is still one share.
  for (const Use& use : uses)
    for (const Clause* clause : model.clauses(use.activity, Word::provider))
      for (const model::Entry& entry : clause->value.entries) {
        const auto same = [&](const Mention& one) {
          return one.recipient == entry.decl && one.activity == use.activity;
        };
        if (entry.decl && model[entry.decl].kind == Kind::Recipient && !use.groups.empty() &&
            !sharesNothing(model[use.activity].clauses) && std::ranges::none_of(out, same))
          out.push_back({entry.decl, use.activity, clause, &entry, &use.groups.front()});
      }
  return out;
}

}  // namespace vern::statement
