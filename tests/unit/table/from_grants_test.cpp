#include "compiler/table/from_grants.h"

#include <chrono>
#include <cstdlib>

#include "compiler/table/compare.h"
#include "tests/support/aligned_bytes.h"
#include "tests/unit/table/random_policy.h"

using namespace vern;

namespace {

std::string build(const model::Model& model, const grants::Grants& grants, bool in_lines = false) {
  llvm::Expected<std::string> bytes = table::fromGrants(model, grants, {.in_lines = in_lines});
  if (!bytes) FAIL(llvm::toString(bytes.takeError()));
  return std::move(*bytes);
}

/// tools/soak.sh asks for more of them, and from elsewhere.
std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

}  // namespace

TEST_CASE("a table answers what the reference answers, for random grants and questions") {
  const test::TestPolicy policy(test::RandomVocabulary);
  const auto seed = static_cast<std::uint32_t>(fromEnvironment("VERN_SEED", 20261122));
  const std::uint64_t questions = fromEnvironment("VERN_QUESTIONS", 1'000'000);
  const std::uint64_t seconds = fromEnvironment("VERN_SECONDS", 0);  // or until these are over
  const auto begin = std::chrono::steady_clock::now();
  constexpr std::uint64_t EachPolicy = 500;
  std::map<std::string_view, std::uint64_t> reasons;
  std::uint64_t asked = 0;
  for (; asked < questions; asked += EachPolicy) {
    if (seconds > 0 && std::chrono::steady_clock::now() - begin > std::chrono::seconds(seconds)) break;
    test::RandomPolicy random(policy.model(), seed + static_cast<std::uint32_t>(asked / EachPolicy));
    const grants::Grants grants = random.grants();
    const test::AlignedBytes bytes(build(policy.model(), grants, asked / EachPolicy % 3 == 0));
    runtime::Table table;
    REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
    REQUIRE(table.verify() == runtime::Status::Ok);
    const table::Comparison comparison(policy.model(), grants, table);
    for (std::uint64_t i = 0; i < EachPolicy; ++i) {
      const grants::Question question = random.question();
      grants::Reason reason{};
      const std::string difference = comparison.difference(question, &reason);
      ++reasons[grants::reasonCode(reason)];
      if (!difference.empty())
        FAIL("seed " << seed << ", policy " << asked / EachPolicy << ", question " << i << ": " << difference);
    }
  }
  WARN("counted: seed " << seed << ": " << asked << " questions to " << asked / EachPolicy
                        << " policies, no difference");
  // Each reason there is, and often.
  CHECK(reasons.size() == 16);
  for (const auto& [reason, count] : reasons) {
    INFO(std::string(reason));
    CHECK(count > asked / 1000);
  }
}

TEST_CASE("two grants that differ in the event of their window alone have a condition each") {
  const test::TestPolicy policy(
      std::string(test::RandomVocabulary) +
      "activity left { subjects holder  data address  purpose billing  basis contract  retain 1 year after parted }\n"
      "activity back { subjects holder  data score  purpose billing  basis contract  retain 1 year after renewed }\n");
  const test::AlignedBytes bytes(build(policy.model(), policy.grants()));
  runtime::Table table;
  REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
  const table::Comparison comparison(policy.model(), policy.grants(), table);
  for (const char* happened : {"parted", "renewed"})
    for (const char* datum : {"address", "score"}) {
      grants::Question question = policy.use(datum, "holder", "billing");
      question.facts.events[policy.event(happened)] = question.facts.now - 1000;
      const bool over = (happened == std::string("parted")) == (datum == std::string("address"));
      CHECK(policy.ask(question).permit == !over);
      CHECK(comparison.difference(question).empty());
    }
}

TEST_CASE("the same policy gives the same bytes") {
  const test::TestPolicy policy(test::RandomVocabulary);
  test::RandomPolicy random(policy.model(), 7);
  const grants::Grants grants = random.grants();
  CHECK(build(policy.model(), grants) == build(policy.model(), grants));
}

TEST_CASE("the same policy gives the same bytes in another folder") {
  const auto buildIn = [](const std::string& folder) {
    MemoryFileSystem files;
    files.add(folder + "/policy.vern", "use norway\n" + std::string(test::RandomVocabulary) +
                                           "activity letters { data email  purpose marketing  basis consent }\n");
    driver::Session session(files);
    workspace::Project project;
    project.root = folder;
    project.policies = {folder + "/policy.vern"};
    const auto policy = session.load(project, project.policies.front());
    const grants::Grants grants = grants::fromModel(*policy->model);
    return llvm::cantFail(table::fromGrants(*policy->model, grants, {.root = folder}));
  };
  const std::string here = buildIn("here");
  CHECK(here == buildIn("/somewhere/else"));
  CHECK(here.find("policy.vern") != std::string::npos);
  CHECK(here.find("here/policy.vern") == std::string::npos);
}
