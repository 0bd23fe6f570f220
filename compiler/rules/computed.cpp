#include "compiler/rules/computed.h"

namespace vern::rules::computed {

namespace {

Slot flag(const World& world, const Thing& thing, bool value) {
  return slotOf(valueOf(truth(value)), world.place(thing));
}

/// What stands behind `joint` where the promise says `never` with one of `verbs`: the names of `kind` there.
Slot neverJoined(const World& world, const Thing& promise, std::initializer_list<Word> verbs, std::string_view joint,
                 Kind kind) {
  Slot out;
  out.place = world.place(promise);
  for (const Word word : verbs)
    for (const model::Clause* clause : world.said(promise, word)) {
      const model::Join* join = clause->never ? clause->join(joint) : nullptr;
      if (join == nullptr) continue;
      for (const model::Entry& entry : join->value.entries) {
        if (!entry.decl || entry.negated || world.model()[entry.decl].kind != kind) continue;
        if (out.stated == Stated::Silent) out.place = join->span;
        out.stated = Stated::Value;
        out.members.push_back(valueOf(Thing{kind, entry.decl, &entry, nullptr, nullptr, {}}));
      }
    }
  return out;
}

/// `… within 30 days`: the length of time that `clause` sets itself, or vague.
Slot timeWithin(const model::Clause& clause) {
  Slot out;
  out.stated = Stated::Vague;
  out.place = clause.word_span;
  if (const model::Join* within = clause.join("within");
      within != nullptr && within->value.kind == model::ValueKind::Duration) {
    Value value;
    value.scalar = Scalar::Duration;
    value.duration = within->value.duration;
    out.members.push_back(value);
    out.stated = Stated::Value;
    out.place = within->value.span;
  }
  return out;
}

}  // namespace

Slot ownLabel(const World& world, const Thing& thing) {
  return flag(world, thing,
              thing.decl && !world.model()[thing.decl].standard && !world.model()[thing.decl].texts.empty());
}

Slot ownTerm(const World& world, const Thing& thing) {
  return flag(world, thing, thing.decl && !world.model()[thing.decl].standard);
}

Slot coveredPurposes(const World& world, const Thing& basis) {
  Slot out = world.slot(basis, Word::covers);
  llvm::erase_if(out.members, [](const Value& member) { return member.thing.kind != Kind::Purpose; });
  if (out.members.empty()) out.stated = Stated::Silent;
  return out;
}

Slot interest(const World& world, const Thing& thing) {
  Slot of_basis = world.slot(thing, Word::interest);
  if (of_basis.stated != Stated::Silent || !thing.activity) return of_basis;
  Thing activity;
  activity.kind = world.model()[thing.activity].kind;
  activity.decl = thing.activity;
  Slot of_activity = world.slot(activity, Word::interest);
  if (of_activity.stated == Stated::Silent) of_activity.place = world.place(thing);
  return of_activity;
}

Slot labelOf(const World& world, const Thing& thing) {
  Slot out;
  out.place = world.place(thing);
  if (!thing.decl || world.model()[thing.decl].texts.empty()) return out;
  Value value;
  value.scalar = Scalar::Text;
  value.texts = &world.model()[thing.decl].texts;
  return slotOf(value, out.place);
}

Slot isOpen(const World& world, const Thing& thing, Word word) {
  const Slot said = world.slot(thing, word);
  return slotOf(valueOf(truth(said.open)), said.place);
}

Slot isHedged(const World& world, const Thing& thing, Word word) {
  for (const model::Clause* clause : world.said(thing, word)) {
    if (clause->strength != model::Strength::May && clause->strength != model::Strength::Sometimes) continue;
    if (clause->join("when") == nullptr) return slotOf(valueOf(Truth::True), clause->value.span);
  }
  return flag(world, thing, false);
}

Slot unspecified(const World& world, const Thing& thing) {
  return flag(world, thing,
              thing.decl && !world.model()[thing.decl].parent && world.model()[thing.decl].parent_span.valid());
}

Slot keptOutOf(const World& world, const Thing& promise) {
  return neverJoined(world, promise, {Word::store, Word::keep, Word::process}, "in", Kind::Place);
}

Slot notUsedFor(const World& world, const Thing& promise) {
  return neverJoined(world, promise, {Word::use, Word::process}, "for", Kind::Purpose);
}

Slot everything(const World& world, const Thing& thing) {
  return flag(world, thing, thing.decl && !world.model()[thing.decl].parent && world.model()[thing.decl].standard);
}

Slot withDecision(const World& world, const Thing& activity, Word word) {
  Slot out = world.slot(activity, word);
  if (out.stated != Stated::Silent) return out;
  for (const model::Clause* decision : world.said(activity, Word::decision)) {
    Clauses in_braces;
    for (const model::Entry& entry : decision->value.entries)
      for (const model::Clause& clause : entry.block)
        if (clause.word == word) in_braces.push_back(&clause);
    for (const model::Clause& clause : decision->block)
      if (clause.word == word) in_braces.push_back(&clause);
    if (Slot own = world.slot(in_braces, activity); own.stated != Stated::Silent) return own;
  }
  return out;
}

Slot consequence(const World& world, const Thing& thing) {
  Slot out = world.slot(thing, Word::otherwise);
  if (out.stated != Stated::Silent) return out;
  for (const model::Clause* provide : world.said(thing, Word::provide)) {
    Thing within = thing;
    within.decl = {};
    within.clause = provide;
    if (Slot own = world.slot(within, Word::otherwise); own.stated != Stated::Silent) return own;
    for (const model::Entry& entry : provide->value.entries) {
      within.entry = &entry;
      if (Slot own = world.slot(within, Word::otherwise); own.stated != Stated::Silent) return own;
    }
    within.entry = nullptr;
  }
  out.place = world.place(thing);
  return out;
}

Slot overMentions(const World& world, const Thing& right, llvm::function_ref<Slot(const Thing&)> read) {
  Slot out;
  out.place = world.place(right);
  for (const Value& mention : world.right(right.decl).members) {
    const Slot here = read(mention.thing);
    if (here.stated == Stated::Silent) continue;
    if (out.stated == Stated::Silent) out.place = here.place;
    if (out.stated != Stated::Value) out.stated = here.stated;
    out.members.append(here.members.begin(), here.members.end());
  }
  return out;
}

Slot exceptions(const World& world, const Thing& right) {
  return overMentions(world, right, [&](const Thing& mention) {
    Slot out;
    for (const model::Join& join : mention.clause->joins) {
      if (join.limit != model::JoinLimit::Except) continue;
      if (out.stated == Stated::Silent) out.place = join.span;
      out.stated = Stated::Value;
      for (const model::Entry& entry : join.value.entries)
        if (entry.decl)
          out.members.push_back(
              valueOf(Thing{world.model()[entry.decl].kind, entry.decl, &entry, nullptr, nullptr, {}}));
    }
    return out;
  });
}

Slot onlyToOthers(const World& world, const Thing& right) {
  Slot out = flag(world, right, true);
  const Slot mentions = world.right(right.decl);
  for (const Value& mention : mentions.members) {
    const Slot to = world.joined(mention.thing, "to");
    if (!to.said()) return flag(world, right, false);
    out.place = to.place;
  }
  return mentions.said() ? out : flag(world, right, false);
}

Slot declarationOf(const World& world, const Thing& thing) {
  if (!thing.decl || world.model()[thing.decl].standard) return slotOf(thing, world.place(thing));
  Thing declared;
  declared.kind = thing.kind;
  declared.decl = thing.decl;
  return slotOf(declared, world.place(declared));
}

Slot explained(const World& world, const Thing& thing) {
  const model::Model& model = world.model();
  for (const Value& mention : world.right(thing.decl).members)
    if (const model::Clause* clause = mention.thing.clause;
        clause != nullptr && (!clause->texts.empty() || !clause->block.empty()))
      return flag(world, thing, true);
  if (model[thing.decl].name == "object")
    for (const DeclId prose : model.own(Kind::Prose))
      if (const model::Clause* place = model.clause(prose, Word::place);
          place != nullptr && !place->value.entries.empty())
        if (place->value.entries.front().written.ends_with("objection")) return flag(world, thing, true);
  return flag(world, thing, false);
}

Slot apart(const World& world, const Thing& right) {
  for (const Value& mention : world.right(right.decl).members)
    if (const model::Clause* clause = mention.thing.clause; clause != nullptr && clause->value.entries.size() == 1)
      return flag(world, right, true);
  return explained(world, right);
}

Slot underLaw(const World& world, const Thing& right) {
  return overMentions(world, right, [&](const Thing& mention) { return world.joined(mention, "under"); });
}

Slot oldest(const World& world, const Thing& subject) {
  Slot out;
  out.place = world.place(subject);
  const model::Clause* ages = world.model().clause(subject.decl, Word::ages);
  const model::Join* to = ages == nullptr ? nullptr : ages->join("to");
  if (to == nullptr || to->value.kind != model::ValueKind::Number) return out;
  Value age;
  age.scalar = Scalar::Number;
  age.number = to->value.number;
  out.members.push_back(age);
  out.stated = Stated::Value;
  out.place = to->span;
  return out;
}

Slot roleOf(const World& world, const Thing& thing) {
  Slot here = world.joined(thing, "as");
  return here.stated != Stated::Silent ? here : world.slot(thing, Word::role);
}

Slot answerTime(const World& world, const Thing& thing) {
  const auto said = world.said(thing, Word::answer);
  if (!said.empty()) return timeWithin(*said.front());
  Slot out;
  out.place = world.place(thing);
  return out;
}

Slot deadline(const World& world, const Thing& measure) {
  if (measure.clause != nullptr && measure.clause->join("within") != nullptr) return timeWithin(*measure.clause);
  Slot out;
  out.place = world.place(measure);
  return out;
}

}  // namespace vern::rules::computed
