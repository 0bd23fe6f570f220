#include "compiler/rules/relations.h"

#include <algorithm>
#include <map>

#include "compiler/rules/attributes.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

namespace vern::rules {

namespace {

using model::Clause;

Slot setOf(Slot slot) {
  slot.set = true;
  return slot;
}

Thing thingOf(const Slot& slot) {
  const Value* value = slot.single();
  return value != nullptr && value->scalar == Scalar::Thing ? value->thing : Thing();
}

/// `part` says something of its own with `word`, in braces.
bool hasClause(const Thing& part, Word word) {
  const auto in = [&](const std::vector<Clause>& block) {
    return std::any_of(block.begin(), block.end(), [&](const Clause& clause) { return clause.word == word; });
  };
  return (part.entry != nullptr && in(part.entry->block)) || (part.clause != nullptr && in(part.clause->block));
}

/// The events that `clauses` wait for; what is said of no event is said of none.
Slot eventsIn(const std::vector<const Clause*>& clauses, const Thing& activity, Span place) {
  Slot out;
  out.set = true;
  out.place = place;
  for (const Clause* clause : clauses) {
    out.stated = Stated::Value;
    for (const DeclId event : eventsOf(windowOf(*clause)))
      out.members.push_back(valueOf(Thing{Kind::Event, event, nullptr, nullptr, nullptr, activity.decl}));
  }
  return out;
}

}  // namespace

Row rowOf(Relation relation, DeclId owner, Span place, std::uint32_t has) {
  Row row;
  row.relation = relation;
  row.owner = owner;
  row.place = place;
  row.has = has & ((1u << attributes(relation).size()) - 1u);
  row.columns.resize(static_cast<std::size_t>(std::popcount(row.has)));
  for (Slot& slot : row.columns) slot.place = place;
  return row;
}

Value textOf(std::string_view written) {
  Value value;
  value.scalar = Scalar::Text;
  value.text = written;
  return value;
}

std::vector<Row> Relations::make(Relation relation) {
  switch (relation) {
    case Relation::None:
    case Relation::Grants: break;
    case Relation::Kept: kept(); break;
    case Relation::Retentions: retentions(); break;
    case Relation::Shares: shares(); break;
    case Relation::Disclosures: disclosures(); break;
    case Relation::Refutations: refutations(); break;
    case Relation::Dead: dead(); break;
    case Relation::Overlaps: overlaps(); break;
    case Relation::Unused: unused(); break;
    case Relation::Limits: limits(); break;
    case Relation::Texts: texts(); break;
    case Relation::Passages: passages(); break;
    case Relation::Words: words(); break;
  }
  return std::move(out_);
}

std::vector<Thing> Relations::activities() const {
  std::vector<Thing> out;
  for (const Kind kind : {Kind::Activity, Kind::Tracker})
    for (const Value& value : world_.declared(kind).members) out.push_back(value.thing);
  return out;
}

std::vector<const Clause*> Relations::effective(const Thing& activity, llvm::ArrayRef<Thing> parts, Word word) const {
  for (const Thing& part : parts) {
    for (const std::vector<Clause>* block : {part.entry != nullptr ? &part.entry->block : nullptr,
                                             part.clause != nullptr ? &part.clause->block : nullptr}) {
      if (block == nullptr) continue;
      std::vector<const Clause*> found;
      for (const Clause& clause : *block)
        if (clause.word == word) found.push_back(&clause);
      if (!found.empty()) return found;
    }
  }
  return world_.said(activity, word);
}

Slot Relations::circumstance(const Thing& activity, const Thing& datum) const {
  Slot out = setOf(world_.joined(datum, "when"));
  if (out.stated != Stated::Silent) return out;
  for (const Clause* clause : world_.said(activity, Word::applies)) {
    Thing applies = activity;
    applies.decl = {};
    applies.clause = clause;
    out = setOf(world_.joined(applies, "when"));
  }
  if (out.stated == Stated::Silent) out.place = world_.place(activity);
  return out;
}

void Relations::grants(std::uint32_t columns, World::Keep keep, Found found) {
  using C = GrantColumn;
  const auto reads = [&](C column) { return (columns & columnBit(column)) != 0; };
  const auto drops = [&](C column, const Slot& slot) {
    return reads(column) && !keep(static_cast<std::uint32_t>(column), slot);
  };
  const bool data_matter =
      reads(C::datum) || reads(C::form) || reads(C::window) || reads(C::events) || reads(C::circumstance);
  // One row for all: each column that is read is filled before anybody sees it.
  Row row = rowOf(Relation::Grants, {}, {}, columns);
  for (const World::Lists& lists : world_.lists()) {
    const Thing& activity = lists.activity;
    const Span here = lists.place;
    // Worked out once for all rules, unless the braces of a part say otherwise.
    const auto spread = [&](llvm::ArrayRef<Thing> parts, Word word, const Spread* of_activity,
                            Spread& own) -> const Spread& {
      for (const Thing& part : parts)
        if (hasClause(part, word)) return own = spreadOf(world_.slot(effective(activity, parts, word), activity));
      return of_activity != nullptr ? *of_activity : world_.spread(activity, word);
    };
    const auto first = [](const Spread& list, bool only_first) {
      return llvm::ArrayRef<Slot>(list.each).take_front(only_first && !list.braces ? 1 : list.each.size());
    };
    // What nothing in braces changes is asked of the activity as a whole.
    if (!lists.data->braces) {
      const auto none = [&](C column, const Spread& list) {
        return reads(column) && !list.braces &&
               std::all_of(list.each.begin(), list.each.end(), [&](const Slot& slot) { return drops(column, slot); });
      };
      if (none(C::subject, *lists.subjects)) continue;
      if (!lists.subjects->braces &&
          (none(C::purpose, *lists.purposes) || (!lists.purposes->braces && none(C::basis, *lists.bases))))
        continue;
    }
    row.owner = activity.decl;
    row.place = here;
    const auto put = [&](C column, const auto& make) {
      if (reads(column)) at(row, column) = make();
    };
    put(C::activity, [&] { return slotOf(activity, here); });
    for (const Slot& datum : first(*lists.data, !data_matter)) {
      if (drops(C::datum, datum)) continue;
      const Thing d = thingOf(datum);
      put(C::datum, [&]() -> const Slot& { return datum; });
      put(C::circumstance, [&] { return circumstance(activity, d); });
      put(C::window, [&] { return world_.slot(retainOf(activity, d), activity); });
      put(C::events, [&] { return eventsIn(retainOf(activity, d), activity, here); });
      Spread own_subjects;
      for (const Slot& subject : first(spread({d}, Word::subjects, lists.subjects, own_subjects), !reads(C::subject))) {
        if (drops(C::subject, subject)) continue;
        const Thing s = thingOf(subject);
        put(C::subject, [&]() -> const Slot& { return subject; });
        Spread own_purposes;
        for (const Slot& purpose :
             first(spread({d, s}, Word::purpose, lists.purposes, own_purposes), !reads(C::purpose))) {
          if (drops(C::purpose, purpose)) continue;
          const Thing parts[] = {d, thingOf(purpose), s};
          Spread own;
          const auto slot = [&](Word word) -> const Slot& { return spread(parts, word, nullptr, own).whole; };
          put(C::purpose, [&]() -> const Slot& { return purpose; });
          put(C::condition, [&]() -> const Slot& { return slot(Word::condition); });
          put(C::source, [&]() -> const Slot& { return slot(Word::source); });
          put(C::form, [&]() -> const Slot& { return slot(Word::form); });
          put(C::message, [&]() -> const Slot& { return slot(Word::message); });
          put(C::device, [&]() -> const Slot& { return slot(Word::device); });
          Spread own_bases;
          const Spread& bases = spread(parts, Word::basis, lists.bases, own_bases);
          put(C::bases, [&]() -> const Slot& { return bases.whole; });
          for (const Slot& basis :
               llvm::ArrayRef<Slot>(bases.each).take_front(reads(C::basis) ? bases.each.size() : 1)) {
            if (drops(C::basis, basis)) continue;
            put(C::basis, [&]() -> const Slot& { return basis; });
            found(row);
          }
        }
      }
    }
  }
}

std::vector<const Clause*> Relations::retainOf(const Thing& activity, const Thing& datum) const {
  // Narrowest first: the braces, the activity, what the policy says of the datum itself, the defaults.
  Thing nowhere = activity;
  nowhere.kind = Kind::Defaults;
  nowhere.decl = {};
  if (auto found = effective(nowhere, {datum}, Word::retain); !found.empty()) return found;
  if (auto found = model_.clauses(activity.decl, Word::retain); !found.empty()) return found;
  for (DeclId id = datum.decl; id; id = model_[id].parent)
    if (auto found = model_.clauses(id, Word::retain); !found.empty()) return found;
  return world_.said(activity, Word::retain);
}

void Relations::kept() {
  using C = KeptColumn;
  for (const Thing& activity : activities()) {
    const Slot data = world_.slot(activity, Word::data);
    const Spread spread = spreadOf(data);
    for (const Slot& datum : spread.each) {
      if (!datum.said()) continue;
      const Thing d = thingOf(datum);
      Row base = rowOf(Relation::Kept, activity.decl, datum.place);
      at(base, C::activity) = slotOf(activity, world_.place(activity));
      at(base, C::datum) = datum;
      at(base, C::purposes) = setOf(world_.slot(effective(activity, {d}, Word::purpose), activity));
      at(base, C::form) = setOf(world_.slot(effective(activity, {d}, Word::form), activity));
      at(base, C::circumstance) = circumstance(activity, d);
      const auto clauses = retainOf(activity, d);
      if (clauses.empty()) {
        at(base, C::window) = world_.slot({}, activity);
        out_.push_back(std::move(base));
        continue;
      }
      for (const Clause* clause : clauses) {
        Row row = base;
        Thing retain = activity;
        retain.decl = {};
        retain.clause = clause;
        at(row, C::window) = world_.slot({clause}, activity);
        row.place = at(row, C::window).place;
        if (Window minimum = minimumOf(*clause); minimum.kind != Window::Kind::Open)
          at(row, C::minimum) = slotOf(valueOf(std::move(minimum), clause), row.place);
        Slot& section = at(row, C::section);
        section.set = true;
        for (const model::Bound& bound : clause->window) {
          if (bound.kind != model::BoundKind::AtLeast) continue;
          if (at(row, C::minimum).stated == Stated::Silent) at(row, C::minimum).stated = Stated::Vague;
          if (bound.under) {
            section.stated = Stated::Value;
            section.place = bound.span;
            section.members.push_back(
                valueOf(Thing{model_[bound.under].kind, bound.under, nullptr, nullptr, nullptr, {}}));
          } else if (bound.under_vague && section.stated == Stated::Silent) {
            section.stated = Stated::Vague;
          }
        }
        if (Slot when = setOf(world_.joined(retain, "when")); when.stated != Stated::Silent)
          at(row, C::circumstance) = when;
        if (Slot then = world_.joined(retain, "then"); then.stated != Stated::Silent) at(row, C::disposal) = then;
        if (Slot because = world_.joined(retain, "because"); because.stated != Stated::Silent)
          at(row, C::reason) = because;
        if (Slot keeps = setOf(world_.joined(retain, "keeping")); keeps.stated != Stated::Silent)
          at(row, C::keeps) = keeps;
        Slot& events = at(row, C::events);
        events.stated = Stated::Value;
        events.set = true;
        for (const DeclId event : eventsOf(windowOf(*clause)))
          events.members.push_back(valueOf(Thing{Kind::Event, event, nullptr, nullptr, nullptr, activity.decl}));
        out_.push_back(std::move(row));
      }
    }
  }
}

namespace {

std::vector<const Clause*> retainIn(const std::vector<Clause>& block) {
  std::vector<const Clause*> out;
  for (const Clause& clause : block)
    if (clause.word == Word::retain) out.push_back(&clause);
  return out;
}

/// The length of time in `clause`, or nullptr. One without a start comes first: it is what a rule wants to see.
const model::Term* lengthIn(const Clause& clause) {
  const model::Term* out = nullptr;
  for (const model::Bound& bound : clause.window) {
    if (bound.term.kind != model::TermKind::After || bound.kind == model::BoundKind::AtLeast) continue;
    if (out == nullptr || !bound.term.name) out = &bound.term;
  }
  return out;
}

}  // namespace

void Relations::retentions() {
  for (const Thing& activity : activities()) {
    const Slot data = setOf(world_.slot(activity, Word::data));
    retentions(activity, model_.clauses(activity.decl, Word::retain), data);
    for (const Clause* clause : model_.clauses(activity.decl, Word::data)) {
      if (const auto own = retainIn(clause->block); !own.empty())
        retentions(activity, own, setOf(world_.slot({clause}, activity)));
      for (const Value& member : world_.slot({clause}, activity).members) {
        if (member.thing.entry == nullptr) continue;
        if (const auto own = retainIn(member.thing.entry->block); !own.empty())
          retentions(activity, own, setOf(slotOf(member, member.thing.entry->span)));
      }
    }
  }
  if (!world_.hasDefaults()) return;
  const Thing defaults = world_.sole(Kind::Defaults);
  retentions(defaults, model_.clauses(defaults.decl, Word::retain), setOf(world_.slot({}, defaults)));
}

void Relations::retentions(const Thing& activity, llvm::ArrayRef<const Clause*> together, const Slot& data) {
  for (const Clause* clause : together) {
    retention(activity, *clause, data);
    if (clause->join("when") == nullptr) continue;
    for (const Clause* other : together) {
      if (other->join("when") != nullptr) continue;
      at(out_.back(), RetentionColumn::ordinary) = world_.slot({other}, activity);
      if (const model::Term* term = lengthIn(*other); term != nullptr && term->name)
        at(out_.back(), RetentionColumn::ordinary_clock) =
            slotOf(Thing{Kind::Event, term->name, nullptr, nullptr, nullptr, activity.decl}, term->span);
      break;
    }
  }
}

void Relations::retention(const Thing& activity, const Clause& clause, Slot data) {
  using C = RetentionColumn;
  const Slot window = world_.slot({&clause}, activity);
  Row row = rowOf(Relation::Retentions, activity.decl, window.place);
  if (activity.kind != Kind::Defaults) at(row, C::activity) = slotOf(activity, world_.place(activity));
  at(row, C::data) = std::move(data);
  at(row, C::purposes) = setOf(world_.slot(activity, Word::purpose));
  at(row, C::window) = window;
  if (const model::Term* term = lengthIn(clause)) {
    Value value;
    value.scalar = Scalar::Duration;
    value.duration = term->duration;
    at(row, C::duration) = slotOf(value, term->span);
    if (term->name)
      at(row, C::clock) = slotOf(Thing{Kind::Event, term->name, nullptr, nullptr, nullptr, activity.decl}, term->span);
  }
  Slot& section = at(row, C::section);
  section.set = true;
  for (const model::Bound& bound : clause.window) {
    if (bound.kind != model::BoundKind::AtLeast) continue;
    Slot& minimum = at(row, C::minimum);
    minimum.stated = Stated::Vague;
    minimum.place = bound.span;
    if (Window least = minimumOf(clause); least.kind != Window::Kind::Open)
      minimum = slotOf(valueOf(std::move(least), &clause), bound.span);
    if (!bound.under) continue;
    section.stated = Stated::Value;
    section.place = bound.span;
    section.members.push_back(valueOf(Thing{model_[bound.under].kind, bound.under, nullptr, nullptr, nullptr, {}}));
  }
  Thing retain = activity;
  retain.decl = {};
  retain.clause = &clause;
  if (Slot when = setOf(world_.joined(retain, "when")); when.stated != Stated::Silent) at(row, C::circumstance) = when;
  if (Slot then = world_.joined(retain, "then"); then.stated != Stated::Silent) at(row, C::disposal) = then;
  if (Slot because = world_.joined(retain, "because"); because.stated != Stated::Silent) at(row, C::reason) = because;
  Slot& events = at(row, C::events);
  events.stated = Stated::Value;
  events.set = true;
  for (const DeclId event : eventsOf(windowOf(clause)))
    events.members.push_back(valueOf(Thing{Kind::Event, event, nullptr, nullptr, nullptr, activity.decl}));
  out_.push_back(std::move(row));
}

void Relations::shares() {
  for (const Thing& activity : activities()) {
    const Slot shared = world_.slot(activity, Word::share);
    for (const Value& member : shared.members)
      if (member.scalar == Scalar::Thing) share(activity, member.thing);
    // Whoever provides a tracker gets what it collects: said twice, it is still one share.
    for (const Value& member : world_.slot(activity, Word::provider).members)
      if (member.scalar == Scalar::Thing && member.thing.kind == Kind::Recipient &&
          llvm::none_of(shared.members, [&](const Value& other) { return other.thing.decl == member.thing.decl; }))
        share(activity, member.thing);
    for (const Value& datum : world_.slot(activity, Word::data).members) {
      if (datum.thing.entry == nullptr) continue;
      for (const std::vector<Clause>* block : {&datum.thing.entry->block, &datum.thing.clause->block})
        for (const Clause& clause : *block)
          if (clause.word == Word::share)
            for (const Value& member : world_.slot({&clause}, activity).members)
              if (member.scalar == Scalar::Thing) share(activity, member.thing);
    }
  }
}

Slot Relations::placesOf(const Thing& recipient) const {
  // Said at the share itself: `share x outside eea`, `share x { located india }`.
  if (recipient.clause != nullptr)
    for (const model::Join& join : recipient.clause->joins) {
      if (join.word != "outside" && join.word != "in" && join.word != "to") continue;
      Slot out;
      out.set = true;
      out.place = join.value.span;
      for (const model::Entry& entry : join.value.entries) {
        if (!entry.decl || model_[entry.decl].kind != Kind::Place) continue;
        const DeclId place = join.word == "outside"
                                 ? model_.find(Kind::Place, "outside_" + std::string(model_[entry.decl].name))
                                 : entry.decl;
        out.stated = place ? Stated::Value : Stated::Vague;
        if (place)
          out.members.push_back(
              valueOf(Thing{Kind::Place, place, &entry, recipient.clause, nullptr, recipient.activity}));
      }
      if (out.stated != Stated::Silent) return out;
    }
  return world_.places(recipient);
}

/// What carries a transfer to `recipient`: said at the share, of the recipient, or of the activity.
Slot Relations::safeguardOf(const Thing& activity, const Thing& recipient, Span place) const {
  Slot out = setOf(world_.slot(recipient, Word::safeguard));
  if (out.stated == Stated::Silent) {
    Slot under = world_.joined(recipient, "under");
    llvm::erase_if(under.members, [&](const Value& value) { return value.thing.kind != Kind::Safeguard; });
    if (!under.members.empty()) out = setOf(under);
  }
  if (out.stated == Stated::Silent) out = setOf(world_.slot(activity, Word::safeguard));
  if (out.stated == Stated::Silent) out.place = place;
  return out;
}

Slot Relations::copyOf(const Thing& activity, const Thing& recipient, Span place) const {
  Slot out = world_.slot(recipient, Word::copy);
  if (out.stated == Stated::Silent) out = world_.slot(activity, Word::copy);
  if (out.stated == Stated::Silent) out.place = place;
  return out;
}

void Relations::share(const Thing& activity, const Thing& recipient) {
  using C = ShareColumn;
  Row row = rowOf(Relation::Shares, activity.decl, world_.place(recipient));
  at(row, C::activity) = slotOf(activity, world_.place(activity));
  at(row, C::recipient) = slotOf(recipient, world_.place(recipient));
  Slot role = world_.joined(recipient, "as");
  at(row, C::role) = role.stated != Stated::Silent ? role : world_.slot(recipient, Word::role);
  at(row, C::circumstance) = setOf(world_.joined(recipient, "when"));
  at(row, C::basis) = setOf(world_.joined(recipient, "on"));
  at(row, C::purpose) = setOf(world_.joined(recipient, "for"));
  at(row, C::places) = setOf(placesOf(recipient));
  at(row, C::safeguard) = safeguardOf(activity, recipient, row.place);
  at(row, C::copy) = copyOf(activity, recipient, row.place);
  Slot under = setOf(world_.joined(recipient, "under"));
  llvm::erase_if(under.members,
                 [](const Value& value) { return value.thing.kind != Kind::Law && value.thing.kind != Kind::Section; });
  if (!under.members.empty()) at(row, C::section) = under;
  out_.push_back(std::move(row));
}

void Relations::disclosures() {
  using C = DisclosureColumn;
  using S = ShareColumn;
  for (const Value& shared : world_.rows(Relation::Shares, 0)) {
    const Row& share = *shared.thing.row;
    const Thing activity = thingOf(at(share, S::activity));
    const Thing recipient = thingOf(at(share, S::recipient));
    // Those who work for the recipient get the data too, wherever they are, on their own safeguards or the recipient's.
    for (const Value& member : world_.chain(recipient).members) {
      const bool below = member.thing.decl != recipient.decl;
      Slot safeguard = at(share, S::safeguard);
      Slot copy = at(share, S::copy);
      if (below) {
        if (Slot own = safeguardOf(Thing(), member.thing, share.place); own.stated != Stated::Silent) safeguard = own;
        if (Slot own = copyOf(Thing(), member.thing, share.place); own.stated != Stated::Silent) copy = own;
      }
      const Spread places = spreadOf(below ? world_.places(member.thing) : at(share, S::places));
      for (const Slot& country : places.each) {
        Row row = rowOf(Relation::Disclosures, share.owner, share.place);
        at(row, C::activity) = slotOf(activity, world_.place(activity));
        at(row, C::recipient) = slotOf(member.thing, share.place);
        at(row, C::role) = below ? world_.slot(member.thing, Word::role) : at(share, S::role);
        at(row, C::circumstance) = at(share, S::circumstance);
        at(row, C::country) = country;
        at(row, C::country).set = false;
        at(row, C::safeguard) = safeguard;
        at(row, C::copy) = copy;
        out_.push_back(std::move(row));
      }
    }
  }
}

void Relations::refutations() {
  using C = RefutationColumn;
  for (const judge::Refutation& found : world_.judged().refutations) {
    const Span place = found.promise_span.valid() ? found.promise_span : model_[found.promise].name_span;
    Row row = rowOf(Relation::Refutations, found.promise, place);
    const auto put = [&](C column, DeclId id) {
      if (!id) return;
      Thing thing;
      thing.kind = model_[id].kind;
      thing.decl = id;
      thing.activity = found.activity;
      at(row, column) = slotOf(thing, model_[id].name_span);
    };
    put(C::promise, found.promise);
    put(C::activity, found.activity);
    put(C::subject, found.subject);
    put(C::datum, found.datum);
    put(C::purpose, found.purpose);
    put(C::recipient, found.recipient);
    put(C::country, found.country);
    for (const Clause& clause : model_[found.promise].clauses) {
      if (!found.promise_span.valid() || found.promise_span.begin < clause.span.begin ||
          found.promise_span.end > clause.span.end)
        continue;
      Value verb;
      verb.scalar = Scalar::Word;
      verb.text = spelling(clause.word);
      at(row, C::verb) = slotOf(verb, clause.word_span);
      break;
    }
    Value sentence;
    sentence.scalar = Scalar::Text;
    sentence.text = found.sentence;
    at(row, C::sentence) = slotOf(sentence, place);
    at(row, C::place) = slotOf(sentence, found.place);
    at(row, C::excepted) = slotOf(valueOf(truth(found.excepted)), place);
    at(row, C::taken_back) = slotOf(valueOf(truth(found.taken_back)), place);
    if (!found.first_sentence.empty()) {
      Value first;
      first.scalar = Scalar::Text;
      first.texts = &found.first_sentence;
      at(row, C::first_sentence) = slotOf(first, place);
    }
    at(row, C::hedged) = slotOf(valueOf(truth(found.strength_weak)), place);
    out_.push_back(std::move(row));
  }
}

void Relations::dead() {
  using C = DeadColumn;
  for (const judge::Dead& found : world_.judged().dead) {
    Row row = rowOf(Relation::Dead, found.declaration, found.place);
    Thing thing;
    thing.kind = model_[found.declaration].kind;
    thing.decl = found.declaration;
    at(row, C::declaration) = slotOf(thing, found.place);
    at(row, C::place) = slotOf(valueOf(Truth::True), found.place);
    out_.push_back(std::move(row));
  }
}

void Relations::overlaps() {
  using C = OverlapColumn;
  for (const judge::Overlap& found : world_.judged().overlaps) {
    const grants::Grant& first = world_.grantTable().grants[found.first];
    const grants::Grant& second = world_.grantTable().grants[found.second];
    const auto placeOf = [](const grants::Grant& grant) {
      return grant.window_span.valid() ? grant.window_span : grant.span;
    };
    Row row = rowOf(Relation::Overlaps, first.activity, placeOf(first));
    const auto put = [&](C column, DeclId id) {
      if (!id) return;
      Thing thing;
      thing.kind = model_[id].kind;
      thing.decl = id;
      at(row, column) = slotOf(thing, model_[id].name_span);
    };
    Value differs;
    differs.scalar = Scalar::Word;
    switch (found.differs) {
      case judge::Overlap::Differs::Window: differs.text = "window"; break;
      case judge::Overlap::Differs::Disposal: differs.text = "disposal"; break;
      case judge::Overlap::Differs::Basis: differs.text = "basis"; break;
    }
    at(row, C::differs) = slotOf(differs, row.place);
    put(C::activity, first.activity);
    put(C::other, second.activity);
    put(C::subject, first.subject);
    put(C::purpose, first.purpose);
    // The narrower datum is what both speak of.
    put(C::datum, model_.isA(second.datum, first.datum) ? second.datum : first.datum);
    at(row, C::place) = slotOf(valueOf(Truth::True), placeOf(first));
    at(row, C::other_place) = slotOf(valueOf(Truth::True), placeOf(second));
    out_.push_back(std::move(row));
  }
}

void Relations::unused() {
  for (const judge::Unused& found : world_.judged().unused) {
    Row row = rowOf(Relation::Unused, found.declaration, model_[found.declaration].name_span);
    Thing thing;
    thing.kind = model_[found.declaration].kind;
    thing.decl = found.declaration;
    at(row, UnusedColumn::declaration) = slotOf(thing, row.place);
    out_.push_back(std::move(row));
  }
}

void Relations::limits() {
  using C = LimitColumn;
  for (const DeclId id : model_.all(Kind::Row)) {
    if (!model_[id].name.starts_with("storage_limits.")) continue;
    const Clause* from = model_.clause(id, Word::in_force);
    const Clause* until = model_.clause(id, Word::ended);
    if ((from != nullptr && from->value.date > world_.asOf()) ||
        (until != nullptr && until->value.date <= world_.asOf()))
      continue;
    Thing thing;
    thing.kind = Kind::Row;
    thing.decl = id;
    Row row = rowOf(Relation::Limits, id, model_[id].name_span);
    at(row, C::row) = slotOf(thing, row.place);
    at(row, C::data) = setOf(world_.slot(thing, Word::data));
    at(row, C::sector) = setOf(world_.slot(thing, Word::sector));
    at(row, C::minimum) = world_.slot(thing, Word::minimum);
    at(row, C::maximum) = world_.slot(thing, Word::maximum);
    at(row, C::circumstance) = setOf(world_.slot(thing, Word::requires_));
    at(row, C::section) = setOf(world_.slot(thing, Word::cites));
    out_.push_back(std::move(row));
  }
}

void Relations::texts() {
  const auto [begin, end] = world_.declarations();
  for (std::size_t i = begin; i < end; ++i) {
    const DeclId id = model_.decls.idAt(i);
    const model::Decl& decl = model_[id];
    // The words that a vocabulary looks for are no sentences to readers.
    if (decl.standard || decl.kind == Kind::Vocabulary) continue;
    if (!decl.texts.empty()) text(decl.texts, id, decl.name_span);
    textsOf(decl.clauses, id);
  }
}

void Relations::textsOf(const std::vector<Clause>& clauses, DeclId declaration) {
  for (const Clause& clause : clauses) {
    if (!clause.texts.empty()) text(clause.texts, declaration, clause.word_span);
    for (const std::string& written : clause.value.strings) text(textOf(written), declaration, clause.value.span);
    for (const model::Entry& entry : clause.value.entries) textsOf(entry.block, declaration);
    textsOf(clause.block, declaration);
  }
}

void Relations::text(const Texts& texts, DeclId declaration, Span place) {
  Value value;
  value.scalar = Scalar::Text;
  value.texts = &texts;
  text(value, declaration, place);
}

void Relations::text(const Value& value, DeclId declaration, Span place) {
  Row row = rowOf(Relation::Texts, declaration, place);
  at(row, TextColumn::text) = slotOf(value, place);
  Thing thing;
  thing.kind = model_[declaration].kind;
  thing.decl = declaration;
  at(row, TextColumn::declaration) = slotOf(thing, world_.place(thing));
  out_.push_back(std::move(row));
}

}  // namespace vern::rules
