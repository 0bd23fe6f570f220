// Rules as they are run: conditions with every name resolved and every type known. Made by typecheck, run by evaluate.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/rules/attributes.h"
#include "compiler/syntax/tree.h"

namespace vern::rules {

/// One step of a path.
struct Step {
  std::string name;
  int variable = -1;      // `rights lacks k`: the right that the variable stands for
  int column = -1;        // of a row
  Kind kind = Kind::Policy;               // of a declaration, if it can be of one kind alone …
  const Attribute* attribute = nullptr;   // … whose attribute this is
};

struct Path {
  enum class From : std::uint8_t { Variable, Root, Parameter, Today } from = From::Variable;
  int variable = -1;
  Root root;
  DeclId parameter;
  std::vector<Step> steps;
  Type type;
  bool told = false;      // of its last step
  Span span;
  std::string written;
};

/// A value in a condition.
struct Operand {
  enum class Kind : std::uint8_t { Path, Number, Duration, Date, Text, Term } kind = Kind::Path;
  Path path;
  std::int64_t number = 0;
  Duration duration;
  Day date = 0;
  std::string text;
  DeclId term;
  std::vector<Operand> plus;
  DeclId after;           // of a duration: the event it runs from
  Type type;
  Span span;
};

enum class Test : std::uint8_t {
  Holds,                  // the value itself, a truth value
  IsTerm,
  IsAnyOf,
  IsThing,
  IsState,
  IsWord,
  Has,
  Flagged,
  Includes,
  Mentions,
  Equals,
  Before,
  After,
  Longer,
  Shorter,
  MoreThan,
  FewerThan,
  AtLeast,
  AtMost,
  NeverEnds,
  NeverHappensTo,
};

struct Condition {
  enum class Kind : std::uint8_t { And, Or, Not, Any, All, No, Count, Test, Call } kind = Kind::Test;
  Span span;
  std::vector<Condition> parts;
  int variable = -1;                // Any, All, No
  bool of_activity = false;         // Any, All, No: the same for every row of an activity
  Operand subject;                  // Test; the collection of Any, All, No and Count
  Test test = Test::Holds;
  Stated state = Stated::Silent;    // IsState
  std::vector<std::string> words;   // IsWord; the flag of Flagged; the vocabulary of Mentions
  std::vector<Operand> arguments;   // of the test; of Call
  int define = -1;                  // Call
};

/// `define name(x kind) = condition`. Its parameters are the first variables.
struct Define {
  std::string_view name;
  Span span;
  std::vector<std::string_view> parameters;
  std::vector<Type> types;
  Condition condition;
  std::vector<std::uint32_t> grant_columns;   // by variable
};

/// A text of a rule, with the paths that stand for its placeholders.
struct Sentence {
  Texts texts;
  std::vector<std::pair<std::string, Path>> placeholders;
  Span span;
};

struct Loop {
  int variable = -1;
  Path collection;
  std::vector<DeclId> terms;        // `for k in { … }`
};

struct Exception {
  Condition condition;
  Sentence says;
};

struct Note {
  Path place;
  Sentence says;
};

struct Fix {
  syntax::FixKind kind = syntax::FixKind::Set;
  std::optional<Path> path;
  std::string value;
  bool safe = false;
  Sentence says;
};

enum class Status : std::uint8_t { Verified, Partly, Unverified };

struct LevelIn {
  diag::Severity severity = diag::Severity::Error;
  std::vector<std::string_view> profiles;   // empty: everywhere else
};

struct Example {
  bool fires = false;
  std::optional<Day> as_of;
  const std::vector<syntax::Decl>* fragment = nullptr;
  Span span;
};

struct Rule {
  std::string id;
  std::string_view name;
  Span span;                        // of the name
  std::vector<LevelIn> levels;
  std::vector<std::string_view> profiles;
  std::string_view role;
  std::optional<Day> in_force, ended;
  Status status = Status::Verified;
  std::vector<Loop> loops;
  std::optional<Condition> when;
  std::vector<Exception> unless;
  std::optional<Path> place;
  std::vector<Note> notes;
  std::vector<std::string> covered_by;
  Sentence says, because, asks;
  std::vector<Fix> fixes;
  std::vector<DeclId> cites;
  std::vector<Path> cited_paths;    // `cites row.section`
  std::vector<Example> examples;
  std::vector<std::string_view> variables;
  std::vector<std::uint32_t> grant_columns;   // by variable: what is read of a row of grants
  bool standard = false;
};

struct RuleSet {
  std::vector<Rule> rules;          // in the order of the source
  std::vector<Define> defines;

  [[nodiscard]] const Rule* find(std::string_view id) const;
};

/// The severity of `rule` in `profile`, before anybody changes it.
[[nodiscard]] diag::Severity levelOf(const Rule& rule, std::string_view profile);

}  // namespace vern::rules
