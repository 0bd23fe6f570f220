// Bytes at a multiple of 64, as a mapped file has them.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>

namespace vern::test {

class AlignedBytes {
 public:
  explicit AlignedBytes(std::string_view bytes)
      : size_(bytes.size()), bytes_(new(std::align_val_t{64}) std::byte[bytes.empty() ? 1 : bytes.size()]) {
    std::memcpy(bytes_.get(), bytes.data(), bytes.size());
  }
  [[nodiscard]] std::span<const std::byte> span() const { return {bytes_.get(), size_}; }
  [[nodiscard]] std::string_view text() const { return {reinterpret_cast<const char*>(bytes_.get()), size_}; }
  [[nodiscard]] std::byte& operator[](std::size_t i) { return bytes_.get()[i]; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Delete {
    void operator()(std::byte* p) const { ::operator delete[](p, std::align_val_t{64}); }
  };
  std::size_t size_;
  std::unique_ptr<std::byte[], Delete> bytes_;
};

}  // namespace vern::test
