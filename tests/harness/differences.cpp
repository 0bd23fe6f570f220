#include "tests/harness/differences.h"

#include <algorithm>
#include <vector>

namespace vern::harness {

namespace {

std::vector<std::string_view> linesOf(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

struct Step {
  char mark;
  std::string_view line;
};

/// Longest common subsequence; golden files are short.
std::vector<Step> steps(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  std::vector<std::vector<unsigned>> common(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      common[i][j] = a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  std::vector<Step> out;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      out.push_back({' ', a[i++]});
      ++j;
    } else if (i < a.size() && (j == b.size() || common[i + 1][j] >= common[i][j + 1])) {
      out.push_back({'-', a[i++]});
    } else {
      out.push_back({'+', b[j++]});
    }
  }
  return out;
}

}  // namespace

std::string differences(std::string_view expected, std::string_view found) {
  constexpr std::size_t Around = 2;
  if (expected == found) return {};
  const std::vector<Step> all = steps(linesOf(expected), linesOf(found));
  std::string out;
  std::size_t shown = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].mark == ' ') continue;
    const std::size_t from = std::max(shown, i < Around ? 0 : i - Around);
    if (from > shown && shown > 0) out += "  …\n";
    std::size_t to = i + 1;
    while (to < all.size() && all[to].mark == ' ' && to < i + 1 + Around) ++to;
    for (std::size_t k = from; k < to; ++k) out += std::string(1, all[k].mark) + " " + std::string(all[k].line) + "\n";
    shown = to;
    i = to - 1;
  }
  if (out.empty()) out = "the texts differ in the end of the last line\n";
  return out;
}

}  // namespace vern::harness
