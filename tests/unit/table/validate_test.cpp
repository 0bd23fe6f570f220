#include "compiler/table/validate.h"

#include <filesystem>

#include "compiler/table/from_grants.h"
#include "tests/support/aligned_bytes.h"
#include "tests/unit/query/ask.h"
#include "tests/unit/table/random_policy.h"

using namespace vern;

TEST_CASE("a table made of a policy passes validation, down to every combination of its conditions") {
  const test::TestPolicy policy(test::ShopPolicy);
  const test::AlignedBytes bytes(llvm::cantFail(table::fromGrants(policy.model(), policy.grants())));
  runtime::Table table;
  REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
  const table::ValidateOptions options;
  const table::Validation result = table::validate(policy.model(), policy.grants(), table, options);
  INFO(messages::say("en", table::describe(result)));
  CHECK(result.difference.empty());
  CHECK(result.tuples == result.tuples_asked);
  CHECK(result.questions > 10'000);
  CHECK(result.questions < 2 * options.limit);
}

TEST_CASE("validation finds a table of other grants") {
  const test::TestPolicy policy(test::RandomVocabulary);
  int found = 0;
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    test::RandomPolicy random(policy.model(), 100 + seed);
    grants::Grants grants = random.grants();
    const test::AlignedBytes bytes(llvm::cantFail(table::fromGrants(policy.model(), grants)));
    runtime::Table table;
    REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
    const table::ValidateOptions options{20'000, seed};
    const table::Validation right = table::validate(policy.model(), grants, table, options);
    INFO(right.difference);
    CHECK(right.difference.empty());

    // One word of one grant is another: nothing may be restricted by a circumstance that is not there.
    grants::Grant& grant = grants.grants.edit(grants::GrantId(0));
    grant.when.any_of = {{grants::Literal{policy.id(model::Kind::Circumstance, "late"), false}}};
    found += table::validate(policy.model(), grants, table, options).difference.empty() ? 0 : 1;
  }
  // Where another grant covers all of it, no answer changes.
  CHECK(found >= 12);
}

// Every (subject, datum, purpose, recipient, place) of their own terms and one foreign term of each kind, every
// combination of what some covering grant or promise reads, the days before, on and after each deadline.
TEST_CASE("the tables of the examples answer every question as the reference does") {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(VERN_SOURCE_DIR) + "/examples"))
    if (entry.path().extension() == ".vern") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  REQUIRE_FALSE(paths.empty());
  int examples = 0;
  std::uint64_t questions = 0;
  for (const auto& path : paths) {
    driver::Session session(realFileSystem());
    const auto project = session.open(path.string());
    REQUIRE(project.has_value());
    const auto policy = session.load(*project, project->policies.front());
    // A file that is only part of a policy comes with the policy that uses it.
    if (!policy->model || session.sink.hasErrors()) continue;
    // And a file of rules states nothing.
    if (!policy->model->only(model::Kind::Policy)) continue;
    const grants::Grants grants = grants::fromModel(*policy->model);
    const test::AlignedBytes bytes(llvm::cantFail(table::fromGrants(*policy->model, grants)));
    runtime::Table table;
    REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
    REQUIRE(table.verify() == runtime::Status::Ok);
    const table::ValidateOptions options{std::uint64_t{1} << 40, 1};
    const table::Validation result = table::validate(*policy->model, grants, table, options);
    INFO(path.string() << ": " << messages::say("en", table::describe(result)) << "\n" << result.difference);
    CHECK(result.difference.empty());
    CHECK(result.exhaustive());
    questions += result.questions;
    ++examples;
    WARN("counted: " << path.parent_path().parent_path().filename().string() << "/"
                     << path.parent_path().filename().string() << ": " << messages::say("en", table::describe(result)));
  }
  CHECK(examples >= 10);
  CHECK(questions > 1'000'000);
}
