// Conditions looked at step by step, promises, and what else few questions come to. decide.h has the way of most.
#pragma once

#include <bit>
#include <cstdint>

#include "vern/cell.h"
#include "vern/facts.h"
#include "vern/question.h"

namespace vern::runtime::detail {

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

/// The earlier of two.
[[nodiscard]] VERN_HOT Day deadline(const Facts& facts, const std::uint16_t (&terms)[2],
                                    const std::int32_t (&added)[2]) noexcept {
  const Day first = deadline(facts, terms[0], added[0]);
  const Day second = deadline(facts, terms[1], added[1]);
  return first < second ? first : second;
}

/// The last day of the window of a condition, the recipient's copy left aside.
[[nodiscard]] inline Day deadline(const Facts& facts, const Condition& c) noexcept {
  if (c.window != None) return deadline(facts, c.window);
  return deadline(facts, c.terms, c.added);
}

[[nodiscard]] VERN_HOT std::uint32_t toldBy(const Question& q) noexcept { return q.ask == Ask::Keep ? 0 : q.told & 7; }
/// Whatever is asked for `keep` is in the last row.
[[nodiscard]] VERN_HOT const Row& rowOf(const Table& table, const Question& q) noexcept {
  return table.rows[q.ask == Ask::Keep ? table.rows.size() - 1 : q.purpose];
}
[[nodiscard]] VERN_HOT const Condition& conditionOf(const Table& table, std::uint32_t entry) noexcept {
  return table.conditions[table.entries[entry]];
}
VERN_COLD bool objectedToMarketing(const Facts& facts, const Question& q) noexcept {
  const Table& table = facts.table();
  if ((toldBy(q) & Objects) != 0 && (table.rows[q.purpose].flags & OfMarketing) != 0) return true;
  for (const std::uint32_t objection : facts.objections()) {
    const bool whole = table.isA(TermKind::Purpose, q.purpose, objection);
    if (!whole && !table.isA(TermKind::Purpose, objection, q.purpose)) continue;
    if ((table.rows[whole ? q.purpose : objection].flags & OfMarketing) != 0) return true;
  }
  return false;
}

/// A statutory duty to keep is not broken by a promise, and neither is what the law wants done with what is kept.
VERN_COLD bool dutyPermits(const Facts& facts, const Question& q) noexcept {
  const Table& table = facts.table();
  const std::uint32_t subject = table.group(TermKind::Subject, q.subject);
  const auto permits = [&](const Cover& cover) {
    const Condition& c = conditionOf(table, cover.entry);
    return (cover.flags & IsDuty) != 0 && bit(table.subject_sets, subject, table.header().subject_words, c.subjects) &&
           holds(facts, c.guard) && facts.now() <= deadline(facts, c);
  };
  const std::uint32_t value = valueOf(table, rowOf(table, q), q.datum);
  if (value < table.covers.size()) return permits(table.covers[value]);
  for (const std::uint32_t cover : table.list_covers.slice(table.lists[value - table.covers.size()]))
    if (permits(table.covers[cover])) return true;
  return false;
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
  const std::uint64_t row[4] = {
      table.group(TermKind::Subject, q.subject), std::uint64_t{h.ban_rows[0]} + table.group(TermKind::Datum, q.datum),
      std::uint64_t{h.ban_rows[1]} + (keep ? 0 : table.group(TermKind::Purpose, q.purpose)),
      std::uint64_t{h.ban_rows[2]} + (disclose ? table.group(TermKind::Recipient, q.recipient) : 0)};
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
  // Who asks to keep data asks whether anything is left to keep them for; else an objection to a part is one.
  const bool keep = q.ask == Ask::Keep;
  const std::uint32_t purpose = keep ? c.purpose : q.purpose;
  for (const std::uint32_t objection : facts.objections())
    if (objection == purpose || table.isA(TermKind::Purpose, purpose, objection) ||
        (!keep && table.isA(TermKind::Purpose, objection, purpose)))
      return purpose != None;
  return false;
}

/// Permitted, ConsentWithdrawn or ConsentMissing.
VERN_COLD Reason consent(const Facts& facts, const Question& q, const Condition& c) noexcept {
  const Table& table = facts.table();
  if ((toldBy(q) & ConsentWithdrawn) != 0) return Reason::ConsentWithdrawn;
  if ((toldBy(q) & ConsentGiven) != 0) return Reason::Permitted;
  const ConsentFact* nearest =
      consentFor(facts, q.ask == Ask::Keep ? c.purpose : q.purpose, c.purpose, q.ask != Ask::Keep);
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

/// Why the entry that `c` is of does not permit, or Permitted. `near`: it is that of a grant, and not shared as asked.
VERN_COLD Reason whySlowly(const Facts& facts, const Question& q, const Condition& c, bool near) noexcept {
  const Table& table = facts.table();
  const bool keep = q.ask == Ask::Keep;
  const Header& h = table.header();
  const std::uint32_t subject = table.group(TermKind::Subject, q.subject);
  if (!bit(table.subject_sets, subject, h.subject_words, c.subjects)) return Reason::NoGrant;
  const auto asks = [&](std::uint32_t step) { return (c.steps & step) != 0; };
  const bool marketing = keep && c.purpose != None && (table.rows[c.purpose].flags & OfMarketing) != 0;
  if (marketing && objected(facts, q, c)) return Reason::Objected;
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
  if (!facts.ok()) return Reason::BadFacts;
  if ((table.groupWord(TermKind::Subject, q.subject) & OutOfScope) != 0) return Reason::OutOfScope;
  if (table.bans.size() > 0 && !(q.ask != Ask::Disclose && dutyPermits(facts, q)))
    if (const std::uint32_t ban = forbidding(facts, q); ban != None) {
      promise = table.bans[ban].promise;
      return Reason::Promise;
    }
  return q.ask != Ask::Keep && objectedToMarketing(facts, q) ? Reason::Objected : Reason::Permitted;
}

}  // namespace vern::runtime::detail
