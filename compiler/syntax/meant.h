// What somebody means who writes in words of their own: units, numbers, names, laws as they are cited.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vern::syntax {

/// The declaration that somebody means who writes `company`; "" if no word comes to mind.
[[nodiscard]] std::string_view declarationMeantBy(std::string_view text);
/// The unit that a writer in Norwegian means, or "".
[[nodiscard]] std::string_view unitMeantBy(std::string_view written);
/// `two years` as `2 years`, `2.5 years` as `30 months`, and `-2 years` as `2 years`, for times are counted onwards; ""
/// where nothing but a guess would be left.
[[nodiscard]] std::string wholeLength(std::string_view written);
/// `after case closed` as `case_closed`; without an article before it; and where what becomes of the data was added
/// without its `then`, with it.
[[nodiscard]] std::string oneName(std::string_view written);

/// A section as laws are cited, and how it is named here.
struct Cited {
  std::uint32_t begin = 0, end = 0;
  std::string name;
};
/// `bokføringsloven § 13`, or `§ 13 bokføringsloven`, around the sign, or the word, of `length` at `sign` as
/// `bokforingsloven.s13`.
[[nodiscard]] std::optional<Cited> citedAround(std::string_view text, std::uint32_t sign, std::size_t length);

}  // namespace vern::syntax
