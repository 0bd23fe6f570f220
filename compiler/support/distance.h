// "Did you mean": the nearest of some words to a mistyped one.
#pragma once

#include <span>
#include <string_view>

namespace vern {

/// The candidate nearest to `word` by edits (a swap of neighbours counts one), or "" if none is near enough
/// to be a slip: a third of the word's length, at least one, at most four edits. Ties go to the first.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

/// Edits between `a` and `b`, counted up to `limit`; more than that comes back as `limit + 1`.
[[nodiscard]] unsigned editDistance(std::string_view a, std::string_view b, unsigned limit);

}  // namespace vern
