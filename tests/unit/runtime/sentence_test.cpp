// Answers in words by the runtime alone, against what `vern decide` says of them.
#include "vern/sentence.h"

#include <array>

#include "tests/unit/query/ask.h"

using namespace vern;

namespace {

constexpr const char* Asked[] = {"use email of portal_user for newsletter",
                                 "use email of portal_user for billing",
                                 "disclose phone of portal_user for billing to installers in norway",
                                 "disclose phone of portal_user for billing to cloud in japan",
                                 "disclose phone of portal_user for analytics.statistics to cloud",
                                 "keep ticket_message of portal_user",
                                 "keep health of portal_user"};

}  // namespace

TEST_CASE("the runtime says an answer in words, in each language, as vern decide does") {
  int permitted = 0;
  for (const char* question : Asked)
    for (const char* language : {"en", "nb"}) {
      INFO(question << ", " << language);
      const query::Bound bound = llvm::cantFail(test::bound(question));
      const runtime::Answer answer = runtime::decide(bound.facts, bound.question);
      const query::Explanation expected = query::explain(bound, answer, language);
      std::array<char, 600> out{};
      const std::size_t size = runtime::explain(test::shopTable(), bound.question, answer, language, out);
      REQUIRE(size < out.size());
      permitted += answer.permit ? 1 : 0;
      const bool norwegian = std::string_view(language) == "nb";
      const std::string until =
          answer.deadline == runtime::Never
              ? (norwegian ? "og det som avslutter, har ikke skjedd ennå" : "and what ends it has not happened yet")
              : (norwegian ? "til " : "until ") + expected.deadline_sentence;
      const std::string whole = expected.sentence + (answer.permit ? ", " + until : "");
      CHECK(std::string_view(out.data(), size) == whole);

      // Where there is less room, the length is told all the same, and nothing is written behind it.
      std::array<char, 12> little{};
      little.back() = '#';
      CHECK(runtime::explain(test::shopTable(), bound.question, answer, language, std::span(little).first(11)) == size);
      CHECK(std::string_view(little.data(), 11) == whole.substr(0, 11));
      CHECK(little.back() == '#');
    }
  CHECK(permitted > 0);
}

TEST_CASE("of an id that the table does not know nothing is said that is another's") {
  query::Bound bound = llvm::cantFail(test::bound("use email of portal_user for newsletter"));
  bound.question.datum = runtime::None;
  const runtime::Answer answer = runtime::decide(bound.facts, bound.question);
  for (const char* language : {"en", "nb"}) {
    std::array<char, 600> out{};
    const std::size_t size = runtime::explain(test::shopTable(), bound.question, answer, language, out);
    const std::string said(out.data(), size);
    INFO(said);
    CHECK(said.find(" ? ") != std::string::npos);
    CHECK(said.find(std::string_view(language) == "nb" ? "slette" : "delete") == std::string::npos);
  }
}
