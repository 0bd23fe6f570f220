// An append-only table: elements are added once, named by an Id, and walked in the order they came.
#pragma once

#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "compiler/support/check.h"
#include "compiler/support/id.h"

namespace vern {

/// `Store<DeclId, Decl>`: add(value) -> id, [id] -> const value&, iterable in order of addition.
/// References stay valid until the next `add`.
template <class IdType, class T>
class Store {
 public:
  Store() = default;
  /// Goes on where `base` ends: its elements keep their ids. `base` outlives the store and is not changed any more.
  [[nodiscard]] static Store on(const Store& base) {
    Store out;
    out.base_ = &base;
    out.base_size_ = base.size();
    return out;
  }

  IdType add(T value) {
    VERN_CHECK(size() < IdType::None, "store is full");
    items_.push_back(std::move(value));
    return idAt(size() - 1);
  }

  const T& operator[](IdType id) const {
    if (id.index < base_size_) return (*base_)[id];
    VERN_CHECK(id.index - base_size_ < items_.size(), "id does not belong to this store");
    return items_[id.index - base_size_];
  }
  /// Of its own elements alone.
  T& edit(IdType id) {
    VERN_CHECK(id.index >= base_size_ && id.index - base_size_ < items_.size(), "id does not belong to this store");
    return items_[id.index - base_size_];
  }

  [[nodiscard]] std::size_t size() const { return base_size_ + items_.size(); }
  /// Where its own elements begin.
  [[nodiscard]] std::size_t baseSize() const { return base_size_; }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] IdType idAt(std::size_t i) const { return IdType(static_cast<std::uint32_t>(i)); }

  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    Iterator() = default;
    Iterator(const Store& store, std::size_t at) : store_(&store), at_(at) {}
    reference operator*() const { return (*store_)[store_->idAt(at_)]; }
    pointer operator->() const { return &**this; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++at_;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    const Store* store_ = nullptr;
    std::size_t at_ = 0;
  };
  [[nodiscard]] Iterator begin() const { return {*this, 0}; }
  [[nodiscard]] Iterator end() const { return {*this, size()}; }

 private:
  const Store* base_ = nullptr;
  std::size_t base_size_ = 0;
  std::vector<T> items_;
};

}  // namespace vern
