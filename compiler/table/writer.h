// Sections being filled, and the file they make. Texts and small repeated things are stored once.
#pragma once

#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vern/format.h"

namespace vern::table {

/// Distinct values, numbered in the order they came.
template <class T>
class Distinct {
 public:
  std::uint32_t add(const T& value) {
    const auto [found, is_new] = numbers_.try_emplace(value, static_cast<std::uint32_t>(numbers_.size()));
    if (is_new) items_.push_back(value);
    return found->second;
  }
  [[nodiscard]] const std::vector<T>& items() const { return items_; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(items_.size()); }

 private:
  std::map<T, std::uint32_t> numbers_;
  std::vector<T> items_;
};

class Strings {
 public:
  runtime::TextRef add(std::string_view text) {
    if (text.empty()) return {0, 0};
    const auto found = places_.find(std::string(text));
    if (found != places_.end()) return found->second;
    const runtime::TextRef ref{static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(text.size())};
    bytes_ += text;
    places_.emplace(text, ref);
    return ref;
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::unordered_map<std::string, runtime::TextRef> places_;
};

/// Puts sections one after another, each at a multiple of SectionAlignment, behind `header`, and fills in its sizes.
class FileWriter {
 public:
  explicit FileWriter(const runtime::Header& header) : header_(header) { bytes_.assign(sizeof(runtime::Header), '\0'); }

  template <class T>
  void add(runtime::SectionId id, const std::vector<T>& items) {
    static_assert(std::is_trivially_copyable_v<T>);
    add(id, items.data(), items.size(), sizeof(T));
  }
  void add(runtime::SectionId id, const std::string& bytes) { add(id, bytes.data(), bytes.size(), 1); }

  /// The finished file, checksum and all.
  [[nodiscard]] std::string finish();

 private:
  void add(runtime::SectionId id, const void* data, std::size_t count, std::size_t element_bytes);

  runtime::Header header_;
  std::string bytes_;
};

}  // namespace vern::table
