#include "compiler/rules/parts.h"

#include <algorithm>

namespace vern::rules {

namespace {

/// Where a path begins that goes through what belongs to declarations of which each part has some.
bool isParted(const Root& root) {
  switch (root.is) {
    case Root::Is::Declared: return root.kind == Kind::Activity || root.kind == Kind::Tracker;
    case Root::Is::Sole: return false;
    case Root::Is::Relation: break;
  }
  switch (root.relation) {
    case Relation::Grants:
    case Relation::Kept:
    case Relation::Retentions:
    case Relation::Shares:
    case Relation::Disclosures:
    case Relation::Texts:
    case Relation::Passages:
    case Relation::Words:
    case Relation::Citations: return true;
    default: return false;
  }
}

bool isSettled(const Operand& operand) {
  return (operand.kind != Operand::Kind::Path || !looksBeyond(operand.path)) &&
         std::all_of(operand.plus.begin(), operand.plus.end(), [](const Operand& more) { return isSettled(more); });
}

/// `operand` is a variable that may stand for a row.
bool isRow(const Operand& operand) {
  return operand.kind == Operand::Kind::Path && operand.path.from == Path::From::Variable &&
         operand.path.steps.empty() && operand.path.type.relation != Relation::None;
}

/// `condition` comes out the same in a part. `beyond`: it is asked of all activities, whose rows are others than those
/// of the part, even where they say the same.
bool isSettled(const Condition& condition, const RuleSet& rules, bool beyond) {
  if (goesThrough(condition)) beyond = beyond || looksBeyond(condition.subject.path);
  else if (!isSettled(condition.subject)) return false;
  if (beyond && condition.kind == Condition::Kind::Test && condition.test == Test::IsThing &&
      isRow(condition.subject) && isRow(condition.arguments.front()))
    return false;
  return std::all_of(condition.arguments.begin(), condition.arguments.end(),
                     [](const Operand& argument) { return isSettled(argument); }) &&
         std::all_of(condition.parts.begin(), condition.parts.end(),
                     [&](const Condition& part) { return isSettled(part, rules, beyond); }) &&
         (condition.kind != Condition::Kind::Call ||
          isSettled(rules.defines[static_cast<std::size_t>(condition.define)]->condition, rules, beyond));
}

bool isKnown(const Path& path) { return !looksBeyond(path) || isJudged(path.root); }

bool isKnown(const Operand& operand) {
  return (operand.kind != Operand::Kind::Path || isKnown(operand.path)) &&
         std::all_of(operand.plus.begin(), operand.plus.end(), [](const Operand& more) { return isKnown(more); });
}

bool isKnown(const Condition& condition, const RuleSet& rules) {
  return (goesThrough(condition) || isKnown(condition.subject)) &&
         std::all_of(condition.arguments.begin(), condition.arguments.end(),
                     [](const Operand& argument) { return isKnown(argument); }) &&
         std::all_of(condition.parts.begin(), condition.parts.end(),
                     [&](const Condition& part) { return isKnown(part, rules); }) &&
         (condition.kind != Condition::Kind::Call ||
          isKnown(rules.defines[static_cast<std::size_t>(condition.define)]->condition, rules));
}

/// Somewhere in `condition` all activities are gone through.
bool asks(const Condition& condition, const RuleSet& rules) {
  return (goesThrough(condition) && looksBeyond(condition.subject.path)) ||
         std::any_of(condition.parts.begin(), condition.parts.end(),
                     [&](const Condition& part) { return asks(part, rules); }) ||
         (condition.kind == Condition::Kind::Call &&
          asks(rules.defines[static_cast<std::size_t>(condition.define)]->condition, rules));
}

}  // namespace

bool isJudged(const Root& root) {
  return root.is == Root::Is::Relation && (root.relation == Relation::Refutations || root.relation == Relation::Dead ||
                                           root.relation == Relation::Overlaps || root.relation == Relation::Unused);
}

bool isFold(const Condition& condition, const RuleSet& rules) {
  if (goesThrough(condition) && looksBeyond(condition.subject.path)) {
    const Path& through = condition.subject.path;
    // How many there are does not depend on what they say.
    if (!through.steps.empty() || (condition.kind == Condition::Kind::Count && through.root.is != Root::Is::Declared))
      return false;
    if (condition.kind != Condition::Kind::Count && asks(condition.parts.front(), rules)) return false;
  }
  return std::all_of(condition.parts.begin(), condition.parts.end(),
                     [&](const Condition& part) { return isFold(part, rules); }) &&
         (condition.kind != Condition::Kind::Call ||
          isFold(rules.defines[static_cast<std::size_t>(condition.define)]->condition, rules));
}

bool isFold(const Rule& rule, const RuleSet& rules) {
  return (!rule.when || isFold(*rule.when, rules)) &&
         std::all_of(rule.unless.begin(), rule.unless.end(),
                     [&](const Exception& exception) { return isFold(exception.condition, rules); });
}

bool onlyAsks(const Rule& rule, const RuleSet& rules) {
  return std::all_of(rule.loops.begin(), rule.loops.end(),
                     [](const Loop& loop) { return !loop.terms.empty() || isKnown(loop.collection); }) &&
         (!rule.when || isKnown(*rule.when, rules)) && isKnown(*rule.place) &&
         std::all_of(rule.unless.begin(), rule.unless.end(),
                     [&](const Exception& exception) { return isKnown(exception.condition, rules); });
}

bool goesThrough(const Condition& condition) {
  return condition.kind == Condition::Kind::Any || condition.kind == Condition::Kind::All ||
         condition.kind == Condition::Kind::No || condition.kind == Condition::Kind::Count;
}

bool looksBeyond(const Path& path) {
  if (path.from != Path::From::Root) return false;
  // The limits of the law are few.
  return path.root.is == Root::Is::Relation ? path.root.relation != Relation::Limits : isParted(path.root);
}

bool staysInActivity(const Condition& condition) {
  // What is kept, shared or disclosed belongs to the activity in its first column; a time to keep may be the defaults'.
  const Relation through = condition.subject.path.root.relation;
  return condition.join.column == 0 &&
         (through == Relation::Kept || through == Relation::Shares || through == Relation::Disclosures);
}

bool runsInParts(const Rule& rule, const RuleSet& rules) {
  if (rule.loops.empty()) return false;
  const Loop& outermost = rule.loops.front();
  const Path& through = outermost.collection;
  if (!outermost.terms.empty() || through.from != Path::From::Root || !through.steps.empty() || !isParted(through.root))
    return false;
  return std::all_of(rule.loops.begin() + 1, rule.loops.end(),
                     [](const Loop& loop) { return !loop.terms.empty() || !looksBeyond(loop.collection); }) &&
         (!rule.when || isSettled(*rule.when, rules, false)) && !looksBeyond(*rule.place) &&
         std::all_of(rule.unless.begin(), rule.unless.end(),
                     [&](const Exception& exception) { return isSettled(exception.condition, rules, false); });
}

}  // namespace vern::rules
