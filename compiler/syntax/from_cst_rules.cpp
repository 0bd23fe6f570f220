// Conditions and the clauses of rules.
#include "compiler/syntax/from_cst.h"

namespace vern::syntax {

Atom Builder::atom(Node n) const {
  Atom out;
  out.span = span(n);
  if (const Node d = n.token(P::DATE)) {
    out.kind = AtomKind::Date;
    out.date = date(d);
  } else if (const Node count = n.token(P::INT)) {
    const Node unit = n.token(P::UNIT);
    out.kind = unit ? AtomKind::Duration : AtomKind::Number;
    if (unit) out.duration = duration(count, unit);
    else out.number = number(count);
  } else if (const Node quoted = n.token(P::STRING)) {
    out.kind = AtomKind::String;
    out.string = string(quoted).value;
  } else {
    out.kind = n.has(P::LPAREN) ? AtomKind::Call : AtomKind::Path;
    out.path = first(n);
    out.arguments = arguments(n);
  }
  return out;
}

Argument Builder::argument(Node n) const {
  Argument out;
  out.span = span(n);
  out.sum = each(n, P::RuleAtom, [&](Node a) { return atom(a); });
  return out;
}

List<Argument> Builder::arguments(Node n) const {
  return each(n, P::RuleArgument, [&](Node a) { return argument(a); });
}

Test Builder::amount(Node n) const {
  Test out;
  out.span = span(n);
  const Node head = n.token(P::AMOUNT);
  out.kind = n.has(P::AT_LEAST)                ? TestKind::AtLeast
             : n.has(P::AT_MOST)               ? TestKind::AtMost
             : (head && slice(head) == "more") ? TestKind::MoreThan
                                               : TestKind::FewerThan;
  out.arguments = arguments(n);
  return out;
}

Test Builder::test(Node n) const {
  if (const Node a = n.rule(P::RuleAmount)) return amount(a);
  Test out;
  out.span = span(n);
  if (const Node name = n.rule(P::RuleName)) {
    out.name = first(name);
    out.has_name = true;
  }
  out.arguments = arguments(n);
  const auto either = [&](std::uint32_t token, std::string_view one, TestKind yes, TestKind no) {
    out.kind = slice(n.token(token)) == one ? yes : no;
  };
  if (n.has(P::IS)) {
    out.negated = n.has(P::NOT);
    const Node set = n.rule(P::RuleSet);
    out.kind = set ? TestKind::IsAnyOf : TestKind::Is;
    if (set) out.arguments = arguments(set);
  } else if (n.has(P::HAS)) {
    either(P::HAS, "has", TestKind::Has, TestKind::Lacks);
  } else if (n.has(P::FLAGGED)) {
    out.kind = TestKind::Flagged;
  } else if (n.has(P::INCLUDES)) {
    out.kind = TestKind::Includes;
  } else if (n.has(P::MENTIONS)) {
    out.kind = TestKind::Mentions;
  } else if (n.has(P::EQUALS)) {
    out.kind = TestKind::Equals;
  } else if (n.has(P::BEFORE)) {
    out.kind = TestKind::Before;
  } else if (n.has(P::LONGER)) {
    either(P::LONGER, "longer", TestKind::Longer, TestKind::Shorter);
  } else if (n.has(P::NEVER)) {
    out.kind = n.has(P::HAPPENS) ? TestKind::NeverHappensTo : TestKind::NeverEnds;
  } else {
    out.kind = TestKind::After;
  }
  return out;
}

Condition Builder::condition(Node n) const {
  const Nodes operands = rules(n, P::RuleOperand);
  if (operands.size() == 1) return operand(operands[0]);
  Condition out;
  out.span = span(n);
  out.mixed = n.has(P::AND) && n.has(P::OR);
  out.kind = n.has(P::AND) ? ConditionKind::And : ConditionKind::Or;
  out.parts = each(n, P::RuleOperand, [&](Node o) { return operand(o); });
  return out;
}

Condition Builder::operand(Node n) const {
  Condition inner;
  inner.span = span(n);
  const Nodes names = rules(n, P::RuleName);
  if (const Node c = n.rule(P::RuleCondition)) {
    inner = condition(c);
  } else if (const Node head = n.token(P::QUANT); head && names.size() == 2) {
    const std::string_view q = slice(head);
    inner.kind = q == "any" ? ConditionKind::Any : q == "all" ? ConditionKind::All : ConditionKind::No;
    inner.variable = first(names[0]);
    inner.path = first(names[1]);
    if (const Node o = n.rule(P::RuleOperand)) inner.parts = alone(operand(o));
  } else if (n.has(P::COUNT) && !names.empty()) {
    inner.kind = ConditionKind::Count;
    inner.path = first(names[0]);
    if (const Node a = n.rule(P::RuleAmount)) inner.test = amount(a);
  } else {
    inner.kind = ConditionKind::Test;
    if (const Node a = n.rule(P::RuleArgument)) inner.subject = argument(a);
    if (const Node t = n.rule(P::RuleTest)) inner.test = test(t);
  }
  // `not not` says nothing; a tree of ten thousand of them would be a deep one.
  std::size_t nots = 0;
  n.eachToken(P::NOT, [&](Node) { ++nots; });
  if (nots % 2 == 0) return inner;
  Condition outer;
  outer.kind = ConditionKind::Not;
  outer.span = span(n);
  outer.parts = alone(inner);
  return outer;
}

RuleClause Builder::ruleClause(Node n) const {
  RuleClause out;
  out.span = span(n);
  out.word = first(n);
  out.texts = texts(n);
  const Nodes names = rules(n, P::RuleName);
  const auto name = [&](std::size_t i) { return i < names.size() ? first(names[i]) : Name(); };
  switch (tokens_.tokens()[n.firstToken()].type()) {
    case P::FOR:
      out.kind = RuleClauseKind::For;
      out.variable = name(0);
      if (const Node set = n.rule(P::RuleSet)) out.set = arguments(set);
      else out.path = name(1);
      break;
    case P::WHEN:
    case P::UNLESS:
      out.kind = n.has(P::WHEN) ? RuleClauseKind::When : RuleClauseKind::Unless;
      if (const Node c = n.rule(P::RuleCondition); c.whole()) out.condition = condition(c);
      break;
    case P::AT:
    case P::NOTE:
      out.kind = n.has(P::NOTE) ? RuleClauseKind::NoteAt : RuleClauseKind::At;
      out.path = name(0);
      break;
    case P::COVERED:
      out.kind = RuleClauseKind::CoveredBy;
      out.ids = strings(n);
      break;
    case P::BECAUSE: out.kind = RuleClauseKind::Because; break;
    case P::FIRES:
      out.kind = RuleClauseKind::Example;
      out.fires = out.word.text == "fires";
      if (const Node d = n.token(P::DATE)) out.as_of = date(d);
      out.fragment = each(n, P::RuleDecl, [&](Node d) { return decl(d); });
      break;
    case P::FIX:
      out.kind = RuleClauseKind::Fix;
      out.fix = n.has(P::SET) ? FixKind::Set : n.has(P::ADD) ? FixKind::Add : FixKind::Remove;
      out.path = name(0);
      out.set = arguments(n);
      out.safe = n.has(P::SAFE);
      break;
    case P::BARE: out.kind = RuleClauseKind::Texts; break;
    default:
      out.kind = RuleClauseKind::Plain;
      if (const Node v = n.rule(P::RuleValue); v.whole()) out.value = value(v);
      if (const Node in = n.rule(P::RuleRefs)) out.in = refs(in).entries;
      break;
  }
  return out;
}

}  // namespace vern::syntax
