// The words of the lexer and those of the compiler are the same.
#include <regex>
#include <sstream>

#include <catch2/catch.hpp>

#include "compiler/syntax/word.h"
#include "tests/consistency/declared.h"

using namespace vern;

namespace {

/// Words of the token `name` in the lexer's grammar.
std::set<std::string> wordsOf(const std::string& grammar, const std::string& name) {
  static const std::regex Word("'([a-z_]+)'");
  const std::regex rule("(?:^|\\n)" + name + "\\s*:([^;]*);");
  std::smatch found;
  std::set<std::string> out;
  if (!std::regex_search(grammar, found, rule)) return out;
  const std::string body = found[1];
  for (std::sregex_iterator it(body.begin(), body.end(), Word), end; it != end; ++it) out.insert((*it)[1]);
  return out;
}

}  // namespace

TEST_CASE("every word that heads a clause in the grammar is in words.def, and the other way round") {
  const std::string grammar =
      consistency::readFile(std::filesystem::path(VERN_SOURCE_DIR) / "grammar" / "VernLexer.g4");
  std::set<std::string> words;
  for (const char* token : {"CLAUSE", "DECL_CLAUSE", "BARE", "WINDOW", "USE", "SEE", "ASK", "GIVEN", "INCLUDES"}) {
    const std::set<std::string> of_token = wordsOf(grammar, token);
    INFO(token);
    CHECK(!of_token.empty());
    words.insert(of_token.begin(), of_token.end());
  }
  for (const std::string& word : words) {
    INFO(word);
    CHECK(wordFrom(word).has_value());
  }
  const std::string def = consistency::readFile(std::filesystem::path(VERN_SOURCE_DIR) / "compiler/syntax/words.def");
  static const std::regex Entry(R"re(VERN_WORD\((\w+)\)|VERN_WORD_AS\(\w+, "(\w+)"\))re");
  int entries = 0;
  for (std::sregex_iterator it(def.begin(), def.end(), Entry), end; it != end; ++it) {
    const std::string word = (*it)[1].matched ? (*it)[1] : (*it)[2];
    if (word == "word") continue;  // the comment
    ++entries;
    INFO(word);
    CHECK(words.contains(word));
  }
  CHECK(entries > 100);
}

TEST_CASE("joining words begin no clause") {
  const std::string grammar =
      consistency::readFile(std::filesystem::path(VERN_SOURCE_DIR) / "grammar" / "VernLexer.g4");
  for (const char* token : {"JOIN", "ONLY", "OF", "FOR", "IN", "TO", "ON", "BY", "AS", "WHEN", "THEN", "BECAUSE",
                            "UNDER", "BEFORE", "AFTER", "UNTIL", "WHILE"})
    for (const std::string& word : wordsOf(grammar, token)) {
      INFO(word);
      CHECK(!wordFrom(word).has_value());
    }
}
