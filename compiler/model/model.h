// What a policy says once names are bound: declarations of every kind in one table, their clauses with names resolved.
// Made by from_syntax, immutable after; every later layer reads it. The taxonomy (`isA`, flags) is part of it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/model/kind.h"
#include "compiler/model/schema.h"
#include "compiler/source/source.h"
#include "compiler/support/calendar.h"
#include "compiler/support/store.h"
#include "compiler/support/texts.h"
#include "compiler/syntax/tree.h"
#include "llvm/ADT/SmallVector.h"

namespace vern::model {

using DeclId = Id<struct DeclTag>;

using syntax::BoundKind;
using syntax::JoinLimit;
using syntax::Link;
using syntax::Strength;
using syntax::TermKind;
using syntax::ValueKind;

struct Clause;

/// One name of a list.
struct Entry {
  DeclId decl;                 // invalid: a state word, a plain word, or a name that could not be found
  bool negated = false;
  std::string_view written;
  Span span;
  std::vector<Clause> block;   // what holds for this entry only
};

/// What a clause holds. The four kinds of not saying are: no clause at all; `none`; `see`; `vague`, `unknown`.
enum class Stated : std::uint8_t { Silent, None, Elsewhere, Vague, Value };

struct Value {
  ValueKind kind = ValueKind::None;
  Stated stated = Stated::Value;
  Span span;
  bool open = false;            // such as
  Link link = Link::Comma;
  std::vector<Entry> entries;
  std::vector<std::string> strings;
  Day date = 0;
  std::int64_t number = 0;
  Duration duration;
};

/// Words of a window that are no events.
enum class WindowWord : std::uint8_t { None, Forever, AsNeeded, Vague, NotKept, OnRequest, Session };

struct Term {
  TermKind kind = TermKind::Named;
  Span span;
  Duration duration;
  DeclId name;                  // event or state; After may lack it
  WindowWord word = WindowWord::None;
  std::vector<Term> parts;
};

struct Bound {
  BoundKind kind = BoundKind::Exact;
  Span span;
  Term term;
  DeclId under;
  bool under_vague = false;
};

struct Join {
  JoinLimit limit = JoinLimit::Plain;
  std::string_view word;
  Value value;
  std::optional<Bound> bound;
  Span span;
};

struct Clause {
  Span span;
  Span word_span;
  Word word{};
  Strength strength = Strength::None;
  bool never = false;
  std::string_view verb;        // ask, given
  Span verb_span;
  Value value;
  std::vector<Bound> window;
  std::vector<Join> joins;
  Texts texts;
  std::vector<Clause> block;

  /// The first join with this word, or nullptr.
  [[nodiscard]] const Join* join(std::string_view word_text) const;
};

/// Some of the clauses of a declaration, few as a rule.
using Clauses = llvm::SmallVector<const Clause*, 4>;

struct Decl {
  Kind kind = Kind::Policy;
  std::string_view name;        // full: "contact.email"; the title of a test; "" for nameless kinds
  Span span;
  Span name_span;               // where findings about the whole declaration point
  DeclId parent;
  Span parent_span;
  Texts texts;
  Texts short_texts;            // `short`: a noun for headings
  std::vector<Join> joins;
  std::vector<Clause> clauses;
  std::vector<std::string_view> flags;  // own and inherited, sorted
  bool standard = false;        // from the standard library
};

/// Adds the flags of `parent` to those of `decl`, whose flags come out sorted. They are handed down, and never taken
/// away.
void takeFlags(const Decl& parent, Decl& decl);

class Model {
 public:
  Store<DeclId, Decl> decls;

  explicit Model(const SourceMap& source_map) : sources_(&source_map) {}
  /// Goes on where `base`, which is finished, ends: its declarations keep their ids and mean what they meant. `base`
  /// outlives the model and is not changed any more.
  [[nodiscard]] static Model on(const Model& base, const SourceMap& source_map);

  [[nodiscard]] const SourceMap& sources() const { return *sources_; }
  [[nodiscard]] const Decl& operator[](DeclId id) const { return decls[id]; }
  /// In the order of the source, the standard library first.
  [[nodiscard]] const std::vector<DeclId>& all(Kind kind) const { return by_kind_[static_cast<std::size_t>(kind)]; }
  /// Those the user wrote.
  [[nodiscard]] std::vector<DeclId> own(Kind kind) const;
  /// The only one of its kind the user wrote, or invalid. The first if there are several.
  [[nodiscard]] DeclId only(Kind kind) const;

  /// `x` is `y`, or below `y` in its taxonomy. False if either is invalid.
  [[nodiscard]] bool isA(DeclId x, DeclId y) const {
    if (!x || !y) return false;
    return x == y || below(places_[x.index], places_[y.index]);
  }
  /// One of the two is the other, or below it: what is said of the one speaks of the other, or of a part of it.
  [[nodiscard]] bool related(DeclId x, DeclId y) const { return isA(x, y) || isA(y, x); }
  /// Its number in a walk through the taxonomies: a term comes right before those below it.
  [[nodiscard]] std::uint32_t order(DeclId id) const { return places_[id.index].pre; }
  /// The declarations before this one are the standard library's.
  [[nodiscard]] std::size_t standardSize() const { return standard_; }
  [[nodiscard]] bool flagged(DeclId x, std::string_view flag) const;
  /// The clauses of a declaration with this word.
  [[nodiscard]] Clauses clauses(DeclId id, Word word) const;
  /// The first of them, or nullptr.
  [[nodiscard]] const Clause* clause(DeclId id, Word word) const;
  /// The nearest one, going up the taxonomy, or nullptr.
  [[nodiscard]] const Clause* inherited(DeclId id, Word word) const;

  /// By full name, alias or unique suffix, among `kinds`. Invalid if unknown or ambiguous.
  [[nodiscard]] DeclId find(Kinds kinds, std::string_view name) const;
  /// All that `name` may mean: exact matches if there are any, else those it is a suffix of.
  [[nodiscard]] std::vector<DeclId> candidates(Kinds kinds, std::string_view name) const;
  /// `written` is one of the other words (`called`) for the term.
  [[nodiscard]] bool isCalled(DeclId id, std::string_view written) const;
  /// The name among `kinds` that has `label` for a label in some language or for another word, or "": people write
  /// `telefon` for `phone`.
  [[nodiscard]] std::string_view namedByLabel(Kinds kinds, std::string_view label) const;
  /// The first term of the library of `kind` whose name, or its last part, looks like `name` (see outline()) and is
  /// another; invalid if there is none.
  [[nodiscard]] DeclId standardLike(Kind kind, std::string_view name) const;
  /// The nearest known name among `kinds`, or "".
  [[nodiscard]] std::string_view nearestName(Kinds kinds, std::string_view name) const;

  // For from_syntax alone.
  DeclId add(Decl decl);
  void addAlias(DeclId id, std::string_view name) { index(id, name, true); }
  /// Numbers the taxonomies and hands flags down. Parents must be acyclic.
  void close();

 private:
  struct Names {
    std::vector<DeclId> exact;
    std::vector<DeclId> suffix;
  };
  /// Where a declaration stands in its tree: those below x have x.pre <= pre and post <= x.post.
  struct Place {
    DeclId parent;
    std::uint32_t pre = 0, post = 0;
    Kind kind = Kind::Policy;
  };
  static bool below(const Place& x, const Place& y) { return x.kind == y.kind && y.pre <= x.pre && x.post <= y.post; }
  void index(DeclId id, std::string_view name, bool alias);
  /// The ids of `kinds` in `list` of what is called `name`, here and in the bases.
  void collect(Kinds kinds, std::string_view name, std::vector<DeclId> Names::* list, std::vector<DeclId>& out) const;
  /// The first of `kind` that may be the user's.
  [[nodiscard]] std::vector<DeclId>::const_iterator firstOwn(Kind kind) const;

  const SourceMap* sources_;
  const Model* base_ = nullptr;
  std::size_t standard_ = 0;
  std::array<std::vector<DeclId>, KindCount> by_kind_;
  std::vector<Place> places_;
  std::unordered_map<std::string_view, Names> names_;  // of its own declarations
  /// Of the library's, by kind and what they look like. Worked out when the library is read, for there are thousands.
  std::unordered_map<std::uint64_t, std::vector<DeclId>> outlines_;
};

/// The values of the entries that name a declaration.
[[nodiscard]] std::vector<DeclId> named(const Value& value);

}  // namespace vern::model
