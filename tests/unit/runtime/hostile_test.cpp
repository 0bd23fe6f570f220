// Files that are cut off, damaged, foreign, newer, or made to mislead: refused, or read without leaving them. What
// leaving a file looks like is for the sanitizers of the dev build to say.
#include <random>

#include "compiler/table/compare.h"
#include "compiler/table/from_grants.h"
#include "tests/support/tampered.h"
#include "tests/unit/table/random_policy.h"

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
  bytes[8] = runtime::FormatMajor + 1;
  CHECK(table.open(test::AlignedBytes(bytes).span()) == Status::Newer);
  bytes[8] = runtime::FormatMajor - 1;
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
  std::size_t sum = 0;
  for (std::size_t i = 0; i < whole.size(); i += i < sizeof(runtime::Header) ? 1 : 11) {
    const std::byte before = bytes[i];
    bytes[i] ^= static_cast<std::byte>(1u << random() % 8);
    INFO("byte " << i);
    if (table.openUnverified(bytes.span()) == Status::Ok) {
      REQUIRE(table.verify() != Status::Ok);
      sum += test::askAround(table, random, 4);
    }
    bytes[i] = before;
  }
  REQUIRE(table.openUnverified(bytes.span()) == Status::Ok);
  REQUIRE(table.verify() == Status::Ok);
  CHECK(sum > 0);
}

TEST_CASE("numbers made to mislead, under a checksum that is right, lead nowhere outside, and to no wrong permit") {
  const std::string whole = sampleTable();
  std::mt19937 random(2);
  runtime::Table table;
  unsigned opened = 0;
  unsigned inconsistent = 0;
  unsigned permits = 0;
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
    test::fixChecksum(bytes);
    if (table.openUnverified(bytes.span()) != Status::Ok) continue;
    ++opened;
    const Status status = table.verify();
    inconsistent += status == Status::Inconsistent ? 1 : 0;
    for (int question = 0; question < 30; ++question) {
      const test::Said said = test::askEveryWay(test::drawn(table, table, random));
      if (status != Status::Ok) continue;
      REQUIRE(said.same);
      if (said.answer.permit) REQUIRE(said.step_by_step);
      permits += said.answer.permit ? 1 : 0;
    }
  }
  CHECK(opened > 1000);
  CHECK(inconsistent > 500);
  CHECK(permits > 20);
}
