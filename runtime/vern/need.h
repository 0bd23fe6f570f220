// The bits of what a condition needs: what its other fields say, as far as there are bits for it. The builder writes
// them, and verify holds a file to them.
#pragma once

#include <cstdint>

#include "vern/view.h"

namespace vern::runtime::detail {

/// The bits of one guard, or Slow.
[[nodiscard]] inline std::uint64_t needOfGuard(std::uint32_t guard, const View<List>& guards,
                                               const View<Conjunction>& conjunctions,
                                               const View<SlotTerm>& slots) noexcept {
  if (guard == 0) return 0;
  const auto all = conjunctions.slice(guards[guard]);
  if (all.size() != 1) return atom::bit(atom::Slow);
  std::uint64_t need = 0;
  for (std::uint32_t s = 0; s < slots.size(); ++s) {
    const auto wants = [&](const std::uint64_t* words, std::uint8_t number) {
      if ((words[s / 64] >> (s % 64) & 1) != 0) need |= atom::bit(number & 63);
    };
    wants(all[0].need, slots[s].holds);
    wants(all[0].forbid, slots[s].lacks);
  }
  return need;
}

/// Bit 0 stands for what has no bit: atom::Slow.
[[nodiscard]] inline std::uint64_t needOf(const Condition& c, const View<List>& guards,
                                          const View<Conjunction>& conjunctions, const View<SlotTerm>& slots) noexcept {
  std::uint64_t need = atom::of(c.steps);
  const bool subject = c.subjects >= 1 && c.subjects <= atom::SubjectCount;
  need |= subject ? atom::bit(atom::Subjects + c.subjects - 1) : atom::bit(atom::Slow);
  need |= needOfGuard(c.guard, guards, conjunctions, slots);
  need |= needOfGuard(c.share_guard, guards, conjunctions, slots);
  if ((c.steps & Places) != 0)
    need |= c.places < atom::PlaceCount ? atom::bit(atom::Places + c.places) : atom::bit(atom::Slow);
  if (c.window != None || (c.steps & ShareWindow) != 0) need |= atom::bit(atom::Slow);
  return need;
}

/// Of a disclosure, the atoms that it needs besides its grant, from both their needs, lowered by 32.
[[nodiscard]] constexpr std::uint32_t shareNeedOf(std::uint64_t use, std::uint64_t share) noexcept {
  const std::uint64_t more = share & ~use;
  const std::uint64_t slow = (more & atom::bit(atom::Slow)) != 0 ? atom::bit(atom::SlowShare) : 0;
  return static_cast<std::uint32_t>((more | slow) >> 32);
}

/// The atoms of a subject: those of the first sets that its class is in; and whether it is out of scope.
[[nodiscard]] inline std::uint64_t maskOfSubject(std::uint32_t word, const View<std::uint64_t>& sets,
                                                 std::uint32_t words) noexcept {
  const std::uint64_t row = std::uint64_t{word & GroupMask} * words;
  const std::uint64_t first = row < sets.size() ? sets[static_cast<std::uint32_t>(row)] : 0;
  const std::uint64_t taken = (first >> 1) & (atom::bit(atom::SubjectCount) - 1);
  return taken << atom::Subjects | ((word & OutOfScope) != 0 ? atom::bit(atom::End) : 0);
}

/// The atoms of a place: those of the first sets that have bit `place`.
[[nodiscard]] inline std::uint64_t maskOfPlace(std::uint32_t place, const View<std::uint64_t>& sets,
                                               std::uint32_t words) noexcept {
  std::uint64_t mask = 0;
  for (std::uint32_t set = 0; set < atom::PlaceCount; ++set) {
    const std::uint64_t at = std::uint64_t{set} * words + place / 64;
    if (place / 64 < words && at < sets.size() && (sets[static_cast<std::uint32_t>(at)] >> (place % 64) & 1) != 0)
      mask |= atom::bit(atom::Places + set);
  }
  return mask;
}

}  // namespace vern::runtime::detail
