#include "compiler/statement/readability.h"

#include <filesystem>

#include "tests/unit/statement/policies.h"

namespace vern::test {

TEST_CASE("words, long words and sentences are counted as a reader meets them") {
  const auto one = statement::readabilityOf("Vi lagrer navn. Vi sletter opplysningene!\n- Bilag\n");
  CHECK(one.words == 7);
  CHECK(one.long_words == 2);  // sletter, opplysningene
  CHECK(one.sentences == 3);
  CHECK(one.lix() == Approx(7.0 / 3 + 100 * 2.0 / 7));
  // "nr. 1" and "1. mai" end nothing; a colon does; an address is one word; a rule is none.
  CHECK(statement::readabilityOf("Se artikkel 6 nr. 1 fra 1. mai: skriv til a@b.example.\n------\n").sentences == 2);
  CHECK(statement::readabilityOf("Se artikkel 6 nr. 1 fra 1. mai: skriv til a@b.example.\n------\n").words == 11);
  CHECK(statement::readabilityOf("Æøå ÆØÅ\n").long_words == 0);
  CHECK(statement::readabilityOf("").lix() == 0);
}

TEST_CASE("a sentence that is too long is told") {
  std::string text;
  for (std::size_t i = 0; i <= statement::MostWords; ++i) text += "ord ";
  CHECK(statement::readabilityOf(text).too_long.size() == 1);
  CHECK(statement::readabilityOf(text.substr(4)).too_long.empty());
}

TEST_CASE("the statements of the repaired examples are easy to read") {
  std::size_t read = 0;
  for (const auto& entry : std::filesystem::directory_iterator(VERN_SOURCE_DIR "/examples")) {
    const std::filesystem::path path = entry.path() / "repaired";
    if (!std::filesystem::exists(path)) continue;
    driver::Session session(realFileSystem());
    const auto project = session.open(path.string());
    REQUIRE(project);
    for (const std::string& file : project->policies) {
      const auto policy = session.load(*project, file);
      REQUIRE(policy->model);
      for (const std::string& language : statement::languagesOf(*policy->model)) {
        const auto readability = statement::readabilityOf(statement::fromModel(*policy->model, language));
        INFO(path.string() << " " << language << " " << statement::report(readability, language));
        CHECK(readability.lix() <= (language == "en" ? 40 : 38));
        ++read;
      }
    }
  }
  CHECK(read >= 11);
}

}  // namespace vern::test
