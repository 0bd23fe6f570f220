// Every number of every area of law is a rule, or the page of rules that were left out says why it is none.
#include <map>
#include <regex>
#include <set>

#include <catch2/catch.hpp>

#include "compiler/messages/catalogue.h"
#include "tests/consistency/declared.h"
#include "tests/consistency/root.h"

namespace {

/// Area to numbers: what `pattern` finds in `text`, in groups 1 and 2.
using vern::consistency::Root;
using Numbers = std::map<std::string, std::multiset<int>>;

void collect(const std::string& text, const std::regex& pattern, Numbers& out) {
  for (auto it = std::sregex_iterator(text.begin(), text.end(), pattern); it != std::sregex_iterator(); ++it)
    out[(*it)[1]].insert(std::stoi((*it)[2]));
}

Numbers writtenRules() {
  static const std::regex Id("\\n +id +\"VERN-([A-Z]+)-([0-9]{3})\"");
  Numbers out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(Root / "stdlib-policies" / "rules"))
    if (entry.path().extension() == ".vern") collect(vern::consistency::readFile(entry.path()), Id, out);
  return out;
}

/// The first column of the tables: the second may name other rules.
Numbers leftOut() {
  static const std::regex FirstColumn("\\n\\| (VERN-[^|]*)\\|");
  static const std::regex Id("VERN-([A-Z]+)-([0-9]{3})");
  const std::string page = vern::consistency::readFile(Root / "docs" / "rules-left-out.md");
  Numbers out;
  for (auto it = std::sregex_iterator(page.begin(), page.end(), FirstColumn); it != std::sregex_iterator(); ++it)
    collect((*it)[1], Id, out);
  return out;
}

}  // namespace

TEST_CASE("why a rule is left out is explained as the page says it, in both languages") {
  static const std::regex Row("\\n\\| (VERN-[^|]*?) \\| ([^\\n]*?) \\|(?=\\n)");
  static const std::regex Id("VERN-[A-Z]+-[0-9]{3}");
  const std::string page = vern::consistency::readFile(Root / "docs" / "rules-left-out.md");
  std::size_t rows = 0;
  for (auto row = std::sregex_iterator(page.begin(), page.end(), Row); row != std::sregex_iterator(); ++row) {
    const std::string ids = (*row)[1];
    for (auto id = std::sregex_iterator(ids.begin(), ids.end(), Id); id != std::sregex_iterator(); ++id, ++rows) {
      INFO(id->str());
      const std::string_view* en = vern::messages::find("en", "left_out." + id->str());
      REQUIRE(en != nullptr);
      CHECK(*en == (*row)[2].str());
      CHECK(vern::messages::find("nb", "left_out." + id->str()) != nullptr);
    }
  }
  CHECK(rows > 40);
}

TEST_CASE("every number of an area of law is one rule, or is said to be left out") {
  const Numbers written = writtenRules();
  const Numbers missing = leftOut();
  // How many rules each area had when they were thought of: none of the last ones may be lost either.
  static const std::map<std::string, int> Thought{
      {"BASIS", 16}, {"CONSENT", 12}, {"CHILD", 6}, {"SPEC", 10},  {"CRIM", 4}, {"NIN", 3},
      {"INFO", 19},  {"RIGHTS", 8},   {"PURP", 5},  {"MIN", 4},    {"RET", 22}, {"RECIP", 11},
      {"MKT", 7},    {"COOKIE", 9},   {"WORK", 13}, {"PUBLIC", 7}, {"DPIA", 7}, {"TRANSFER", 13},
      {"ADM", 7},    {"SEC", 7},      {"REC", 6},   {"TERR", 3},   {"LANG", 3}, {"CONS", 20}};
  int all = 0;
  for (const auto& [area, last] : Thought) {
    all += last;
    for (int n = 1; n <= last; ++n) {
      INFO("VERN-" << area << "-" << n);
      const auto in = [&](const Numbers& numbers) {
        const auto found = numbers.find(area);
        return found == numbers.end() ? 0 : found->second.count(n);
      };
      CHECK(in(written) + in(missing) == 1);
    }
  }
  CHECK(all == 222);
  for (const auto& [area, numbers] : written) {
    const auto without = missing.find(area);
    int last = *numbers.rbegin();
    if (without != missing.end()) last = std::max(last, *without->second.rbegin());
    for (int n = 1; n <= last; ++n) {
      INFO("VERN-" << area << "-" << n);
      CHECK(numbers.count(n) + (without == missing.end() ? 0 : without->second.count(n)) == 1);
    }
  }
}

TEST_CASE("every rule is imported by the library") {
  const std::filesystem::path folder = Root / "stdlib-policies" / "rules";
  const std::string all = vern::consistency::readFile(folder / "all.vern");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = std::filesystem::relative(entry.path(), folder).string();
    INFO(name);
    if (entry.path().extension() == ".vern" && name != "all.vern")
      CHECK(all.find("\"" + name + "\"") != std::string::npos);
  }
}
