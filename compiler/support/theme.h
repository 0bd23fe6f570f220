// How an organisation wants its pages to look, and the arithmetic of colours behind it (WCAG 2.2, relative luminance).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vern {

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  friend bool operator==(const Colour&, const Colour&) = default;
};

/// "#0b57a4" or "#05a".
[[nodiscard]] std::optional<Colour> colourFrom(std::string_view text);
/// "#0b57a4".
[[nodiscard]] std::string toText(Colour colour);
/// From 1 (the same) to 21 (black and white).
[[nodiscard]] double contrast(Colour a, Colour b);
/// What text needs at least to be read on its ground: level AA.
inline constexpr double LeastContrast = 4.5;

/// The colours of a page. Text, soft text and links stand on each of the grounds.
struct Palette {
  Colour text, soft, link;
  Colour ground, raised, box, added, removed;
  Colour line;
};
inline constexpr Palette LightPalette{{28, 31, 36},    {82, 90, 102},   {11, 87, 164},
                                      {255, 255, 255}, {244, 246, 248}, {238, 244, 251},
                                      {227, 245, 230}, {251, 233, 231}, {213, 218, 225}};
inline constexpr Palette DarkPalette{{231, 234, 238}, {174, 182, 194}, {142, 193, 255}, {20, 23, 27}, {29, 33, 39},
                                     {26, 37, 50},    {22, 52, 29},    {71, 33, 37},    {58, 65, 75}};

/// A palette made from three colours, with tints of the background as grounds.
[[nodiscard]] Palette paletteOf(Colour text, Colour accent, Colour background);
/// The ground of `palette` on which `ink` is hardest to read.
[[nodiscard]] Colour hardestGround(const Palette& palette, Colour ink);

struct Theme {
  std::string name;  // shown on top of the page, or ""
  std::string logo;  // as a data URI, or ""
  std::string css;   // rules that follow the page's own; load nothing
  Palette light = LightPalette;
  Palette dark = DarkPalette;
};

}  // namespace vern
