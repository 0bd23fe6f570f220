// Which clause may stand in which block, and what value it takes. One table: binding, messages, completion and the
// attributes of rules all read it. A new clause is a word in the lexer and in words.def, and a row here.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "compiler/model/kind.h"
#include "compiler/syntax/word.h"

namespace vern::model {

enum class Takes : std::uint8_t {
  Nothing,        // texts or joining words only
  Name,           // one name
  Names,          // a list of names
  Text,           // one text in quotes
  TextsInQuotes,  // a list of them
  Date,
  Number,
  Duration,
  Window,
  NameOrText,     // `balancing 2026-02-01`, `led_by unknown`
  NameOrDuration,
  NameOrDate,
  NameOrNumber,
  RuleIds,
  Verb,           // `ask use …`, `given consent …`
};

struct ClauseRule {
  Kind block;
  Word word;
  Takes takes;
  Kinds kinds;                    // of names
  std::string_view choices;       // for Kind::Choice: the list, "role"; "" for any
  bool repeats;                   // may be written more than once
};

/// The rule for `word` in the block of a `kind`, or nullptr. Blocks of entries follow the block around them.
[[nodiscard]] const ClauseRule* clauseRule(Kind kind, Word word);
/// All rules of a block, in the order of the manual.
[[nodiscard]] std::span<const ClauseRule> clauseRules(Kind kind);
/// Kinds of the names after a joining word (`when`, `to`, …), in the block of a `kind`.
[[nodiscard]] Kinds joinKinds(std::string_view join);
/// Kinds that `kind x is …` may name as parent.
[[nodiscard]] Kinds parentKinds(Kind kind);
/// Joining words that the clause takes, separated by blanks, `at most` as `at_most`.
[[nodiscard]] std::string_view joinsOf(Kind block, Word word);
[[nodiscard]] bool takesJoin(Kind block, Word word, std::string_view join);
/// Whether `only` and `except` may stand before the joining word.
[[nodiscard]] bool takesLimit(Kind block, std::string_view join);
/// Whether the names of a clause, or after its joining word, may be linked by `and` and `or`; elsewhere they are a
/// list.
[[nodiscard]] bool takesLinks(Kind block, Word word);
[[nodiscard]] bool joinTakesLinks(Kind block, std::string_view join);
/// Words that stand for a state of knowledge in place of any name: none, vague, unknown.
[[nodiscard]] bool isStateWord(std::string_view name);

}  // namespace vern::model
