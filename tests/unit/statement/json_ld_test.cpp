// What the page says of itself to machines.
#include "compiler/statement/to_json_ld.h"

#include "compiler/statement/compare.h"
#include "compiler/statement/escape.h"
#include "llvm/Support/JSON.h"
#include "tests/unit/statement/policies.h"

namespace vern::test {

namespace {

constexpr const char* Rich =
    R"(policy p { version "3 & <4>"  effective 2026-05-01  reviewed 2026-04-01  languages nb, en }
controller c { name "Sykkel & Sønn <AS>"  brand "Sykkel"  org_number "999 999 999"  contact m
  email "post@sykkel.example"  phone "+47 22 00 00 00"  web "sykkel.example" }
contact m { email "hei@sykkel.example"  phone "+47 22 00 00 01" nb "velg 1" en "choose 1"  handles rights }
contact n { visit_address "Storgata 1"  handles questions }
)";

std::string jsonOf(const std::string& text, const char* language = "en") {
  const TestPolicy policy(text);
  return statement::toJsonLd(statement::fromModel(policy.model(), language));
}

/// Each text of `value` that is no word of schema.org stands in `page`.
void checkShown(const llvm::json::Value& value, const std::string& key, const std::string& page) {
  if (const auto* object = value.getAsObject())
    for (const auto& [name, inner] : *object) checkShown(inner, name.str(), page);
  if (const auto* array = value.getAsArray())
    for (const llvm::json::Value& inner : *array) checkShown(inner, key, page);
  const auto text = value.getAsString();
  if (!text || key.starts_with("@")) return;
  if (key == "temporalCoverage" || key == "lastReviewed") return;  // shown as words
  INFO(key << ": " << text->str());
  CHECK_THAT(page, Catch::Contains(statement::escapeHtml(std::string_view(text->data(), text->size()))));
}

}  // namespace

TEST_CASE("a page tells machines its name, version, dates and who publishes it") {
  CHECK(jsonOf(Rich) ==
        R"({"@context":"https://schema.org","@type":"WebPage","inLanguage":"en","lastReviewed":"2026-04-01",)"
        R"("name":"Privacy statement of Sykkel \u0026 Sønn \u003cAS\u003e","publisher":{"@type":"Organization",)"
        R"("alternateName":"Sykkel","contactPoint":{"@type":"ContactPoint","contactType":"Your rights",)"
        R"("email":"hei@sykkel.example","telephone":"+47 22 00 00 01"},"email":"post@sykkel.example",)"
        R"("identifier":"999 999 999","name":"Sykkel \u0026 Sønn \u003cAS\u003e","telephone":"+47 22 00 00 00",)"
        R"("url":"https://sykkel.example"},"temporalCoverage":"2026-05-01/..","version":"3 \u0026 \u003c4\u003e"})");
}

TEST_CASE("a page tells machines nothing that it does not show") {
  for (const char* text : {Rich, BikePolicy})
    for (const char* language : {"en", "nb"}) {
      const TestPolicy policy(text);
      const auto document = statement::fromModel(policy.model(), language);
      std::string page = statement::toHtml(document, "p");
      auto json = llvm::json::parse(statement::toJsonLd(document));
      REQUIRE(static_cast<bool>(json));
      const std::size_t script = page.find("<script");
      page.erase(script, page.find("</script>") - script);
      checkShown(*json, "", page);
    }
  CHECK(jsonOf("activity news { subjects customer  data email  purpose newsletter }") ==
        R"({"@context":"https://schema.org","@type":"WebPage","inLanguage":"en","name":"Privacy statement"})");
}

TEST_CASE("where several answer for the data, nobody is given the contact points") {
  const std::string json = jsonOf(std::string(Rich) + "controller d { name \"Hjul AS\"  contact m }\n");
  CHECK_THAT(json, Catch::Contains(R"("publisher":[{"@type":"Organization",)"));
  CHECK_THAT(json, Catch::Contains(R"({"@type":"Organization","name":"Hjul AS"}])"));
  CHECK_THAT(json, !Catch::Contains("contactPoint"));
}

TEST_CASE("what went since the version before is not told to machines") {
  const TestPolicy before(replaced(replaced(Rich, "999 999 999", "111 111 111"), "2026-05-01", "2025-01-01"));
  const TestPolicy after(Rich);
  const auto marked =
      statement::compare(statement::fromModel(before.model(), "en"), statement::fromModel(after.model(), "en"));
  CHECK(statement::toJsonLd(marked) == jsonOf(Rich));
}

}  // namespace vern::test
