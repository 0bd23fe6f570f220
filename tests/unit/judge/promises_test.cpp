#include "compiler/judge/promises.h"

#include "tests/support/policy.h"

using namespace vern;
using test::TestPolicy;

namespace {
std::vector<judge::Refutation> refuted(const TestPolicy& policy) {
  return judge::refutations(policy.model(), policy.grants());
}
}  // namespace

TEST_CASE("a promise that an activity breaks is refuted at the activity") {
  const TestPolicy policy(R"(
activity pay { subjects customer  data identity  purpose service.payment  basis contract  retain 1 year after purchase }
promise never_nin { never use national_id  text en "x" nb "x" })");
  const auto found = refuted(policy);
  REQUIRE(found.size() == 1);
  CHECK(policy.model()[found[0].activity].name == "pay");
  // A grant on the group allows the number as well: the narrower of the two is the counterexample.
  CHECK(policy.model()[found[0].datum].name == "identity.national_id");
  CHECK(found[0].test.find("ask use identity.national_id of customer for service.payment") != std::string::npos);
}

TEST_CASE("a promise that nothing breaks holds") {
  const TestPolicy policy(R"(
activity pay { subjects customer  data name  purpose service.payment  basis contract  retain 1 year after purchase }
promise never_nin { never use national_id  text en "x" nb "x" }
promise only_service { use data only for service  text en "x" nb "x" }
promise three { keep data at most 3 years  text en "x" nb "x" })");
  CHECK(refuted(policy).empty());
}

TEST_CASE("only is broken by what lies outside of it") {
  const TestPolicy policy(R"(
activity pay { subjects customer  data name  purpose service.payment  basis contract  retain 5 years after purchase }
activity ads { subjects customer  data name  purpose marketing.direct.post  basis legitimate_interests  retain forever }
promise p { use data only for service  text en "x" nb "x" }
promise b { process data only on contract  text en "x" nb "x" }
promise k { keep data at most 3 years  text en "x" nb "x" })");
  const auto found = refuted(policy);
  REQUIRE(found.size() == 4);
  CHECK(policy.model()[found[0].promise].name == "p");
  CHECK(policy.model()[found[0].activity].name == "ads");
  CHECK(policy.model()[found[1].promise].name == "b");
  CHECK(policy.model()[found[2].promise].name == "k");
  CHECK(policy.model()[found[2].activity].name == "pay");
  CHECK(policy.model()[found[3].activity].name == "ads");
}

TEST_CASE("the exception that a promise makes for itself is told apart") {
  const TestPolicy policy(R"(
circumstance abroad en "ordered abroad" nb "bestilt i utlandet"
recipient crew is processor en "crew" nb "mannskap" { located india }
activity build { subjects customer  data name  purpose service.delivery  basis contract  retain 1 year after delivery
  share crew when abroad }
promise eea_only { process data in eea except when abroad  text en "x" nb "x" }
promise flat     { never transfer data outside eea  text en "x" nb "x" })");
  const auto found = refuted(policy);
  REQUIRE(found.size() == 2);
  CHECK(found[0].excepted);
  CHECK_FALSE(found[1].excepted);
  CHECK(policy.model()[found[1].country].name == "india");
}

TEST_CASE("what can never apply is dead, what nobody names is unused, what differs overlaps") {
  const TestPolicy policy(R"(
circumstance c en "c" nb "c"
data spare is contact en "spare" nb "reserve"
activity a { subjects customer  data name  purpose service.delivery  basis contract  retain 1 year after delivery
  applies when c and not c }
activity b { subjects customer  data name  purpose service.delivery  basis contract  retain 2 years after delivery })");
  const auto judged = judge::judge(policy.model(), policy.grants());
  CHECK(judged.dead.size() == 1);
  REQUIRE(judged.unused.size() == 1);
  CHECK(policy.model()[judged.unused[0].declaration].name == "spare");
  CHECK(judged.overlaps.size() == 1);
}

TEST_CASE("a promise to two groups of people is broken by what is done to either") {
  const TestPolicy policy(R"(
activity ads { subjects user  data name  purpose marketing.direct.post  basis legitimate_interests  retain 1 year after purchase }
promise p { use data of customer, user only for service  text en "x" nb "x" })");
  CHECK(refuted(policy).size() == 1);
}

TEST_CASE("a promise on where data are stored is held against the place that the activity says") {
  const auto with = [](const std::string& located, const std::string& sentence) {
    return refuted(
        TestPolicy("place our_servers is store en \"our servers\" nb \"serverne våre\"\n"
                   "place cellar is our_servers en \"the cellar\" nb \"kjelleren\"\n"
                   "place archive is store en \"the archive\" nb \"arkivet\"\n"
                   "activity x { subjects customer  data name  purpose service.account  basis contract  "
                   "retain 1 year after purchase  " +
                   located + " }\npromise p { " + sentence + "  text en \"x\" nb \"x\" }"));
  };
  CHECK(with("located our_servers", "never store data in our_servers").size() == 1);
  CHECK(with("located cellar, archive", "never store data in our_servers").size() == 1);
  CHECK(with("located archive", "never store data in our_servers").empty());
  CHECK(with("", "never store data in our_servers").empty());
  CHECK(with("located our_servers", "store data only in archive").size() == 1);
  CHECK(with("located archive", "store data only in archive").empty());
  // No question tells where data are, so none shows it.
  CHECK(with("located our_servers", "never store data in our_servers")[0].test.empty());
}

TEST_CASE("what is said never to be kept breaks no promise about storage, and a vague time does") {
  const auto with = [](const std::string& retain) {
    return refuted(TestPolicy("activity x { subjects customer  data name  purpose service.account  basis contract  " +
                              retain + " }\npromise p { never store data  text en \"x\" nb \"x\" }"))
        .size();
  };
  CHECK(with("retain none") == 0);
  CHECK(with("retain 1 year after purchase") == 1);
  CHECK(with("retain vague") == 1);
}
