// docs/language-coverage.md: what a row names is there. Its words are words of the language or names in its golden
// test, and the fact that it gives as an example stands in the published policy.
#include <regex>
#include <set>
#include <sstream>
#include <utility>

#include <catch2/catch.hpp>

#include "compiler/syntax/word.h"
#include "tests/consistency/declared.h"
#include "tests/consistency/root.h"

using namespace vern;
using consistency::Root;

namespace {

namespace fs = std::filesystem;
/// Cells of the rows of all tables, heads and rules left out.
std::vector<std::vector<std::string>> rows(const std::string& page) {
  std::vector<std::vector<std::string>> out;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| ") || line.starts_with("| ---")) continue;
    std::vector<std::string> cells;
    std::istringstream rest(line.substr(1));
    for (std::string cell; std::getline(rest, cell, '|');) {
      const std::size_t begin = cell.find_first_not_of(' ');
      cells.push_back(begin == std::string::npos ? "" : cell.substr(begin, cell.find_last_not_of(' ') - begin + 1));
    }
    if (cells.at(0) != "concept" && cells.at(0) != "object and attribute") out.push_back(cells);
  }
  return out;
}

/// The words between backticks, each on its own.
std::vector<std::string> words(const std::string& cell) {
  static const std::regex Code("`([^`]*)`");
  std::vector<std::string> out;
  for (std::sregex_iterator it(cell.begin(), cell.end(), Code), end; it != end; ++it) {
    std::istringstream code((*it)[1]);
    for (std::string word; code >> word;) out.push_back(word);
  }
  return out;
}

/// Names and words of a policy, without its comments and texts; what the test expects is left out as well.
std::set<std::string> wordsOfPolicy(const std::string& golden) {
  static const std::regex Token(R"("[^"]*"|//[^\n]*|[A-Za-z_][A-Za-z0-9_.]*)");
  const std::string policy = golden.substr(0, golden.find("\n--- out/"));
  std::set<std::string> out;
  for (std::sregex_iterator it(policy.begin(), policy.end(), Token), end; it != end; ++it) out.insert(it->str());
  return out;
}

/// The first word of each piece of code: what heads the clause.
std::vector<std::string> heads(const std::string& cell) {
  static const std::regex Head("`([^` ]+)[^`]*`");
  std::vector<std::string> out;
  for (std::sregex_iterator it(cell.begin(), cell.end(), Head), end; it != end; ++it) out.push_back((*it)[1]);
  return out;
}

/// What an example says: the policies of `examples/NAME`, the manual, or a rule with its examples.
std::set<std::string> wordsOfExample(const std::string& name) {
  if (name == "manual") {
    std::set<std::string> out;
    for (const auto& page : fs::directory_iterator(Root / "docs/language"))
      out.merge(wordsOfPolicy(consistency::readFile(page.path())));
    return out;
  }
  if (name.starts_with("rules/"))
    return wordsOfPolicy(consistency::readFile(Root / "stdlib-policies" / (name + ".vern")));
  std::set<std::string> out;
  for (const auto& file : fs::recursive_directory_iterator(Root / "examples" / name))
    if (file.path().extension() == ".vern") out.merge(wordsOfPolicy(consistency::readFile(file.path())));
  return out;
}

/// The declarations of a policy, each with the comments right above it.
std::vector<std::string> declarationsOf(const fs::path& file) {
  static const std::regex Text(R"("(?:[^"\\]|\\.)*"|//[^\n]*)");
  std::vector<std::string> out(1);
  std::string above;  // comments and blank lines that may belong to the next one
  int depth = 0;
  std::istringstream lines(consistency::readFile(file));
  for (std::string line; std::getline(lines, line);) {
    const std::string code = std::regex_replace(line, Text, "");
    const bool comment = code.find_first_not_of(' ') == std::string::npos;
    if (depth == 0 && comment) {
      above += line + "\n";
      continue;
    }
    if (depth == 0 && code.front() >= 'a' && code.front() <= 'z') out.emplace_back();
    out.back() += std::exchange(above, "") + line + "\n";
    depth += static_cast<int>(std::count(code.begin(), code.end(), '{'));
    depth -= static_cast<int>(std::count(code.begin(), code.end(), '}'));
  }
  return out;
}

/// The fact stands in a declaration that has the word, outside of texts and comments.
bool saysFactWith(const fs::path& folder, const std::string& fact, const std::string& word) {
  const std::regex at("//[^\n]*\\b" + fact + "\\b");
  for (const auto& file : fs::directory_iterator(folder)) {
    if (file.path().extension() != ".vern") continue;
    for (const std::string& declaration : declarationsOf(file.path()))
      if (std::regex_search(declaration, at) && wordsOfPolicy(declaration).contains(word)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("each row of the coverage of the language names clauses, a golden test and an example that are there") {
  const auto table = rows(consistency::readFile(Root / "docs" / "language-coverage.md"));
  std::set<std::string> seen;
  std::set<std::string> tests;
  int concepts = 0;
  for (const auto& row : table) {
    INFO(row.front());
    CHECK(seen.insert(row.front()).second);
    REQUIRE(row.size() == 4);
    std::smatch fact;
    const bool concept_row = std::regex_match(row[3], fact, std::regex("([a-z0-9-]+) (F[0-9]+)"));
    concepts += concept_row ? 1 : 0;
    if (row[2].empty()) {
      // No clause: the row says why, and does not do so by naming nothing.
      CHECK_FALSE(concept_row);
      CHECK(row[1].size() > 20);
      continue;
    }
    const fs::path golden = Root / "tests/golden/model" / ("says_" + row[2] + ".vern");
    REQUIRE(fs::exists(golden));
    tests.insert(golden.filename().string());
    const std::set<std::string> used = wordsOfPolicy(consistency::readFile(golden));
    const auto named = words(row[1]);
    CHECK_FALSE(named.empty());
    for (const std::string& word : named) {
      INFO(word << " in " << golden.filename().string());
      CHECK(used.contains(word));
    }
    if (concept_row) {
      INFO(heads(row[1]).front() << " in the declaration that holds " << row[3]);
      CHECK(saysFactWith(Root / "examples" / fact[1].str() / "published", fact[2], heads(row[1]).front()));
      continue;
    }
    const std::set<std::string> example = wordsOfExample(row[3]);
    for (const std::string& head : heads(row[1])) {
      INFO(head << " in " << row[3]);
      CHECK(example.contains(head));
    }
  }
  CHECK(concepts == 147);
  CHECK(table.size() > 250);
  for (const auto& file : fs::directory_iterator(Root / "tests/golden/model")) {
    const std::string name = file.path().filename().string();
    INFO(name);
    if (name.starts_with("says_")) CHECK(tests.contains(name));
  }
}

TEST_CASE("every word that heads a clause of a policy is shown in a golden test of what the language says") {
  // Clauses of the library alone: taxonomies, laws, tables, rules.
  static const std::set<std::string> Library = {"alias",
                                                "dpv",
                                                "match",
                                                "fides",
                                                "fides_match",
                                                "successor",
                                                "retired",
                                                "article",
                                                "letter",
                                                "short",
                                                "needs_law",
                                                "iso",
                                                "url",
                                                "in_force",
                                                "ended",
                                                "status",
                                                "of_law",
                                                "verified",
                                                "value",
                                                "follows",
                                                "house",
                                                "told",
                                                "id",
                                                "level",
                                                "adequacy_from",
                                                "adequacy_until",
                                                "adequacy_limit",
                                                "says",
                                                "asks",
                                                "minimum",
                                                "maximum",
                                                "includes",
                                                "section"};
  // Clauses that another layer's golden tests show: tests of policies, acceptances.
  static const std::set<std::string> Elsewhere = {"ask", "given", "expect", "accept"};
  std::set<std::string> used;
  for (const auto& file : fs::directory_iterator(Root / "tests/golden/model"))
    if (file.path().filename().string().starts_with("says_"))
      used.merge(wordsOfPolicy(consistency::readFile(file.path())));
  const std::string def = consistency::readFile(Root / "compiler/syntax/words.def");
  static const std::regex Entry(R"re(VERN_WORD\((\w+)\)|VERN_WORD_AS\(\w+, "(\w+)"\))re");
  for (std::sregex_iterator it(def.begin(), def.end(), Entry), end; it != end; ++it) {
    const std::string word = (*it)[1].matched ? (*it)[1] : (*it)[2];
    if (word == "word" || Library.contains(word) || Elsewhere.contains(word)) continue;
    INFO(word);
    CHECK(used.contains(word));
  }
}
