// What a policy means, one sentence of the semantics at a time.
#include "compiler/grants/reference.h"

#include "tests/support/policy.h"

using namespace vern;
using grants::Answer;
using grants::ConsentState;
using grants::Question;
using grants::Reason;
using test::TestPolicy;

namespace {
const char* const Newsletter = R"(
activity newsletter {
  subjects customer
  data     email
  purpose  marketing.direct.electronic
  basis    consent
  retain   until consent_withdrawn
})";

const char* const Billing = R"(
activity billing {
  subjects customer
  data     contact
  purpose  service.billing
  basis    contract
  retain   3 years after contract_end  then delete
})";
}  // namespace

TEST_CASE("what no grant covers is denied") {
  const TestPolicy policy(Billing);
  CHECK(policy.ask(policy.use("email", "customer", "service.billing")).permit);
  CHECK(policy.ask(policy.use("email", "customer", "marketing")).reason == Reason::NoGrant);
  CHECK(policy.ask(policy.use("work.cv", "customer", "service.billing")).reason == Reason::NoGrant);
  CHECK(policy.ask(policy.use("email", "applicant", "service.billing")).reason == Reason::NoGrant);
}

TEST_CASE("a grant on a group covers what is below it, and not the other way round") {
  const TestPolicy wide(Billing);
  CHECK(wide.ask(wide.use("email", "customer.consumer", "service.billing")).permit);
  const TestPolicy narrow(Newsletter);
  Question question = narrow.use("contact", "customer", "marketing.direct.electronic");
  CHECK(narrow.ask(question).reason == Reason::NoGrant);
}

TEST_CASE("consent permits when given, for the purpose or one above it up to the one the grant names") {
  const TestPolicy policy(Newsletter);
  Question question = policy.use("email", "customer", "marketing.direct.electronic.newsletter");
  CHECK(policy.ask(question).reason == Reason::ConsentMissing);
  question.facts.consents[policy.purpose("marketing.direct.electronic")] = {ConsentState::Given, 0, {}};
  CHECK(policy.ask(question).permit);
  // A consent for more than the grant names is not looked at: marketing as a whole was not asked about here.
  question.facts.consents.clear();
  question.facts.consents[policy.purpose("marketing")] = {ConsentState::Given, 0, {}};
  CHECK(policy.ask(question).reason == Reason::ConsentMissing);
}

TEST_CASE("the narrower of two consents decides") {
  const TestPolicy policy(Newsletter);
  Question question = policy.use("email", "customer", "marketing.direct.electronic.newsletter");
  question.facts.consents[policy.purpose("marketing.direct.electronic")] = {ConsentState::Given, 0, {}};
  question.facts.consents[policy.purpose("newsletter")] = {ConsentState::Withdrawn, 0, {}};
  CHECK(policy.ask(question).reason == Reason::ConsentWithdrawn);
  CHECK(policy.ask(question).grant.valid());
}

TEST_CASE("a consent to a wider purpose that is withdrawn later takes the narrower one with it") {
  const TestPolicy policy(Newsletter);
  Question question = policy.use("email", "customer", "newsletter");
  const Day given = toDay({2025, 3, 1});
  question.facts.now = toDay({2026, 1, 1});
  question.facts.consents[policy.purpose("newsletter")] = {ConsentState::Given, given, {}};
  const auto withdrawn = [&](Day on) {
    question.facts.consents[policy.purpose("marketing")] = {ConsentState::Withdrawn, on, {}};
    return policy.ask(question).reason;
  };
  CHECK(withdrawn(given + 1) == Reason::ConsentWithdrawn);
  CHECK(withdrawn(given) == Reason::Permitted);
  CHECK(withdrawn(given - 1) == Reason::Permitted);
  CHECK(withdrawn(0) == Reason::ConsentWithdrawn);  // nobody knows when: in doubt, since
  question.facts.consents[policy.purpose("newsletter")].on = 0;
  CHECK(withdrawn(given - 1) == Reason::ConsentWithdrawn);
  CHECK(withdrawn(0) == Reason::ConsentWithdrawn);
  question.facts.consents[policy.purpose("newsletter")].on = given;
  CHECK(withdrawn(question.facts.now + 1) == Reason::Permitted);
  question.facts.consents[policy.purpose("marketing")] = {ConsentState::Withdrawn, given + 1,
                                                          policy.id(model::Kind::Recipient, "processor.email")};
  CHECK(policy.ask(question).permit);
  question.facts.consents.erase(policy.purpose("marketing"));
  question.facts.consents[policy.purpose("service")] = {ConsentState::Withdrawn, given + 1, {}};
  CHECK(policy.ask(question).permit);
}

TEST_CASE("of several kinds of the last activity the latest counts, and of other events the first") {
  const TestPolicy policy(R"(
event login is last_activity en "you log in"
event order is last_activity en "you order"
event moved is customer_relationship_end en "it moves"
event bought is customer_relationship_end en "it is bought"
state seen en "you are seen" { exercised customer_relationship_end within 1 year }
activity a { subjects customer  data name   purpose support  basis contract  retain 1 year after last_activity }
activity b { subjects customer  data email  purpose support  basis contract  retain 1 year after customer_relationship_end }
activity c { subjects customer  data phone  purpose support  basis contract  retain while seen }
)");
  const auto last_day = [&](std::string_view datum) {
    Question question = policy.keep(datum, "customer");
    question.facts.now = toDay({2025, 6, 2});
    for (const std::string_view first : {"login", "moved"})
      question.facts.events[policy.event(first)] = toDay({2024, 8, 1});
    for (const std::string_view last : {"order", "bought"})
      question.facts.events[policy.event(last)] = toDay({2025, 6, 1});
    return policy.ask(question).deadline;
  };
  CHECK(last_day("name") == toDay({2026, 6, 1}));
  CHECK(last_day("email") == toDay({2025, 8, 1}));
  CHECK(last_day("phone") == toDay({2026, 6, 1}));
}

TEST_CASE("anonymous data need no basis, no condition and no time, unless they identify somebody") {
  const auto answer = [](std::string_view text, std::string_view datum) {
    const TestPolicy policy{std::string(text)};
    return policy.ask(policy.use(datum, "customer", "analytics.audience")).reason;
  };
  const std::string_view of_activity =
      "activity a { subjects customer  data behaviour.usage, health, device.ip  form anonymous  purpose analytics }";
  CHECK(answer(of_activity, "behaviour.usage") == Reason::Permitted);
  CHECK(answer(of_activity, "health") == Reason::Permitted);
  CHECK(answer(of_activity, "device.ip") == Reason::NoBasis);
  CHECK(answer("activity a { subjects customer  data behaviour.usage { form anonymous }  purpose analytics }",
               "behaviour.usage") == Reason::Permitted);
  CHECK(answer("data figures is behaviour.usage en \"figures\" { form anonymous }  activity a { subjects customer  "
               "data figures  purpose analytics }",
               "figures") == Reason::Permitted);
  CHECK(answer("activity a { subjects customer  data behaviour.usage  form anonymous  form pseudonymised  purpose "
               "analytics }",
               "behaviour.usage") == Reason::NoBasis);
  CHECK(
      answer("activity a { subjects customer  data behaviour.usage  form anonymous  purpose analytics  retain vague }",
             "behaviour.usage") == Reason::NoWindow);
}

TEST_CASE("what is consented to, or withdrawn, after the day of the question has not been said") {
  const TestPolicy policy(Newsletter);
  Question question = policy.use("email", "customer", "marketing.direct.electronic.newsletter");
  const auto on = [&](ConsentState state, Day day) {
    question.facts.consents[policy.purpose("newsletter")] = {state, day, {}};
    return policy.ask(question).reason;
  };
  CHECK(on(ConsentState::Given, question.facts.now) == Reason::Permitted);
  CHECK(on(ConsentState::Given, question.facts.now + 1) == Reason::ConsentMissing);
  CHECK(on(ConsentState::Withdrawn, question.facts.now) == Reason::ConsentWithdrawn);
  CHECK(on(ConsentState::Withdrawn, question.facts.now + 1) == Reason::ConsentMissing);
  // A wider consent that was given stands until then.
  question.facts.consents[policy.purpose("marketing.direct.electronic")] = {ConsentState::Given, 0, {}};
  CHECK(on(ConsentState::Withdrawn, question.facts.now + 1) == Reason::Permitted);
}

TEST_CASE("an objection to direct marketing is final, whatever the basis") {
  const TestPolicy policy(Newsletter);
  Question question = policy.use("email", "customer", "marketing.direct.electronic");
  question.facts.consents[policy.purpose("marketing.direct.electronic")] = {ConsentState::Given, 0, {}};
  question.facts.objections = {policy.purpose("marketing.direct")};
  CHECK(policy.ask(question).reason == Reason::Objected);
}

TEST_CASE("an objection to a legitimate interest has to be weighed") {
  const TestPolicy policy(R"(
activity stats { subjects customer  data behaviour.usage  purpose analytics.product
  basis legitimate_interests  interest en "know what is used" nb "vite hva som brukes"  retain 1 year after collection })");
  Question question = policy.use("behaviour.usage", "customer", "analytics.product");
  CHECK(policy.ask(question).permit);
  question.facts.objections = {policy.purpose("analytics")};
  const Answer answer = policy.ask(question);
  CHECK(answer.reason == Reason::WeighObjection);
  CHECK((answer.obligations & static_cast<std::uint32_t>(grants::Obligation::WeighObjection)) != 0);
}

TEST_CASE("a window closes at the end of its last day") {
  const TestPolicy policy(Billing);
  Question question = policy.use("email", "customer", "service.billing");
  CHECK(policy.ask(question).deadline == Never);
  question.facts.events[policy.event("contract_end")] = toDay({2023, 6, 1});
  CHECK(policy.ask(question).deadline == toDay({2026, 6, 1}));
  CHECK(policy.ask(question).permit);
  CHECK(policy.model()[policy.ask(question).disposal].name == "disposal.delete");
  question.facts.now += 1;
  CHECK(policy.ask(question).reason == Reason::Expired);
}

TEST_CASE("an event that lies ahead has not happened") {
  const TestPolicy policy(Billing);
  Question question = policy.use("email", "customer", "service.billing");
  question.facts.events[policy.event("contract_end")] = question.facts.now + 1;
  CHECK(policy.ask(question).deadline == Never);
}

TEST_CASE("what is vague or not said permits nothing") {
  const TestPolicy policy(R"(
activity a { subjects customer  data email  purpose service.support  basis contract  retain as_needed }
activity b { subjects customer  data phone  purpose service.support  basis contract  retain 3 years }
activity c { subjects customer  data name   purpose service.support  basis contract }
activity d { subjects customer  data work.cv  purpose service.support  retain 1 year after collection })");
  CHECK(policy.ask(policy.use("email", "customer", "service.support")).reason == Reason::NoWindow);
  CHECK(policy.ask(policy.use("phone", "customer", "service.support")).reason == Reason::NoWindow);
  CHECK(policy.ask(policy.use("identity.name", "customer", "service.support")).reason == Reason::NoWindow);
  CHECK(policy.ask(policy.use("work.cv", "customer", "service.support")).reason == Reason::NoBasis);
}

TEST_CASE("a statutory duty keeps for its own purpose, and lengthens no other") {
  const TestPolicy policy(R"(
event sale is purchase  en "you buy" nb "du kjøper"
event year_end is fiscal_year_end of sale  en "the year ends" nb "året slutter"
activity orders { subjects customer  data financial.invoice  purpose service.delivery  basis contract
  retain 1 year after sale, at least 5 years after year_end under bokforingsloven.s13  then delete })");
  Question use = policy.use("financial.invoice", "customer", "service.delivery");
  use.facts.events[policy.event("sale")] = toDay({2024, 3, 10});
  CHECK(policy.ask(use).reason == Reason::Expired);
  Question keep = policy.keep("financial.invoice", "customer");
  keep.facts.events = use.facts.events;
  const Answer answer = policy.ask(keep);
  CHECK(answer.permit);
  CHECK(answer.deadline == toDay({2029, 12, 31}));
  keep.facts.restricted = true;
  CHECK(policy.ask(keep).permit);
  use.purpose = policy.purpose("legal");
  CHECK(policy.ask(use).permit);
}

TEST_CASE("the end of a financial year is the day that it is told to be, though that is to come") {
  const TestPolicy policy(R"(
event year_end is fiscal_year_end of invoice  en "the year ends" nb "året slutter"
activity orders { subjects customer  data financial.invoice  purpose service.delivery  basis contract
  retain until year_end  then delete })");
  Question keep = policy.keep("financial.invoice", "customer");
  keep.facts.now = toDay({2024, 3, 1});
  keep.facts.events[policy.event("invoice")] = toDay({2023, 3, 10});
  CHECK(policy.ask(keep).reason == Reason::Expired);
  keep.facts.events[policy.event("year_end")] = toDay({2024, 6, 30});
  CHECK(policy.ask(keep).deadline == toDay({2024, 6, 30}));
  CHECK(grants::eventsRead(policy.model(), policy.grants()).contains(policy.event("year_end")));
}

TEST_CASE("a state that ends and is exercised lasts until the earlier of both") {
  const TestPolicy policy(R"(
state account en "you have an account" nb "du har en konto" {
  begins account_created  ends account_closed  exercised last_activity within 24 months
}
activity portal { subjects user  data email  purpose service.account  basis contract  retain while account })");
  const auto asked = [&](std::initializer_list<std::pair<const char*, Day>> events) {
    Question keep = policy.keep("email", "user");
    keep.facts.now = toDay({2025, 6, 1});
    for (const auto& [event, day] : events) keep.facts.events[policy.event(event)] = day;
    return policy.ask(keep);
  };
  const std::pair<const char*, Day> created{"account_created", toDay({2024, 1, 1})};
  const std::pair<const char*, Day> active{"last_activity", toDay({2025, 1, 1})};
  CHECK(asked({created, active}).deadline == toDay({2027, 1, 1}));
  CHECK(asked({created, active, {"account_closed", toDay({2025, 6, 1})}}).deadline == toDay({2025, 6, 1}));
  CHECK(asked({created, active, {"account_closed", toDay({2025, 5, 1})}}).reason == Reason::Expired);
  CHECK_FALSE(asked({active}).permit);
  CHECK_FALSE(asked({created}).permit);
}

TEST_CASE("a promise forbids, and a duty to keep stands above it") {
  const TestPolicy policy(R"(
activity pay { subjects customer  data financial.card  purpose service.payment  basis contract
  retain 1 year after purchase, at least 5 years after purchase under bokforingsloven.s13 }
promise no_card { never use financial.card  text en "We never use your card." nb "Vi bruker aldri kortet ditt." }
promise no_store { never keep financial.card  text en "We never keep it." nb "Vi lagrer det aldri." })");
  CHECK(policy.ask(policy.use("financial.card", "customer", "service.payment")).reason == Reason::Promise);
  CHECK(policy.ask(policy.keep("financial.card", "customer")).permit);
  // Nor does it forbid what the law wants them for.
  CHECK(policy.ask(policy.use("financial.card", "customer", "legal.accounting")).permit);
}

TEST_CASE("restricted data are stored and not used") {
  const TestPolicy policy(Billing);
  Question question = policy.use("email", "customer", "service.billing");
  question.facts.restricted = true;
  CHECK(policy.ask(question).reason == Reason::Restricted);
  Question keep = policy.keep("email", "customer");
  keep.facts.restricted = true;
  CHECK(policy.ask(keep).permit);
}

TEST_CASE("a circumstance must hold, and its own window holds under it alone") {
  const TestPolicy policy(R"(
circumstance disputed en "the bill is disputed" nb "regningen er omstridt"
activity calls { subjects customer  data call_log  purpose service.billing  basis contract
  retain 3 months after invoice
  retain 3 years after invoice when disputed })");
  Question question = policy.use("call_log", "customer", "service.billing");
  question.facts.events[policy.event("invoice")] = toDay({2026, 1, 1});
  CHECK(policy.ask(question).reason == Reason::Expired);
  question.facts.circumstances = {policy.id(model::Kind::Circumstance, "disputed")};
  CHECK(policy.ask(question).deadline == toDay({2029, 1, 1}));
}

TEST_CASE("a disclosure needs its recipient, its circumstance, and outside the EEA a safeguard") {
  const TestPolicy policy(R"(
circumstance broken en "something is broken" nb "noe er ødelagt"
recipient desk is processor en "help desk" nb "kundesenter" { located norway, india  safeguard scc_2021 }
recipient spy  is processor en "spy" nb "spion" { located india }
activity help { subjects customer  data email  purpose service.support  basis contract  retain 1 year after case_closed
  share desk when broken
  share spy })");
  Question question = policy.use("email", "customer", "service.support");
  question.ask = grants::Ask::Disclose;
  question.recipient = policy.id(model::Kind::Recipient, "desk");
  CHECK(policy.ask(question).reason == Reason::Circumstance);
  question.facts.circumstances = {policy.id(model::Kind::Circumstance, "broken")};
  CHECK(policy.ask(question).permit);
  question.place = policy.id(model::Kind::Place, "india");
  CHECK(policy.ask(question).permit);
  question.place = policy.id(model::Kind::Place, "china");
  CHECK(policy.ask(question).reason == Reason::Transfer);
  question.place = policy.id(model::Kind::Place, "india");
  question.recipient = policy.id(model::Kind::Recipient, "spy");
  CHECK(policy.ask(question).reason == Reason::Transfer);
  question.recipient = policy.id(model::Kind::Recipient, "authority");
  CHECK(policy.ask(question).reason == Reason::NoDisclosure);
}

TEST_CASE("one grant that passes is enough, and the latest deadline is told") {
  const TestPolicy policy(std::string(Billing) + R"(
activity support { subjects customer  data email  purpose service  basis contract  retain 5 years after contract_end then anonymise })");
  Question question = policy.use("email", "customer", "service.billing");
  question.facts.events[policy.event("contract_end")] = toDay({2022, 1, 1});
  CHECK(policy.ask(question).permit);
  CHECK(policy.ask(question).deadline == toDay({2027, 1, 1}));
  CHECK(policy.model()[policy.ask(question).disposal].name == "disposal.anonymise");
}

TEST_CASE("a state of activity slides with the last use") {
  const TestPolicy policy(R"(
state active en "you are active" nb "du er aktiv" { exercised last_activity within 24 months }
activity account { subjects user  data email  purpose service.account  basis contract  retain while active })");
  Question question = policy.use("email", "user", "service.account");
  question.facts.events[policy.event("last_activity")] = toDay({2024, 2, 29});
  CHECK(policy.ask(question).reason == Reason::Expired);
  CHECK(policy.ask(question).deadline == AlwaysPast);
  question.facts.events[policy.event("last_activity")] = toDay({2024, 6, 1});
  CHECK(policy.ask(question).deadline == toDay({2026, 6, 1}));
}

TEST_CASE("a permit that hangs on an event told under a wider name alone is known as such") {
  const TestPolicy policy(R"(
event login is last_activity en "you log in" nb "du logger inn" { possible_for user }
activity account { subjects user  data email  purpose service.account  basis contract  retain 1 year after login }
activity letter  { subjects customer  data email  purpose service.account  basis contract  retain 1 year after last_activity })");
  const auto hangs = [&](Question question, std::initializer_list<std::pair<const char*, Day>> events) {
    for (const auto& [event, day] : events) question.facts.events[policy.event(event)] = day;
    return grants::untold(policy.model(), policy.grants(), question).event;
  };
  const Question user = policy.use("email", "user", "service.account");
  const Day past = toDay({2020, 1, 1});
  CHECK(hangs(user, {{"last_activity", past}}) == policy.event("login"));
  CHECK(hangs(user, {{"last_activity", user.facts.now - 1}}) == policy.event("login"));
  CHECK_FALSE(hangs(user, {{"last_activity", past}, {"login", user.facts.now + 1}}).valid());
  CHECK_FALSE(hangs(user, {{"login", past}}).valid());
  CHECK_FALSE(hangs(user, {{"purchase", past}}).valid());
  // What counts from the wider event is told by it, and by every kind of it.
  const Question customer = policy.use("email", "customer", "service.account");
  CHECK_FALSE(hangs(customer, {{"last_activity", customer.facts.now}}).valid());
  Question closed = customer;
  closed.facts.events[policy.event("login")] = past;
  CHECK(policy.ask(closed).reason == Reason::Expired);
}

TEST_CASE("a claim is asserted and judged, and forbids nothing when a question is asked") {
  const std::string letter =
      "activity letter { subjects customer  data email  purpose newsletter  basis contract  retain forever }\n";
  const auto reason = [&](const char* kind) {
    const TestPolicy policy(letter + kind + " c { never use data for marketing  text en \"x\" nb \"x\" }");
    return policy.ask(policy.use("email", "customer", "newsletter")).reason;
  };
  CHECK(reason("claim") == Reason::Permitted);
  CHECK(reason("promise") == Reason::Promise);
}

TEST_CASE("a state begins with its event, or is told to last") {
  const TestPolicy policy(R"(
state has_account en "you have an account" nb "du har en konto" { begins account_created  ends account_closed }
activity account { subjects user  data email  purpose service.account  basis contract
  retain latest of { while has_account, 1 year after erasure_requested } })");
  Question question = policy.use("email", "user", "service.account");
  question.facts.events[policy.event("erasure_requested")] = toDay({2020, 1, 1});
  CHECK(policy.ask(question).reason == Reason::Expired);
  Question told = question;
  told.facts.circumstances.push_back(policy.model().find(model::Kind::State, "has_account"));
  CHECK(policy.ask(told).deadline == Never);
  question.facts.events[policy.event("account_created")] = toDay({2024, 1, 1});
  CHECK(policy.ask(question).deadline == Never);
  question.facts.events[policy.event("account_closed")] = toDay({2025, 1, 1});
  CHECK(policy.ask(question).reason == Reason::Expired);
}

TEST_CASE("what is not kept is used on the day it comes in, and no question to keep it is covered") {
  const TestPolicy policy(R"(
circumstance dispute en "we disagree" nb "vi er uenige"
recipient club is controller.carrier en "the club" nb "klubben"
activity chat { subjects customer  data communication.content  purpose service.support  basis contract
  retain none  retain 1 year after case_closed when dispute  share club { retain none } }
activity account { subjects user  data email  purpose service.account  basis contract
  retain none, at least 5 years after collection under bokforingsloven.s13  share club { retain none } })");
  Question use = policy.use("communication.content", "customer", "service.support");
  CHECK(policy.ask(use).permit);
  use.facts.events[policy.event("collection")] = use.facts.now;
  CHECK(policy.ask(use).deadline == use.facts.now);
  use.facts.events[policy.event("collection")] = use.facts.now - 1;
  CHECK(policy.ask(use).reason == Reason::Expired);
  Question keep = use;
  keep.ask = grants::Ask::Keep;
  keep.facts.events.clear();
  CHECK(policy.ask(keep).reason == Reason::Circumstance);
  keep.facts.circumstances.push_back(policy.model().find(model::Kind::Circumstance, "dispute"));
  CHECK(policy.ask(keep).permit);
  // The duty is kept, and nothing else; a recipient without a copy is no reason to withhold the data.
  keep = policy.use("email", "user", "legal");
  keep.ask = grants::Ask::Keep;
  CHECK(policy.ask(keep).permit);
  Question share = policy.use("email", "user", "service.account");
  share.ask = grants::Ask::Disclose;
  share.recipient = policy.model().find(model::Kind::Recipient, "club");
  CHECK(policy.ask(share).permit);
}

TEST_CASE("what is said of a datum itself holds wherever it is used, unless the activity says another time") {
  const TestPolicy policy(R"(
data case_note is communication.content en "notes" nb "notater" { retain 1 year after case_closed }
activity support  { subjects customer  data case_note  purpose service.support  basis contract }
activity account { subjects user  data case_note  purpose service.account  basis contract  retain forever }
defaults { retain until erasure_requested })");
  Question note = policy.use("case_note", "customer", "service.support");
  note.facts.events[policy.event("case_closed")] = toDay({2020, 1, 1});
  CHECK(policy.ask(note).reason == Reason::Expired);
  note = policy.use("case_note", "user", "service.account");
  note.facts.events[policy.event("case_closed")] = toDay({2020, 1, 1});
  CHECK(policy.ask(note).permit);
}

TEST_CASE("a clause in the braces of a datum replaces the activity's own for that datum") {
  const TestPolicy policy(R"(
activity shop { subjects customer  data name, financial.invoice { retain 5 years after purchase  purpose legal.accounting  basis legal_obligation under bokforingsloven.s13 }
  purpose service.delivery  basis contract  retain 1 year after purchase })");
  CHECK(policy.ask(policy.use("financial.invoice", "customer", "service.delivery")).reason == Reason::NoGrant);
  CHECK(policy.ask(policy.use("financial.invoice", "customer", "legal.accounting")).permit);
  CHECK(policy.ask(policy.use("identity.name", "customer", "service.delivery")).permit);
}

TEST_CASE("never to sell forbids a sale, and no other sharing") {
  const TestPolicy policy(R"(
recipient desk is processor en "help desk" nb "kundesenter" { located norway }
activity help { subjects customer  data email  purpose service.support, data_sale  basis contract  retain 1 year after case_closed
  share desk }
promise no_sale { never sell data  text en "x" nb "x" })");
  Question question = policy.use("email", "customer", "service.support");
  question.ask = grants::Ask::Disclose;
  question.recipient = policy.id(model::Kind::Recipient, "desk");
  CHECK(policy.ask(question).permit);
  question.purpose = policy.purpose("data_sale");
  CHECK(policy.ask(question).reason == Reason::Promise);
}

TEST_CASE("a question about a group is about all of it, so that a promise about a part denies it") {
  const TestPolicy policy(R"(
data allergy is health en "allergies" nb "allergier"
recipient desk is processor.support en "help desk" nb "kundesenter" { located norway, india  safeguard scc_2021 }
activity help { subjects user, customer  data special.health, email  purpose service, marketing  basis consent  condition explicit_consent
  retain 1 year after case_closed  share desk }
promise a { never share allergy  text en "x" nb "x" }
promise b { never use email of customer.consumer for newsletter  text en "x" nb "x" }
promise c { never share email in india  text en "x" nb "x" })");
  const auto reason = [&](const char* datum, const char* subject, const char* purpose, const char* place = nullptr) {
    Question question = policy.use(datum, subject, purpose);
    question.facts.consents[policy.purpose(purpose)] = {ConsentState::Given, 0, {}};
    if (place != nullptr) {
      question.ask = grants::Ask::Disclose;
      question.recipient = policy.id(model::Kind::Recipient, "desk");
      question.place = policy.id(model::Kind::Place, place);
    }
    return policy.ask(question).reason;
  };
  CHECK(reason("allergy", "user", "service", "norway") == Reason::Promise);
  CHECK(reason("special.health", "user", "service", "norway") == Reason::Promise);
  CHECK(reason("special.health.diagnosis", "user", "service", "norway") == Reason::Permitted);
  CHECK(reason("special.health", "user", "service") == Reason::Permitted);  // used, and not shared
  CHECK(reason("email", "customer", "marketing") == Reason::Promise);
  CHECK(reason("email", "customer.business_contact", "marketing") == Reason::Permitted);
  CHECK(reason("email", "customer", "marketing.advertising") == Reason::Permitted);
  CHECK(reason("email", "user", "marketing") == Reason::Permitted);
  CHECK(reason("email", "user", "service", "norway") == Reason::Permitted);
  CHECK(reason("email", "user", "service", "india") == Reason::Promise);
  CHECK(reason("email", "user", "service", "world") == Reason::Promise);
}

TEST_CASE("what a message or a device wants consent for is denied without it") {
  const TestPolicy policy(R"(
basis news_consent is consent en "the consent" nb "samtykket" { mode active  obtained form  covers newsletter  withdrawn email }
activity news { subjects customer  data email  purpose newsletter  basis legitimate_interests  interest en "x" nb "x"
  message news_consent  retain 1 year after case_closed }
activity buyers { subjects user  data email  purpose newsletter  basis legitimate_interests  interest en "x" nb "x"
  message existing_customer  retain 1 year after case_closed }
activity untold { subjects visitor  data email  purpose newsletter  basis legitimate_interests  interest en "x" nb "x"
  message vague  retain 1 year after case_closed }
tracker meter { subjects visitor  data behaviour.usage  purpose analytics  basis legitimate_interests  interest en "x" nb "x"
  device news_consent  retain 1 year after collection })");
  const auto reason = [&](const char* datum, const char* subject, const char* purpose, ConsentState state) {
    Question question = policy.use(datum, subject, purpose);
    if (state != ConsentState::Never) question.facts.consents[policy.purpose(purpose)] = {state, 0, {}};
    return policy.ask(question).reason;
  };
  CHECK(reason("email", "customer", "newsletter", ConsentState::Never) == Reason::ConsentMissing);
  CHECK(reason("email", "customer", "newsletter", ConsentState::Withdrawn) == Reason::ConsentWithdrawn);
  CHECK(reason("email", "customer", "newsletter", ConsentState::Given) == Reason::Permitted);
  CHECK(reason("email", "user", "newsletter", ConsentState::Never) == Reason::Permitted);
  CHECK(reason("email", "visitor", "newsletter", ConsentState::Given) == Reason::NoBasis);
  CHECK(reason("behaviour.usage", "visitor", "analytics", ConsentState::Never) == Reason::ConsentMissing);
  CHECK(reason("behaviour.usage", "visitor", "analytics", ConsentState::Given) == Reason::Permitted);
}

TEST_CASE("a question about a purpose is about all of it, so that a no to a part denies it") {
  const TestPolicy policy(R"(
activity ads { subjects customer  data contact  purpose marketing  basis consent  retain 1 year after case_closed }
activity run { subjects customer  data contact  purpose service  basis legitimate_interests  interest en "x" nb "x"
  retain 1 year after case_closed })");
  Question ads = policy.use("email", "customer", "marketing");
  ads.facts.consents[policy.purpose("marketing")] = {ConsentState::Given, 0, {}};
  CHECK(policy.ask(ads).permit);
  for (const ConsentState no : {ConsentState::Withdrawn, ConsentState::Never}) {
    Question part = ads;
    part.facts.consents[policy.purpose("newsletter")] = {no, 0, {}};
    CHECK(policy.ask(part).reason ==
          (no == ConsentState::Withdrawn ? Reason::ConsentWithdrawn : Reason::ConsentMissing));
    part.purpose = policy.purpose("marketing.advertising");
    CHECK(policy.ask(part).permit);
    part.ask = grants::Ask::Keep;  // for what is left
    part.purpose = {};
    CHECK(policy.ask(part).permit);
  }
  Question objected = ads;
  objected.facts.objections = {policy.purpose("newsletter")};
  CHECK(policy.ask(objected).reason == Reason::Objected);
  Question weighed = policy.use("email", "customer", "service");
  weighed.facts.objections = {policy.purpose("service.delivery")};
  CHECK(policy.ask(weighed).reason == Reason::WeighObjection);
  weighed.purpose = policy.purpose("service.support");
  CHECK(policy.ask(weighed).permit);
}

TEST_CASE("who objects to direct marketing ends what is kept for it, and nothing is weighed") {
  const TestPolicy policy(R"(
activity news { subjects customer  data email  purpose newsletter  basis legitimate_interests  interest en "x" nb "x"
  retain 1 year after case_closed }
activity letters { subjects user  data email  purpose newsletter  basis consent  retain 1 year after case_closed }
activity help { subjects user  data phone  purpose newsletter, service.support  basis contract  retain 1 year after case_closed })");
  const auto reason = [&](const char* datum, const char* subject) {
    Question question = policy.use(datum, subject, "newsletter");
    question.ask = grants::Ask::Keep;
    question.purpose = {};
    question.facts.consents[policy.purpose("newsletter")] = {ConsentState::Given, 0, {}};
    question.facts.objections = {policy.purpose("newsletter")};
    return policy.ask(question).reason;
  };
  CHECK(reason("email", "customer") == Reason::Objected);
  CHECK(reason("email", "user") == Reason::Objected);
  CHECK(reason("phone", "user") == Reason::Permitted);  // for support
}

TEST_CASE("a promise to several people holds for each of them, and its parts add up") {
  const TestPolicy policy(R"(
activity a { subjects customer, user, member  data email  purpose service, marketing, analytics  basis contract  retain 1 year after case_closed }
promise p { use data of customer, user only for service except for analytics  text en "x" nb "x" }
promise q { use data of member only for service except for vague  text en "x" nb "x" })");
  for (const char* person : {"customer", "user"}) {
    CHECK(policy.ask(policy.use("email", person, "marketing")).reason == Reason::Promise);
    CHECK(policy.ask(policy.use("email", person, "service")).permit);
    CHECK(policy.ask(policy.use("email", person, "analytics")).permit);
  }
  // An exception that nobody names cannot be held against the member's data being used.
  CHECK(policy.ask(policy.use("email", "member", "marketing")).permit);
}

TEST_CASE("the flag group is not handed down, and the others are") {
  const TestPolicy policy("policy p { languages en }");
  CHECK(policy.model().flagged(policy.datum("special"), "special"));
  CHECK(policy.model().flagged(policy.datum("special.health.diagnosis"), "special"));
  CHECK(policy.model().flagged(policy.datum("contact"), "group"));
  CHECK_FALSE(policy.model().flagged(policy.datum("contact.email"), "group"));
}

TEST_CASE("a special category asks for a condition besides the basis") {
  const auto clinic = [](const std::string& more, const std::string& data = "special.health, contact") {
    return TestPolicy(
        "circumstance far_away en \"far away\"\ncondition own is health_care en \"own\"\n"
        "basis clear_yes is consent { mode explicit }\n"
        "data file is data en \"the file\" { includes_data special.health.diagnosis, email }\n"
        "activity care { subjects customer  data " +
        data + "  purpose service.delivery  retain 1 year after contract_end  " + more + " }");
  };
  const auto reason = [](const TestPolicy& policy, const char* datum) {
    Question question = policy.use(datum, "customer", "service.delivery");
    question.facts.consents[policy.purpose("service.delivery")] = {ConsentState::Given, 0, {}};
    return policy.ask(question).reason;
  };
  CHECK(reason(clinic("basis contract"), "special.health.diagnosis") == Reason::NoCondition);
  CHECK(reason(clinic("basis contract"), "email") == Reason::Permitted);
  CHECK(reason(clinic("basis contract  condition health_care"), "special.health") == Reason::Permitted);
  CHECK(reason(clinic("basis contract  condition own"), "special.health") == Reason::Permitted);
  CHECK(reason(clinic("basis contract  condition special_act"), "special.health") == Reason::NoCondition);
  CHECK(reason(clinic("basis contract  condition vague"), "special.health") == Reason::NoCondition);
  CHECK(reason(clinic("basis consent"), "special.health") == Reason::NoCondition);
  CHECK(reason(clinic("basis clear_yes"), "special.health") == Reason::Permitted);
  // Of a wide grant, what is special below it.
  CHECK(reason(clinic("basis contract", "data"), "special.health") == Reason::NoCondition);
  CHECK(reason(clinic("basis contract", "data"), "email") == Reason::Permitted);
  // A group stands for its members.
  CHECK(reason(clinic("basis contract", "file"), "special.health.diagnosis") == Reason::NoCondition);
  CHECK(reason(clinic("basis contract", "file"), "email") == Reason::Permitted);
  CHECK(reason(clinic("basis contract", "file"), "file") == Reason::NoGrant);

  const TestPolicy policy = clinic("basis contract");
  CHECK(policy.ask(policy.keep("special.health", "customer")).reason == Reason::NoCondition);
}
