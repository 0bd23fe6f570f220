// The typed schema of the model for conditions: what can be said about each kind of declaration and each relation.
// Every clause of compiler/model/schema.cpp is an attribute by the same name; what must be worked out is added here.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/rules/world.h"

namespace vern::rules {

/// A set of Scalar.
using Scalars = std::uint16_t;
constexpr Scalars bit(Scalar scalar) { return static_cast<Scalars>(1u << static_cast<unsigned>(scalar)); }

struct Type {
  // The small ones first: what is left behind in the gap after them must not look like an address in the baked library.
  Scalars scalars = 0;
  Relation relation = Relation::None;  // Thing: rows of this relation …
  std::uint8_t choices = 0;  // of kind choice: the list they are from, see choicesCalled
  bool set = false;
  Kinds kinds;  // … or declarations of these kinds

  [[nodiscard]] bool can(Scalar scalar) const { return (scalars & bit(scalar)) != 0; }
};

/// The name of a list of choices: "role"; "" for 0.
[[nodiscard]] std::string_view choicesCalled(std::uint8_t list);

struct Attribute {
  std::string name;
  Type type;
  std::function<Slot(const World&, const Thing&)> read;
  int column = -1;  // of a relation
};

/// Attributes of one kind, or of one relation.
[[nodiscard]] const Attribute* attribute(Kind kind, std::string_view name);
[[nodiscard]] const Attribute* attribute(Relation relation, std::string_view name);
[[nodiscard]] const std::vector<Attribute>& attributes(Kind kind);
[[nodiscard]] const std::vector<Attribute>& attributes(Relation relation);

/// It always has a value, and so nobody can be silent of it: what is true or false, and what was judged.
[[nodiscard]] bool isNeverSilent(const Attribute& attribute);
[[nodiscard]] bool isNeverSilent(Relation relation);

/// The right called `name` (access, erasure), as an attribute of the kind rights: what the statement says of it.
[[nodiscard]] DeclId rightCalled(const model::Model& model, std::string_view name);

/// Where a path may begin without a variable.
struct Root {
  enum class Is : std::uint8_t { Declared, Relation, Sole } is = Is::Sole;
  Kind kind = Kind::Policy;
  Relation relation = Relation::None;
};
/// `activities`, `grants`, `rights`; nothing if there is no such word.
[[nodiscard]] std::optional<Root> rootCalled(std::string_view name);
[[nodiscard]] std::vector<std::string_view> rootNames();
[[nodiscard]] Type typeOf(const Root& root);

/// The type a `define` names for its parameter: a kind (`recipient`) or a relation's row (`kept`, `grant`).
[[nodiscard]] std::optional<Type> typeCalled(std::string_view name);

/// "an activity", "a row of kept": for messages.
[[nodiscard]] diag::Words describe(const Type& type);

// Columns of the relations, in the order of their attributes.
enum class GrantColumn : std::uint8_t {
  activity,
  subject,
  datum,
  purpose,
  basis,
  bases,
  condition,
  source,
  circumstance,
  window,
  form,
  message,
  device,
  events,
  consents
};
enum class KeptColumn : std::uint8_t {
  activity,
  datum,
  purposes,
  window,
  minimum,
  section,
  circumstance,
  disposal,
  form,
  events,
  reason,
  keeps,
  needs
};
enum class RetentionColumn : std::uint8_t {
  activity,
  data,
  purposes,
  window,
  duration,
  clock,
  minimum,
  section,
  circumstance,
  disposal,
  events,
  reason,
  ordinary,  // the window without `when` that this one stands instead of
  ordinary_clock
};
enum class ShareColumn : std::uint8_t {
  activity,
  recipient,
  role,
  circumstance,
  basis,
  purpose,
  places,
  safeguard,
  copy,
  section
};
enum class DisclosureColumn : std::uint8_t { activity, recipient, role, circumstance, country, safeguard, copy };
enum class RefutationColumn : std::uint8_t {
  promise,
  verb,
  sentence,
  activity,
  place,
  subject,
  datum,
  purpose,
  recipient,
  country,
  excepted,
  taken_back,
  recipient_named,
  first_sentence,
  hedged
};
enum class DeadColumn : std::uint8_t { declaration, place };
enum class OverlapColumn : std::uint8_t { differs, activity, other, subject, datum, purpose, place, other_place };
enum class UnusedColumn : std::uint8_t { declaration };
enum class LimitColumn : std::uint8_t { row, data, sector, minimum, maximum, circumstance, section };
enum class TextColumn : std::uint8_t { text, declaration };
enum class PassageColumn : std::uint8_t { text, longest, lix, declaration };
enum class WordColumn : std::uint8_t { word, vocabulary, declaration };
enum class CitationColumn : std::uint8_t { law, declaration };

template <class Column>
constexpr std::uint32_t columnBit(Column column) {
  return 1u << static_cast<unsigned>(column);
}

}  // namespace vern::rules
