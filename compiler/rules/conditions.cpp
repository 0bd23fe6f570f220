#include "compiler/rules/conditions.h"

#include <algorithm>
#include <set>

#include "compiler/model/describe.h"
#include "compiler/model/schema.h"
#include "compiler/rules/diags.h"
#include "compiler/support/distance.h"

namespace vern::rules {

namespace {

using syntax::AtomKind;
using syntax::ConditionKind;
using syntax::TestKind;

/// What can be said of not saying, in the order of Stated.
constexpr std::string_view States[] = {"silent", "none", "elsewhere", "vague"};

std::optional<Stated> stateCalled(std::string_view name) {
  const auto* const found = std::ranges::find(States, name);
  return found == std::end(States) ? std::nullopt : std::optional(static_cast<Stated>(found - std::begin(States)));
}

/// The only name an argument consists of, or nullptr.
const syntax::Name* bareName(const syntax::Argument& argument) {
  if (argument.sum.size() != 1 || argument.sum.front().kind != AtomKind::Path) return nullptr;
  return &argument.sum.front().path;
}

}  // namespace

std::optional<Condition> Conditions::condition(const syntax::Condition& written, Scope& scope, bool negated) {
  switch (written.kind) {
    case ConditionKind::And:
    case ConditionKind::Or:
    case ConditionKind::Not: return junction(written, scope, negated);
    case ConditionKind::Any:
    case ConditionKind::All:
    case ConditionKind::No:
    case ConditionKind::Count: return quantified(written, scope, negated);
    case ConditionKind::Test: return tested(written, scope, negated);
  }
  return std::nullopt;
}

std::optional<Condition> Conditions::junction(const syntax::Condition& written, Scope& scope, bool negated) {
  Condition out;
  out.span = written.span;
  out.kind = written.kind == ConditionKind::And  ? Condition::Kind::And
             : written.kind == ConditionKind::Or ? Condition::Kind::Or
                                                 : Condition::Kind::Not;
  if (written.mixed) {
    sink_.report(written.span, MixedCondition).help(UseBrackets);
    return std::nullopt;
  }
  bool sound = true;
  for (const syntax::Condition& part : written.parts) {
    auto typed = condition(part, scope, negated != (out.kind == Condition::Kind::Not));
    if (typed) out.parts.push_back(std::move(*typed));
    else sound = false;
  }
  if (!sound) return std::nullopt;
  return out;
}

std::optional<Condition> Conditions::quantified(const syntax::Condition& written, Scope& scope, bool negated) {
  Condition out;
  out.span = written.span;
  auto collection = path(written.path, scope);
  if (!collection) return std::nullopt;
  if (!collection->type.set) {
    sink_.report(written.path.span, OneIsNoSet, written.path.text);
    return std::nullopt;
  }
  out.subject.path = *collection;
  out.subject.type = collection->type;
  out.subject.span = written.path.span;
  if (written.kind == ConditionKind::Count) {
    out.kind = Condition::Kind::Count;
    if (!written.test || written.test->arguments.empty()) return std::nullopt;
    switch (written.test->kind) {
      case TestKind::MoreThan: out.test = Test::MoreThan; break;
      case TestKind::FewerThan: out.test = Test::FewerThan; break;
      case TestKind::AtLeast: out.test = Test::AtLeast; break;
      default: out.test = Test::AtMost; break;
    }
    auto limit = operand(written.test->arguments.front(), scope, nullptr);
    if (!limit) return std::nullopt;
    if (!limit->type.can(Scalar::Number)) {
      wrongType(*limit);
      return std::nullopt;
    }
    out.arguments.push_back(std::move(*limit));
    return out;
  }
  out.kind = written.kind == ConditionKind::Any   ? Condition::Kind::Any
             : written.kind == ConditionKind::All ? Condition::Kind::All
                                                  : Condition::Kind::No;
  Type element = collection->type;
  element.set = false;
  out.variable = scope.add(written.variable.text, element);
  auto body = written.parts.empty()
                  ? std::nullopt
                  : condition(written.parts.front(), scope, negated != (out.kind == Condition::Kind::No));
  scope.variables[static_cast<std::size_t>(out.variable)].visible = false;
  if (!body) return std::nullopt;
  out.parts.push_back(std::move(*body));
  return out;
}

std::optional<Condition> Conditions::tested(const syntax::Condition& written, Scope& scope, bool negated) {
  if (written.subject.sum.empty()) return std::nullopt;
  const syntax::Atom& first = written.subject.sum.front();
  if (first.kind == AtomKind::Call && written.subject.sum.size() == 1 && !written.test)
    return call(first, scope, negated);
  auto subject = operand(written.subject, scope, nullptr);
  if (!subject) return std::nullopt;
  Condition out;
  out.span = written.span;
  out.subject = std::move(*subject);
  if (!written.test) {
    if (rejectSet(out.subject)) return std::nullopt;
    if (!out.subject.type.can(Scalar::Truth)) {
      wrongType(out.subject);
      return std::nullopt;
    }
    out.test = Test::Holds;
    return out;
  }
  const syntax::Test& test = *written.test;
  bool sound = false;
  switch (test.kind) {
    case TestKind::Is: sound = is(test, out, scope, negated); break;
    case TestKind::IsAnyOf: sound = isAnyOf(test, out, scope); break;
    case TestKind::Has:
    case TestKind::Lacks: sound = has(test, out, scope, negated); break;
    default: sound = compared(test, out, scope); break;
  }
  if (!sound) return std::nullopt;
  if (!test.negated && test.kind != TestKind::Lacks) return out;
  Condition outer;
  outer.kind = Condition::Kind::Not;
  outer.span = out.span;
  outer.parts.push_back(std::move(out));
  return outer;
}

std::optional<Condition> Conditions::call(const syntax::Atom& atom, Scope& scope, bool negated) {
  Condition out;
  out.kind = Condition::Kind::Call;
  out.span = atom.span;
  for (std::size_t i = 0; i < defines_.size(); ++i)
    if (defines_[i]->name == atom.path.text) out.define = static_cast<int>(i);
  if (out.define < 0) {
    auto report = sink_.report(atom.path.span, NotDefined, atom.path.text);
    std::vector<std::string_view> names;
    for (const Define* define : defines_) names.push_back(define->name);
    if (const std::string_view near = nearest(atom.path.text, names); !near.empty()) report.help(Nearest, near);
    return std::nullopt;
  }
  const Define& define = *defines_[static_cast<std::size_t>(out.define)];
  if (!define.sound) return std::nullopt;  // told where it is defined
  if (define.parameters.size() != atom.arguments.size()) {
    sink_.report(atom.span, WrongArguments, define.name, static_cast<int>(define.parameters.size()),
                 static_cast<int>(atom.arguments.size()));
    return std::nullopt;
  }
  for (std::size_t i = 0; i < atom.arguments.size(); ++i) {
    auto value = operand(atom.arguments[i], scope, &define.types[i]);
    if (!value) return std::nullopt;
    if (rejectSet(*value)) return std::nullopt;
    const Type& wanted = define.types[i];
    const bool fits = wanted.relation == value->type.relation &&
                      (wanted.kinds.empty() ? (wanted.scalars & value->type.scalars) != 0
                                            : (wanted.kinds.bits & value->type.kinds.bits) != 0);
    if (!fits && !(wanted.relation != Relation::None && wanted.relation == value->type.relation)) {
      wrongType(*value);
      return std::nullopt;
    }
    // A row that is handed on may be read in any column.
    if (value->kind == Operand::Kind::Path && value->path.from == Path::From::Variable && value->path.steps.empty())
      scope.grant_columns[static_cast<std::size_t>(value->path.variable)] = ~0u;
    out.arguments.push_back(std::move(*value));
  }
  if (!negated)
    for (Silence silence : define.silences) {
      silence.span = atom.span;
      scope.silences.push_back(std::move(silence));
    }
  return out;
}

bool Conditions::is(const syntax::Test& test, Condition& out, Scope& scope, bool negated) {
  if (out.subject.kind != Operand::Kind::Path) return wrongType(out.subject);
  if (const auto state = stateCalled(test.name.text)) {
    out.test = Test::IsState;
    out.state = *state;
    if (*state == Stated::Silent && negated == test.negated)
      scope.silences.push_back(
          {out.subject.path.written, out.subject.span, out.subject.path.convicts, out.subject.path.silence});
    return true;
  }
  // `is silnt`: of a list or a time nothing but its state can be asked so, and of a thing it may be meant.
  if (const std::string_view near = nearest(test.name.text, States); !near.empty()) {
    const Type& type = out.subject.type;
    const bool named = type.can(Scalar::Word) ||
                       (type.can(Scalar::Thing) && (!model_.candidates(type.kinds, test.name.text).empty() ||
                                                    !model_.nearestName(type.kinds, test.name.text).empty()));
    if (type.set || !named) {
      sink_.report(test.name.span, WrongWord, test.name.text, "is").help(Nearest, near);
      return false;
    }
  }
  if (rejectSet(out.subject)) return false;
  if (out.subject.type.can(Scalar::Word) && !out.subject.type.can(Scalar::Thing)) {
    out.test = Test::IsWord;
    out.words.emplace_back(test.name.text);
    return true;
  }
  if (!out.subject.type.can(Scalar::Thing)) return wrongType(out.subject);
  Operand right;
  right.span = test.name.span;
  if (scope.find(test.name.text.substr(0, test.name.text.find('.'))) >= 0) {
    auto other = path(test.name, scope);
    if (!other) return false;
    right.path = std::move(*other);
    right.type = right.path.type;
    out.test = Test::IsThing;
  } else {
    right.kind = Operand::Kind::Term;
    right.term = term(out.subject.type.kinds, choicesCalled(out.subject.type.choices), test.name.text, test.name.span);
    if (!right.term) return false;
    out.test = Test::IsTerm;
  }
  out.arguments.push_back(std::move(right));
  return true;
}

bool Conditions::isAnyOf(const syntax::Test& test, Condition& out, Scope& scope) {
  if (out.subject.kind != Operand::Kind::Path) return wrongType(out.subject);
  if (rejectSet(out.subject)) return false;
  const bool words = out.subject.type.can(Scalar::Word) && !out.subject.type.can(Scalar::Thing);
  out.test = words ? Test::IsWord : Test::IsAnyOf;
  bool sound = true;
  for (const syntax::Argument& argument : test.arguments) {
    const syntax::Name* name = bareName(argument);
    if (name == nullptr) {
      sink_.report(argument.span, WrongWord, model_.sources().text(argument.span), "is any of");
      sound = false;
      continue;
    }
    if (words) {
      out.words.emplace_back(name->text);
      continue;
    }
    Operand right;
    right.kind = Operand::Kind::Term;
    right.span = name->span;
    right.term = term(out.subject.type.kinds, choicesCalled(out.subject.type.choices), name->text, name->span);
    sound = sound && right.term.valid();
    out.arguments.push_back(std::move(right));
  }
  (void)scope;
  return sound;
}

bool Conditions::has(const syntax::Test& test, Condition& out, Scope& scope, bool negated) {
  if (out.subject.kind != Operand::Kind::Path) return wrongType(out.subject);
  Path extended = out.subject.path;
  std::string_view rest = test.name.text;
  std::uint32_t offset = 0;
  while (!rest.empty()) {
    const std::size_t dot = rest.find('.');
    const std::string_view name = rest.substr(0, dot);
    const Span at{test.name.span.file, test.name.span.begin + offset,
                  static_cast<std::uint32_t>(test.name.span.begin + offset + name.size())};
    if (!step(extended, name, at, scope)) return false;
    offset += static_cast<std::uint32_t>(name.size() + 1);
    rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
  }
  extended.written += "." + std::string(test.name.text);
  extended.span = test.name.span;
  if ((test.kind == TestKind::Lacks) != negated)
    scope.silences.push_back({extended.written, test.name.span, extended.convicts, extended.silence});
  out.subject.path = std::move(extended);
  out.subject.type = out.subject.path.type;
  out.test = Test::Has;
  return true;
}

bool Conditions::compared(const syntax::Test& test, Condition& out, Scope& scope) {
  const Type& type = out.subject.type;
  const auto argument = [&](const Type* expected) {
    if (test.arguments.empty()) return false;
    auto value = operand(test.arguments.front(), scope, expected);
    if (!value) return false;
    out.arguments.push_back(std::move(*value));
    return true;
  };
  const auto sameSort = [&](std::initializer_list<Scalar> sorts) {
    for (const Scalar sort : sorts)
      if (type.can(sort) && out.arguments.front().type.can(sort)) return true;
    return wrongType(out.arguments.front());
  };
  switch (test.kind) {
    case TestKind::Flagged:
      if (rejectSet(out.subject)) return false;
      if (!type.can(Scalar::Thing)) return wrongType(out.subject);
      if (!isFlag(test.name)) return false;
      out.test = Test::Flagged;
      out.words.emplace_back(test.name.text);
      return true;
    case TestKind::Includes: {
      if (!type.set) {
        sink_.report(out.subject.span, OneIsNoSet, out.subject.path.written).help(UseIs, out.subject.path.written);
        return false;
      }
      Type element = type;
      element.set = false;
      out.test = Test::Includes;
      return argument(&element);
    }
    case TestKind::Mentions: {
      if (rejectSet(out.subject)) return false;
      if (!type.can(Scalar::Text)) return wrongType(out.subject);
      Operand words;
      words.kind = Operand::Kind::Term;
      words.term = term(Kind::Vocabulary, {}, test.name.text, test.name.span);
      if (!words.term) return false;
      out.arguments.push_back(std::move(words));
      out.test = Test::Mentions;
      return true;
    }
    case TestKind::Equals:
      if (rejectSet(out.subject)) return false;
      out.test = Test::Equals;
      return argument(nullptr) &&
             sameSort({Scalar::Text, Scalar::Word, Scalar::Number, Scalar::Date, Scalar::Duration});
    case TestKind::Before:
    case TestKind::After:
      if (rejectSet(out.subject)) return false;
      out.test = test.kind == TestKind::Before ? Test::Before : Test::After;
      return argument(nullptr) && sameSort({Scalar::Date});
    case TestKind::Longer:
    case TestKind::Shorter: {
      if (rejectSet(out.subject)) return false;
      if (!type.can(Scalar::Window) && !type.can(Scalar::Duration)) return wrongType(out.subject);
      out.test = test.kind == TestKind::Longer ? Test::Longer : Test::Shorter;
      if (!argument(nullptr)) return false;
      Operand& limit = out.arguments.front();
      if (test.has_name) {
        limit.after = term(Kind::Event, {}, test.name.text, test.name.span);
        return limit.after.valid();
      }
      if (type.can(Scalar::Window) && !type.can(Scalar::Duration) && !limit.type.can(Scalar::Window))
        return wrongType(limit);
      return true;
    }
    case TestKind::NeverEnds:
      if (rejectSet(out.subject)) return false;
      if (!type.can(Scalar::Window)) return wrongType(out.subject);
      out.test = Test::NeverEnds;
      return true;
    case TestKind::NeverHappensTo: {
      if (!type.can(Scalar::Thing) || !type.kinds.has(Kind::Event)) return wrongType(out.subject);
      auto whom = path(test.name, scope);
      if (!whom) return false;
      Operand right;
      right.type = whom->type;
      right.path = std::move(*whom);
      out.arguments.push_back(std::move(right));
      out.test = Test::NeverHappensTo;
      return true;
    }
    case TestKind::MoreThan:
    case TestKind::FewerThan:
    case TestKind::AtLeast:
    case TestKind::AtMost:
      if (rejectSet(out.subject)) return false;
      out.test = test.kind == TestKind::MoreThan    ? Test::MoreThan
                 : test.kind == TestKind::FewerThan ? Test::FewerThan
                 : test.kind == TestKind::AtLeast   ? Test::AtLeast
                                                    : Test::AtMost;
      return argument(nullptr) && sameSort({Scalar::Number, Scalar::Duration});
    case TestKind::Is:
    case TestKind::IsAnyOf:
    case TestKind::Has:
    case TestKind::Lacks: break;
  }
  return false;
}

}  // namespace vern::rules
