// Files that are cut off, damaged, foreign, newer, or made to mislead: refused, or read without leaving them. What
// leaving a file looks like is for the sanitizers of the dev build to say.
#include <random>

#include "compiler/table/compare.h"
#include "compiler/table/from_grants.h"
#include "tests/support/aligned_bytes.h"
#include "tests/unit/table/random_policy.h"
#include "vern/batch.h"
#include "vern/explain.h"

using namespace vern;
using runtime::Status;

namespace {

std::string sampleTable() {
  static const std::string bytes = [] {
    const test::TestPolicy policy(test::RandomVocabulary);
    test::RandomPolicy random(policy.model(), 11);
    return llvm::cantFail(table::fromGrants(policy.model(), random.grants()));
  }();
  return bytes;
}

/// Asks all sorts of things; what comes out does not matter, only that it does.
unsigned askAround(const runtime::Table& table, std::mt19937& random, int times) {
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

void fixChecksum(test::AlignedBytes& bytes) {
  runtime::Header header;
  std::memcpy(&header, bytes.span().data(), sizeof header);
  if (header.file_bytes != bytes.size()) return;
  header.checksum = runtime::fileChecksum(header, reinterpret_cast<const char*>(bytes.span().data()));
  std::memcpy(&bytes[0], &header, sizeof header);
}

}  // namespace

TEST_CASE("a table cut off anywhere is refused as truncated") {
  const std::string whole = sampleTable();
  runtime::Table table;
  for (std::size_t size = 0; size < whole.size(); size += size < 2000 ? 1 : 37) {
    const test::AlignedBytes bytes(std::string_view(whole).substr(0, size));
    INFO("bytes: " << size);
    REQUIRE(table.open(bytes.span()) == Status::Truncated);
  }
}

TEST_CASE("what is no table, or of another version, is told apart") {
  runtime::Table table;
  CHECK(table.open(test::AlignedBytes("").span()) == Status::Truncated);
  CHECK(table.open(test::AlignedBytes("PK\3\4 some other file, long enough to be something").span()) ==
        Status::Foreign);
  CHECK(table.open(test::AlignedBytes(std::string(10000, '\0')).span()) == Status::Foreign);
  std::string bytes = sampleTable();
  bytes[8] = 2;
  CHECK(table.open(test::AlignedBytes(bytes).span()) == Status::Newer);
  bytes[8] = 0;
  CHECK(table.open(test::AlignedBytes(bytes).span()) == Status::Older);
  CHECK(table.open(test::AlignedBytes(sampleTable() + "more").span()) == Status::Damaged);
  const test::AlignedBytes shifted(" " + sampleTable());
  CHECK(table.open(shifted.span().subspan(1)) == Status::Misaligned);
}

TEST_CASE("a table that was never opened denies") {
  const runtime::Table table;
  const runtime::Facts facts(table, 20000);
  for (const auto ask : {runtime::Ask::Use, runtime::Ask::Disclose, runtime::Ask::Keep})
    CHECK_FALSE(runtime::decide(facts, {ask, 0, 0, 0, 0, 0}).permit);
  CHECK(table.verify() == Status::Foreign);
}

TEST_CASE("a flipped bit is found by verify, and does no harm before") {
  const std::string whole = sampleTable();
  std::mt19937 random(1);
  runtime::Table table;
  test::AlignedBytes bytes(whole);
  unsigned sum = 0;
  for (std::size_t i = 0; i < whole.size(); i += i < sizeof(runtime::Header) ? 1 : 11) {
    const std::byte before = bytes[i];
    bytes[i] ^= static_cast<std::byte>(1u << random() % 8);
    INFO("byte " << i);
    if (table.open(bytes.span()) == Status::Ok) {
      REQUIRE(table.verify() != Status::Ok);
      sum += askAround(table, random, 4);
    }
    bytes[i] = before;
  }
  REQUIRE(table.open(bytes.span()) == Status::Ok);
  REQUIRE(table.verify() == Status::Ok);
  CHECK(sum > 0);
}

TEST_CASE("numbers made to mislead, under a checksum that is right, lead nowhere outside") {
  const std::string whole = sampleTable();
  std::mt19937 random(2);
  runtime::Table table;
  unsigned opened = 0;
  unsigned inconsistent = 0;
  for (int round = 0; round < 4000; ++round) {
    test::AlignedBytes bytes(whole);
    for (std::uint32_t n = 1 + random() % 8; n > 0; --n) {
      // Half of them where the hot sections are.
      const std::size_t limit = random() % 2 == 0 ? whole.size() : whole.size() / 4;
      const std::size_t at = (random() % (limit - 4)) & ~std::size_t{3};
      static constexpr std::uint32_t Bad[] = {0xFFFFFFFFu, 0x7FFFFFFFu, 0x80000000u, 0x10000u,
                                              0u,          1u,          0xFFFEu,     0x00FFFFFFu};
      const std::uint32_t value = random() % 4 == 0 ? static_cast<std::uint32_t>(random()) : Bad[random() % 8];
      std::memcpy(&bytes[at], &value, 4);
    }
    fixChecksum(bytes);
    if (table.open(bytes.span()) != Status::Ok) continue;
    ++opened;
    inconsistent += table.verify() == Status::Inconsistent ? 1 : 0;
    askAround(table, random, 10);
  }
  CHECK(opened > 1000);
  CHECK(inconsistent > 500);
}
