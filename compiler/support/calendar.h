// Civil days. A day is a number: 0 is 1 January 1970; there is no time of day and no time zone here.
// Algorithms: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vern {

/// Days since 1970-01-01.
using Day = std::int32_t;

/// A day that never comes; later than every other.
inline constexpr Day Never = 1 << 30;
/// A day before every other: what can never be permitted ends here.
inline constexpr Day AlwaysPast = -(1 << 30);

struct CivilDate {
  std::int32_t year;
  std::int32_t month;  // 1 to 12
  std::int32_t day;    // 1 to 31
  friend constexpr bool operator==(CivilDate, CivilDate) = default;
};

[[nodiscard]] Day toDay(CivilDate date);
[[nodiscard]] CivilDate toCivil(Day day);
[[nodiscard]] int daysInMonth(int year, int month);

/// A length of time as lawyers count it. Months and years are calendar months; hours are kept apart.
struct Duration {
  std::int32_t months = 0;
  std::int32_t days = 0;
  std::int32_t hours = 0;
  friend constexpr bool operator==(Duration, Duration) = default;
};

/// `day` plus `duration`, by the calendar: one month after 31 January is the last day of February.
/// Hours are rounded up to whole days. `Never` stays `Never`; the result is cut off there.
[[nodiscard]] Day addTo(Day day, Duration duration);

/// Parses "2024-02-29"; nothing if it is no such date. Years 1600 to 2999.
[[nodiscard]] std::optional<Day> parseDay(std::string_view text);
/// "2024-02-29"; "never" for `Never`.
[[nodiscard]] std::string formatDay(Day day);

/// Parses ISO 8601 "P2Y", "P18M", "P1Y6M", "P30D", "P2W", "PT72H"; nothing otherwise.
[[nodiscard]] std::optional<Duration> parseIsoDuration(std::string_view text);
/// "P2Y", "P18M", "P30D": years where the months come out even, the shortest ISO 8601 form.
[[nodiscard]] std::string formatIsoDuration(Duration duration);

}  // namespace vern
