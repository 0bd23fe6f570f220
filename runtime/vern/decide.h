// Answers, from a table and facts. Total, without allocation, exceptions or loops that depend on anything but the
// table; any number of threads may ask of one table. compiler/grants/reference.h says the same slowly; tests hold the
// two against each other.
#pragma once

#include <bit>
#include <cstdint>

#include "vern/cell.h"
#include "vern/facts.h"

namespace vern::runtime {

/// Ids of terms; None where a term is not known. What is unknown is covered by nothing.
struct Question {
  Ask ask = Ask::Use;
  std::uint32_t subject = None;
  std::uint32_t datum = None;
  std::uint32_t purpose = None;    // not for Keep
  std::uint32_t recipient = None;  // Disclose
  std::uint32_t place = None;      // Disclose: None: not said
};

struct Answer {
  bool permit = false;
  Reason reason = Reason::NoGrant;
  std::uint32_t entry = None;      // the grant that permits, or came nearest; see Table::sources
  std::uint32_t promise = None;    // Reason::Promise
  Day deadline = AlwaysPast;       // permit: the last day; Never: open
  std::uint32_t disposal = None;   // permit: what is done after it
  std::uint32_t obligations = 0;   // bits of Obligation
};

namespace detail {

[[nodiscard]] VERN_HOT bool bit(const View<std::uint64_t>& words, std::uint64_t row, std::uint64_t width,
                                std::uint32_t i) noexcept {
  if (i / 64 >= width) return false;
  const std::uint64_t word = row * width + i / 64;
  return word < words.size() && ((words[static_cast<std::uint32_t>(word)] >> (i % 64)) & 1) != 0;
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

/// The last day of the window of a condition, the recipient's copy left aside.
[[nodiscard]] inline Day deadline(const Facts& facts, const Condition& c) noexcept {
  if (c.window != None) return deadline(facts, c.window);
  Day days[2];
  for (int i = 0; i < 2; ++i) {
    const Day start = facts.event(c.terms[i] / 2);  // no slot has the number of NoTerm: never
    const bool months = (c.terms[i] & 1) != 0;
    days[i] = plus(start, months ? c.added[i] / 32 : 0, months ? 0 : c.added[i]);
  }
  const bool first = (c.flags & LaterOfTerms) != 0 ? days[0] > days[1] : days[0] < days[1];
  return first ? days[0] : days[1];
}

class Asker {
 public:
  Asker(const Facts& facts, const Question& question) noexcept : facts_(facts), table_(facts.table()), q_(question) {}

  [[nodiscard]] Answer answer() noexcept;
  [[nodiscard]] bool permits() noexcept;

 private:
  [[nodiscard]] static Answer deny(Reason reason) noexcept {
    Answer answer;
    answer.reason = reason;
    return answer;
  }

  /// The value of the cell of what is asked, with `recipient`; None if there is none.
  [[nodiscard]] VERN_HOT std::uint32_t cell(std::uint32_t row, std::uint32_t recipient) const noexcept {
    return datum_ == 0 ? None : valueOf(table_, table_.rows[row], datum_ << 16 | recipient);
  }

  /// Calls `visit(entry, condition)` for the entries of `value` that cover the subject, until it returns true.
  template <class Visit>
  [[nodiscard]] VERN_HOT bool any(std::uint32_t value, Visit visit) const noexcept {
    if (value == None) return false;
    const std::uint32_t entries = table_.entries.size();
    const auto one = [&](std::uint32_t entry) __attribute__((always_inline)) {
      const Condition& condition = table_.conditions[table_.entries[entry]];
      return bit(table_.subject_sets, subject_, table_.header().subject_words, condition.subjects) &&
             visit(entry, condition);
    };
    if (value < entries) return one(value);
    for (const std::uint32_t entry : table_.list_entries.slice(table_.lists[value - entries]))
      if (entry < entries && one(entry)) return true;
    return false;
  }
  template <class Visit>
  VERN_HOT void each(std::uint32_t value, Visit visit) const noexcept {
    (void)any(value, [&](std::uint32_t entry, const Condition& c) {
      visit(entry, c);
      return false;
    });
  }

  // ---- entries against facts ----

  [[nodiscard]] std::uint32_t purposeFor(const Condition& c) const noexcept {
    return q_.ask == Ask::Keep ? c.purpose : q_.purpose;
  }

  [[nodiscard]] bool objected(const Condition& c) const noexcept {
    const std::uint32_t purpose = purposeFor(c);
    for (const std::uint32_t objection : facts_.objections())
      if (objection == purpose || table_.isA(TermKind::Purpose, purpose, objection)) return purpose != None;
    return false;
  }

  /// Permitted, ConsentWithdrawn or ConsentMissing.
  [[nodiscard]] Reason consent(const Condition& c, bool share) const noexcept {
    const ConsentFact* nearest = consentFor(facts_, purposeFor(c), c.purpose);
    if (nearest == nullptr || nearest->state == ConsentState::Unasked) return Reason::ConsentMissing;
    if (nearest->state == ConsentState::Withdrawn) return Reason::ConsentWithdrawn;
    if (nearest->recipient == None) return Reason::Permitted;
    const bool shared = share || (c.flags & HasShares) != 0;
    const bool fits =
        shared && q_.ask == Ask::Disclose && table_.isA(TermKind::Recipient, q_.recipient, nearest->recipient);
    return fits ? Reason::Permitted : Reason::ConsentMissing;
  }

  /// The steps before the windows that fail. Not one after the other: their order is that of the bits.
  [[nodiscard]] VERN_HOT std::uint32_t failing(const Condition& c, bool share) const noexcept {
    const std::uint32_t steps = c.steps;
    std::uint32_t out = steps & (special_ ? Basis | Special : std::uint32_t{Basis});
    if (facts_.restricted() && q_.ask != Ask::Keep) out |= steps & Restriction;
    if ((steps & (ConsentFirst | ConsentSecond)) != 0 && consent(c, share) != Reason::Permitted)
      out |= steps & (ConsentFirst | ConsentSecond);
    if ((steps & Objection) != 0 && objected(c)) out |= Objection;
    if ((steps & Circumstances) != 0 && !holds(facts_, c.guard)) out |= Circumstances;
    if (!share) return out;
    if ((steps & ShareCircumstances) != 0 && !holds(facts_, c.share_guard)) out |= ShareCircumstances;
    if (!bit(table_.place_sets, c.places, table_.header().place_words, place_)) out |= Places;
    return out;
  }

  /// Whether the windows are open, without the day on which they close.
  [[nodiscard]] VERN_HOT bool open(const Condition& c, bool share) const noexcept {
    if (share && (c.steps & ShareWindow) != 0 && facts_.now() > deadline(facts_, c.share_window)) return false;
    if (c.window != None) return facts_.now() <= deadline(facts_, c.window);
    const bool first = facts_.open(c.terms[0], c.added[0]);
    const bool second = facts_.open(c.terms[1], c.added[1]);
    return (first & second) | (((c.flags & LaterOfTerms) != 0) & (first | second));
  }

  struct Look {
    Reason reason;
    Day deadline;  // where permitted
  };

  /// How far an entry comes. `lacking`: steps that fail anyway.
  [[nodiscard]] Look look(const Condition& c, bool share, std::uint32_t lacking) const noexcept {
    if (const std::uint32_t missing = failing(c, share) | lacking; missing != 0)
      return {reasonOf(missing & (0u - missing), c, share), AlwaysPast};
    Day day = Never;
    if (share && (c.steps & ShareWindow) != 0) {
      day = deadline(facts_, c.share_window);
      if (day == AlwaysPast) return {Reason::NoWindow, day};
      if (facts_.now() > day) return {Reason::Expired, day};
    }
    const Day own = deadline(facts_, c);
    if (own == AlwaysPast) return {Reason::NoWindow, own};
    if (facts_.now() > own) return {Reason::Expired, own};
    return {Reason::Permitted, own < day ? own : day};
  }

  [[nodiscard]] Reason reasonOf(std::uint32_t step, const Condition& c, bool share) const noexcept {
    switch (step) {
      case ConsentFirst:
      case ConsentSecond: return consent(c, share);
      case Objection: return Reason::WeighObjection;
      case Basis: return Reason::NoBasis;
      case Special: return Reason::NoCondition;
      case Restriction: return Reason::Restricted;
      case Shared: return Reason::NoDisclosure;
      case Places: return Reason::Transfer;
      default: return Reason::Circumstance;
    }
  }

  void consider(std::uint32_t entry, const Condition& c, const Look& seen, bool share, Answer& best) const noexcept {
    if (seen.reason == Reason::Permitted) {
      if (!best.permit) {
        best = Answer();
        best.permit = true;
        best.reason = Reason::Permitted;
        best.entry = entry;
        best.obligations = obligations(c, share);
      }
      if (seen.deadline > best.deadline) {
        best.deadline = seen.deadline;
        best.disposal = table_.sources[entry].disposal;
      }
      return;
    }
    if (best.permit || seen.reason <= best.reason) return;
    best.reason = seen.reason;
    best.entry = entry;
    best.obligations = seen.reason == Reason::WeighObjection ? std::uint32_t{ObligeWeighObjection} : 0u;
  }

  [[nodiscard]] std::uint32_t obligations(const Condition& c, bool share) const noexcept {
    std::uint32_t out = 0;
    if (q_.ask != Ask::Keep && marketing_) out |= ObligeOfferOptOut;
    if (share) {
      out |= ObligeLogDisclosure;
      const bool leaves = q_.place == None ? (c.flags & LeavesUnseen) != 0
                                           : (table_.groupWord(TermKind::Place, q_.place) & FreeMovement) == 0;
      if (leaves) out |= ObligeInformOfTransfer;
    }
    if (q_.ask == Ask::Keep && (facts_.restricted() || (c.flags & IsDuty) != 0)) out |= ObligeStorageOnly;
    return out;
  }

  // ---- what decides for the whole question ----

  /// Looks up what is asked. Permitted, or a reason to deny everything; `promise` is set with Promise.
  [[nodiscard]] Reason enter(std::uint32_t& promise) noexcept;
  [[nodiscard]] std::uint32_t forbidding() const noexcept;
  [[nodiscard]] bool dutyPermits() const noexcept;

  [[nodiscard]] std::uint32_t rowId() const noexcept { return q_.ask == Ask::Keep ? table_.rows.size() - 1 : purpose_; }

  const Facts& facts_;
  const Table& table_;
  const Question& q_;
  std::uint32_t subject_ = 0, datum_ = 0, purpose_ = 0, recipient_ = 0;  // classes
  std::uint32_t place_ = 0;                                             // a bit of a set
  bool marketing_ = false;
  bool special_ = false;
};

VERN_HOT Reason Asker::enter(std::uint32_t& promise) noexcept {
  if (!facts_.ok()) return Reason::BadFacts;
  const std::uint32_t subject = table_.groupWord(TermKind::Subject, q_.subject);
  if ((subject & OutOfScope) != 0) return Reason::OutOfScope;
  subject_ = subject & GroupMask;
  const std::uint32_t datum = table_.groupWord(TermKind::Datum, q_.datum);
  datum_ = datum & GroupMask;
  special_ = (datum & SpecialCategory) != 0;
  if (q_.ask != Ask::Keep) {
    const std::uint32_t purpose = table_.groupWord(TermKind::Purpose, q_.purpose);
    purpose_ = purpose & GroupMask;
    marketing_ = (purpose & DirectMarketing) != 0;
    if (q_.ask == Ask::Disclose) {
      recipient_ = table_.group(TermKind::Recipient, q_.recipient);
      place_ = q_.place == None ? 0 : q_.place < table_.count(TermKind::Place) ? q_.place + 2 : 1;
    }
  }
  if (table_.bans.size() > 0 && !(q_.ask == Ask::Keep && dutyPermits()))
    if (const std::uint32_t ban = forbidding(); ban != None) {
      promise = table_.bans[ban].promise;
      return Reason::Promise;
    }
  if (marketing_)
    for (const std::uint32_t objection : facts_.objections())
      if (table_.isA(TermKind::Purpose, q_.purpose, objection)) return Reason::Objected;
  return Reason::Permitted;
}

/// A statutory duty to keep is not broken by a promise.
VERN_COLD bool Asker::dutyPermits() const noexcept {
  return any(cell(rowId(), 0), [&](std::uint32_t, const Condition& c) {
    return (c.flags & IsDuty) != 0 && holds(facts_, c.guard) && facts_.now() <= deadline(facts_, c);
  });
}

/// The first ban that forbids what is asked, or None.
VERN_COLD std::uint32_t Asker::forbidding() const noexcept {
  const Header& h = table_.header();
  const std::uint32_t words = h.ban_words;
  const std::uint64_t row[4] = {subject_, std::uint64_t{h.ban_rows[0]} + datum_,
                                std::uint64_t{h.ban_rows[1]} + purpose_, std::uint64_t{h.ban_rows[2]} + recipient_};
  const int dimensions = q_.ask == Ask::Keep ? 2 : q_.ask == Ask::Use ? 3 : 4;
  for (std::uint32_t w = 0; w < words; ++w) {
    std::uint64_t reached = ~std::uint64_t{0};
    for (int d = 0; d < dimensions; ++d) {
      const std::uint64_t word = row[d] * words + w;
      reached &= word < table_.ban_sets.size() ? table_.ban_sets[static_cast<std::uint32_t>(word)] : 0;
    }
    for (; reached != 0; reached &= reached - 1) {
      const std::uint32_t id = w * 64 + static_cast<std::uint32_t>(std::countr_zero(reached));
      if (id >= table_.bans.size()) return None;
      const Ban& ban = table_.bans[id];
      if ((ban.asks >> static_cast<unsigned>(q_.ask) & 1) == 0) continue;
      if (ban.guard != None && holds(facts_, ban.guard)) continue;
      if (q_.ask == Ask::Disclose && ban.places != None && !bit(table_.place_sets, ban.places, h.place_words, place_))
        continue;
      return id;
    }
  }
  return None;
}

inline Answer Asker::answer() noexcept {
  Answer best;
  if (const Reason reason = enter(best.promise); reason != Reason::Permitted) {
    best.reason = reason;
    return best;
  }
  if (q_.ask != Ask::Disclose) {
    each(cell(rowId(), 0),
         [&](std::uint32_t entry, const Condition& c) { consider(entry, c, look(c, false, 0), false, best); });
    return best;
  }
  if (recipient_ != 0)
    each(cell(rowId(), recipient_),
         [&](std::uint32_t entry, const Condition& c) { consider(entry, c, look(c, true, 0), true, best); });
  if (best.permit) return best;
  // Not shared like this: how near do the grants come that cover the use? Those that are shared have come further
  // above, or fail here as they did there.
  const bool near_misses = (table_.rows[rowId()].flags & HasNearMisses) != 0;
  for (const std::uint32_t key : {0u, NearMisses}) {
    if (key == NearMisses && !near_misses) break;
    Answer near;
    each(cell(rowId(), key), [&](std::uint32_t entry, const Condition& c) {
      if ((c.flags & OnlyOwnBases) == 0) consider(entry, c, look(c, false, Shared), false, near);
    });
    if (near.reason > best.reason || (near.reason == best.reason && near.entry < best.entry)) best = near;
  }
  return best;
}

VERN_HOT bool Asker::permits() noexcept {
  std::uint32_t promise = None;
  if (enter(promise) != Reason::Permitted) return false;
  const bool share = q_.ask == Ask::Disclose;
  if (share && recipient_ == 0) return false;
  return any(cell(rowId(), recipient_),
             [&](std::uint32_t, const Condition& c) { return failing(c, share) == 0 && open(c, share); });
}

}  // namespace detail

/// The answer to `question`, with `facts`.
[[nodiscard]] inline Answer decide(const Facts& facts, const Question& question) noexcept {
  return detail::Asker(facts, question).answer();
}

/// The decision alone: `decide(facts, question).permit`, in about half the time.
[[nodiscard]] inline bool permits(const Facts& facts, const Question& question) noexcept {
  return detail::Asker(facts, question).permits();
}

}  // namespace vern::runtime
