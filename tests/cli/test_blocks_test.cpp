// `vern test` on the test blocks of a policy: what holds, what does not, and what no test touches.
#include <catch2/catch.hpp>

#include "tests/cli/command.h"

using namespace vern;
using test::Folder;
using test::Outcome;

namespace {

constexpr std::string_view Policy = R"(use norway
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
  expect  ACME-NONE-001
}
test "nothing" { ask use email of customer for service.delivery }
)";

Outcome runTests(const Folder& folder, const std::vector<std::string>& options, std::string_view more = "",
                 const std::string& language = "en") {
  std::vector<std::string> words{folder.write("shop.vern", std::string(Policy) + std::string(more))};
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
  says(english, "expected the finding ACME-NONE-001, and it is not there\n");
  says(english, "nothing is expected\n");
  says(english, "2 passed, 3 failed\n");
  const Outcome norwegian = runTests(folder, {}, Failing, "nb");
  says(norwegian, "ventet frist 2027-01-02, svaret er 2027-01-01\n");
  says(norwegian, "ventet deretter disposal.archive, svaret er disposal.delete\n");
  says(norwegian, "testen forventer ingenting\n");
  says(norwegian, "2 bestått, 3 ikke bestått\n");
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
  says(outcome, "<testsuite name=\"shop\" tests=\"5\" failures=\"3\">");
  CHECK(test::count(outcome.out, "<testcase ") == 5);
  CHECK(test::count(outcome.out, "<failure ") == 3);
  says(outcome, "name=\"a wrong day\"");
}

TEST_CASE("a question that lacks its purpose is told, and `not` expects that something is not so") {
  const Folder folder;
  const Outcome lacking = runTests(folder, {}, R"(
test "no purpose" { ask use email of customer  expect deny }
)");
  CHECK(lacking.status == cli::Findings);
  says(lacking, "the question has no purpose");
  const Outcome negated = runTests(folder, {}, R"(
test "not there" { expect not ACME-NONE-001 }
test "not so" { ask use email of customer for service.delivery  expect not deny }
)");
  says(negated, "not there");
  CHECK(negated.out.find("ACME-NONE-001") == std::string::npos);
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
test "to what" { ask keep email of customer  given consent given  expect deny }
)");
  says(outcome, "pass  earlier than the policy");
  says(outcome, "consent to what is not said");
  says(runTests(folder, {}, R"(
test "misspelt" { ask use email of customer for service.delivery  expect not permmit }
)"),
       "no answer is called `permmit`; did you mean `permit`?");
}
