// What lies behind an answer, for people: not on the way of a decision. Everything is read from the table.
#pragma once

#include <span>
#include <string_view>

#include "vern/decide.h"

namespace vern::runtime {

/// The stable code of a reason: "consent_withdrawn".
[[nodiscard]] constexpr std::string_view reasonCode(Reason reason) noexcept {
  switch (reason) {
    case Reason::Permitted: return "permitted";
    case Reason::NoGrant: return "no_grant";
    case Reason::OutOfScope: return "out_of_scope";
    case Reason::Promise: return "promise";
    case Reason::Objected: return "objected";
    case Reason::NoBasis: return "no_basis";
    case Reason::ConsentWithdrawn: return "consent_withdrawn";
    case Reason::ConsentMissing: return "consent_missing";
    case Reason::WeighObjection: return "weigh_objection";
    case Reason::NoCondition: return "no_condition";
    case Reason::Restricted: return "restricted";
    case Reason::NoDisclosure: return "no_disclosure";
    case Reason::Circumstance: return "circumstance";
    case Reason::Transfer: return "transfer";
    case Reason::NoWindow: return "no_window";
    case Reason::Expired: return "expired";
    case Reason::BadFacts: return "bad_facts";
  }
  return "";
}

/// The stable code of obligation number `bit`: "log_disclosure".
[[nodiscard]] constexpr std::string_view obligationCode(std::uint32_t bit) noexcept {
  constexpr std::string_view Codes[Obligations] = {"weigh_objection", "log_disclosure", "inform_of_transfer",
                                                   "storage_only", "offer_opt_out"};
  return bit < Obligations ? Codes[bit] : std::string_view();
}

/// The condition of an entry; one of zeros if there is no such entry.
[[nodiscard]] inline const Condition& conditionOf(const Table& table, std::uint32_t entry) noexcept {
  return table.conditions[entry < table.entries.size() ? table.entries[entry] : None];
}

/// The last day of an entry, the recipient's copy counted in; AlwaysPast: it permits nothing.
[[nodiscard]] inline Day deadlineOf(const Facts& facts, std::uint32_t entry) noexcept {
  return detail::deadlineSlowly(facts, entry);
}

/// The alternatives of the guard that keeps `entry` from permitting, each a list of facts needed and forbidden. Empty
/// if its circumstances hold.
[[nodiscard]] inline std::span<const Conjunction> failingGuard(const Facts& facts, std::uint32_t entry) noexcept {
  const Table& table = facts.table();
  const Condition& c = conditionOf(table, entry);
  if (!detail::holds(facts, c.guard)) return table.conjunctions.slice(table.guards[c.guard]);
  if (!detail::holds(facts, c.share_guard)) return table.conjunctions.slice(table.guards[c.share_guard]);
  return {};
}

/// Calls `found` with each entry that the question falls under, in the order of the source, and why it does not permit.
template <class Found>
void eachEntry(const Facts& facts, const Question& question, Found&& found) {
  const Table& table = facts.table();
  const bool discloses = question.ask == Ask::Disclose;
  constexpr std::uint64_t Asks = atom::bit(atom::AsUse) | atom::bit(atom::AsDisclosure);
  const std::uint64_t other = Asks & ~atom::bit(discloses ? atom::AsDisclosure : atom::AsUse);
  const auto one = [&](const Cover& cover) {
    if ((cover.need & other) != 0) return;
    const std::uint32_t share = discloses ? detail::shareOf(cover, detail::idOf(question.recipient)) : CoverShares;
    const std::uint32_t entry = cover.entry - CoverShares + share;
    const bool near = discloses && share == CoverShares;
    found(entry, detail::whySlowly(facts, question, conditionOf(table, entry), near));
  };
  const std::uint32_t value = detail::valueOf(table, detail::rowOf(table, question), detail::idOf(question.datum));
  if (value < table.covers.size()) return one(table.covers[value]);
  for (const std::uint32_t cover : table.list_covers.slice(table.lists[value - table.covers.size()]))
    one(table.covers[cover]);
}

}  // namespace vern::runtime
