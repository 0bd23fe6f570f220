#include "compiler/statement/compare.h"

#include <algorithm>

#include "compiler/statement/from_json.h"
#include "compiler/statement/to_html.h"
#include "compiler/statement/to_json.h"
#include "compiler/statement/to_text.h"
#include "tests/unit/statement/policies.h"

namespace vern::test {

using statement::Change;
using statement::Document;

namespace {

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

/// The lines of the box.
std::vector<std::string> toldOnTop(const Document& document) {
  std::vector<std::string> out;
  for (const statement::Block& block : document.front.front().blocks)
    for (const statement::Blocks& item : block.items) out.push_back(statement::plain(item.front().sentences.front()));
  return out;
}

std::string joined(const std::vector<std::string>& all) {
  std::string out;
  for (const std::string& one : all) out += one + " ";
  return out;
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
  CHECK(has(saidAs(marked, Change::Deleted), "May be kept for at most 2 years after the case is closed."));
  CHECK(has(saidAs(marked, Change::Inserted), "May be kept for at most 1 year after the case is closed."));
  CHECK_THAT(statement::toHtml(marked, "p"), Catch::Contains("<del>May be kept for at most 2 years"));
  // Once, although the time stands in two tables.
  CHECK(toldOnTop(marked) ==
        std::vector<std::string>{
            "Help (how long we keep the data): was “May be kept for at most 2 years after the case is closed”, "
            "is now “May be kept for at most 1 year after the case is closed”."});
  CHECK_THAT(statement::toHtml(marked, "p"), Catch::Contains("<li><a href=\"#use-help\">Help</a> (how long"));
}

TEST_CASE("a table with other columns than before has those of both versions") {
  const std::string shared =
      "activity orders { title en \"Orders\"  subjects customer  data name  purpose service.delivery  "
      "basis contract  share post  retain 1 year after delivery then delete }\n";
  const std::string policy = "policy p { languages en }\n";
  const std::string placed =
      policy + "recipient post is controller.carrier en \"the carrier\" { located norway }\n" + shared;
  const std::string placeless = policy + "recipient post is controller.carrier en \"the post\"\n" + shared;
  for (const auto& [before, after] : {std::pair(placed, placeless), {placeless, placed}}) {
    const Document old = english(before);
    const Document now = english(after);
    const Document marked = statement::compare(old, now, now);
    const auto check = [](const auto& self, const statement::Blocks& blocks) -> void {
      for (const statement::Block& one : blocks) {
        for (const statement::Row& row : one.rows)
          if (one.kind == statement::BlockKind::Table) CHECK(row.cells.size() == one.heads.size());
        self(self, one.blocks);
      }
    };
    check(check, marked.sections);
    CHECK_FALSE(statement::toText(marked).empty());
    CHECK_FALSE(statement::toHtml(marked, "p", {}, statement::Page::Web).empty());
  }
}

TEST_CASE("another identifier alone is no change, and neither is another place in the file") {
  std::string renamed = BikePolicy;
  for (const char* name : {"post_office", "help_desk", "good_service", "fault_reported"})
    for (std::size_t at = renamed.find(name); at != std::string::npos; at = renamed.find(name, at + 10))
      renamed.replace(at, std::string_view(name).size(), std::string(name) + "_x");
  const Document marked = statement::compare(english(BikePolicy), english(renamed));
  CHECK(joined(saidAs(marked, Change::Inserted)).empty());
  CHECK(joined(saidAs(marked, Change::Deleted)).empty());
  CHECK(statement::toJson(english(BikePolicy)) ==
        statement::toJson(english(std::string("// a comment\n") + BikePolicy)));
}

TEST_CASE("a JSON in another language tells the same changes as the policy") {
  const std::string more = replaced(replaced(BikePolicy, "share help_desk when", "share post_office, help_desk when"),
                                    "basis consent\n  share none", "basis consent\n  source subject\n  share none");
  const auto in = [](const std::string& text, const char* language) {
    return statement::fromModel(TestPolicy(text).model(), language);
  };
  llvm::Expected<Document> old = statement::fromJson(statement::toJson(in(BikePolicy, "en")));
  REQUIRE(static_cast<bool>(old));
  const Document within = statement::compare(in(BikePolicy, "nb"), in(more, "nb"));
  const Document across = statement::compare(*old, in(more, "en"), in(more, "nb"));
  // What went stands in the language it was written in; what is new is new in both.
  REQUIRE(toldOnTop(across).size() == toldOnTop(within).size());
  CHECK(toldOnTop(across).back() == toldOnTop(within).back());
  CHECK_THAT(toldOnTop(across).back(), Catch::Contains("nytt er «Nyhetsbrev»"));
}

TEST_CASE("what nests deeper than any statement is refused") {
  llvm::Expected<Document> bad = statement::fromJson(std::string(100'000, '['));
  REQUIRE_FALSE(static_cast<bool>(bad));
  llvm::consumeError(bad.takeError());
}

TEST_CASE("a new activity is told by its name") {
  const std::string more = std::string(BikePolicy) + R"(
activity repair { title nb "Reparasjon"  en "Repair"  subjects buyer  data phone  purpose support  basis good_service
  source subject  share none  retain 1 year after case_closed then delete })";
  const Document marked = statement::compare(english(BikePolicy), english(more));
  CHECK_THAT(statement::toText(marked), Catch::Contains("New: Repair (What we use data for)."));
  CHECK_THAT(statement::toText(statement::compare(english(more), english(BikePolicy))),
             Catch::Contains("Removed: Repair (What we use data for)."));
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

TEST_CASE("within a text of the policy, the sentences that changed are marked and told") {
  const auto texts = [](const char* text) {
    return english(replaced(BikePolicy, "We need this in order to deliver.", text));
  };
  const Document before = texts("We keep a list. We look at it when something is wrong. You can ask for it.");
  const Document after = texts("We keep a list. We look at it every day. You can ask for it.");
  const Document marked = statement::compare(before, after);
  CHECK(saidAs(marked, Change::Deleted) == std::vector<std::string>{"We look at it when something is wrong."});
  CHECK(saidAs(marked, Change::Inserted) == std::vector<std::string>{"We look at it every day."});
  CHECK(toldOnTop(marked) == std::vector<std::string>{"Buying a bicycle: was “We look at it when something is wrong”, "
                                                      "is now “We look at it every day”."});
  CHECK(joined(version(marked, Change::Deleted)) == joined(version(before, Change::None)));
  CHECK(joined(version(marked, Change::Inserted)) == joined(version(after, Change::None)));
}

TEST_CASE("the box tells versions, recipients, data, rights and what the writer says of the new version") {
  std::string more =
      replaced(BikePolicy, "version \"2.0\"  effective 2026-05-01", "version \"2.1\"  effective 2026-06-01");
  more = replaced(more, "data such as name, email", "data such as name, email, phone");
  more = replaced(more, "basis consent\n  share none", "basis consent\n  share post_office");
  more = replaced(more, "right access, rectification", "right access, portability");
  more = replaced(more, "entry 2026-05-01",
                  "entry 2026-06-01 nb \"Nytt.\" en \"The Post gets your e-mail address.\"  entry 2026-05-01");
  more = replaced(more, "nb \"Nyhetsbrev\"  en \"Newsletter\"", "nb \"Brev\"  en \"Letters\"");
  const Document marked = statement::compare(english(BikePolicy), english(more));
  CHECK_THAT(statement::toMarkdown(marked, "p"),
             Catch::Contains("Before: Version 2.0. In effect from 1 May 2026. Now: Version 2.1. In effect from 1 June "
                             "2026."));
  const std::vector<std::string> told = toldOnTop(marked);
  CHECK_THAT(told.front(), Catch::Contains("1 June 2026") && Catch::Contains("The Post gets your e-mail address"));
  const std::string all = joined(told);
  CHECK_THAT(all, Catch::Contains("Letters (recipients): was “None”, is now “The Post”."));
  CHECK_THAT(all, Catch::Contains("Help (data): was “For example, name and e-mail address”, is now “For example, name, "
                                  "e-mail address and telephone number”."));
  CHECK_THAT(all, Catch::Contains("“Newsletter” is now called “Letters”."));
  CHECK_THAT(all, !Catch::Contains("what they get data for"));  // that the Post gets them is told of the letters
  CHECK_THAT(all, Catch::Contains("Removed: Rectification (Your rights)."));
  CHECK_THAT(all, Catch::Contains("Portability (Your rights): “You can get a machine-readable"));
}

TEST_CASE("what stands in another order did not change") {
  const auto swapped = [](const std::string& text, const std::string& first, const std::string& second) {
    return replaced(replaced(replaced(text, first, "@@"), second, first), "@@", second);
  };
  const std::string policy = BikePolicy;
  const auto activity = [&](const std::string& name) {
    const std::size_t begin = policy.find("activity " + name);
    return policy.substr(begin, policy.find("\n}\n", begin) + 3 - begin);
  };
  for (const std::string& after :
       {swapped(policy, activity("help"), activity("news")), swapped(policy, activity("sale"), activity("news")),
        replaced(policy, "right access, rectification, erasure, object",
                 "right erasure, object, rectification, access"),
        replaced(policy, "measures encryption, access_control", "measures access_control, encryption"),
        replaced(policy, "data name, address, email", "data email, name, address"),
        replaced(policy, "data such as name, email", "data such as email, name")}) {
    const Document marked = statement::compare(english(policy), english(after));
    CHECK(saidAs(marked, Change::Deleted).empty());
    CHECK(saidAs(marked, Change::Inserted).empty());
    CHECK_THAT(statement::toText(marked, statement::NoWidth),
               Catch::Contains("Nothing has changed since the previous version."));
  }
}

TEST_CASE("a change is told once, wherever it shows") {
  const auto told = [](const std::string& after) {
    return toldOnTop(statement::compare(english(BikePolicy), english(after)));
  };
  using Lines = std::vector<std::string>;
  CHECK(told(replaced(BikePolicy, "retain until consent_withdrawn then delete",
                      "retain until consent_withdrawn then anonymise")) ==
        Lines{"Newsletter (how long we keep the data): was “Then we delete the data”, is now “Then we make the data "
              "anonymous”."});
  CHECK(told(replaced(BikePolicy, "nb \"Nyhetsbrev\"  en \"Newsletter\"", "nb \"Brev\"  en \"Letters\"")) ==
        Lines{"“Newsletter” is now called “Letters”."});
  CHECK(told(replaced(BikePolicy, "basis consent\n  share none", "basis consent\n  may share post_office")).size() ==
        1);
  CHECK(told(BikePolicy + std::string("activity extra { title nb \"Ekstra\" en \"Extra\" subjects buyer data phone "
                                      "purpose support basis consent source subject share post_office "
                                      "retain 1 year after purchase then delete }\n")) ==
        Lines{"New: Extra (What we use data for)."});
}

TEST_CASE("a recipient's new name is told once, wherever it gets data or gives them") {
  const std::string before =
      replaced(BikePolicy, "basis consent\n  share none", "basis consent\n  source post_office\n  share post_office");
  const Document marked = statement::compare(
      english(before), english(replaced(before, "nb \"Posten\"  en \"the Post\"", "nb \"Budet\"  en \"the courier\"")));
  CHECK(toldOnTop(marked) == std::vector<std::string>{"“The Post” is now called “The courier”."});
}

TEST_CASE("a new name of people or data is told once") {
  const std::string before = replaced(BikePolicy, "  children 15\n", "  children 15\n  covers buyer\n");
  const auto told = [&](const char* what, const char* by) {
    return toldOnTop(statement::compare(english(before), english(replaced(before, what, by))));
  };
  CHECK(told("en \"people who buy a bicycle\"", "en \"buyers\"") ==
        std::vector<std::string>{"“People who buy a bicycle” is now called “Buyers”."});
  CHECK(told("en \"frame number\"", "en \"number of the frame\"") ==
        std::vector<std::string>{"“Frame number” is now called “Number of the frame”."});
}

TEST_CASE("a new version alone is told by its number") {
  const Document marked =
      statement::compare(english(BikePolicy), english(replaced(BikePolicy, "version \"2.0\"", "version \"2.1\"")));
  CHECK_THAT(statement::toText(marked),
             Catch::Contains("Now: Version 2.1") && !Catch::Contains("The text has changed"));
}

TEST_CASE("a language that the earlier version lacks shows the changes found in another one") {
  const TestPolicy old(BikePolicy);
  const TestPolicy fresh(replaced(BikePolicy, "at most 2 years after", "at most 1 year after"));
  const Document marked =
      statement::compare(statement::fromModel(old.model(), "nb"), statement::fromModel(fresh.model(), "nb"),
                         statement::fromModel(fresh.model(), "en"));
  CHECK(has(saidAs(marked, Change::Deleted), "Kan lagres i høyst 2 år etter at saken er avsluttet."));
  CHECK(has(saidAs(marked, Change::Inserted), "May be kept for at most 1 year after the case is closed."));
  CHECK(saidAs(marked, Change::Inserted).size() == saidAs(marked, Change::Deleted).size());
  const std::string html = statement::toHtml(marked, "p");
  CHECK_THAT(html, Catch::Contains("<del lang=\"nb\">Kan lagres i høyst 2 år"));
  CHECK_THAT(html, Catch::Contains("There is no previous version in this language."));
  CHECK(toldOnTop(marked).size() == 1);
}

TEST_CASE("what went has no anchor, and no link leads to it") {
  const std::string more = std::string(BikePolicy) + R"(
activity repair { title nb "Reparasjon"  en "Repair"  subjects buyer  data phone  purpose support  basis good_service
  source subject  share none  retain 1 year after case_closed then delete })";
  const std::string html = statement::toHtml(statement::compare(english(more), english(BikePolicy)), "p");
  CHECK(html.find("use-repair") == std::string::npos);
  CHECK_THAT(html, Catch::Contains("<del>Repair</del>"));
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
