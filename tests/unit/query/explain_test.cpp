// What people are told: each reason, in both languages, whole.
#include "tests/unit/query/ask.h"

using namespace vern;
using test::answered;

TEST_CASE("a permitted use says by what, where, on what basis, until when and what must be done") {
  CHECK(answered("use email of portal_user for newsletter",
                 {.consents = {"given@2026-01-01"}, .events = {"consent_given=2026-01-01"}}) ==
        "permit: the policy allows it\n"
        "  by: newsletter «Newsletter», policy.vern:24\n"
        "  basis: consent (GDPR Art. 6(1)(a))\n"
        "  until: 2028-01-01, then: delete\n"
        "  do: give an easy way to object in every message\n");
  CHECK(answered("use email of portal_user for newsletter",
                 {.consents = {"given@2026-01-01"}, .events = {"consent_given=2026-01-01"}}, "nb") ==
        "tillatt: policyen åpner for det\n"
        "  ifølge: newsletter «Nyhetsbrev», policy.vern:24\n"
        "  grunnlag: samtykke (GDPR artikkel 6 nr. 1 bokstav a)\n"
        "  til: 2028-01-01; da skal dere slette opplysningene\n"
        "  gjør: gi en enkel måte å reservere seg på i hver melding\n");
}

TEST_CASE("a denial says how far the nearest grant came, and what was missing") {
  CHECK(answered("use email of portal_user for newsletter", {.consents = {"withdrawn@2026-02-03"}}) ==
        "deny: consent was withdrawn\n"
        "  nearest: newsletter «Newsletter», policy.vern:24\n"
        "  basis: consent (GDPR Art. 6(1)(a))\n"
        "  missing: permitted with consent to “send newsletters”; consent was withdrawn on 2026-02-03\n");
  CHECK(answered("use email of portal_user for newsletter", {.consents = {"withdrawn@2026-02-03"}}, "nb") ==
        "ikke tillatt: samtykket er trukket tilbake\n"
        "  nærmest: newsletter «Nyhetsbrev», policy.vern:24\n"
        "  grunnlag: samtykke (GDPR artikkel 6 nr. 1 bokstav a)\n"
        "  mangler: tillatt med samtykke til «sende nyhetsbrev»; samtykket ble trukket tilbake 2026-02-03\n");
  CHECK(answered("disclose phone of portal_user for billing to installers in norway", {.circumstances = {"paid_up"}}) ==
        "deny: it is allowed in circumstances that do not hold\n"
        "  nearest: portal «Your user in the portal», policy.vern:13\n"
        "  shared in: policy.vern:17\n"
        "  basis: contract (GDPR Art. 6(1)(b))\n"
        "  missing: permitted when: delivery on site is ordered\n");
  CHECK(answered("keep ticket_message of portal_user", {.events = {"customer_leaves=2023-05-31"}}) ==
        "deny: the time to keep the data is over\n"
        "  nearest: portal «Your user in the portal», policy.vern:14\n"
        "  basis: contract (GDPR Art. 6(1)(b))\n"
        "  missing: permitted until 2026-05-31\n");
}

TEST_CASE("each reason has its first line in both languages") {
  const auto first = [](const std::string& text) { return text.substr(0, text.find('\n')); };
  const auto check = [&](const std::string& question, const test::Options& options, const std::string& en,
                         const std::string& nb) {
    CHECK(first(answered(question, options)) == en);
    CHECK(first(answered(question, options, "nb")) == nb);
  };
  check("use salary of portal_user for billing", {},
        "deny: nothing in the policy covers salary of users of the portal for “send invoices”",
        "ikke tillatt: ingenting i policyen dekker lønn om brukere av portalen for «sende faktura»");
  check("use email of portal_user for newsletter", {.objects = true},
        "deny: the person has objected to direct marketing, and that is final",
        "ikke tillatt: personen har protestert mot direkte markedsføring, og det er endelig");
  check("use email of portal_user for newsletter", {}, "deny: consent has not been given",
        "ikke tillatt: det er ikke gitt samtykke");
  check("use email of portal_user for statistics", {.objects = true},
        "deny: the person has objected, and the objection has not been weighed",
        "ikke tillatt: personen har protestert, og protesten er ikke vurdert");
  check("use email of portal_user for billing", {.restricted = true},
        "deny: processing is restricted: the data may only be stored",
        "ikke tillatt: behandlingen er begrenset: opplysningene kan bare lagres");
  check("use email of portal_user for statistics", {}, "deny: no stated time to keep the data is running",
        "ikke tillatt: ingen oppgitt lagringstid løper");
  check("disclose email of portal_user for newsletter to cloud in norway", {.consents = {"given"}},
        "deny: the policy does not share them with the cloud for this",
        "ikke tillatt: policyen deler dem ikke med skyen for dette");
  check("disclose email of portal_user for billing to cloud in japan", {},
        "deny: a promise of the policy forbids it: “Data stay in the EEA.”",
        "ikke tillatt: et løfte i policyen forbyr det: «Data blir i EØS.»");
  check("disclose email of portal_user for billing to cloud in japan", {.circumstances = {"on_site"}},
        "permit: the policy allows it", "tillatt: policyen åpner for det");
  check("disclose email of portal_user for billing to cloud in US", {.circumstances = {"on_site"}},
        "deny: the policy does not allow the data to go to that place",
        "ikke tillatt: policyen tillater ikke at opplysningene sendes dit");
}

TEST_CASE("what is missing is what the share asks for, where the activity has a time of its own in some circumstance") {
  const test::TestPolicy policy(R"(
circumstance incident  en "an incident is reported"  nb "en hendelse er meldt"
circumstance court_order  en "a court orders it"  nb "en domstol krever det"
activity entrance { subjects visitor.physical  data media.cctv  purpose security  basis legitimate_interests
  retain 7 days after recording
  retain latest of { 7 days after recording, until case_closed } when incident
  share authority.police when court_order })");
  const query::TableFile file =
      llvm::cantFail(query::TableFile::fromBytes(llvm::cantFail(table::fromGrants(policy.model(), policy.grants()))));
  const auto nearMiss = [&](const std::vector<std::string>& circumstances) {
    const std::vector<std::string> words{
        "disclose media.cctv of visitor.physical for security to authority.police in norway"};
    query::Request request = llvm::cantFail(query::fromText(words));
    request.circumstances = circumstances;
    const query::Bound bound = llvm::cantFail(query::bind(file.table(), request, test::questionDay()));
    return query::explain(bound, runtime::decide(bound.facts, bound.question), "en").near_miss;
  };
  CHECK(nearMiss({}) == "permitted when: a court orders it");
  CHECK(nearMiss({"incident"}) == "permitted when: a court orders it");
}

TEST_CASE("a permit without an end names the events that it counts from and that were not told") {
  const std::string question = "keep ticket_message of portal_user";
  const auto missing = [&](const test::Options& options, const std::string& language = "en") {
    const std::string text = answered(question, options, language);
    const std::size_t last = text.rfind("  m");
    return last == std::string::npos ? "" : text.substr(last);
  };
  CHECK(missing({}) == "  missing: it was not told when `customer_leaves` happened, and the time counts from there\n");
  CHECK(missing({}, "nb") == "  mangler: det er ikke oppgitt når `customer_leaves` inntraff, og tiden regnes derfra\n");
  CHECK(missing({.events = {"customer_leaves=never"}}).empty());
  CHECK(missing({.events = {"customer_leaves=2026-05-01"}}).empty());
}

TEST_CASE("to keep is asked of all activities, and each event that was not told is named") {
  const test::TestPolicy policy(R"(use norway
policy p { languages en }
activity orders { subjects customer  data email  purpose billing  basis contract with subject
  retain 1 year after contract_end then delete }
activity help { subjects customer  data email  purpose service.support  basis contract with subject
  retain 2 years after case_closed then delete }
)");
  const query::TableFile file =
      llvm::cantFail(query::TableFile::fromBytes(llvm::cantFail(table::fromGrants(policy.model(), policy.grants()))));
  const auto missing = [&](const std::vector<std::string>& events) {
    const std::vector<std::string> words{"keep email of customer"};
    query::Request request = llvm::cantFail(query::fromText(words));
    for (const std::string& text : events) request.events.push_back(llvm::cantFail(query::eventFromText(text)));
    const query::Bound bound = llvm::cantFail(query::bind(file.table(), request, test::questionDay()));
    return query::explain(bound, runtime::decide(bound.facts, bound.question), "en").near_miss;
  };
  CHECK(missing({}) == "it was not told when `contract_end`, `case_closed` happened, and the time counts from there");
  CHECK(missing({"contract_end=2026-01-01"}) ==
        "it was not told when `case_closed` happened, and the time counts from there");
  CHECK(missing({"case_closed=2026-01-01"}) ==
        "it was not told when `contract_end` happened, and the time counts from there");
  CHECK(missing({"case_closed=2026-01-01", "contract_end=2026-01-01"}).empty());
}
