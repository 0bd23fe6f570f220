// Where rows live, with the slots and windows that they point to.
#pragma once

#include <deque>
#include <utility>

#include "compiler/rules/value.h"

namespace vern::rules {

/// What is added stays where it is as long as the storage, which may be moved, lives.
class Storage {
 public:
  const Slot& add(Slot slot) { return slots_.emplace_back(std::move(slot)); }
  const Window& add(Window window) { return windows_.emplace_back(std::move(window)); }
  const Row& add(const Row& row) { return rows_.emplace_back(row); }

  /// What `value` stands for, all of it in here.
  Value copy(const Value& value) {
    Value out = value;
    if (value.window != nullptr) out.window = &add(*value.window);
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

  // Not LLVM's allocator, which forgets to destroy what it had when it is moved to, and whose code in the library of
  // LLVM knows nothing of the sanitizers.
  std::deque<Slot> slots_;
  std::deque<Window> windows_;
  std::deque<Row> rows_;
};

}  // namespace vern::rules
