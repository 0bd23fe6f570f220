// Answers, from a table and facts. Total, without allocation, exceptions or loops that depend on anything but the table;
// any number of threads may ask of one table. compiler/grants/reference.h says the same slowly; tests hold the two
// against each other.
#pragma once

#include <bit>
#include <cstdint>

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

[[nodiscard]] inline bool bit(const View<std::uint64_t>& words, std::uint64_t row, std::uint64_t width, std::uint32_t i) noexcept {
  if (i / 64 >= width) return false;
  const std::uint64_t word = row * width + i / 64;
  return word < words.size() && ((words[static_cast<std::uint32_t>(word)] >> (i % 64)) & 1) != 0;
}

/// Whether a guard holds.
[[nodiscard]] inline bool holds(const Facts& facts, std::uint32_t guard) noexcept {
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

/// The last day of a window.
[[nodiscard]] inline Day deadline(const Facts& facts, std::uint32_t window) noexcept {
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

class Asker {
 public:
  Asker(const Facts& facts, const Question& question) noexcept : facts_(facts), table_(facts.table()), q_(question) {}

  [[nodiscard]] Answer answer() noexcept;

 private:
  [[nodiscard]] static Answer deny(Reason reason) noexcept {
    Answer answer;
    answer.reason = reason;
    return answer;
  }

  // ---- the cells ----

  /// The value of a cell, or None.
  [[nodiscard]] std::uint32_t cell(std::uint32_t row_id, std::uint32_t datum, std::uint32_t recipient) const noexcept {
    const Row& row = table_.rows[row_id];
    if (row.lines == 0 || datum == 0) return None;
    const std::uint32_t key = datum << 16 | recipient;
    const std::uint64_t spread = std::uint64_t{key * row.multiplier} * row.lines >> 32;
    const Line& line = table_.lines[row.first + static_cast<std::uint32_t>(spread)];
    std::uint32_t value = None;
    for (int i = 0; i < 8; ++i) value = line.key[i] == key ? line.value[i] : value;
    return value;
  }

  /// Calls `visit(entry, condition)` for the entries of `value` that cover the subject.
  template <class Visit>
  void each(std::uint32_t value, Visit visit) const noexcept {
    if (value == None) return;
    const auto one = [&](std::uint32_t entry) {
      const Condition& condition = table_.conditions[table_.entries[entry]];
      if (bit(table_.subject_sets, subject_, table_.header().subject_words, condition.subjects)) visit(entry, condition);
    };
    if (value < table_.entries.size()) {
      one(value);
      return;
    }
    for (const std::uint32_t entry : table_.list_entries.slice(table_.lists[value - table_.entries.size()]))
      if (entry < table_.entries.size()) one(entry);
  }

  // ---- facts ----

  [[nodiscard]] bool holds(std::uint32_t guard) const noexcept { return guard == 0 || detail::holds(facts_, guard); }
  [[nodiscard]] Day deadline(std::uint32_t window) const noexcept { return detail::deadline(facts_, window); }

  [[nodiscard]] std::uint32_t purposeFor(const Condition& condition) const noexcept {
    return q_.ask == Ask::Keep ? condition.purpose : q_.purpose;
  }

  [[nodiscard]] bool objected(const Condition& condition) const noexcept {
    const std::uint32_t purpose = purposeFor(condition);
    for (const std::uint32_t objection : facts_.objections())
      if (table_.isA(TermKind::Purpose, purpose, objection)) return true;
    return false;
  }

  /// Permitted, ConsentWithdrawn or ConsentMissing. `shared`: some disclosure is being looked at.
  [[nodiscard]] Reason consent(const Condition& condition, bool shared) const noexcept {
    const ConsentFact* nearest = consentFor(facts_, purposeFor(condition), condition.purpose);
    if (nearest == nullptr || nearest->state == ConsentState::Unasked) return Reason::ConsentMissing;
    if (nearest->state == ConsentState::Withdrawn) return Reason::ConsentWithdrawn;
    if (nearest->recipient == None) return Reason::Permitted;
    const bool fits = shared && q_.ask == Ask::Disclose && table_.isA(TermKind::Recipient, q_.recipient, nearest->recipient);
    return fits ? Reason::Permitted : Reason::ConsentMissing;
  }

  // ---- entries ----

  struct Look {
    Reason reason;
    Day deadline;  // where permitted
  };

  /// Holds an entry against the facts, step by step. `lacking`: steps that fail anyway.
  [[nodiscard]] Look look(const Condition& c, bool share, std::uint32_t lacking) const noexcept {
    const std::uint32_t steps = c.steps;
    const bool shared = share || (c.flags & HasShares) != 0;
    if ((steps & ConsentFirst) != 0)
      if (const Reason reason = consent(c, shared); reason != Reason::Permitted) return {reason, AlwaysPast};
    if ((steps & Objection) != 0 && objected(c)) return {Reason::WeighObjection, AlwaysPast};
    if ((steps & ConsentSecond) != 0)
      if (const Reason reason = consent(c, shared); reason != Reason::Permitted) return {reason, AlwaysPast};
    if ((steps & Basis) != 0) return {Reason::NoBasis, AlwaysPast};
    if ((steps & Restriction) != 0 && facts_.restricted() && q_.ask != Ask::Keep) return {Reason::Restricted, AlwaysPast};
    if ((lacking & Shared) != 0) return {Reason::NoDisclosure, AlwaysPast};
    if ((steps & Circumstances) != 0 && !holds(c.guard)) return {Reason::Circumstance, AlwaysPast};
    Day day = Never;
    if (share) {
      if ((steps & ShareCircumstances) != 0 && !holds(c.share_guard)) return {Reason::Circumstance, AlwaysPast};
      if (!bit(table_.place_sets, c.places, table_.header().place_words, place_)) return {Reason::Transfer, AlwaysPast};
      if ((steps & ShareWindow) != 0) {
        day = deadline(c.share_window);
        if (day == AlwaysPast) return {Reason::NoWindow, day};
        if (facts_.now() > day) return {Reason::Expired, day};
      }
    }
    const Day own = deadline(c.window);
    if (own == AlwaysPast) return {Reason::NoWindow, own};
    if (facts_.now() > own) return {Reason::Expired, own};
    return {Reason::Permitted, own < day ? own : day};
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
    if (q_.ask != Ask::Keep && (table_.term(TermKind::Purpose, q_.purpose).flags & DirectMarketing) != 0) out |= ObligeOfferOptOut;
    if (share) {
      out |= ObligeLogDisclosure;
      const bool leaves = q_.place == None ? (c.flags & LeavesUnseen) != 0
                                           : (table_.term(TermKind::Place, q_.place).flags & FreeMovement) == 0;
      if (leaves) out |= ObligeInformOfTransfer;
    }
    if (q_.ask == Ask::Keep && (facts_.restricted() || (c.flags & IsDuty) != 0)) out |= ObligeStorageOnly;
    return out;
  }

  // ---- promises ----

  /// The first ban that forbids what is asked, or None.
  [[nodiscard]] std::uint32_t forbidding() const noexcept {
    const std::uint32_t words = table_.header().ban_words;
    std::uint64_t row[4];
    row[0] = subject_;
    row[1] = std::uint64_t{table_.header().ban_rows[0]} + datum_;
    row[2] = std::uint64_t{table_.header().ban_rows[1]} + purpose_;
    row[3] = std::uint64_t{table_.header().ban_rows[2]} + recipient_;
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
        if (ban.guard != None && holds(ban.guard)) continue;
        if (q_.ask == Ask::Disclose && ban.places != None && !bit(table_.place_sets, ban.places, table_.header().place_words, place_))
          continue;
        return id;
      }
    }
    return None;
  }

  const Facts& facts_;
  const Table& table_;
  const Question& q_;
  std::uint32_t subject_ = 0, datum_ = 0, purpose_ = 0, recipient_ = 0, place_ = 0;  // classes; place: bit
};

inline Answer Asker::answer() noexcept {
  if (!facts_.ok()) return deny(Reason::BadFacts);
  subject_ = table_.group(TermKind::Subject, q_.subject);
  datum_ = table_.group(TermKind::Datum, q_.datum);
  if (bit(table_.subject_sets, subject_, table_.header().subject_words, 0)) return deny(Reason::OutOfScope);
  const std::uint32_t keep_row = table_.rows.size() - 1;
  if (q_.ask != Ask::Keep) {
    purpose_ = table_.group(TermKind::Purpose, q_.purpose);
    if (q_.ask == Ask::Disclose) {
      recipient_ = table_.group(TermKind::Recipient, q_.recipient);
      place_ = q_.place == None ? 0 : q_.place < table_.count(TermKind::Place) ? q_.place + 2 : 1;
    }
  }

  bool duty = false;
  if (q_.ask == Ask::Keep && table_.bans.size() > 0)
    each(cell(keep_row, datum_, 0), [&](std::uint32_t, const Condition& c) {
      if ((c.flags & IsDuty) != 0 && holds(c.guard) && facts_.now() <= deadline(c.window)) duty = true;
    });
  if (!duty && table_.bans.size() > 0)
    if (const std::uint32_t ban = forbidding(); ban != None) {
      Answer denied = deny(Reason::Promise);
      denied.promise = table_.bans[ban].promise;
      return denied;
    }
  if (q_.ask != Ask::Keep && (table_.term(TermKind::Purpose, q_.purpose).flags & DirectMarketing) != 0)
    for (const std::uint32_t objection : facts_.objections())
      if (table_.isA(TermKind::Purpose, q_.purpose, objection)) return deny(Reason::Objected);

  Answer best;
  if (q_.ask != Ask::Disclose) {
    each(cell(q_.ask == Ask::Keep ? keep_row : purpose_, datum_, 0),
         [&](std::uint32_t entry, const Condition& c) { consider(entry, c, look(c, false, 0), false, best); });
    return best;
  }
  if (recipient_ != 0)
    each(cell(purpose_, datum_, recipient_),
         [&](std::uint32_t entry, const Condition& c) { consider(entry, c, look(c, true, 0), true, best); });
  if (best.permit) return best;
  // Not shared like this: how near do the grants come that cover the use? Those that are shared have come further above,
  // or fail here as they did there.
  for (const std::uint32_t key : {0u, NearMisses}) {
    Answer near;
    each(cell(purpose_, datum_, key), [&](std::uint32_t entry, const Condition& c) {
      if ((c.flags & OnlyOwnBases) == 0) consider(entry, c, look(c, false, Shared), false, near);
    });
    if (near.reason > best.reason || (near.reason == best.reason && near.entry < best.entry)) best = near;
  }
  return best;
}

}  // namespace detail

/// The answer to `question`, with `facts`.
[[nodiscard]] inline Answer decide(const Facts& facts, const Question& question) noexcept {
  return detail::Asker(facts, question).answer();
}

/// The decision alone: what `decide` says, without deadline, disposal and obligations.
[[nodiscard]] inline Answer check(const Facts& facts, const Question& question) noexcept { return decide(facts, question); }

}  // namespace vern::runtime
