// The search of a cache line, all stretches at once, against a look at each.
#include "vern/cell.h"

#include <catch2/catch.hpp>
#include <random>

using namespace vern::runtime;

TEST_CASE("all stretches of a line at once are what they are one by one") {
  std::mt19937 random(20261126);
  const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  const auto id = [&] {
    constexpr std::uint16_t Edges[] = {0, 1, 0x7FFF, 0x8000, 0x8001, 0xFFFD, 0xFFFE, 0xFFFF};
    return below(3) == 0 ? Edges[below(8)] : static_cast<std::uint16_t>(below(0x10000));
  };
  int found = 0;
  for (int i = 0; i < 20000; ++i) {
    Line line{};
    Cover cover{};
    for (int cell = 0; cell < 8; ++cell) {
      line.first[cell] = id();
      line.more[cell] = below(2) == 0 ? static_cast<std::uint16_t>(below(100)) : id();
      line.value[cell] = static_cast<std::uint32_t>(cell) + 1;
    }
    for (int share = 0; share < 4; ++share) {
      cover.first[share] = line.first[share];
      cover.more[share] = line.more[share];
    }
    const std::uint32_t asked = below(2) == 0 ? std::uint32_t{id()} : line.first[below(8)] + below(100);
    if (asked > 0xFFFF) continue;
    const std::uint32_t cells = detail::havingOneByOne<LineCells>(asked, line.first, line.more);
    const std::uint32_t shares = detail::havingOneByOne<CoverShares>(asked, cover.first, cover.more);
    const auto cell = static_cast<std::uint32_t>(std::countr_zero(cells | 1u << LineCells));
    REQUIRE(detail::valueOf(line, asked) == line.value[cell]);
    REQUIRE(detail::shareOf(cover, asked) == static_cast<std::uint32_t>(std::countr_zero(shares | 1u << CoverShares)));
    found += cells != 0 ? 1 : 0;
  }
  CHECK(found > 5000);
}

TEST_CASE("an id that no table has is in no stretch") {
  Line line{};
  for (std::uint16_t& first : line.first) first = Nowhere;
  line.value[0] = 7;
  for (const std::uint32_t id : {0u, 65533u, 65534u, 65535u, 65536u, None})
    CHECK(detail::valueOf(line, detail::idOf(id)) == 0);
}
