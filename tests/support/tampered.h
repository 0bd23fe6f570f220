// Tables that were tampered with, and questions of all sorts to them.
#pragma once

#include <random>
#include <utility>
#include <vector>

#include "tests/support/aligned_bytes.h"
#include "vern/batch.h"
#include "vern/decide.h"
#include "vern/explain.h"
#include "vern/hash.h"
#include "vern/sentence.h"

namespace vern::test {

struct Asked {
  runtime::Question question;
  runtime::Facts facts;
};

/// Puts a datum, a purpose and perhaps a recipient into `question` that something covers, which is seldom by chance.
inline void atSomeCell(const runtime::Table& like, std::mt19937& random, runtime::Question& question) {
  // A tampered table may count as far as numbers go, and one more is none.
  const auto below = [&](std::uint32_t n) { return n == 0 ? 0 : static_cast<std::uint32_t>(random() % n); };
  for (int tries = 0; tries < 50 && like.rows.size() > 0; ++tries) {
    const std::uint32_t purpose = below(like.rows.size());
    const std::uint32_t datum = below(like.count(runtime::TermKind::Datum) + 1);
    const std::uint32_t value = runtime::detail::valueIn(like, like.rows[purpose], datum);
    if (value == 0) continue;
    question.purpose = purpose;
    question.datum = datum;
    const runtime::List list = like.lists[value < like.covers.size() ? runtime::None : value - like.covers.size()];
    const std::uint32_t id = list.count > 0 ? like.list_covers[list.first + below(list.count)] : value;
    const runtime::Cover& cover = like.covers[id];
    if (random() % 4 != 0) question.recipient = runtime::recipientsOf(cover, below(runtime::CoverShares)).first;
    return;
  }
}

/// A question to `table`, and what is known; mostly of what `like` has.
inline Asked drawn(const runtime::Table& like, const runtime::Table& table, std::mt19937& random) {
  using runtime::TermKind;
  const auto id = [&](TermKind kind) {
    if (random() % 16 == 0) return random() % 4 == 0 ? static_cast<std::uint32_t>(random()) : runtime::None;
    return static_cast<std::uint32_t>(random() % (like.count(kind) + 2));
  };
  const auto day = [&] { return static_cast<Day>(19000 + random() % 1100); };
  Asked asked{{}, runtime::Facts(table, random() % 64 == 0 ? static_cast<Day>(random()) : 20000)};
  runtime::Facts& facts = asked.facts;
  for (std::uint32_t slot = 0; slot < like.slot_terms.size(); ++slot) {
    if (random() % 3 == 0) continue;
    const runtime::SlotTerm& term = like.slot_terms[slot];
    if (term.kind == static_cast<std::uint32_t>(TermKind::Event)) facts.setEvent(term.id, day());
    else facts.setCircumstance(term.id);
  }
  facts.setEvent(id(TermKind::Event), day());
  facts.setCircumstance(id(TermKind::Circumstance));
  asked.question = {static_cast<runtime::Ask>(random() % 3),
                    id(TermKind::Subject),
                    id(TermKind::Datum),
                    id(TermKind::Purpose),
                    id(TermKind::Recipient),
                    random() % 2 == 0 ? runtime::None : id(TermKind::Place),
                    static_cast<std::uint32_t>(random() % 8)};
  if (random() % 4 != 0) atSomeCell(like, random, asked.question);
  if (random() % 2 == 0)
    facts.setConsent(random() % 2 == 0 ? asked.question.purpose : id(TermKind::Purpose),
                     static_cast<runtime::ConsentState>(random() % 3), 19000,
                     random() % 4 == 0 ? id(TermKind::Recipient) : runtime::None);
  if (random() % 4 == 0) facts.addObjection(id(TermKind::Purpose));
  facts.setRestricted(random() % 4 == 0);
  const runtime::MovingEvent moving(table, id(TermKind::Event));
  if (random() % 2 == 0) facts.moveEvent(moving, day());
  return asked;
}

/// The verdict, asked the short way.
inline runtime::Verdict askShort(const runtime::Facts& facts, const runtime::Question& question) {
  const auto as = [&]<runtime::Ask Kind>() {
    const runtime::Asking<Kind> asking(facts.table(), question.subject, question.place);
    const runtime::Ids ids{question.datum, question.purpose, question.recipient, question.told};
    const runtime::Verdict verdict = runtime::verdict(facts, asking, ids);
    const runtime::Answer answer = runtime::decide(facts, asking, ids);
    const bool same =
        answer == runtime::decide(facts, question) && runtime::permits(facts, asking, ids) == answer.permit;
    return same ? verdict : runtime::Verdict{runtime::Reason::BadFacts, 0};
  };
  if (question.ask == runtime::Ask::Use) return as.operator()<runtime::Ask::Use>();
  if (question.ask == runtime::Ask::Keep) return as.operator()<runtime::Ask::Keep>();
  return as.operator()<runtime::Ask::Disclose>();
}

/// What every way to ask says of one question.
struct Said {
  runtime::Answer answer;
  bool same = true;  // all say what `answer` does
  bool step_by_step = false;  // some entry permits, if its condition is read in full
  std::size_t bytes = 0;  // of texts
};

inline Said askEveryWay(const Asked& asked) {
  const runtime::Question& question = asked.question;
  const runtime::Table& table = asked.facts.table();
  Said said;
  said.answer = runtime::decide(asked.facts, question);
  const auto agree = [&](const runtime::Verdict& verdict) {
    said.same = said.same && verdict.permit() == said.answer.permit && verdict.reason == said.answer.reason &&
                verdict.entry == said.answer.entry;
  };
  agree(runtime::verdict(asked.facts, question));
  agree(askShort(asked.facts, question));
  said.same = said.same && runtime::permits(asked.facts, question) == said.answer.permit;
  // In columns: more than a group of them, one in each column.
  constexpr std::size_t Rows = 70;
  const std::vector<std::uint32_t> data(Rows, question.datum);
  const std::vector<std::uint32_t> purposes(Rows, question.purpose);
  runtime::Questions columns;
  columns.count = Rows;
  columns.same = question;
  columns.datum = data.data();
  columns.purpose = purposes.data();
  std::vector<runtime::Verdict> verdicts(Rows);
  runtime::Facts facts = asked.facts;
  runtime::verdicts(facts, columns, verdicts.data());
  for (const runtime::Verdict& verdict : verdicts) agree(verdict);

  runtime::eachEntry(asked.facts, question, [&](std::uint32_t entry, runtime::Reason reason) {
    said.step_by_step = said.step_by_step || reason == runtime::Reason::Permitted;
    said.bytes += runtime::failingGuard(asked.facts, entry).size() +
                  static_cast<std::size_t>(runtime::deadlineOf(asked.facts, entry) & 1);
  });
  // By names, and in words.
  using runtime::TermKind;
  const std::pair<TermKind, std::uint32_t> terms[] = {{TermKind::Subject, question.subject},
                                                      {TermKind::Datum, question.datum},
                                                      {TermKind::Purpose, question.purpose},
                                                      {TermKind::Recipient, question.recipient},
                                                      {TermKind::Place, question.place}};
  for (const auto& [kind, term] : terms) said.bytes += table.find(kind, table.text(table.term(kind, term).name)) & 1;
  char words[300];
  for (const char* language : {"en", "nb", "xx"})
    for (const std::size_t room : {sizeof words, std::size_t{7}})
      said.bytes += runtime::explain(table, question, said.answer, language, {words, room});
  const runtime::Source& source = table.sources[said.answer.entry];
  const runtime::Activity& activity = table.activities[source.activity];
  for (const std::string_view text :
       {table.text(activity.name), table.text(activity.path), table.label(activity.title, 0),
        table.label(table.bases[source.basis].citations, 0)})
    for (const char c : text) said.bytes += static_cast<unsigned char>(c);
  return said;
}

/// As often as `times` says; what comes out does not matter, only that it does.
inline std::size_t askAround(const runtime::Table& table, std::mt19937& random, int times) {
  std::size_t sum = 0;
  for (int i = 0; i < times; ++i) {
    const Said said = askEveryWay(drawn(table, table, random));
    sum += said.bytes + said.answer.obligations + static_cast<std::size_t>(said.answer.permit);
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
