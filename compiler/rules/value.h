// What a path in a condition can stand for: declarations as they are mentioned, rows of computed relations, numbers,
// times, texts. Read by attributes, compared by evaluate, printed by words.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "llvm/ADT/SmallVector.h"

#include "compiler/clocks/truth.h"
#include "compiler/clocks/window.h"
#include "compiler/model/model.h"

namespace vern::rules {

using namespace clocks;  // what rules say of time and truth is what clocks say
using model::DeclId;
using model::Kind;
using model::Kinds;
using model::Stated;

/// Tables that vern works out of a policy, and rules run over.
enum class Relation : std::uint8_t {
  None,
  Grants,        // what an activity does: one row for each subject, datum, purpose and basis it names
  Kept,          // one row for each datum of an activity and each time to keep it
  Retentions,    // `retain` clauses as written
  Shares,        // one row for each recipient of an activity
  Disclosures,   // one row for each place a share goes to
  Refutations,
  Dead,
  Overlaps,
  Unused,   // what was judged (compiler/judge)
  Limits,        // rows of tables of law: `row storage_limits.cctv { … }`
  Texts,         // every text that the policy's writer wrote
  Passages,      // those that are long enough to be hard to read, one row for each language
  Words,         // what texts have of vocabularies, and where it stands
  Citations,     // every law and section that the policy's writer named, and where
};

struct Row;

/// A declaration, perhaps as an entry of a clause, or a row. For a kind that a policy may lack (rights, policy), the
/// declaration is invalid where there is none.
struct Thing {
  Kind kind = Kind::Policy;
  DeclId decl;
  const model::Entry* entry = nullptr;
  const model::Clause* clause = nullptr;
  const Row* row = nullptr;   // a row, and no declaration
  DeclId activity;            // in which it is mentioned
};

enum class Scalar : std::uint8_t { Thing, Truth, Number, Duration, Date, Text, Word, Window };

/// Copied more than anything else, and so kept small: which of the union there is, `scalar` says.
struct Value {
  Scalar scalar = Scalar::Thing;
  Truth truth = Truth::Unknown;
  Thing thing;
  const Texts* texts = nullptr;     // Text in several languages
  union {
    std::string_view text;          // Word; Text in one language
    std::int64_t number;
    Duration duration;
    Day date;
    const Window* window;
  };

  Value() noexcept : text() {}
  /// The time to keep, or nullptr; the word or text in one language, or "".
  [[nodiscard]] const Window* asWindow() const { return scalar == Scalar::Window ? window : nullptr; }
  [[nodiscard]] std::string_view written() const {
    return scalar == Scalar::Word || scalar == Scalar::Text ? text : std::string_view();
  }
};

/// What a path leads to, with the state of the saying: nobody said, said to be none, said elsewhere, said vaguely.
struct Slot {
  Stated stated = Stated::Silent;
  bool open = false;              // such as: there are more
  llvm::SmallVector<Value, 1> members;
  Span place;                     // where it is said; where it is missing, what lacks it

  [[nodiscard]] bool said() const { return stated == Stated::Value; }
  [[nodiscard]] const Value* single() const { return said() && !members.empty() ? &members.front() : nullptr; }
};

/// No relation has more columns.
constexpr std::size_t MostColumns = 15;

/// A row of a relation; the columns stand in the order of the schema. What is in them lives elsewhere, and rows share
/// it.
struct Row {
  Relation relation = Relation::None;
  DeclId owner;                   // activity, recipient, promise: whom a finding concerns
  Span place;
  std::array<const Slot*, MostColumns> columns{};   // nullptr: was not worked out

  [[nodiscard]] bool hasColumn(std::size_t i) const { return columns[i] != nullptr; }
  [[nodiscard]] const Slot& column(std::size_t i) const { return *columns[i]; }
};

Value valueOf(Thing thing);
Value valueOf(Truth truth);
Value valueOf(const Window& window);
/// Of a row that stays where it is.
Value valueOf(const Row& row);

}  // namespace vern::rules
