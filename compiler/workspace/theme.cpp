#include "compiler/workspace/theme.h"

#include <vector>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Base64.h"

namespace vern::workspace {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// A text as a browser reads it, and for each of its characters where that stands.
struct Plain {
  std::string text;
  std::vector<std::size_t> at;
  void add(char c, std::size_t place) {
    text += lower(c);
    at.push_back(place);
  }
};

/// CSS without its escapes, in small letters: "u\72 l(" is "url(".
Plain withoutEscapes(std::string_view css) {
  Plain out;
  for (std::size_t i = 0; i < css.size(); ++i) {
    const std::size_t begin = i;
    if (css[i] != '\\' || i + 1 == css.size()) {
      out.add(css[i], begin);
      continue;
    }
    ++i;
    unsigned code = 0;
    int digits = 0;
    for (; digits < 6 && i < css.size() && llvm::isHexDigit(css[i]); ++i, ++digits)
      code = code * 16 + llvm::hexDigitValue(css[i]);
    if (digits == 0) {
      out.add(css[i], begin);
      continue;
    }
    // One blank ends the digits; a line break of two characters is one.
    if (i + 1 < css.size() && css[i] == '\r' && css[i + 1] == '\n') ++i;
    if (i >= css.size() || !isSpace(css[i])) --i;
    out.add(code > 0 && code < 128 ? static_cast<char>(code) : '?', begin);
  }
  return out;
}

std::string_view afterSpace(std::string_view text) {
  while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
  return text;
}

Refused refused(std::string what, const Plain& plain, std::size_t begin, std::size_t length) {
  return {std::move(what), plain.at[begin], plain.at[begin + length - 1] + 1};
}

}  // namespace

std::optional<std::string> pictureUri(std::string_view bytes) {
  std::string_view type;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) type = "image/png";
  else if (bytes.starts_with("\xff\xd8\xff")) type = "image/jpeg";
  else {
    std::string_view text = bytes;
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    text = afterSpace(text);
    // Before its root may stand a declaration and comments; browsers show it only with its name space.
    if (!text.starts_with("<") || text.find("<svg") == text.npos ||
        text.find("http://www.w3.org/2000/svg") == text.npos)
      return std::nullopt;
    type = "image/svg+xml";
  }
  return "data:" + std::string(type) + ";base64," + llvm::encodeBase64(bytes);
}

std::optional<Refused> refusedInSvg(std::string_view svg) {
  Plain plain;
  for (std::size_t i = 0; i < svg.size(); ++i) plain.add(svg[i], i);
  for (const std::string_view what : {"<script", "<foreignobject", "<!entity", "javascript:"})
    if (const std::size_t at = plain.text.find(what); at != std::string::npos)
      return refused(std::string(what), plain, at, what.size());
  return std::nullopt;
}

std::optional<Refused> refusedInCss(std::string_view css) {
  const Plain plain = withoutEscapes(css);
  for (std::size_t i = 0; i + 7 <= css.size(); ++i) {  // HTML knows no escapes of CSS
    bool ends = true;
    for (std::size_t k = 0; k < 7; ++k) ends = ends && lower(css[i + k]) == "</style"[k];
    if (ends) return Refused{"</style", i, i + 7};
  }
  for (const std::string_view what : {"@import", "image-set(", "src(", "src=", "expression("})
    if (const std::size_t at = plain.text.find(what); at != std::string::npos)
      return refused(std::string(what), plain, at, what.size());
  constexpr std::string_view Url = "url(";
  for (std::size_t at = plain.text.find(Url); at != std::string::npos; at = plain.text.find(Url, at + 1)) {
    std::string_view address = afterSpace(std::string_view(plain.text).substr(at + Url.size()));
    if (!address.empty() && (address.front() == '"' || address.front() == '\'')) address.remove_prefix(1);
    if (!afterSpace(address).starts_with("data:")) return refused(std::string(Url), plain, at, Url.size());
  }
  return std::nullopt;
}

}  // namespace vern::workspace
