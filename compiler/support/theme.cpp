#include "compiler/support/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vern {

namespace {

std::optional<std::uint8_t> digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
  return std::nullopt;
}

double luminance(Colour colour) {
  const auto linear = [](std::uint8_t part) {
    const double share = part / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

/// `base` with `percent` of `other` in it.
Colour mix(Colour base, Colour other, int percent) {
  const auto part = [&](int a, int b) {
    return static_cast<std::uint8_t>((a * (100 - percent) + b * percent + 50) / 100);
  };
  return {part(base.red, other.red), part(base.green, other.green), part(base.blue, other.blue)};
}

}  // namespace

std::optional<Colour> colourFrom(std::string_view text) {
  if (text.empty() || text.front() != '#' || (text.size() != 4 && text.size() != 7)) return std::nullopt;
  const std::size_t width = text.size() == 4 ? 1 : 2;
  std::array<std::uint8_t, 3> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto high = digit(text[1 + i * width]);
    const auto low = digit(text[i * width + width]);
    if (!high || !low) return std::nullopt;
    parts[i] = static_cast<std::uint8_t>(*high * 16 + *low);
  }
  return Colour{parts[0], parts[1], parts[2]};
}

std::string toText(Colour colour) {
  constexpr std::string_view Digits = "0123456789abcdef";
  std::string out = "#";
  for (const std::uint8_t part : {colour.red, colour.green, colour.blue}) {
    out += Digits[part / 16];
    out += Digits[part % 16];
  }
  return out;
}

double contrast(Colour a, Colour b) {
  const double one = luminance(a);
  const double other = luminance(b);
  return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

Palette paletteOf(Colour text, Colour accent, Colour background) {
  Palette out;
  out.text = text;
  out.link = accent;
  out.ground = background;
  out.raised = mix(background, text, 4);
  out.box = mix(background, accent, 7);
  out.added = mix(background, {26, 127, 55}, 12);
  out.removed = mix(background, {207, 34, 46}, 12);
  out.line = mix(background, text, 20);
  out.soft = mix(text, background, 20);
  if (contrast(out.soft, hardestGround(out, out.soft)) < LeastContrast) out.soft = text;
  return out;
}

Colour hardestGround(const Palette& palette, Colour ink) {
  Colour out = palette.ground;
  for (const Colour ground : {palette.raised, palette.box, palette.added, palette.removed})
    if (contrast(ink, ground) < contrast(ink, out)) out = ground;
  return out;
}

}  // namespace vern
