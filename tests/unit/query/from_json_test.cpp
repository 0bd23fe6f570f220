#include <random>

#include "tests/unit/query/ask.h"
#include "vern/explain.h"

using namespace vern;
using test::answeredJson;

TEST_CASE("an answer in JSON has its keys in a fixed order, and null where there is nothing to say") {
  CHECK(
      answeredJson(
          R"({"ask":"use","subject":"portal_user","data":"email","purpose":"newsletter",)"
          R"("consent":{"newsletter":{"state":"given","on":"2026-01-01"}},"events":{"consent_given":"2026-01-01"}})") ==
      R"({"decision":"permit","reason":"permitted","activity":"newsletter","title":"Newsletter","place":"policy.vern:24",)"
      R"json("share_place":null,"basis":"consent","citations":"GDPR Art. 6(1)(a)","promise":null,"deadline":"2028-01-01",)json"
      R"("disposal":"delete","obligations":["offer_opt_out"],"near_miss":null,"sentence":"the policy allows it"})");
  CHECK(
      answeredJson(
          R"({"ask":"disclose","subject":"portal_user","data":"email","purpose":"billing","recipient":"cloud","country":"JP"})") ==
      R"({"decision":"deny","reason":"promise","activity":null,"title":null,"place":"policy.vern:35","share_place":null,)"
      R"("basis":null,"citations":null,"promise":"stay","deadline":null,"disposal":null,"obligations":[],"near_miss":null,)"
      R"("sentence":"a promise of the policy forbids it: “Data stay in the EEA.”"})");
}

TEST_CASE("`since` and `elapsed` count from a day that is known, or back from now") {
  const std::string keep = R"({"ask":"keep","subject":"portal_user","data":"ticket_message",)";
  const auto reason = [&](const std::string& rest) {
    const std::string answer = answeredJson(keep + rest);
    const std::size_t at = answer.find("\"reason\":\"");
    return at == std::string::npos ? answer : answer.substr(at + 10, answer.find('"', at + 10) - at - 10);
  };
  CHECK(reason(R"("since":"customer_leaves","elapsed":"P2Y"})") == "permitted");
  CHECK(reason(R"("since":"customer_leaves","elapsed":"P3Y"})") == "permitted");
  CHECK(reason(R"("since":"customer_leaves","elapsed":"P3Y1D"})") == "expired");
  CHECK(reason(R"("since":"customer_leaves","elapsed":"P3Y","events":{"customer_leaves":"2024-02-29"}})") ==
        "permitted");
  CHECK(reason(R"("since":"customer_leaves","elapsed":"P3Y1D","events":{"customer_leaves":"2024-02-29"}})") ==
        "expired");
  CHECK(
      reason(
          R"("since":"customer_leaves","elapsed":"P1Y","now":"2026-01-01","events":{"customer_leaves":"2024-02-29"}})") ==
      "error: `elapsed` after `customer_leaves` is 2025-02-28, and `now` is 2026-01-01");
  CHECK(
      reason(
          R"("since":"customer_leaves","elapsed":"P1Y","now":"2025-02-28","events":{"customer_leaves":"2024-02-29"}})") ==
      "permitted");
  CHECK(reason(R"("since":"customer_leaves"})") == "error: `since` and `elapsed` go together");
}

TEST_CASE("an event is told under the name that the policy counts from, or under a narrower one") {
  const test::TestPolicy policy(R"(
event login is last_activity en "you log in" nb "du logger inn" { possible_for user }
event app_login is login en "you log in to the app" nb "du logger inn i appen"
activity account { subjects user  data email  purpose service.account  basis contract  retain 1 year after login }
activity letter  { subjects customer  data email  purpose service.account  basis contract  retain 1 year after last_activity })");
  const query::TableFile file =
      llvm::cantFail(query::TableFile::fromBytes(llvm::cantFail(table::fromGrants(policy.model(), policy.grants()))));
  const auto answer = [&](const std::string& subject, const std::string& rest) -> std::string {
    llvm::Expected<query::Request> request =
        query::fromJson(R"({"ask":"keep","data":"email","subject":")" + subject + "\"," + rest + "}");
    if (!request) return llvm::toString(request.takeError());
    llvm::Expected<query::Bound> question = query::bind(file.table(), *request, test::questionDay());
    if (!question) return llvm::toString(question.takeError());
    return std::string(runtime::reasonCode(runtime::decide(question->facts, question->question).reason));
  };
  const std::string hangs =
      "the answer hangs on `login`, a kind of `last_activity`: say the day of it, or that it has not happened "
      "(`never`, "
      "null in JSON)";
  CHECK(answer("user", R"("events":{"last_activity":"2020-01-01"})") == hangs);
  CHECK(answer("user", R"("since":"last_activity","elapsed":"P1M")") == hangs);
  CHECK(answer("user", R"("events":{"last_activity":"2020-01-01","login":null})") == "permitted");
  CHECK(answer("user", R"("events":{"last_activity":"2020-01-01","login":"2026-01-01"})") == "permitted");
  CHECK(answer("user", R"("events":{"login":"2020-01-01"})") == "expired");
  CHECK(answer("user", R"("events":{"app_login":"2020-01-01"})") == "expired");
  CHECK(answer("user", R"("since":"app_login","elapsed":"P2Y")") == "expired");
  CHECK(answer("customer", R"("events":{"login":"2020-01-01"})") == "expired");
  CHECK(answer("customer", R"("events":{"last_activity":"2026-01-01"})") == "permitted");
  // What nothing counts from would go by unseen.
  const std::string unread = "the policy counts nothing from `purchase`; it counts from `last_activity`, `login`";
  CHECK(answer("user", R"("events":{"purchase":"2020-01-01"})") == unread);
  CHECK(answer("user", R"("events":{"login":"2026-01-01","purchase":"2020-01-01"})") == unread);
  CHECK(answer("user", R"("since":"purchase","elapsed":"P2Y")") == unread);
  CHECK(answer("user", R"("events":{"purchase":null})") == "permitted");
}

TEST_CASE("consent for one recipient alone is no consent for another") {
  const auto ask = [](const char* recipient) {
    return answeredJson(R"({"ask":"use","subject":"portal_user","data":"email","purpose":"newsletter","consent":)"
                        R"({"newsletter":{"state":"given","recipient":)" +
                        std::string(recipient) + "}}}");
  };
  CHECK(ask("\"cloud\"").find("it was given for the cloud alone") != std::string::npos);
  CHECK(ask("null").starts_with(R"({"decision":"permit")"));
}

TEST_CASE("what is wrong with a line of JSON is said by its key") {
  const std::string good = R"({"ask":"keep","subject":"portal_user","data":"email")";
  CHECK(answeredJson("nonsense").starts_with("error: this is not JSON: "));
  CHECK(answeredJson(good + ",}") == "error: this is not JSON: at byte 54, a key in double quotes is expected");
  CHECK(answeredJson(good) == "error: this is not JSON: at byte 52, `,` or `}` is expected");
  CHECK(answeredJson(good + "} {}") == "error: this is not JSON: at byte 54, the question has ended before");
  CHECK(answeredJson(good + R"(,"data":"name"})") == "error: the key `data` stands twice");
  CHECK(answeredJson(good + R"(,"events":{"purchase":null,"pur\u0063hase":null}})") ==
        "error: the key `purchase` stands twice");
  CHECK(answeredJson(good + R"(,"since":"purchase","elapsed":"P99999Y"})") == "error: `elapsed` is at most 400 years");
  CHECK(answeredJson("[]") == "error: a question is a JSON object");
  CHECK(answeredJson("{}") == "error: `ask` must be \"use\", \"disclose\" or \"keep\"");
  CHECK(answeredJson(good + R"(,"subjct":1})") == "error: there is no key `subjct`; did you mean `subject`?");
  CHECK(answeredJson(good + R"(,"now":"tomorrow"})") == "error: `now` must be a date such as \"2026-11-22\"");
  CHECK(answeredJson(good + R"(,"events":["a"]})") == "error: `events` must be an object of events and dates");
  CHECK(answeredJson(good + R"(,"consent":{"x":"perhaps"}})") ==
        "error: `consent` takes purposes with a state: \"given\", \"withdrawn\" or \"never\"");
  CHECK(answeredJson(good + R"(,"restricted":1})") == "error: `restricted` must be true or false");
  CHECK(answeredJson(good + R"(,"subject_age":-1})") == "error: `subject_age` must be a number of years");
  CHECK(answeredJson(good + R"(,"purpose":"billing"})") ==
        "error: `purpose` does not go with \"keep\", which asks for all together");
  CHECK(answeredJson(std::string(100000, ' ')) == "error: the line is longer than 65536 bytes");
  CHECK(answeredJson(std::string(5000, '[')) == "error: the JSON is nested more than 8 deep");
  CHECK(answeredJson("{\"ask\":\"\xFF\"}") ==
        "error: the line is not valid UTF-8, or holds characters that hide what it says");
}

TEST_CASE("lines of JSON that were bent at random get an answer or an error") {
  const std::string good =
      R"({"ask":"disclose","subject":"portal_user","data":"email","purpose":"billing","recipient":"cloud","country":"NO",)"
      R"("now":"2026-01-01","events":{"last_activity":"2025-01-01"},"consent":{"newsletter":{"state":"given","on":)"
      R"("2025-01-01","recipient":null}},"objections":["statistics"],"restricted":false,"subject_age":34,"circumstances":["on_site"]})";
  CHECK(answeredJson(good).starts_with(R"({"decision":"permit")"));
  std::mt19937 random(5);
  int errors = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string line = good;
    for (std::uint32_t n = 1 + random() % 4; n > 0; --n) {
      const std::size_t at = random() % line.size();
      switch (random() % 4) {
        case 0: line[at] = static_cast<char>(random() % 256); break;
        case 1: line.erase(at, 1 + random() % 8); break;
        case 2: line.insert(at, line.substr(random() % line.size(), random() % 30)); break;
        default: line.insert(at, 1, "{}[]\",:0n\\"[random() % 10]); break;
      }
      if (line.empty()) line = "{";
    }
    const std::string answer = answeredJson(line);
    const bool error = answer.starts_with("error: ");
    errors += error ? 1 : 0;
    REQUIRE((error || answer.starts_with(R"({"decision":)")));
  }
  CHECK(errors > 1000);
}
