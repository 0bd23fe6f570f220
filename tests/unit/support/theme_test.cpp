#include "compiler/support/theme.h"

#include <catch2/catch.hpp>

namespace vern::test {

namespace {

bool readable(const Palette& palette) {
  for (const Colour ink : {palette.text, palette.soft, palette.link})
    if (contrast(ink, hardestGround(palette, ink)) < LeastContrast) return false;
  return true;
}

}  // namespace

TEST_CASE("contrast is that of WCAG 2.2") {
  CHECK(contrast({0, 0, 0}, {255, 255, 255}) == Approx(21));
  CHECK(contrast({255, 255, 255}, {0, 0, 0}) == Approx(21));
  CHECK(contrast({12, 34, 56}, {12, 34, 56}) == Approx(1));
  // The greys on both sides of the bound, and the primaries, as WCAG's own tables have them.
  CHECK(contrast(*colourFrom("#767676"), *colourFrom("#fff")) == Approx(4.54).margin(0.005));
  CHECK(contrast(*colourFrom("#777777"), *colourFrom("#fff")) == Approx(4.48).margin(0.005));
  CHECK(contrast(*colourFrom("#f00"), *colourFrom("#fff")) == Approx(4.00).margin(0.005));
  CHECK(contrast(*colourFrom("#00f"), *colourFrom("#fff")) == Approx(8.59).margin(0.005));
}

TEST_CASE("a colour is three or six hexadecimal figures") {
  CHECK(toText(*colourFrom("#0b57A4")) == "#0b57a4");
  CHECK(toText(*colourFrom("#05a")) == "#0055aa");
  for (const char* bad : {"", "#", "#12", "#1234", "#12345", "#1234567", "#12345g", "0b57a4", "red", "#0b57a4;",
                          "#0b5 a4", "rgb(0,0,0)", "#fff}"})
    CHECK_FALSE(colourFrom(bad).has_value());
}

TEST_CASE("the page's own colours can be read on each of its grounds") {
  CHECK(readable(LightPalette));
  CHECK(readable(DarkPalette));
}

TEST_CASE("tints follow the background, and soft text never falls below what can be read") {
  const Palette dark = paletteOf(*colourFrom("#eee"), *colourFrom("#9cf"), *colourFrom("#101010"));
  CHECK(readable(dark));
  CHECK(dark.soft != dark.text);
  for (const Colour ground : {dark.raised, dark.box, dark.added, dark.removed})
    CHECK(contrast(ground, dark.ground) < 1.5);
  // Text that is just readable leaves no room for a softer one.
  const Palette near = paletteOf(*colourFrom("#5c5c5c"), *colourFrom("#003366"), *colourFrom("#fff"));
  CHECK(readable(near));
  CHECK(near.soft == near.text);
}

}  // namespace vern::test
