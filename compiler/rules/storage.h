// Where rows live, with the slots and windows that they point to.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "compiler/rules/value.h"

namespace vern::rules {

/// What is added stays where it is as long as this, which may be moved, lives: in blocks that grow, for a deque takes
/// memory anew for every two or three slots.
// Not LLVM's allocator, which forgets to destroy what it had when it is moved to, and whose code in the library of
// LLVM knows nothing of the sanitizers.
template <class T>
class Kept {
 public:
  const T& add(T&& value) {
    if (blocks_.empty() || blocks_.back().size() == blocks_.back().capacity())
      blocks_.emplace_back().reserve(std::min(FirstBlock << blocks_.size(), LastBlock));
    return blocks_.back().emplace_back(std::move(value));
  }

 private:
  static constexpr std::size_t FirstBlock = 4, LastBlock = 256;
  std::vector<std::vector<T>> blocks_;
};

/// All of what rows need, kept.
class Storage {
 public:
  const Slot& add(Slot&& slot) { return slots_.add(std::move(slot)); }
  const Window& add(Window&& window) { return windows_.add(std::move(window)); }
  const Row& add(const Row& row) { return rows_.add(Row(row)); }

  /// What `value` stands for, all of it in here.
  Value copy(const Value& value) {
    Value out = value;
    if (value.asWindow() != nullptr) out.window = &add(Window(*value.window));
    if (value.thing.row != nullptr) out.thing.row = &copy(*value.thing.row);
    return out;
  }

 private:
  const Row& copy(const Row& row) {
    Row out = row;
    for (const Slot*& column : out.columns) {
      if (column == nullptr) continue;
      Slot slot = *column;
      for (Value& member : slot.members) member = copy(member);
      column = &add(std::move(slot));
    }
    return add(out);
  }

  Kept<Slot> slots_;
  Kept<Window> windows_;
  Kept<Row> rows_;
};

}  // namespace vern::rules
