#include "compiler/statement/uses.h"

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

std::vector<Mention> mentionsOf(const std::vector<Use>& uses) {
  std::vector<Mention> out;
  for (const Use& use : uses)
    for (const Group& group : use.groups)
      for (const Clause* clause : group.shares)
        for (const model::Entry& entry : clause->value.entries)
          if (entry.decl && !entry.negated) out.push_back({entry.decl, use.activity, clause, &entry, &group});
  return out;
}

}  // namespace vern::statement
