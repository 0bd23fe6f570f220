// An append-only table: elements are added once, named by an Id, and walked in the order they came.
#pragma once

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
  IdType add(T value) {
    VERN_CHECK(items_.size() < IdType::None, "store is full");
    items_.push_back(std::move(value));
    return IdType(static_cast<std::uint32_t>(items_.size() - 1));
  }

  const T& operator[](IdType id) const {
    VERN_CHECK(id.index < items_.size(), "id does not belong to this store");
    return items_[id.index];
  }
  T& edit(IdType id) {
    VERN_CHECK(id.index < items_.size(), "id does not belong to this store");
    return items_[id.index];
  }

  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  [[nodiscard]] IdType idAt(std::size_t i) const { return IdType(static_cast<std::uint32_t>(i)); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  std::vector<T> items_;
};

}  // namespace vern
