// Times in the words of other languages: what the language has for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vern::syntax {

/// What stands between `begin` and `end` of a text is wrong, and how it is written.
struct Mended {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text;
};

/// `never keep name more than 30 days`, `keep name no longer than 2 years`, `keep name max 1 year`, where `at` is the
/// first word of the limit: the clause with `at most` or `at least`. Nothing where no such words stand at `at`.
[[nodiscard]] std::optional<Mended> limitMeant(std::string_view text, std::uint32_t at);

/// Two ends that `and` or `or` joins: `retain until a, and 2 years after b`.
struct JoinedEnds {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string latest;    // `latest of { until a, 2 years after b }`
  std::string earliest;
  bool comma = false;  // before the word: then either may be meant
  bool whole = true;   // false: the second end is not written in full, and "…" stands for it
};

/// The ends around the `and` or `or` that stands at `at` and is `length` letters long. Nothing where it joins no ends.
[[nodiscard]] std::optional<JoinedEnds> joinedEnds(std::string_view text, std::uint32_t at, std::size_t length);

/// `until a, then 1 year`, `until a plus 1 year`, `2 years after a then 1 year`, where the word that joins stands at
/// `at` and is `length` letters long: `1 year after a`, `3 years after a`. Nothing where no length of time follows such
/// an end.
[[nodiscard]] std::optional<Mended> lengthAfterEnd(std::string_view text, std::uint32_t at, std::size_t length);

/// `until 6 months after a`, where the number stands at `at`: `6 months after a`.
[[nodiscard]] std::optional<Mended> untilLength(std::string_view text, std::uint32_t at);

/// `ages under 18`, `ages 15-17`, `ages 16 or older`, where the word `ages` stands at `at`: all of the clause as it is
/// written here. Nothing where nobody can tell which ages are meant.
[[nodiscard]] std::optional<Mended> agesMeant(std::string_view text, std::uint32_t at);

/// `2 years and 6 months`, where `at` is the `and`: `30 months`. Nothing where no such lengths stand around it.
[[nodiscard]] std::optional<Mended> sumOfLengths(std::string_view text, std::uint32_t at);

/// `2026-03`, `March 2026`, `in March 2026`, `2026`: the first day of that time, as 2026-03-01. "" if `written` is
/// neither a month nor a year.
[[nodiscard]] std::string firstDayOf(std::string_view written);

}  // namespace vern::syntax
