// Answers, from a table and facts. Total, without allocation, exceptions or loops that depend on anything but the
// table; any number of threads may ask of one table. compiler/grants/reference.h says the same slowly; tests hold the
// two against each other.
//
// On the way of most questions nothing branches on what the facts are: what a condition needs and what the question has
// are two words of bits, and the lowest bit that is needed and not had is the reason.
#pragma once

#include <bit>
#include <cstdint>

#include "vern/cell.h"
#include "vern/facts.h"

namespace vern::runtime {

/// What is told with a question about the purpose that it asks for; it goes before what the facts say of consents.
enum Told : std::uint32_t {
  ConsentGiven = 1u << 0,
  ConsentWithdrawn = 1u << 1,
  Objects = 1u << 2,
};

/// Ids of terms; None where a term is not known. What is unknown is covered by nothing.
struct Question {
  Ask ask = Ask::Use;
  std::uint32_t subject = None;
  std::uint32_t datum = None;
  std::uint32_t purpose = None;  // not for Keep
  std::uint32_t recipient = None;  // Disclose
  std::uint32_t place = None;  // Disclose: None: not said
  std::uint32_t told = 0;  // bits of Told; not for Keep
};

/// Whether, why, and by which grant.
struct Verdict {
  Reason reason = Reason::NoGrant;
  std::uint32_t entry = None;  // the grant that permits, or came nearest; see Table::sources
  [[nodiscard]] constexpr bool permit() const noexcept { return reason == Reason::Permitted; }
};

struct Answer {
  bool permit = false;
  Reason reason = Reason::NoGrant;
  std::uint32_t entry = None;  // the grant that permits, or came nearest; see Table::sources
  std::uint32_t promise = None;  // Reason::Promise
  Day deadline = AlwaysPast;  // permit: the last day; Never: open
  std::uint32_t disposal = None;  // permit: what is done after it
  std::uint32_t obligations = 0;  // bits of Obligation
};

namespace detail {

[[nodiscard]] VERN_HOT bool bit(const View<std::uint64_t>& words, std::uint64_t row, std::uint64_t width,
                                std::uint32_t i) noexcept {
  const std::uint64_t word = row * width + i / 64;
  return i / 64 < width && word < words.size() && ((words[static_cast<std::uint32_t>(word)] >> (i % 64)) & 1) != 0;
}

/// Whether a guard holds.
[[nodiscard]] VERN_COLD bool holds(const Facts& facts, std::uint32_t guard) noexcept {
  if (guard == 0) return true;
  const Table& table = facts.table();
  for (const Conjunction& all : table.conjunctions.slice(table.guards[guard])) {
    bool holds = true;
    for (std::uint32_t w = 0; w < FactWords; ++w)
      holds = holds && (all.need[w] & ~facts.bits()[w]) == 0 && (all.forbid[w] & facts.bits()[w]) == 0;
    if (holds) return true;
  }
  return false;
}

/// The last day of a window program.
[[nodiscard]] VERN_COLD Day deadline(const Facts& facts, std::uint32_t window) noexcept {
  const Table& table = facts.table();
  Day stack[MaxWindowDepth];
  std::uint32_t depth = 0;
  for (const WindowOp& op : table.window_ops.slice(table.windows[window])) {
    Day day = AlwaysPast;
    switch (op.kind) {
      case WindowOpKind::After: day = plus(facts.event(op.operand), op.months, op.days); break;
      case WindowOpKind::While: day = facts.holds(op.operand) ? Never : AlwaysPast; break;
      case WindowOpKind::Open: day = Never; break;
      case WindowOpKind::Closed: break;
      case WindowOpKind::Min:
      case WindowOpKind::Max: {
        const bool least = op.kind == WindowOpKind::Min;
        day = least ? Never : AlwaysPast;
        for (std::uint32_t n = op.operand < depth ? op.operand : depth; n > 0; --n) {
          const Day part = stack[--depth];
          day = least ? (part < day ? part : day) : (part > day ? part : day);
        }
        break;
      }
      default: break;  // no such operation: permits nothing
    }
    if (depth == MaxWindowDepth) return AlwaysPast;
    stack[depth++] = day;
  }
  return depth == 0 ? AlwaysPast : stack[depth - 1];
}

/// The last day of a term of a condition.
[[nodiscard]] VERN_HOT Day deadline(const Facts& facts, std::uint16_t term, std::int32_t added) noexcept {
  const Day start = facts.event(term / 2u - 1u);  // NoTerm: no slot has that number
  if ((term & 1) != 0) return plus(start, added / 32, 0);
  const std::int64_t day = std::int64_t{start} + added;
  return start >= Never || day >= Never ? Never : day <= AlwaysPast ? AlwaysPast : static_cast<Day>(day);
}

/// The last day of the window of a condition, the recipient's copy left aside.
[[nodiscard]] VERN_HOT Day deadline(const Facts& facts, const Condition& c) noexcept {
  if (c.window != None) return deadline(facts, c.window);
  const Day first = deadline(facts, c.terms[0], c.added[0]);
  const Day second = deadline(facts, c.terms[1], c.added[1]);
  return first < second ? first : second;
}

inline constexpr std::uint64_t ConsentAtoms = atom::of(ConsentFirst | ConsentSecond);
inline constexpr std::uint64_t ObjectionAtom = atom::of(Objection);

/// What a question tells, by bits of Told: the atoms that it gives, and those that it leaves.
struct Telling {
  std::uint64_t given;
  std::uint64_t left;
};
inline constexpr Telling Tellings[8] = {
    {0, ~std::uint64_t{0}}, {ConsentAtoms, ~std::uint64_t{0}}, {0, ~ConsentAtoms},  {0, ~ConsentAtoms},
    {0, ~ObjectionAtom},    {ConsentAtoms, ~ObjectionAtom},    {0, ~ObjectionAtom}, {0, ~ObjectionAtom}};

/// Why, if an atom is the first that is missing.
[[nodiscard]] constexpr Reason reasonOfAtom(unsigned number) noexcept {
  constexpr Reason Steps[atom::StepCount + 1] = {Reason::ConsentMissing, Reason::WeighObjection, Reason::ConsentMissing,
                                                 Reason::NoBasis,        Reason::NoCondition,    Reason::Restricted,
                                                 Reason::NoDisclosure};
  if (number < atom::Steps) return Reason::NoGrant;
  if (number < atom::Facts) return Steps[number - atom::Steps];
  return number < atom::Places ? Reason::Circumstance : number < atom::Window ? Reason::Transfer : Reason::Expired;
}
struct ReasonTable {
  Reason of[64] = {};
  constexpr ReasonTable() noexcept {
    for (unsigned i = 0; i < 64; ++i) of[i] = reasonOfAtom(i);
  }
};
inline constexpr ReasonTable ReasonOf;

[[nodiscard]] VERN_HOT std::uint32_t toldBy(const Question& q) noexcept { return q.ask == Ask::Keep ? 0 : q.told & 7; }
[[nodiscard]] VERN_HOT std::uint32_t purposeWord(const Facts& facts, const Question& q) noexcept {
  return q.ask == Ask::Keep ? 0 : facts.table().groupWord(TermKind::Purpose, q.purpose);
}
[[nodiscard]] VERN_HOT const Row& rowOf(const Facts& facts, const Question& q, std::uint32_t purpose) noexcept {
  const Table& table = facts.table();
  return table.rows[q.ask == Ask::Keep ? table.rows.size() - 1 : purpose & GroupMask];
}
[[nodiscard]] VERN_HOT std::uint32_t recipientOf(const Facts& facts, const Question& q) noexcept {
  return q.ask == Ask::Disclose ? facts.table().group(TermKind::Recipient, q.recipient) : Controller;
}
/// The atoms whose absence is not the last word.
[[nodiscard]] VERN_HOT std::uint64_t notSettled(const Facts& facts, const Question& q) noexcept {
  return facts.slow() | ((toldBy(q) & ConsentWithdrawn) != 0 ? ConsentAtoms : 0);
}
[[nodiscard]] VERN_HOT const Condition& conditionOf(const Table& table, std::uint32_t entry) noexcept {
  return table.conditions[table.entries[entry]];
}
/// Calls `visit(entry, condition)` for each entry of `value`, until it returns true. They may not cover the subject.
template <class Visit>
VERN_HOT void each(const Table& table, std::uint32_t value, Visit visit) noexcept {
  const std::uint32_t entries = table.entries.size();
  if (value < entries) return (void)visit(value, conditionOf(table, value));
  if (value == None) return;
  for (const std::uint32_t entry : table.list_entries.slice(table.lists[value - entries]))
    if (entry < entries && visit(entry, conditionOf(table, entry))) return;
}

VERN_COLD bool objectedToMarketing(const Facts& facts, const Question& q) noexcept {
  const Table& table = facts.table();
  if ((toldBy(q) & Objects) != 0) return true;
  for (const std::uint32_t objection : facts.objections())
    if (table.isA(TermKind::Purpose, q.purpose, objection)) return true;
  return false;
}

/// A statutory duty to keep is not broken by a promise.
VERN_COLD bool dutyPermits(const Facts& facts, const Question& q) noexcept {
  const Table& table = facts.table();
  bool permits = false;
  const std::uint32_t subject = table.group(TermKind::Subject, q.subject);
  const std::uint32_t value =
      valueOf(table, rowOf(facts, q, 0), table.group(TermKind::Datum, q.datum) << 16 | Controller);
  each(table, value, [&](std::uint32_t, const Condition& c) {
    permits = (c.flags & IsDuty) != 0 && bit(table.subject_sets, subject, table.header().subject_words, c.subjects) &&
              holds(facts, c.guard) && facts.now() <= deadline(facts, c);
    return permits;
  });
  return permits;
}

[[nodiscard]] VERN_HOT std::uint32_t placeBit(const Table& table, std::uint32_t place) noexcept {
  return place == None ? 0 : place < table.count(TermKind::Place) ? place + 2 : 1;
}

/// The first ban that forbids what is asked, or None.
VERN_COLD std::uint32_t forbidding(const Facts& facts, const Question& q) noexcept {
  const Table& table = facts.table();
  const bool keep = q.ask == Ask::Keep;
  const bool disclose = q.ask == Ask::Disclose;
  const Header& h = table.header();
  const std::uint32_t words = h.ban_words;
  const std::uint64_t row[4] = {table.group(TermKind::Subject, q.subject),
                                std::uint64_t{h.ban_rows[0]} + table.group(TermKind::Datum, q.datum),
                                std::uint64_t{h.ban_rows[1]} + (purposeWord(facts, q) & GroupMask),
                                std::uint64_t{h.ban_rows[2]} + (disclose ? recipientOf(facts, q) : 0)};
  const int dimensions = keep ? 2 : disclose ? 4 : 3;
  for (std::uint32_t w = 0; w < words; ++w) {
    std::uint64_t reached = ~std::uint64_t{0};
    for (int d = 0; d < dimensions; ++d) {
      const std::uint64_t word = row[d] * words + w;
      reached &= word < table.ban_sets.size() ? table.ban_sets[static_cast<std::uint32_t>(word)] : 0;
    }
    for (; reached != 0; reached &= reached - 1) {
      const std::uint32_t id = w * 64 + static_cast<std::uint32_t>(std::countr_zero(reached));
      if (id >= table.bans.size()) return None;
      const Ban& ban = table.bans[id];
      if ((ban.asks >> static_cast<unsigned>(q.ask) & 1) == 0) continue;
      if (ban.guard != None && holds(facts, ban.guard)) continue;
      if (disclose && ban.places != None && !bit(table.place_sets, ban.places, h.place_words, placeBit(table, q.place)))
        continue;
      return id;
    }
  }
  return None;
}

// ---- conditions, step by step ----

VERN_COLD bool objected(const Facts& facts, const Question& q, const Condition& c) noexcept {
  const Table& table = facts.table();
  if ((toldBy(q) & Objects) != 0) return true;
  const std::uint32_t purpose = (q.ask == Ask::Keep ? c.purpose : q.purpose);
  for (const std::uint32_t objection : facts.objections())
    if (objection == purpose || table.isA(TermKind::Purpose, purpose, objection)) return purpose != None;
  return false;
}

/// Permitted, ConsentWithdrawn or ConsentMissing.
VERN_COLD Reason consent(const Facts& facts, const Question& q, const Condition& c) noexcept {
  const Table& table = facts.table();
  if ((toldBy(q) & ConsentWithdrawn) != 0) return Reason::ConsentWithdrawn;
  if ((toldBy(q) & ConsentGiven) != 0) return Reason::Permitted;
  const ConsentFact* nearest = consentFor(facts, (q.ask == Ask::Keep ? c.purpose : q.purpose), c.purpose);
  if (nearest == nullptr || nearest->state == ConsentState::Unasked) return Reason::ConsentMissing;
  if (nearest->state == ConsentState::Withdrawn) return Reason::ConsentWithdrawn;
  if (nearest->recipient == None) return Reason::Permitted;
  const bool shared = (c.flags & (IsShare | HasShares)) != 0;
  const bool fits = shared && q.ask == Ask::Disclose && table.isA(TermKind::Recipient, q.recipient, nearest->recipient);
  return fits ? Reason::Permitted : Reason::ConsentMissing;
}

VERN_COLD Reason window(const Facts& facts, std::uint32_t program) noexcept {
  const Day day = deadline(facts, program);
  return facts.now() <= day ? Reason::Permitted : day == AlwaysPast ? Reason::NoWindow : Reason::Expired;
}

VERN_COLD Reason whySlowly(const Facts& facts, const Question& q, const Condition& c, bool near) noexcept {
  const Table& table = facts.table();
  const bool keep = q.ask == Ask::Keep;
  const Header& h = table.header();
  const std::uint32_t subject = table.group(TermKind::Subject, q.subject);
  if (!bit(table.subject_sets, subject, h.subject_words, c.subjects)) return Reason::NoGrant;
  const auto asks = [&](std::uint32_t step) { return (c.steps & step) != 0; };
  if (asks(ConsentFirst))
    if (const Reason reason = consent(facts, q, c); reason != Reason::Permitted) return reason;
  if (asks(Objection) && objected(facts, q, c)) return Reason::WeighObjection;
  if (asks(ConsentSecond))
    if (const Reason reason = consent(facts, q, c); reason != Reason::Permitted) return reason;
  if (asks(Basis)) return Reason::NoBasis;
  if (asks(Special) && (table.groupWord(TermKind::Datum, q.datum) & Ordinary) == 0) return Reason::NoCondition;
  if (asks(Restriction) && facts.restricted() && !keep) return Reason::Restricted;
  if (near) return Reason::NoDisclosure;
  if (!holds(facts, c.guard) || !holds(facts, c.share_guard)) return Reason::Circumstance;
  if (asks(Places) && !bit(table.place_sets, c.places, h.place_words, placeBit(table, q.place)))
    return Reason::Transfer;
  if (asks(ShareWindow))
    if (const Reason reason = window(facts, c.share_window); reason != Reason::Permitted) return reason;
  if (c.window != None) return window(facts, c.window);
  return facts.now() <= deadline(facts, c) ? Reason::Permitted : Reason::Expired;
}

/// A reason to deny everything, or Permitted; `promise` is set with Promise.
VERN_COLD Reason gate(const Facts& facts, const Question& q, std::uint32_t& promise) noexcept {
  const Table& table = facts.table();
  const std::uint32_t purpose = purposeWord(facts, q);
  if (!facts.ok()) return Reason::BadFacts;
  if ((table.groupWord(TermKind::Subject, q.subject) & OutOfScope) != 0) return Reason::OutOfScope;
  if (table.bans.size() > 0 && !(q.ask == Ask::Keep && dutyPermits(facts, q)))
    if (const std::uint32_t ban = forbidding(facts, q); ban != None) {
      promise = table.bans[ban].promise;
      return Reason::Promise;
    }
  return (purpose & DirectMarketing) != 0 && objectedToMarketing(facts, q) ? Reason::Objected : Reason::Permitted;
}

/// The best of a list.
VERN_COLD Verdict bestOfList(const Facts& facts, const Question& q, std::uint64_t have, std::uint32_t value) noexcept {
  Verdict best;
  each(facts.table(), value, [&](std::uint32_t entry, const Condition& c) {
    const std::uint64_t missing = (c.need & ~have) | std::uint64_t{facts.expired(c)} << 32;
    Reason reason = Reason::Permitted;
    if ((missing & notSettled(facts, q)) != 0) reason = whySlowly(facts, q, c, false);
    else if (missing != 0) reason = ReasonOf.of[std::countr_zero(missing)];
    if (reason == Reason::Permitted || reason > best.reason) best = {reason, entry};
    return reason == Reason::Permitted;
  });
  return best;
}

/// Of grants that cover the use and are not shared like this, the nearest; `key` says which of them.
VERN_COLD Verdict nearOfList(const Facts& facts, const Question& q, std::uint64_t have, std::uint32_t value) noexcept {
  Verdict best;
  each(facts.table(), value, [&](std::uint32_t entry, const Condition& c) {
    if ((c.flags & OnlyOwnBases) != 0) return false;
    const std::uint64_t missing = (c.need & ~have) | atom::bit(atom::Shared);
    const Reason reason =
        (missing & notSettled(facts, q)) != 0 ? whySlowly(facts, q, c, true) : ReasonOf.of[std::countr_zero(missing)];
    if (reason > best.reason) best = {reason, entry};
    return false;
  });
  return best;
}

[[nodiscard]] VERN_HOT std::uint32_t obligationsOf(const Facts& facts, const Question& q, const Condition& c,
                                                   std::uint32_t purpose) noexcept {
  std::uint32_t out = (purpose & DirectMarketing) != 0 ? std::uint32_t{ObligeOfferOptOut} : 0u;
  if (q.ask == Ask::Disclose) {
    out |= ObligeLogDisclosure;
    const bool leaves = q.place == None ? (c.flags & LeavesUnseen) != 0
                                        : (facts.table().groupWord(TermKind::Place, q.place) & FreeMovement) == 0;
    out |= leaves ? std::uint32_t{ObligeInformOfTransfer} : 0u;
  }
  if (q.ask == Ask::Keep && (facts.restricted() || (c.flags & IsDuty) != 0)) out |= ObligeStorageOnly;
  return out;
}

/// Adds what an entry permits to an answer.
VERN_HOT void permit(const Facts& facts, const Question& q, std::uint32_t purpose, std::uint32_t entry,
                     const Condition& c, Answer& best) noexcept {
  Day day = deadline(facts, c);
  if ((c.steps & ShareWindow) != 0)
    if (const Day copy = deadline(facts, c.share_window); copy < day) day = copy;
  if (!best.permit) {
    best.permit = true;
    best.reason = Reason::Permitted;
    best.entry = entry;
    best.obligations = obligationsOf(facts, q, c, purpose);
  }
  if (day > best.deadline) {
    best.deadline = day;
    best.disposal = c.disposal;
  }
}

/// All that a list permits; else how near it comes, as for one entry.
VERN_COLD Answer answerOfList(const Facts& facts, const Question& q, std::uint64_t have, std::uint32_t value) noexcept {
  Answer best;
  const std::uint32_t purpose = purposeWord(facts, q);
  each(facts.table(), value, [&](std::uint32_t entry, const Condition& c) {
    const std::uint64_t missing = (c.need & ~have) | std::uint64_t{facts.expired(c)} << 32;
    Reason reason = Reason::Permitted;
    if ((missing & notSettled(facts, q)) != 0) reason = whySlowly(facts, q, c, false);
    else if (missing != 0) reason = ReasonOf.of[std::countr_zero(missing)];
    if (reason == Reason::Permitted) permit(facts, q, purpose, entry, c, best);
    else if (!best.permit && reason > best.reason) best.reason = reason, best.entry = entry;
    return false;
  });
  return best;
}

/// Every question that is looked at before any grant is, and denied there: with the reason.
VERN_COLD Answer denied(const Facts& facts, const Question& q) noexcept {
  Answer answer;
  answer.reason = gate(facts, q, answer.promise);
  return answer;
}

/// One question on its way through a table. What is seldom needed is looked up again by functions of the facts and the
/// question alone, so that all of this stays in registers.
class Asker {
 public:
  VERN_HOT Asker(const Facts& facts, const Question& question) noexcept
      : facts_(facts), table_(facts.table()), q_(question) {}

  [[nodiscard]] VERN_HOT bool permits() noexcept;
  [[nodiscard]] VERN_HOT Verdict verdict() noexcept;
  [[nodiscard]] VERN_HOT Answer answer() noexcept;

 private:
  [[nodiscard]] VERN_HOT bool enter() noexcept;

  [[nodiscard]] VERN_HOT std::uint32_t cell(std::uint32_t recipient) const noexcept {
    return valueOf(table_, row_, datum_ << 16 | recipient);
  }
  [[nodiscard]] VERN_HOT std::uint32_t recipient() const noexcept { return recipientOf(facts_, q_); }

  /// The atoms that are missing. What is Slow is missing always, and may permit nevertheless.
  [[nodiscard]] VERN_HOT std::uint64_t missing(const Condition& c) const noexcept {
    return (c.need & ~have_) | std::uint64_t{facts_.expired(c)} << 32;
  }
  /// Why an entry does not permit, or Permitted. NoGrant: it does not cover the subject.
  [[nodiscard]] VERN_HOT Reason why(std::uint64_t missing, const Condition& c, bool near) const noexcept {
    if (missing == 0) return Reason::Permitted;
    if ((missing & notSettled(facts_, q_)) != 0) [[unlikely]]
      return whySlowly(facts_, q_, c, near);
    return ReasonOf.of[std::countr_zero(missing)];
  }
  [[nodiscard]] VERN_HOT Verdict best(std::uint32_t value) const noexcept {
    if (value < table_.entries.size()) {
      const Condition& c = conditionOf(table_, value);
      const Reason reason = why(missing(c), c, false);
      return {reason, reason == Reason::NoGrant ? None : value};
    }
    return value == None ? Verdict() : bestOfList(facts_, q_, have_, value);
  }
  [[nodiscard]] VERN_HOT Verdict near(std::uint32_t key, Verdict best) const noexcept;

  const Facts& facts_;
  const Table& table_;
  const Question& q_;
  std::uint32_t datum_ = 0, purpose_ = 0;  // words of Groups
  std::uint64_t have_ = 0;  // atoms
  Row row_{};
};

/// Looks up what is asked. False: all is denied, see denied().
VERN_HOT bool Asker::enter() noexcept {
  const std::uint64_t subject = table_.subject_masks[q_.subject];
  datum_ = table_.groupWord(TermKind::Datum, q_.datum);
  purpose_ = purposeWord(facts_, q_);
  row_ = rowOf(facts_, q_, purpose_);
  const std::uint32_t told = toldBy(q_);
  const Telling& telling = Tellings[told];
  have_ = ((facts_.have() | telling.given) & telling.left) | subject | (datum_ & Ordinary);
  if (q_.ask == Ask::Disclose) have_ |= table_.place_masks[q_.place + 1];  // None: the first
  else if (q_.ask == Ask::Keep) have_ |= atom::of(Restriction);
  const std::uint32_t watch = facts_.watch() | purpose_ | static_cast<std::uint32_t>(subject >> 32);
  if ((watch & Facts::Watched) == 0) [[likely]]
    return true;
  std::uint32_t promise = None;
  return gate(facts_, q_, promise) == Reason::Permitted;
}
static_assert(atom::of(Special) == Ordinary && DirectMarketing == Facts::Watched);

VERN_HOT bool Asker::permits() noexcept {
  if (!enter()) return false;
  const std::uint32_t value = cell(recipient());
  if (value >= table_.entries.size()) return value != None && bestOfList(facts_, q_, have_, value).permit();
  const Condition& c = conditionOf(table_, value);
  const std::uint64_t missing = this->missing(c);
  if ((missing & notSettled(facts_, q_)) != 0) [[unlikely]]
    return whySlowly(facts_, q_, c, false) == Reason::Permitted;
  return missing == 0;
}

/// Of grants that cover the use, none is shared like this: how near do they come?
VERN_HOT Verdict Asker::near(std::uint32_t key, Verdict best) const noexcept {
  const std::uint32_t value = cell(key);
  if (value == None) return best;
  Verdict near;
  if (value < table_.entries.size()) {
    const Condition& c = conditionOf(table_, value);
    if ((c.flags & OnlyOwnBases) != 0) return best;
    const Reason reason = why((c.need & ~have_) | atom::bit(atom::Shared), c, true);
    near = {reason, reason == Reason::NoGrant ? None : value};
  } else {
    near = nearOfList(facts_, q_, have_, value);
  }
  return near.reason > best.reason || (near.reason == best.reason && near.entry < best.entry) ? near : best;
}

VERN_HOT Verdict Asker::verdict() noexcept {
  if (!enter()) [[unlikely]]
    return {denied(facts_, q_).reason, None};
  Verdict verdict = best(cell(recipient()));
  // A grant that is not shared comes no further than NoDisclosure.
  if (q_.ask != Ask::Disclose || verdict.permit() || verdict.reason > Reason::NoDisclosure) return verdict;
  verdict = near(Controller, verdict);
  return (row_.flags & HasNearMisses) == 0 ? verdict : near(NearMisses, verdict);
}

VERN_HOT Answer Asker::answer() noexcept {
  if (!enter()) [[unlikely]]
    return denied(facts_, q_);
  const std::uint32_t value = cell(recipient());
  Answer best;
  if (value < table_.entries.size()) {
    const Condition& c = conditionOf(table_, value);
    const Reason reason = why(missing(c), c, false);
    if (reason == Reason::Permitted) {
      permit(facts_, q_, purpose_, value, c, best);
      return best;
    }
    best.reason = reason;
    best.entry = reason == Reason::NoGrant ? None : value;
  } else if (value != None) {
    best = answerOfList(facts_, q_, have_, value);
    if (best.permit) return best;
  }
  if (q_.ask == Ask::Disclose && best.reason <= Reason::NoDisclosure) {
    Verdict miss = near(Controller, {best.reason, best.entry});
    if ((row_.flags & HasNearMisses) != 0) miss = near(NearMisses, miss);
    best.reason = miss.reason;
    best.entry = miss.entry;
  }
  best.obligations = best.reason == Reason::WeighObjection ? std::uint32_t{ObligeWeighObjection} : 0u;
  return best;
}

}  // namespace detail

/// The answer to `question`, with `facts`.
[[nodiscard]] inline Answer decide(const Facts& facts, const Question& question) noexcept {
  return detail::Asker(facts, question).answer();
}

/// Of that answer, whether, why, and by which grant: in less time.
[[nodiscard]] VERN_HOT Verdict verdict(const Facts& facts, const Question& question) noexcept {
  return detail::Asker(facts, question).verdict();
}

/// Of that answer, whether alone.
[[nodiscard]] VERN_HOT bool permits(const Facts& facts, const Question& question) noexcept {
  return detail::Asker(facts, question).permits();
}

}  // namespace vern::runtime
