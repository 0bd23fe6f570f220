// Where rows live, with the slots and windows that they point to.
#pragma once

#include <utility>

#include "compiler/rules/value.h"
#include "llvm/Support/Allocator.h"

namespace vern::rules {

/// What is added stays where it is as long as the storage, which may be moved, lives.
class Storage {
 public:
  const Slot& add(Slot slot) { return *new (slots_.Allocate()) Slot(std::move(slot)); }
  const Window& add(Window window) { return *new (windows_.Allocate()) Window(std::move(window)); }
  const Row& add(const Row& row) { return *new (rows_.Allocate()) Row(row); }

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

  llvm::SpecificBumpPtrAllocator<Slot> slots_;
  llvm::SpecificBumpPtrAllocator<Window> windows_;
  llvm::SpecificBumpPtrAllocator<Row> rows_;
};

}  // namespace vern::rules
