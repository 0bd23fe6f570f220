#include "compiler/messages/render.h"

#include "compiler/messages/catalogue.h"

namespace vern::messages {

std::string render(const diag::Message& message, std::string_view language) {
  const std::string* translated = message.texts.find(language);
  if (translated == nullptr && language != "en") {
    translated = find(language, message.key + ".text");
    if (translated == nullptr) translated = find(language, message.key);
  }
  const std::string_view text = translated != nullptr ? std::string_view(*translated) : message.texts.in("en");
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    if (end != std::string_view::npos) {
      const std::string_view name = text.substr(i + 1, end - i - 1);
      bool found = false;
      for (const diag::Argument& argument : message.arguments) {
        if (argument.name != name) continue;
        out += argument.texts.empty() ? std::string_view(argument.plain) : argument.texts.in(language);
        found = true;
        break;
      }
      if (found) {
        i = end;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

}  // namespace vern::messages
