#include <catch2/catch.hpp>

#include "compiler/clocks/truth.h"

using namespace vern::clocks;

namespace {
constexpr Truth F = Truth::False;
constexpr Truth U = Truth::Unknown;
constexpr Truth T = Truth::True;
constexpr Truth All[] = {F, U, T};
}  // namespace

TEST_CASE("not turns what is declared around, and leaves what is not declared") {
  CHECK((!T) == F);
  CHECK((!U) == U);
  CHECK((!F) == T);
}

TEST_CASE("and is proved by both, and refuted by one") {
  constexpr Truth Table[3][3] = {{F, F, F}, {F, U, U}, {F, U, T}};
  for (int a = 0; a < 3; ++a)
    for (int b = 0; b < 3; ++b) CHECK(both(All[a], All[b]) == Table[a][b]);
}

TEST_CASE("or is proved by one, and refuted by both") {
  constexpr Truth Table[3][3] = {{F, U, T}, {U, U, T}, {T, T, T}};
  for (int a = 0; a < 3; ++a)
    for (int b = 0; b < 3; ++b) CHECK(either(All[a], All[b]) == Table[a][b]);
}

TEST_CASE("and, or and not keep to de Morgan's laws in three values") {
  for (const Truth a : All)
    for (const Truth b : All) {
      CHECK((!both(a, b)) == either(!a, !b));
      CHECK((!either(a, b)) == both(!a, !b));
    }
}
