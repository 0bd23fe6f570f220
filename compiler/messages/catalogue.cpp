#include "compiler/messages/catalogue.h"

#include <algorithm>

#include "stdlib_data.h"

namespace vern::messages {

namespace {

std::span<const EmbeddedMessage> messagesIn(std::string_view language) {
  for (const EmbeddedCatalogue& catalogue : embeddedCatalogues())
    if (catalogue.language == language) return catalogue.messages;
  return {};
}

}  // namespace

const std::string_view* find(std::string_view language, std::string_view key) {
  const std::span<const EmbeddedMessage> messages = messagesIn(language);
  const auto found = std::lower_bound(messages.begin(), messages.end(), key,
                                      [](const EmbeddedMessage& message, auto wanted) { return message.key < wanted; });
  return found != messages.end() && found->key == key ? &found->text : nullptr;
}

std::string word(std::string_view language, std::string_view key) {
  if (const std::string_view* text = find(language, key)) return std::string(*text);
  const std::string_view* english = find("en", key);
  return std::string(english != nullptr ? *english : key);
}

std::vector<std::string_view> keys(std::string_view language) {
  std::vector<std::string_view> out;
  for (const EmbeddedMessage& message : messagesIn(language)) out.push_back(message.key);
  return out;
}

std::vector<std::string> languages() {
  std::vector<std::string> out;
  for (const EmbeddedCatalogue& catalogue : embeddedCatalogues()) out.emplace_back(catalogue.language);
  return out;
}

}  // namespace vern::messages
