// Civil days, as compiler/support/calendar.h has them. Algorithms: H. Hinnant, "chrono-Compatible Low-Level Date
// Algorithms". Days outside of [FirstDay, LastDay] never get here.
#pragma once

#include <cstdint>

#include "vern/format.h"

namespace vern::runtime {

struct Civil {
  std::int32_t year;
  std::int32_t month;  // 1 to 12
  std::int32_t day;    // 1 to 31
};

[[nodiscard]] constexpr Day dayOf(Civil date) noexcept {
  const std::int32_t y = date.year - (date.month <= 2 ? 1 : 0);
  const std::int32_t era = (y >= 0 ? y : y - 399) / 400;
  const auto yoe = static_cast<std::uint32_t>(y - era * 400);
  const auto month = static_cast<std::uint32_t>(date.month);
  const std::uint32_t doy =
      (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + static_cast<std::uint32_t>(date.day) - 1;
  const std::uint32_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + static_cast<std::int32_t>(doe) - 719468;
}

[[nodiscard]] constexpr Civil civilOf(Day day) noexcept {
  const std::int32_t z = day + 719468;
  const std::int32_t era = (z >= 0 ? z : z - 146096) / 146097;
  const auto doe = static_cast<std::uint32_t>(z - era * 146097);
  const std::uint32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::uint32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::uint32_t mp = (5 * doy + 2) / 153;
  const auto month = static_cast<std::int32_t>(mp < 10 ? mp + 3 : mp - 9);
  return {static_cast<std::int32_t>(yoe) + era * 400 + (month <= 2 ? 1 : 0), month,
          static_cast<std::int32_t>(doy - (153 * mp + 2) / 5 + 1)};
}

[[nodiscard]] constexpr std::int32_t daysInMonth(std::int32_t year, std::int32_t month) noexcept {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// The end of the year that ends with `month`, for the year in which `day` lies.
[[nodiscard]] constexpr Day yearEnd(Day day, std::int32_t month) noexcept {
  const Civil date = civilOf(day);
  const std::int32_t year = date.year + (date.month > month ? 1 : 0);
  return dayOf({year, month, daysInMonth(year, month)});
}

/// `day` plus months, then days: one month after 31 January is the last of February. `Never` and `AlwaysPast` stay as
/// they are; what passes the year 9999, or comes to no date at all, is cut off there.
[[nodiscard]] constexpr Day plus(Day day, std::int32_t months, std::int32_t days) noexcept {
  if (day >= Never) return Never;
  if (day <= AlwaysPast) return AlwaysPast;
  Day result = day;
  if (months != 0) {
    Civil date = civilOf(day);
    const std::int64_t total = std::int64_t{date.year} * 12 + (date.month - 1) + months;
    if (total >= std::int64_t{9999} * 12) return Never;
    if (total < 0) return AlwaysPast;
    date.year = static_cast<std::int32_t>(total / 12);
    date.month = static_cast<std::int32_t>(total % 12) + 1;
    const std::int32_t last = daysInMonth(date.year, date.month);
    if (date.day > last) date.day = last;
    result = dayOf(date);
  }
  const std::int64_t sum = std::int64_t{result} + days;
  if (sum <= AlwaysPast) return AlwaysPast;
  return sum >= Never ? Never : static_cast<Day>(sum);
}

/// A date as one number, in the order of dates, to which months are added as 32 each. What is no date, such as the
/// 31st of February, stands after the last day of its month and before the first of the next: just where a deadline
/// that falls on it must stand.
[[nodiscard]] constexpr std::int32_t packed(Day day) noexcept {
  const Civil date = civilOf(day);
  return (date.year * 12 + date.month - 1) * 32 + date.day;
}

}  // namespace vern::runtime
