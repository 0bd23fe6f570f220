#include "compiler/table/proof.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "compiler/grants/reference.h"
#include "compiler/table/compare.h"
#include "compiler/table/meaning.h"
#include "compiler/table/vocabulary.h"
#include "vern/steps.h"

namespace vern::table {

using grants::Disclosure;
using grants::DisclosureId;
using grants::Grant;
using grants::GrantId;
using grants::Grants;
using model::DeclId;
using model::Model;
using runtime::Condition;
using runtime::Cover;
using runtime::None;
using runtime::Table;
using runtime::TermKind;
using runtime::TermKinds;
namespace atom = runtime::atom;

namespace {

using Indices = std::vector<std::uint32_t>;

constexpr std::uint64_t Asks = atom::bit(atom::AsUse) | atom::bit(atom::AsDisclosure);
constexpr std::uint64_t Slowly = atom::bit(atom::Slow) | atom::bit(atom::SlowShare);
constexpr std::uint64_t SpecialAtom = atom::of(runtime::Special);

class Prover {
 public:
  Prover(const Model& model, const Grants& grants, const Table& table)
      : model_(model),
        grants_(grants),
        table_(table),
        comparison_(model, grants, table),
        meanings_(model, grants, table, comparison_) {}

  Proof run() {
    terms();
    if (!proof_.holds()) return std::move(proof_);  // the rest goes by the ids of terms
    slots();
    sets();
    promises();
    for (std::uint32_t cover = 1; cover < table_.covers.size(); ++cover) coverSaysItsConditions(cover);
    describeGrants();
    rows();
    keep();
    return std::move(proof_);
  }

 private:
  void fault(const std::string& text) {
    if (proof_.fault.empty()) proof_.fault = text;
  }
  [[nodiscard]] std::string nameOf(TermKind kind, std::uint32_t id) const {
    return id == None ? "keep" : "`" + std::string(table_.text(table_.term(kind, id).name)) + "`";
  }
  [[nodiscard]] bool within(DeclId id, const std::vector<DeclId>& set) const {
    return std::any_of(set.begin(), set.end(), [&](DeclId member) { return model_.isA(id, member); });
  }
  /// A question about a group is about all of it.
  [[nodiscard]] bool touches(DeclId id, const std::vector<DeclId>& set) const {
    return std::any_of(set.begin(), set.end(), [&](DeclId member) { return model_.related(id, member); });
  }
  [[nodiscard]] const std::vector<DeclId>& declsOf(TermKind kind) const {
    return decls_[static_cast<std::size_t>(kind)];
  }

  void terms();
  void slots();
  void sets();
  void promises();
  void guardOf(const Grants::Ban& ban, std::uint32_t guard);

  [[nodiscard]] std::uint64_t atomsOf(const Condition& condition) const;
  void coverSaysItsConditions(std::uint32_t cover);

  struct Stretch {
    std::uint32_t first = 1;
    std::uint32_t last = 0;
  };
  struct Described {
    std::uint32_t activity = None;  // of the table
    std::uint32_t line = 0;
    Stretch data;
    Meaning use;
    bool limited = false;  // some disclosure is for certain purposes or data alone
  };
  void describeGrants();
  [[nodiscard]] Stretch stretch(TermKind kind, DeclId decl) const;
  void rows();
  void keep();
  void paint(const Indices& grants, std::vector<Indices>& of_datum) const;
  [[nodiscard]] Indices coversOf(std::uint32_t value) const;
  [[nodiscard]] bool comesFrom(std::uint32_t entry, const Described& grant) const;
  /// The covers [from, to) of `covers` stand for a grant, and for nothing else.
  bool standFor(const Indices& covers, std::size_t from, std::size_t to, std::uint32_t grant, DeclId purpose,
                std::uint32_t datum);
  /// Both, for people.
  [[nodiscard]] std::string sideBySide(const Indices& covers, const Indices& grants);
  bool allStandFor(const Indices& covers, const Indices& grants, DeclId purpose, std::uint32_t datum);
  [[nodiscard]] bool takesCategory(const Cover& cover, std::uint32_t datum) const;

  const Model& model_;
  const Grants& grants_;
  const Table& table_;
  const Comparison comparison_;
  Meanings meanings_;
  std::vector<DeclId> decls_[TermKinds];  // by id
  std::vector<Described> described_;
  Proof proof_;
};

// ---- terms, and the facts that they are told by ----

/// Every term has its own id and is found by its name; those below it are a stretch.
void Prover::terms() {
  for (std::uint32_t k = 0; k < TermKinds; ++k) {
    const auto kind = static_cast<TermKind>(k);
    std::vector<DeclId>& decls = decls_[k];
    decls.assign(table_.count(kind), DeclId());
    for (std::size_t i = 0; i < model_.decls.size(); ++i) {
      const DeclId decl = model_.decls.idAt(i);
      if (!declKinds(kind).has(model_[decl].kind) || model_[decl].name.empty()) continue;
      const std::uint32_t id = comparison_.id(decl);
      if (id >= decls.size()) {
        fault("`" + std::string(model_[decl].name) + "` is not in the table");
        return;
      }
      decls[id] = decl;
      if (model_.find(model_[decl].kind, model_[decl].name) == decl && table_.find(kind, model_[decl].name) != id)
        fault("`" + std::string(model_[decl].name) + "` is not found by its name");
    }
    std::vector<std::uint32_t> below(decls.size(), 0);
    for (std::uint32_t id = 0; id < decls.size(); ++id) {
      if (!decls[id]) {
        fault("the table has a term that the policy has not: " + nameOf(kind, id));
        return;
      }
      for (DeclId above = decls[id]; above; above = model_[above].parent) {
        const std::uint32_t at = comparison_.id(above);
        if (at >= decls.size() || decls[at] != above) continue;
        ++below[at];
        if (!table_.isA(kind, id, at)) fault(nameOf(kind, id) + " is not below " + nameOf(kind, at) + " in the table");
      }
    }
    for (std::uint32_t id = 0; id < decls.size(); ++id)
      if (table_.term(kind, id).last - id + 1 != below[id])
        fault("the table has too many terms below " + nameOf(kind, id));
  }
}

/// A term fills the slots of all that it is a kind of, and each slot has atoms of its own.
void Prover::slots() {
  std::set<std::uint32_t> atoms;
  for (std::uint32_t s = 0; s < table_.slot_terms.size(); ++s)
    for (const std::uint32_t atom : {table_.slot_terms[s].holds, table_.slot_terms[s].lacks})
      if (atom != 0 && (atom < atom::Facts || atom >= atom::Facts + atom::FactCount || !atoms.insert(atom).second))
        fault("two facts have the same atom");
  for (const TermKind kind : {TermKind::Event, TermKind::Circumstance})
    for (std::uint32_t id = 0; id < table_.count(kind); ++id) {
      Indices expected;
      for (std::uint32_t s = 0; s < table_.slot_terms.size(); ++s)
        if (const runtime::SlotTerm& slot = table_.slot_terms[s];
            slot.kind == static_cast<std::uint32_t>(kind) &&
            (table_.isA(kind, id, slot.id) || (slot.year_end != None && table_.isA(kind, id, slot.year_end))))
          expected.push_back(s);
      const std::uint32_t list = id + (kind == TermKind::Event ? 0 : table_.count(TermKind::Event));
      const auto filled = table_.fact_slots.slice(table_.fact_lists[list]);
      if (!std::ranges::is_permutation(filled, expected))
        fault(nameOf(kind, id) + " does not fill the slots that it should");
    }
  for (const Condition& c : table_.conditions.all())
    for (const std::uint16_t term : c.terms)
      if (term != runtime::NoTerm && term % 2 == 1 && (table_.slot_terms[term / 2u - 1].flags & runtime::ByMonths) == 0)
        fault("an event that months are counted from has no packed day");
}

/// The atoms of subjects and places are those of the sets that they are in.
void Prover::sets() {
  for (std::uint32_t id = 0; id < table_.count(TermKind::Subject); ++id) {
    const std::uint32_t word = table_.groupWord(TermKind::Subject, id);
    std::uint64_t expected = (word & runtime::OutOfScope) != 0 ? atom::bit(atom::End) : 0;
    for (std::uint32_t set = 1; set <= atom::SubjectCount; ++set)
      if (runtime::detail::bit(table_.subject_sets, word & runtime::GroupMask, table_.header().subject_words, set))
        expected |= atom::bit(atom::Subjects + set - 1);
    if (table_.subject_masks[id] != expected) fault("the atoms of " + nameOf(TermKind::Subject, id) + " are wrong");
  }
  for (std::uint32_t i = 0; i <= table_.count(TermKind::Place); ++i) {
    const std::uint32_t place = i == 0 ? None : i - 1;
    std::uint64_t expected = 0;
    for (std::uint32_t set = 0; set < atom::PlaceCount; ++set)
      if (runtime::detail::bit(table_.place_sets, set, table_.header().place_words,
                               runtime::detail::placeBit(table_, place)))
        expected |= atom::bit(atom::Places + set);
    if (table_.place_masks[i] != expected) fault("the atoms of a place are wrong: " + nameOf(TermKind::Place, place));
  }
}

// ---- promises ----

/// A bit for each way to ask: use, disclose, keep.
std::uint32_t asksOf(Grants::Ban::Verb verb) {
  using Verb = Grants::Ban::Verb;
  switch (verb) {
    case Verb::Use: return 0b011;
    case Verb::Disclose:
    case Verb::Transfer: return 0b010;
    case Verb::Keep: return 0b100;
    case Verb::Process: return 0b111;
  }
  return 0;
}

void Prover::promises() {
  proof_.promises = grants_.bans.size();
  if (table_.bans.size() != grants_.bans.size()) {
    fault("the table has another number of promises");
    return;
  }
  const runtime::Header& h = table_.header();
  const auto reaches = [&](const Grants::Ban& ban, TermKind kind, DeclId asked) {
    if (kind == TermKind::Subject)
      return (!ban.subject || model_.related(asked, ban.subject)) && !within(asked, ban.only_subjects);
    if (kind == TermKind::Datum)
      return (!ban.datum || model_.related(asked, ban.datum)) && !within(asked, ban.only_data);
    const auto& of = kind == TermKind::Purpose ? ban.purposes : ban.recipients;
    const auto& but = kind == TermKind::Purpose ? ban.only_purposes : ban.only_recipients;
    return (of.empty() || touches(asked, of)) && !within(asked, but);
  };
  constexpr TermKind Dimensions[] = {TermKind::Subject, TermKind::Datum, TermKind::Purpose, TermKind::Recipient};
  for (std::size_t d = 0; d < std::size(Dimensions); ++d)
    for (std::uint32_t id = 0; id < table_.count(Dimensions[d]); ++id) {
      const std::uint32_t row = (d == 0 ? 0 : h.ban_rows[d - 1]) + table_.group(Dimensions[d], id);
      for (std::uint32_t b = 0; b < table_.bans.size(); ++b)
        if (runtime::detail::bit(table_.ban_sets, row, h.ban_words, b) !=
            reaches(grants_.bans[b], Dimensions[d], declsOf(Dimensions[d])[id])) {
          fault("the promise `" + std::string(model_[grants_.bans[b].promise].name) + "` and " +
                nameOf(Dimensions[d], id));
          return;
        }
    }
  for (std::uint32_t b = 0; b < table_.bans.size(); ++b) {
    const Grants::Ban& ban = grants_.bans[b];
    const runtime::Ban& has = table_.bans[b];
    const std::uint32_t asks = asksOf(ban.verb);
    const std::string name(model_[ban.promise].name);
    if (has.asks != asks || table_.text(table_.promises[has.promise].name) != name)
      fault("the promise `" + name + "` is another in the table");
    guardOf(ban, has.guard);
    const bool placed = !ban.places.empty() || !ban.outside.empty() || ban.unplaced;
    if (placed != (has.places != None)) fault("the promise `" + name + "` forbids other places in the table");
    for (std::uint32_t i = 0; placed && i <= table_.count(TermKind::Place); ++i) {
      const DeclId place = i == 0 ? DeclId() : declsOf(TermKind::Place)[i - 1];
      const bool forbidden = ban.unplaced ? !place
                                          : place && (ban.places.empty() || touches(place, ban.places)) &&
                                                (ban.outside.empty() || !within(place, ban.outside));
      if (runtime::detail::bit(table_.place_sets, has.places, h.place_words,
                               runtime::detail::placeBit(table_, i == 0 ? None : i - 1)) != forbidden)
        fault("the promise `" + name + "` and " + nameOf(TermKind::Place, i == 0 ? None : i - 1));
    }
  }
}

void Prover::guardOf(const Grants::Ban& ban, std::uint32_t guard) {
  if (ban.unless.always() ? guard == None : guard != None && meanings_.sameGuard(ban.unless, guard)) return;
  fault("the promise `" + std::string(model_[ban.promise].name) + "` has other exceptions in the table");
}

// ---- covers ----

/// What a condition comes to in atoms; Slow where it has none.
std::uint64_t Prover::atomsOf(const Condition& c) const {
  std::uint64_t out = atom::of(c.steps);
  if (c.subjects == 0 || c.subjects > atom::SubjectCount || c.window != None || (c.steps & runtime::ShareWindow) != 0)
    return atom::bit(atom::Slow);
  out |= atom::bit(atom::Subjects + c.subjects - 1);
  if ((c.steps & runtime::Places) != 0) {
    if (c.places >= atom::PlaceCount) return atom::bit(atom::Slow);
    out |= atom::bit(atom::Places + c.places);
  }
  for (const std::uint32_t guard : {c.guard, c.share_guard}) {
    if (guard == 0) continue;
    const auto alternatives = table_.conjunctions.slice(table_.guards[guard]);
    if (alternatives.size() != 1) return atom::bit(atom::Slow);
    for (std::uint32_t s = 0; s < runtime::MaxFactSlots; ++s) {
      const bool need = (alternatives[0].need[s / 64] >> (s % 64) & 1) != 0;
      const bool forbid = (alternatives[0].forbid[s / 64] >> (s % 64) & 1) != 0;
      const runtime::SlotTerm& slot = table_.slot_terms[s];
      if ((need && slot.holds == 0) || (forbid && slot.lacks == 0)) return atom::bit(atom::Slow);
      if (need) out |= atom::bit(slot.holds);
      if (forbid) out |= atom::bit(slot.lacks);
    }
  }
  return out;
}

/// The words of a cover say what the conditions say that it comes with, or leave the word to them.
void Prover::coverSaysItsConditions(std::uint32_t number) {
  ++proof_.covers;
  const Cover& cover = table_.covers[number];
  const std::string here = "cover " + std::to_string(number);
  const auto says = [&](std::uint64_t need, const Condition& c) {
    if ((need & Slowly) != 0) return true;  // the condition is looked at
    return (need & ~(Asks | SpecialAtom)) == (atomsOf(c) & ~SpecialAtom) && c.window == None &&
           std::equal(c.terms, c.terms + 2, cover.terms) && std::equal(c.added, c.added + 2, cover.added);
  };
  const Condition& use = runtime::detail::conditionOf(table_, cover.entry);
  const std::uint32_t disposal = cover.disposal == runtime::NoDisposal ? None : cover.disposal;
  if (!says(cover.need, use) || (cover.need & atom::bit(atom::Shared)) != 0 || disposal != use.disposal ||
      cover.flags != (use.flags & runtime::IsDuty) || (cover.need & SpecialAtom & ~atom::of(use.steps)) != 0)
    fault(here + " does not say what its condition says");
  if (cover.share_need[runtime::CoverShares] != atom::bit(atom::Shared) >> 32)
    fault(here + " takes what is not shared for shared");
  std::uint32_t taken = 0;
  for (std::uint32_t i = 0; i < runtime::CoverShares; ++i) {
    const runtime::Recipients to = runtime::recipientsOf(cover, i);
    if (to.count == 0) continue;
    const Condition& share = runtime::detail::conditionOf(table_, cover.entry - runtime::CoverShares + i);
    if (!says(cover.need | std::uint64_t{cover.share_need[i]} << 32, share) || (share.flags & runtime::IsShare) == 0 ||
        share.disposal != use.disposal ||
        (cover.unseen >> i & 1) != ((share.flags & runtime::LeavesUnseen) != 0 ? 1 : 0))
      fault(here + " does not say what the condition of its disclosure says");
    for (std::uint32_t j = 0; j < i; ++j)
      if (const runtime::Recipients other = runtime::recipientsOf(cover, j);
          other.count != 0 && other.first < to.first + to.count && to.first < other.first + other.count)
        ++taken;
  }
  if (taken != 0) fault(here + " has two disclosures to one recipient");
}

// ---- grants ----

Prover::Stretch Prover::stretch(TermKind kind, DeclId decl) const {
  const std::uint32_t id = comparison_.id(decl);
  return id == None ? Stretch() : Stretch{id, table_.term(kind, id).last};
}

void Prover::describeGrants() {
  std::unordered_map<std::string_view, std::uint32_t> activities;
  for (std::uint32_t i = 0; i < table_.activities.size(); ++i)
    activities.emplace(table_.text(table_.activities[i].name), i);
  for (const Grant& grant : grants_.grants) {
    Described described;
    if (const auto at = activities.find(model_[grant.activity].name); at != activities.end())
      described.activity = at->second;
    described.line = comparison_.line(grant.span);
    described.data = stretch(TermKind::Datum, grant.datum);
    described.use = meanings_.use(grant);
    for (const DisclosureId id : grant.disclosures)
      described.limited =
          described.limited || !grants_.disclosures[id].purposes.empty() || !grants_.disclosures[id].data.empty();
    described_.push_back(described);
  }
  proof_.grants = described_.size();
}

bool Prover::comesFrom(std::uint32_t entry, const Described& grant) const {
  const runtime::Source& source = table_.sources[entry];
  return source.activity == grant.activity && source.line == grant.line;
}

/// A condition is asked for where the datum is of a special category, and nowhere else.
bool Prover::takesCategory(const Cover& cover, std::uint32_t datum) const {
  const bool asks = (runtime::detail::conditionOf(table_, cover.entry).steps & runtime::Special) != 0;
  const bool special = model_.flagged(declsOf(TermKind::Datum)[datum], "special");
  return (cover.need & Slowly) != 0 || ((cover.need & SpecialAtom) != 0) == (asks && special);
}

bool Prover::standFor(const Indices& covers, std::size_t from, std::size_t to, std::uint32_t number, DeclId purpose,
                      std::uint32_t datum) {
  const Grant& grant = grants_.grants[GrantId(number)];
  const Described& described = described_[number];
  struct Shared {
    Stretch to;
    Meaning meaning;
    std::uint32_t recipient;
    bool operator==(const Shared& other) const {
      return to.first == other.to.first && to.last == other.to.last && meaning == other.meaning &&
             recipient == other.recipient;
    }
  };
  // What was shared alike before changes nothing.
  const auto add = [](std::vector<Shared>& all, const Shared& shared) {
    if (std::find(all.begin(), all.end(), shared) == all.end()) all.push_back(shared);
  };
  std::vector<Shared> table_shares;
  std::set<Meaning> table_near;
  unsigned uses = 0;
  for (std::size_t i = from; i < to; ++i) {
    const Cover& cover = table_.covers[covers[i]];
    if (!comesFrom(cover.entry, described) || !takesCategory(cover, datum)) return false;
    const Meaning own = meanings_.condition(table_.entries[cover.entry]);
    if ((cover.need & atom::bit(atom::AsDisclosure)) == 0) {
      if (own != described.use) return false;
      ++uses;
    }
    if ((cover.need & atom::bit(atom::AsUse)) != 0) continue;
    table_near.insert(own);
    for (std::uint32_t s = 0; s < runtime::CoverShares; ++s) {
      const runtime::Recipients whom = runtime::recipientsOf(cover, s);
      if (whom.count == 0) continue;
      const std::uint32_t entry = cover.entry - runtime::CoverShares + s;
      const std::uint32_t share = table_.sources[entry].share;
      if (!comesFrom(entry, described)) return false;
      add(table_shares, {{whom.first, whom.first + whom.count - 1},
                         meanings_.condition(table_.entries[entry]),
                         share == None ? None : table_.shares[share].recipient});
    }
  }
  if (uses != 1) return false;
  std::vector<Shared> shares;
  std::set<Meaning> near;
  if (grant.disclosures.empty()) near.insert(described.use);
  for (const DisclosureId id : grant.disclosures) {
    const Disclosure& disclosure = grants_.disclosures[id];
    near.insert(meanings_.nearMiss(grant, disclosure));
    const bool fits = (disclosure.purposes.empty() || within(purpose, disclosure.purposes)) &&
                      (disclosure.data.empty() || within(declsOf(TermKind::Datum)[datum], disclosure.data));
    const Stretch to_whom = stretch(TermKind::Recipient, disclosure.recipient);
    if (fits && to_whom.first <= to_whom.last)
      add(shares, {to_whom, meanings_.share(grant, id), comparison_.id(disclosure.recipient)});
  }
  return near == table_near && shares == table_shares;
}

/// In order. A grant that says what an earlier one of the list says may be left out, and a cover that adds nothing to
/// those before it may follow them.
bool Prover::allStandFor(const Indices& covers, const Indices& grants, DeclId purpose, std::uint32_t datum) {
  struct Found {
    std::size_t from, to;
    std::uint32_t grant;
  };
  std::vector<Found> found;
  std::size_t at = 0;
  const auto take = [&](std::uint32_t grant) {
    for (std::size_t to = at + 1; to <= covers.size(); ++to) {
      if (!comesFrom(table_.covers[covers[to - 1]].entry, described_[grant])) return false;
      if (!standFor(covers, at, to, grant, purpose, datum)) continue;
      found.push_back({at, to, grant});
      at = to;
      return true;
    }
    return false;
  };
  const auto addsNothing = [&] {
    if (found.empty() || at == covers.size()) return false;
    Found& last = found.back();
    if (!standFor(covers, last.from, at + 1, last.grant, purpose, datum)) return false;
    last.to = ++at;
    return true;
  };
  const auto said = [&](std::uint32_t grant) {
    return std::any_of(found.rbegin(), found.rend(), [&](const Found& earlier) {
      return standFor(covers, earlier.from, earlier.to, grant, purpose, datum);
    });
  };
  for (const std::uint32_t grant : grants) {
    bool taken = take(grant);
    while (!taken && addsNothing()) taken = take(grant);
    if (!taken && !said(grant)) return false;
  }
  while (addsNothing()) continue;
  return at == covers.size();
}

std::string Prover::sideBySide(const Indices& covers, const Indices& grants) {
  std::string out;
  for (const std::uint32_t number : grants) {
    const Grant& grant = grants_.grants[GrantId(number)];
    out +=
        "\n  policy: line " + std::to_string(described_[number].line) + ", " + meanings_.text(described_[number].use);
    for (const DisclosureId id : grant.disclosures)
      out += "\n    to " + std::to_string(comparison_.id(grants_.disclosures[id].recipient)) + ": " +
             meanings_.text(meanings_.share(grant, id));
  }
  for (const std::uint32_t number : covers) {
    const Cover& cover = table_.covers[number];
    out += "\n  table:  line " + std::to_string(table_.sources[cover.entry].line) + ", " +
           meanings_.text(meanings_.condition(table_.entries[cover.entry]));
    for (std::uint32_t s = 0; s < runtime::CoverShares; ++s)
      if (runtime::recipientsOf(cover, s).count != 0)
        out += "\n    to " + std::to_string(runtime::recipientsOf(cover, s).first) + ": " +
               meanings_.text(meanings_.condition(table_.entries[cover.entry - runtime::CoverShares + s]));
  }
  return out;
}

// ---- rows ----

Indices Prover::coversOf(std::uint32_t value) const {
  if (value == 0) return {};
  if (value < table_.covers.size()) return {value};
  const auto list = table_.list_covers.slice(table_.lists[value - table_.covers.size()]);
  return {list.begin(), list.end()};
}

void Prover::paint(const Indices& grants, std::vector<Indices>& of_datum) const {
  for (const std::uint32_t grant : grants)
    for (std::uint32_t id = described_[grant].data.first; id <= described_[grant].data.last; ++id)
      of_datum[id].push_back(grant);
}

void Prover::rows() {
  const std::uint32_t data = table_.count(TermKind::Datum);
  std::map<DeclId, Indices> by_purpose;
  for (std::uint32_t i = 0; i < described_.size(); ++i) by_purpose[grants_.grants[GrantId(i)].purpose].push_back(i);

  std::vector<Indices> of_datum(data);
  DeclId painted;  // the term whose grants those are: the nearest that has some of its own
  std::map<std::pair<std::uint32_t, bool>, std::set<Indices>> shown;  // of a value, and whether the data are special
  for (std::uint32_t purpose = 0; purpose < table_.count(TermKind::Purpose) && proof_.holds(); ++purpose) {
    const DeclId asked = declsOf(TermKind::Purpose)[purpose];
    const runtime::Row& row = table_.rows[purpose];
    if (((row.flags & runtime::OfMarketing) != 0) != model_.flagged(asked, "direct_marketing"))
      fault("the table is wrong on whether " + nameOf(TermKind::Purpose, purpose) + " is direct marketing");
    DeclId nearest = asked;
    while (nearest && !by_purpose.contains(nearest)) nearest = model_[nearest].parent;
    if (nearest != painted || purpose == 0) {
      painted = nearest;
      for (Indices& grants : of_datum) grants.clear();
      Indices covering;
      for (DeclId above = nearest; above; above = model_[above].parent)
        if (const auto at = by_purpose.find(above); at != by_purpose.end())
          covering.insert(covering.end(), at->second.begin(), at->second.end());
      std::sort(covering.begin(), covering.end());
      paint(covering, of_datum);
    }
    for (std::uint32_t datum = 0; datum < data; ++datum) {
      ++proof_.pairs;
      const std::uint32_t value = runtime::detail::valueOf(table_, row, datum);
      const Indices& grants = of_datum[datum];
      if (value == 0 && grants.empty()) continue;
      const bool limited =
          std::any_of(grants.begin(), grants.end(), [&](std::uint32_t grant) { return described_[grant].limited; });
      std::set<Indices>& done = shown[{value, model_.flagged(declsOf(TermKind::Datum)[datum], "special")}];
      if (!limited && done.contains(grants)) continue;
      if (!allStandFor(coversOf(value), grants, asked, datum)) {
        fault("the row of " + nameOf(TermKind::Purpose, purpose) + " does not say of " +
              nameOf(TermKind::Datum, datum) + " what the policy says" + sideBySide(coversOf(value), grants));
        return;
      }
      if (!limited) done.insert(grants);
    }
  }
}

/// Of grants that ask for the same, the first says it all.
void Prover::keep() {
  Indices kept;
  for (std::uint32_t i = 0; i < described_.size(); ++i)
    if (grants_.grants[GrantId(i)].kept) kept.push_back(i);
  std::vector<Indices> of_datum(table_.count(TermKind::Datum));
  paint(kept, of_datum);
  const runtime::Row& row = table_.rows[table_.rows.size() - 1];
  if ((row.flags & runtime::OfMarketing) != 0) fault("the table takes keeping for direct marketing");
  for (std::uint32_t datum = 0; datum < of_datum.size() && proof_.holds(); ++datum) {
    ++proof_.pairs;
    const Indices covers = coversOf(runtime::detail::valueOf(table_, row, datum));
    std::size_t at = 0;
    std::set<Meaning> said;
    bool whole = true;
    for (const std::uint32_t grant : of_datum[datum]) {
      const Described& described = described_[grant];
      const auto stands = [&](const Cover& cover) {
        return comesFrom(cover.entry, described) && takesCategory(cover, datum) &&
               (cover.need & atom::bit(atom::AsDisclosure)) == 0 &&
               meanings_.condition(table_.entries[cover.entry]) == described.use;
      };
      if (at < covers.size() && stands(table_.covers[covers[at]])) {
        ++at;
        said.insert(described.use);
      } else {
        whole = whole && said.contains(described.use);
      }
    }
    if (!whole || at != covers.size())
      fault("the row of what may be kept does not say of " + nameOf(TermKind::Datum, datum) + " what the policy says" +
            sideBySide(covers, of_datum[datum]));
  }
}

}  // namespace

Proof prove(const Model& model, const Grants& grants, const Table& table) { return Prover(model, grants, table).run(); }

}  // namespace vern::table
