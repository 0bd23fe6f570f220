// Tables that were tampered with, and questions of all sorts to them.
#pragma once

#include <random>

#include "tests/support/aligned_bytes.h"
#include "vern/batch.h"
#include "vern/decide.h"
#include "vern/explain.h"
#include "vern/hash.h"

namespace vern::test {

/// Asks all sorts of things; what comes out does not matter, only that it does.
inline unsigned askAround(const runtime::Table& table, std::mt19937& random, int times) {
  unsigned sum = 0;
  const auto id = [&] { return random() % 8 == 0 ? runtime::None : static_cast<std::uint32_t>(random() % 300); };
  for (int i = 0; i < times; ++i) {
    runtime::Facts facts(table, 20000);
    for (int n = 0; n < 4; ++n) {
      facts.setEvent(id(), static_cast<Day>(19000 + random() % 900));
      facts.setCircumstance(id());
    }
    facts.setConsent(id(), static_cast<runtime::ConsentState>(random() % 3), 19000, id());
    facts.addObjection(id());
    facts.setRestricted(random() % 2 == 0);
    const runtime::Question question{static_cast<runtime::Ask>(random() % 3), id(), id(), id(), id(), id(),
                                     static_cast<std::uint32_t>(random() % 8)};
    const runtime::MovingEvent moving(table, id());
    if (random() % 2 == 0) facts.moveEvent(moving, static_cast<Day>(19000 + random() % 900));
    runtime::Questions columns;
    columns.count = 1;
    columns.same = question;
    runtime::Verdict verdict;
    runtime::verdicts(facts, columns, &verdict);
    sum += static_cast<unsigned>(verdict.reason) + static_cast<unsigned>(runtime::permits(facts, question));
    const runtime::Answer answer = runtime::decide(facts, question);
    sum += static_cast<unsigned>(answer.permit) + answer.obligations +
           table.find(runtime::TermKind::Datum, "contact.email");
    sum += static_cast<unsigned>(runtime::deadlineOf(facts, answer.entry)) +
           static_cast<unsigned>(runtime::failingGuard(facts, answer.entry).size());
    const runtime::Source& source = table.sources[answer.entry];
    sum += static_cast<unsigned>(table.label(table.activities[source.activity].title, 0).size() +
                                 table.sentence("reason.expired", 1).size());
    for (const char c : table.text(table.activities[source.activity].name)) sum += static_cast<unsigned char>(c);
  }
  return sum;
}

/// Gives `bytes` the checksum that belongs to them, if they are as long as they say.
inline void fixChecksum(AlignedBytes& bytes) {
  runtime::Header header;
  if (bytes.size() < sizeof header) return;
  std::memcpy(&header, bytes.span().data(), sizeof header);
  if (header.file_bytes != bytes.size()) return;
  header.checksum = runtime::fileChecksum(header, reinterpret_cast<const char*>(bytes.span().data()));
  std::memcpy(&bytes[0], &header, sizeof header);
}

}  // namespace vern::test
