#include "compiler/rules/world.h"

#include <algorithm>
#include <set>

#include "compiler/rules/attributes.h"
#include "compiler/rules/relations.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallSet.h"

namespace vern::rules {

namespace {

using model::Clause;
using model::ValueKind;

/// What a declaration says of itself, and not of what is below it in the taxonomy.
bool staysWithItsDeclaration(Word word) {
  switch (word) {
    case Word::name:
    case Word::title:
    case Word::text:
    case Word::means:
    case Word::alias:
    case Word::org_number:
    case Word::short_:
    case Word::called:
    case Word::noun:
    case Word::way:
    case Word::flags:
    case Word::accept:
    case Word::see: return true;
    default: return false;
  }
}

Clauses within(const std::vector<Clause>& block, Word word) {
  Clauses out;
  for (const Clause& clause : block)
    if (clause.word == word) out.push_back(&clause);
  return out;
}

/// The part of a clause that says something: its value or window, else its word.
Span sayingOf(const Clause& clause) {
  if (!clause.window.empty()) return join(clause.window.front().span, clause.window.back().span);
  if (clause.value.kind != ValueKind::None && clause.value.span.valid()) return clause.value.span;
  return clause.word_span;
}

Stated statedIn(const Clause& clause) {
  if (clause.value.stated != Stated::Value) return clause.value.stated;
  if (!clause.window.empty() && isVague(clause)) return Stated::Vague;
  // `email unknown`, where a text in quotes stands otherwise.
  const auto& words = clause.value.entries;
  const bool nothing = !words.empty() && std::all_of(words.begin(), words.end(), [](const model::Entry& entry) {
    return !entry.decl && model::isStateWord(entry.written);
  });
  if (!nothing) return Stated::Value;
  return words.front().written == "none" ? Stated::None : Stated::Vague;
}

/// Adds what `value` holds to `slot`, whose state is already set.
void addMembers(Slot& slot, const model::Model& model, const model::Value& value, const Clause* clause,
                DeclId activity) {
  slot.open = slot.open || value.open;
  for (const model::Entry& entry : value.entries) {
    if (entry.negated) continue;
    Value member;
    if (entry.decl) {
      member.thing = {model[entry.decl].kind, entry.decl, &entry, clause, nullptr, activity};
    } else if (!model::isStateWord(entry.written)) {
      member.scalar = Scalar::Word;
      member.text = entry.written;
    } else {
      continue;
    }
    slot.members.push_back(member);
  }
  for (const std::string& text : value.strings) {
    Value member;
    member.scalar = Scalar::Text;
    member.text = text;
    slot.members.push_back(member);
  }
  Value member;
  switch (value.kind) {
    case ValueKind::Date:
      member.scalar = Scalar::Date;
      member.date = value.date;
      break;
    case ValueKind::Number:
      member.scalar = Scalar::Number;
      member.number = value.number;
      break;
    case ValueKind::Duration:
      member.scalar = Scalar::Duration;
      member.duration = value.duration;
      break;
    default: return;
  }
  slot.members.push_back(member);
}

/// Drops the names that were said before in the same way, with nothing of their own: a rule would go through each of
/// them with each of the others.
void dropRepeated(Slot& slot) {
  llvm::SmallSet<std::pair<DeclId, syntax::Strength>, 16> plain;
  llvm::erase_if(slot.members, [&](const Value& member) {
    const Thing& thing = member.thing;
    if (member.scalar != Scalar::Thing || thing.entry == nullptr || thing.clause == nullptr) return false;
    const Clause& clause = *thing.clause;
    if (!thing.entry->block.empty() || !clause.block.empty() || !clause.joins.empty()) return false;
    return !plain.insert({thing.decl, clause.strength}).second;
  });
}

int weight(Stated stated) {
  switch (stated) {
    case Stated::Silent: return 0;
    case Stated::None: return 1;
    case Stated::Vague: return 2;
    case Stated::Elsewhere: return 3;
    case Stated::Value: return 4;
  }
  return 0;
}

}  // namespace

Value valueOf(Thing thing) {
  Value out;
  out.thing = thing;
  return out;
}

Value valueOf(Truth truth) {
  Value out;
  out.scalar = Scalar::Truth;
  out.truth = truth;
  return out;
}

Value valueOf(const Window& window) {
  Value out;
  out.scalar = Scalar::Window;
  out.window = &window;
  return out;
}

Value valueOf(const Row& row) {
  Thing thing;
  thing.row = &row;
  thing.activity = row.owner;
  return valueOf(thing);
}

Slot slotOf(Value value, Span place) {
  Slot out;
  out.stated = Stated::Value;
  out.place = place;
  out.members.push_back(value);
  return out;
}

Slot slotOf(Thing thing, Span place) { return slotOf(valueOf(thing), place); }

World::World(const model::Model& model, const grants::Grants& grants, const judge::Judgements& judged, Day as_of,
             const Lexicon* lexicon)
    : model_(model),
      grants_(grants),
      judged_(judged),
      as_of_(as_of),
      consent_(model.find(Kind::Basis, "consent")),
      order_(model),
      lexicon_(lexicon),
      vocabularies_(model, lexicon) {
  defaults_.kind = Kind::Defaults;
  defaults_.decl = model.only(Kind::Defaults);
  declarations_ = {model.standardSize(), model.decls.size()};
  constexpr unsigned AskedOfFew = 512;  // of a dozen activities
  read_.reserve(AskedOfFew);
}

World::World(const World& whole, const Members& members)
    : World(whole.model_, whole.grants_, whole.judged_, whole.as_of_, whole.lexicon_) {
  has_defaults_ = members.defaults;
  declarations_ = members.declarations;
  for (const auto& [kind, some] : {std::pair(Kind::Activity, members.activities), {Kind::Tracker, members.trackers}}) {
    Slot& out = declared_[kind];
    out.stated = Stated::Value;
    out.members.append(some.begin(), some.end());
  }
}

bool World::has(DeclId activity) const {
  const auto in = [&](Kind kind) {
    const auto& members = declared(kind).members;   // in the order of the source
    const auto found = std::lower_bound(members.begin(), members.end(), activity,
                                        [](const Value& member, DeclId id) { return member.thing.decl < id; });
    return found != members.end() && found->thing.decl == activity;
  };
  return in(Kind::Activity) || in(Kind::Tracker);
}

Thing World::sole(Kind kind) const {
  Thing out;
  out.kind = kind;
  out.decl = model_.only(kind);
  return out;
}

const Slot& World::declared(Kind kind) const {
  const auto [found, fresh] = declared_.try_emplace(kind);
  Slot& out = found->second;
  if (!fresh) return out;
  out.stated = Stated::Value;
  if (kind == Kind::Policy) {
    // A file of shared terms is no policy: nothing is missing in it.
    constexpr Kind Speaking[] = {Kind::Policy,     Kind::Activity, Kind::Tracker, Kind::Rights,
                                 Kind::Controller, Kind::Dpo,      Kind::Promise};
    for (const Kind speaking : Speaking)
      if (out.members.empty() && model_.only(speaking)) out.members.push_back(valueOf(sole(Kind::Policy)));
    return out;
  }
  for (const DeclId id : model_.own(kind)) {
    Thing thing;
    thing.kind = kind;
    thing.decl = id;
    if (kind == Kind::Activity || kind == Kind::Tracker) thing.activity = id;
    out.members.push_back(valueOf(thing));
  }
  return out;
}

unsigned World::AskedInfo::getHashValue(const Asked& asked) {
  constexpr std::size_t Odd = 0x9E3779B97F4A7C15U;
  std::size_t out = reinterpret_cast<std::size_t>(asked.attribute) * Odd;
  out = (out ^ reinterpret_cast<std::size_t>(asked.entry) ^ out >> 32U) * Odd;
  out = (out ^ reinterpret_cast<std::size_t>(asked.clause) ^ out >> 32U) * Odd;
  out = (out ^ (std::size_t(asked.decl.index) << 32U | asked.activity.index) ^ out >> 32U) * Odd;
  return static_cast<unsigned>(out >> 32U);
}

const Slot& World::read(const Attribute& attribute, const Thing& thing) const {
  const Asked asked{&attribute, thing.entry, thing.clause, thing.decl, thing.activity};
  if (const auto found = read_.find(asked); found != read_.end()) return *found->second;
  // Reading may ask for more.
  const Slot& out = storage_.add(attribute.read(*this, thing));
  read_.try_emplace(asked, &out);
  return out;
}

const ColumnIndex& World::indexOf(Relation relation, std::size_t column) const {
  const auto [found, fresh] = indices_.try_emplace(std::pair(relation, column), model_);
  ColumnIndex& out = found->second;
  if (!fresh) return out;
  for (std::uint32_t number = 0; const Value& row : rows(relation, 0)) out.add(number++, row.thing.row->column(column));
  return out;
}

void World::eachRelated(Relation relation, std::size_t column, DeclId id,
                        llvm::function_ref<bool(const Value&)> found) const {
  const std::vector<Value>& all = rows(relation, 0);
  indexOf(relation, column).eachRelated(id, [&](std::uint32_t number) { return found(all[number]); });
}

const std::vector<Value>& World::rows(Relation relation, std::uint32_t columns) const {
  if (relation != Relation::Grants) columns = 0;
  const auto [found, fresh] = cache_.try_emplace(std::pair(relation, columns));
  std::vector<Value>& out = found->second;
  if (!fresh) return out;
  if (relation != Relation::Grants) return out = Relations(*this).make(relation);
  visitGrants(
      columns, 0, [](std::uint32_t, const Slot&) { return true; },
      [&](const Value& row) { out.push_back(storage_.copy(row)); });
  return out;
}

void World::visitGrants(std::uint32_t columns, std::uint32_t sieved, Keep keep,
                        llvm::function_ref<void(const Value&)> found) const {
  Relations(*this).grants(columns, sieved, keep, [&](const Row& row) { found(valueOf(row)); });
}

const Window& World::window(const Clause& clause) const {
  const auto [found, fresh] = windows_.try_emplace(&clause);
  if (fresh) found->second = &storage_.add(windowOf(clause));
  return *found->second;
}

Clauses World::said(const Thing& thing, Word word) const {
  if (thing.entry != nullptr)
    if (auto found = within(thing.entry->block, word); !found.empty()) return found;
  if (thing.clause != nullptr)
    if (auto found = within(thing.clause->block, word); !found.empty()) return found;
  for (DeclId id = thing.decl; id; id = model_[id].parent) {
    if (auto found = within(model_[id].clauses, word); !found.empty()) return found;
    if (staysWithItsDeclaration(word)) break;
  }
  if ((thing.kind == Kind::Activity || thing.kind == Kind::Tracker) && defaults_.decl && word != Word::title)
    return within(model_[defaults_.decl].clauses, word);
  return {};
}

Slot World::slot(llvm::ArrayRef<const Clause*> clauses, const Thing& thing) const {
  Slot out;
  if (clauses.empty()) {
    out.place = place(thing);
    return out;
  }
  out.place = sayingOf(*clauses.front());
  for (const Clause* clause : clauses) {
    // `share none` beside a name says the name.
    if (weight(statedIn(*clause)) > weight(out.stated)) {
      out.stated = statedIn(*clause);
      out.place = sayingOf(*clause);
    }
  }
  if (out.stated != Stated::Value) return out;
  for (const Clause* clause : clauses) {
    if (statedIn(*clause) != Stated::Value) continue;
    if (!clause->window.empty()) {
      out.members.push_back(valueOf(window(*clause)));
      continue;
    }
    addMembers(out, model_, clause->value, clause, thing.activity);
    if (clause->value.kind == ValueKind::None && !clause->texts.empty()) {
      Value member;
      member.scalar = Scalar::Text;
      member.texts = &clause->texts;
      out.members.push_back(member);
    }
  }
  if (out.members.size() > 1) dropRepeated(out);
  return out;
}

Spread spreadOf(Slot slot) {
  Spread out;
  for (const Value& member : slot.members) {
    const Thing& thing = member.thing;
    const bool mentioned = member.scalar == Scalar::Thing && thing.entry != nullptr;
    out.each.push_back(slotOf(member, mentioned ? thing.entry->span : slot.place));
    out.braces = out.braces || (thing.entry != nullptr && !thing.entry->block.empty()) ||
                 (thing.clause != nullptr && !thing.clause->block.empty());
    out.limited = out.limited || (thing.clause != nullptr && thing.clause->join("for") != nullptr);
  }
  if (out.each.empty()) out.each.push_back(slot);
  out.whole = std::move(slot);
  return out;
}

const Spread& World::spread(const Thing& activity, Word word) const {
  const std::uint64_t key = std::uint64_t(activity.decl.index) << 32U | static_cast<std::uint64_t>(word);
  const auto [found, fresh] = spreads_.try_emplace(key);
  if (fresh) found->second = &spread_.add(spreadOf(slot(activity, word)));
  return *found->second;
}

const std::vector<World::Lists>& World::lists() const {
  if (!lists_.empty()) return lists_;
  std::array<llvm::DenseMap<std::uint32_t, Terms>, ListedCount> bits;
  const auto bitsOf = [&](Listed list, const Spread& spread) {
    const auto column = static_cast<std::size_t>(list);
    Terms out = 0;
    for (const Slot& slot : spread.each) {
      const Value* single = slot.single();
      if (single == nullptr || single->scalar != Scalar::Thing || !single->thing.decl) {
        out |= NoTerm;
        continue;
      }
      const auto [bit, fresh] = bits[column].try_emplace(single->thing.decl.index);
      if (fresh) {
        bit->second = Terms{1} << terms_[column].size() % 63;
        terms_[column].push_back({&slot, bit->second});
      }
      out |= bit->second;
    }
    return out;
  };
  for (const Kind kind : {Kind::Activity, Kind::Tracker})
    for (const Value& value : declared(kind).members) {
      const Thing& activity = value.thing;
      const Span here = place(activity);
      Lists lists{activity,
                  here,
                  &storage_.add(slotOf(activity, here)),
                  &spread(activity, Word::data),
                  &spread(activity, Word::subjects),
                  &spread(activity, Word::purpose),
                  &spread(activity, Word::basis),
                  {}};
      lists.terms = {bitsOf(Listed::Subjects, *lists.subjects), bitsOf(Listed::Data, *lists.data),
                     bitsOf(Listed::Purposes, *lists.purposes), bitsOf(Listed::Bases, *lists.bases)};
      lists_.push_back(lists);
    }
  return lists_;
}

const Slot& World::column(std::uint32_t column, const Thing& activity, const Thing& datum,
                          llvm::function_ref<Slot()> make) const {
  const std::pair key(datum.entry, std::uint64_t(activity.decl.index) << 32U | column);
  const auto [found, fresh] = columns_.try_emplace(key);
  if (!fresh) return *found->second;
  // Making it may ask for more.
  const Slot& out = storage_.add(make());
  columns_[key] = &out;
  return out;
}

llvm::ArrayRef<World::Term> World::terms(Listed list) const {
  (void)lists();
  return terms_[static_cast<std::size_t>(list)];
}

Slot World::joined(const Thing& thing, std::string_view word) const {
  const auto collect = [&](const std::vector<model::Join>& joins, const Clause* clause) {
    Slot out;
    for (const model::Join& join : joins) {
      if (join.word != word || join.bound) continue;
      if (weight(join.value.stated) > weight(out.stated)) {
        out.stated = join.value.stated;
        out.place = join.value.span;
      }
      if (join.value.stated == Stated::Value) addMembers(out, model_, join.value, clause, thing.activity);
    }
    return out;
  };
  if (thing.clause != nullptr)
    if (Slot out = collect(thing.clause->joins, thing.clause); out.stated != Stated::Silent) return out;
  for (DeclId id = thing.decl; id; id = model_[id].parent)
    if (Slot out = collect(model_[id].joins, nullptr); out.stated != Stated::Silent) return out;
  Slot out;
  out.place = place(thing);
  return out;
}

Span World::place(const Thing& thing) const {
  if (thing.row != nullptr) return thing.row->place;
  if (thing.entry != nullptr) return thing.entry->span;
  if (thing.decl) return model_[thing.decl].name_span;
  // What is missing is missing in the policy; without one, in whatever the file is about.
  constexpr Kind Nearest[] = {Kind::Policy,  Kind::Rights, Kind::Controller, Kind::Activity,
                              Kind::Tracker, Kind::Dpo,    Kind::Promise};
  for (const Kind kind : Nearest)
    if (const DeclId id = model_.only(kind)) return model_[id].name_span;
  return {};
}

Slot World::right(DeclId right) const {
  const Thing rights = sole(Kind::Rights);
  Slot out;
  out.place = place(rights);
  if (!rights.decl) return out;
  if (model_[right].name == "complain")
    if (Slot complain = slot(rights, Word::complain); complain.stated != Stated::Silent) return complain;
  for (const Clause& clause : model_[rights.decl].clauses) {
    if (clause.word != Word::right) continue;
    for (const model::Entry& entry : clause.value.entries) {
      if (!model_.isA(entry.decl, right)) continue;
      if (entry.negated && out.stated == Stated::Silent) {
        out.stated = Stated::None;
        out.place = entry.span;
      }
      if (entry.negated) continue;
      if (out.stated != Stated::Value) out.place = entry.span;
      out.stated = Stated::Value;
      out.members.push_back(valueOf(Thing{Kind::Right, entry.decl, &entry, &clause, nullptr, {}}));
    }
  }
  return out;
}

Slot World::places(const Thing& recipient) const {
  Slot out = slot(recipient, Word::located);
  const Slot accessed = slot(recipient, Word::accessed);
  if (weight(accessed.stated) > weight(out.stated)) {
    out.stated = accessed.stated;
    out.place = accessed.place;
  }
  out.members.append(accessed.members.begin(), accessed.members.end());
  // One of the two is known and the other vague: there may be more places.
  out.open = out.open || accessed.open || (out.said() && accessed.stated == Stated::Vague);
  return out;
}

Slot World::chain(const Thing& recipient) const {
  Slot out = slotOf(recipient, place(recipient));
  std::set<DeclId> seen{recipient.decl};
  for (std::size_t i = 0; i < out.members.size(); ++i) {
    const Slot below = slot(out.members[i].thing, Word::uses);
    out.open = out.open || below.open || below.stated == Stated::Vague || below.stated == Stated::Elsewhere;
    for (const Value& member : below.members) {
      if (member.scalar != Scalar::Thing || !seen.insert(member.thing.decl).second) continue;
      Value next = member;
      next.thing.activity = recipient.activity;
      out.members.push_back(next);
    }
  }
  return out;
}

Slot World::parameter(DeclId param) const {
  Thing thing;
  thing.kind = Kind::Param;
  thing.decl = param;
  Slot out = slot(thing, Word::value);
  const Clause* from = model_.clause(param, Word::in_force);
  const Clause* until = model_.clause(param, Word::ended);
  if ((from != nullptr && from->value.date > as_of_) || (until != nullptr && until->value.date <= as_of_)) {
    out = {};
    out.place = place(thing);
  }
  return out;
}

Slot World::dpo() const {
  const Thing officer = sole(Kind::Dpo);
  Slot out;
  out.place = place(officer);
  if (!officer.decl) return out;
  const std::string_view name = model_[officer.decl].name;
  if (name == "none") out.stated = Stated::None;
  else if (name == "unclear" || name == "vague" || name == "unknown") out.stated = Stated::Vague;
  else out.stated = Stated::Value;
  if (out.stated != Stated::None) out.members.push_back(valueOf(officer));
  return out;
}

Truth World::adequate(const Thing& place) const {
  const DeclId eea = model_.find(Kind::Place, "eea");
  if (eea && model_.isA(place.decl, eea)) return Truth::True;
  const Clause* from = nullptr;
  for (DeclId id = place.decl; id && from == nullptr; id = model_[id].parent)
    from = model_.clause(id, Word::adequacy_from);
  const Clause* until = place.decl ? model_.inherited(place.decl, Word::adequacy_until) : nullptr;
  if (from != nullptr && from->value.date <= as_of_ && (until == nullptr || as_of_ < until->value.date))
    return Truth::True;
  // A region may hold countries of both sorts.
  for (const DeclId below : model_.all(Kind::Place))
    if (below != place.decl && model_.isA(below, place.decl)) return Truth::Unknown;
  return Truth::False;
}

bool World::mentions(const Value& text, DeclId vocabulary) const { return vocabularies_.mentions(text, vocabulary); }

void World::findWords(const Value& text, Vocabularies::Found found) const { vocabularies_.find(text, found); }

}  // namespace vern::rules
