#include <set>

#include "compiler/statement/to_text.h"
#include "tests/unit/statement/policies.h"

namespace vern::test {

using statement::Document;
using statement::Sentence;

TEST_CASE("a controller that gives no name goes by its brand, and an address that is not given is said to be none") {
  const TestPolicy policy(R"(
policy p { languages en }
controller firm { brand "Blue Bicycle"  contact desk }
contact desk { email "desk@blue.example"  handles questions }
recipient club is controller.carrier en "the club" { see unknown }
activity repair { title en "Repair"  subjects customer  data phone  purpose service.delivery  basis contract
  share club  retain 1 year after delivery  see unknown en "our notice in the shop" })");
  std::string text;
  statement::forEachSentence(
      statement::fromModel(policy.model(), "en"),
      [&](std::string_view, const Sentence& sentence) { text += statement::plain(sentence) + "\n"; });
  INFO(text);
  CHECK(text.find("Blue Bicycle is the controller") != std::string::npos);
  CHECK(text.find("Read more: our notice in the shop.") != std::string::npos);
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

TEST_CASE("a window is told in words") {
  const TestPolicy policy(BikePolicy);
  const std::string nb = textOf(statement::fromModel(policy.model(), "nb"));
  CHECK_THAT(nb, Catch::Contains("10 år etter kjøpet. Så gjør vi opplysningene anonyme."));
  CHECK_THAT(nb, Catch::Contains("Kan lagres i høyst 2 år etter at saken er avsluttet."));
  CHECK_THAT(nb,
             Catch::Contains("5 år etter kjøpet, men minst 5 år etter regnskapsårets slutt (bokføringsloven § 13)."));
  CHECK_THAT(nb, Catch::Contains("2 dager"));
  const std::string en = textOf(statement::fromModel(policy.model(), "en"));
  CHECK_THAT(en, Catch::Contains("Until 10 years after the purchase. Then we make the data anonymous."));
  CHECK_THAT(en, Catch::Contains("Until you withdraw your consent. Then we delete the data."));
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
             Catch::Contains("Postal address:\nWe use the data only to deliver goods and services."));
  CHECK_THAT(textOf(statement::fromModel(policy.model(), "nb")),
             Catch::Contains("Postadresse:\nVi bruker opplysningene bare for å levere varer og tjenester."));
}

TEST_CASE("a section the policy has nothing for is left out") {
  const TestPolicy policy(R"(policy p { languages nb, en }
activity news { subjects customer  data email  purpose newsletter })");
  std::set<std::string> ids;
  for (const statement::Block& section : statement::fromModel(policy.model(), "nb").sections) ids.insert(section.id);
  CHECK(ids == std::set<std::string>{"purposes"});
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

TEST_CASE("the summary promises times to keep data only where each use has one") {
  const auto summary = [](const std::string& activities) {
    const TestPolicy policy("policy p { languages en }\nsubject s is customer en \"customers\"\n" + activities);
    return statement::toText(statement::fromModel(policy.model(), "en"));
  };
  const std::string with =
      "activity a { title en \"A\"  subjects s  data email  purpose billing  basis contract  retain 1 "
      "year after purchase }\n";
  const std::string without = "activity b { title en \"B\"  subjects s  data name  purpose billing  basis contract }\n";
  const std::string needed =
      "activity c { title en \"C\"  subjects s  data name  purpose billing  basis contract  retain "
      "as_needed }\n";
  const char* all = "For each use, we say how long we keep the data.";
  const char* some = "For some uses, we do not say how long we keep the data.";
  const char* none = "We do not say how long we keep the data.";
  CHECK_THAT(summary(with), Catch::Contains(all));
  CHECK_THAT(summary(with + without), Catch::Contains(some) && !Catch::Contains(all));
  CHECK_THAT(summary(with + needed), Catch::Contains(some) && !Catch::Contains(all));
  CHECK_THAT(summary(without), Catch::Contains(none));
}

}  // namespace vern::test
