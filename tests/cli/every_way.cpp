// Every way to ask, to be compiled without exceptions. embed_test.sh looks at what it calls: nothing that allocates or
// throws. And all of it says of itself that it does not throw.
#include "vern/batch.h"
#include "vern/decide.h"
#include "vern/explain.h"
#include "vern/sentence.h"
#include "vern/switch.h"

using namespace vern::runtime;

unsigned long askEveryWay(TableSwitch& tables, std::span<const std::byte> bytes, const Question& question, Day now,
                          std::span<char> words, const Questions& columns, Verdict* out) noexcept {
  static_assert(noexcept(decide(std::declval<const Facts&>(), question)));
  static_assert(noexcept(verdict(std::declval<const Facts&>(), question)));
  static_assert(noexcept(permits(std::declval<const Facts&>(), question)));
  static_assert(noexcept(verdicts(std::declval<Facts&>(), columns, out)));
  static_assert(noexcept(explain(std::declval<const Table&>(), question, Answer(), "nb", words)));
  static_assert(noexcept(TableSwitch::Reader(tables)) && noexcept(tables.replace(std::declval<const Table&>())));
  Table table;
  if (table.open(bytes) != Status::Ok) return 0;
  const Table* old = tables.replace(table);
  const TableSwitch::Reader reader(tables);
  Facts facts(*reader, now);
  facts.setEvent(reader->find(TermKind::Event, "contract_end"), now);
  facts.setCircumstance(0);
  facts.setConsent(question.purpose, ConsentState::Given);
  facts.addObjection(question.purpose);
  facts.setRestricted(true);
  const MovingEvent event(*reader, 0);
  facts.moveEvent(event, now);
  const Answer answer = decide(facts, question);
  verdicts(facts, columns, out);
  unsigned long sum = explain(*reader, question, answer, "nb", words) + (old == nullptr ? 1 : 0);
  sum += permits(facts, question) ? 1 : 0;
  sum += verdict(facts, question).entry;
  eachEntry(facts, question, [&](std::uint32_t entry, Reason) noexcept {
    sum += failingGuard(facts, entry).size() + static_cast<unsigned long>(deadlineOf(facts, entry));
  });
  return sum;
}
