#include "compiler/messages/catalogue.h"

#include <map>
#include <set>

#include <toml++/toml.h>

#include "compiler/support/check.h"
#include "stdlib_data.h"

namespace vern::messages {

namespace {

using Catalogue = std::map<std::string, std::string, std::less<>>;

void flatten(const toml::table& table, const std::string& prefix, Catalogue& out) {
  for (const auto& [key, node] : table) {
    const std::string name = prefix.empty() ? std::string(key.str()) : prefix + "." + std::string(key.str());
    if (const toml::table* inner = node.as_table()) flatten(*inner, name, out);
    else if (const auto text = node.value<std::string>()) out.emplace(name, *text);
  }
}

const Catalogue& catalogue(std::string_view language) {
  static std::map<std::string, Catalogue, std::less<>> loaded;
  if (const auto found = loaded.find(language); found != loaded.end()) return found->second;
  Catalogue& out = loaded[std::string(language)];
  const std::string folder = "messages/" + std::string(language) + "/";
  for (const EmbeddedFile& file : embeddedStdlib()) {
    if (!file.path.starts_with(folder)) continue;
    try {
      flatten(toml::parse(file.text, file.path), "", out);
    } catch (const toml::parse_error&) {
      VERN_CHECK(false, "a message catalogue is not valid TOML");  // a test parses them all
    }
  }
  return out;
}

}  // namespace

const std::string* find(std::string_view language, std::string_view key) {
  const Catalogue& messages = catalogue(language);
  const auto found = messages.find(key);
  return found == messages.end() ? nullptr : &found->second;
}

std::vector<std::string> keys(std::string_view language) {
  std::vector<std::string> out;
  for (const auto& [key, text] : catalogue(language)) out.push_back(key);
  return out;
}

std::vector<std::string> languages() {
  std::set<std::string> out;
  for (const EmbeddedFile& file : embeddedStdlib()) {
    if (!file.path.starts_with("messages/")) continue;
    const std::string_view rest = file.path.substr(9);
    if (const std::size_t slash = rest.find('/'); slash != std::string_view::npos) out.emplace(rest.substr(0, slash));
  }
  return {out.begin(), out.end()};
}

}  // namespace vern::messages
