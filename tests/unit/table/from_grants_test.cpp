#include "compiler/table/from_grants.h"

#include "compiler/table/compare.h"
#include "tests/support/aligned_bytes.h"
#include "tests/unit/table/random_policy.h"

using namespace vern;

namespace {

std::string build(const model::Model& model, const grants::Grants& grants) {
  llvm::Expected<std::string> bytes = table::fromGrants(model, grants);
  if (!bytes) FAIL(llvm::toString(bytes.takeError()));
  return std::move(*bytes);
}

}  // namespace

TEST_CASE("a table answers what the reference answers, for random grants and questions") {
  const test::TestPolicy policy(test::RandomVocabulary);
  const std::uint32_t seed = 20261122;
  const int policies = 400;
  const int questions = 250;
  INFO("seed " << seed);
  std::map<std::string_view, int> reasons;
  for (int p = 0; p < policies; ++p) {
    test::RandomPolicy random(policy.model(), seed + static_cast<std::uint32_t>(p));
    const grants::Grants grants = random.grants();
    const test::AlignedBytes bytes(build(policy.model(), grants));
    runtime::Table table;
    REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
    REQUIRE(table.verify() == runtime::Status::Ok);
    const table::Comparison comparison(policy.model(), grants, table);
    for (int i = 0; i < questions; ++i) {
      const grants::Question question = random.question();
      const std::string difference = comparison.difference(question);
      ++reasons[grants::reasonCode(grants::ask(policy.model(), grants, question).reason)];
      INFO("policy " << p << ", question " << i);
      if (!difference.empty()) FAIL(difference);
    }
  }
  // Each reason there is, and often.
  CHECK(reasons.size() == 16);
  for (const auto& [reason, count] : reasons) {
    INFO(std::string(reason));
    CHECK(count > 100);
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
