// The relations of times to keep data: kept, by datum, and retentions, as they are written.
#include <algorithm>

#include "compiler/rules/attributes.h"
#include "compiler/rules/relations.h"
#include "llvm/ADT/STLExtras.h"

namespace vern::rules {

using model::Clause;

namespace {

Clauses retainIn(const std::vector<Clause>& block) {
  Clauses out;
  for (const Clause& clause : block)
    if (clause.word == Word::retain) out.push_back(&clause);
  return out;
}

/// A length of time without a start among the parts of `term`, or nullptr.
const model::Term* startless(const model::Term& term) {
  for (const model::Term& part : term.parts) {
    if (part.kind == model::TermKind::After && !part.name) return &part;
    if (const model::Term* found = startless(part)) return found;
  }
  return nullptr;
}

/// The length of time in `clause`, or nullptr. One without a start comes first: it is what a rule wants to see.
const model::Term* lengthIn(const Clause& clause) {
  const model::Term* out = nullptr;
  for (const model::Bound& bound : clause.window) {
    if (const model::Term* found = startless(bound.term); found != nullptr && bound.kind != model::BoundKind::AtLeast)
      return found;
    if (bound.term.kind != model::TermKind::After || bound.kind == model::BoundKind::AtLeast) continue;
    if (out == nullptr || !bound.term.name) out = &bound.term;
  }
  return out;
}

/// Some length of time ends it, whatever else is waited for.
bool isTimed(const Window& window) {
  if (window.kind == Window::Kind::After) return window.duration != Duration{};
  const auto timed = [](const Window& part) { return isTimed(part); };
  return window.kind == Window::Kind::Min
             ? std::any_of(window.parts.begin(), window.parts.end(), timed)
             : !window.parts.empty() && std::all_of(window.parts.begin(), window.parts.end(), timed);
}

/// The events that `window` waits for, but where a length of time beside them ends it.
void addNeeded(const Window& window, std::vector<DeclId>& out) {
  if (window.kind == Window::Kind::After && std::find(out.begin(), out.end(), window.event) == out.end())
    out.push_back(window.event);
  const bool first_to_come = window.kind == Window::Kind::Min && isTimed(window);
  for (const Window& part : window.parts)
    if (!first_to_come || isTimed(part)) addNeeded(part, out);
}

bool lastsAsAState(const Window& window) {
  return (window.kind == Window::Kind::Open && window.event) || llvm::any_of(window.parts, lastsAsAState);
}

/// `while active`, where the state `active` is kept up by what happens within some time: it lasts that long after the
/// last of it, or until what else ends it. A state that is only told stays as it is: no date can be said.
Window withStates(Window window, const model::Model& model) {
  for (Window& part : window.parts) part = withStates(std::move(part), model);
  if (window.kind != Window::Kind::Open || !window.event || model[window.event].kind != Kind::State) return window;
  const auto after = [](DeclId event, Duration duration) {
    Window out;
    out.kind = Window::Kind::After;
    out.event = event;
    out.duration = duration;
    return out;
  };
  Window kept_up;
  kept_up.kind = Window::Kind::Max;
  for (const model::Clause* exercised : model.clauses(window.event, Word::exercised))
    if (const model::Join* within = exercised->join("within");
        within != nullptr && within->value.kind == model::ValueKind::Duration)
      for (const DeclId event : model::named(exercised->value))
        kept_up.parts.push_back(after(event, within->value.duration));
  if (kept_up.parts.empty()) return window;
  Window out;
  out.kind = Window::Kind::Min;
  for (const model::Clause* ends : model.clauses(window.event, Word::ends)) {
    Window together;
    together.kind = ends->value.link == model::Link::And ? Window::Kind::Max : Window::Kind::Min;
    for (const DeclId event : model::named(ends->value)) together.parts.push_back(after(event, {}));
    if (!together.parts.empty()) out.parts.push_back(std::move(together));
  }
  out.parts.push_back(std::move(kept_up));
  return out;
}

}  // namespace

Clauses Relations::retainOf(const Thing& activity, const Thing& datum) const {
  // Narrowest first: the braces, the activity, what the policy says of the datum itself, the defaults.
  Thing nowhere = activity;
  nowhere.kind = Kind::Defaults;
  nowhere.decl = {};
  if (auto found = effective(nowhere, {datum}, Word::retain); !found.empty()) return found;
  if (auto found = retainIn(model_[activity.decl].clauses); !found.empty()) return found;
  for (DeclId id = datum.decl; id; id = model_[id].parent)
    if (auto found = retainIn(model_[id].clauses); !found.empty()) return found;
  return world_.said(activity, Word::retain);
}

template <class Column>
void Relations::addJoins(Row& row, const Thing& retain) const {
  if (Slot when = world_.joined(retain, "when"); when.stated != Stated::Silent)
    at(row, Column::circumstance) = keep(std::move(when));
  if (Slot then = world_.joined(retain, "then"); then.stated != Stated::Silent)
    at(row, Column::disposal) = keep(std::move(then));
  if (Slot because = world_.joined(retain, "because"); because.stated != Stated::Silent)
    at(row, Column::reason) = keep(std::move(because));
}

void Relations::kept() {
  using C = KeptColumn;
  for (const World::Lists& lists : world_.lists()) {
    const Thing& activity = lists.activity;
    for (const Slot& datum : lists.data->each) {
      if (!datum.said()) continue;
      const Thing d = thingOf(datum);
      Row base = silent(Relation::Kept, activity.decl, datum.place);
      at(base, C::activity) = lists.itself;
      at(base, C::datum) = &datum;
      at(base, C::purposes) = whole(activity, {d}, Word::purpose);
      at(base, C::form) = whole(activity, {d}, Word::form);
      if (at(base, C::form)->stated == Stated::Silent)
        if (Slot own = world_.slot(Thing{Kind::Data, d.decl, nullptr, nullptr, nullptr, {}}, Word::form); own.said())
          at(base, C::form) = keep(std::move(own));
      put(base, C::circumstance, circumstance(activity, d));
      const auto clauses = retainOf(activity, d);
      if (clauses.empty()) {
        put(base, C::window, world_.slot({}, activity));
        add(base);
        continue;
      }
      for (const Clause* clause : clauses) {
        Row row = base;
        Thing retain = activity;
        retain.decl = {};
        retain.clause = clause;
        const Slot* window = keep(world_.slot({clause}, activity));
        at(row, C::window) = window;
        row.place = window->place;
        Slot minimum, section;
        minimum.place = section.place = base.place;
        if (Window least = minimumOf(*clause); least.kind != Window::Kind::Open)
          minimum = slotOf(valueOf(world_.storage().add(std::move(least))), row.place);
        for (const model::Bound& bound : clause->window) {
          if (bound.kind != model::BoundKind::AtLeast) continue;
          if (minimum.stated == Stated::Silent) minimum.stated = Stated::Vague;
          if (bound.under) {
            section.stated = Stated::Value;
            section.place = bound.span;
            section.members.push_back(
                valueOf(Thing{model_[bound.under].kind, bound.under, nullptr, nullptr, nullptr, {}}));
          } else if (bound.under_vague && section.stated == Stated::Silent) {
            section.stated = Stated::Vague;
          }
        }
        put(row, C::minimum, std::move(minimum));
        put(row, C::section, std::move(section));
        addJoins<C>(row, retain);
        if (Slot meant = world_.joined(retain, "for"); meant.said()) at(row, C::purposes) = keep(std::move(meant));
        if (Slot keeps = world_.joined(retain, "keeping"); keeps.stated != Stated::Silent)
          at(row, C::keeps) = keep(std::move(keeps));
        at(row, C::events) = keep(eventsIn(*clause, activity, base.place));
        Slot needs;
        needs.place = base.place;
        std::vector<DeclId> needed;
        const Window& lasts = world_.window(*clause);
        if (lastsAsAState(lasts)) addNeeded(withStates(lasts, model_), needed);
        else addNeeded(lasts, needed);
        addEvents(needs, needed, activity.decl);
        at(row, C::needs) = keep(std::move(needs));
        add(row);
      }
    }
  }
}

Slot Relations::eventsIn(const Clause& clause, const Thing& activity, Span place) const {
  Slot out;
  out.place = place;
  const Window& window = world_.window(clause);
  addEvents(out, lastsAsAState(window) ? eventsOf(withStates(window, model_)) : eventsOf(window), activity.decl);
  return out;
}

void Relations::retentions() {
  for (const World::Lists& lists : world_.lists()) {
    const Thing& activity = lists.activity;
    retentions(activity, retainIn(model_[activity.decl].clauses), &lists.data->whole);
    for (const Clause* clause : model_.clauses(activity.decl, Word::data)) {
      if (const auto own = retainIn(clause->block); !own.empty())
        retentions(activity, own, keep(world_.slot({clause}, activity)));
      for (const Value& member : world_.slot({clause}, activity).members) {
        if (member.thing.entry == nullptr) continue;
        if (const auto own = retainIn(member.thing.entry->block); !own.empty())
          retentions(activity, own, keep(slotOf(member, member.thing.entry->span)));
      }
    }
  }
  if (!world_.hasDefaults()) return;
  const Thing defaults = world_.sole(Kind::Defaults);
  if (defaults.decl) retentions(defaults, retainIn(model_[defaults.decl].clauses), keep(world_.slot({}, defaults)));
}

void Relations::retentions(const Thing& activity, llvm::ArrayRef<const Clause*> together, const Slot* data) {
  using C = RetentionColumn;
  for (const Clause* clause : together) {
    Row row = retention(activity, *clause, data);
    for (const Clause* other : together) {
      if (clause->join("when") == nullptr || other->join("when") != nullptr) continue;
      at(row, C::ordinary) = keep(world_.slot({other}, activity));
      if (const model::Term* term = lengthIn(*other); term != nullptr && term->name)
        at(row, C::ordinary_clock) =
            keep(Thing{Kind::Event, term->name, nullptr, nullptr, nullptr, activity.decl}, term->span);
      break;
    }
    add(row);
  }
}

Row Relations::retention(const Thing& activity, const Clause& clause, const Slot* data) const {
  using C = RetentionColumn;
  const Slot* window = keep(world_.slot({&clause}, activity));
  Row row = silent(Relation::Retentions, activity.decl, window->place);
  if (activity.kind != Kind::Defaults) at(row, C::activity) = keep(activity, world_.place(activity));
  at(row, C::data) = data;
  at(row, C::purposes) = whole(activity, {}, Word::purpose);
  at(row, C::window) = window;
  if (const model::Term* term = lengthIn(clause)) {
    Value value;
    value.scalar = Scalar::Duration;
    value.duration = term->duration;
    at(row, C::duration) = keep(slotOf(value, term->span));
    if (term->name)
      at(row, C::clock) = keep(Thing{Kind::Event, term->name, nullptr, nullptr, nullptr, activity.decl}, term->span);
  }
  Slot minimum, section;
  minimum.place = section.place = row.place;
  for (const model::Bound& bound : clause.window) {
    if (bound.kind != model::BoundKind::AtLeast) continue;
    minimum.stated = Stated::Vague;
    minimum.place = bound.span;
    if (Window least = minimumOf(clause); least.kind != Window::Kind::Open)
      minimum = slotOf(valueOf(world_.storage().add(std::move(least))), bound.span);
    if (!bound.under) continue;
    section.stated = Stated::Value;
    section.place = bound.span;
    section.members.push_back(valueOf(Thing{model_[bound.under].kind, bound.under, nullptr, nullptr, nullptr, {}}));
  }
  put(row, C::minimum, std::move(minimum));
  put(row, C::section, std::move(section));
  Thing retain = activity;
  retain.decl = {};
  retain.clause = &clause;
  addJoins<C>(row, retain);
  if (Slot meant = world_.joined(retain, "for"); meant.said()) at(row, C::purposes) = keep(std::move(meant));
  at(row, C::events) = keep(eventsIn(clause, activity, row.place));
  return row;
}

}  // namespace vern::rules
