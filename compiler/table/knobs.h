// The facts that matter to one question, each with the states it may be in: what validation turns to see all answers.
#pragma once

#include <cstdint>
#include <iterator>
#include <vector>

#include "compiler/grants/reference.h"

namespace vern::table {

/// Days on which events happen: 29 February 2024 and 31 January 2023, where months end early.
inline constexpr Day EventDays[] = {19782, 19388};

class Knobs {
 public:
  /// Of `question`, which the grants of the indices `covering` cover.
  Knobs(const model::Model& model, const grants::Grants& grants, const grants::Question& question,
        const std::vector<std::uint32_t>& covering);

  /// How many combinations there are; no more than `most`.
  [[nodiscard]] std::uint64_t count(std::uint64_t most) const;
  /// Puts combination number `combination` into the facts of `question`. The day is left to the caller.
  void set(grants::Question& question, std::uint64_t combination) const;

 private:
  [[nodiscard]] unsigned consentStates() const { return disclosed_ ? 7 : 5; }

  /// Many events: each has happened or not, every other one on another day.
  [[nodiscard]] unsigned eventStates() const { return events_.size() > 4 ? 2 : 1 + std::size(EventDays); }

  std::vector<model::DeclId> consents_;       // purposes, each in 4 states, or 6 where something is disclosed
  std::vector<model::DeclId> objections_;     // one of them, or none
  std::vector<model::DeclId> circumstances_;  // holds or not
  std::vector<model::DeclId> events_;         // absent, or on one of two days; see eventStates()
  model::DeclId other_recipient_;             // to whom a consent is limited that is not asked about
  bool disclosed_ = false;
};

}  // namespace vern::table
