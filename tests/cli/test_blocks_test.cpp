// `vern test` on the test blocks of a policy: what holds, what does not, and what no test touches.
#include <catch2/catch.hpp>

#include "tests/cli/command.h"

using namespace vern;
using test::Folder;
using test::Outcome;

namespace {

constexpr std::string_view Tested = R"(use norway
policy shop { languages en  effective 2026-01-01 }
recipient crew is processor en "crew" { located norway }
activity shop {
  subjects  customer
  data      name, email
  purpose   service.delivery
  basis     contract
  share     crew
  retain    1 year after purchase then delete
}
activity letter {
  subjects  customer
  data      email
  purpose   marketing.direct.electronic.newsletter
  basis     consent
  retain    until consent_withdrawn
}
promise no_sale { never sell data  text en "We do not sell data." }
test "the shop may deliver" {
  ask     use email of customer for service.delivery
  given   event purchase on 2026-01-01
  given   today 2026-06-01
  expect  permit until 2027-01-01 then delete
}
test "a sharing is logged" {
  ask     share email of customer for service.delivery to crew in norway
  expect  permit, log_disclosure
}
)";

constexpr std::string_view Failing = R"(
test "a wrong day" {
  ask     use email of customer for service.delivery
  given   event purchase on 2026-01-01
  expect  permit until 2027-01-02 then archive
}
test "a wrong answer" {
  ask     use email of customer for marketing.direct.electronic.newsletter
  given   consent withdrawn
  expect  permit
  expect  VERN-BASIS-003
}
)";

Outcome runTests(const Folder& folder, const std::vector<std::string>& options, std::string_view more = "",
                 const std::string& language = "en") {
  std::vector<std::string> words{folder.write("shop.vern", std::string(Tested) + std::string(more))};
  words.insert(words.end(), options.begin(), options.end());
  return test::run(cli::test, words, language);
}

bool says(const Outcome& outcome, std::string_view text) {
  INFO(outcome.out);
  CHECK(test::count(outcome.out, text) == 1);
  return test::count(outcome.out, text) == 1;
}

}  // namespace

TEST_CASE("a test touches a claim when it asks what the claim speaks of") {
  const Folder folder;
  const std::string claim = "claim no_calls { never use phone }\n";
  says(runTests(folder, {"--coverage"}, claim), "0 of 1 promises, 0 of 1 claims\n");
  const std::string asks = "test \"calls\" { ask use phone of customer for service.delivery  expect deny }\n";
  const Outcome asked = runTests(folder, {"--coverage"}, claim + asks);
  says(asked, "0 of 1 promises, 1 of 1 claims\n");
  CHECK(test::count(asked.out, "no test touches `no_calls`") == 0);
}

TEST_CASE("tests that hold are named, with the parts of the policy that they touch") {
  const Folder folder;
  const Outcome outcome = runTests(folder, {"--coverage"});
  CHECK(outcome.status == cli::Ok);
  says(outcome, "pass  the shop may deliver\n");
  says(outcome, "2 passed, 0 failed\n");
  says(outcome, "shop: tests touch 1 of 2 activities, 1 of 1 shares, 1 of 2 windows, 0 of 1 promises, 0 of 0 claims\n");
  says(outcome, "shop.vern:12: no test touches `letter`\n");
  says(outcome, "shop.vern:17: no test touches `retain    until consent_withdrawn`\n");
  says(outcome, "shop.vern:19: no test touches `no_sale`\n");
}

TEST_CASE("a test that does not hold says what was expected and what the answer is, in English and Bokmål") {
  const Folder folder;
  const Outcome english = runTests(folder, {}, Failing);
  CHECK(english.status == cli::Findings);
  says(english, "expected until 2027-01-02, the answer is 2027-01-01\n");
  says(english, "expected then disposal.archive, the answer is disposal.delete\n");
  says(english, "expected permit, the answer is deny (consent_withdrawn)\n");
  says(english, "expected the finding VERN-BASIS-003, and it is not there\n");
  says(english, "2 passed, 2 failed\n");
  const Outcome norwegian = runTests(folder, {}, Failing, "nb");
  says(norwegian, "ventet frist 2027-01-02, svaret er 2027-01-01\n");
  says(norwegian, "ventet deretter disposal.archive, svaret er disposal.delete\n");
  says(norwegian, "2 bestått, 2 ikke bestått\n");
}

TEST_CASE(
    "a test that tells an event which the policy counts nothing from does not hold, and names those it counts from") {
  const Folder folder;
  const char* const unread = R"(
test "another event" { ask use email of customer for service.delivery  given event collection on 2020-01-01  expect permit }
)";
  const Outcome english = runTests(folder, {}, unread);
  CHECK(english.status == cli::Findings);
  says(english, "the policy counts nothing from `collection`; it counts from `consent_withdrawn`, `purchase`\n");
  says(runTests(folder, {}, unread, "nb"),
       "policyen regner ikke noe fra `collection`; den regner fra `consent_withdrawn`, `purchase`\n");
}

TEST_CASE("JUnit has one case for each test, and one failure in each that does not hold") {
  const Folder folder;
  const Outcome outcome = runTests(folder, {"--format", "junit"}, Failing);
  CHECK(outcome.status == cli::Findings);
  says(outcome, "<testsuite name=\"shop\" tests=\"4\" failures=\"2\">");
  CHECK(test::count(outcome.out, "<testcase ") == 4);
  CHECK(test::count(outcome.out, "<failure ") == 2);
  says(outcome, "name=\"a wrong day\"");
}

TEST_CASE("JUnit has an error where a policy cannot be read, so that no page shows that nothing failed") {
  const Folder folder;
  const Outcome outcome = runTests(folder, {"--format", "junit"}, R"(
test "misspelt" { ask use emial of customer for service.delivery  expect permit }
)");
  CHECK(outcome.status == cli::Findings);
  says(outcome, "<testsuites tests=\"1\" failures=\"0\" errors=\"1\">");
  says(outcome, "name=\"VERN-NAME-001\"");
  says(outcome, "<error message=\"no data is called `emial`\">");
}

TEST_CASE("`not` expects that something is not so") {
  const Folder folder;
  const Outcome negated = runTests(folder, {}, R"(
test "not there" { expect not VERN-BASIS-003 }
test "not so" { ask use email of customer for service.delivery  expect not deny }
)");
  says(negated, "not there");
  CHECK(negated.out.find("VERN-BASIS-003") == std::string::npos);
}

TEST_CASE("a test that is not well put is told by check as by test, in English and Bokmål, and none is run") {
  const Folder folder;
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"ask ues email of customer for service.delivery  expect deny",
       "error[VERN-SYNTAX-009]: `ues` cannot stand here; `use`, `share` or `keep` can"},
      {"ask source email of customer  expect deny", "error[VERN-TEST-007]: `source` has no meaning after `ask`"},
      {"ask use email for service.delivery  expect deny",
       "error[VERN-TEST-008]: the question does not say whose data it is about"},
      {"ask use email of customer  expect deny", "error[VERN-TEST-008]: the question does not say for what purpose"},
      {"ask share email of customer for service.delivery  expect deny",
       "error[VERN-TEST-008]: the question does not say to whom"},
      {"ask use email of customer for service.delivery to crew  expect deny",
       "error[VERN-CLAUSE-006]: `use` takes no `to`"},
      {"ask keep email of customer  given consent given  expect deny",
       "error[VERN-TEST-008]: the question does not say to what consent is given"},
      {"ask keep email of customer  given consent gone for service.delivery  expect deny",
       "error[VERN-TEST-007]: `gone` has no meaning after `given consent`"},
      {"ask keep email of customer  given today tomorrow  expect deny",
       "error[VERN-CLAUSE-003]: `given today` takes a date"},
      {"ask keep email of customer  given event purchase on friday  expect deny", "`friday`"},
      {"ask keep email of customer  expect permit until purchase", "error[VERN-CLAUSE-003]: `until` takes a date"},
      {"ask keep email of customer  expect permmit", "error[VERN-TEST-007]: `permmit` has no meaning after `expect`"},
      {"ask keep email of customer", "error[VERN-TEST-009]: this test expects nothing"},
      {"expect deny", "error[VERN-TEST-010]: `expect deny` is an answer, and nothing is asked"},
      {"expect not VERN-FOO-001", "error[VERN-TEST-011]: no finding is called `VERN-FOO-001`"},
  };
  for (const auto& [body, told] : cases) {
    INFO(body);
    const std::string more = "test \"t\" { " + std::string(body) + " }\n";
    const Outcome tested = runTests(folder, {}, more);
    CHECK(tested.status == cli::Findings);
    CHECK(test::count(tested.err, told) == 1);
    CHECK(test::count(tested.out, "pass ") == 0);
    CHECK(test::count(test::run(cli::check, {folder.path("shop.vern")}, "en").out, told) == 1);
    CHECK(test::run(cli::check, {folder.path("shop.vern")}, "nb").status == cli::Findings);
  }
  const std::string near = runTests(folder, {}, "test \"t\" { ask keep email of customer  expect permmit }\n").err;
  CHECK(test::count(near, "did you mean `permit`?") == 1);
  const Outcome misspelt = runTests(folder, {}, "test \"t\" { ask ues email of customer  expect deny }\n");
  CHECK(test::count(misspelt.err, "did you mean `use`?") == 1);
  CHECK(test::count(misspelt.err, "1 error, ") == 1);
}

TEST_CASE("what is given without a day is given on the day of the question, and consent is to a purpose") {
  const Folder folder;
  const Outcome outcome = runTests(folder, {}, R"(
test "earlier than the policy" {
  ask     keep email of customer
  given   consent given for newsletter
  given   event purchase on 2024-01-01
  given   today 2025-07-01
  expect  permit
}
)");
  says(outcome, "pass  earlier than the policy");
}

TEST_CASE("where a test expects a denial, what permits it is told, and until when") {
  const Folder folder;
  constexpr std::string_view Open = R"(
test "gone some day" {
  ask     use email of customer for service.delivery
  given   today 2040-01-01
  expect  deny
}
)";
  CHECK(runTests(folder, {}, Open)
            .out.find("it is permitted by `shop`, `retain 1 year after purchase then delete`; last "
                      "day: none yet") != std::string::npos);
  CHECK(runTests(folder, {}, Open, "nb")
            .out.find("det tillates av `shop`, `retain 1 year after purchase then "
                      "delete`; siste dag: ingen ennå") != std::string::npos);
}
