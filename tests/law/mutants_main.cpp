// Prints how many wrong copies of the rules their own examples tell from the right ones, and lists those that they do
// not. With an id, or the beginning of one, only for these rules. Copies that no policy can tell from the right ones
// stand in tests/law/equivalent.txt, each with its reason; an entry that has become wrong is a fault.
#include <cstdio>
#include <fstream>
#include <map>
#include <string>

#include "compiler/driver/session.h"
#include "compiler/rules/typecheck.h"
#include "compiler/testing/mutants.h"

using namespace vern;

namespace {

/// A condition over several lines, on one.
std::string onOneLine(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n';
    if (!blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

/// `VERN-X-001 what is changed: why no policy can tell`, the first part by itself.
std::map<std::string, unsigned> readEquivalent(const char* path) {
  std::map<std::string, unsigned> out;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const std::size_t reason = line.rfind(": ");
    if (!line.empty() && line[0] != '#' && reason != std::string::npos) out[line.substr(0, reason)] = 0;
  }
  return out;
}

}  // namespace

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
  std::map<std::string, unsigned> equivalent = readEquivalent("tests/law/equivalent.txt");
  unsigned missed = 0;
  unsigned same = 0;
  for (const testing::Mutant& mutant : mutants.survivors) {
    const std::string what = mutant.rule + " " + onOneLine(mutant.what);
    if (const auto known = equivalent.find(what); known != equivalent.end()) {
      ++known->second;
      ++same;
      continue;
    }
    ++missed;
    const Position at = session.sources.position(mutant.span.file, mutant.span.begin);
    std::printf("%s:%u %s\n", std::string(session.sources.path(mutant.span.file)).c_str(), at.line, what.c_str());
  }
  bool stale = false;
  for (const auto& [what, times] : equivalent) {
    if (times != 0 || !what.starts_with(only)) continue;
    std::fprintf(stderr, "tests/law/equivalent.txt: this is noticed, or not made any more: %s\n", what.c_str());
    stale = true;
  }
  const unsigned counted = mutants.made - same;
  std::printf("%zu rules, %u mutants, %u of them equivalent; of the rest %u noticed: %.1f %%\n", rules.rules.size(),
              mutants.made, same, counted - missed, counted == 0 ? 100.0 : 100.0 * (counted - missed) / counted);
  return stale ? 1 : 0;
}
