#include "compiler/messages/render.h"

#include "compiler/messages/catalogue.h"

namespace vern::messages {

namespace {

/// The phrase for `key` in `language`, or `english`.
std::string_view translated(std::string_view language, std::string_view key, std::string_view english) {
  if (language == "en" || key.empty()) return english;
  const std::string_view* found = find(language, key);
  return found != nullptr ? *found : english;
}

std::string text(const diag::Words& words, std::string_view language) {
  const bool both = words.link == diag::Words::Link::And;
  std::string out;
  for (std::size_t i = 0; i < words.phrases.size(); ++i) {
    if (i > 0 && i + 1 < words.phrases.size()) out += ", ";
    else if (i > 0)
      out += " " + std::string(both ? translated(language, "list.and", "and") : translated(language, "list.or", "or")) +
             " ";
    out += translated(language, words.phrases[i].key, words.phrases[i].english);
  }
  return out;
}

}  // namespace

std::string render(const diag::Message& message, std::string_view language) {
  std::string_view sentence = message.texts.in(language);
  if (language != "en" && message.texts.find(language) == nullptr) {
    const std::string_view* known = find(language, message.key + ".text");
    if (known == nullptr) known = find(language, message.key);
    if (known != nullptr) sentence = *known;
  }
  std::string out;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const std::size_t end = sentence[i] == '{' ? sentence.find('}', i) : std::string_view::npos;
    if (end != std::string_view::npos) {
      const std::string_view name = sentence.substr(i + 1, end - i - 1);
      bool found = false;
      for (const diag::Argument& argument : message.arguments) {
        if (argument.name != name) continue;
        if (!argument.texts.empty()) out += argument.texts.in(language);
        else if (!argument.words.phrases.empty()) out += text(argument.words, language);
        else out += argument.plain;
        found = true;
        break;
      }
      if (found) {
        i = end;
        continue;
      }
    }
    out += sentence[i];
  }
  return out;
}

}  // namespace vern::messages
