#include "compiler/messages/render.h"

#include "compiler/messages/catalogue.h"
#include "compiler/support/clean.h"
#include "compiler/support/filled.h"

namespace vern::messages {

namespace {

/// What is not there in Nynorsk is there in Bokmål.
const std::string_view* findNorwegian(std::string_view language, std::string_view key) {
  const std::string_view* found = find(language, key);
  return found == nullptr && language == "nn" ? find("nb", key) : found;
}

/// The phrase for `key` in `language`, or `english`.
std::string_view translated(std::string_view language, std::string_view key, std::string_view english) {
  if (language == "en" || key.empty()) return english;
  const std::string_view* found = findNorwegian(language, key);
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
  return filled(sentence, [&](std::string_view name) -> std::optional<std::string> {
    for (const diag::Argument& argument : message.arguments) {
      if (argument.name != name) continue;
      // What comes from a policy, or is a path, may hold anything.
      if (!argument.texts.empty()) return clean(argument.texts.in(language));
      return clean(argument.words.phrases.empty() ? argument.plain : text(argument.words, language));
    }
    return std::nullopt;
  });
}

std::string say(std::string_view language, std::string_view key, std::initializer_list<Value> values) {
  const std::string_view* found = findNorwegian(language, key);
  if (found == nullptr) found = find("en", key);
  return filled(found != nullptr ? *found : key, [&](std::string_view name) -> std::optional<std::string> {
    for (const Value& value : values)
      if (value.first == name) return clean(value.second);
    return std::nullopt;
  });
}

std::string say(std::string_view language, const Causes& causes) {
  std::string out;
  for (const Cause& cause : causes)
    out += vern::text(cause, translated(language, "reason." + cause.english, cause.english));
  return out;
}

std::string say(std::string_view language, llvm::Error error) { return say(language, causesOf(std::move(error))); }

}  // namespace vern::messages
