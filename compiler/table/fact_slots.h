// The slots of the facts: one for each event and circumstance that some window or guard reads.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "compiler/table/vocabulary.h"

namespace vern::table {

/// An end of the financial year that is computed, and told if it is not as computed.
struct YearEnd {
  DeclId event;
  std::uint8_t last_month = 0;
  friend auto operator<=>(const YearEnd&, const YearEnd&) = default;
};

class FactSlots {
 public:
  explicit FactSlots(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// The slot that events and circumstances at or below `name` fill; None if it is neither.
  /// `how`: Latest, or 0. With a `year`, what is computed from `name`, or what it is told to be.
  std::uint32_t slot(const model::Model& model, DeclId name, std::uint32_t how = 0, YearEnd year = {});

  /// A bit for `slot` holding, or not, unless all are given away.
  void giveAtom(std::uint32_t slot, bool holds) {
    std::uint8_t& number = holds ? slots_[slot].holds : slots_[slot].lacks;
    if (number == 0 && atoms_ < runtime::atom::FactCount)
      number = static_cast<std::uint8_t>(runtime::atom::Facts + atoms_++);
  }

  /// Some circumstances speak of `slot`.
  void inGuards(std::uint32_t slot) { slots_[slot].flags |= runtime::InGuards; }

  /// Months are counted from `slot`.
  void countMonths(std::uint32_t slot) { slots_[slot].flags |= runtime::ByMonths; }

  [[nodiscard]] const std::vector<runtime::SlotTerm>& slots() const { return slots_; }

  /// For each event, then each circumstance: which slots it fills.
  struct Index {
    std::vector<runtime::List> lists;
    std::vector<std::uint32_t> slots;
  };
  [[nodiscard]] Index index() const;

 private:
  const Vocabulary& vocabulary_;
  unsigned atoms_ = 0;
  std::vector<runtime::SlotTerm> slots_;
  std::map<std::tuple<DeclId, std::uint32_t, YearEnd>, std::uint32_t> numbers_;
};

}  // namespace vern::table
