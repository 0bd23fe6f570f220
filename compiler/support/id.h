// Handles instead of pointers: a 32-bit id that only its own kind of thing can be looked up with.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace vern {

/// Names one element of a Store. A default Id names nothing.
template <class Tag>
struct Id {
  static constexpr std::uint32_t None = 0xFFFFFFFFu;

  std::uint32_t index = None;

  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t i) : index(i) {}

  [[nodiscard]] constexpr bool valid() const { return index != None; }
  constexpr explicit operator bool() const { return valid(); }
  friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace vern

template <class Tag>
struct std::hash<vern::Id<Tag>> {
  std::size_t operator()(vern::Id<Tag> id) const noexcept { return id.index; }
};
