// Windows against days counted by hand, with the reference evaluator and with the compiled table.
#include "compiler/grants/window.h"

#include "compiler/table/compare.h"
#include "compiler/table/from_grants.h"
#include "tests/support/aligned_bytes.h"
#include "tests/support/policy.h"

using namespace vern;
using test::TestPolicy;

namespace {

struct Happened {
  std::string_view event;
  CivilDate on;
};

struct Row {
  std::string_view retain;           // as written after `retain`
  std::vector<Happened> events;
  std::optional<CivilDate> deadline; // nothing: open-ended
};

constexpr std::string_view Vocabulary = R"(
policy example { languages en  effective 2020-01-01 }
party works_council en "the works council"
event vat_year is fiscal_year_end of purchase en "the financial year of the purchase ends"
event june_year is fiscal_year_end of purchase en "our year ends" { ends june }
event feb_year is fiscal_year_end of purchase en "our year ends in winter" { ends february }
event council_agrees is decision en "the council agrees" { reported works_council }
event no_use is decision en "we find that we no longer need them" { judged us  reviewed 12 months }
state active en "you are active" { exercised last_activity within 24 months }
state seen en "you buy or log in" { exercised last_activity, purchase within 6 months }
state customer_for_now en "you are a customer" { begins contract_start  ends contract_end }
state either en "one of them lasts" { begins contract_start  ends contract_end, account_closed }
state both en "one of them still lasts" { begins contract_start  ends contract_end and account_closed }
)";

std::string policyText(std::string_view retain, std::string_view more = "") {
  return std::string(Vocabulary) +
         "activity shop { subjects customer  data email  purpose service  basis contract  retain " +
         std::string(retain) + " }\n" + std::string(more);
}

/// The last day that a question to keep gives, by both ways of asking, or nothing if it never ends. The day asked is
/// the last one on which something has happened, so that it lies before every deadline.
std::string lastDay(const std::string& text, const std::vector<Happened>& events,
                    std::string_view purpose = "service") {
  const TestPolicy policy(text);
  grants::Question question = policy.use("email", "customer", purpose);
  question.ask = grants::Ask::Keep;
  question.facts.now = toDay({2020, 1, 1});
  for (const Happened& event : events) {
    question.facts.events[policy.event(event.event)] = toDay(event.on);
    question.facts.now = std::max(question.facts.now, toDay(event.on));
  }
  const grants::Answer answer = policy.ask(question);
  llvm::Expected<std::string> built = table::fromGrants(policy.model(), policy.grants());
  REQUIRE(static_cast<bool>(built));
  const test::AlignedBytes bytes(std::move(*built));
  runtime::Table table;
  REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
  CHECK(table::Comparison(policy.model(), policy.grants(), table).difference(question).empty());
  if (!answer.permit) return std::string(grants::reasonCode(answer.reason));
  return answer.deadline == Never ? "open" : formatDay(answer.deadline);
}

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    std::string what = "retain " + std::string(row.retain);
    for (const Happened& event : row.events) what += "; " + std::string(event.event) + " " + formatDay(toDay(event.on));
    INFO(what);
    CHECK(lastDay(policyText(row.retain), row.events) == (row.deadline ? formatDay(toDay(*row.deadline)) : "open"));
  }
}

}  // namespace

TEST_CASE("lengths of time are counted by the calendar: leap years, ends of months, ends of years") {
  check({
      {"1 month after purchase", {{"purchase", {2026, 1, 31}}}, {{2026, 2, 28}}},
      {"1 month after purchase", {{"purchase", {2024, 1, 31}}}, {{2024, 2, 29}}},
      {"1 month after purchase", {{"purchase", {2026, 3, 31}}}, {{2026, 4, 30}}},
      {"1 month after purchase", {{"purchase", {2026, 2, 28}}}, {{2026, 3, 28}}},
      {"1 month after purchase", {{"purchase", {2025, 12, 31}}}, {{2026, 1, 31}}},
      {"3 months after purchase", {{"purchase", {2025, 11, 30}}}, {{2026, 2, 28}}},
      {"13 months after purchase", {{"purchase", {2023, 1, 31}}}, {{2024, 2, 29}}},
      {"1 year after purchase", {{"purchase", {2024, 2, 29}}}, {{2025, 2, 28}}},
      {"4 years after purchase", {{"purchase", {2024, 2, 29}}}, {{2028, 2, 29}}},
      {"1 year after purchase", {{"purchase", {2023, 2, 28}}}, {{2024, 2, 28}}},
      {"76 years after purchase", {{"purchase", {2024, 2, 29}}}, {{2100, 2, 28}}},  // 2100 is no leap year
      {"1 year after purchase", {{"purchase", {2025, 12, 31}}}, {{2026, 12, 31}}},
      {"1 day after purchase", {{"purchase", {2024, 2, 28}}}, {{2024, 2, 29}}},
      {"1 day after purchase", {{"purchase", {2026, 2, 28}}}, {{2026, 3, 1}}},
      {"1 day after purchase", {{"purchase", {2026, 12, 31}}}, {{2027, 1, 1}}},
      {"30 days after purchase", {{"purchase", {2026, 1, 30}}}, {{2026, 3, 1}}},
      {"365 days after purchase", {{"purchase", {2023, 3, 1}}}, {{2024, 2, 29}}},
      {"2 weeks after purchase", {{"purchase", {2024, 2, 20}}}, {{2024, 3, 5}}},
      {"5 years after purchase", {}, {}},
  });
}

TEST_CASE("an end that is an event, and the earliest and the latest of several") {
  check({
      {"until account_closed", {{"account_closed", {2026, 3, 31}}}, {{2026, 3, 31}}},
      {"until account_closed", {}, {}},
      {"earliest of { 3 years after purchase, until account_closed }",
       {{"purchase", {2024, 2, 29}}, {"account_closed", {2026, 5, 1}}},
       {{2026, 5, 1}}},
      {"earliest of { 3 years after purchase, until account_closed }", {{"purchase", {2024, 2, 29}}}, {{2027, 2, 28}}},
      {"latest of { 3 years after purchase, 1 month after account_closed }",
       {{"purchase", {2023, 6, 1}}, {"account_closed", {2026, 5, 31}}},
       {{2026, 6, 30}}},
      {"latest of { 3 years after purchase, until account_closed }", {{"purchase", {2024, 2, 29}}}, {}},
      {"latest of { until contract_end, until account_closed }",
       {{"contract_end", {2025, 1, 1}}, {"account_closed", {2025, 7, 1}}},
       {{2025, 7, 1}}},
      {"latest of { until contract_end, until account_closed }", {{"contract_end", {2025, 1, 1}}}, {}},
      {"earliest of { 1 year after purchase, latest of { until contract_end, until account_closed } }",
       {{"purchase", {2024, 2, 29}}, {"contract_end", {2024, 6, 1}}, {"account_closed", {2024, 9, 30}}},
       {{2024, 9, 30}}},
      {"3 years after contract_end, at most 5 years after purchase",
       {{"purchase", {2020, 2, 29}}, {"contract_end", {2023, 1, 1}}},
       {{2025, 2, 28}}},
      {"3 years after contract_end, at least 5 years after purchase",
       {{"purchase", {2020, 2, 29}}, {"contract_end", {2021, 1, 1}}},
       {{2025, 2, 28}}},
      {"until account_closed, at most 24 months after last_activity",
       {{"last_activity", {2024, 2, 29}}},
       {{2026, 2, 28}}},
  });
}

TEST_CASE("events that are computed, reported by somebody else, or judged") {
  check({
      // The financial year of a purchase ends on 31 December.
      {"5 years after vat_year", {{"purchase", {2024, 2, 29}}}, {{2029, 12, 31}}},
      {"5 years after vat_year", {{"purchase", {2023, 12, 31}}}, {{2028, 12, 31}}},
      {"5 years after vat_year", {{"purchase", {2024, 1, 1}}}, {{2029, 12, 31}}},
      {"until vat_year", {{"purchase", {2026, 1, 1}}}, {{2026, 12, 31}}},
      {"6 months after vat_year", {{"purchase", {2025, 5, 5}}}, {{2026, 6, 30}}},
      {"2 months after vat_year", {{"purchase", {2023, 5, 5}}}, {{2024, 2, 29}}},
      {"5 years after vat_year", {}, {}},
      // One that `ends june`: the next 30 June, on that day itself the same day.
      {"until june_year", {{"purchase", {2024, 1, 15}}}, {{2024, 6, 30}}},
      {"until june_year", {{"purchase", {2024, 6, 30}}}, {{2024, 6, 30}}},
      {"until june_year", {{"purchase", {2024, 7, 1}}}, {{2025, 6, 30}}},
      {"until june_year", {{"purchase", {2023, 12, 31}}}, {{2024, 6, 30}}},
      {"5 years after june_year", {{"purchase", {2024, 7, 1}}}, {{2030, 6, 30}}},
      {"42 months after june_year", {{"purchase", {2024, 2, 29}}}, {{2027, 12, 30}}},
      {"until feb_year", {{"purchase", {2024, 1, 10}}}, {{2024, 2, 29}}},
      {"until feb_year", {{"purchase", {2024, 3, 1}}}, {{2025, 2, 28}}},
      {"1 year after feb_year", {{"purchase", {2023, 12, 1}}}, {{2025, 2, 28}}},
      {"latest of { until june_year, until vat_year }", {{"purchase", {2024, 5, 1}}}, {{2024, 12, 31}}},
      {"latest of { until june_year, until vat_year }", {{"purchase", {2024, 8, 1}}}, {{2025, 6, 30}}},
      // The day that it is told to be counts, and nothing is computed.
      {"5 years after vat_year", {{"purchase", {2023, 2, 1}}, {"vat_year", {2024, 6, 30}}}, {{2029, 6, 30}}},
      {"5 years after vat_year", {{"vat_year", {2024, 6, 30}}}, {{2029, 6, 30}}},
      {"1 month after june_year", {{"purchase", {2024, 1, 5}}, {"june_year", {2024, 3, 31}}}, {{2024, 4, 30}}},
      {"latest of { until june_year, until vat_year }",
       {{"purchase", {2024, 1, 5}}, {"june_year", {2025, 3, 31}}},
       {{2025, 3, 31}}},
      {"until council_agrees", {{"council_agrees", {2026, 4, 30}}}, {{2026, 4, 30}}},
      {"1 month after no_use", {{"no_use", {2026, 8, 31}}}, {{2026, 9, 30}}},
      {"until no_use", {}, {}},
      {"on_request", {{"erasure_requested", {2026, 2, 1}}}, {{2026, 2, 1}}},
      {"on_request", {}, {}},
      {"session", {{"visit_end", {2026, 2, 1}}}, {{2026, 2, 1}}},
      {"forever", {{"purchase", {2020, 2, 2}}}, {}},
  });
}

TEST_CASE("states slide with what keeps them alive, and end with the first of their ends or with all of them") {
  check({
      {"while active", {{"last_activity", {2024, 2, 29}}}, {{2026, 2, 28}}},
      {"while active", {{"last_activity", {2024, 8, 31}}}, {{2026, 8, 31}}},
      {"while seen", {{"last_activity", {2025, 8, 31}}, {"purchase", {2025, 5, 31}}}, {{2026, 2, 28}}},
      {"while seen", {{"last_activity", {2025, 5, 31}}, {"purchase", {2025, 8, 31}}}, {{2026, 2, 28}}},
      {"while customer_for_now", {{"contract_start", {2024, 1, 1}}, {"contract_end", {2026, 2, 28}}}, {{2026, 2, 28}}},
      {"while customer_for_now", {{"contract_start", {2024, 1, 1}}}, {}},
      {"while either", {{"contract_start", {2020, 1, 1}}, {"contract_end", {2026, 2, 28}}}, {{2026, 2, 28}}},
      {"while either", {{"contract_start", {2020, 1, 1}}, {"account_closed", {2026, 1, 31}}}, {{2026, 1, 31}}},
      {"while both", {{"contract_start", {2020, 1, 1}}, {"contract_end", {2026, 2, 28}}}, {}},
      {"while both",
       {{"contract_start", {2020, 1, 1}}, {"contract_end", {2026, 1, 31}}, {"account_closed", {2026, 2, 28}}},
       {{2026, 2, 28}}},
  });
}

TEST_CASE("a state that has not begun keeps nothing") {
  for (const std::string_view retain : {"while active", "while seen", "while customer_for_now"}) {
    INFO(std::string(retain));
    CHECK(lastDay(policyText(retain), {{"account_closed", {2026, 1, 1}}}) == "no_window");
  }
}

TEST_CASE("what is vague, or has no beginning, permits no day") {
  for (const std::string_view retain : {"as_needed", "vague", "3 years", "as_needed, at most 3 years after purchase"}) {
    INFO(std::string(retain));
    CHECK(lastDay(policyText(retain), {{"purchase", {2026, 1, 1}}}) == "no_window");
  }
}

TEST_CASE("a statutory duty is a window of its own, beside the activity's and the defaults'") {
  const std::vector<Happened> events = {{"purchase", {2024, 2, 29}}, {"erasure_requested", {2024, 5, 1}}};
  const std::string duty = "until erasure_requested, at least 5 years after vat_year under bokforingsloven.s13";
  CHECK(lastDay(policyText(duty), events) == "2029-12-31");
  // An activity that sets its own time does not take the duty away that holds for everything.
  const std::string defaults =
      "defaults { retain 1 year after purchase, at least 5 years after vat_year under bokforingsloven.s13 }";
  CHECK(lastDay(policyText("until erasure_requested", defaults), events) == "2029-12-31");
  CHECK(lastDay(policyText("until erasure_requested"), events) == "2024-05-01");
}

TEST_CASE("what holds for everything gives way to what an activity says, its longest time included") {
  const std::string defaults = "defaults { retain 2 years after purchase, at most 3 years after contract_start }";
  const std::vector<Happened> events = {{"contract_start", {2020, 2, 29}}, {"purchase", {2021, 3, 31}}};
  CHECK(lastDay(policyText("4 years after purchase", defaults), events) == "2025-03-31");
  CHECK(lastDay(std::string(Vocabulary) + defaults +
                    " activity shop { subjects customer  data email  purpose service  basis contract }",
                events) == "2023-02-28");
}

TEST_CASE("how the data end is told with the day: anonymised, archived, given back, and what survives") {
  for (const std::string_view disposal : {"delete", "anonymise", "archive", "return"}) {
    INFO(std::string(disposal));
    const TestPolicy policy(policyText("1 year after purchase then " + std::string(disposal)));
    grants::Question question = policy.keep("email", "customer");
    question.facts.events[policy.event("purchase")] = toDay({2026, 1, 1});
    const grants::Answer answer = policy.ask(question);
    REQUIRE(answer.permit);
    CHECK(policy.model()[answer.disposal].name == "disposal." + std::string(disposal));
  }
  // What survives the others is a datum with a window of its own.
  const std::string survivor = std::string(Vocabulary) + R"(
activity shop { subjects customer  data name, email { retain until account_closed then delete }  purpose service  basis contract
  retain 3 years after purchase then anonymise keeping email })";
  CHECK(lastDay(survivor, {{"purchase", {2024, 2, 29}}, {"account_closed", {2026, 1, 31}}}) == "2026-01-31");
}

TEST_CASE("a circumstance has its window, and the others keep theirs") {
  const TestPolicy policy(std::string(Vocabulary) + R"(
circumstance disputed en "there is a dispute"
activity shop { subjects customer  data email  purpose service  basis contract
  retain 1 year after purchase
  retain 10 years after purchase when disputed })");
  grants::Question question = policy.keep("email", "customer");
  question.facts.events[policy.event("purchase")] = toDay({2026, 2, 28});
  CHECK(policy.ask(question).deadline == toDay({2027, 2, 28}));
  question.facts.circumstances.push_back(policy.id(model::Kind::Circumstance, "disputed"));
  CHECK(policy.ask(question).deadline == toDay({2036, 2, 28}));
}

TEST_CASE("a condition at a list of data or purposes holds them back") {
  const TestPolicy policy(std::string(Vocabulary) + R"(
circumstance asked en "you ask for it"
activity shop { subjects customer  data name  data email when asked  purpose service  basis contract
  retain 1 year after purchase })");
  grants::Question question = policy.use("email", "customer", "service");
  CHECK(policy.ask(question).reason == grants::Reason::Circumstance);
  CHECK(policy.ask(policy.use("name", "customer", "service")).permit);
  question.facts.circumstances.push_back(policy.id(model::Kind::Circumstance, "asked"));
  CHECK(policy.ask(question).permit);

  const TestPolicy other(std::string(Vocabulary) + R"(
circumstance asked en "you ask for it"
activity shop { subjects customer  data email  purpose service  may purpose development.testing when asked  basis contract
  retain 1 year after purchase })");
  question = other.use("email", "customer", "development.testing");
  CHECK(other.ask(question).reason == grants::Reason::Circumstance);
  CHECK(other.ask(other.use("email", "customer", "service")).permit);
  question.facts.circumstances.push_back(other.id(model::Kind::Circumstance, "asked"));
  CHECK(other.ask(question).permit);
}
