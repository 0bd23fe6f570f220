// Many questions at once, in columns. The answers are those of verdict(); what is gained is that the lines of memory
// they need are on their way before they are asked for, which matters where a table is larger than the caches.
#pragma once

#include <cstddef>
#include <cstdint>

#include "vern/decide.h"

namespace vern::runtime {

/// Questions of one kind. A column has `count` elements, or is null: then `same` says it for all.
struct Questions {
  std::size_t count = 0;
  Question same;
  const std::uint32_t* subject = nullptr;
  const std::uint32_t* datum = nullptr;
  const std::uint32_t* purpose = nullptr;
  const std::uint32_t* recipient = nullptr;
  const std::uint32_t* place = nullptr;
  const std::uint32_t* told = nullptr;
  const MovingEvent* event = nullptr;  // with `day`: when it happened, question by question
  const Day* day = nullptr;

  [[nodiscard]] VERN_HOT Question operator[](std::size_t i) const noexcept {
    Question q = same;
    if (subject != nullptr) q.subject = subject[i];
    if (datum != nullptr) q.datum = datum[i];
    if (purpose != nullptr) q.purpose = purpose[i];
    if (recipient != nullptr) q.recipient = recipient[i];
    if (place != nullptr) q.place = place[i];
    if (told != nullptr) q.told = told[i];
    return q;
  }
};

namespace detail {

VERN_HOT void prefetch(const void* at) noexcept {
#if defined(__GNUC__)
  __builtin_prefetch(at);
#else
  (void)at;
#endif
}

}  // namespace detail

/// One verdict for each question into `out`, which has room for `questions.count`. The event of `questions` is moved in
/// `facts`, and left where the last question has it.
inline void verdicts(Facts& facts, const Questions& questions, Verdict* out) noexcept {
  constexpr std::size_t Group = 64;
  const Table& table = facts.table();
  const Row* rows[Group];
  const Line* lines[Group];
  std::uint32_t keys[Group];
  std::uint32_t values[Group];
  const bool moves = questions.event != nullptr && questions.day != nullptr;
  for (std::size_t from = 0; from < questions.count; from += Group) {
    const std::size_t n = questions.count - from < Group ? questions.count - from : Group;
    for (std::size_t i = 0; i < n; ++i) {
      const Question q = questions[from + i];
      keys[i] = table.groupWord(TermKind::Datum, q.datum) << 16 | detail::recipientOf(facts, q);
      rows[i] = &detail::rowOf(facts, q, detail::purposeWord(facts, q));
      detail::prefetch(rows[i]);
    }
    for (std::size_t i = 0; i < n; ++i) {
      lines[i] = &detail::lineOf(table, *rows[i], keys[i]);
      detail::prefetch(lines[i]);
      if (questions.same.ask == Ask::Disclose)
        detail::prefetch(&detail::lineOf(table, *rows[i], (keys[i] & 0xFFFF0000u) | Controller));
    }
    for (std::size_t i = 0; i < n; ++i) {
      values[i] = detail::valueOf(*lines[i], keys[i]);
      detail::prefetch(&table.entries[values[i]]);
    }
    for (std::size_t i = 0; i < n; ++i) detail::prefetch(&table.conditions[table.entries[values[i]]]);
    for (std::size_t i = 0; i < n; ++i) {
      if (moves) facts.moveEvent(*questions.event, questions.day[from + i]);
      out[from + i] = verdict(facts, questions[from + i]);
    }
  }
}

}  // namespace vern::runtime
