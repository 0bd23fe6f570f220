// The tree as written: what stands in one file, in the order of the source. Names are not looked up here.
// Made by from_parse_tree, read by print and by model/from_syntax.
//
// Every node is plain data: its lists and texts lie in the memory of its file, or in the source. Nothing is allocated
// or destroyed for itself, and a node may be copied as long as the file is kept.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/support/calendar.h"
#include "compiler/syntax/word.h"
#include "llvm/ADT/ArrayRef.h"

namespace vern::syntax {

template <class T>
using List = llvm::ArrayRef<T>;

struct Clause;

/// A word or a (dotted) name. `text` lies in the source.
struct Name {
  std::string_view text;
  Span span;
};

/// A text in one language. Escapes are undone and common indentation is gone.
struct Text {
  Name language;
  std::string_view value;
  Span span;  // of the quoted text
};

struct Block {
  List<Clause> clauses;
  Span span;
};

/// One name of a list, perhaps negated, perhaps with clauses of its own.
struct Entry {
  bool negated = false;
  Name name;
  std::optional<Block> block;
};

enum class Link : std::uint8_t { Comma, And, Or };
// Elsewhere: `see "https://…"` in place of the value; the address is in `strings`.
enum class ValueKind : std::uint8_t { None, Names, Strings, Date, Number, Duration, Elsewhere };

struct Value {
  ValueKind kind = ValueKind::None;
  Span span;
  bool open = false;  // begins with `such as`
  bool mixed = false; // `and`, `or` and commas mixed: reported by the model
  Link link = Link::Comma;
  List<Entry> entries;   // Names
  List<Text> strings;    // Strings; no language
  Day date = 0;                 // Date
  std::int64_t number = 0;      // Number
  Duration duration;            // Duration
};

enum class TermKind : std::uint8_t { After, Until, While, Earliest, Latest, Named };

/// A part of a window: `3 years after purchase`, `until visit_end`, `earliest of { … }`, `forever`.
struct Term {
  TermKind kind = TermKind::Named;
  Span span;
  Duration duration;            // After
  std::optional<Name> name;     // the event, state or word; After may lack it
  List<Term> parts;      // Earliest, Latest
};

enum class BoundKind : std::uint8_t { Exact, AtMost, AtLeast };

struct Bound {
  BoundKind kind = BoundKind::Exact;
  Span span;
  Term term;
  std::optional<Name> under;
};

enum class JoinLimit : std::uint8_t { Plain, Only, Except };

/// `when not on_site`, `only for delivery`, `at most 3 years`.
struct Join {
  JoinLimit limit = JoinLimit::Plain;
  Name word;                    // "at most" and "at least" are written so
  Value value;
  std::optional<Bound> bound;   // at most, at least
  Span span;
};

enum class Strength : std::uint8_t { None, Does, May, Sometimes, Usually, AimsTo };

struct Clause {
  Span span;
  Strength strength = Strength::None;
  bool never = false;
  Name word;
  std::optional<Word> known;    // nothing: no clause is called so
  std::optional<Name> verb;     // ask: what is asked; given: what is given
  Value value;
  List<Bound> window;    // retain, minimum, maximum
  List<Join> joins;
  List<Text> texts;
  std::optional<Block> block;
};

// ---- conditions of rules -----------------------------------------------------------------------------------------

struct Argument;

enum class AtomKind : std::uint8_t { Number, Duration, Date, String, Path, Call };

struct Atom {
  AtomKind kind = AtomKind::Path;
  Span span;
  std::int64_t number = 0;
  Duration duration;
  Day date = 0;
  std::string_view string;
  Name path;                        // Path, Call
  List<Argument> arguments;  // Call
};

struct Argument {
  List<Atom> sum;  // joined by `plus`
  Span span;
};

enum class TestKind : std::uint8_t {
  Is,
  IsAnyOf,
  Has,
  Lacks,
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

struct Test {
  TestKind kind = TestKind::Is;
  bool negated = false;              // is not
  Span span;
  Name name;  // Is, Has, Lacks, Flagged, Mentions, NeverHappensTo; the event after Longer/Shorter
  bool has_name = false;
  List<Argument> arguments;  // one, or the set of IsAnyOf
};

enum class ConditionKind : std::uint8_t { And, Or, Not, Any, All, No, Count, Test };

struct Condition {
  ConditionKind kind = ConditionKind::Test;
  Span span;
  bool mixed = false;  // `and` and `or` at one level: an error of the rule
  List<Condition> parts;  // And, Or: two or more; Not, Any, All, No: one
  Name variable;  // Any, All, No
  Name path;  // Any, All, No, Count
  Argument subject;  // Test
  std::optional<Test> test;  // Test (none: the subject must be a truth value), Count
};

struct Decl;

enum class RuleClauseKind : std::uint8_t {
  For,
  When,
  Unless,
  At,
  NoteAt,
  CoveredBy,
  Because,
  Example,
  Fix,
  Texts,
  Plain
};
enum class FixKind : std::uint8_t { Set, Add, Remove };

struct RuleClause {
  RuleClauseKind kind = RuleClauseKind::Plain;
  Span span;
  Name word;  // Texts, Plain: which
  Name variable;  // For
  Name path;  // For, At, NoteAt, Fix
  List<Argument> set;  // For … in { … }; Fix: the value, if any
  std::optional<Condition> condition;  // When, Unless
  List<Text> texts;
  List<Text> ids;  // CoveredBy
  bool fires = false;  // Example
  std::optional<Day> as_of;  // Example
  List<Decl> fragment;  // Example
  FixKind fix = FixKind::Set;
  bool safe = false;
  Value value;  // Plain
  List<Entry> in;  // Plain: `in notice`
};

struct Parameter {
  Name name;
  Name type;
};

// ---- declarations ------------------------------------------------------------------------------------------------

enum class DeclKind : std::uint8_t { Use, Rule, Define, Plain };

struct Decl {
  DeclKind kind = DeclKind::Plain;
  Span span;
  Name word;  // the kind as written: `activity`
  std::optional<Name> name;  // none: `scope { … }`
  std::optional<Text> string;  // use "file", test "…"
  Value parents;  // after `is`
  List<Join> joins;
  List<Text> texts;
  std::optional<Block> block;
  List<RuleClause> rule;  // Rule
  List<Parameter> parameters;  // Define
  std::optional<Condition> condition;  // Define
  bool cut = false;  // its end could not be read, which was reported
};

static_assert(std::is_trivially_copyable_v<Decl> && std::is_trivially_destructible_v<Decl>);

/// One file.
struct File {
  FileId file;
  List<Decl> decls;
  std::vector<std::string_view> nameless;  // kinds of declarations whose names are missing, which was reported
  std::vector<Span> lost;  // what could not be read, and was reported: a name that stands here may be declared
  std::shared_ptr<const void> memory;  // where `decls` and all below them lie
  bool lacks_files = false;  // a file that it uses could not be read, which was reported
};

}  // namespace vern::syntax
