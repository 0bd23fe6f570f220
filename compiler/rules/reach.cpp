#include "compiler/rules/reach.h"

#include <algorithm>
#include <utility>

#include "compiler/rules/parts.h"
#include "compiler/support/check.h"

namespace vern::rules {

namespace {

Variables bitOf(int variable) {
  VERN_CHECK(variable < 64, "a rule has fewer than 64 variables");
  return variable < 0 ? 0 : Variables(1) << static_cast<unsigned>(variable);
}

Variables readBy(const Path& path) {
  Variables out = path.from == Path::From::Variable ? bitOf(path.variable) : 0;
  for (const Step& step : path.steps) out |= bitOf(step.variable);
  return out;
}

Variables readBy(const Operand& operand) {
  Variables out = operand.kind == Operand::Kind::Path ? readBy(operand.path) : 0;
  for (const Operand& more : operand.plus) out |= readBy(more);
  return out;
}

/// `operand` is a column of the row that `variable` stands for, and nothing else.
bool isColumn(const Operand& operand, int variable) {
  return operand.kind == Operand::Kind::Path && operand.plus.empty() && operand.path.from == Path::From::Variable &&
         operand.path.variable == variable && operand.path.steps.size() == 1 && operand.path.steps.front().column >= 0;
}

/// `x.datum is d`, where `x` is gone through and `d` is something else.
Join joinIn(const Condition& condition, int variable) {
  if (condition.kind != Condition::Kind::Test || condition.test != Test::IsThing) return {};
  const Operand& other = condition.arguments.front();
  const auto join = [&](const Operand& column, const Operand& with, bool column_first) -> Join {
    if (!isColumn(column, variable) || with.kind != Operand::Kind::Path || !with.plus.empty() ||
        (readBy(with) & bitOf(variable)) != 0)
      return {};
    return {column.path.steps.front().column, -1, column_first};
  };
  if (const Join out = join(condition.subject, other, true); out.column >= 0) return out;
  return join(other, condition.subject, false);
}

/// The part of a body that rows can be found by.
Join joinOf(const Condition& body, int variable) {
  if (const Join out = joinIn(body, variable); out.column >= 0) return out;
  if (body.kind != Condition::Kind::And) return {};
  for (std::size_t i = 0; i < body.parts.size(); ++i)
    if (Join out = joinIn(body.parts[i], variable); out.column >= 0) {
      out.part = static_cast<int>(i);
      return out;
    }
  return {};
}

/// `g.activity.data`: something of the activity that the row `g` belongs to.
bool startsAtActivity(const Path& path) {
  return path.from == Path::From::Variable && path.steps.size() > 1 && path.steps.front().column >= 0 &&
         path.steps.front().name == "activity" &&
         std::all_of(path.steps.begin(), path.steps.end(), [](const Step& step) { return step.variable < 0; });
}

/// `condition` goes through what belongs to all activities.
bool goesFar(const Condition& condition) {
  return (goesThrough(condition) && looksBeyond(condition.subject.path)) ||
         std::any_of(condition.parts.begin(), condition.parts.end(), goesFar);
}

/// How much there is to do for it, roughly.
int costOf(const Condition& condition) {
  int out = condition.kind == Condition::Kind::Call ? 70 : goesThrough(condition) ? 20 : 0;
  if (condition.kind == Condition::Kind::Test) switch (condition.test) {
      // Courses of events are compared, texts are read.
      case Test::Longer:
      case Test::Shorter:
      case Test::Mentions: out += 60; break;
      default: break;
    }
  const Operand& subject = condition.subject;
  // A column of a row stands there; an attribute is looked for.
  if (subject.kind == Operand::Kind::Path)
    for (const Step& step : subject.path.steps) out += step.column >= 0 ? 1 : 4;
  out += 2 * static_cast<int>(condition.arguments.size());
  for (const Condition& part : condition.parts) out += costOf(part);
  return out;
}

/// Whoever goes through all activities is asked last, where hardly anybody asks; before it, what costs least first.
bool cheaper(const Condition& a, const Condition& b) {
  return std::pair(goesFar(a), costOf(a)) < std::pair(goesFar(b), costOf(b));
}

/// It goes through the same members, which stand somewhere, whatever other loops stand at.
bool staysTheSame(const Loop& loop) {
  const Path& path = loop.collection;
  const bool of_grants = path.root.is == Root::Is::Relation && path.root.relation == Relation::Grants;
  return loop.terms.empty() && path.from == Path::From::Root && path.steps.empty() && !of_grants &&
         path.root.is != Root::Is::Sole;
}

/// The only step of `path`, if it is a column, stands by the path itself: most paths are no more than that.
void noteColumn(Path& path) {
  const bool only = path.from == Path::From::Variable && path.steps.size() == 1;
  path.column = only ? path.steps.front().column : -1;
}

/// The column of a row that `condition` asks for, and nothing else: nothing but the value there decides.
void noteColumn(const Condition& asked, Demand& demand) {
  const Condition& condition = asked.kind == Condition::Kind::Not ? asked.parts.front() : asked;
  const bool of_terms =
      condition.test == Test::IsTerm || condition.test == Test::IsAnyOf || condition.test == Test::Flagged;
  if (condition.kind != Condition::Kind::Test || !of_terms) return;
  const Path& path = condition.subject.path;
  if (!isColumn(condition.subject, path.variable)) return;
  demand.column = path.steps.front().column;
  demand.variable = path.variable;
}

/// `condition` holds something against each of what is in a column of the row that `variable` stands for: `any d in
/// row.data : x.datum is d`.
bool isHeldAgainstColumn(const Condition& condition, int variable) {
  if (condition.kind != Condition::Kind::Any || !isColumn(condition.subject, variable)) return false;
  const Condition& body = condition.parts.front();
  if (body.kind != Condition::Kind::Test || body.test != Test::IsThing) return false;
  const Operand& member = body.arguments.front();
  return member.kind == Operand::Kind::Path && member.plus.empty() && member.path.from == Path::From::Variable &&
         member.path.variable == condition.variable && member.path.steps.empty() &&
         body.subject.kind == Operand::Kind::Path && body.subject.plus.empty() &&
         (readBy(body.subject) & (bitOf(variable) | bitOf(condition.variable))) == 0;
}

}  // namespace

void noteReach(Rule& rule) {
  noteReach(*rule.when);
  rule.demands.clear();
  for (Loop& loop : rule.loops) {
    loop.sifted = false;
    loop.found_by = -1;
  }
  const bool whole = rule.when->kind != Condition::Kind::And;
  for (std::size_t i = 0; i < (whole ? 1 : rule.when->parts.size()); ++i) {
    Demand demand;
    demand.part = whole ? -1 : static_cast<int>(i);
    const Condition& condition = rule.demanded(demand);
    for (demand.after = rule.loops.size(); demand.after > 0; --demand.after)
      if (goesFar(condition) || (condition.reads & bitOf(rule.loops[demand.after - 1].variable)) != 0) break;
    noteColumn(condition, demand);
    // The first loop is gone through once as it is.
    if (demand.after > 1 && !goesFar(condition)) {
      Loop& loop = rule.loops[demand.after - 1];
      demand.sifts = condition.reads == bitOf(loop.variable) && staysTheSame(loop);
      loop.sifted = loop.sifted || demand.sifts;
    }
    rule.demands.push_back(demand);
  }
  // The parts of an `and` stand in the order of their costs.
  std::ranges::stable_sort(rule.demands, {}, &Demand::after);
  for (std::size_t i = 0; i < rule.demands.size(); ++i) {
    const Demand& demand = rule.demands[i];
    if (demand.after == 0) continue;
    Loop& loop = rule.loops[demand.after - 1];
    if (loop.sifted && isHeldAgainstColumn(rule.demanded(demand), loop.variable)) loop.found_by = static_cast<int>(i);
  }
}

void noteReach(Condition& condition) {
  noteColumn(condition.subject.path);
  condition.reads = readBy(condition.subject);
  condition.terms.clear();
  for (Operand& argument : condition.arguments) {
    noteColumn(argument.path);
    condition.reads |= readBy(argument);
    if (argument.kind == Operand::Kind::Term) condition.terms.push_back(argument.term);
  }
  for (Condition& part : condition.parts) {
    noteReach(part);
    condition.reads |= part.reads;
  }
  // The answer is the same in any order.
  if (condition.kind == Condition::Kind::And || condition.kind == Condition::Kind::Or)
    std::ranges::stable_sort(condition.parts, cheaper);
  condition.of_activity = false;
  condition.join = {};
  const bool goes_through = condition.kind == Condition::Kind::Any || condition.kind == Condition::Kind::All ||
                            condition.kind == Condition::Kind::No;
  if (!goes_through) return;
  const Variables own = bitOf(condition.variable);
  const Condition& body = condition.parts.front();
  const Path& through = condition.subject.path;
  condition.reads &= ~own;
  condition.of_activity = startsAtActivity(through) && (body.reads & ~own) == 0;
  const bool of_rows = through.from == Path::From::Root && through.root.is == Root::Is::Relation &&
                       through.root.relation != Relation::Grants && through.steps.empty();
  // A row that is left out would make the body false, which `all` must see.
  if (of_rows && condition.kind != Condition::Kind::All) condition.join = joinOf(body, condition.variable);
}

}  // namespace vern::rules
