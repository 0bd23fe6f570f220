#include "compiler/support/written_date.h"

#include <algorithm>
#include <array>
#include <vector>

#include "compiler/support/calendar.h"
#include "llvm/ADT/StringRef.h"

namespace vern {

int monthNamed(std::string_view word) {
  static constexpr std::string_view Months[][2] = {
      {"january", "januar"},  {"february", "februar"},  {"march", "mars"},
      {"april", "april"},     {"may", "mai"},           {"june", "juni"},
      {"july", "juli"},       {"august", "august"},     {"september", "september"},
      {"october", "oktober"}, {"november", "november"}, {"december", "desember"}};
  std::string small(word);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (small.size() < 3) return 0;
  for (int month = 1; month <= 12; ++month)
    for (const std::string_view name : Months[month - 1])
      if (name.starts_with(small)) return month;
  return 0;
}

namespace {

std::string written(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return {};
  const CivilDate date{year, month, day};
  const std::string text = formatDay(toDay(date));
  return parseDay(text) && toCivil(toDay(date)) == date ? text : std::string();
}

/// `1 May 2026`
std::string withMonth(std::string_view text) {
  int month = 0;
  std::vector<int> numbers;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t.,", at), text.size());
    const llvm::StringRef word(text.data() + at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    int number = 0;
    if (!word.getAsInteger(10, number)) {
      numbers.push_back(number);
      continue;
    }
    const int named = monthNamed(word);
    if (month != 0 || named == 0) return {};
    month = named;
  }
  return month != 0 && numbers.size() == 2 ? written(numbers[1], month, numbers[0]) : std::string();
}

}  // namespace

std::string isoDate(std::string_view text) {
  std::array<int, 3> parts{};
  std::size_t part = 0;
  std::size_t first_length = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (parts[part] > 9999) return {};
      parts[part] = parts[part] * 10 + (c - '0');
    } else if (c != '.' && c != '/' && c != '-') {
      return withMonth(text);
    } else if (++part == parts.size()) {
      return {};
    }
    if (part == 0) ++first_length;
  }
  if (first_length < 4) std::swap(parts[0], parts[2]);
  return written(parts[0], parts[1], parts[2]);
}

}  // namespace vern
