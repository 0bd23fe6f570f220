// Where rows live, with the slots and windows that they point to.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "compiler/rules/value.h"

namespace vern::rules {

/// `value` has no memory beside its own, so that nobody need destroy it.
[[nodiscard]] inline bool ownsNothing(const Slot& value) { return value.members.capacity() <= 1; }
[[nodiscard]] inline bool ownsNothing(const Window& value) { return value.parts.capacity() == 0; }
[[nodiscard]] inline bool ownsNothing(const Row&) { return true; }

/// What is added stays where it is as long as this lives: in blocks that grow, for a deque takes memory anew for every
/// two or three slots. What owns nothing is not looked at again at the end: by then most has left the cache.
// Not LLVM's allocator, which forgets to destroy what it had when it is moved to, and whose code in the library of
// LLVM knows nothing of the sanitizers.
template <class T>
class Kept {
 public:
  Kept() = default;
  Kept(Kept&& other) noexcept { swap(other); }
  Kept& operator=(Kept&& other) noexcept {
    Kept(std::move(other)).swap(*this);
    return *this;
  }
  ~Kept() {
    for (const T* one : owning_) std::destroy_at(one);
  }

  const T& add(T&& value) {
    if (used_ == size_) {
      size_ = std::min(FirstBlock << blocks_.size(), LastBlock);
      used_ = 0;
      blocks_.push_back(std::make_unique_for_overwrite<Place[]>(size_));
    }
    const T* out = std::construct_at(reinterpret_cast<T*>(&blocks_.back()[used_++]), std::move(value));
    if (!ownsNothing(*out)) owning_.push_back(out);
    return *out;
  }

 private:
  struct alignas(T) Place {
    std::byte bytes[sizeof(T)];
  };
  void swap(Kept& other) noexcept {
    std::swap(blocks_, other.blocks_);
    std::swap(owning_, other.owning_);
    std::swap(size_, other.size_);
    std::swap(used_, other.used_);
  }

  static constexpr std::size_t FirstBlock = 4, LastBlock = 256;
  std::vector<std::unique_ptr<Place[]>> blocks_;
  std::vector<const T*> owning_;
  std::size_t size_ = 0, used_ = 0;  // of the last block
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
