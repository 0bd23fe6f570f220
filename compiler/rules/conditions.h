// Types one condition: resolves its paths and terms in a scope of variables.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/rules/rule.h"
#include "compiler/rules/silences.h"

namespace vern::rules {

/// What one rule or define may speak of, and what its conditions were found to need.
struct Scope {
  struct Variable {
    std::string_view name;
    Type type;
    bool visible = true;
  };
  std::vector<Variable> variables;
  std::vector<Silence> silences;
  std::vector<std::uint32_t> grant_columns;

  int add(std::string_view name, Type type);
  /// The innermost visible variable, or -1.
  [[nodiscard]] int find(std::string_view name) const;
};

class Conditions {
 public:
  Conditions(const model::Model& model, const std::vector<const Define*>& defines, diag::Sink& sink)
      : model_(model), silences_(model), defines_(defines), sink_(sink) {}

  /// Nothing if it has a mistake, which has been reported. `negated`: under an odd number of `not`.
  std::optional<Condition> condition(const syntax::Condition& written, Scope& scope, bool negated = false);
  std::optional<Path> path(std::string_view text, Span span, Scope& scope);
  std::optional<Path> path(const syntax::Name& name, Scope& scope) { return path(name.text, name.span, scope); }
  /// `text` begins with a variable, a root or a parameter, and so is no term.
  [[nodiscard]] bool startsPath(std::string_view text, const Scope& scope) const;
  /// A term by name among `kinds`, from the list `choices` if there is one; reported if it cannot be found.
  DeclId term(Kinds kinds, std::string_view choices, std::string_view text, Span span);

 private:
  std::optional<Condition> junction(const syntax::Condition& written, Scope& scope, bool negated);
  std::optional<Condition> quantified(const syntax::Condition& written, Scope& scope, bool negated);
  std::optional<Condition> tested(const syntax::Condition& written, Scope& scope, bool negated);
  std::optional<Condition> call(const syntax::Atom& atom, Scope& scope, bool negated);
  bool is(const syntax::Test& test, Condition& out, Scope& scope, bool negated);
  bool isAnyOf(const syntax::Test& test, Condition& out, Scope& scope);
  bool has(const syntax::Test& test, Condition& out, Scope& scope, bool negated);
  bool compared(const syntax::Test& test, Condition& out, Scope& scope);
  std::optional<Operand> operand(const syntax::Argument& argument, Scope& scope, const Type* expected);
  std::optional<Operand> operand(const syntax::Atom& atom, Scope& scope, const Type* expected);
  bool step(Path& path, std::string_view name, Span span, Scope& scope);
  void unknownAttribute(const Type& type, std::string_view name, Span span);
  bool isFlag(const syntax::Name& name);
  bool wrongType(const Operand& operand);
  bool rejectSet(const Operand& operand);

  const model::Model& model_;
  const Silences silences_;
  const std::vector<const Define*>& defines_;
  diag::Sink& sink_;
};

/// "`a`, `b` and `c`", or the first twelve and "others".
[[nodiscard]] diag::Words listed(std::vector<std::string_view> names);

/// "`a`, `b` and `c`".
[[nodiscard]] std::string quoted(const std::vector<std::string_view>& names, std::size_t limit = 12);

}  // namespace vern::rules
