#include "compiler/statement/compare.h"

#include <algorithm>

#include "compiler/statement/from_json.h"
#include "compiler/statement/to_json.h"
#include "compiler/statement/to_text.h"
#include "tests/unit/statement/policies.h"

namespace vern::test {

using statement::Change;
using statement::Document;

namespace {

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

Document english(const std::string& text) {
  const TestPolicy policy(text);
  return statement::fromModel(policy.model(), "en");
}

std::vector<std::string> saidAs(const Document& document, Change change) {
  std::vector<std::string> out;
  statement::forEachSentence(document, [&](std::string_view, const statement::Sentence& sentence) {
    if (sentence.change == change) out.push_back(statement::plain(sentence));
  });
  return out;
}

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// What stands without a mark and what stands with `kept`: one of the two versions.
std::vector<std::string> version(const Document& document, Change kept) {
  std::vector<std::string> out;
  for (const statement::Block& section : document.sections) {
    Document part;
    part.sections = {section};
    statement::forEachSentence(part, [&](std::string_view, const statement::Sentence& sentence) {
      if (sentence.change == Change::None || sentence.change == kept) out.push_back(statement::plain(sentence));
    });
  }
  return out;
}

}  // namespace

TEST_CASE("a statement compared with itself has no changes") {
  const Document same = english(BikePolicy);
  const Document marked = statement::compare(same, same);
  CHECK(saidAs(marked, Change::Inserted).empty());
  CHECK(saidAs(marked, Change::Deleted).empty());
  CHECK_THAT(statement::toText(marked), Catch::Contains("Nothing has changed since the previous version."));
}

TEST_CASE("a new storage time is marked where it stands, and told on top") {
  const Document marked = statement::compare(
      english(BikePolicy), english(replaced(BikePolicy, "at most 2 years after", "at most 1 year after")));
  CHECK(has(saidAs(marked, Change::Deleted), "May be kept at most 2 years after the closing of the case."));
  CHECK(has(saidAs(marked, Change::Inserted), "May be kept at most 1 year after the closing of the case."));
  CHECK_THAT(statement::toHtml(marked, "p"), Catch::Contains("<del>May be kept at most 2 years"));
  CHECK_THAT(statement::toHtml(marked, "p"), Catch::Contains("Changed: <a href=\"#retention\">"));
}

TEST_CASE("a new activity is told by its name") {
  const std::string more = std::string(BikePolicy) + R"(
activity repair { title nb "Reparasjon"  en "Repair"  subjects buyer  data phone  purpose support  basis good_service
  source subject  share none  retain 1 year after case_closed then delete })";
  const Document marked = statement::compare(english(BikePolicy), english(more));
  CHECK_THAT(statement::toText(marked), Catch::Contains("New: Repair."));
  CHECK_THAT(statement::toText(statement::compare(english(more), english(BikePolicy))),
             Catch::Contains("Removed: Repair."));
}

TEST_CASE("without what is marked, each of the two versions stands there whole") {
  const std::string more = replaced(replaced(BikePolicy, "We never sell data.", "We sell nothing."),
                                    "measures encryption, access_control", "measures encryption, backup");
  const Document before = english(BikePolicy);
  const Document after = english(more);
  const Document marked = statement::compare(before, after);
  CHECK(version(marked, Change::Deleted) == version(before, Change::None));
  CHECK(version(marked, Change::Inserted) == version(after, Change::None));
}

TEST_CASE("the earlier version may come from JSON") {
  const Document before = english(BikePolicy);
  llvm::Expected<Document> read = statement::fromJson(statement::toJson(before));
  REQUIRE(static_cast<bool>(read));
  const Document marked = statement::compare(*read, before);
  CHECK(saidAs(marked, Change::Inserted).empty());
  CHECK(saidAs(marked, Change::Deleted).empty());
  for (const char* text : {"", "{", "[]", "{}", "{\"format\": \"vern.statement/2\"}"}) {
    llvm::Expected<Document> bad = statement::fromJson(text);
    INFO(text);
    CHECK_FALSE(static_cast<bool>(bad));
    llvm::consumeError(bad.takeError());
  }
}

TEST_CASE("a hostile JSON brings no link and no markup into a statement") {
  llvm::Expected<Document> read = statement::fromJson(
      R"json({"format": "vern.statement/1", "language": "en", "title": {"text": "t"}, "sections": [
        {"kind": "table", "heads": [{"text": "a"}], "rows": [{"cells": [[], []]}, {"cells": []}]},
        {"kind": "paragraph", "sentences": [{"text": "x", "runs": [
          {"text": "<script>", "href": "javascript:alert(1)"}]}]}]})json");
  REQUIRE(static_cast<bool>(read));
  const std::string html = statement::toHtml(statement::compare(*read, english(BikePolicy)), "p");
  CHECK(html.find("<script") == html.find("<script type=\"application/ld+json\">"));
  CHECK(html.find("<script") == html.rfind("<script"));
  CHECK(html.find("javascript:") == std::string::npos);
}

}  // namespace vern::test
