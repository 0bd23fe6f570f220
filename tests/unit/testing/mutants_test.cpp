#include "compiler/testing/mutants.h"

#include <catch2/catch.hpp>

#include "compiler/driver/session.h"
#include "compiler/rules/typecheck.h"

using namespace vern;

TEST_CASE("the examples of the library's rules tell nearly every wrong condition from the right one") {
  driver::Session session(realFileSystem());
  const auto library = session.library();
  const rules::RuleSet rules = session.rules(*library);
  const testing::Passes passes{
      [](const model::Model& model) { return grants::fromModel(model); },
      [](const model::Model& model, const grants::Grants& grants) { return judge::judge(model, grants); }};
  const testing::Mutants mutants = testing::runMutants(*library->model, rules, passes, toDay({2026, 7, 2}));
  std::string survivors;
  for (const testing::Mutant& mutant : mutants.survivors)
    survivors += "\n  " + std::string(session.sources.path(mutant.span.file)) + ":" +
                 std::to_string(session.sources.position(mutant.span.file, mutant.span.begin).line) + " " +
                 mutant.rule + " " + mutant.what;
  INFO(mutants.made << " mutants, " << mutants.survivors.size() << " survivors:" << survivors);
  // A ratchet, to be lowered as examples are added: at most 3 wrong conditions of 100 go unnoticed.
  CHECK(mutants.survivors.size() * 100 < mutants.made * 3);
}
