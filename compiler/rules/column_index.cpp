#include "compiler/rules/column_index.h"

#include <algorithm>

namespace vern::rules {

void ColumnIndex::add(std::uint32_t number, const Slot& column) {
  const bool told = column.said() && !column.open && !column.members.empty() &&
                    std::ranges::all_of(column.members, [](const Value& member) {
                      return member.scalar == Scalar::Thing && member.thing.decl;
                    });
  if (!told) {
    others_.push_back(number);
    return;
  }
  for (const Value& member : column.members) {
    exactly_[member.thing.decl].push_back(number);
    for (DeclId id = member.thing.decl; id; id = model_[id].parent) below_[id].push_back(number);
  }
}

void ColumnIndex::eachRelated(DeclId id, llvm::function_ref<bool(std::uint32_t)> found) const {
  const auto through = [&](const Numbers& rows, DeclId key) {
    const auto entry = rows.find(key);
    return entry == rows.end() || std::ranges::all_of(entry->second, found);
  };
  if (!through(below_, id)) return;
  for (DeclId above = model_[id].parent; above; above = model_[above].parent)
    if (!through(exactly_, above)) return;
  (void)std::ranges::all_of(others_, found);
}

}  // namespace vern::rules
