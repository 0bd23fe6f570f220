// What check says of a promise and what is answered when a question is asked agree: what breaks it is denied by it, and
// what it denies breaks it.
#include <random>
#include <set>

#include "compiler/grants/sentence.h"
#include "compiler/judge/promises.h"
#include "compiler/table/compare.h"
#include "compiler/table/from_grants.h"
#include "compiler/testing/blocks.h"
#include "tests/support/aligned_bytes.h"
#include "tests/support/policy.h"

using namespace vern;
using test::TestPolicy;

namespace {

constexpr std::string_view Names = R"(
circumstance inc en "i" nb "i"
circumstance inc2 en "j" nb "j"
recipient abroad is controller.carrier en "the carrier" nb "transportøren" {
  located india  safeguard scc_2021  copy en "Ask." nb "Spør." }
recipient bank is controller.payment en "the bank" nb "banken" { located norway }
recipient tool is processor.email en "the tool" nb "verktøyet" { located norway }
recipient sub1 is processor.sub en "s" nb "s" { located india }
recipient host is processor.hosting en "h" nb "h" { located norway  uses sub1 }
)";

std::string activity(const std::string& more, const std::string& data = "phone",
                     const std::string& subject = "customer", const std::string& purpose = "service.delivery") {
  return "activity a { subjects " + subject + "  data " + data + "  purpose " + purpose +
         "  basis contract  retain 1 year after delivery  " + more + " }\n";
}

struct Case {
  std::size_t refuted;  // times, the sentence's own exceptions left aside
  std::string witness;
  bool noted = false;  // VERN-PROMISE-001
};

Case judged(const std::string& activities, const std::string& sentence) {
  const std::string text = std::string(Names) + activities + "promise p { " + sentence + "  text en \"x\" nb \"x\" }\n";
  const TestPolicy policy(text);
  Case out{0, "", !judge::untested(policy.model()).empty()};
  for (const judge::Refutation& found : judge::refutations(policy.model(), policy.grants())) {
    if (found.excepted) continue;
    ++out.refuted;
    out.witness = found.witness.test;
    if (out.witness.empty() || !found.witness.unsaid.empty() || found.witness.unsaid_people ||
        found.witness.unsaid_purpose)
      continue;
    const TestPolicy with(text + out.witness);
    const testing::BlockRun run = testing::runBlocks(with.model(), with.grants(), {}, toDay({2026, 6, 1}));
    INFO(out.witness);
    REQUIRE(run.results.size() == 1);
    CHECK_FALSE(run.results[0].passed());
    const grants::Answer answer = with.ask(found.witness.question);
    CHECK(grants::ask(policy.model(), policy.grants(), found.witness.question, grants::Promises::LeftAside).permit);
    if (!policy.grants().bans.empty()) CHECK(answer.reason == grants::Reason::Promise);
  }
  return out;
}

std::size_t refuted(const std::string& activities, const std::string& sentence) {
  return judged(activities, sentence).refuted;
}

}  // namespace

TEST_CASE("to send data to a place is to have them go there") {
  CHECK(refuted(activity("share abroad"), "never transfer data to india") == 1);
  CHECK(refuted(activity("share abroad"), "never transfer data to norway") == 0);
  CHECK(refuted(activity("share abroad"), "never share data to india") == 1);
  CHECK(refuted(activity("share abroad"), "never transfer data outside eea except to india") == 0);
  CHECK(refuted(activity("share abroad"), "transfer data outside eea only to india") == 0);
  CHECK(refuted(activity("share abroad"), "transfer data outside eea only to japan") == 1);
  CHECK(refuted(activity("share abroad, bank"), "transfer data only to norway") == 1);
  CHECK(refuted(activity("share bank"), "transfer data only to norway") == 0);
  CHECK(refuted(activity("share bank"), "never transfer data to bank") == 1);
  CHECK(judged(activity("share abroad"), "never transfer data to india, bank").noted);
  // It says what is done, and closes nothing.
  CHECK(refuted(activity("share bank"), "transfer data to india") == 0);
}

TEST_CASE("a source or a combination under a circumstance breaks nothing that excepts it") {
  const std::string sources = activity("source subject  source employer when inc");
  CHECK(refuted(sources, "never collect data from employer") == 1);
  CHECK(refuted(sources, "never collect data from employer except when inc") == 0);
  CHECK(refuted(sources, "never collect data from employer except when inc2") == 1);
  CHECK(refuted(sources, "collect data only from subject except when inc") == 0);
  CHECK(refuted(sources, "collect data only from subject") == 1);
  CHECK(refuted(sources, "never collect data from employer when not inc") == 0);
  CHECK(refuted(sources, "never collect data from employer when inc") == 1);
  CHECK(refuted(activity(""), "collect data only from subject") == 0);
  CHECK(refuted(activity("combine email when inc"), "never combine phone except when inc") == 0);
  CHECK(refuted(activity("combine email when inc"), "never combine phone except when inc2") == 1);
}

TEST_CASE("a recipient counts as what the share says that it is") {
  CHECK(refuted(activity("share tool as controller"), "never share data with controller") == 1);
  CHECK(refuted(activity("share tool as independent_controller"), "never share data with controller") == 1);
  CHECK(refuted(activity("share tool as controller"), "share data only with processor") == 1);
  CHECK(refuted(activity("share bank as joint_controller"), "never share data with joint_controller") == 1);
  CHECK(refuted(activity("share bank as joint_controller"), "never share data with controller") == 1);
  CHECK(refuted(activity("share bank as processor"), "never share data with controller") == 0);
  CHECK(refuted(activity("share bank as processor"), "share data only with processor") == 0);
  CHECK(refuted(activity("share tool"), "never share data with controller") == 0);
  // By its name it is found in any role.
  CHECK(refuted(activity("share bank as processor"), "never share data with bank") == 1);
}

TEST_CASE("a role of one share forbids nothing of another") {
  const TestPolicy policy(std::string(Names) + activity("share tool as controller", "phone") +
                          "activity b { subjects customer  data email  purpose newsletter  basis contract  "
                          "retain 1 year after delivery  share tool }\n"
                          "promise p { never share data with controller  text en \"x\" nb \"x\" }");
  grants::Question question = policy.use("phone", "customer", "service.delivery");
  question.ask = grants::Ask::Disclose;
  question.recipient = policy.id(model::Kind::Recipient, "tool");
  CHECK(policy.ask(question).reason == grants::Reason::Promise);
  question.datum = policy.datum("email");
  question.purpose = policy.purpose("newsletter");
  CHECK(policy.ask(question).permit);
}

TEST_CASE("never to combine is broken by either of the data that are put together") {
  for (const char* sentence :
       {"never combine phone", "never combine email", "never combine contact", "never combine data"})
    CHECK(refuted(activity("combine email on consent"), sentence) == 1);
  CHECK(refuted(activity("combine email on consent"), "never combine name") == 0);
  CHECK(refuted(activity("combine email on consent"), "combine data only on consent") == 0);
  CHECK(refuted(activity("combine email"), "combine data only on consent") == 1);
  CHECK(judged(activity("combine email"), "never combine phone with email").noted);
}

TEST_CASE("what is done to people of whom nothing is said is done to somebody") {
  const std::string nobody =
      "activity a { data national_id, phone  purpose analytics.audience  basis contract  "
      "retain 1 year after collection  share bank }\n";
  CHECK(refuted(nobody, "never collect national_id") == 1);
  CHECK(refuted(nobody, "never share data with controller") == 1);
  CHECK(refuted(nobody, "never share data with processor") == 0);
  CHECK(refuted(nobody, "keep phone at most 1 months after collection") == 1);
  CHECK(refuted(nobody, "keep phone at most 1 year after collection") == 0);
  // It may be about others.
  CHECK(refuted(nobody, "never use data of customer") == 0);
  CHECK(refuted(nobody, "use data only of customer") == 0);
  CHECK(refuted(nobody, "never collect national_id except of employee") == 0);
  const std::string nothing =
      "activity a { subjects customer  data national_id  basis contract  "
      "retain 1 year after collection  share bank }\n";
  CHECK(refuted(nothing, "never collect national_id") == 1);
  CHECK(refuted(nothing, "never share data with controller") == 1);
  CHECK(refuted(nothing, "never use data for marketing") == 0);
  CHECK(refuted(nothing, "use data only for service") == 0);
  CHECK(refuted(nothing, "never use national_id except for legal") == 0);
  CHECK(refuted(nothing, "never sell data") == 0);
  const Case shown = judged(nothing, "never collect national_id");
  CHECK(shown.witness.starts_with("test \"p\" { ask use identity.national_id of customer for service.delivery"));
}

TEST_CASE("the test of a broken promise needs what the promise does not allow") {
  const std::string either = activity("share bank when inc or inc2");
  CHECK(judged(either, "never share data with controller except when inc").witness.find("inc2") != std::string::npos);
  CHECK(refuted(either, "never share data with controller except when inc, inc2") == 0);
  CHECK(refuted(either, "share data with bank only when inc") == 1);
  const std::string applies = activity("applies when inc or inc2", "phone", "customer", "newsletter");
  CHECK(judged(applies, "never use phone for marketing except when inc").witness.find("inc2") != std::string::npos);
  CHECK(refuted(activity("share bank when inc and inc2"), "never share data except when inc and inc2") == 0);
  CHECK(refuted(activity("share bank when inc"), "never share data except when inc and inc2") == 1);
  CHECK(refuted(activity("share bank when not inc"), "never share data except when not inc") == 0);
  CHECK(refuted(activity("share bank when inc"), "never share data except when not inc") == 1);
}

TEST_CASE("only of, and each only by itself, holds when a question is asked as well") {
  const std::string staff = activity("share bank, tool", "phone", "employee");
  for (const char* sentence :
       {"use data only of customer", "share data only of customer", "process data only of customer",
        "collect data only of customer", "never use data except of customer",
        "share data only with processor only of employee", "use data only of employee only for marketing"})
    CHECK(refuted(staff, sentence) == 1);
  CHECK(refuted(staff, "never use data except of employee") == 0);
  CHECK(refuted(staff, "use data only of employee") == 0);
}

TEST_CASE("to process is to keep as well, and what is kept for something else may be kept") {
  const auto keeps = [](const std::string& activities, const std::string& sentence, const char* datum = "phone") {
    const TestPolicy policy(std::string(Names) + activities + "promise p { " + sentence + "  text en \"x\" nb \"x\" }");
    return policy.ask(policy.keep(datum, "customer")).permit;
  };
  CHECK_FALSE(keeps(activity(""), "never process data"));
  CHECK_FALSE(keeps(activity(""), "never process phone"));
  CHECK(keeps(activity(""), "never process email"));
  CHECK_FALSE(keeps(activity(""), "process data only for marketing"));
  CHECK(keeps(activity(""), "process data only for service"));
  CHECK(keeps(activity(""), "never keep phone for marketing"));
  CHECK_FALSE(keeps(activity(""), "never keep phone for service"));
  const std::string two = activity("", "contact") +
                          "activity b { subjects customer  data email  purpose newsletter  basis contract  "
                          "retain 1 year after delivery }\n";
  CHECK(keeps(two, "process data only for marketing", "email"));
  CHECK_FALSE(keeps(two, "process data only for marketing", "phone"));
  // Storing with somebody is told by whom data are shared with, and takes nothing from one's own.
  CHECK(keeps(activity("share tool"), "never store data with processor"));
  CHECK(refuted(activity("share tool"), "never store data with processor") == 1);
  CHECK(refuted(activity(""), "never use data with processor") == 0);
}

TEST_CASE("what is kept for several purposes, all of which a promise forbids, has a test") {
  const std::string two = activity("", "phone", "customer", "newsletter, service");
  CHECK(judged(two, "keep phone only for service.delivery").witness ==
        "test \"p\" { ask keep contact.phone of customer  expect deny }");
  CHECK_FALSE(judged(two, "never keep phone for newsletter, service").witness.empty());
  // Kept for something else as well, they may be kept: no question tells what for.
  const Case kept = judged(two, "keep phone only for newsletter");
  CHECK(kept.refuted == 1);
  CHECK(kept.witness.empty());
  CHECK(judged(two, "never keep phone for newsletter").witness.empty());
}

TEST_CASE("who works for a recipient gets the data too, wherever that is") {
  CHECK(refuted(activity("share host"), "never transfer data outside eea") == 1);
  CHECK(refuted(activity("share host"), "process data only in eea") == 1);
  CHECK(refuted(activity("share host"), "transfer data outside eea only with host") == 0);
  CHECK(refuted(activity("share host"), "transfer data outside eea only with sub1") == 0);
  CHECK(refuted(activity("share host"), "transfer data outside eea only with bank") == 1);
  CHECK(refuted(activity("share host"), "never share data with sub1") == 1);
  CHECK(refuted(activity("share host"), "share data only with host") == 0);
  CHECK(refuted(activity("share tool"), "never transfer data outside eea") == 0);
  CHECK(judged(activity("share host"), "never share data with sub1").witness.find(" to host") != std::string::npos);
  CHECK(judged(activity("share host"), "never transfer data to india").witness.find(" to host ") != std::string::npos);
}

namespace {
bool shares(const std::string& activities, const std::string& sentence, const std::string& recipient,
            const std::string& place = "") {
  const TestPolicy policy(std::string(Names) + activities + "promise p { " + sentence + "  text en \"x\" nb \"x\" }\n");
  const model::Model& model = policy.model();
  grants::Question q;
  q.ask = grants::Ask::Disclose;
  q.subject = model.find(model::Kind::Subject, "customer");
  q.datum = model.find(model::Kind::Data, "phone");
  q.purpose = model.find(model::Kind::Purpose, "service.delivery");
  q.recipient = model.find(model::Kind::Recipient, recipient);
  if (!place.empty()) q.place = model.find(model::Kind::Place, place);
  q.facts.now = toDay({2026, 6, 1});
  const grants::Answer answer = policy.ask(q);
  CHECK(grants::ask(model, policy.grants(), q, grants::Promises::LeftAside).permit);
  return answer.permit;
}
}  // namespace

TEST_CASE("who does not say where data go asks about every place that the share names") {
  const std::string both = activity("share abroad  share bank");
  CHECK_FALSE(shares(both, "never transfer data outside eea", "abroad"));
  CHECK_FALSE(shares(both, "never transfer data to india", "abroad"));
  CHECK_FALSE(shares(both, "transfer data only in eea", "abroad"));
  CHECK(shares(both, "never transfer data to india", "bank"));
  CHECK(shares(both, "never transfer data outside eea except with abroad", "abroad"));
  const std::string two = activity("share bank in norway, sweden");
  CHECK_FALSE(shares(two, "never share data in norway", "bank"));
  CHECK_FALSE(shares(two, "never share data in norway", "bank", "norway"));
  CHECK(shares(two, "never share data in norway", "bank", "sweden"));
  // By the purpose that it is for.
  const std::string by_purpose = both +
                                 "activity b { subjects customer  data phone  purpose newsletter  "
                                 "basis contract  retain forever  share bank in sweden }\n";
  CHECK(shares(by_purpose, "never share data in sweden", "bank"));
  CHECK_FALSE(shares(by_purpose, "never share data in norway", "bank"));
  CHECK_FALSE(shares(activity("share host"), "never transfer data outside eea", "host"));
  CHECK_FALSE(shares(activity("share host"), "never share data with sub1", "host", "norway"));
  CHECK(shares(activity("share host"), "never share data with sub1 when inc", "host"));
}

TEST_CASE("nobody is promised anything of anonymous data, and a ground or place that is not said may be any") {
  CHECK(refuted(activity("form anonymous", "behaviour.usage"), "keep data at most 1 month after delivery") == 0);
  CHECK(refuted(activity("", "behaviour.usage"), "keep data at most 1 month after delivery") == 1);
  const std::string silent =
      "activity a { subjects customer  data phone  purpose newsletter  retain 1 year after delivery }\n";
  CHECK(refuted(silent, "use data only on consent") == 0);
  CHECK(refuted(silent, "never use data for marketing except on consent") == 0);
  CHECK(refuted(activity("", "phone", "customer", "newsletter"), "never use data for marketing") == 1);
}

TEST_CASE("data that are kept abroad by oneself have left as well") {
  const std::string own = activity("located india  safeguard scc_2021");
  CHECK(refuted(own, "never transfer data outside eea") == 1);
  CHECK(refuted(own, "process data only in eea") == 1);
  CHECK(refuted(own, "never transfer data to norway") == 0);
  CHECK(refuted(own, "never share data outside eea") == 0);
}

TEST_CASE("anonymous data are answered for as they are judged, unless the policy has them in another form as well") {
  const auto reason = [](const std::string& activities, const std::string& sentence, const std::string& datum,
                         grants::Ask ask = grants::Ask::Use) {
    const TestPolicy policy(std::string(Names) +
                            "data stat is behaviour.usage en \"figures\" nb \"tall\" { form anonymous }\n" +
                            activities + "promise p { " + sentence + "  text en \"x\" nb \"x\" }\n");
    grants::Question q;
    q.ask = ask;
    q.subject = policy.model().find(model::Kind::Subject, "customer");
    q.datum = policy.model().find(model::Kind::Data, datum);
    q.purpose = policy.model().find(model::Kind::Purpose, "service.delivery");
    if (ask == grants::Ask::Disclose) q.recipient = policy.model().find(model::Kind::Recipient, "bank");
    q.facts.now = toDay({2026, 6, 1});
    CHECK(judge::refutations(policy.model(), policy.grants()).empty() ==
          (policy.ask(q).reason != grants::Reason::Promise));
    return policy.ask(q).reason;
  };
  using grants::Reason;
  const std::string figures = activity("share bank", "stat");
  CHECK(reason(figures, "never use behaviour", "stat") == Reason::Permitted);
  CHECK(reason(figures, "never use stat", "stat") == Reason::Permitted);
  CHECK(reason(figures, "never share data with controller", "stat", grants::Ask::Disclose) == Reason::Permitted);
  CHECK(reason(activity("share bank", "name { form anonymous }"), "never share data with controller", "name",
               grants::Ask::Disclose) == Reason::Permitted);
  CHECK(reason(figures + "activity b { subjects customer  data behaviour.usage  purpose service.delivery  "
                         "basis contract  retain 1 year after delivery }\n",
               "never use behaviour", "stat") == Reason::Promise);
}

TEST_CASE("who keeps data somewhere outside the EEA may have them in any country there") {
  const std::string anywhere =
      "recipient shop is controller.payment en \"s\" nb \"s\" { located outside_eea  safeguard scc_2021 }\n" +
      activity("share shop");
  for (const char* country : {"india", "united_states", "united_kingdom", "switzerland"}) {
    INFO(country);
    CHECK(refuted(anywhere, "never transfer data to " + std::string(country)) == 1);
    CHECK_FALSE(shares(anywhere, "never transfer data to " + std::string(country), "shop"));
  }
  CHECK(refuted(anywhere, "never transfer data to norway") == 0);
  CHECK(refuted(activity("share abroad"), "never transfer data to outside_eea") == 1);
  CHECK(refuted(activity("share bank"), "never transfer data to outside_eea") == 0);
}

TEST_CASE("a sentence that cannot be compared is told, and none is passed over") {
  for (const char* sentence :
       {"never share data with us", "never collect phone from india", "never store data in website",
        "never combine data from employer", "share data only as processor", "never use data except under norwegian_law",
        "never share data before delivery"}) {
    INFO(sentence);
    CHECK(judged(activity("share bank"), sentence).noted);
  }
  CHECK_FALSE(judged(activity("share bank"), "never share data").noted);
}

namespace {

constexpr std::string_view Shop = R"(
scope { excludes user.registered }
data stat is behaviour.usage en "figures" nb "tall" { form anonymous }
place cellar is store en "the cellar" nb "kjelleren"
activity shop { subjects customer  data name, contact  purpose service.delivery  basis contract
  retain 3 years after purchase  share tool, bank when inc, abroad as processor }
activity letter { subjects customer, user  data email, device.ip  purpose newsletter  basis contract  applies when not inc2
  retain 1 year after purchase  source subject  source employer when inc  combine phone
  share tool as controller  share host when inc or inc2 }
activity staff { subjects employee  data phone, health  purpose service  basis contract  condition vital_interests
  retain forever  share bank in sweden }
activity figures { subjects customer  data stat  purpose service.billing  retain 1 year after purchase
  share bank, abroad }
activity nobody { data email  purpose marketing  basis contract  retain 1 year after purchase  share bank }
)";

constexpr std::string_view Verbs[] = {"use",   "process",  "collect", "store",  "keep",
                                      "share", "transfer", "sell",    "combine"};
constexpr std::string_view Data[] = {"data", "email", "contact", "phone", "device", "behaviour"};
constexpr std::string_view Parts[] = {
    "in norway",
    "in india",
    "in eea",
    "outside eea",
    "in cellar",
    "with processor",
    "with tool",
    "to bank",
    "with controller",
    "to india",
    "for marketing",
    "for service",
    "for newsletter",
    "of user",
    "of user.registered",
    "of customer.consumer",
    "when inc",
    "when not inc",
    "on consent",
    "only for service",
    "only with processor",
    "only in eea",
    "only when inc",
    "only of customer",
    "only to norway",
    "only outside eea",
    "except when inc",
    "except when inc2",
    "except for newsletter",
    "except with tool",
    "except of employee",
    "except in norway",
    "except outside eea",
    "at most 1 year",
    "from subject",
    "only from subject",
};

}  // namespace

TEST_CASE("what check calls broken is denied by reference and table, and what they deny check calls broken") {
  std::mt19937 random(20261126);
  const auto pick = [&](const auto& from) { return std::string(from[random() % std::size(from)]); };
  std::size_t shown = 0;
  std::size_t denied = 0;
  for (int round = 0; round < 600; ++round) {
    std::string sentence = random() % 3 == 0 ? "" : "never ";
    sentence += pick(Verbs) + " " + pick(Data);
    for (auto n = random() % 4; n > 0; --n) sentence += " " + pick(Parts);
    INFO(sentence);
    const TestPolicy policy(
        std::string(Names) + std::string(Shop) + "promise p { " + sentence + "  text en \"x\" nb \"x\" }", true);
    const model::Model& model = policy.model();
    const grants::Grants grants = grants::fromModel(model);
    const auto found = judge::refutations(model, grants);
    const test::AlignedBytes bytes(llvm::cantFail(table::fromGrants(model, grants)));
    runtime::Table table;
    REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
    const table::Comparison comparison(model, grants, table);
    for (const judge::Refutation& one : found) {
      if (one.excepted || one.witness.test.empty() || !one.witness.unsaid.empty() || one.witness.unsaid_people)
        continue;
      INFO(one.witness.test);
      CHECK(grants::ask(model, grants, one.witness.question, grants::Promises::LeftAside).permit);
      if (!grants.bans.empty())
        CHECK(grants::ask(model, grants, one.witness.question).reason == grants::Reason::Promise);
      CHECK(comparison.difference(one.witness.question).empty());
      grants::Question anywhere = one.witness.question;
      anywhere.place = {};
      if (anywhere.ask == grants::Ask::Disclose && !grants.bans.empty())
        CHECK(grants::ask(model, grants, anywhere).reason == grants::Reason::Promise);
      CHECK(comparison.difference(anywhere).empty());
      ++shown;
    }
    // What an activity permits, as it says it.
    std::set<model::DeclId> broken;
    for (const judge::Refutation& one : found)
      if (!one.excepted) broken.insert(one.activity);
    for (const grants::Grant& grant : grants.grants)
      for (std::size_t i = 0; i <= grant.disclosures.size() + 1; ++i)
        for (int inc = 0; inc < 4; ++inc) {
          grants::Question q;
          q.subject = grant.subject;
          q.datum = grant.datum;
          q.ask = i == 0 ? grants::Ask::Use : i == 1 ? grants::Ask::Keep : grants::Ask::Disclose;
          if (i != 1) q.purpose = grant.purpose;
          q.facts.now = toDay({2026, 6, 1});
          if ((inc & 1) != 0) q.facts.circumstances.push_back(model.find(model::Kind::Circumstance, "inc"));
          if ((inc & 2) != 0) q.facts.circumstances.push_back(model.find(model::Kind::Circumstance, "inc2"));
          if (i > 1) {
            const grants::Disclosure& disclosure = grants.disclosures[grant.disclosures[i - 2]];
            q.recipient = disclosure.recipient;
            if (!disclosure.places.empty()) q.place = disclosure.places.front();
          }
          const grants::Answer without = grants::ask(model, grants, q, grants::Promises::LeftAside);
          if (!without.permit || grants::ask(model, grants, q).permit) continue;
          INFO("denied: " << std::string(model[q.datum].name) << " of " << std::string(model[q.subject].name) << " ask "
                          << i << " in " << std::string(model[grant.activity].name));
          CHECK(!broken.empty());
          ++denied;
        }
  }
  CHECK(shown > 100);
  CHECK(denied > 300);
}
