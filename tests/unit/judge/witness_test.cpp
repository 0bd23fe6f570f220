// A broken promise comes with a `test` block. It can be put into the policy as it stands, and fails there: what it asks
// is permitted, or denied by nothing but the promise.
#include "compiler/judge/promises.h"
#include "compiler/testing/blocks.h"
#include "tests/support/policy.h"

using namespace vern;
using test::TestPolicy;

namespace {

testing::BlockRun run(const TestPolicy& policy) {
  return testing::runBlocks(policy.model(), policy.grants(), {}, toDay({2026, 6, 1}));
}

void shows(const std::string& policy, const std::string& promise) {
  INFO(promise);
  const TestPolicy whole(policy + promise);
  const auto found = judge::refutations(whole.model(), whole.grants());
  REQUIRE(found.size() == 1);
  INFO(found[0].witness.test);
  const testing::BlockRun with = run(TestPolicy(policy + promise + "\n" + found[0].witness.test));
  REQUIRE(with.results.size() == 1);
  CHECK_FALSE(with.results[0].passed());
  const testing::BlockRun without = run(TestPolicy(policy + found[0].witness.test));
  REQUIRE(without.results.size() == 1);
  CHECK_FALSE(without.results[0].passed());
  REQUIRE(without.results[0].failures.size() == 1);
  CHECK(messages::render(without.results[0].failures[0], "en").find("permitted") != std::string::npos);
}

constexpr std::string_view Policy = R"(
data reading is data en "what you read" nb "det du leser" { includes_data behaviour.browsing, device.ip }
data habits is data en "your habits" nb "vanene dine" { includes_data reading }
circumstance abroad en "ordered abroad" nb "bestilt i utlandet"
state active en "you are active" nb "du er aktiv" { exercised last_activity within 24 months }
state trusted en "you are trusted" nb "du er betrodd"
recipient crew is processor en "crew" nb "mannskap" { located norway }
)";

}  // namespace

TEST_CASE("the test of a broken promise can be pasted, and shows what breaks it") {
  const std::string policy(Policy);
  const auto activity = [&](const std::string& clauses) {
    return policy + "activity a { subjects customer  " + clauses + " }\n";
  };
  const auto promise = [](const std::string& sentence) {
    return "promise p { " + sentence + "  text en \"x\" nb \"x\" }";
  };
  const std::string letter = activity(
      "data email  purpose marketing.direct.electronic.newsletter  basis consent  retain 1 year after consent_given");
  shows(letter, promise("never use data for marketing"));
  shows(letter, promise("use data only on contract"));

  const std::string shop = activity(
      "data name, email  purpose service.delivery  basis contract  applies when abroad  retain 5 years after purchase  "
      "share crew");
  shows(shop, promise("never use email"));
  shows(shop, promise("never share data"));
  shows(shop, promise("never share data with processor"));
  shows(shop, promise("keep data at most 3 years"));
  shows(shop, promise("keep email at most 6 months"));
  shows(shop, promise("never store name"));

  shows(activity("data email  purpose service.account  basis contract  retain while active"),
        promise("keep data at most 1 year"));
  shows(activity("data email  purpose service.account  basis contract  retain while trusted"),
        promise("keep data at most 1 year"));
  shows(activity("data email  purpose service.account  basis contract  retain forever"),
        promise("keep data at most 1 year"));
  shows(activity("data email  purpose service.account  basis contract  retain latest of { until account_closed, 1 "
                 "month after purchase }"),
        promise("keep data at most 1 year"));
  shows(activity("data health  purpose service.support  basis consent  condition explicit_consent  retain 1 year after "
                 "case_closed"),
        promise("never use health"));
}

TEST_CASE("a promise about a group is about each of its members, and so is one that a group breaks") {
  const std::string use = "activity a { subjects user  data ";
  const std::string rest =
      "  purpose analytics.audience  basis legitimate_interests  retain 1 year after collection }\n";
  const std::string groups = "promise p { never use habits  text en \"x\" nb \"x\" }";
  shows(std::string(Policy) + use + "behaviour.browsing" + rest, groups);
  shows(std::string(Policy) + use + "device.ip" + rest, groups);
  shows(std::string(Policy) + use + "reading" + rest, "promise p { never use device.ip  text en \"x\" nb \"x\" }");
  const TestPolicy other(std::string(Policy) + use + "email" + rest + groups);
  CHECK(judge::refutations(other.model(), other.grants()).empty());
}

TEST_CASE("where an activity says too little, the test of a broken promise tells what it must say first") {
  const TestPolicy policy(
      "activity a { subjects customer  data email  purpose service.delivery }\n"
      "promise p { never use email  text en \"x\" nb \"x\" }");
  const auto found = judge::refutations(policy.model(), policy.grants());
  REQUIRE(found.size() == 1);
  CHECK(found[0].witness.test.starts_with("test \"p\" { ask use contact.email of customer for service.delivery"));
  CHECK(found[0].witness.unsaid == std::vector{grants::Reason::NoBasis, grants::Reason::NoWindow});
}
