#include "compiler/rules/known.h"

#include <string>
#include <vector>

#include "compiler/grants/tests.h"
#include "compiler/messages/catalogue.h"
#include "compiler/rules/diags.h"
#include "compiler/support/distance.h"

namespace vern::rules {

bool isKnown(const RuleSet& rules, std::string_view id) {
  return messages::find("en", std::string(id) + ".text") != nullptr || rules.find(id) != nullptr;
}

std::string_view nearestId(const RuleSet& rules, std::string_view id) {
  std::vector<std::string_view> ids;
  for (const Rule* rule : rules.rules)
    if (editDistance(rule->id, id, 2) <= 2) ids.push_back(rule->id);
  return nearest(id, ids);
}

void checkExpected(const model::Model& model, const RuleSet& rules, diag::Sink& sink) {
  for (const DeclId test : model.own(model::Kind::Test))
    for (const model::Clause* expect : model.clauses(test, Word::expect))
      for (const model::Entry& entry : expect->value.entries) {
        if (!grants::isFindingId(entry.written) || isKnown(rules, entry.written)) continue;
        auto report = sink.report(entry.span, ExpectUnknown, entry.written);
        if (const std::string_view near = nearestId(rules, entry.written); !near.empty())
          report.help(Nearest, near).edit(entry.span, std::string(near));
      }
}

}  // namespace vern::rules
