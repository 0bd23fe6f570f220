#include "compiler/testing/mutants.h"

#include <algorithm>
#include <memory>

#include "compiler/model/from_syntax.h"
#include "compiler/rules/check.h"
#include "compiler/rules/reach.h"

namespace vern::testing {

namespace {

using rules::Condition;
using rules::Rule;

/// An example, bound once for all mutants of its rule.
struct Bound {
  model::Model model;
  grants::Grants grants;
  judge::Judgements judged;
  rules::Options options;
};

/// Every condition in `condition`, itself first.
void forEach(Condition& condition, const std::function<void(Condition&)>& visit) {
  visit(condition);
  for (Condition& part : condition.parts) forEach(part, visit);
}

class Maker {
 public:
  Maker(const model::Model& library, const Rule& rule, const std::function<void(const Rule&, std::string, Span)>& made)
      : library_(library), rule_(rule), made_(made) {}

  void run() {
    Rule changed = rule_;
    forEach(*changed.when, [&](Condition& condition) { mutate(changed, condition); });
    for (std::size_t i = 0; i < rule_.unless.size(); ++i) {
      Rule without = rule_;
      without.unless.erase(without.unless.begin() + static_cast<std::ptrdiff_t>(i));
      made_(without, "drops the exception", rule_.unless[i].condition.span);
    }
  }

 private:
  /// Changes `condition`, a part of `rule`, in each way there is, and puts it back.
  void mutate(const Rule& rule, Condition& condition) {
    const Condition as_it_was = condition;
    const auto tell = [&](std::string what) {
      made_(rule, std::move(what), as_it_was.span);
      condition = as_it_was;
    };
    switch (condition.kind) {
      case Condition::Kind::And:
      case Condition::Kind::Or:
        for (std::size_t i = 0; i < as_it_was.parts.size(); ++i) {
          condition.parts.erase(condition.parts.begin() + static_cast<std::ptrdiff_t>(i));
          tell("drops `" + text(as_it_was.parts[i].span) + "` from `" + text(as_it_was.span) + "`");
        }
        condition.kind = condition.kind == Condition::Kind::And ? Condition::Kind::Or : Condition::Kind::And;
        tell("swaps `and` and `or`");
        return;
      case Condition::Kind::Not:
        condition = Condition(as_it_was.parts.front());
        tell("drops `not`");
        return;
      case Condition::Kind::Any:
      case Condition::Kind::All:
        condition.kind = condition.kind == Condition::Kind::Any ? Condition::Kind::All : Condition::Kind::Any;
        tell("swaps `any` and `all`");
        return;
      case Condition::Kind::No:
        condition.kind = Condition::Kind::Any;
        tell("`no` becomes `any`");
        return;
      case Condition::Kind::Count:
        if (condition.arguments.front().kind != rules::Operand::Kind::Number) return;
        ++condition.arguments.front().number;
        tell("counts one more");
        condition.arguments.front().number -= 1;
        if (condition.arguments.front().number > 0) {
          --condition.arguments.front().number;
          tell("counts one fewer");
        }
        return;
      case Condition::Kind::Test: mutateTest(condition, tell); return;
      case Condition::Kind::Call: return;
    }
  }

  void mutateTest(Condition& condition, const std::function<void(std::string)>& tell) {
    using rules::Test;
    switch (condition.test) {
      case Test::IsTerm: {
        const model::DeclId term = condition.arguments.front().term;
        if (const model::DeclId parent = library_[term].parent) {
          condition.arguments.front().term = parent;
          tell("`" + std::string(library_[term].name) + "` becomes `" + std::string(library_[parent].name) + "`");
        }
        return;
      }
      case Test::IsAnyOf:
        for (std::size_t i = 0; i < condition.arguments.size() && condition.arguments.size() > 1; ++i) {
          const std::string name(library_[condition.arguments[i].term].name);
          condition.arguments.erase(condition.arguments.begin() + static_cast<std::ptrdiff_t>(i));
          tell("drops `" + name + "` from the set");
        }
        return;
      case Test::Longer:
      case Test::Shorter:
        condition.test = condition.test == Test::Longer ? Test::Shorter : Test::Longer;
        tell("swaps `longer` and `shorter`");
        return;
      case Test::Has: {
        // What silence does: `has x` becomes `x is not none`, and `lacks x` becomes `x is none`.
        Condition none = condition;
        none.test = Test::IsState;
        none.state = model::Stated::None;
        condition = Condition();
        condition.kind = Condition::Kind::Not;
        condition.span = none.span;
        condition.parts.push_back(std::move(none));
        tell("silence counts as something");
        return;
      }
      case Test::IsState:
        condition.state = condition.state == model::Stated::Silent ? model::Stated::None : model::Stated::Silent;
        tell("another state");
        return;
      default: return;
    }
  }

  std::string text(Span span) const { return std::string(library_.sources().text(span)); }

  const model::Model& library_;
  const Rule& rule_;
  const std::function<void(const Rule&, std::string, Span)>& made_;
};

}  // namespace

Mutants runMutants(const model::Model& library, const rules::RuleSet& rules, const Passes& passes, Day as_of) {
  Mutants out;
  for (const Rule* original : rules.rules) {
    const Rule& rule = *original;
    std::vector<std::unique_ptr<Bound>> examples;
    for (const rules::Example& example : rule.examples) {
      diag::Sink sink;
      auto bound = std::make_unique<Bound>(Bound{model::withFragment(library, example.fragment, sink), {}, {}, {}});
      if (sink.hasErrors()) continue;
      bound->grants = passes.grants(bound->model);
      bound->judged = passes.judge(bound->model, bound->grants);
      bound->options = rules::optionsOf(bound->model, example.as_of.value_or(as_of));
      examples.push_back(std::move(bound));
    }
    // Verdict and place: a mutant that speaks at another place is another rule.
    const auto verdicts = [&](const Rule& one) {
      rules::RuleSet alone;
      alone.defines = rules.defines;
      Rule& mutant = alone.add(one);
      mutant.covered_by.clear();
      rules::noteReach(mutant);
      std::vector<std::vector<Span>> found;
      for (const auto& bound : examples) {
        diag::Sink sink;
        rules::check(bound->model, bound->grants, bound->judged, alone, bound->options, sink);
        std::vector<Span> places;
        for (const diag::Diagnostic& finding : sink.diagnostics()) places.push_back(finding.span);
        found.push_back(std::move(places));
      }
      return found;
    };
    const auto expected = verdicts(rule);
    Maker(library, rule, [&](const Rule& mutant, std::string what, Span span) {
      ++out.made;
      if (verdicts(mutant) == expected) out.survivors.push_back({rule.id, std::move(what), span});
    }).run();
  }
  return out;
}

}  // namespace vern::testing
