#include <set>

#include "tests/unit/statement/policies.h"

namespace vern::test {

using statement::Document;
using statement::Sentence;

namespace {

struct Said {
  std::string section;
  std::string key;
  std::vector<statement::Fact> facts;
};

std::vector<Said> saidBy(const Document& document) {
  std::vector<Said> out;
  statement::forEachSentence(document, [&](std::string_view section, const Sentence& sentence) {
    out.push_back({std::string(section), sentence.key, sentence.facts});
  });
  return out;
}

}  // namespace

TEST_CASE("every language states the same facts in the same order") {
  const TestPolicy policy(BikePolicy);
  const auto nb = saidBy(statement::fromModel(policy.model(), "nb"));
  for (const char* language : {"nn", "en"}) {
    const auto other = saidBy(statement::fromModel(policy.model(), language));
    REQUIRE(nb.size() == other.size());
    for (std::size_t i = 0; i < nb.size(); ++i) {
      INFO(language << " " << nb[i].section << " " << nb[i].key);
      CHECK(nb[i].section == other[i].section);
      CHECK(nb[i].key == other[i].key);
      CHECK(nb[i].facts == other[i].facts);
    }
  }
}

TEST_CASE("no identifier of the policy reaches the reader") {
  const TestPolicy policy(BikePolicy);
  for (const char* language : {"nb", "nn", "en"}) {
    statement::forEachSentence(statement::fromModel(policy.model(), language),
                               [&](std::string_view, const Sentence& sentence) {
                                 const std::string text = statement::plain(sentence);
                                 INFO(text);
                                 CHECK(text.find('_') == std::string::npos);
                                 CHECK(text.find('{') == std::string::npos);
                                 CHECK(text.find("  ") == std::string::npos);
                                 CHECK_FALSE(text.empty());
                               });
  }
}

TEST_CASE("a sentence begins with a capital") {
  const TestPolicy policy(BikePolicy);
  for (const char* language : {"nb", "nn", "en"})
    statement::forEachSentence(statement::fromModel(policy.model(), language),
                               [&](std::string_view, const Sentence& sentence) {
                                 const std::string text = statement::plain(sentence);
                                 if (sentence.runs.front().literal) return;
                                 INFO(text);
                                 CHECK_FALSE((text.front() >= 'a' && text.front() <= 'z'));
                               });
}

TEST_CASE("every sentence that says something of the policy knows where it comes from") {
  const TestPolicy policy(BikePolicy);
  statement::forEachSentence(statement::fromModel(policy.model(), "nb"),
                             [&](std::string_view, const Sentence& sentence) {
                               INFO(statement::plain(sentence));
                               if (!sentence.facts.empty()) CHECK_FALSE(sentence.sources.empty());
                             });
}

TEST_CASE("a window is told in words") {
  const TestPolicy policy(BikePolicy);
  const std::string nb = textOf(statement::fromModel(policy.model(), "nb"));
  CHECK_THAT(nb, Catch::Contains("10 år etter kjøpet. Så gjør vi opplysningene anonyme."));
  CHECK_THAT(nb, Catch::Contains("Kan lagres høyst 2 år etter at saken ble avsluttet."));
  CHECK_THAT(nb,
             Catch::Contains("5 år etter kjøpet, men minst 5 år etter regnskapsårets slutt (bokføringsloven § 13)."));
  CHECK_THAT(nb, Catch::Contains("2 dager"));
  const std::string en = textOf(statement::fromModel(policy.model(), "en"));
  CHECK_THAT(en, Catch::Contains("10 years after the purchase. Then we make the data anonymous."));
  CHECK_THAT(en, Catch::Contains("Until consent is withdrawn. Then we delete the data."));
}

TEST_CASE("the right to object stands alone, and marketing ends without a reason") {
  const TestPolicy policy(BikePolicy);
  const Document en = statement::fromModel(policy.model(), "en");
  for (const statement::Block& section : en.sections) {
    if (section.id != "objection") continue;
    REQUIRE(section.blocks.size() == 1);
    CHECK(section.blocks.front().kind == statement::BlockKind::Box);
    return;
  }
  FAIL("there is no section on the right to object");
}

TEST_CASE("a promise without words of its own is put into words") {
  const TestPolicy policy(BikePolicy);
  CHECK_THAT(textOf(statement::fromModel(policy.model(), "en")),
             Catch::Contains("We use postal address only to deliver goods and services."));
  CHECK_THAT(textOf(statement::fromModel(policy.model(), "nb")),
             Catch::Contains("Vi bruker postadresse bare for å levere varer og tjenester."));
}

TEST_CASE("a section the policy has nothing for is left out") {
  const TestPolicy policy(R"(policy p { languages nb, en }
activity news { subjects customer  data email  purpose newsletter })");
  std::set<std::string> ids;
  for (const statement::Block& section : statement::fromModel(policy.model(), "nb").sections) ids.insert(section.id);
  CHECK(ids == std::set<std::string>{"purposes", "objection"});
}

TEST_CASE("every link within the page finds its place, and every place has one name") {
  const TestPolicy policy(BikePolicy);
  for (const char* language : {"nb", "nn", "en"}) {
    const std::string html = statement::toHtml(statement::fromModel(policy.model(), language), "bikes");
    const auto all = [&](const std::string& before) {
      std::vector<std::string> out;
      for (std::size_t at = html.find(before); at != std::string::npos; at = html.find(before, at + 1))
        out.push_back(html.substr(at + before.size(), html.find('"', at + before.size()) - at - before.size()));
      return out;
    };
    const std::vector<std::string> ids = all(" id=\"");
    const std::set<std::string> places(ids.begin(), ids.end());
    CHECK(places.size() == ids.size());
    for (const std::string& link : all("href=\"#")) {
      INFO(link);
      CHECK(places.contains(link));
    }
  }
}

TEST_CASE("the same policy gives the same page") {
  const TestPolicy one(BikePolicy);
  const TestPolicy two(BikePolicy);
  CHECK(statement::toHtml(statement::fromModel(one.model(), "nb"), "bikes") ==
        statement::toHtml(statement::fromModel(two.model(), "nb"), "bikes"));
  CHECK(statement::toMarkdown(statement::fromModel(one.model(), "en"), "bikes") ==
        statement::toMarkdown(statement::fromModel(two.model(), "en"), "bikes"));
}

}  // namespace vern::test
