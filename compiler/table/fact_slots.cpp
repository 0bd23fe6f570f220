#include "compiler/table/fact_slots.h"

namespace vern::table {

std::uint32_t FactSlots::slot(const model::Model& model, DeclId name, std::uint32_t how, YearEnd year) {
  const std::uint32_t id = vocabulary_.id(name);
  if (id == runtime::None) return runtime::None;
  TermKind kind = TermKind::Circumstance;
  if (declKinds(TermKind::Event).has(model[name].kind)) kind = TermKind::Event;
  else if (!declKinds(TermKind::Circumstance).has(model[name].kind)) return runtime::None;
  const auto [found, is_new] = numbers_.try_emplace({name, how, year}, static_cast<std::uint32_t>(slots_.size()));
  if (is_new) {
    if (year.event) how |= runtime::YearEnd;
    slots_.push_back({static_cast<std::uint32_t>(kind), id, static_cast<std::uint8_t>(how), 0, 0, year.last_month,
                      year.event ? vocabulary_.id(year.event) : runtime::None});
  }
  return found->second;
}

FactSlots::Index FactSlots::index() const {
  Index index;
  for (const TermKind kind : {TermKind::Event, TermKind::Circumstance}) {
    for (std::uint32_t term = 0; term < vocabulary_.terms(kind).size(); ++term) {
      runtime::List list{static_cast<std::uint32_t>(index.slots.size()), 0};
      for (std::uint32_t s = 0; s < slots_.size(); ++s) {
        const runtime::SlotTerm& slot = slots_[s];
        if (slot.kind != static_cast<std::uint32_t>(kind)) continue;
        const auto fills = [&](std::uint32_t id) {
          return id != runtime::None && term >= id && term <= vocabulary_.last(kind, id);
        };
        if (!fills(slot.id) && !fills(slot.year_end)) continue;
        index.slots.push_back(s);
        ++list.count;
      }
      index.lists.push_back(list);
    }
  }
  return index;
}

}  // namespace vern::table
