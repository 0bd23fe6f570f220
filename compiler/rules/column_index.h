// Rows by the declarations in one of their columns: those that are, or may be, the same as another declaration are
// found without a look at the others.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "compiler/rules/value.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace vern::rules {

class ColumnIndex {
 public:
  explicit ColumnIndex(const model::Model& model) : model_(model) {}

  /// Adds the row `number`, of which `column` is the column.
  void add(std::uint32_t number, const Slot& column);

  /// Calls `found` with the number of each row whose column holds `id`, or what is above or below it, or may hold
  /// something that is not told, until `found` says false. A row whose column is a set may come more than once.
  void eachRelated(DeclId id, llvm::function_ref<bool(std::uint32_t)> found) const;

 private:
  using Numbers = std::unordered_map<DeclId, llvm::SmallVector<std::uint32_t, 2>>;

  const model::Model& model_;
  Numbers exactly_, below_;  // itself is below it too
  std::vector<std::uint32_t> others_;
};

}  // namespace vern::rules
