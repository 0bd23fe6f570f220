#include "grammar/signs.h"

namespace vern::grammar {

namespace {

enum class Class { Letter, Blank, Quote, Sign };

Class classOf(char32_t c) {
  const auto in = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  if (c == 0xA0 || in(0x2000, 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000) return Class::Blank;
  if (c == 0xAB || c == 0xBB || c == 0xB4 || in(0x2018, 0x201F) || c == 0x2039 || c == 0x203A || in(0x2032, 0x2036))
    return Class::Quote;
  if (in(0x80, 0xBF)) return c == 0xAA || c == 0xB5 || c == 0xBA ? Class::Letter : Class::Sign;
  if (c == 0xD7 || c == 0xF7) return Class::Sign;
  // Punctuation, symbols and pictures; the mark of byte order; what Unicode keeps for private use.
  if (in(0x2000, 0x2BFF) || in(0x3001, 0x3004) || in(0x3008, 0x3020) || in(0xE000, 0xF8FF) || in(0xFE00, 0xFE0F) ||
      c == 0xFEFF || in(0xFF01, 0xFF0F) || in(0x1F000, 0x1FAFF))
    return Class::Sign;
  return Class::Letter;
}

}  // namespace

unsigned char shownAs(std::string_view text, std::size_t at) {
  std::size_t first = at;
  while (first > 0 && (static_cast<unsigned char>(text[first]) & 0xC0) == 0x80) --first;
  const auto byte = [&](std::size_t i) {
    return first + i < text.size() ? static_cast<unsigned char>(text[first + i]) : 0u;
  };
  const unsigned lead = byte(0);
  char32_t c = 0;
  if (lead >= 0xF0) c = ((lead & 7u) << 18) | ((byte(1) & 63u) << 12) | ((byte(2) & 63u) << 6) | (byte(3) & 63u);
  else if (lead >= 0xE0) c = ((lead & 15u) << 12) | ((byte(1) & 63u) << 6) | (byte(2) & 63u);
  else c = ((lead & 31u) << 6) | (byte(1) & 63u);
  switch (classOf(c)) {
    case Class::Letter: return 'a';
    case Class::Blank: return ' ';
    case Class::Quote: return at == first ? QuoteByte : FurtherByte;
    case Class::Sign: return at == first ? SignByte : FurtherByte;
  }
  return 'a';
}

}  // namespace vern::grammar
