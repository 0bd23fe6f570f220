// A text in several languages, as the writer gave it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vern {

/// One string for each language tag, in the order of the source. Strings are UTF-8.
class Texts {
 public:
  void add(std::string language, std::string value) {
    if (entries_.empty()) entries_.reserve(2);
    entries_.emplace_back(std::move(language), std::move(value));
  }

  /// The text in `language`, or nullptr.
  [[nodiscard]] const std::string* find(std::string_view language) const {
    for (const auto& [tag, value] : entries_)
      if (tag == language) return &value;
    return nullptr;
  }

  /// The text in `language`, else in English, else the first one, else "".
  [[nodiscard]] std::string_view in(std::string_view language) const {
    if (const std::string* exact = find(language)) return *exact;
    if (const std::string* english = find("en")) return *english;
    return entries_.empty() ? std::string_view() : std::string_view(entries_.front().second);
  }

  [[nodiscard]] bool empty() const { return entries_.empty(); }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] auto begin() const { return entries_.begin(); }
  [[nodiscard]] auto end() const { return entries_.end(); }

  friend bool operator==(const Texts&, const Texts&) = default;

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
};

}  // namespace vern
