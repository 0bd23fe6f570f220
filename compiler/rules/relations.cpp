#include "compiler/rules/relations.h"

#include <algorithm>
#include <map>

#include "compiler/grants/effective.h"
#include "compiler/rules/attributes.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

namespace vern::rules {

namespace {

using model::Clause;

/// `part` says something of its own with `word`, in braces.
bool hasClause(const Thing& part, Word word) {
  const auto in = [&](const std::vector<Clause>& block) {
    return std::any_of(block.begin(), block.end(), [&](const Clause& clause) { return clause.word == word; });
  };
  return (part.entry != nullptr && in(part.entry->block)) || (part.clause != nullptr && in(part.clause->block));
}

/// The columns that are lists of an activity, in the order of World::Listed.
constexpr GrantColumn ListColumns[] = {GrantColumn::subject, GrantColumn::datum, GrantColumn::purpose,
                                       GrantColumn::basis};

/// The columns that hold all that an activity says with a word.
constexpr std::pair<GrantColumn, Word> Wholes[] = {{GrantColumn::condition, Word::condition},
                                                   {GrantColumn::source, Word::source},
                                                   {GrantColumn::form, Word::form},
                                                   {GrantColumn::message, Word::message},
                                                   {GrantColumn::device, Word::device}};

}  // namespace

Thing thingOf(const Slot& slot) {
  const Value* value = slot.single();
  return value != nullptr && value->scalar == Scalar::Thing ? value->thing : Thing();
}

void addEvents(Slot& slot, llvm::ArrayRef<DeclId> events, DeclId activity) {
  slot.stated = Stated::Value;
  for (const DeclId event : events)
    slot.members.push_back(valueOf(Thing{Kind::Event, event, nullptr, nullptr, nullptr, activity}));
}

Row Relations::silent(Relation relation, DeclId owner, Span place) const {
  Row row;
  row.relation = relation;
  row.owner = owner;
  row.place = place;
  Slot slot;
  slot.place = place;
  std::fill_n(row.columns.begin(), attributes(relation).size(), keep(std::move(slot)));
  return row;
}

void Relations::add(const Row& row) { out_.push_back(valueOf(world_.storage().add(row))); }

Value textOf(std::string_view written) {
  Value value;
  value.scalar = Scalar::Text;
  value.text = written;
  return value;
}

std::vector<Value> Relations::make(Relation relation) {
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
    case Relation::Citations: citations(); break;
  }
  return std::move(out_);
}

Clauses Relations::effective(const Thing& activity, llvm::ArrayRef<Thing> parts, Word word) const {
  for (const Thing& part : parts) {
    for (const std::vector<Clause>* block : {part.entry != nullptr ? &part.entry->block : nullptr,
                                             part.clause != nullptr ? &part.clause->block : nullptr}) {
      if (block == nullptr) continue;
      Clauses found;
      for (const Clause& clause : *block)
        if (clause.word == word) found.push_back(&clause);
      if (!found.empty()) return found;
    }
  }
  return world_.said(activity, word);
}

Slot Relations::circumstance(const Thing& activity, const Thing& datum) const {
  Slot out = world_.joined(datum, "when");
  if (out.stated != Stated::Silent) return out;
  for (const Clause* clause : world_.said(activity, Word::applies)) {
    Thing applies = activity;
    applies.decl = {};
    applies.clause = clause;
    out = world_.joined(applies, "when");
  }
  if (out.stated == Stated::Silent) out.place = world_.place(activity);
  return out;
}

const Spread& Relations::spread(const Thing& activity, llvm::ArrayRef<Thing> parts, Word word, Spread& own) const {
  for (const Thing& part : parts)
    if (hasClause(part, word)) return own = spreadOf(world_.slot(effective(activity, parts, word), activity));
  return world_.spread(activity, word);
}

const Slot* Relations::whole(const Thing& activity, llvm::ArrayRef<Thing> parts, Word word) const {
  for (const Thing& part : parts)
    if (hasClause(part, word)) return keep(world_.slot(effective(activity, parts, word), activity));
  return &world_.spread(activity, word).whole;
}

Spread Relations::limitedTo(const Slot& purpose, const Spread& bases) const {
  const DeclId meant = thingOf(purpose).decl;
  Slot out = bases.whole;
  if (!meant) return bases;
  llvm::erase_if(out.members, [&](const Value& basis) {
    return basis.thing.clause != nullptr && !grants::isFor(model_, *basis.thing.clause, meant);
  });
  if (out.members.empty()) {
    out = {};
    out.place = purpose.place;
  }
  return spreadOf(std::move(out));
}

Slot Relations::consentsOf(const Thing& activity, llvm::ArrayRef<Thing> parts, const Slot& bases) const {
  Slot out;
  out.place = world_.place(activity);
  const auto add = [&](const Slot& said) {
    for (const Value& member : said.members) {
      if (member.scalar != Scalar::Thing || !model_.isA(member.thing.decl, world_.consent())) continue;
      if (!out.said()) out.place = said.place;
      out.stated = Stated::Value;
      out.members.push_back(member);
    }
  };
  add(bases);
  for (const Word word : {Word::device, Word::message}) {
    Spread own;
    add(spread(activity, parts, word, own).whole);
  }
  return out;
}

void Relations::grants(std::uint32_t columns, std::uint32_t sieved, World::Keep keep, Found found) {
  using C = GrantColumn;
  const auto reads = [&](C column) { return (columns & columnBit(column)) != 0; };
  const auto drops = [&](C column, const Slot& slot) {
    return (columns & sieved & columnBit(column)) != 0 && !keep(static_cast<std::uint32_t>(column), slot);
  };
  const bool data_matter =
      reads(C::datum) || reads(C::form) || reads(C::window) || reads(C::events) || reads(C::circumstance);
  // What one column decides alone is asked once of each term, and then picks the activities that list such a term.
  std::array<World::Terms, World::ListedCount> wanted{};
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    wanted[i] = World::NoTerm;
    if ((columns & sieved & columnBit(ListColumns[i])) == 0) {
      wanted[i] = ~World::Terms{0};
      continue;
    }
    for (const World::Term& term : world_.terms(static_cast<World::Listed>(i)))
      if (!drops(ListColumns[i], *term.slot)) wanted[i] |= term.bit;
  }
  // One row for all: each column that is read is filled before anybody sees it.
  Row row;
  row.relation = Relation::Grants;
  for (const World::Lists& lists : world_.lists()) {
    const auto none = [&](World::Listed list) {
      const auto i = static_cast<std::size_t>(list);
      return (lists.terms[i] & wanted[i]) == 0;
    };
    // What nothing in braces changes is asked of the activity as a whole.
    if (none(World::Listed::Data)) continue;
    const bool same_subjects = !lists.data->braces;
    const bool same_purposes = same_subjects && !lists.subjects->braces;
    const bool same_all = same_purposes && !lists.purposes->braces;
    if ((same_subjects && none(World::Listed::Subjects)) || (same_purposes && none(World::Listed::Purposes)) ||
        (same_all && none(World::Listed::Bases)))
      continue;
    const Thing& activity = lists.activity;
    // Worked out once for all rules, unless the braces of a part say otherwise.
    const auto listed = [&](llvm::ArrayRef<Thing> parts, Word word, const Spread* of_activity,
                            Spread& own) -> const Spread& {
      return !same_all && llvm::any_of(parts, [&](const Thing& part) { return hasClause(part, word); })
                 ? spread(activity, parts, word, own)
                 : *of_activity;
    };
    const auto first = [](const Spread& list, bool only_first) {
      return llvm::ArrayRef<Slot>(list.each).take_front(only_first && !list.braces ? 1 : list.each.size());
    };
    // A ground may be for some of the purposes alone.
    const bool purposes_matter = reads(C::purpose) || ((reads(C::basis) || reads(C::bases) || reads(C::consents)) &&
                                                       (!same_all || lists.bases->limited));
    row.owner = activity.decl;
    row.place = lists.place;
    const auto put = [&](C column, const Slot& slot) {
      if (reads(column)) at(row, column) = &slot;
    };
    const auto put_once = [&](C column, const Thing& datum, const auto& make) {
      if (reads(column)) at(row, column) = &world_.column(static_cast<std::uint32_t>(column), activity, datum, make);
    };
    put(C::activity, *lists.itself);
    const auto put_wholes = [&](llvm::ArrayRef<Thing> parts, std::array<Spread, std::size(Wholes)>& own) {
      for (std::size_t i = 0; i < own.size(); ++i)
        if (const auto& [column, word] = Wholes[i]; reads(column))
          at(row, column) = &spread(activity, parts, word, own[i]).whole;
    };
    std::array<Spread, std::size(Wholes)> own_wholes;
    if (same_all) put_wholes({}, own_wholes);
    for (const Slot& datum : first(*lists.data, !data_matter)) {
      if (drops(C::datum, datum)) continue;
      const Thing d = thingOf(datum);
      Slot own_form;
      put(C::datum, datum);
      put_once(C::circumstance, d, [&] { return circumstance(activity, d); });
      put_once(C::window, d, [&] { return world_.slot(retainOf(activity, d), activity); });
      put_once(C::events, d, [&] {
        Slot out;
        out.place = lists.place;
        for (const Clause* clause : retainOf(activity, d))
          addEvents(out, eventsOf(world_.window(*clause)), activity.decl);
        return out;
      });
      // What is said of a datum where it is declared holds where the activity says nothing else.
      if (reads(C::form)) own_form = world_.slot(Thing{Kind::Data, d.decl, nullptr, nullptr, nullptr, {}}, Word::form);
      Spread own_subjects;
      for (const Slot& subject : first(listed({d}, Word::subjects, lists.subjects, own_subjects), !reads(C::subject))) {
        if (drops(C::subject, subject)) continue;
        const Thing s = thingOf(subject);
        put(C::subject, subject);
        Spread own_purposes, own_forms;
        for (const Slot& purpose :
             first(listed({d, s}, Word::purpose, lists.purposes, own_purposes), !purposes_matter)) {
          if (drops(C::purpose, purpose)) continue;
          const Thing parts[] = {d, thingOf(purpose), s};
          put(C::purpose, purpose);
          if (!same_all) put_wholes(parts, own_wholes);
          if (reads(C::form)) {
            const Slot& form = spread(activity, parts, Word::form, own_forms).whole;
            put(C::form, form.stated == Stated::Silent && own_form.said() ? own_form : form);
          }
          Spread own_bases, own_limited;
          const Spread* all_bases = &listed(parts, Word::basis, lists.bases, own_bases);
          if (all_bases->limited) all_bases = &(own_limited = limitedTo(purpose, *all_bases));
          const Spread& bases = *all_bases;
          put(C::bases, bases.whole);
          Slot consents;
          if (same_all && !lists.bases->limited)
            put_once(C::consents, {}, [&] { return consentsOf(activity, parts, bases.whole); });
          else if (reads(C::consents)) put(C::consents, consents = consentsOf(activity, parts, bases.whole));
          for (const Slot& basis :
               llvm::ArrayRef<Slot>(bases.each).take_front(reads(C::basis) ? bases.each.size() : 1)) {
            if (drops(C::basis, basis)) continue;
            put(C::basis, basis);
            found(row);
          }
        }
      }
    }
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
    Row row = silent(Relation::Limits, id, model_[id].name_span);
    at(row, C::row) = keep(thing, row.place);
    put(row, C::data, world_.slot(thing, Word::data));
    put(row, C::sector, world_.slot(thing, Word::sector));
    put(row, C::minimum, world_.slot(thing, Word::minimum));
    put(row, C::maximum, world_.slot(thing, Word::maximum));
    put(row, C::circumstance, world_.slot(thing, Word::requires_));
    put(row, C::section, world_.slot(thing, Word::cites));
    add(row);
  }
}

}  // namespace vern::rules
