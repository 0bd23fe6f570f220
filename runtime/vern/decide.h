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

/// What is said if an atom is the first that is missing: why, and, if no grant is near, that none is.
struct Reasons {
  Reason of[64] = {};
  std::uint32_t nobody[64] = {};
  constexpr Reasons() noexcept {
    constexpr Reason Steps[atom::StepCount] = {Reason::ConsentMissing, Reason::WeighObjection, Reason::ConsentMissing,
                                               Reason::NoBasis,        Reason::NoCondition,    Reason::Restricted};
    for (unsigned i = 0; i < 64; ++i) {
      if (i < atom::Steps) of[i] = Reason::NoGrant;
      else if (i < atom::Steps + atom::StepCount) of[i] = Steps[i - atom::Steps];
      else if (i < atom::Facts) of[i] = Reason::NoDisclosure;
      else if (i < atom::Places) of[i] = Reason::Circumstance;
      else if (i < atom::Window) of[i] = Reason::Transfer;
      else of[i] = i == atom::Window ? Reason::Expired : Reason::Permitted;
      nobody[i] = of[i] == Reason::NoGrant ? None : 0;
    }
  }
};
inline constexpr Reasons ReasonsOf;

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

}  // namespace detail

/// What differs from question to question. Ids as in Question.
struct Ids {
  std::uint32_t datum = None;
  std::uint32_t purpose = None;
  std::uint32_t recipient = None;
  std::uint32_t told = 0;
};

/// What stays the same: what is asked, whose data, and where they go to. Made once for a table; verdicts then take less
/// time.
template <Ask Kind>
class Asking {
 public:
  VERN_HOT explicit Asking(const Table& table, std::uint32_t subject, std::uint32_t place = None) noexcept
      : subject_(subject), place_(place), bits_(table.subject_masks[subject]) {
    bits_ |= atom::bit(Kind == Ask::Disclose ? atom::AsDisclosure : atom::AsUse);
    if constexpr (Kind == Ask::Keep) bits_ |= atom::of(Restriction);
    if (Kind == Ask::Disclose && place != None) {
      constexpr std::uint64_t AllPlaces = (atom::bit(atom::PlaceCount) - 1) << atom::Places;
      kept_ = ~AllPlaces;
      bits_ |= table.place_masks[place + 1];
    }
  }

  [[nodiscard]] Question question(const Ids& ids) const noexcept {
    return {Kind, subject_, ids.datum, ids.purpose, ids.recipient, place_, ids.told};
  }
  [[nodiscard]] VERN_HOT std::uint32_t place() const noexcept { return place_; }
  /// The atoms that such a question has, and Facts::Watched.
  [[nodiscard]] VERN_HOT std::uint64_t have(const Facts& facts, std::uint32_t told) const noexcept {
    return (facts.have(Kind == Ask::Keep ? 0 : told) & kept_) | bits_;
  }

 private:
  std::uint32_t subject_;
  std::uint32_t place_;
  std::uint64_t bits_;  // that all such questions have
  std::uint64_t kept_ = ~std::uint64_t{0};  // of those of the facts
};

namespace detail {

/// One question on its way through a table.
template <Ask Kind>
class Asker {
 public:
  VERN_HOT Asker(const Facts& facts, const Asking<Kind>& asking, const Ids& ids) noexcept
      : Asker(facts, asking, ids, asking.have(facts, ids.told)) {}

  /// What covers the datum in the row of the purpose itself, if that has an index.
  [[nodiscard]] VERN_HOT std::uint32_t value() const noexcept { return valueByIndex(table_, row_, datum_); }
  // What `value` says, which is that of value().
  [[nodiscard]] VERN_HOT Verdict verdict(std::uint32_t value) const noexcept {
    if (!plain()) [[unlikely]]
      return verdictSpecially(facts_, Asking<Kind>(asking_), datum_, purpose_, recipient_, told_);
    if (value >= table_.covers.size()) [[unlikely]]
      return verdictOfList(facts_, Asking<Kind>(asking_), datum_, purpose_, recipient_, told_, have_, value);
    const Met met = meet(table_.covers[value]);
    return {met.reason, met.entry};
  }
  [[nodiscard]] VERN_HOT Answer answer(std::uint32_t value) const noexcept {
    if (!plain()) [[unlikely]]
      return answerSpecially(facts_, Asking<Kind>(asking_), datum_, purpose_, recipient_, told_);
    if (value >= table_.covers.size()) [[unlikely]]
      return answerOfList(facts_, Asking<Kind>(asking_), datum_, purpose_, recipient_, told_, have_, value);
    return answerOf(table_.covers[value]);
  }

 private:
  VERN_HOT Asker(const Facts& facts, const Asking<Kind>& asking, const Ids& ids, std::uint64_t have) noexcept
      : facts_(facts),
        table_(facts.table()),
        asking_(asking),
        row_(table_.rows[Kind == Ask::Keep ? table_.rows.size() - 1 : ids.purpose]),
        datum_(ids.datum),
        purpose_(ids.purpose),
        recipient_(ids.recipient),
        told_(ids.told),
        have_(have),
        unsettled_(facts.unsettled()) {}

  /// What a cover says.
  struct Met {
    Reason reason;
    std::uint32_t entry;  // None, if it is no grant for what is asked
    std::uint32_t share;  // which, or CoverShares
    std::int32_t left;  // of its window
  };
  [[nodiscard]] VERN_HOT Met meet(const Cover& cover) const noexcept;
  [[nodiscard]] VERN_HOT Answer answerOf(const Cover& cover) const noexcept;
  [[nodiscard]] VERN_HOT std::uint32_t obligations(const Cover& cover, const Met& met) const noexcept;
  /// There are no promises, and nothing is to be looked at but the index of the row.
  [[nodiscard]] VERN_HOT bool plain() const noexcept {
    return static_cast<std::int64_t>(have_) >= 0 && row_.flags == 0 && (Kind != Ask::Disclose || recipient_ < MaxIds);
  }
  /// As it is where something else is: consent that was withdrawn is looked at, and no id is too large.
  [[nodiscard]] VERN_HOT static Asker special(const Facts& facts, const Asking<Kind>& asking, Ids ids) noexcept {
    ids.recipient = idOf(ids.recipient);
    return special(facts, asking, ids, asking.have(facts, ids.told));
  }
  [[nodiscard]] VERN_HOT static Asker special(const Facts& facts, const Asking<Kind>& asking, const Ids& ids,
                                              std::uint64_t have) noexcept {
    Asker asker(facts, asking, ids, have);
    asker.unsettled_ = facts.unsettled(Kind == Ask::Keep ? 0 : ids.told);
    return asker;
  }
  /// Whether promises, or the purpose itself, may deny: lines do not.
  [[nodiscard]] VERN_HOT bool gated() const noexcept {
    return static_cast<std::int64_t>(have_) < 0 || (row_.flags & ~InLines) != 0;
  }
  // What is seldom begins anew, so that for the rest all of this stays in registers; ids go there one by one, for
  // compilers put an Ids together long before they know whether it is needed.
  [[nodiscard]] static Verdict verdictOfList(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                             std::uint32_t purpose, std::uint32_t recipient, std::uint32_t told,
                                             std::uint64_t have, std::uint32_t value) noexcept;
  [[nodiscard]] static Answer answerOfList(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                           std::uint32_t purpose, std::uint32_t recipient, std::uint32_t told,
                                           std::uint64_t have, std::uint32_t value) noexcept;
  [[nodiscard]] static Verdict verdictSpecially(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                                std::uint32_t purpose, std::uint32_t recipient,
                                                std::uint32_t told) noexcept;
  [[nodiscard]] static Answer answerSpecially(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                              std::uint32_t purpose, std::uint32_t recipient,
                                              std::uint32_t told) noexcept;
  [[nodiscard]] static Reason whyNot(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                     std::uint32_t purpose, std::uint32_t recipient, std::uint32_t told,
                                     std::uint32_t entry, bool near) noexcept;

  const Facts& facts_;
  const Table& table_;
  const Asking<Kind>& asking_;
  const Row& row_;
  std::uint32_t datum_;
  std::uint32_t purpose_;
  std::uint32_t recipient_;
  std::uint32_t told_;
  std::uint64_t have_;  // atoms, and Facts::Watched
  std::uint64_t unsettled_;  // atoms whose absence is not the last word
};

template <Ask Kind>
VERN_COLD Reason Asker<Kind>::whyNot(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                     std::uint32_t purpose, std::uint32_t recipient, std::uint32_t told,
                                     std::uint32_t entry, bool near) noexcept {
  return whySlowly(facts, asking.question({datum, purpose, recipient, told}), conditionOf(facts.table(), entry), near);
}

template <Ask Kind>
VERN_HOT typename Asker<Kind>::Met Asker<Kind>::meet(const Cover& cover) const noexcept {
  Met met{Reason::Permitted, cover.entry, CoverShares, facts_.left(cover.terms, cover.added)};
  std::uint64_t need = cover.need;
  if constexpr (Kind == Ask::Disclose) {
    met.share = shareOf(cover, recipient_);
    need |= std::uint64_t{cover.share_need[met.share]} << 32;
    met.entry += met.share - CoverShares;
  }
  // The window's atom if it has run out, and the last, which is always missing.
  static_assert(atom::End == atom::Window + 1);
  const std::uint64_t end = std::uint64_t{static_cast<std::uint32_t>(met.left) >> 31 | 2u} << atom::Window;
  const std::uint64_t missing = (need & ~have_) | end;
  const auto first = static_cast<std::uint32_t>(std::countr_zero(missing));
  met.reason = ReasonsOf.of[first];
  if ((missing & unsettled_) != 0) [[unlikely]] {
    constexpr std::uint64_t Asks = atom::bit(atom::AsUse) | atom::bit(atom::AsDisclosure);
    const bool near = Kind == Ask::Disclose && met.share == CoverShares;
    met.reason = (missing & Asks) != 0
                     ? Reason::NoGrant
                     : whyNot(facts_, Asking<Kind>(asking_), datum_, purpose_, recipient_, told_, met.entry, near);
    met.entry |= met.reason == Reason::NoGrant ? None : 0;
    return met;
  }
  met.entry |= ReasonsOf.nobody[first];
  return met;
}

/// The first cover of a list that permits, or the first of those that come nearest.
template <Ask Kind>
VERN_COLD Verdict Asker<Kind>::verdictOfList(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                             std::uint32_t purpose, std::uint32_t recipient, std::uint32_t told,
                                             std::uint64_t have, std::uint32_t value) noexcept {
  const Asker asker = special(facts, asking, {datum, purpose, recipient, told}, have);
  const Table& table = facts.table();
  Verdict best;
  for (const std::uint32_t cover : table.list_covers.slice(table.lists[value - table.covers.size()])) {
    const Met met = asker.meet(table.covers[cover]);
    if (met.reason == Reason::Permitted) return {met.reason, met.entry};
    const bool better = rank(met.reason) > rank(best.reason);
    best.reason = better ? met.reason : best.reason;
    best.entry = better ? met.entry : best.entry;
  }
  return best;
}

template <Ask Kind>
VERN_COLD Verdict Asker<Kind>::verdictSpecially(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                                std::uint32_t purpose, std::uint32_t recipient,
                                                std::uint32_t told) noexcept {
  std::uint32_t promise = None;
  const Ids ids{datum, purpose, recipient, told};
  const Asker asker = special(facts, asking, ids);
  if (asker.gated())
    if (const Reason reason = gate(facts, asking.question(ids), promise); reason != Reason::Permitted)
      return {reason, None};
  const std::uint32_t value = valueOf(asker.table_, asker.row_, ids.datum);
  if (value >= asker.table_.covers.size())
    return verdictOfList(facts, asking, datum, purpose, asker.recipient_, told, asker.have_, value);
  const Met met = asker.meet(asker.table_.covers[value]);
  return {met.reason, met.entry};
}

template <Ask Kind>
VERN_HOT std::uint32_t Asker<Kind>::obligations(const Cover& cover, const Met& met) const noexcept {
  if constexpr (Kind == Ask::Keep)
    return facts_.restricted() || (cover.flags & IsDuty) != 0 ? std::uint32_t{ObligeStorageOnly} : 0u;
  std::uint32_t out = (row_.flags & OfMarketing) != 0 ? std::uint32_t{ObligeOfferOptOut} : 0u;
  if constexpr (Kind == Ask::Disclose) {
    out |= ObligeLogDisclosure;
    const bool leaves = asking_.place() == None
                            ? (cover.unseen >> (met.share & 7) & 1) != 0
                            : (table_.groupWord(TermKind::Place, asking_.place()) & FreeMovement) == 0;
    out |= leaves ? std::uint32_t{ObligeInformOfTransfer} : 0u;
  }
  return out;
}

/// In full, what one cover says.
template <Ask Kind>
VERN_HOT Answer Asker<Kind>::answerOf(const Cover& cover) const noexcept {
  const Met met = meet(cover);
  Answer answer;
  answer.permit = met.reason == Reason::Permitted;
  answer.reason = met.reason;
  answer.entry = met.entry;
  if (!answer.permit) {
    if (met.reason == Reason::WeighObjection) answer.obligations = ObligeWeighObjection;
    return answer;
  }
  const std::uint64_t more = Kind == Ask::Disclose ? std::uint64_t{cover.share_need[met.share]} << 32 : 0;
  constexpr std::uint64_t Slowly = atom::bit(atom::Slow) | atom::bit(atom::SlowShare);
  answer.deadline = facts_.deadline(met.left);
  if (((cover.need | more) & Slowly) != 0 || ((cover.terms[0] | cover.terms[1]) & 1) != 0) [[unlikely]]
    answer.deadline = deadlineSlowly(facts_, met.entry);
  answer.disposal = cover.disposal == NoDisposal ? None : cover.disposal;
  answer.obligations = obligations(cover, met);
  return answer;
}

/// The answer of the first cover that permits, with the latest deadline of all that do, and what is done then; or of
/// the first of those that come nearest.
template <Ask Kind>
VERN_COLD Answer Asker<Kind>::answerOfList(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                           std::uint32_t purpose, std::uint32_t recipient, std::uint32_t told,
                                           std::uint64_t have, std::uint32_t value) noexcept {
  const Asker asker = special(facts, asking, {datum, purpose, recipient, told}, have);
  const Table& table = facts.table();
  Answer best;
  for (const std::uint32_t cover : table.list_covers.slice(table.lists[value - table.covers.size()])) {
    const Answer answer = asker.answerOf(table.covers[cover]);
    if (rank(answer.reason) > rank(best.reason)) best = answer;
    else if (answer.permit && answer.deadline > best.deadline) {
      best.deadline = answer.deadline;
      best.disposal = answer.disposal;
    }
  }
  return best;
}

template <Ask Kind>
VERN_COLD Answer Asker<Kind>::answerSpecially(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                              std::uint32_t purpose, std::uint32_t recipient,
                                              std::uint32_t told) noexcept {
  const Ids ids{datum, purpose, recipient, told};
  const Asker asker = special(facts, asking, ids);
  if (asker.gated()) {
    Answer denied;
    denied.reason = gate(facts, asking.question(ids), denied.promise);
    if (denied.reason != Reason::Permitted) return denied;
  }
  const std::uint32_t value = valueOf(asker.table_, asker.row_, ids.datum);
  if (value >= asker.table_.covers.size())
    return answerOfList(facts, asking, datum, purpose, asker.recipient_, told, asker.have_, value);
  return asker.answerOf(asker.table_.covers[value]);
}

/// Calls `ask` with the Asker of what `question` asks.
template <class Ask_>
VERN_HOT auto asked(const Facts& facts, const Question& question, Ask_ ask) noexcept {
  const Ids ids{question.datum, question.purpose, question.recipient, question.told};
  const auto as = [&]<Ask Kind>() VERN_INLINE {
    const Asking<Kind> asking(facts.table(), question.subject, question.place);
    return ask(Asker<Kind>(facts, asking, ids));
  };
  if (question.ask == Ask::Disclose) return as.template operator()<Ask::Disclose>();
  if (question.ask == Ask::Use) return as.template operator()<Ask::Use>();
  return as.template operator()<Ask::Keep>();
}

}  // namespace detail

/// The answer to `question`, with `facts`.
[[nodiscard]] inline Answer decide(const Facts& facts, const Question& question) noexcept {
  return detail::asked(facts, question, [](const auto& asker) VERN_INLINE { return asker.answer(asker.value()); });
}
template <Ask Kind>
[[nodiscard]] VERN_HOT Answer decide(const Facts& facts, const Asking<Kind>& asking, const Ids& ids) noexcept {
  const detail::Asker<Kind> asker(facts, asking, ids);
  return asker.answer(asker.value());
}

/// Of that answer, whether, why, and by which grant: in less time.
[[nodiscard]] VERN_HOT Verdict verdict(const Facts& facts, const Question& question) noexcept {
  return detail::asked(facts, question, [](const auto& asker) VERN_INLINE { return asker.verdict(asker.value()); });
}
template <Ask Kind>
[[nodiscard]] VERN_HOT Verdict verdict(const Facts& facts, const Asking<Kind>& asking, const Ids& ids) noexcept {
  const detail::Asker<Kind> asker(facts, asking, ids);
  return asker.verdict(asker.value());
}

/// Of that answer, whether alone.
[[nodiscard]] VERN_HOT bool permits(const Facts& facts, const Question& question) noexcept {
  return verdict(facts, question).permit();
}
template <Ask Kind>
[[nodiscard]] VERN_HOT bool permits(const Facts& facts, const Asking<Kind>& asking, const Ids& ids) noexcept {
  return verdict(facts, asking, ids).permit();
}

}  // namespace vern::runtime
