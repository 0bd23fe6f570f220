// The sentences of the statement themselves: short, plain, and without the words that policies are told to avoid.
#include <regex>

#include "compiler/messages/catalogue.h"
#include "compiler/rules/vocabulary.h"
#include "compiler/statement/readability.h"
#include "tests/unit/statement/policies.h"

namespace vern::test {

namespace {

/// The messages of `language` but those of findings, with their examples, each on lines of its own: a word in place of
/// what is filled in, and a line for each way in which a message may go.
std::vector<std::string> sentences(std::string_view language) {
  static const std::regex Filled("\\{[a-z_]+\\}");
  std::vector<std::string> out;
  for (const std::string_view key : messages::keys(language)) {
    // "As long as is necessary" is what the statement says where the policy says no more.
    if (key.starts_with("VERN-") || key.starts_with("example.") || key == "window.as_needed") continue;
    std::string text = std::regex_replace(std::string(*messages::find(language, key)), Filled, "ord");
    for (char& c : text)
      if (c == '{' || c == '}') c = '\n';
    out.push_back(std::move(text));
  }
  return out;
}

}  // namespace

TEST_CASE("the sentences of the catalogues are short, and easy to read") {
  for (const std::string& language : messages::languages()) {
    std::string all;
    for (const std::string& text : sentences(language)) all += text + "\n";
    const auto readability = statement::readabilityOf(all);
    INFO(statement::report(readability, language));
    CHECK(readability.sentences > 300);
    CHECK(readability.too_long.empty());
    CHECK(readability.lix() <= (language == "en" ? 40 : 38));
  }
}

TEST_CASE("the catalogues keep to the words that the library asks policies to use") {
  const TestPolicy policy("policy p { languages en }");
  for (const char* name : {"vague_words", "other_terms", "other_role_words"}) {
    const model::DeclId vocabulary = policy.id(model::Kind::Vocabulary, name);
    for (const std::string& language : messages::languages())
      for (const std::string& text : sentences(language)) {
        Texts texts;
        texts.add(language, text);
        rules::Value value;
        value.texts = &texts;
        INFO(language << ": " << text);
        CHECK_FALSE(rules::Vocabularies(policy.model(), nullptr).mentions(value, vocabulary));
      }
  }
}

}  // namespace vern::test
