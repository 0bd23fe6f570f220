// A mistake in the form of a text, told in terms of what a writer sees.
#pragma once

#include <cstdint>
#include <string>

namespace vern::grammar {

enum class FaultKind {
  UnknownClause,       // a word at the place of a clause that heads none
  UnknownDeclaration,  // likewise for declarations
  EmptyClause,         // a clause word without a value: the next line was read as its value
  MissingComma,        // a name right after a name
  MissingBrace,        // the end of the file, or a declaration, inside a block
  MissingOpenBrace,    // clauses after a declaration that has no block
  ExtraBrace,          // a `}` that closes nothing
  MissingText,         // a language tag without a text in quotes
  MissingLanguage,     // a text in quotes without a language tag, after another text
  LanguageAfterJoin,   // `because nb "…"`: a tag before a text that has none
  MissingName,         // a declaration without a name
  MissingUnit,         // a number where a length of time stands
  MissingAfter,        // the last line breaks off: `expected` is missing after it
  SmallWord,           // `for`, `when` and their like in the place of a name
  TwoWordName,         // `activity my portal`
  OpenText,            // no closing quote
  WrongQuote,          // ' “ ” « » and their like
  Unquoted,            // an address, a path or a number that is a text
  OddDate,             // 01.05.2026
  Dash,                // `bike-repair` in the place of a name
  UnknownUnit,         // `2 yeers`
  OddNumber,           // `two years`, `2.5 years`, `-2 years`
  IsInClause,          // `basis is consent`
  JoinAfterTexts,      // `share bank en "…" when asked`
  BadCharacter,
  Unexpected,          // anything else: `found` cannot stand here, `expected` could
};

/// After so many mistakes the rest of a file is not read: it is something else than a policy.
inline constexpr unsigned MaxFaults = 100;

/// Bytes of the text.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct Fault {
  FaultKind kind = FaultKind::Unexpected;
  Range at;
  std::string
      expected;  // Unexpected, MissingAfter: "name", "value", …, or a sign of the language in backquotes; "" if unknown
  std::string declaration;  // MissingBrace, MissingOpenBrace: the declaration, "activity portal"
  /// MissingBrace: before this; OpenText: where the text was taken to end; EmptyClause: texts that follow all the same;
  /// UnknownClause: the clause word right behind it, which it was to qualify; LanguageAfterJoin: the word that joins.
  Range other;
};

}  // namespace vern::grammar
