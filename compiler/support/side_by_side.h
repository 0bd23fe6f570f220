// Pieces of work that need nothing of each other, done on several cores.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace vern {

/// As many as there are cores, if `threads` is 0.
[[nodiscard]] inline unsigned threadsOf(unsigned threads) {
  return threads != 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
}

/// Calls `work` with 0 to `count` - 1, each once and in no order, on at most `threads` threads. Returns when all are
/// done. Whoever is free takes the next piece; there is no lock.
template <class Work>
void sideBySide(std::size_t count, unsigned threads, Work work) {
  std::atomic<std::size_t> next{0};
  const auto go_on = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < std::min<std::size_t>(threads, count); ++i) others.emplace_back(go_on);
  go_on();
}

}  // namespace vern
