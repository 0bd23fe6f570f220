// The search of a cache line, all stretches at once, against a look at each.
#include "vern/cell.h"

#include <algorithm>
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
      cover.from[share] = line.first[share];
      cover.count[share] = line.more[share];
    }
    const std::uint32_t asked = below(2) == 0 ? std::uint32_t{id()} : line.first[below(8)] + below(100);
    if (asked > 0xFFFF) continue;
    const std::uint32_t cells = detail::havingOneByOne<LineCells>(asked, line.first, line.more);
    const auto cell = static_cast<std::uint32_t>(std::countr_zero(cells | 1u << LineCells));
    REQUIRE(detail::valueOf(line, asked) == line.value[cell]);
    if (asked <= MaxIds) REQUIRE(detail::havingTwice(asked, cover) % 256 == detail::havingTwiceOneByOne(asked, cover));
    found += cells != 0 ? 1 : 0;
  }
  CHECK(found > 5000);
}

TEST_CASE("a disclosure is to the recipients of its stretch") {
  std::mt19937 random(20261126);
  const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  int found = 0;
  for (int i = 0; i < 20000; ++i) {
    Cover cover{};
    for (std::uint32_t share = 0; share < CoverShares; ++share) {
      const std::uint32_t first = below(3) == 0 ? below(50) : below(MaxIds);
      const std::uint32_t count = below(4) == 0   ? 0
                                  : below(3) == 0 ? MaxIds - first
                                                  : std::min(1 + below(30), MaxIds - first);
      cover.from[share] = static_cast<std::uint16_t>(first ^ Turned);
      cover.count[share] = static_cast<std::uint16_t>(count ^ Turned);
      REQUIRE(recipientsOf(cover, share).first == first);
      REQUIRE(recipientsOf(cover, share).count == count);
    }
    const std::uint32_t asked =
        below(3) == 0 ? recipientsOf(cover, below(CoverShares)).first + below(30) : below(MaxIds + 1);
    if (asked > MaxIds) continue;
    std::uint32_t expected = 0;
    while (expected < CoverShares && asked - recipientsOf(cover, expected).first >= recipientsOf(cover, expected).count)
      ++expected;
    REQUIRE(detail::shareOf(cover, asked) == expected);
    found += expected < CoverShares ? 1 : 0;
  }
  CHECK(found > 5000);
}

TEST_CASE("an id that no table has is in no stretch") {
  Line line{};
  for (std::uint16_t& first : line.first) first = Nowhere;
  line.value[0] = 7;
  Cover cover{};
  for (int share = 0; share < 4; ++share) {
    cover.from[share] = static_cast<std::uint16_t>(share * 8000 ^ Turned);
    cover.count[share] = static_cast<std::uint16_t>((share < 3 ? 8000 : 8767) ^ Turned);
  }
  for (const std::uint32_t id : {32767u, 32768u, 65533u, 65534u, 65535u, 65536u, 98303u, 0x7FFFFFFFu, 1u << 31, None}) {
    CHECK(detail::valueOf(line, detail::idOf(id)) == 0);
    CHECK(detail::shareOf(cover, id) == CoverShares);
  }
  CHECK(detail::valueOf(line, 0) == 0);
  CHECK(detail::shareOf(cover, 32766) == 3);
}
