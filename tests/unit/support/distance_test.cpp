#include "compiler/support/distance.h"

#include <array>

#include <catch2/catch.hpp>

using namespace vern;

TEST_CASE("a swap of neighbours is one slip") {
  CHECK(editDistance("retian", "retain", 3) == 1);
  CHECK(editDistance("email", "e_mail", 3) == 1);
  CHECK(editDistance("abc", "xyz", 2) == 3);
}

TEST_CASE("a slip finds its word, and a stranger finds none") {
  constexpr std::array words = {std::string_view("purpose"), std::string_view("retain"), std::string_view("share")};
  CHECK(nearest("retian", words) == "retain");
  CHECK(nearest("purpos", words) == "purpose");
  CHECK(nearest("zebra", words).empty());
}
