#include "compiler/rules/vocabulary.h"

#include <catch2/catch.hpp>

using namespace vern::rules;

TEST_CASE("a phrase is found as whole words") {
  CHECK(holdsPhrase("our partners and we", "partners", true));
  CHECK(holdsPhrase("Partners", "partners", true));
  CHECK_FALSE(holdsPhrase("partnership", "partners", true));
  CHECK_FALSE(holdsPhrase("copartners", "partners", true));
  CHECK(holdsPhrase("(partners)", "partners", true));
}

TEST_CASE("letters outside ASCII belong to words") {
  CHECK(holdsPhrase("andre formål", "formål", true));
  CHECK_FALSE(holdsPhrase("formålet", "formål", true));
  CHECK_FALSE(holdsPhrase("åpartners", "partners", true));
}

TEST_CASE("brackets end themselves, and case can matter") {
  CHECK(holdsPhrase("Welcome to [Company]!", "[Company]", false));
  CHECK(holdsPhrase("x[Company]y", "[Company]", false));
  CHECK_FALSE(holdsPhrase("todo list", "TODO", false));
  CHECK(holdsPhrase("TODO: write this", "TODO", false));
  CHECK_FALSE(holdsPhrase("anything", "", true));
}
