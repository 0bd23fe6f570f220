// Answers, from a table and facts. Total, without allocation, exceptions or loops that depend on anything but the
// table; any number of threads may ask of one table. compiler/grants/reference.h says the same slowly; tests hold the
// two against each other.
//
// On the way of most questions nothing branches on what the facts are: what a cover needs and what the question has are
// two words of bits, and the lowest bit that is needed and not had is the reason.
#pragma once

#include <bit>
#include <cstdint>

#include "vern/cell.h"
#include "vern/facts.h"
#include "vern/question.h"
#include "vern/steps.h"

namespace vern::runtime {

namespace detail {

inline constexpr std::uint64_t ConsentAtoms = atom::of(ConsentFirst | ConsentSecond);
inline constexpr std::uint64_t ObjectionAtom = atom::of(Objection);

/// What a question tells, by bits of Told: the atoms that it gives, those that it leaves, and those of which it is not
/// the last word that they are missing.
struct Telling {
  std::uint64_t given;
  std::uint64_t left;
  std::uint64_t unsettled;
  std::uint64_t reserved;
};
inline constexpr Telling Tellings[8] = {{0, ~std::uint64_t{0}, 0, 0},
                                        {ConsentAtoms, ~std::uint64_t{0}, 0, 0},
                                        {0, ~ConsentAtoms, ConsentAtoms, 0},
                                        {0, ~ConsentAtoms, ConsentAtoms, 0},
                                        {0, ~ObjectionAtom, 0, 0},
                                        {ConsentAtoms, ~ObjectionAtom, 0, 0},
                                        {0, ~(ObjectionAtom | ConsentAtoms), ConsentAtoms, 0},
                                        {0, ~(ObjectionAtom | ConsentAtoms), ConsentAtoms, 0}};

/// Why, if an atom is the first that is missing.
struct ReasonTable {
  Reason of[64] = {};
  constexpr ReasonTable() noexcept {
    constexpr Reason Steps[atom::StepCount] = {Reason::ConsentMissing, Reason::WeighObjection, Reason::ConsentMissing,
                                               Reason::NoBasis,        Reason::NoCondition,    Reason::Restricted};
    for (unsigned i = 0; i < 64; ++i) {
      if (i < atom::Steps) of[i] = Reason::NoGrant;
      else if (i < atom::Steps + atom::StepCount) of[i] = Steps[i - atom::Steps];
      else if (i < atom::Facts) of[i] = Reason::NoDisclosure;
      else if (i < atom::Places) of[i] = Reason::Circumstance;
      else if (i < atom::Window) of[i] = Reason::Transfer;
      else of[i] = i == atom::Window ? Reason::Expired : Reason::Permitted;
    }
  }
};
inline constexpr ReasonTable ReasonOf;

/// How far a grant came: what permits, furthest.
[[nodiscard]] VERN_HOT std::uint32_t rank(Reason reason) noexcept {
  return (static_cast<std::uint32_t>(reason) - 1) & 0xFF;
}

/// The last day of an entry, the recipient's copy counted in.
VERN_COLD Day deadlineSlowly(const Facts& facts, std::uint32_t entry) noexcept {
  const Condition& c = detail::conditionOf(facts.table(), entry);
  const Day own = deadline(facts, c);
  if ((c.steps & ShareWindow) == 0) return own;
  const Day copy = deadline(facts, c.share_window);
  return copy < own ? copy : own;
}

/// One question on its way through a table. `Kind` is what it asks.
template <Ask Kind>
class Asker {
 public:
  VERN_HOT Asker(const Facts& facts, const Question& question) noexcept;

  [[nodiscard]] VERN_HOT std::uint32_t value() const noexcept { return valueOf(table_, row_, datum_); }
  // What `value` says, which is that of value().
  [[nodiscard]] VERN_HOT bool permits(std::uint32_t value) const noexcept;
  [[nodiscard]] VERN_HOT Verdict verdict(std::uint32_t value) const noexcept;
  [[nodiscard]] VERN_HOT Answer answer(std::uint32_t value) const noexcept;

 private:
  /// What a cover says.
  struct Met {
    Reason reason;
    std::uint32_t entry;
    std::uint32_t share;  // which, or CoverShares
  };
  [[nodiscard]] VERN_HOT Met meet(const Cover& cover) const noexcept;
  // What is seldom begins anew, so that for the rest all of this stays in registers.
  [[nodiscard]] static Verdict verdictOfList(const Facts& facts, const Question& question,
                                             std::uint32_t value) noexcept;
  [[nodiscard]] static Answer answerOfList(const Facts& facts, const Question& question, std::uint32_t value) noexcept;
  /// Everything may be denied without a look at any grant.
  [[nodiscard]] VERN_HOT bool watched() const noexcept { return (watch_ & Facts::Watched) != 0; }
  VERN_HOT void add(const Cover& cover, Answer& best) const noexcept;
  VERN_HOT void permit(const Cover& cover, const Met& met, Answer& best) const noexcept;
  [[nodiscard]] VERN_HOT std::uint32_t obligations(const Cover& cover, const Met& met) const noexcept;

  const Facts& facts_;
  const Table& table_;
  const Question& q_;
  const Row& row_;
  std::uint32_t datum_;
  std::uint32_t recipient_;
  std::uint32_t watch_;
  std::uint64_t have_;  // atoms
  std::uint64_t unsettled_;  // atoms whose absence is not the last word
};

template <Ask Kind>
VERN_HOT Asker<Kind>::Asker(const Facts& facts, const Question& question) noexcept
    : facts_(facts),
      table_(facts.table()),
      q_(question),
      row_(table_.rows[Kind == Ask::Keep ? table_.rows.size() - 1 : question.purpose]),
      datum_(question.datum),
      recipient_(Kind == Ask::Disclose ? question.recipient : 0) {
  if ((datum_ | recipient_) >= MaxIds) [[unlikely]] {
    datum_ = idOf(datum_);
    recipient_ = idOf(recipient_);
  }
  const std::uint64_t subject = table_.subject_masks[question.subject];
  const Telling& telling = Tellings[Kind == Ask::Keep ? 0 : question.told & 7];
  have_ = ((facts.have() | telling.given) & telling.left) | subject;
  unsettled_ = facts.slow() | telling.unsettled;
  have_ |= Kind == Ask::Disclose ? atom::bit(atom::AsDisclosure) : atom::bit(atom::AsUse);
  if (Kind == Ask::Disclose && question.place != None) {
    constexpr std::uint64_t AllPlaces = (atom::bit(atom::PlaceCount) - 1) << atom::Places;
    have_ = (have_ & ~AllPlaces) | table_.place_masks[question.place + 1];
  }
  if (Kind == Ask::Keep) have_ |= atom::of(Restriction);
  watch_ = facts.watch() | row_.flags | static_cast<std::uint32_t>(subject >> 32);
}
static_assert(std::uint32_t{OfMarketing} == Facts::Watched && atom::End == 63);

template <Ask Kind>
VERN_HOT typename Asker<Kind>::Met Asker<Kind>::meet(const Cover& cover) const noexcept {
  Met met{Reason::Permitted, cover.entry, CoverShares};
  std::uint64_t need = cover.need;
  if constexpr (Kind == Ask::Disclose) {
    met.share = shareOf(cover, recipient_);
    need |= std::uint64_t{cover.share_need[met.share]} << 32;
    met.entry += (met.share + 1) & (met.share / CoverShares - 1);
  }
  const std::uint64_t expired = std::uint64_t{facts_.expired(cover.terms, cover.added) >> 31} << atom::Window;
  const std::uint64_t missing = (need & ~have_) | expired;
  met.reason = ReasonOf.of[std::countr_zero(missing | atom::bit(atom::End))];
  if ((missing & unsettled_) != 0) [[unlikely]] {
    constexpr std::uint64_t Asks = atom::bit(atom::AsUse) | atom::bit(atom::AsDisclosure);
    const bool near = Kind == Ask::Disclose && met.share == CoverShares;
    met.reason =
        (missing & Asks) != 0 ? Reason::NoGrant : whySlowly(facts_, q_, detail::conditionOf(table_, met.entry), near);
  }
  return met;
}

template <Ask Kind>
VERN_HOT bool Asker<Kind>::permits(std::uint32_t value) const noexcept {
  std::uint32_t promise = None;
  if (watched() && gate(facts_, q_, promise) != Reason::Permitted) [[unlikely]]
    return false;
  if (value >= table_.covers.size()) [[unlikely]]
    return verdictOfList(facts_, q_, value).permit();
  return meet(table_.covers[value]).reason == Reason::Permitted;
}

template <Ask Kind>
VERN_HOT Verdict Asker<Kind>::verdict(std::uint32_t value) const noexcept {
  std::uint32_t promise = None;
  if (watched()) [[unlikely]]
    if (const Reason reason = gate(facts_, q_, promise); reason != Reason::Permitted) return {reason, None};
  if (value >= table_.covers.size()) [[unlikely]]
    return verdictOfList(facts_, q_, value);
  const Met met = meet(table_.covers[value]);
  return {met.reason, met.entry | (0u - static_cast<std::uint32_t>(met.reason == Reason::NoGrant))};
}

/// The first cover of a list that permits, or the first of those that come nearest.
template <Ask Kind>
VERN_COLD Verdict Asker<Kind>::verdictOfList(const Facts& facts, const Question& question,
                                             std::uint32_t value) noexcept {
  const Asker asker(facts, question);
  const Table& table = facts.table();
  Verdict best;
  for (const std::uint32_t cover : table.list_covers.slice(table.lists[value - table.covers.size()])) {
    const Met met = asker.meet(table.covers[cover]);
    const bool better = rank(met.reason) > rank(best.reason);
    best.reason = better ? met.reason : best.reason;
    best.entry = better ? met.entry : best.entry;
  }
  return best;
}

template <Ask Kind>
VERN_HOT std::uint32_t Asker<Kind>::obligations(const Cover& cover, const Met& met) const noexcept {
  if constexpr (Kind == Ask::Keep)
    return facts_.restricted() || (cover.flags & IsDuty) != 0 ? std::uint32_t{ObligeStorageOnly} : 0u;
  std::uint32_t out = (row_.flags & OfMarketing) != 0 ? std::uint32_t{ObligeOfferOptOut} : 0u;
  if constexpr (Kind == Ask::Disclose) {
    out |= ObligeLogDisclosure;
    const bool leaves = q_.place == None ? (cover.unseen >> (met.share & 7) & 1) != 0
                                         : (table_.groupWord(TermKind::Place, q_.place) & FreeMovement) == 0;
    out |= leaves ? std::uint32_t{ObligeInformOfTransfer} : 0u;
  }
  return out;
}

/// Adds what a cover permits to an answer.
template <Ask Kind>
VERN_HOT void Asker<Kind>::permit(const Cover& cover, const Met& met, Answer& best) const noexcept {
  const std::uint64_t more = Kind == Ask::Disclose ? std::uint64_t{cover.share_need[met.share]} << 32 : 0;
  constexpr std::uint64_t Slowly = atom::bit(atom::Slow) | atom::bit(atom::SlowShare);
  const bool slowly = ((cover.need | more) & Slowly) != 0 || ((cover.terms[0] | cover.terms[1]) & 1) != 0;
  const Day day = slowly ? deadlineSlowly(facts_, met.entry) : facts_.deadline(cover.terms, cover.added);
  if (!best.permit) {
    best.permit = true;
    best.reason = Reason::Permitted;
    best.entry = met.entry;
    best.obligations = obligations(cover, met);
  }
  if (day > best.deadline) {
    best.deadline = day;
    best.disposal = cover.disposal == NoDisposal ? None : cover.disposal;
  }
}

template <Ask Kind>
VERN_HOT void Asker<Kind>::add(const Cover& cover, Answer& best) const noexcept {
  const Met met = meet(cover);
  if (met.reason == Reason::Permitted) {
    permit(cover, met, best);
    return;
  }
  const bool nearer = !best.permit && met.reason > best.reason;
  best.reason = nearer ? met.reason : best.reason;
  best.entry = nearer ? met.entry : best.entry;
}

template <Ask Kind>
VERN_HOT Answer Asker<Kind>::answer(std::uint32_t value) const noexcept {
  Answer best;
  if (watched()) [[unlikely]]
    if (best.reason = gate(facts_, q_, best.promise); best.reason != Reason::Permitted) return best;
  best.reason = Reason::NoGrant;
  if (value >= table_.covers.size()) [[unlikely]]
    return answerOfList(facts_, q_, value);
  add(table_.covers[value], best);
  if (best.reason == Reason::WeighObjection) best.obligations = ObligeWeighObjection;
  return best;
}

template <Ask Kind>
VERN_COLD Answer Asker<Kind>::answerOfList(const Facts& facts, const Question& question, std::uint32_t value) noexcept {
  const Asker asker(facts, question);
  const Table& table = facts.table();
  Answer best;
  for (const std::uint32_t cover : table.list_covers.slice(table.lists[value - table.covers.size()]))
    asker.add(table.covers[cover], best);
  if (best.reason == Reason::WeighObjection) best.obligations = ObligeWeighObjection;
  return best;
}

/// The verdict, where `value` was looked up before.
VERN_HOT Verdict verdictOf(const Facts& facts, const Question& question, std::uint32_t value) noexcept {
  if (question.ask == Ask::Disclose) return Asker<Ask::Disclose>(facts, question).verdict(value);
  if (question.ask == Ask::Use) return Asker<Ask::Use>(facts, question).verdict(value);
  return Asker<Ask::Keep>(facts, question).verdict(value);
}

}  // namespace detail

/// The answer to `question`, with `facts`.
[[nodiscard]] inline Answer decide(const Facts& facts, const Question& question) noexcept {
  const auto ask = [&](const auto& asker) VERN_INLINE { return asker.answer(asker.value()); };
  switch (question.ask) {
    case Ask::Use: return ask(detail::Asker<Ask::Use>(facts, question));
    case Ask::Disclose: return ask(detail::Asker<Ask::Disclose>(facts, question));
    case Ask::Keep: break;
  }
  return ask(detail::Asker<Ask::Keep>(facts, question));
}

/// Of that answer, whether, why, and by which grant: in less time.
[[nodiscard]] VERN_HOT Verdict verdict(const Facts& facts, const Question& question) noexcept {
  const auto ask = [&](const auto& asker) VERN_INLINE { return asker.verdict(asker.value()); };
  if (question.ask == Ask::Disclose) return ask(detail::Asker<Ask::Disclose>(facts, question));
  if (question.ask == Ask::Use) return ask(detail::Asker<Ask::Use>(facts, question));
  return ask(detail::Asker<Ask::Keep>(facts, question));
}

/// Of that answer, whether alone.
[[nodiscard]] VERN_HOT bool permits(const Facts& facts, const Question& question) noexcept {
  const auto ask = [&](const auto& asker) VERN_INLINE { return asker.permits(asker.value()); };
  if (question.ask == Ask::Disclose) return ask(detail::Asker<Ask::Disclose>(facts, question));
  if (question.ask == Ask::Use) return ask(detail::Asker<Ask::Use>(facts, question));
  return ask(detail::Asker<Ask::Keep>(facts, question));
}

}  // namespace vern::runtime
