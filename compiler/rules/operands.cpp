// Types the values in conditions.
#include <algorithm>

#include "compiler/model/describe.h"
#include "compiler/model/schema.h"
#include "compiler/rules/conditions.h"
#include "compiler/rules/diags.h"
#include "compiler/support/distance.h"

namespace vern::rules {

using syntax::AtomKind;

std::optional<Operand> Conditions::operand(const syntax::Argument& argument, Scope& scope, const Type* expected) {
  if (argument.sum.empty()) return std::nullopt;
  auto out = operand(argument.sum.front(), scope, expected);
  if (!out) return std::nullopt;
  out->span = argument.span;
  for (std::size_t i = 1; i < argument.sum.size(); ++i) {
    auto more = operand(argument.sum[i], scope, nullptr);
    if (!more) return std::nullopt;
    if (!more->type.can(Scalar::Duration) && !more->type.can(Scalar::Number)) {
      wrongType(*more);
      return std::nullopt;
    }
    out->plus.push_back(std::move(*more));
  }
  return out;
}

std::optional<Operand> Conditions::operand(const syntax::Atom& atom, Scope& scope, const Type* expected) {
  Operand out;
  out.span = atom.span;
  switch (atom.kind) {
    case AtomKind::Number:
      out.kind = Operand::Kind::Number;
      out.number = atom.number;
      out.type.scalars = bit(Scalar::Number);
      return out;
    case AtomKind::Duration:
      out.kind = Operand::Kind::Duration;
      out.duration = atom.duration;
      out.type.scalars = bit(Scalar::Duration);
      return out;
    case AtomKind::Date:
      out.kind = Operand::Kind::Date;
      out.date = atom.date;
      out.type.scalars = bit(Scalar::Date);
      return out;
    case AtomKind::String:
      out.kind = Operand::Kind::Text;
      out.text = atom.string;
      out.type.scalars = static_cast<Scalars>(bit(Scalar::Text) | bit(Scalar::Word));
      return out;
    case AtomKind::Call: sink_.report(atom.span, ConditionIsNoValue, atom.path.text); return std::nullopt;
    case AtomKind::Path: break;
  }
  if (expected != nullptr && !startsPath(atom.path.text, scope)) {
    if (expected->can(Scalar::Thing) && !expected->kinds.empty()) {
      out.kind = Operand::Kind::Term;
      out.term = term(expected->kinds, choicesCalled(expected->choices), atom.path.text, atom.path.span);
      out.type = *expected;
      if (!out.term) return std::nullopt;
      return out;
    }
    if (expected->can(Scalar::Word)) {
      out.kind = Operand::Kind::Text;
      out.text = atom.path.text;
      out.type.scalars = bit(Scalar::Word);
      return out;
    }
  }
  auto found = path(atom.path, scope);
  if (!found) return std::nullopt;
  out.type = found->type;
  out.path = std::move(*found);
  return out;
}

bool Conditions::wrongType(const Operand& operand) {
  const std::string_view what = operand.kind == Operand::Kind::Path ? std::string_view(operand.path.written)
                                                                    : model_.sources().text(operand.span);
  auto report = sink_.report(operand.span, WrongType, what, describe(operand.type));
  std::vector<std::string_view> tests;
  const auto add = [&](Scalar scalar, std::initializer_list<std::string_view> words) {
    if (operand.type.can(scalar)) tests.insert(tests.end(), words);
  };
  add(Scalar::Thing, {"is", "is any of", "flagged", "has", "lacks"});
  add(Scalar::Word, {"is", "is any of"});
  add(Scalar::Text, {"mentions", "equals"});
  add(Scalar::Number, {"equals", "more than", "fewer than"});
  add(Scalar::Date, {"before", "after", "equals"});
  add(Scalar::Duration, {"longer than", "shorter than"});
  add(Scalar::Window, {"longer than", "shorter than", "never ends"});
  if (!tests.empty()) report.help(TestsOf, listed(tests));
  return false;
}

bool Conditions::isFlag(const syntax::Name& name) {
  std::set<std::string_view> flags{"group"};
  for (const model::Decl& decl : model_.decls) flags.insert(decl.flags.begin(), decl.flags.end());
  if (flags.contains(name.text)) return true;
  auto report = sink_.report(name.span, UnknownFlag, name.text);
  const std::vector<std::string_view> all(flags.begin(), flags.end());
  if (const std::string_view near = nearest(name.text, all); !near.empty()) report.help(Nearest, near);
  else report.help(ThereIs, listed(all));
  return false;
}

bool Conditions::rejectSet(const Operand& operand) {
  if (operand.kind != Operand::Kind::Path || !operand.type.set) return false;
  sink_.report(operand.span, SetOnTheLeft, operand.path.written).help(QuantifySet, operand.path.written);
  return true;
}

}  // namespace vern::rules
