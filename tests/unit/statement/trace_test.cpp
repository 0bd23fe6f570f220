// From sentences to clauses and back. That nothing is left out is proved in proof_test.cpp.
#include "compiler/statement/trace.h"

#include "tests/unit/statement/policies.h"

namespace vern::test {

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
  // What has no name is called by its place.
  CHECK_THAT(text, Catch::Contains("rights policy.vern:"));
  CHECK_THAT(text, !Catch::Contains(" :"));
}

}  // namespace vern::test
