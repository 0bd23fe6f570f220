#include "compiler/table/proof.h"

#include "compiler/table/from_grants.h"
#include "compiler/table/to_header.h"
#include "tests/support/aligned_bytes.h"
#include "tests/support/tampered.h"
#include "tests/unit/query/ask.h"
#include "tests/unit/table/random_policy.h"

using namespace vern;

namespace {

/// A table in which one number of what decides answers is another, nearly the same.
test::AlignedBytes oneNumberChanged(const runtime::Table& right, const test::AlignedBytes& bytes, std::mt19937& random,
                                    std::string& what) {
  using enum runtime::SectionId;
  constexpr runtime::SectionId Deciding[] = {
      Kinds,   Terms,     Groups,      Names,     FactLists,    FactSlots,  SlotTerms,  Rows,   Index,
      Values,  Lines,     Covers,      Lists,     ListCovers,   Entries,    Conditions, Guards, Conjunctions,
      Windows, WindowOps, SubjectSets, PlaceSets, SubjectMasks, PlaceMasks, Bans,       BanSets};
  test::AlignedBytes out(bytes.text());
  const auto id = static_cast<std::uint32_t>(Deciding[random() % std::size(Deciding)]);
  const runtime::Section& section = right.header().sections[id];
  const std::size_t size = std::size_t{section.count} * section.element_bytes;
  if (size == 0) return out;
  const std::size_t at = section.offset + random() % size;
  auto byte = std::to_integer<unsigned>(bytes.span()[at]);
  switch (random() % 3) {
    case 0: byte += 1; break;
    case 1: byte -= 1; break;
    default: byte ^= 1u << random() % 8;
  }
  out[at] = static_cast<std::byte>(byte & 0xFF);
  test::fixChecksum(out);
  what = "section " + std::to_string(id) + ", byte " + std::to_string(at - section.offset);
  return out;
}

bool answerAlike(const runtime::Table& right, const runtime::Table& other, std::uint32_t seed, int questions) {
  for (int i = 0; i < questions; ++i) {
    std::mt19937 first(seed + static_cast<std::uint32_t>(i));
    std::mt19937 second = first;
    const test::Asked a = test::drawn(right, right, first);
    const test::Asked b = test::drawn(right, other, second);
    const runtime::Answer x = runtime::decide(a.facts, a.question);
    const runtime::Answer y = runtime::decide(b.facts, b.question);
    if (x.permit != y.permit || x.reason != y.reason || x.deadline != y.deadline || x.obligations != y.obligations ||
        x.disposal != y.disposal || x.promise != y.promise)
      return false;
  }
  return true;
}

}  // namespace

TEST_CASE("the tables of random policies are shown to be right, row by row") {
  const test::TestPolicy policy(test::RandomVocabulary);
  for (std::uint32_t seed = 0; seed < 600; ++seed) {
    test::RandomPolicy random(policy.model(), seed);
    const grants::Grants grants = random.grants();
    const test::AlignedBytes bytes(
        llvm::cantFail(table::fromGrants(policy.model(), grants, {.in_lines = seed % 3 == 0})));
    runtime::Table table;
    REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
    const table::Proof proof = table::prove(policy.model(), grants, table);
    INFO("seed " << seed << ": " << proof.fault);
    CHECK(proof.holds());
    CHECK(proof.pairs > 10'000);
  }
}

// Where an answer is another, the proof must fail.
TEST_CASE("no table that answers otherwise is shown to be right") {
  const test::TestPolicy policy(test::RandomVocabulary);
  int sound = 0;
  int answering_otherwise = 0;
  int refused = 0;
  std::mt19937 random(4);
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    test::RandomPolicy policies(policy.model(), 5000 + seed);
    const grants::Grants grants = policies.grants();
    const test::AlignedBytes bytes(
        llvm::cantFail(table::fromGrants(policy.model(), grants, {.in_lines = seed % 3 == 0})));
    runtime::Table right;
    REQUIRE(right.open(bytes.span()) == runtime::Status::Ok);
    for (int n = 0; n < 75; ++n) {
      std::string what;
      const test::AlignedBytes changed = oneNumberChanged(right, bytes, random, what);
      runtime::Table table;
      if (table.open(changed.span()) != runtime::Status::Ok) continue;
      ++sound;
      const bool shown = table::prove(policy.model(), grants, table).holds();
      const bool alike = answerAlike(right, table, static_cast<std::uint32_t>(random()), 300);
      refused += shown ? 0 : 1;
      answering_otherwise += alike ? 0 : 1;
      INFO("policy " << seed << ", change " << n << ": " << what);
      CHECK((alike || !shown));
    }
  }
  WARN("counted: " << sound << " tables with another number, " << refused << " of them not shown to be right, "
                   << answering_otherwise << " seen to answer otherwise");
  CHECK(answering_otherwise > 60);
}

TEST_CASE("a name means the policy's own term, in the policy, in its table and in its ids") {
  const test::TestPolicy policy(
      "policy p { languages en }\n"
      "place outside_eea is outside_eea en \"abroad\"\n"
      "event purchase is purchase en \"a purchase in the shop\"\n"
      "activity a { subjects customer  data contact.email  purpose service  basis contract with subject\n"
      "  retain 1 year after purchase  share processor.hosting { located outside_eea  safeguard scc_2021 } }\n");
  const model::DeclId own = policy.model().find(model::Kind::Place, "outside_eea");
  REQUIRE_FALSE(policy.model()[own].standard);
  const test::AlignedBytes bytes(llvm::cantFail(table::fromGrants(policy.model(), policy.grants())));
  runtime::Table table;
  REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
  CHECK(table::prove(policy.model(), policy.grants(), table).holds());
  const std::uint32_t id = table.find(runtime::TermKind::Place, "outside_eea");
  const std::uint32_t above = table.find(runtime::TermKind::Place, "world");
  CHECK(table.isA(runtime::TermKind::Place, id, above));
  // There are two of the name: below the world, and below that one.
  std::vector<std::uint32_t> others;
  for (std::uint32_t other = 0; other < table.count(runtime::TermKind::Place); ++other)
    if (other != id && table.text(table.term(runtime::TermKind::Place, other).name) == "outside_eea")
      others.push_back(other);
  REQUIRE(others.size() == 1);
  CHECK(table.isA(runtime::TermKind::Place, id, others.front()));
  CHECK_FALSE(table.isA(runtime::TermKind::Place, others.front(), id));
  const std::string header = table::toHeader(table);
  CHECK(header.find(" outside_eea = " + std::to_string(id) + ";") != std::string::npos);
  CHECK(header.find("outside_eea_") == std::string::npos);
}
