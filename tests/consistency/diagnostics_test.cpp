// Every finding of the compiler has one id, a golden file, a translation that says the same, and an explanation.
#include <map>
#include <regex>

#include <catch2/catch.hpp>

#include "compiler/messages/catalogue.h"
#include "compiler/model/kind.h"
#include "stdlib_data.h"
#include "tests/consistency/declared.h"
#include "tests/consistency/root.h"

using namespace vern;
using consistency::Root;
using consistency::Sentence;

namespace {

const std::vector<Sentence>& declared() {
  static const std::vector<Sentence> All = consistency::allDeclared(Root);
  return All;
}

bool isFinding(const Sentence& sentence) { return sentence.key.starts_with("VERN-"); }

/// Texts of all files below `folder` with this ending, one after the other.
std::string everything(const std::filesystem::path& folder, const std::string& ending) {
  std::string out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ending) out += consistency::readFile(entry.path());
  return out;
}

void checkTranslation(const Sentence& sentence, const std::string& key) {
  INFO(sentence.key << " in " << sentence.file << ": " << sentence.text);
  const std::string_view* nb = messages::find("nb", key);
  CHECK(nb != nullptr);
  if (nb != nullptr) CHECK(consistency::placeholders(*nb) == consistency::placeholders(sentence.text));
}

}  // namespace

TEST_CASE("the sources declare findings, and each id is declared once") {
  std::map<std::string, std::string> seen;
  for (const Sentence& sentence : declared()) {
    if (!isFinding(sentence)) continue;
    INFO(sentence.key << " in " << sentence.file);
    CHECK(sentence.text.size() > 3);
    CHECK(seen.emplace(sentence.key, sentence.file).second);
  }
  CHECK(seen.size() > 60);
}

TEST_CASE("labels and helps that share a key share their text") {
  std::map<std::string, std::string> seen;
  for (const Sentence& sentence : declared()) {
    if (isFinding(sentence)) continue;
    INFO(sentence.key << " in " << sentence.file);
    CHECK(seen.emplace(sentence.key, sentence.text).first->second == sentence.text);
  }
  CHECK(seen.size() > 20);
}

TEST_CASE("every finding occurs in a golden file or a test of bad input") {
  const std::string tests = everything(Root / "tests" / "golden", ".vern") +
                            everything(Root / "tests" / "unit", ".cpp") + everything(Root / "tests" / "cli", ".cpp");
  for (const Sentence& sentence : declared()) {
    if (!isFinding(sentence)) continue;
    INFO(sentence.key << " in " << sentence.file << ": " << sentence.text);
    CHECK(tests.find(sentence.key) != std::string::npos);
  }
}

TEST_CASE("every sentence is said in Bokmål, of the same things") {
  for (const Sentence& sentence : declared())
    checkTranslation(sentence, isFinding(sentence) ? sentence.key + ".text" : sentence.key);
  for (const Sentence& phrase : consistency::allPhrases(Root)) checkTranslation(phrase, phrase.key);
}

TEST_CASE("every finding is explained in English and Bokmål") {
  for (const Sentence& sentence : declared()) {
    if (!isFinding(sentence)) continue;
    const std::string_view* copy = messages::find("en", sentence.key + ".text");
    INFO(sentence.key);
    CHECK((copy != nullptr && *copy == sentence.text));
    for (const std::string_view language : {"en", "nb"}) {
      INFO(sentence.key << " in " << std::string(language));
      const std::string_view* text = messages::find(language, sentence.key + ".explain");
      CHECK(text != nullptr);
      if (text != nullptr) CHECK(text->size() > 40);
    }
  }
}

TEST_CASE("the catalogues hold no sentence that nobody says") {
  std::set<std::string> known;
  for (const Sentence& sentence : declared()) known.insert(sentence.key);
  for (const std::string language : {"en", "nb"})
    for (const std::string_view key : messages::keys(language)) {
      INFO(language << ": " << key);
      if (key.starts_with("VERN-")) CHECK(known.contains(std::string(key.substr(0, key.rfind('.')))));
      if (key.starts_with("help.")) CHECK(known.contains(std::string(key)));
    }
}

TEST_CASE("every kind of declaration has a name in Bokmål, with and without an article") {
  for (std::size_t k = 0; k < model::KindCount; ++k) {
    const auto kind = static_cast<model::Kind>(k);
    if (kind == model::Kind::Choice) continue;
    INFO(std::string(model::spelling(kind)));
    CHECK(messages::find("nb", "kind." + std::string(model::spelling(kind))) != nullptr);
    CHECK(messages::find("nb", "a_kind." + std::string(model::spelling(kind))) != nullptr);
  }
}

TEST_CASE("every list of choices has a name in Bokmål") {
  static const std::regex Choice(R"(\nchoice ([a-z_]+)\.)");
  std::set<std::string> lists;
  for (const EmbeddedFile& file : embeddedStdlib()) {
    const std::string text = "\n" + std::string(file.text);
    for (std::sregex_iterator it(text.begin(), text.end(), Choice), end; it != end; ++it) lists.insert((*it)[1]);
  }
  CHECK(lists.size() > 10);
  for (const std::string& list : lists) {
    INFO(list);
    CHECK(messages::find("nb", "choice." + list) != nullptr);
  }
}

TEST_CASE("no message speaks of the inside of the compiler") {
  static const std::regex Inside(
      R"(\b(token|tokens|AST|node|nodes|parser|parse|lexer|identifier|identifiers|nullptr|enum|EOF|std::|keyword)\b)"
      R"(|\b(identifikator\w*|nøkkelord\w*|syntakstre\w*|leksem\w*|nullpeker\w*|boolsk\w*)\b)");
  for (const Sentence& sentence : declared()) {
    INFO(sentence.key << ": " << sentence.text);
    CHECK(!std::regex_search(sentence.text, Inside));
  }
  for (const std::string language : {"en", "nb"})
    for (const std::string_view key : messages::keys(language)) {
      INFO(language << ": " << key);
      if (key.starts_with("VERN-")) CHECK(!std::regex_search(std::string(*messages::find(language, key)), Inside));
    }
  std::istringstream golden(everything(Root / "tests" / "golden", ".vern"));
  for (std::string line; std::getline(golden, line);) {
    if (line.find("//~") == std::string::npos && !line.starts_with("//^")) continue;
    INFO(line);
    CHECK(!std::regex_search(line, Inside));
  }
}
