// Both directions, for every example: no fact without a sentence, no sentence without a source.
#include "compiler/statement/trace.h"

#include <algorithm>
#include <filesystem>

#include "tests/unit/statement/policies.h"

namespace vern::test {

namespace {

void checkTold(const model::Model& model) {
  for (const std::string& language : statement::languagesOf(model)) {
    INFO(language);
    for (const statement::Source& source : statement::untold(model, statement::fromModel(model, language)))
      FAIL_CHECK("not told: " << std::string(model.sources().text(source.span)));
  }
}

}  // namespace

TEST_CASE("every clause of a policy gets into a sentence of its statement") {
  const TestPolicy policy(BikePolicy);
  checkTold(policy.model());
}

TEST_CASE("the statement of each example tells all that the example says") {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(VERN_SOURCE_DIR "/examples"))
    if (entry.path().filename() == "vern.toml") paths.push_back(entry.path().parent_path().string());
  std::sort(paths.begin(), paths.end());
  REQUIRE_FALSE(paths.empty());
  for (const std::string& path : paths) {
    INFO(path);
    driver::Session session(realFileSystem());
    const auto project = session.open(path);
    REQUIRE(project);
    for (const std::string& file : project->policies) {
      const auto policy = session.load(*project, file);
      REQUIRE(policy->model);
      checkTold(*policy->model);
    }
  }
}

TEST_CASE("a clause that is left out of the statement is found") {
  const TestPolicy policy(BikePolicy);
  statement::Document document = statement::fromModel(policy.model(), "nb");
  std::erase_if(document.sections, [](const statement::Block& section) { return section.id == "changes"; });
  bool found = false;
  for (const statement::Source& source : statement::untold(policy.model(), document))
    found = found || policy.model()[source.decl].kind == model::Kind::Changes;
  CHECK(found);
}

TEST_CASE("the trace names the places of a sentence") {
  const TestPolicy policy(BikePolicy);
  const std::string text = statement::trace(policy.model(), statement::fromModel(policy.model(), "en"));
  CHECK_THAT(text, Catch::Contains("policy.vern:"));
  CHECK_THAT(text, Catch::Contains("activity sale:"));
  CHECK_THAT(text, !Catch::Contains("not told"));
}

}  // namespace vern::test
