// Rules as they are run: conditions with every name resolved and every type known. Made by typecheck, run by evaluate.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/rules/attributes.h"
#include "compiler/rules/vocabulary.h"
#include "compiler/syntax/tree.h"

namespace vern::rules {

// A check goes through most conditions of all rules, and they fill more than a cache: what is read while a rule runs
// stands first in each, and what its writer is told last.

/// One step of a path.
struct Step {
  int variable = -1;      // `rights lacks k`: the right that the variable stands for
  int column = -1;        // of a row
  Kind kind = Kind::Policy;               // of a declaration, if it can be of one kind alone …
  int attribute = -1;                     // … whose attribute this is, by its place
  std::string name;
};

struct Path {
  enum class From : std::uint8_t { Variable, Root, Parameter, Today } from = From::Variable;
  Root root;
  int variable = -1;
  int column = -1;        // of the row that the variable stands for, where that is all there is to it; see reach.h
  DeclId parameter;
  std::vector<Step> steps;
  Type type;
  bool convicts = false;  // silence about its last step may be a breach …
  DeclId silence;         // … since this row of the table of silences lists it
  Span span;
  std::string written;
};

/// A value in a condition.
struct Operand {
  enum class Kind : std::uint8_t { Path, Number, Duration, Date, Text, Term } kind = Kind::Path;
  DeclId term;
  DeclId after;           // of a duration: the event it runs from
  std::vector<Operand> plus;
  Path path;
  std::int64_t number = 0;
  Duration duration;
  Day date = 0;
  std::string text;
  Type type;
  Span span;
};

/// A set of variables of a rule, by bit.
using Variables = std::uint64_t;

/// How the rows that a quantifier asks for are found: those whose `column` is, or may be, the other side of an `is`.
struct Join {
  int column = -1;            // none: all rows are gone through
  int part = -1;              // which part of the body says so; the body itself
  bool column_first = true;   // `x.datum is d`, and not `d is x.datum`
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

/// A condition that silence makes true: `lacks x`, `x is silent`.
struct Silence {
  std::string what;
  Span span;
  bool convicts = false;
  DeclId row;             // of the table of silences
};

struct Condition {
  enum class Kind : std::uint8_t { And, Or, Not, Any, All, No, Count, Test, Call } kind = Kind::Test;
  Test test = Test::Holds;
  Stated state = Stated::Silent;    // IsState
  bool of_activity = false;         // Any, All, No: the same for every row of an activity
  int variable = -1;                // Any, All, No
  std::vector<DeclId> terms;        // IsTerm, IsAnyOf, Includes: what `arguments` name, side by side; see reach.h
  std::vector<Condition> parts;
  std::vector<Operand> arguments;   // of the test; of Call
  Operand subject;                  // Test; the collection of Any, All, No and Count
  Variables reads = 0;              // those of its surroundings; see reach.h
  Join join;                        // Any, No
  int define = -1;                  // Call
  std::vector<std::string> words;   // IsWord; the flag of Flagged; the vocabulary of Mentions
  Span span;
};

/// `define name(x kind) = condition`. Its parameters are the first variables.
struct Define {
  std::string_view name;
  Span span;
  std::vector<std::string_view> parameters;
  std::vector<Type> types;
  Condition condition;
  std::vector<std::uint32_t> grant_columns;   // by variable
  std::vector<Silence> silences;              // what silence makes true in it counts where it is called
  bool sound = false;                         // `condition` was understood; nobody may call it if not
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
  bool sifted = false;  // some demands are asked of each member once, whatever the loops before it stand at
  /// The demand `any d in row.data : x.datum is d`, by its place, by which the rows that are left are found; -1: none.
  int found_by = -1;
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

/// A part of `when` that must hold whatever else does: what can be asked before all variables are bound is asked once
/// for all that the others stand for.
struct Demand {
  int part = -1;  // of an `and`; the whole
  std::size_t after = 0;  // so many loops are bound
  int column = -1;  // it looks at nothing but this column of …
  int variable = -1;  // … this variable
  bool sifts = false;  // it reads nothing but the variable of a loop that is sifted
};

/// How far the law behind a rule was read. House: an organisation's own rule, which says nothing of it.
enum class Status : std::uint8_t { Verified, Partly, Unverified, House };

struct LevelIn {
  diag::Severity severity = diag::Severity::Error;
  std::vector<std::string_view> profiles;  // empty: everywhere else
};

struct Example {
  bool fires = false;
  std::optional<Day> as_of;
  syntax::List<syntax::Decl> fragment;  // lies in the tree of the file that the rule stands in
  Span span;
};

struct Rule {
  std::vector<Loop> loops;
  std::vector<Demand> demands;  // of `when`, those that can be asked first before the others
  std::vector<std::string_view> variables;
  std::vector<std::uint32_t> grant_columns;  // by variable: what is read of a row of grants
  std::vector<Exception> unless;
  std::optional<Condition> when;
  diag::Severity level = diag::Severity::Off;  // where no profile has one of its own
  bool by_profile = false;  // some has
  std::vector<LevelIn> levels;  // as written
  std::vector<std::string_view> profiles;
  std::string_view role;
  std::optional<Day> in_force, ended;
  std::int64_t edition = 1;  // of the rules, that brought it
  Status status = Status::Verified;
  std::string id;
  std::string_view name;
  Span span;  // of the name
  std::optional<Path> place;
  std::vector<Note> notes;
  std::vector<std::string> covered_by;
  Sentence says, because, asks;
  std::vector<Fix> fixes;
  std::vector<DeclId> cites;
  std::vector<Path> cited_paths;  // `cites row.section`
  std::vector<Example> examples;
  std::vector<DeclId> silences;  // the rows of the table of silences that it rests on
  bool standard = false;

  [[nodiscard]] const Condition& demanded(const Demand& demand) const {
    return demand.part < 0 ? *when : when->parts[static_cast<std::size_t>(demand.part)];
  }
};

/// A section that `covers` purposes or anonymous data, `excludes` laws and `requires` what still binds of them.
struct Exemption {
  DeclId section;
  std::vector<DeclId> covers, excludes, still_binds;
  bool of_anonymous = false;  // covers data of the form `anonymous`, and no purpose
};

/// What sections set aside, and which of them (by number) set aside all that a rule rests on: sorted.
struct Liftings {
  std::vector<Exemption> exemptions;
  std::vector<std::pair<const Rule*, std::uint32_t>> lifted;
};

/// Rules in the order of the source, those of the library first.
class RuleSet {
 public:
  /// Rules and defines of another set that this one lists live as long as that set.
  std::vector<const Rule*> rules;
  std::vector<const Define*> defines;
  /// Of the model that the rules were read with; nothing if they were brought together otherwise.
  std::optional<Liftings> liftings;
  /// Of all vocabularies that the model has: its own, or that of the set that this one goes on from.
  const Lexicon* lexicon = nullptr;
  std::unique_ptr<const Lexicon> own_lexicon;

  RuleSet() = default;
  RuleSet(RuleSet&&) noexcept = default;
  RuleSet& operator=(RuleSet&&) noexcept = default;

  /// Takes it into its own keeping, and lists it last.
  Rule& add(Rule rule);
  Define& add(Define define);
  [[nodiscard]] const Rule* find(std::string_view id) const;

 private:
  std::deque<Rule> own_rules_;
  std::deque<Define> own_defines_;
};

/// The severity of `rule` in `profile`, before anybody changes it.
[[nodiscard]] diag::Severity levelOf(const Rule& rule, std::string_view profile);

}  // namespace vern::rules
