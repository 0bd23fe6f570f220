// The facts that come with a question: the day, what has happened and when, consents, objections, circumstances.
// A value on the caller's stack, of about 6 KB, of which only the part in use is written. Made once for a person, and
// asked many questions with.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>

#include "vern/calendar.h"
#include "vern/question.h"
#include "vern/table.h"

namespace vern::runtime {

enum class ConsentState : std::uint8_t { Unasked, Given, Withdrawn };

struct ConsentFact {
  std::uint32_t purpose;
  std::uint32_t recipient;  // for this recipient alone, or None
  Day on;                   // 0: not known; after the day of the question: not yet said
  ConsentState state;
};

/// An event that moves from record to record, looked up once.
class MovingEvent {
 public:
  MovingEvent(const Table& table, std::uint32_t event) noexcept : event_(event) {
    if (event >= table.count(TermKind::Event)) return;
    const auto slots = table.fact_slots.slice(table.fact_lists[event]);
    if (slots.size() == 1 && slots[0] < table.slot_terms.size() &&
        (table.slot_terms[slots[0]].flags & ~std::uint32_t{Latest}) == 0)
      term_ = 2 * slots[0] + 2;
  }

 private:
  friend class Facts;
  std::uint32_t event_;
  std::uint32_t term_ = None;  // all that it changes
};

class Facts {
 public:
  static constexpr std::uint32_t MaxConsents = 64;
  static constexpr std::uint32_t MaxObjections = 64;

  /// Nothing has happened, nobody was asked, no circumstance holds; it is the day `now`.
  Facts(const Table& table, Day now) noexcept
      : table_(&table),
        slots_(table.slot_terms.size()),
        terms_mask_(std::bit_ceil(2 * slots_ + 2) - 1),
        have_(atom::of(Objection | Restriction)) {
    for (std::uint32_t i = 0; i <= terms_mask_; ++i) times_[i] = Never;
    if (now < FirstDay || now > LastDay) {
      spoil();
      now = 0;
    }
    now_[0] = now;
    most_since_first_ = static_cast<std::uint32_t>(now - FirstDay);
    std::uint32_t flags = 0;
    for (std::uint32_t i = 0; i < slots_; ++i) {
      flags |= table.slot_terms[i].flags;
      if (table.slot_terms[i].lacks != 0) have_ |= atom::bit(table.slot_terms[i].lacks & 63);
    }
    now_[1] = (flags & ByMonths) != 0 ? packed(now) : 0;
    if (table.bans.size() > 0) have_ |= Watched;
    settle();
  }

  /// The time `event` happened; to be said once an event. Of several kinds of one event the first counts, or, where the
  /// policy counts from the last one, the latest. The end of a financial year is computed from another event unless it
  /// is set itself. A day after `now` counts as not yet, but for the end of a year; one that is no day (see FirstDay)
  /// makes all questions BadFacts. Ids that the table does not know are nothing to it, and are left out.
  VERN_HOT void setEvent(std::uint32_t event, Day day) noexcept {
    if (day < FirstDay || day > LastDay) {
      spoil();
      return;
    }
    if (event >= table_->count(TermKind::Event)) return;
    if (day > now_[0]) [[unlikely]]
      return setYearEnd(event, day);
    for (const std::uint32_t slot : table_->fact_slots.slice(table_->fact_lists[event])) {
      if (slot >= slots_) continue;
      const std::uint32_t flags = table_->slot_terms[slot].flags;
      set(slot);
      if ((flags & (YearEnd | ByMonths | Latest)) != 0) {
        setTime(slot, flags, event, day);
        continue;
      }
      if (day - now_[0] < times_[2 * slot + 2]) times_[2 * slot + 2] = day - now_[0];
    }
    settle();
  }

  /// As setEvent, and in place of all that was said before of the event, of those above it and of those below. To ask
  /// about many records of one person, each with a day of its own.
  VERN_HOT void moveEvent(const MovingEvent& event, Day day) noexcept {
    if (event.term_ > terms_mask_) [[unlikely]]
      return moveSlots(event.event_, day);
    const auto since_first = static_cast<std::uint32_t>(day) - static_cast<std::uint32_t>(FirstDay);
    times_[event.term_] =
        static_cast<std::int32_t>(static_cast<std::uint32_t>(day) - static_cast<std::uint32_t>(now_[0]));
    if (since_first > most_since_first_) [[unlikely]]
      moveOutside(event.term_, day);
  }

  /// A circumstance or state holds.
  void setCircumstance(std::uint32_t circumstance) noexcept {
    if (circumstance >= table_->count(TermKind::Circumstance)) return;
    const std::uint32_t list = table_->count(TermKind::Event) + circumstance;
    for (const std::uint32_t slot : table_->fact_slots.slice(table_->fact_lists[list]))
      if (slot < slots_) set(slot);
    settle();
  }

  /// What is said of a purpose again replaces what was said before. At most MaxConsents purposes; more make all
  /// questions BadFacts.
  void setConsent(std::uint32_t purpose, ConsentState state, Day on = 0, std::uint32_t recipient = None) noexcept {
    std::uint32_t i = 0;
    while (i < consent_count_ && consents_[i].purpose != purpose) ++i;
    if (i == MaxConsents) {
      spoil();
      return;
    }
    if (i == consent_count_) ++consent_count_;
    consents_[i] = {purpose, recipient, on, state};
    slow_ |= atom::of(ConsentFirst | ConsentSecond);
    settle();
  }

  /// The subject objects to `purpose`. At most MaxObjections.
  void addObjection(std::uint32_t purpose) noexcept {
    if (objection_count_ == MaxObjections) {
      spoil();
      return;
    }
    objections_[objection_count_++] = purpose;
    slow_ |= atom::of(Objection);
    have_ &= ~atom::of(Objection);
    // Of direct marketing it is the last word on every purpose that this is a part of.
    if (purpose < table_->count(TermKind::Purpose) && (table_->rows[purpose].flags & OfMarketing) != 0)
      have_ |= Watched;
    settle();
  }

  /// The processing is restricted (Art. 18).
  void setRestricted(bool restricted) noexcept {
    have_ = restricted ? have_ & ~atom::of(Restriction) : have_ | atom::of(Restriction);
    settle();
  }

  [[nodiscard]] const Table& table() const noexcept { return *table_; }
  [[nodiscard]] bool ok() const noexcept { return ok_; }
  /// The atoms that a question lacks which tells so much besides (bits of Told), those of subjects and places aside;
  /// not Watched, if it is not to be answered the short way: the facts are bad, there are promises, or consent is
  /// withdrawn or direct marketing objected to.
  [[nodiscard]] VERN_HOT std::uint64_t lacks(std::uint32_t told) const noexcept { return lacks_when_[told & 7]; }
  static constexpr std::uint64_t Watched = atom::bit(atom::End);
  /// The atoms whose absence is not the last word: what is said of them must be looked at, condition by condition.
  [[nodiscard]] VERN_HOT std::uint64_t unsettled() const noexcept { return slow_; }
  [[nodiscard]] std::uint64_t unsettled(std::uint32_t told) const noexcept {
    return (told & ConsentWithdrawn) != 0 ? slow_ | atom::of(ConsentFirst | ConsentSecond) : slow_;
  }
  [[nodiscard]] Day now() const noexcept { return now_[0]; }
  [[nodiscard]] bool restricted() const noexcept { return (have_ & atom::of(Restriction)) == 0; }
  /// The day of the event of `slot`, or Never.
  [[nodiscard]] VERN_HOT Day event(std::uint32_t slot) const noexcept {
    const std::int32_t since = slot < slots_ ? times_[2 * slot + 2] : Never;
    return since == Never ? Never : since + now_[0];
  }
  /// The time that is left of the earlier of two terms; below zero it has run out.
  [[nodiscard]] VERN_HOT std::int32_t left(const std::uint16_t (&terms)[2],
                                           const std::int32_t (&added)[2]) const noexcept {
    std::uint32_t both;
    std::memcpy(&both, terms, sizeof both);
    const auto first = static_cast<std::int32_t>(left(both, added[0]));
    if (both <= 0xFFFF) [[likely]]
      return first;
    const auto second = static_cast<std::int32_t>(left(both >> 16, added[1]));
    return first < second ? first : second;
  }
  /// The last day, if so much time is left, which was not counted in months.
  [[nodiscard]] VERN_HOT Day deadline(std::int32_t left) const noexcept {
    const std::uint32_t day = static_cast<std::uint32_t>(now_[0]) + static_cast<std::uint32_t>(left);
    return left >= Never - LastDay ? Never : static_cast<Day>(day);
  }
  /// Whether the event of `slot` has happened, or its circumstance holds.
  [[nodiscard]] bool holds(std::uint32_t slot) const noexcept {
    return slot < slots_ && (bits_[slot / 64] >> (slot % 64) & 1) != 0;
  }
  [[nodiscard]] const std::uint64_t* bits() const noexcept { return bits_; }
  [[nodiscard]] std::span<const ConsentFact> consents() const noexcept { return {consents_, consent_count_}; }
  [[nodiscard]] std::span<const std::uint32_t> objections() const noexcept { return {objections_, objection_count_}; }

 private:
  /// The time that a term has left; below zero it has run out.
  [[nodiscard]] VERN_HOT std::uint32_t left(std::uint32_t term, std::int32_t added) const noexcept {
    return static_cast<std::uint32_t>(times_[term & terms_mask_]) + static_cast<std::uint32_t>(added);
  }
  /// The end of a year of `slot` is `event` itself, and nothing to be computed.
  [[nodiscard]] bool isYearEnd(std::uint32_t slot, std::uint32_t event) const noexcept {
    const SlotTerm& term = table_->slot_terms[slot];
    return (term.flags & YearEnd) != 0 && table_->isA(TermKind::Event, event, term.year_end);
  }
  [[nodiscard]] bool yearEndTold(std::uint32_t slot) const noexcept {
    return (told_year_ends_[slot / 64] >> (slot % 64) & 1) != 0;
  }
  /// The day that an end of the year will have is known, as one that is computed is.
  VERN_COLD void setYearEnd(std::uint32_t event, Day day) noexcept {
    for (const std::uint32_t slot : table_->fact_slots.slice(table_->fact_lists[event])) {
      if (slot >= slots_ || !isYearEnd(slot, event)) continue;
      set(slot);
      setTime(slot, table_->slot_terms[slot].flags, event, day);
    }
    settle();
  }
  VERN_COLD void setTime(std::uint32_t slot, std::uint32_t flags, std::uint32_t event, Day day) noexcept {
    Day end = day;
    if (isYearEnd(slot, event)) {
      // What is told counts, and not what comes of it by computation.
      if (!yearEndTold(slot)) times_[2 * slot + 2] = Never;
      told_year_ends_[slot / 64] |= std::uint64_t{1} << (slot % 64);
      flags &= ~std::uint32_t{Latest};
    } else if ((flags & YearEnd) != 0) {
      if (yearEndTold(slot)) return;
      end = yearEnd(day, table_->slot_terms[slot].last_month);
    }
    const std::int32_t before = times_[2 * slot + 2];
    if (before != Never && ((flags & Latest) != 0 ? end - now_[0] <= before : end - now_[0] >= before)) return;
    times_[2 * slot + 2] = end - now_[0];
    if ((flags & ByMonths) != 0) times_[2 * slot + 3] = packed(end) - now_[1];
  }
  void set(std::uint32_t slot) noexcept {
    bits_[slot / 64] |= std::uint64_t{1} << (slot % 64);
    const SlotTerm& term = table_->slot_terms[slot];
    if (term.holds != 0) have_ |= atom::bit(term.holds & 63);
    if (term.lacks != 0) have_ &= ~atom::bit(term.lacks & 63);
  }
  void unset(std::uint32_t slot) noexcept {
    bits_[slot / 64] &= ~(std::uint64_t{1} << (slot % 64));
    told_year_ends_[slot / 64] &= ~(std::uint64_t{1} << (slot % 64));
    times_[2 * slot + 2] = times_[2 * slot + 3] = Never;
    const SlotTerm& term = table_->slot_terms[slot];
    if (term.holds != 0) have_ &= ~atom::bit(term.holds & 63);
    if (term.lacks != 0) have_ |= atom::bit(term.lacks & 63);
  }
  VERN_COLD void moveSlots(std::uint32_t event, Day day) noexcept {
    if (event < table_->count(TermKind::Event))
      for (const std::uint32_t slot : table_->fact_slots.slice(table_->fact_lists[event]))
        if (slot < slots_ && (!yearEndTold(slot) || isYearEnd(slot, event))) unset(slot);
    settle();
    setEvent(event, day);
  }
  /// A day that has not come, or is none.
  VERN_COLD void moveOutside(std::uint32_t term, Day day) noexcept {
    times_[term] = Never;
    if (day < FirstDay || day > LastDay) spoil();
  }
  void spoil() noexcept {
    ok_ = false;
    have_ |= Watched;
    settle();
  }
  /// Works out lacks(), for all that a question may tell; the last thing that any change does.
  void settle() noexcept {
    for (std::uint32_t told = 0; told < 8; ++told) {
      std::uint64_t have = have_;
      if ((told & ConsentWithdrawn) != 0) have |= Watched;
      else if ((told & ConsentGiven) != 0) have |= atom::of(ConsentFirst | ConsentSecond);
      if ((told & Objects) != 0) have &= ~atom::of(Objection);
      lacks_when_[told] = ~have;
    }
  }

  const Table* table_;
  std::uint32_t slots_;
  std::uint32_t terms_mask_;  // of times_, those up to it are in use
  std::int32_t now_[2];  // as a day, and packed
  std::uint32_t most_since_first_;  // days, of now
  std::uint64_t have_;
  std::uint64_t slow_ = atom::bit(atom::Slow) | atom::bit(atom::SlowShare);
  std::uint32_t consent_count_ = 0;
  std::uint32_t objection_count_ = 0;
  bool ok_ = true;
  std::uint64_t bits_[FactWords] = {};
  std::uint64_t told_year_ends_[FactWords] = {};
  std::uint64_t lacks_when_[8];
  // Not cleared: the first terms_mask_ + 1, consent_count_ and objection_count_ are in use.
  // No time, then of each slot the day and the day packed, less the same of now; Never: not yet.
  std::int32_t times_[std::bit_ceil(2 * MaxFactSlots + 2)];
  ConsentFact consents_[MaxConsents];
  std::uint32_t objections_[MaxObjections];
};

/// The consent that decides on a grant for `granted`, asked for `purpose`: the most specific one on the way from the
/// purpose up to the one that the grant names; or, where that one is given and a consent to any wider purpose was
/// withdrawn on a later day, or either day is not known, that withdrawal. `with_parts`: purposes below `purpose` are a
/// part of what is asked for, and a consent that is withdrawn or was never given to one of them decides as well. Null
/// if nothing was said.
[[nodiscard]] inline const ConsentFact* consentFor(const Facts& facts, std::uint32_t purpose, std::uint32_t granted,
                                                   bool with_parts) noexcept {
  const ConsentFact* nearest = nullptr;
  for (const ConsentFact& fact : facts.consents()) {
    if (fact.on > facts.now()) continue;  // not yet
    const bool on_the_way = facts.table().isA(TermKind::Purpose, purpose, fact.purpose) &&
                            facts.table().isA(TermKind::Purpose, fact.purpose, granted);
    // Ids are in pre-order: of two ancestors the nearer one is the higher.
    if (on_the_way && (nearest == nullptr || fact.purpose > nearest->purpose)) nearest = &fact;
  }
  if (nearest == nullptr || nearest->state != ConsentState::Given) return nearest;
  const ConsentFact* never = nullptr;
  for (const ConsentFact& fact : facts.consents()) {
    const bool part = with_parts && facts.table().isA(TermKind::Purpose, fact.purpose, purpose);
    if (fact.on > facts.now() || (!part && !facts.table().isA(TermKind::Purpose, purpose, fact.purpose))) continue;
    const bool since = nearest->on == 0 || fact.on == 0 || fact.on > nearest->on;
    if (fact.state == ConsentState::Withdrawn && fact.recipient == None && since) return &fact;
    if (part && fact.state == ConsentState::Unasked) never = &fact;
  }
  return never != nullptr ? never : nearest;
}

}  // namespace vern::runtime
