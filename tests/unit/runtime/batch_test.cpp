// Questions in columns, and an event that moves, against questions one by one.
#include "vern/batch.h"

#include "compiler/table/compare.h"
#include "compiler/table/from_grants.h"
#include "tests/support/aligned_bytes.h"
#include "tests/unit/table/random_policy.h"

using namespace vern;
using runtime::Question;
using runtime::Verdict;

TEST_CASE("questions in columns get the verdicts they get one by one") {
  const test::TestPolicy policy(test::RandomVocabulary);
  std::map<runtime::Reason, int> reasons;
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    test::RandomPolicy random(policy.model(), 500 + seed);
    const grants::Grants grants = random.grants();
    const test::AlignedBytes bytes(llvm::cantFail(table::fromGrants(policy.model(), grants)));
    runtime::Table table;
    REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
    const table::Comparison comparison(policy.model(), grants, table);
    const model::DeclId event = policy.event(seed % 2 == 0 ? "parted" : "paid");

    // Everything but the event is the same for all; no other event is said, so that to move it is to say it.
    grants::Facts said = random.question().facts;
    said.now = 20100;
    said.events.clear();
    runtime::Questions columns;
    columns.same.ask = static_cast<runtime::Ask>(seed % 3);
    std::vector<std::uint32_t> subjects, data, purposes, recipients, places, told;
    std::vector<Day> days;
    for (int i = 0; i < 150; ++i) {
      const Question q = comparison.question(random.question());
      subjects.push_back(q.subject);
      data.push_back(q.datum);
      purposes.push_back(q.purpose);
      recipients.push_back(q.recipient);
      places.push_back(q.place);
      told.push_back(static_cast<std::uint32_t>(i % 8));
      days.push_back(19000 + i * 11);
    }
    const runtime::MovingEvent moving(table, comparison.id(event));
    columns.count = data.size();
    columns.subject = subjects.data();
    columns.datum = data.data();
    columns.purpose = purposes.data();
    columns.recipient = recipients.data();
    columns.place = places.data();
    columns.told = told.data();
    columns.event = &moving;
    columns.day = days.data();
    std::vector<Verdict> verdicts(data.size());
    runtime::Facts moved = comparison.facts(said);
    runtime::verdicts(moved, columns, verdicts.data());
    for (std::size_t i = 0; i < data.size(); ++i) {
      INFO("policy " << seed << ", question " << i);
      runtime::Facts facts = comparison.facts(said);
      facts.setEvent(comparison.id(event), days[i]);
      const Question q{columns.same.ask, subjects[i], data[i], purposes[i], recipients[i], places[i], told[i]};
      const runtime::Answer expected = runtime::decide(facts, q);
      REQUIRE(verdicts[i].reason == expected.reason);
      REQUIRE(verdicts[i].entry == expected.entry);
      ++reasons[expected.reason];
    }
  }
  CHECK(reasons.size() > 10);
}

TEST_CASE("an event that moves to no day makes all answers bad facts") {
  const test::TestPolicy policy(test::RandomVocabulary);
  test::RandomPolicy random(policy.model(), 3);
  const test::AlignedBytes bytes(llvm::cantFail(table::fromGrants(policy.model(), random.grants())));
  runtime::Table table;
  REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
  const runtime::MovingEvent moving(table, table.find(runtime::TermKind::Event, "paid"));
  for (const Day day : {runtime::FirstDay - 1, runtime::LastDay + 1, Day{1} << 30, -(Day{1} << 30)}) {
    runtime::Facts facts(table, 20000);
    facts.moveEvent(moving, day);
    CHECK(runtime::decide(facts, {}).reason == runtime::Reason::BadFacts);
  }
}
