#include "compiler/edits/difference.h"

#include <algorithm>
#include <vector>

namespace vern::edits {

namespace {

constexpr std::size_t Around = 3;

struct Line {
  char mark;   // ' ', '-', '+'
  std::string_view text;
};

std::vector<std::string_view> linesOf(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    out.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return out;
}

/// The shortest way from `a` to `b` (Myers 1986): cost grows with the changes, not with the texts.
std::vector<Line> compare(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  const auto n = static_cast<std::ptrdiff_t>(a.size());
  const auto m = static_cast<std::ptrdiff_t>(b.size());
  const std::ptrdiff_t most = n + m;
  std::vector<std::ptrdiff_t> reached(static_cast<std::size_t>(2 * most + 3), 0);
  const auto at = [&](std::ptrdiff_t k) -> std::ptrdiff_t& { return reached[static_cast<std::size_t>(k + most + 1)]; };
  std::vector<std::vector<std::ptrdiff_t>> steps;
  for (std::ptrdiff_t d = 0; d <= most; ++d) {
    steps.emplace_back(reached.begin() + (most + 1 - d - 1), reached.begin() + (most + 1 + d + 2));
    bool done = false;
    for (std::ptrdiff_t k = -d; k <= d && !done; k += 2) {
      std::ptrdiff_t x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
      while (x < n && x - k < m && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)]) ++x;
      at(k) = x;
      done = x >= n && x - k >= m;
    }
    if (done) break;
  }
  // Back from the end, by what was reached before each step.
  std::vector<Line> out;
  std::ptrdiff_t x = n;
  std::ptrdiff_t y = m;
  for (auto d = static_cast<std::ptrdiff_t>(steps.size()) - 1; d >= 0; --d) {
    const auto& before = steps[static_cast<std::size_t>(d)];
    const auto was = [&](std::ptrdiff_t k) { return before[static_cast<std::size_t>(k + d + 1)]; };
    const std::ptrdiff_t k = x - y;
    const bool down = k == -d || (k != d && was(k - 1) < was(k + 1));
    const std::ptrdiff_t from = down ? k + 1 : k - 1;
    const std::ptrdiff_t to_x = d == 0 ? 0 : was(from);
    const std::ptrdiff_t to_y = d == 0 ? 0 : to_x - from;
    while (x > to_x && y > to_y) {
      out.push_back({' ', a[static_cast<std::size_t>(--x)]});
      --y;
    }
    if (d == 0) break;
    if (down) out.push_back({'+', b[static_cast<std::size_t>(--y)]});
    else out.push_back({'-', a[static_cast<std::size_t>(--x)]});
  }
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace

std::string difference(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const std::vector<Line> lines = compare(linesOf(before), linesOf(after));
  std::string out = "--- " + std::string(path) + "\n+++ " + std::string(path) + "\n";
  std::size_t old_line = 1;
  std::size_t new_line = 1;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t change = i;
    while (change < lines.size() && lines[change].mark == ' ') ++change;
    if (change == lines.size()) break;
    const std::size_t begin = std::max(i, change - std::min(change, Around));
    for (; i < begin; ++i) {
      ++old_line;
      ++new_line;
    }
    // As long as the next change is near, it belongs to this one.
    std::size_t end = change;
    for (std::size_t k = change; k < lines.size() && k <= end + 2 * Around; ++k)
      if (lines[k].mark != ' ') end = k;
    end = std::min(end + Around + 1, lines.size());
    std::size_t of_old = 0;
    std::size_t of_new = 0;
    std::string body;
    for (std::size_t k = begin; k < end; ++k) {
      of_old += lines[k].mark != '+' ? 1 : 0;
      of_new += lines[k].mark != '-' ? 1 : 0;
      body += lines[k].mark + std::string(lines[k].text);
      if (!lines[k].text.ends_with('\n')) body += "\n\\ No newline at end of file\n";
    }
    out += "@@ -" + std::to_string(old_line) + "," + std::to_string(of_old) + " +" + std::to_string(new_line) + "," +
           std::to_string(of_new) + " @@\n" + body;
    old_line += of_old;
    new_line += of_new;
    i = end;
  }
  return out;
}

}  // namespace vern::edits
