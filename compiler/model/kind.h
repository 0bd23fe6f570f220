// The kinds of declarations.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vern::model {

enum class Kind : std::uint8_t {
  Policy,
  Controller,
  Contact,
  Dpo,
  Scope,
  Party,
  Subject,
  Data,
  Purpose,
  Measure,
  Channel,
  Place,
  Circumstance,
  Recipient,
  Basis,
  Condition,
  Safeguard,
  Right,
  Event,
  State,
  Activity,
  Tracker,
  Defaults,
  Promise,
  Claim,
  Duty,
  Rights,
  Changes,
  Security,
  Definition,
  Prose,
  Test,
  Choice,
  Law,
  Section,
  Param,
  Order,
  Table,
  Row,
  Vocabulary,
  Silence,
  Rule,
  Define,
};
inline constexpr std::size_t KindCount = static_cast<std::size_t>(Kind::Define) + 1;

/// A set of kinds.
struct Kinds {
  std::uint64_t bits = 0;

  constexpr Kinds() = default;
  constexpr Kinds(Kind kind) : bits(std::uint64_t{1} << static_cast<unsigned>(kind)) {}
  [[nodiscard]] constexpr bool has(Kind kind) const { return (bits & Kinds(kind).bits) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits == 0; }
  friend constexpr Kinds operator|(Kinds a, Kinds b) {
    Kinds both;
    both.bits = a.bits | b.bits;
    return both;
  }
  friend constexpr bool operator==(Kinds, Kinds) = default;
};
constexpr Kinds operator|(Kind a, Kind b) { return Kinds(a) | Kinds(b); }

/// Blocks that say what is done with data.
inline constexpr Kinds Activities = Kind::Activity | Kind::Defaults | Kind::Tracker;

/// As written: "activity", "dpo".
[[nodiscard]] std::string_view spelling(Kind kind);
[[nodiscard]] std::optional<Kind> kindFrom(std::string_view word);

/// The library has words of one of these kinds, for everybody to use: what `vern terms` searches.
[[nodiscard]] bool isVocabulary(Kinds kinds);

/// A policy has at most one of each, and it has no name of its own.
[[nodiscard]] constexpr bool isNameless(Kind kind) {
  return kind == Kind::Scope || kind == Kind::Defaults || kind == Kind::Rights || kind == Kind::Changes ||
         kind == Kind::Security;
}

}  // namespace vern::model
