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
  // What is in the caches needs no preparation.
  constexpr std::uint32_t Small = 1u << 12;
  const Table& table = facts.table();
  const bool moves = questions.event != nullptr && questions.day != nullptr;
  const auto move = [&](std::size_t i) {
    if (moves) facts.moveEvent(*questions.event, questions.day[i]);
  };
  if (table.index.size() < Small && table.covers.size() < Small) {
    for (std::size_t i = 0; i < questions.count; ++i) {
      move(i);
      out[i] = verdict(facts, questions[i]);
    }
    return;
  }
  std::uint32_t data[Group];
  const Row* rows[Group];
  std::uint32_t places[Group];
  std::uint32_t values[Group];
  for (std::size_t from = 0; from < questions.count; from += Group) {
    const std::size_t n = questions.count - from < Group ? questions.count - from : Group;
    for (std::size_t i = 0; i < n; ++i) {
      const Question q = questions[from + i];
      data[i] = q.datum;
      rows[i] = &detail::rowOf(table, q);
      detail::prefetch(rows[i]);
    }
    for (std::size_t i = 0; i < n; ++i) {
      places[i] = detail::placeOf(*rows[i], data[i]);
      detail::prefetch(&table.index[places[i]]);
    }
    for (std::size_t i = 0; i < n; ++i) {
      values[i] = rows[i]->values + table.index[places[i]];
      detail::prefetch(&table.values[values[i]]);
    }
    for (std::size_t i = 0; i < n; ++i) {
      values[i] =
          (rows[i]->flags & InLines) == 0 ? table.values[values[i]] : detail::valueInLines(table, *rows[i], data[i]);
      detail::prefetch(values[i] < table.covers.size() ? static_cast<const void*>(&table.covers[values[i]])
                                                       : &table.lists[values[i] - table.covers.size()]);
    }
    for (std::size_t i = 0; i < n; ++i) {
      move(from + i);
      out[from + i] = detail::verdictOf(facts, questions[from + i], values[i]);
    }
  }
}

}  // namespace vern::runtime
