// The sentences of the statement: every language has each of them, with the same arguments, and none is left over.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <toml++/toml.h>

#include "compiler/messages/catalogue.h"
#include "compiler/messages/format.h"

namespace vern::test {

namespace {

void flatten(const toml::table& table, const std::string& prefix, std::set<std::string>& out) {
  for (const auto& [key, node] : table) {
    const std::string name = prefix.empty() ? std::string(key.str()) : prefix + "." + std::string(key.str());
    if (const toml::table* inner = node.as_table()) flatten(*inner, name, out);
    else out.insert(name);
  }
}

const std::filesystem::path Root = VERN_SOURCE_DIR;

std::set<std::string> keysOf(const std::string& language) {
  std::set<std::string> out;
  flatten(toml::parse_file((Root / "stdlib-policies/messages" / language / "statement.toml").string()), "", out);
  return out;
}

std::vector<std::string> statementLanguages() {
  std::vector<std::string> out;
  for (const std::string& language : messages::languages())
    if (messages::find(language, "title.of") != nullptr) out.push_back(language);
  return out;
}

/// The texts in quotes of the sources that may name a message.
std::set<std::string> quotedInSources() {
  std::set<std::string> out;
  const std::regex quoted("\"([a-z_]*\\.?[a-z_.]*)\"");
  std::vector<std::filesystem::path> files{Root / "compiler/messages/format.cpp"};
  for (const auto& file : std::filesystem::directory_iterator(Root / "compiler/statement"))
    files.push_back(file.path());
  for (const auto& file : files) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    const std::string all = text.str();
    for (std::sregex_iterator it(all.begin(), all.end(), quoted), end; it != end; ++it) out.insert((*it)[1]);
  }
  return out;
}

}  // namespace

TEST_CASE("every language has the same sentences with the same arguments") {
  const std::set<std::string> english = keysOf("en");
  REQUIRE(statementLanguages().size() >= 2);
  for (const std::string& language : statementLanguages()) {
    INFO(language);
    CHECK(keysOf(language) == english);
    for (const std::string& key : english) {
      INFO(key);
      CHECK(messages::argumentsOf(language, key) == messages::argumentsOf("en", key));
    }
  }
}

TEST_CASE("every sentence of the catalogue is used") {
  const std::set<std::string> quoted = quotedInSources();
  for (const std::string& key : keysOf("en")) {
    INFO(key);
    bool used = quoted.contains(key);
    // A key is put together from a beginning that ends in a dot, and perhaps an ending: "sharing." + role + "_caption".
    for (std::size_t dot = key.find('.'); dot != std::string::npos; dot = key.find('.', dot + 1))
      used = used || quoted.contains(key.substr(0, dot + 1)) || quoted.contains(key.substr(0, dot));
    // Endings of a key that is passed on whole.
    for (const char* ending : {"_none", "_is", "_else", "_vague", "_may", "_consent", "_most", "_wide"})
      if (key.ends_with(ending)) used = used || quoted.contains(key.substr(0, key.size() - std::string(ending).size()));
    CHECK(used);
  }
}

TEST_CASE("every sentence that the sources name is in the catalogue") {
  const std::set<std::string> keys = keysOf("en");
  std::set<std::string> groups;
  for (const std::string& key : keys) groups.insert(key.substr(0, key.find('.')));
  for (const std::string& name : quotedInSources()) {
    const std::size_t dot = name.find('.');
    if (dot == std::string::npos || dot == 0 || dot + 1 == name.size() || !groups.contains(name.substr(0, dot)))
      continue;
    INFO(name);
    const bool a_group =
        std::any_of(keys.begin(), keys.end(), [&](const std::string& key) { return key.starts_with(name); });
    CHECK(a_group);
  }
}

TEST_CASE("lengths, dates and lists have the forms of the language") {
  CHECK(messages::formatDuration("nb", {.months = 36}) == "3 år");
  CHECK(messages::formatDuration("nb", {.months = 1}) == "1 måned");
  CHECK(messages::formatDuration("nb", {.days = 90}) == "90 dager");
  CHECK(messages::formatDuration("en", {.months = 18}) == "18 months");
  CHECK(messages::formatDuration("en", {.hours = 1}) == "1 hour");
  CHECK(messages::formatDate("nb", toDay({2026, 5, 1})) == "1. mai 2026");
  CHECK(messages::formatDate("en", toDay({2026, 5, 1})) == "1 May 2026");
  CHECK(messages::formatDate("en", toDay({1969, 12, 31})) == "31 December 1969");
  const std::string items[] = {"a", "b", "c"};
  CHECK(messages::formatList("en", items) == "a, b and c");
  CHECK(messages::formatList("nb", items) == "a, b og c");
  CHECK(messages::formatList("nb", items, messages::ListKind::Or) == "a, b eller c");
  CHECK(messages::capitalise("nb", "årlig") == "Årlig");
}

TEST_CASE("a text given to a message is never read as a pattern") {
  const messages::Argument hostile{"where", std::string("{0} '{' {x, plural, other {#}}")};
  CHECK(messages::format("en", "see.more", std::span(&hostile, 1)) == "Read more: {0} '{' {x, plural, other {#}}.");
}

}  // namespace vern::test
