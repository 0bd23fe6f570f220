// Every fact of a published statement stands in its model, or in the list of those that no model needs; every fault has
// its answer in the repaired one, at a clause or in the list of what is left out. None is made up.
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

/// The text of all policies of a folder.
std::string policies(const fs::path& folder) {
  std::string out;
  for (const auto& file : fs::directory_iterator(folder))
    if (file.path().extension() == ".vern") out += read(file.path());
  return out;
}

/// Each number of the list `known` stands once in it, and either at a clause or in the list of those that have none.
/// Neither holds another.
void checkPlaces(const char* letter, const std::map<int, int>& known, const std::map<int, int>& at_clauses,
                 const std::map<int, int>& listed) {
  REQUIRE_FALSE(known.empty());
  for (const auto& [number, count] : known) {
    INFO(letter << number);
    CHECK(count == 1);
    CHECK((at_clauses.contains(number) || listed.contains(number)));
    CHECK_FALSE((at_clauses.contains(number) && listed.contains(number)));
  }
  for (const auto* found : {&at_clauses, &listed})
    for (const auto& [number, count] : *found) {
      INFO(letter << number << " is not among them");
      CHECK(known.contains(number));
    }
}

}  // namespace

TEST_CASE("the facts of each example are in its model or in its list of what is not modelled") {
  int examples = 0;
  std::size_t all = 0;
  for (const auto& folder : fs::directory_iterator(fs::path(VERN_SOURCE_DIR) / "examples")) {
    const fs::path facts_file = folder.path() / "facts.md";
    if (!fs::exists(facts_file)) continue;
    ++examples;
    const auto facts = numbers(read(facts_file), R"(\|\s*F(\d+)\s*\|)");
    const auto not_modelled = numbers(read(folder.path() / "published" / "not-modelled.md"), R"(\|\s*F(\d+)\s*\|)");
    const std::string policy = comments(policies(folder.path() / "published"));
    const auto modelled = numbers(policy, R"(\bF(\d+)\b)");
    INFO("example: " << folder.path().filename().string());
    checkPlaces("F", facts, modelled, not_modelled);
    all += facts.size();
    // Ranges would hide a fact that is not there.
    CHECK_FALSE(std::regex_search(policy, std::regex(R"(F\d+\s*(-|–|to)\s*F?\d+)")));
  }
  CHECK(examples == 5);
  CHECK(all == 440);  // as many as were counted in the five statements
}

TEST_CASE("the repaired statement of each example answers every fault of the published one") {
  int faults = 0, at_clauses = 0;
  for (const auto& folder : fs::directory_iterator(fs::path(VERN_SOURCE_DIR) / "examples")) {
    if (!fs::exists(folder.path() / "expected.md")) continue;
    INFO("example: " << folder.path().filename().string());
    const auto expected = numbers(read(folder.path() / "expected.md"), R"(\|\s*D(\d+)\s*\|\s*(?:error|warning|note))");
    const auto left_out = numbers(read(folder.path() / "repaired" / "left-out.md"), R"(\|\s*D(\d+)\s*\|)");
    const std::string published = policies(folder.path() / "published");
    const std::string repaired = policies(folder.path() / "repaired");
    const auto answered = numbers(comments(repaired), R"(\bD(\d+)\b)");
    checkPlaces("D", expected, answered, left_out);
    // An answer is something that was not there before.
    std::istringstream lines(repaired);
    for (std::string line; std::getline(lines, line);) {
      if (numbers(comments(line + "\n"), R"(\bD(\d+)\b)").empty()) continue;
      INFO(line);
      const std::string clause = line.substr(0, line.rfind("  //"));
      if (clause.find_first_not_of(' ') != std::string::npos) CHECK(published.find(clause + "\n") == std::string::npos);
    }
    faults += static_cast<int>(expected.size());
    at_clauses += static_cast<int>(answered.size());
  }
  WARN("faults: " << faults << ", answered at a clause: " << at_clauses);
  CHECK(faults == 137);
}
