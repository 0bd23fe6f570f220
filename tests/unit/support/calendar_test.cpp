#include "compiler/support/calendar.h"

#include <catch2/catch.hpp>

using namespace vern;

namespace {
Duration years(int n) { return {n * 12, 0, 0}; }
Duration months(int n) { return {n, 0, 0}; }
Duration days(int n) { return {0, n, 0}; }
}  // namespace

TEST_CASE("a day goes to a date and back, over 1,000 years") {
  for (Day day = toDay({1600, 1, 1}); day < toDay({2600, 1, 1}); ++day) REQUIRE(toDay(toCivil(day)) == day);
}

TEST_CASE("the day of the epoch is zero") {
  CHECK(toDay({1970, 1, 1}) == 0);
  CHECK(toDay({2000, 3, 1}) == 11017);
}

// Worked out by hand on a calendar.
TEST_CASE("durations are added as lawyers count them") {
  struct Row {
    const char* from;
    Duration duration;
    const char* to;
  };
  const Row rows[] = {
      {"2024-01-31", months(1), "2024-02-29"},  {"2023-01-31", months(1), "2023-02-28"},
      {"2023-03-31", months(1), "2023-04-30"},  {"2024-02-29", years(1), "2025-02-28"},
      {"2024-02-29", years(4), "2028-02-29"},   {"2023-12-31", months(2), "2024-02-29"},
      {"2023-12-31", days(1), "2024-01-01"},    {"2024-02-28", days(2), "2024-03-01"},
      {"2023-02-28", days(1), "2023-03-01"},    {"2024-08-31", months(6), "2025-02-28"},
      {"2024-05-15", months(18), "2025-11-15"}, {"2024-10-31", months(1), "2024-11-30"},
      {"2100-02-28", days(1), "2100-03-01"},    {"2000-02-28", days(1), "2000-02-29"},
      {"2024-12-31", years(5), "2029-12-31"},   {"2024-01-01", days(90), "2024-03-31"},
      {"2023-01-01", days(90), "2023-04-01"},   {"2024-06-30", months(8), "2025-02-28"},
      {"2024-01-30", months(1), "2024-02-29"},  {"2024-01-29", months(1), "2024-02-29"},
  };
  for (const Row& row : rows) {
    INFO(row.from << " + " << formatIsoDuration(row.duration));
    CHECK(formatDay(addTo(*parseDay(row.from), row.duration)) == row.to);
  }
}

TEST_CASE("hours count as the days they touch") {
  CHECK(addTo(100, {0, 0, 24}) == 101);
  CHECK(addTo(100, {0, 0, 72}) == 103);
  CHECK(addTo(100, {0, 0, 1}) == 101);
}

TEST_CASE("never stays never, and nothing overflows") {
  CHECK(addTo(Never, years(3)) == Never);
  CHECK(addTo(AlwaysPast, years(3)) == AlwaysPast);
  CHECK(addTo(0, {2'000'000'000, 0, 0}) == Never);
  CHECK(addTo(0, {0, 2'000'000'000, 0}) == Never);
}

TEST_CASE("only real dates are read") {
  CHECK(parseDay("2024-02-29"));
  for (const char* bad :
       {"2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "24-04-01", "2024-4-1", "2024/04/01", "", "9999-01-01"})
    CHECK_FALSE(parseDay(bad));
}

TEST_CASE("ISO durations are read and written") {
  CHECK(parseIsoDuration("P2Y") == years(2));
  CHECK(parseIsoDuration("P1Y6M") == months(18));
  CHECK(parseIsoDuration("P2W") == days(14));
  CHECK(parseIsoDuration("PT72H") == Duration{0, 0, 72});
  for (const char* bad : {"", "P", "2Y", "PY", "P2", "P2H", "PT2D", "P-2Y", "P99999999999Y"})
    CHECK_FALSE(parseIsoDuration(bad));
  CHECK(formatIsoDuration(years(3)) == "P3Y");
  CHECK(formatIsoDuration(months(18)) == "P18M");
  CHECK(formatIsoDuration(days(0)) == "P0D");
}
