// Prints how many wrong copies of the rules their own examples tell from the right ones, and lists those that they do
// not. With an id, or the beginning of one, only for these rules.
#include <cstdio>
#include <string>

#include "compiler/driver/session.h"
#include "compiler/rules/typecheck.h"
#include "compiler/testing/mutants.h"

using namespace vern;

int main(int argc, char** argv) {
  const std::string only = argc > 1 ? argv[1] : "";
  driver::Session session(realFileSystem());
  session.useLibrary("stdlib-policies");
  const auto library = session.library();
  rules::RuleSet rules = session.rules(*library);
  if (session.sink.hasErrors()) {
    std::fputs("the rules cannot be read; `vern test stdlib-policies` says why\n", stderr);
    return 2;
  }
  std::erase_if(rules.rules, [&](const rules::Rule* rule) { return !rule->id.starts_with(only); });
  const testing::Passes passes{
      [](const model::Model& model) { return grants::fromModel(model); },
      [](const model::Model& model, const grants::Grants& grants) { return judge::judge(model, grants); }};
  const testing::Mutants mutants = testing::runMutants(*library->model, rules, passes, toDay({2026, 7, 2}));
  for (const testing::Mutant& mutant : mutants.survivors) {
    const Position at = session.sources.position(mutant.span.file, mutant.span.begin);
    std::printf("%s:%u %s %s\n", std::string(session.sources.path(mutant.span.file)).c_str(), at.line,
                mutant.rule.c_str(), mutant.what.c_str());
  }
  const auto noticed = mutants.made - static_cast<unsigned>(mutants.survivors.size());
  std::printf("%zu rules, %u mutants, %u noticed: %.1f %%\n", rules.rules.size(), mutants.made, noticed,
              mutants.made == 0 ? 100.0 : 100.0 * noticed / mutants.made);
  return 0;
}
