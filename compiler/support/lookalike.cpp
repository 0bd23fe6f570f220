#include "compiler/support/lookalike.h"

#include <algorithm>
#include <memory>

#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/utf8.h>

namespace vern {

namespace {

// The macro narrows its own integers.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
UChar32 next(std::string_view text, std::int32_t& at) {
  UChar32 letter = 0;
  U8_NEXT(text.data(), at, static_cast<std::int32_t>(text.size()), letter);  // NOLINT(bugprone-inc-dec-in-conditions)
  return letter;
}
#pragma GCC diagnostic pop

}  // namespace

std::optional<Letter> otherAlphabet(std::string_view name) {
  const auto size = static_cast<std::int32_t>(name.size());
  std::optional<Letter> first, latin;  // the first letter of its alphabet, and the first Latin one
  std::optional<Letter> other;  // the first that differs from `first`
  UScriptCode alphabet = USCRIPT_COMMON;
  for (std::int32_t at = 0; at < size;) {
    const std::int32_t begin = at;
    const UChar32 letter = next(name, at);
    if (letter < 0) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(letter, &status);
    if (U_FAILURE(status) || script == USCRIPT_COMMON || script == USCRIPT_INHERITED) continue;
    const Letter here{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
    if (!first) {
      first = here;
      alphabet = script;
    }
    if (!latin && script == USCRIPT_LATIN) latin = here;
    if (!other && script != alphabet) other = here;
  }
  if (!other) return std::nullopt;
  // Of two alphabets the Latin one was meant: the words of the language are written in it.
  return latin && alphabet != USCRIPT_LATIN ? first : other;
}

namespace {

/// What ICU makes of plain letters, without asking it: there are many such names. `0` is `O` to ICU, and both are `o`
/// here: among small letters a nought is taken for one.
std::string plainOutline(std::string_view name) {
  std::string out;
  out.reserve(name.size() + 4);
  for (const char c : name) {
    if (c == 'm') out += "rn";
    else out += c == '0' || c == 'O' ? 'o' : c == '1' || c == 'I' ? 'l' : c;
  }
  return out;
}

bool isPlain(std::string_view name) {
  for (const char c : name)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.'))
      return false;
  return true;
}

}  // namespace

std::string outline(std::string_view name) {
  if (isPlain(name)) return plainOutline(name);
  static const std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> Checker = [] {
    UErrorCode status = U_ZERO_ERROR;
    USpoofChecker* checker = uspoof_open(&status);
    return std::unique_ptr<USpoofChecker, decltype(&uspoof_close)>(U_SUCCESS(status) ? checker : nullptr, uspoof_close);
  }();
  if (Checker == nullptr) return std::string(name);
  std::string out(name.size() * 4 + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t size =
      uspoof_getSkeletonUTF8(Checker.get(), 0, name.data(), static_cast<std::int32_t>(name.size()), out.data(),
                             static_cast<std::int32_t>(out.size()), &status);
  if (U_FAILURE(status)) return std::string(name);
  out.resize(static_cast<std::size_t>(size));
  std::ranges::replace(out, 'O', 'o');
  return out;
}

}  // namespace vern
