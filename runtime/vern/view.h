// A section of a table as an array that cannot be left.
#pragma once

#include <cstdint>
#include <span>

#include "vern/format.h"

namespace vern::runtime {

/// What is read past the end of a section: zeros, or, of covers, one that covers nothing.
template <class T>
inline constexpr T PastTheEnd{};
template <>
inline constexpr Cover PastTheEnd<Cover> = [] {
  Cover nothing{};
  nothing.need = atom::bit(atom::AsUse) | atom::bit(atom::AsDisclosure);
  for (std::uint16_t& count : nothing.count) count = Turned;
  return nothing;
}();

template <>
inline constexpr Row PastTheEnd<Row>{0, 0, 0, 0, Plain};

/// Elements of one section.
template <class T>
class View {
 public:
  constexpr View() noexcept = default;
  View(const T* data, std::uint32_t count) noexcept : data_(data), count_(count) {}

  [[nodiscard]] VERN_HOT std::uint32_t size() const noexcept { return count_; }
  [[nodiscard]] VERN_HOT const T& operator[](std::uint32_t i) const noexcept {
    return i < count_ ? data_[i] : PastTheEnd<T>;
  }
  /// [first, first + count), cut off at the end of the section.
  [[nodiscard]] std::span<const T> slice(List list) const noexcept {
    if (list.first >= count_) return {};
    const std::uint32_t rest = count_ - list.first;
    return {data_ + list.first, list.count < rest ? list.count : rest};
  }
  [[nodiscard]] std::span<const T> all() const noexcept { return {data_, count_}; }

 private:
  const T* data_ = nullptr;
  std::uint32_t count_ = 0;
};

}  // namespace vern::runtime
