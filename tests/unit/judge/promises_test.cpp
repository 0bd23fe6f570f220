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
  CHECK(found[0].witness.test.find("ask use identity.national_id of customer for service.payment") !=
        std::string::npos);
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

TEST_CASE("a share or a time for a purpose that the activity lacks is dead") {
  const TestPolicy policy(R"(
recipient crew is processor en "crew" nb "mannskap" { located norway }
activity a { subjects customer  data name  purpose service.delivery  basis contract
  retain 1 year after delivery for legal.accounting  share crew for newsletter }
activity b { subjects customer  data name  purpose service  basis contract
  retain 1 year after delivery for service.delivery  share crew for service.delivery })");
  CHECK(judge::judge(policy.model(), policy.grants()).dead.size() == 2);
}

TEST_CASE("what can never apply is dead, what nobody names is unused, what differs overlaps") {
  const TestPolicy policy(R"(
circumstance c en "c" nb "c"
data spare is contact en "spare" nb "reserve"
activity a { subjects customer  data name  purpose service.delivery  basis contract  retain 1 year after delivery
  applies when c and not c }
activity b { subjects customer  data name  purpose service.delivery  basis contract  retain 2 years after delivery }
activity d { subjects customer  data name  purpose service.delivery  basis contract  retain 3 years after delivery })");
  const auto judged = judge::judge(policy.model(), policy.grants());
  CHECK(judged.dead.size() == 1);
  REQUIRE(judged.unused.size() == 1);
  CHECK(policy.model()[judged.unused[0].declaration].name == "spare");
  CHECK(judged.overlaps.size() == 1);
}

TEST_CASE("two times that a circumstance or a ground of its own tells apart do not overlap") {
  const auto windows = [](const std::string& a, const std::string& b) {
    const TestPolicy policy(R"(
circumstance c en "c" nb "c"
basis yes is consent en "yes" nb "ja"
basis other_yes is consent en "other" nb "en annen"
basis terms is contract en "terms" nb "vilkår"
basis other_terms is contract en "other terms" nb "andre vilkår"
basis books is legal_obligation under bokforingsloven.s13 en "books" nb "bøker"
basis tax is legal_obligation under a_opplysningsloven.s3 en "tax" nb "skatt"
activity a { subjects customer  data name  purpose service.delivery  retain 1 year after delivery )" +
                            a + R"( }
activity b { subjects customer  data name  purpose service.delivery  retain 2 years after delivery )" +
                            b + " }");
    std::size_t out = 0;
    for (const judge::Overlap& one : judge::judge(policy.model(), policy.grants()).overlaps)
      out += one.differs == judge::Overlap::Differs::Window ? 1 : 0;
    return out;
  };
  CHECK(windows("basis contract", "basis contract") == 1);
  CHECK(windows("basis contract", "basis terms") == 1);
  CHECK(windows("basis contract", "") == 1);
  CHECK(windows("basis contract, yes", "basis yes") == 1);
  CHECK(windows("basis contract  applies when c", "basis contract  applies when c") == 1);
  CHECK(windows("basis contract  applies when c", "basis contract  applies when not c") == 0);
  CHECK(windows("basis contract  applies when c", "basis contract") == 0);
  CHECK(windows("basis contract", "basis yes") == 0);
  CHECK(windows("basis yes", "basis other_yes") == 0);
  CHECK(windows("basis terms", "basis terms") == 1);
  CHECK(windows("basis terms", "basis other_terms") == 0);
  CHECK(windows("basis contract", "basis contract.steps_before") == 0);
  CHECK(windows("basis terms", "basis contract.steps_before") == 0);
  CHECK(windows("basis legal_obligation under bokforingsloven.s13", "basis books") == 1);
  CHECK(windows("basis legal_obligation under bokforingsloven.s13", "basis tax") == 0);
  CHECK(windows("basis books", "basis tax") == 0);
  CHECK(windows("basis books, tax", "basis tax") == 1);
  CHECK(windows("basis legal_obligation", "basis books") == 0);
  CHECK(windows("basis legal_obligation", "basis legal_obligation") == 1);
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
  // A store says no country: it is in none, and may be in each.
  for (const char* sentence : {"never store data outside norway", "never transfer data outside eea",
                               "store data only in norway", "never store data in india"}) {
    INFO(sentence);
    CHECK(with("located archive", sentence).empty());
    CHECK(with("located archive, norway", sentence).empty());
  }
  CHECK(with("located archive, india", "never store data outside norway").size() == 1);
  // No question tells where data are, so none shows it.
  CHECK(with("located our_servers", "never store data in our_servers")[0].witness.test.empty());
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

TEST_CASE("as long as needed is no longer than the time that stands beside it") {
  const auto with = [](const std::string& retain, const std::string& sentence) {
    return refuted(
        TestPolicy("activity x { subjects customer  data phone  purpose service.account  basis contract  "
                   "retain " +
                   retain + " }\npromise p { " + sentence + "  text en \"x\" nb \"x\" }"));
  };
  const std::string three = "as_needed, at most 3 years after purchase";
  const auto broken = with(three, "keep phone at most 1 year after purchase");
  REQUIRE(broken.size() == 1);
  CHECK(std::ranges::find(broken[0].witness.unsaid, grants::Reason::NoWindow) != broken[0].witness.unsaid.end());
  CHECK(with(three, "keep phone at most 3 years after purchase").empty());
  CHECK(with(three, "keep phone at most 1 year").size() == 1);
  CHECK(with(three, "keep phone at most 3 years").empty());
  CHECK(with("latest of { as_needed, 1 year after purchase }", "keep phone at most 1 month after purchase").size() ==
        1);
  // How long that is, nobody can tell.
  CHECK(with("as_needed", "keep phone at most 1 year after purchase").empty());
  CHECK(with("as_needed", "keep phone at most 1 year").empty());
}

TEST_CASE("a promise about all data is one about data of which nobody knows the kind") {
  const auto with = [](const std::string& data, const std::string& sentence) {
    return refuted(
        TestPolicy("recipient s is controller en \"s\" nb \"s\" { located norway }\n"
                   "data o is vague en \"other\" nb \"annet\"\n"
                   "activity x { subjects customer  data " +
                   data +
                   "  purpose service.account  basis contract  share s  retain 1 year after purchase }\n"
                   "promise p { " +
                   sentence + "  text en \"x\" nb \"x\" }"));
  };
  for (const char* data : {"o", "vague en \"other\" nb \"annet\""}) {
    INFO(data);
    CHECK(with(data, "never share data with controller").size() == 1);
    CHECK(with(data, "never use data for service").size() == 1);
    CHECK(with(data, "use data only on consent").size() == 1);
    CHECK(with(data, "keep data at most 1 month after purchase").size() == 1);
    CHECK(with(data, "never share data with processor").empty());
    CHECK(with(data, "never use phone for service").empty());
  }
  CHECK_FALSE(with("o", "never share data with controller")[0].witness.test.empty());
}

namespace {
/// Sentences that an activity of one datum breaks: it comes from the employer through a form.
std::size_t broken(const std::string& retain, const std::string& sentence, const std::string& more = "") {
  return refuted(TestPolicy("channel paper is form en \"the form\" nb \"skjemaet\"\n"
                            "activity x { subjects customer  data phone  purpose service.account  basis contract  "
                            "source employer through paper  retain " +
                            retain + "  " + more + " }\npromise p { " + sentence + "  text en \"x\" nb \"x\" }"))
      .size();
}
}  // namespace

TEST_CASE("times are compared to the day, by every calendar") {
  CHECK(broken("366 days after delivery", "keep phone at most 1 year after delivery") == 1);
  CHECK(broken("365 days after delivery", "keep phone at most 1 year after delivery") == 0);
  CHECK(broken("12 months after delivery", "keep phone at most 1 year after delivery") == 0);
  CHECK(broken("1 year after delivery", "keep phone at most 365 days after delivery") == 1);
  CHECK(broken("30 days after delivery", "keep phone at most 1 month after delivery") == 1);
  CHECK(broken("28 days after delivery", "keep phone at most 1 month after delivery") == 0);
  CHECK(broken("30 days after delivery", "keep phone at most 1 month") == 1);
}

TEST_CASE("times that run from different events are compared in every order in which these can come") {
  CHECK(broken("1 year after customer_relationship_end", "keep phone at most 2 years after purchase") == 1);
  CHECK(broken("latest of { 1 year after delivery, 1 year after purchase }",
               "keep phone at most 1 year after delivery") == 1);
  CHECK(broken("earliest of { 1 year after delivery, 1 year after purchase }",
               "keep phone at most 1 year after delivery") == 0);
  // A contract ends after it starts, whenever that is.
  CHECK(broken("1 year after contract_end", "keep phone at most 1 year after contract_start") == 1);
  CHECK(broken("1 year after contract_start", "keep phone at most 1 year after contract_end") == 0);
  CHECK(broken("forever", "keep phone until contract_end") == 1);
  CHECK(broken("until contract_end", "keep phone until contract_end") == 0);
}

TEST_CASE("two events are one only where the policy has no other kind of the same") {
  const auto kept = [](const std::string& retain, const std::string& sentence) {
    const TestPolicy policy(R"(
event first is delivery en "f" nb "f"
event second is delivery en "s" nb "s"
event log_in is last_activity en "l" nb "l"
event order is last_activity en "o" nb "o"
event leaves is customer_relationship_end en "e" nb "e"
activity z { subjects customer  data phone  purpose service.delivery  basis contract with subject  retain )" +
                            retain + "  }\npromise p { " + sentence + R"(  text en "x" nb "x" })");
    const auto found = refuted(policy);
    for (const auto& one : found) CHECK(one.witness.test.empty() == (sentence.find("at least") != std::string::npos));
    return found.empty();
  };
  CHECK_FALSE(kept("latest of { 1 day after second, 1 year after first }", "keep phone at most 1 year after second"));
  CHECK_FALSE(kept("1 year after first", "keep phone at most 1 year after second"));
  CHECK_FALSE(kept("1 year after first", "keep phone at least 1 year after second"));
  CHECK_FALSE(kept("1 year after first", "keep phone at most 1 year after delivery"));
  CHECK(kept("1 year after delivery", "keep phone at most 1 year after first"));
  CHECK_FALSE(kept("1 year after order", "keep phone at most 1 year after log_in"));
  CHECK_FALSE(kept("1 year after last_activity", "keep phone at most 1 year after log_in"));
  CHECK(kept("1 year after log_in", "keep phone at most 1 year after last_activity"));
  CHECK(kept("1 year after last_activity", "keep phone at least 1 year after log_in"));
  CHECK(kept("1 year after leaves", "keep phone at most 1 year after customer_relationship_end"));
  CHECK(kept("1 year after customer_relationship_end", "keep phone at most 1 year after leaves"));
  CHECK_FALSE(kept("1 year after delivery", "keep phone at most 31 months after purchase"));
  CHECK_FALSE(kept("1 year after purchase", "keep phone at most 3 years after delivery"));
}

TEST_CASE("a promise about people whom the policy leaves out is kept, as it permits nothing of them") {
  const TestPolicy policy(R"(
scope { covers customer  excludes employee }
activity z { subjects customer, employee  data phone  purpose service.delivery  basis contract with subject
  retain 1 year after delivery }
promise p { never use phone of employee  text en "x" nb "x" }
promise q { never use phone of customer  text en "x" nb "x" })");
  const auto found = refuted(policy);
  REQUIRE(found.size() == 1);
  CHECK(policy.model()[found[0].subject].name == "customer");
}

TEST_CASE("a promise about part of a group that the policy leaves out closes nothing of the rest") {
  const auto policy = [](const std::string& sentence) {
    return TestPolicy(R"(
scope { covers customer  excludes customer.consumer }
recipient bank is controller.payment en "the bank" nb "banken" { located norway }
activity z { subjects customer  data phone  purpose service.delivery  basis contract with subject  share bank
  retain 1 year after delivery }
promise p { )" + sentence +
                      R"(  text en "x" nb "x" })");
  };
  for (const char* sentence : {"never use phone of customer.consumer", "never keep phone of customer.consumer",
                               "never share phone of customer.consumer with controller",
                               "keep phone of customer.consumer at most 1 month after delivery"}) {
    INFO(sentence);
    const TestPolicy left = policy(sentence);
    CHECK(refuted(left).empty());
    CHECK(left.grants().bans.empty());
  }
  const TestPolicy both = policy("never use phone of customer.consumer, customer.former");
  CHECK(refuted(both).size() == 1);
  REQUIRE(both.grants().bans.size() == 1);
  CHECK(both.model()[both.grants().bans[0].subject].name == "customer.former");
  // A sentence about everybody is not about those who are left out.
  CHECK(refuted(policy("never use phone of customer")).size() == 1);
}

TEST_CASE("a promise to keep at least so long is broken by what ends earlier, unless the data stay elsewhere") {
  CHECK(broken("3 years after delivery", "keep phone at least 5 years after delivery") == 1);
  CHECK(broken("5 years after delivery", "keep phone at least 5 years after delivery") == 0);
  CHECK(broken("5 years after purchase", "keep phone at least 5 years after delivery") == 1);
  CHECK(broken("none", "keep phone at least 5 years after delivery") == 1);
  CHECK(broken("forever", "keep phone at least 5 years after delivery") == 0);
  const TestPolicy two(R"(
activity short { subjects customer  data phone  purpose service.account  basis contract  retain 1 year after delivery }
activity long { subjects customer  data contact  purpose legal.claims  basis legitimate_interests  retain 6 years after delivery }
promise p { keep phone at least 5 years after delivery  text en "x" nb "x" })");
  CHECK(refuted(two).empty());
}

TEST_CASE("where data come from is held against the source that the activity says") {
  CHECK(broken("1 year after delivery", "collect phone only from subject") == 1);
  CHECK(broken("1 year after delivery", "collect phone only from employer") == 0);
  CHECK(broken("1 year after delivery", "collect phone only from subject, employer") == 0);
  CHECK(broken("1 year after delivery", "never collect phone from employer") == 1);
  CHECK(broken("1 year after delivery", "never collect phone from subject") == 0);
  CHECK(broken("1 year after delivery", "collect phone only through paper") == 0);
  CHECK(broken("1 year after delivery", "collect phone only through channel.email") == 1);
}

TEST_CASE("never to combine is broken by an activity that does") {
  CHECK(broken("1 year after delivery", "never combine data", "combine behaviour.browsing") == 1);
  CHECK(broken("1 year after delivery", "never combine behaviour", "combine behaviour.browsing") == 1);
  CHECK(broken("1 year after delivery", "never combine financial", "combine behaviour.browsing") == 0);
  CHECK(broken("1 year after delivery", "never combine data") == 0);
}

namespace {
/// How often `sentence` is refuted where a name is kept as `retain` says, for `purpose`.
std::size_t refutedIn(const std::string& sentence, const std::string& retain,
                      const std::string& purpose = "service.delivery", const std::string& more = "") {
  const TestPolicy policy(R"(
circumstance dispute en "d" nb "t"
circumstance theft is dispute en "t" nb "t"
subject member is customer en "member" nb "medlem"
event year_end is fiscal_year_end of delivery en "y" nb "y"
event june_end is fiscal_year_end of delivery en "j" nb "j" { ends june }
state active { exercised last_activity within 24 months }
recipient shop is controller en "shop" nb "butikk"
activity z { subjects customer  data name  purpose )" +
                          purpose + R"(  basis contract with subject  share shop
  retain )" + retain + " " +
                          more + R"( }
promise p { )" + sentence +
                          R"(  text en "x" nb "x" })");
  return refuted(policy).size();
}
}  // namespace

TEST_CASE("a promise about the end of a financial year is counted from that year's event") {
  CHECK(refutedIn("keep name at most 2 years after delivery", "1 year after year_end") == 0);
  CHECK(refutedIn("keep name at most 731 days after delivery", "1 year after year_end") == 0);
  CHECK(refutedIn("keep name at most 1 year after delivery", "until year_end") == 0);
  CHECK(refutedIn("keep name at most 364 days after delivery", "until year_end") == 1);
  CHECK(refutedIn("keep name at most 23 months after delivery", "1 year after year_end") == 1);
  CHECK(refutedIn("keep name at most 6 months after year_end", "1 year after delivery") == 1);
  CHECK(refutedIn("keep name at most 1 year after year_end", "1 year after delivery") == 0);
  CHECK(refutedIn("keep name at most 1 year after fiscal_year_end", "1 year after year_end") == 0);
  CHECK(refutedIn("keep name at most 1 year after fiscal_year_end", "1 year after june_end") == 0);
  // What is delivered in July is of another year that ends in June, and of the same that ends in December.
  CHECK(refutedIn("keep name at most 1 year after year_end", "1 year after june_end") == 1);
  CHECK(refutedIn("keep name at most 18 months after year_end", "1 year after june_end") == 0);
  CHECK(refutedIn("keep name at most 2 years after delivery", "1 year after june_end") == 0);
  CHECK(refutedIn("keep name at most 23 months after delivery", "1 year after june_end") == 1);
}

TEST_CASE("a promise about an event that keeps a state alive is compared with how long it does") {
  CHECK(refutedIn("keep name at most 23 months after last_activity", "while active") == 1);
  CHECK(refutedIn("keep name at most 24 months after last_activity", "while active") == 0);
  CHECK(refutedIn("keep name at most 1 month after last_activity",
                  "earliest of { 5 years after last_activity, while active }") == 1);
}

TEST_CASE("what is allowed always is allowed under a circumstance too") {
  for (const char* sentence : {"never use name when dispute", "never share name with shop when dispute",
                               "keep name at most 1 year after delivery when dispute"}) {
    INFO(sentence);
    CHECK(refutedIn(sentence, "2 years after delivery") == 1);
    CHECK(refutedIn(sentence, "2 years after delivery", "service.delivery", "applies when theft") == 1);
    CHECK(refutedIn(sentence, "2 years after delivery", "service.delivery", "applies when not dispute") == 0);
  }
  CHECK(refutedIn("never use name except when dispute", "2 years after delivery") == 1);
}

TEST_CASE("what is allowed for a purpose, or to a recipient, is allowed for what lies below it") {
  CHECK(refutedIn("never use name for newsletter", "2 years after delivery", "marketing") == 1);
  CHECK(refutedIn("never use name for newsletter", "2 years after delivery", "service.delivery") == 0);
  CHECK(refutedIn("use name for newsletter only on consent", "2 years after delivery", "marketing") == 1);
  CHECK(refutedIn("never share name with controller.payment", "2 years after delivery") == 0);
  CHECK(refutedIn("use name only of member", "2 years after delivery") == 1);
  CHECK(refutedIn("use name only of customer", "2 years after delivery") == 0);
}

TEST_CASE("a counterexample is found on the day on which the calendar makes the difference") {
  const TestPolicy policy(R"(
activity z { subjects customer  data name  purpose service.delivery  basis contract with subject
  retain 366 days after delivery }
activity y { subjects customer  data phone  purpose service.delivery  basis contract with subject
  retain 1 year after customer_relationship_end }
promise p { keep name at most 1 year after delivery  text en "x" nb "x" }
promise q { keep phone at most 2 years after purchase  text en "x" nb "x" })");
  const auto found = refuted(policy);
  REQUIRE(found.size() == 2);
  CHECK(found[0].witness.test.find("given today") != std::string::npos);
  CHECK(found[1].witness.test.find("given event purchase") != std::string::npos);
  CHECK(found[1].witness.test.find("customer_relationship_end") == std::string::npos);
}
