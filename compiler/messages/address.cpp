#include "compiler/messages/address.h"

#include <algorithm>

#include "compiler/messages/letters.h"
#include "compiler/support/clean.h"

namespace vern::messages {

namespace {

/// Letters and digits of any script, in parts between dots; and perhaps a port.
bool isHost(std::string_view host) {
  if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) {
    constexpr std::size_t MostDigits = 5;
    const std::string_view port = host.substr(colon + 1);
    if (port.empty() || port.size() > MostDigits || port.find_first_not_of("0123456789") != std::string_view::npos)
      return false;
    host = host.substr(0, colon);
  }
  std::string letters(host);
  std::erase_if(letters, [](char c) { return c == '.' || c == '-'; });
  const auto characters = static_cast<std::size_t>(std::count_if(
      letters.begin(), letters.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  return characters > 0 && lettersAndDigits(letters) == characters;
}

}  // namespace

std::string safeAddress(std::string_view address) {
  const auto begins = [&](std::string_view scheme) {
    return address.size() > scheme.size() &&
           std::equal(scheme.begin(), scheme.end(), address.begin(), [](char a, char b) {
             return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
           });
  };
  // A host that no browser can read leads nowhere, and a name before it ("bank.example@other.example") leads astray.
  std::string_view host;
  for (const std::string_view scheme : {"https://", "http://", "mailto:"})
    if (begins(scheme)) host = address.substr(scheme.size());
  host = host.substr(0, host.find_first_of("/?#"));
  if (begins("mailto:")) host = host.substr(std::min(host.find('@'), host.size() - 1) + 1);
  if (!(begins("tel:") || isHost(host)) || clean(address) != address) return {};
  for (const char c : address)
    if (static_cast<unsigned char>(c) <= 0x20 || c == '"' || c == '\'' || c == '<' || c == '>' || c == '\\' ||
        c == '`' || c == '{' || c == '}' || c == '|' || c == '^')
      return {};
  return std::string(address);
}

bool isPageAddress(std::string_view address) {
  const std::size_t scheme = address.find("://");
  const std::string full = scheme == std::string_view::npos ? "https://" + std::string(address) : std::string(address);
  const std::string safe = safeAddress(full);
  if (safe.empty() || safe.front() == 'm' || safe.front() == 't') return false;
  const std::string_view host = std::string_view(safe).substr(safe.find("://") + 3);
  return host.substr(0, host.find_first_of("/?#")).find('.') != std::string_view::npos;
}

}  // namespace vern::messages
