// Files that become part of a page: what they may hold. A page loads nothing, whatever they say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vern::workspace {

/// A logo and a style sheet have at most this many bytes.
inline constexpr std::uint64_t MaxThemeBytes = 256u << 10;

/// A picture as a data URI; its type is told from its content: PNG, JPEG or SVG. Nothing for what is none of these.
[[nodiscard]] std::optional<std::string> pictureUri(std::string_view bytes);

/// A part of a file that keeps it out of a page.
struct Refused {
  std::string what;  // "url(", "<script"
  std::size_t begin = 0;  // in bytes
  std::size_t end = 0;
};
/// What an SVG must not hold, although a picture in a page runs nothing: it may be taken out of the page.
[[nodiscard]] std::optional<Refused> refusedInSvg(std::string_view svg);

/// What a style sheet must not hold: what loads from elsewhere, and what ends the element around it.
[[nodiscard]] std::optional<Refused> refusedInCss(std::string_view css);

}  // namespace vern::workspace
