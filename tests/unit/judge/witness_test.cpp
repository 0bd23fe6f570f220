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
  REQUIRE_FALSE(with.results[0].failures.empty());
  const testing::BlockRun without = run(TestPolicy(policy + found[0].witness.test));
  REQUIRE(without.results.size() == 1);
  CHECK_FALSE(without.results[0].passed());
  // An event that the promise alone names is told before.
  REQUIRE_FALSE(without.results[0].failures.empty());
  CHECK(messages::render(without.results[0].failures.back(), "en").find("permitted") != std::string::npos);
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
        promise("keep data at most 1 year after purchase"));
  shows(activity("data email  purpose service.account  basis contract  retain while trusted"),
        promise("keep data at most 1 year after purchase"));
  shows(activity("data email  purpose service.account  basis contract  retain forever"),
        promise("keep data at most 1 year after purchase"));
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

TEST_CASE("where no event tells how long data were kept, a broken promise has no test") {
  for (const char* window : {"forever", "until account_closed", "while trusted"}) {
    INFO(window);
    const TestPolicy policy(
        std::string(Policy) +
        "activity a { subjects customer  data email  purpose service.account  basis contract  retain " + window +
        " }\npromise p { keep email at most 2 years  text en \"x\" nb \"x\" }");
    const auto found = judge::refutations(policy.model(), policy.grants());
    REQUIRE(found.size() == 1);
    CHECK(found[0].witness.test.empty());
  }
}

TEST_CASE("a test tells the kind of an event that a promise speaks of") {
  const std::string kinds =
      "event home is delivery en \"h\" nb \"h\"\nevent work is delivery en \"w\" nb \"w\"\n"
      "activity a { subjects customer  data email  purpose service.delivery  basis contract  retain ";
  const std::string promise = "promise p { keep email at most 1 year after delivery  text en \"x\" nb \"x\" }";
  const auto test = [&](const std::string& window) {
    const std::string policy = std::string(Policy) + kinds + window + " }\n";
    shows(policy, promise);
    const TestPolicy whole(policy + promise);
    return judge::refutations(whole.model(), whole.grants()).front().witness.test;
  };
  CHECK(test("1 year after home").find("given event work on 2024-01-01") != std::string::npos);
  CHECK(test("forever").find("given event delivery on 2024-01-01") != std::string::npos);
}

TEST_CASE("the event of a promise is one that the policy speaks of") {
  const TestPolicy policy(R"(
activity portal { subjects user  data email  purpose service.account  basis contract  retain forever }
promise short { keep email at most 2 years after delivery  text en "x" nb "x" })");
  CHECK(grants::eventsRead(policy.model(), policy.grants()).contains(policy.event("delivery")));
}
