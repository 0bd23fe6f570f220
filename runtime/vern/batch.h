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

namespace detail {

/// Those of one kind.
template <Ask Kind>
void verdictsOf(Facts& facts, const Questions& questions, Verdict* out) noexcept {
  constexpr std::size_t Group = 64;
  // What is in the caches needs no preparation.
  constexpr std::uint32_t Small = 1u << 12;
  const Table& table = facts.table();
  const bool moves = questions.event != nullptr && questions.day != nullptr;
  const bool one = questions.subject == nullptr && questions.place == nullptr;
  const Asking<Kind> same(table, questions.same.subject, questions.same.place);
  const auto ids = [&](std::size_t i) VERN_INLINE {
    const auto at = [i](const std::uint32_t* column, std::uint32_t otherwise)
                        VERN_INLINE { return column != nullptr ? column[i] : otherwise; };
    return Ids{at(questions.datum, questions.same.datum), at(questions.purpose, questions.same.purpose),
               at(questions.recipient, questions.same.recipient), at(questions.told, questions.same.told)};
  };
  const auto answer = [&](std::size_t i, const std::uint32_t* value) VERN_INLINE {
    if (moves) facts.moveEvent(*questions.event, questions.day[i]);
    const Question question = one ? Question() : questions[i];
    const Asking<Kind> own = one ? same : Asking<Kind>(table, question.subject, question.place);
    const Asker<Kind> asker(facts, own, ids(i));
    out[i] = asker.verdict(value != nullptr ? *value : asker.value());
  };
  if (table.index.size() < Small && table.lines.size() < Small && table.covers.size() < Small) {
    for (std::size_t i = 0; i < questions.count; ++i) answer(i, nullptr);
    return;
  }
  std::uint32_t data[Group];
  const Row* rows[Group];
  std::uint32_t values[Group];
  for (std::size_t from = 0; from < questions.count; from += Group) {
    const std::size_t n = questions.count - from < Group ? questions.count - from : Group;
    for (std::size_t i = 0; i < n; ++i) {
      const Ids of = ids(from + i);
      data[i] = of.datum;
      rows[i] = &table.rows[Kind == Ask::Keep ? table.rows.size() - 1 : of.purpose];
      prefetch(rows[i]);
    }
    for (std::size_t i = 0; i < n; ++i) {
      if ((rows[i]->flags & InLines) != 0) {
        prefetch(&lineOf(table, *rows[i], idOf(data[i])));
        continue;
      }
      prefetch(&table.index[placeOf(*rows[i], data[i])]);
      // Values of a row mostly are in one line of memory.
      prefetch(&table.values[rows[i]->values]);
    }
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint32_t value = valueIn(table, *rows[i], data[i]);
      values[i] = value;
      prefetch(value < table.covers.size() ? static_cast<const void*>(&table.covers[value])
                                           : &table.lists[value - table.covers.size()]);
    }
    for (std::size_t i = 0; i < n; ++i) answer(from + i, &values[i]);
  }
}

}  // namespace detail

/// One verdict for each question into `out`, which has room for `questions.count`. The event of `questions` is moved in
/// `facts`, and left where the last question has it.
inline void verdicts(Facts& facts, const Questions& questions, Verdict* out) noexcept {
  switch (questions.same.ask) {
    case Ask::Use: return detail::verdictsOf<Ask::Use>(facts, questions, out);
    case Ask::Disclose: return detail::verdictsOf<Ask::Disclose>(facts, questions, out);
    default: return detail::verdictsOf<Ask::Keep>(facts, questions, out);
  }
}

}  // namespace vern::runtime
