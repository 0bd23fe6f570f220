// The facts that come with a question: the day, what has happened and when, consents, objections, circumstances.
// A value on the caller's stack, of about 4 KB, of which only the part in use is written. Made once for a person, and
// asked many questions with.
#pragma once

#include <cstdint>

#include "vern/calendar.h"
#include "vern/table.h"

namespace vern::runtime {

enum class ConsentState : std::uint8_t { Unasked, Given, Withdrawn };

struct ConsentFact {
  std::uint32_t purpose;
  std::uint32_t recipient;  // for this recipient alone, or None
  Day on;                   // 0: not known
  ConsentState state;
};

class Facts {
 public:
  static constexpr std::uint32_t MaxConsents = 64;
  static constexpr std::uint32_t MaxObjections = 64;

  /// Nothing has happened, nobody was asked, no circumstance holds; it is the day `now`.
  Facts(const Table& table, Day now) noexcept : table_(&table), slots_(table.slot_terms.size()) {
    if (now < FirstDay || now > LastDay) {
      ok_ = false;
      now = 0;
    }
    now_[0] = now;
    std::uint32_t flags = 0;
    for (std::uint32_t i = 0; i < slots_; ++i) {
      flags |= table.slot_terms[i].flags;
      times_[2 * i] = times_[2 * i + 1] = Never;
    }
    now_[1] = (flags & ByMonths) != 0 ? packed(now) : 0;
  }

  /// The time `event` happened; to be said once an event. Of several kinds of one event, the first counts. A day after
  /// `now` counts as not yet; one that is no day (see FirstDay) makes all questions BadFacts. Ids that the table does
  /// not know are nothing to it, and are left out.
  VERN_HOT void setEvent(std::uint32_t event, Day day) noexcept {
    if (day < FirstDay || day > LastDay) {
      ok_ = false;
      return;
    }
    if (day > now_[0] || event >= table_->count(TermKind::Event)) return;
    for (const std::uint32_t slot : table_->fact_slots.slice(table_->fact_lists[event])) {
      if (slot >= slots_) continue;
      const std::uint32_t flags = table_->slot_terms[slot].flags;
      set(slot);
      if (flags != 0) {
        setTime(slot, flags, day);
        continue;
      }
      if (day < times_[2 * slot]) times_[2 * slot] = day;
    }
  }

  /// A circumstance or state holds.
  void setCircumstance(std::uint32_t circumstance) noexcept {
    if (circumstance >= table_->count(TermKind::Circumstance)) return;
    const std::uint32_t list = table_->count(TermKind::Event) + circumstance;
    for (const std::uint32_t slot : table_->fact_slots.slice(table_->fact_lists[list]))
      if (slot < slots_) set(slot);
  }

  /// What is said of a purpose again replaces what was said before. At most MaxConsents purposes; more make all
  /// questions BadFacts.
  void setConsent(std::uint32_t purpose, ConsentState state, Day on = 0, std::uint32_t recipient = None) noexcept {
    std::uint32_t i = 0;
    while (i < consent_count_ && consents_[i].purpose != purpose) ++i;
    if (i == MaxConsents) {
      ok_ = false;
      return;
    }
    if (i == consent_count_) ++consent_count_;
    consents_[i] = {purpose, recipient, on, state};
  }

  /// The subject objects to `purpose`. At most MaxObjections.
  void addObjection(std::uint32_t purpose) noexcept {
    if (objection_count_ == MaxObjections) {
      ok_ = false;
      return;
    }
    objections_[objection_count_++] = purpose;
  }

  /// The processing is restricted (Art. 18).
  void setRestricted(bool restricted) noexcept { restricted_ = restricted; }

  [[nodiscard]] const Table& table() const noexcept { return *table_; }
  [[nodiscard]] bool ok() const noexcept { return ok_; }
  [[nodiscard]] Day now() const noexcept { return now_[0]; }
  [[nodiscard]] bool restricted() const noexcept { return restricted_; }
  /// The day of the event of `slot`, or Never.
  [[nodiscard]] Day event(std::uint32_t slot) const noexcept { return slot < slots_ ? times_[2 * slot] : Never; }
  /// Whether a term of a condition has not run out.
  [[nodiscard]] VERN_HOT bool open(std::uint16_t term, std::int32_t added) const noexcept {
    const std::int64_t time = term < 2 * slots_ ? times_[term] : Never;
    return time + added >= now_[term & 1];
  }
  /// Whether the event of `slot` has happened, or its circumstance holds.
  [[nodiscard]] bool holds(std::uint32_t slot) const noexcept {
    return slot < slots_ && (bits_[slot / 64] >> (slot % 64) & 1) != 0;
  }
  [[nodiscard]] const std::uint64_t* bits() const noexcept { return bits_; }
  [[nodiscard]] std::span<const ConsentFact> consents() const noexcept { return {consents_, consent_count_}; }
  [[nodiscard]] std::span<const std::uint32_t> objections() const noexcept { return {objections_, objection_count_}; }

 private:
  VERN_COLD void setTime(std::uint32_t slot, std::uint32_t flags, Day day) noexcept {
    const Day end = (flags & YearEnd) != 0 ? dayOf({civilOf(day).year, 12, 31}) : day;
    if (end >= times_[2 * slot]) return;
    times_[2 * slot] = end;
    if ((flags & ByMonths) != 0) times_[2 * slot + 1] = packed(end);
  }
  void set(std::uint32_t slot) noexcept { bits_[slot / 64] |= std::uint64_t{1} << (slot % 64); }

  const Table* table_;
  std::uint32_t slots_;
  std::int32_t now_[2];  // as a day, and packed
  std::uint32_t consent_count_ = 0;
  std::uint32_t objection_count_ = 0;
  bool restricted_ = false;
  bool ok_ = true;
  std::uint64_t bits_[FactWords] = {};
  // Not cleared: the first 2 * slots_, consent_count_ and objection_count_ are in use.
  std::int32_t times_[2 * MaxFactSlots];  // of each slot the day, and packed; Never: has not happened
  ConsentFact consents_[MaxConsents];
  std::uint32_t objections_[MaxObjections];
};

/// The consent that decides on a grant for `granted`, asked for `purpose`: the most specific one on the way from the
/// purpose up to the one that the grant names. Null if nothing was said.
[[nodiscard]] inline const ConsentFact* consentFor(const Facts& facts, std::uint32_t purpose,
                                                   std::uint32_t granted) noexcept {
  const ConsentFact* nearest = nullptr;
  for (const ConsentFact& fact : facts.consents()) {
    if (fact.purpose == purpose && facts.table().isA(TermKind::Purpose, purpose, granted)) return &fact;
    const bool on_the_way = facts.table().isA(TermKind::Purpose, purpose, fact.purpose) &&
                            facts.table().isA(TermKind::Purpose, fact.purpose, granted);
    // Ids are in pre-order: of two ancestors the nearer one is the higher.
    if (on_the_way && (nearest == nullptr || fact.purpose > nearest->purpose)) nearest = &fact;
  }
  return nearest;
}

}  // namespace vern::runtime
