// A new table in place of an old one, while others ask. A reader sees the one or the other, never a mixture; the old
// one may be closed when replace() comes back.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>

#include "vern/table.h"

namespace vern::runtime {

class TableSwitch {
 public:
  /// Readers get `table` until it is replaced.
  explicit TableSwitch(const Table& table) noexcept : current_(&table) {}
  TableSwitch(const TableSwitch&) = delete;
  TableSwitch& operator=(const TableSwitch&) = delete;

  /// One reader, for as long as it holds on to the table: some questions, not the life of a thread. Never waits.
  class Reader {
   public:
    explicit Reader(TableSwitch& tables) noexcept {
      // Counted under the turn that is still on once it is counted: who waits for that turn waits for this reader.
      for (;;) {
        const std::uint32_t turn = tables.turn_.load();
        count_ = &tables.readers_[turn % 2];
        count_->fetch_add(1);
        if (tables.turn_.load() == turn) break;
        count_->fetch_sub(1);
      }
      table_ = tables.current_.load();
    }
    ~Reader() { count_->fetch_sub(1); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    [[nodiscard]] const Table& operator*() const noexcept { return *table_; }
    [[nodiscard]] const Table* operator->() const noexcept { return table_; }

   private:
    std::atomic<std::uint32_t>* count_ = nullptr;
    const Table* table_ = nullptr;
  };

  /// Puts `next` in place, waits until no reader has the old one, and returns that. One thread at a time.
  const Table* replace(const Table& next) noexcept {
    const Table* old = current_.exchange(&next);
    const std::uint32_t turn = turn_.fetch_add(1);
    while (readers_[turn % 2].load() != 0) std::this_thread::yield();
    return old;
  }

 private:
  std::atomic<const Table*> current_;
  std::atomic<std::uint32_t> turn_{0};
  std::atomic<std::uint32_t> readers_[2] = {0, 0};
};

}  // namespace vern::runtime
