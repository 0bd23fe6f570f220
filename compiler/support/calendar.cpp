#include "compiler/support/calendar.h"

#include <algorithm>
#include <cstdio>

namespace vern {

Day toDay(CivilDate date) {
  const std::int32_t y = date.year - (date.month <= 2 ? 1 : 0);
  const std::int32_t era = (y >= 0 ? y : y - 399) / 400;
  const auto yoe = static_cast<std::uint32_t>(y - era * 400);
  const auto month = static_cast<std::uint32_t>(date.month);
  const std::uint32_t doy =
      (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + static_cast<std::uint32_t>(date.day) - 1;
  const std::uint32_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + static_cast<std::int32_t>(doe) - 719468;
}

CivilDate toCivil(Day day) {
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

int daysInMonth(int year, int month) {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

Day addTo(Day day, Duration duration) {
  if (day >= Never) return Never;
  if (day <= AlwaysPast) return AlwaysPast;
  Day result = day;
  if (duration.months != 0) {
    CivilDate date = toCivil(day);
    const std::int64_t months = std::int64_t{date.year} * 12 + (date.month - 1) + duration.months;
    if (months >= std::int64_t{9999} * 12) return Never;
    date.year = static_cast<std::int32_t>(months / 12);
    date.month = static_cast<std::int32_t>(months % 12) + 1;
    date.day = std::min(date.day, daysInMonth(date.year, date.month));
    result = toDay(date);
  }
  const std::int64_t sum = std::int64_t{result} + duration.days + (duration.hours + 23) / 24;
  return sum >= Never ? Never : static_cast<Day>(sum);
}

std::optional<Day> parseDay(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int fields[3] = {0, 0, 0};
  const std::size_t starts[3] = {0, 5, 8};
  const std::size_t lengths[3] = {4, 2, 2};
  for (int f = 0; f < 3; ++f) {
    for (std::size_t i = 0; i < lengths[f]; ++i) {
      const char c = text[starts[f] + i];
      if (c < '0' || c > '9') return std::nullopt;
      fields[f] = fields[f] * 10 + (c - '0');
    }
  }
  const auto [year, month, day] = fields;
  if (year < 1600 || year > 2999 || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > daysInMonth(year, month)) return std::nullopt;
  return toDay({year, month, day});
}

std::string formatDay(Day day) {
  if (day >= Never) return "never";
  const CivilDate date = toCivil(day);
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", date.year, date.month, date.day);
  return buffer;
}

std::optional<Duration> parseIsoDuration(std::string_view text) {
  if (text.size() < 3 || text[0] != 'P') return std::nullopt;
  Duration result;
  bool time = false;
  std::int64_t number = -1;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      number = std::max<std::int64_t>(number, 0) * 10 + (c - '0');
      if (number > 1'000'000) return std::nullopt;
      continue;
    }
    if (c == 'T') {
      if (time || number >= 0) return std::nullopt;
      time = true;
      continue;
    }
    if (number < 0) return std::nullopt;
    const auto n = static_cast<std::int32_t>(number);
    number = -1;
    if (!time && c == 'Y') result.months += n * 12;
    else if (!time && c == 'M') result.months += n;
    else if (!time && c == 'W') result.days += n * 7;
    else if (!time && c == 'D') result.days += n;
    else if (time && c == 'H') result.hours += n;
    else return std::nullopt;
  }
  if (number >= 0) return std::nullopt;
  return result;
}

std::string formatIsoDuration(Duration duration) {
  std::string out = "P";
  if (duration.months != 0 && duration.months % 12 == 0) out += std::to_string(duration.months / 12) + "Y";
  else if (duration.months != 0) out += std::to_string(duration.months) + "M";
  if (duration.days != 0) out += std::to_string(duration.days) + "D";
  if (duration.hours != 0) out += "T" + std::to_string(duration.hours) + "H";
  return out == "P" ? "P0D" : out;
}

}  // namespace vern
