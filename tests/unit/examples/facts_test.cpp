// Every fact of a published statement stands in its model, or in the list of those that no model needs. None is made
// up.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Numbers of facts as `pattern` finds them, with how often.
std::map<int, int> numbers(const std::string& text, const char* pattern) {
  std::map<int, int> out;
  const std::regex expression(pattern);
  for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) ++out[std::stoi((*it)[1])];
  return out;
}

/// The comments of a policy, and nothing else: a text may speak of an F2 as it likes.
std::string comments(const std::string& policy) {
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < policy.size(); ++i) {
    if (policy[i] == '"' && (i == 0 || policy[i - 1] != '\\')) quoted = !quoted;
    if (quoted || policy[i] != '/' || i + 1 >= policy.size() || policy[i + 1] != '/') continue;
    const std::size_t end = std::min(policy.find('\n', i), policy.size());
    out += policy.substr(i, end - i) + "\n";
    i = end - 1;
  }
  return out;
}

}  // namespace

TEST_CASE("the facts of each example are in its model or in its list of what is not modelled") {
  int examples = 0;
  for (const auto& folder : fs::directory_iterator(fs::path(VERN_SOURCE_DIR) / "examples")) {
    const fs::path facts_file = folder.path() / "facts.md";
    if (!fs::exists(facts_file)) continue;
    ++examples;
    const auto facts = numbers(read(facts_file), R"(\|\s*F(\d+)\s*\|)");
    const auto not_modelled = numbers(read(folder.path() / "published" / "not-modelled.md"), R"(\|\s*F(\d+)\s*\|)");
    std::string policy;
    for (const auto& file : fs::directory_iterator(folder.path() / "published"))
      if (file.path().extension() == ".vern") policy += comments(read(file.path()));
    const auto modelled = numbers(policy, R"(\bF(\d+)\b)");
    INFO("example: " << folder.path().filename().string());
    REQUIRE_FALSE(facts.empty());
    for (const auto& [fact, count] : facts) {
      INFO("F" << fact);
      CHECK(count == 1);
      CHECK((modelled.contains(fact) || not_modelled.contains(fact)));
      CHECK_FALSE((modelled.contains(fact) && not_modelled.contains(fact)));
    }
    for (const auto* found : {&modelled, &not_modelled})
      for (const auto& [fact, count] : *found) {
        INFO("F" << fact << " is no fact of the statement");
        CHECK(facts.contains(fact));
      }
    // Ranges would hide a fact that is not there.
    CHECK_FALSE(std::regex_search(policy, std::regex(R"(F\d+\s*(-|–|to)\s*F?\d+)")));
  }
  WARN("examples with facts: " << examples);
}
