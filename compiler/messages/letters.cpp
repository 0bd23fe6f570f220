#include "compiler/messages/letters.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace vern::messages {

namespace {

/// Calls `visit` with each character until it says stop.
template <class Visit>
void forEachCharacter(std::string_view text, Visit visit) {
  const auto size = static_cast<std::int32_t>(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::int32_t at = 0; at < size;) {
    UChar32 character = 0;
    U8_NEXT(bytes, at, size, character);  // NOLINT(bugprone-inc-dec-in-conditions)
    if (character >= 0 && !visit(character)) return;
  }
}

}  // namespace

std::size_t lettersAndDigits(std::string_view text) {
  std::size_t out = 0;
  forEachCharacter(text, [&](UChar32 character) {
    // Most are of ASCII, where it is seen at once.
    if (character < 0x80) {
      if ((character >= '0' && character <= '9') || ((character | 0x20) >= 'a' && (character | 0x20) <= 'z')) ++out;
      return true;
    }
    // A filler is a letter to Unicode, and nothing to a reader.
    if (u_isalnum(character) != 0 && u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) == 0) ++out;
    return true;
  });
  return out;
}

bool isBlank(std::string_view text) {
  bool blank = true;
  forEachCharacter(text, [&](UChar32 character) {
    blank = u_isUWhiteSpace(character) != 0 || u_iscntrl(character) != 0 ||
            u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
    return blank;
  });
  return blank;
}

bool beginsSmall(std::string_view text) {
  bool small = false;
  forEachCharacter(text, [&](UChar32 character) {
    small = u_isdigit(character) != 0 || u_islower(character) != 0;
    return u_isalnum(character) == 0;
  });
  return small;
}

}  // namespace vern::messages
