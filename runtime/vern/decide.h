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
[[nodiscard]] VERN_HOT std::uint32_t rank(Reason reason) noexcept { return static_cast<std::uint32_t>(reason) - 1; }

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
      : subject_(subject), place_(place) {
    std::uint64_t has = table.subject_masks[subject];
    has |= atom::bit(Kind == Ask::Disclose ? atom::AsDisclosure : atom::AsUse);
    if constexpr (Kind == Ask::Keep) has |= atom::of(Restriction);
    if constexpr (Kind == Ask::Disclose) has |= table.place_masks[place + 1];
    static_assert(None + 1 == 0);  // the first is that of no place
    lacks_ = ~has;
  }

  [[nodiscard]] Question question(const Ids& ids) const noexcept {
    return {Kind, subject_, ids.datum, ids.purpose, ids.recipient, place_, ids.told};
  }
  [[nodiscard]] VERN_HOT std::uint32_t place() const noexcept { return place_; }
  /// The atoms that such a question lacks, and not Facts::Watched.
  [[nodiscard]] VERN_HOT std::uint64_t lacks(const Facts& facts, std::uint32_t told) const noexcept {
    return facts.lacks(Kind == Ask::Keep ? 0 : told) & lacks_;
  }

 private:
  std::uint32_t subject_;
  std::uint32_t place_;
  std::uint64_t lacks_;  // whatever the facts are
};

namespace detail {

/// One question on its way through a table.
template <Ask Kind>
class Asker {
 public:
  VERN_HOT Asker(const Facts& facts, const Asking<Kind>& asking, const Ids& ids) noexcept
      : facts_(facts),
        table_(facts.table()),
        asking_(asking),
        row_(table_.rows[Kind == Ask::Keep ? table_.rows.size() - 1 : ids.purpose]),
        ids_(ids),
        lacks_(asking.lacks(facts, ids.told)) {}

  /// What covers the datum in the row of the purpose itself.
  [[nodiscard]] VERN_HOT std::uint32_t value() const noexcept { return valueIn(table_, row_, ids_.datum); }
  // What `value` says, which is that of value().
  [[nodiscard]] VERN_HOT Verdict verdict(std::uint32_t value) const noexcept {
    if (!plain()) [[unlikely]]
      return slowVerdict(facts_, Asking<Kind>(asking_), ids_.datum, ids_.purpose, ids_.recipient, ids_.told);
    if (value >= table_.covers.size()) [[unlikely]]
      return verdictOfList(facts_, Asking<Kind>(asking_), ids_.datum, ids_.purpose, ids_.recipient, ids_.told, value);
    const Cover& cover = table_.covers[value];
    if (slow(cover, facts_.unsettled())) [[unlikely]]
      return slowVerdict(facts_, Asking<Kind>(asking_), ids_.datum, ids_.purpose, ids_.recipient, ids_.told);
    const Met met = meet(cover);
    return {met.reason, met.entry};
  }
  [[nodiscard]] VERN_HOT Answer answer(std::uint32_t value) const noexcept {
    if (!plain()) [[unlikely]]
      return slowAnswer(facts_, Asking<Kind>(asking_), ids_.datum, ids_.purpose, ids_.recipient, ids_.told);
    if (value >= table_.covers.size()) [[unlikely]]
      return answerOfList(facts_, Asking<Kind>(asking_), ids_.datum, ids_.purpose, ids_.recipient, ids_.told, value);
    const Cover& cover = table_.covers[value];
    if (slow(cover, facts_.unsettled())) [[unlikely]]
      return slowAnswer(facts_, Asking<Kind>(asking_), ids_.datum, ids_.purpose, ids_.recipient, ids_.told);
    return answerOf(cover, meet(cover));
  }

 private:
  /// What a cover says.
  struct Met {
    Reason reason;
    std::uint32_t entry;  // None, if it is no grant for what is asked
    std::uint32_t share;  // which, or CoverShares
    std::int32_t left;  // of its window
  };
  /// Nothing is to be looked at but the row itself, and no promise.
  [[nodiscard]] VERN_HOT bool plain() const noexcept {
    static_assert(Facts::Watched >> 32 == Plain);
    return static_cast<std::int64_t>(lacks_ & std::uint64_t{row_.flags} << 32) < 0;
  }
  /// The cover needs atoms whose absence is not the last word, which are those of `unsettled`.
  [[nodiscard]] VERN_HOT static bool slow(const Cover& cover, std::uint64_t unsettled) noexcept {
    return (cover.need & unsettled) != 0;
  }
  [[nodiscard]] VERN_HOT Met meet(const Cover& cover) const noexcept;
  /// As meet, of any cover.
  [[nodiscard]] VERN_HOT Met meet(const Cover& cover, std::uint64_t unsettled) const noexcept {
    Met met = meet(cover);
    if (slow(cover, unsettled)) [[unlikely]] {
      const Verdict verdict =
          inFull(facts_, Asking<Kind>(asking_), ids_.datum, ids_.purpose, ids_.recipient, ids_.told, cover, met.share);
      met.reason = verdict.reason;
      met.entry = verdict.entry;
    }
    return met;
  }
  [[nodiscard]] VERN_HOT Answer answerOf(const Cover& cover, const Met& met) const noexcept;
  [[nodiscard]] VERN_HOT std::uint32_t obligations(const Cover& cover, const Met& met) const noexcept;
  [[nodiscard]] VERN_HOT Verdict verdictOfList(std::uint32_t value, std::uint64_t unsettled) const noexcept;
  [[nodiscard]] VERN_HOT Answer answerOfList(std::uint32_t value, std::uint64_t unsettled) const noexcept;
  /// What the condition says that a cover stands for, or its disclosure.
  [[nodiscard]] static Verdict inFull(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                      std::uint32_t purpose, std::uint32_t recipient, std::uint32_t told,
                                      const Cover& cover, std::uint32_t share) noexcept;
  // What is seldom begins anew, so that for the rest all of this stays in registers; ids go there one by one, for
  // compilers put an Ids together long before they know whether it is needed.
  [[nodiscard]] static Verdict verdictOfList(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                             std::uint32_t purpose, std::uint32_t recipient, std::uint32_t told,
                                             std::uint32_t value) noexcept;
  [[nodiscard]] static Answer answerOfList(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                           std::uint32_t purpose, std::uint32_t recipient, std::uint32_t told,
                                           std::uint32_t value) noexcept;
  [[nodiscard]] static Verdict slowVerdict(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                           std::uint32_t purpose, std::uint32_t recipient, std::uint32_t told) noexcept;
  [[nodiscard]] static Answer slowAnswer(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                         std::uint32_t purpose, std::uint32_t recipient, std::uint32_t told) noexcept;

  const Facts& facts_;
  const Table& table_;
  const Asking<Kind>& asking_;
  const Row& row_;
  const Ids ids_;
  std::uint64_t lacks_;  // atoms; not Facts::Watched
};

template <Ask Kind>
VERN_HOT typename Asker<Kind>::Met Asker<Kind>::meet(const Cover& cover) const noexcept {
  Met met{Reason::Permitted, cover.entry, CoverShares, facts_.left(cover.terms, cover.added)};
  std::uint64_t need = cover.need;
  if constexpr (Kind == Ask::Disclose) {
    met.share = shareOf(cover, ids_.recipient);
    need |= std::uint64_t{cover.share_need[met.share]} << 32;
    met.entry += met.share - CoverShares;
  }
  // The window's atom if it has run out, and the last, which is always missing.
  static_assert(atom::End == atom::Window + 1);
  const std::uint64_t end = std::uint64_t{static_cast<std::uint32_t>(met.left) >> 31 | 2u} << atom::Window;
  const auto first = static_cast<std::uint32_t>(std::countr_zero((need & lacks_) | end));
  met.reason = ReasonsOf.of[first];
  met.entry |= ReasonsOf.nobody[first];
  return met;
}

template <Ask Kind>
VERN_COLD Verdict Asker<Kind>::inFull(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                      std::uint32_t purpose, std::uint32_t recipient, std::uint32_t told,
                                      const Cover& cover, std::uint32_t share) noexcept {
  constexpr std::uint64_t Asks = atom::bit(atom::AsUse) | atom::bit(atom::AsDisclosure);
  if ((cover.need & asking.lacks(facts, told) & Asks) != 0) return {Reason::NoGrant, None};
  const bool near = Kind == Ask::Disclose && share == CoverShares;
  const std::uint32_t entry = cover.entry + share - CoverShares;
  const Reason reason = whySlowly(facts, asking.question({datum, purpose, recipient, told}),
                                  detail::conditionOf(facts.table(), entry), near);
  return {reason, reason == Reason::NoGrant ? None : entry};
}

/// The first cover of a list that permits, or the first of those that come nearest.
template <Ask Kind>
VERN_HOT Verdict Asker<Kind>::verdictOfList(std::uint32_t value, std::uint64_t unsettled) const noexcept {
  std::uint32_t highest = rank(Reason::NoGrant);
  std::uint32_t entry = None;
  for (const std::uint32_t cover : table_.list_covers.slice(table_.lists[value - table_.covers.size()])) {
    const Met met = meet(table_.covers[cover], unsettled);
    if (met.reason == Reason::Permitted) return {met.reason, met.entry};
    entry = rank(met.reason) > highest ? met.entry : entry;
    highest = rank(met.reason) > highest ? rank(met.reason) : highest;
  }
  return {static_cast<Reason>(highest + 1), entry};
}

template <Ask Kind>
VERN_COLD Verdict Asker<Kind>::verdictOfList(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                             std::uint32_t purpose, std::uint32_t recipient, std::uint32_t told,
                                             std::uint32_t value) noexcept {
  return Asker(facts, asking, {datum, purpose, recipient, told}).verdictOfList(value, facts.unsettled());
}

template <Ask Kind>
VERN_COLD Verdict Asker<Kind>::slowVerdict(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                           std::uint32_t purpose, std::uint32_t recipient,
                                           std::uint32_t told) noexcept {
  std::uint32_t promise = None;
  const Asker asker(facts, asking, {datum, purpose, recipient, told});
  if (const Reason reason = gate(facts, asking.question(asker.ids_), promise); reason != Reason::Permitted)
    return {reason, None};
  const std::uint32_t value = valueOf(asker.table_, asker.row_, datum);
  const std::uint64_t unsettled = facts.unsettled(Kind == Ask::Keep ? 0 : told);
  if (value >= asker.table_.covers.size()) return asker.verdictOfList(value, unsettled);
  const Met met = asker.meet(asker.table_.covers[value], unsettled);
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

/// In full, what `met` says of a cover.
template <Ask Kind>
VERN_HOT Answer Asker<Kind>::answerOf(const Cover& cover, const Met& met) const noexcept {
  Answer answer;
  answer.permit = met.reason == Reason::Permitted;
  answer.reason = met.reason;
  answer.entry = met.entry;
  if (!answer.permit) {
    if (met.reason == Reason::WeighObjection) answer.obligations = ObligeWeighObjection;
    return answer;
  }
  constexpr std::uint64_t Slowly = atom::bit(atom::Slow) | atom::bit(atom::SlowShare);
  answer.deadline = facts_.deadline(met.left);
  if ((cover.need & Slowly) != 0 || ((cover.terms[0] | cover.terms[1]) & 1) != 0) [[unlikely]]
    answer.deadline = deadlineSlowly(facts_, met.entry);
  answer.disposal = cover.disposal == NoDisposal ? None : cover.disposal;
  answer.obligations = obligations(cover, met);
  return answer;
}

/// The answer of the first cover that permits, with the latest deadline of all that do, and what is done then; or of
/// the first of those that come nearest.
template <Ask Kind>
VERN_HOT Answer Asker<Kind>::answerOfList(std::uint32_t value, std::uint64_t unsettled) const noexcept {
  Answer best;
  for (const std::uint32_t id : table_.list_covers.slice(table_.lists[value - table_.covers.size()])) {
    const Cover& cover = table_.covers[id];
    const Answer answer = answerOf(cover, meet(cover, unsettled));
    if (rank(answer.reason) > rank(best.reason)) best = answer;
    else if (answer.permit && answer.deadline > best.deadline) {
      best.deadline = answer.deadline;
      best.disposal = answer.disposal;
    }
  }
  return best;
}

template <Ask Kind>
VERN_COLD Answer Asker<Kind>::answerOfList(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                           std::uint32_t purpose, std::uint32_t recipient, std::uint32_t told,
                                           std::uint32_t value) noexcept {
  return Asker(facts, asking, {datum, purpose, recipient, told}).answerOfList(value, facts.unsettled());
}

template <Ask Kind>
VERN_COLD Answer Asker<Kind>::slowAnswer(const Facts& facts, const Asking<Kind>& asking, std::uint32_t datum,
                                         std::uint32_t purpose, std::uint32_t recipient, std::uint32_t told) noexcept {
  const Asker asker(facts, asking, {datum, purpose, recipient, told});
  Answer denied;
  denied.reason = gate(facts, asking.question(asker.ids_), denied.promise);
  if (denied.reason != Reason::Permitted) return denied;
  const std::uint32_t value = valueOf(asker.table_, asker.row_, datum);
  const std::uint64_t unsettled = facts.unsettled(Kind == Ask::Keep ? 0 : told);
  if (value >= asker.table_.covers.size()) return asker.answerOfList(value, unsettled);
  const Cover& cover = asker.table_.covers[value];
  return asker.answerOf(cover, asker.meet(cover, unsettled));
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
