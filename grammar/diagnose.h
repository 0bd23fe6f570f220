// From the word at which the parser could not go on to the mistake that a writer made, which is often another word.
#pragma once

#include <cstddef>
#include <optional>

#include "antlr4-runtime.h"
#include "grammar/fault.h"

namespace vern::grammar {

struct Diagnosis {
  Fault fault;
  std::optional<size_t> resume;  // index of the token that begins the next sound clause, where it lies behind us
  std::optional<size_t> cut;     // index of the token from which on nothing belongs to the declaration at hand
  bool breaks_last = false;      // the clause before the mistake was not read whole
  bool whole_before = false;     // the clause or declaration before the mistake is sound
};

/// Why `parser`, in its present rule, cannot take `offending`.
[[nodiscard]] Diagnosis diagnose(antlr4::Parser* parser, antlr4::Token* offending);

/// Why `token` begins no declaration. The last one that was read began at token `last`.
[[nodiscard]] Fault diagnoseDeclaration(antlr4::TokenStream* tokens, antlr4::Token* token, std::optional<size_t> last);

/// Clauses follow the declaration that begins at token `decl` and has no block: its opening brace is missing, and they
/// are skipped. Otherwise nothing.
[[nodiscard]] std::optional<Fault> missingOpenBrace(antlr4::TokenStream* tokens, size_t decl);

// Classes of words, as error recovery sees them.
[[nodiscard]] bool firstOnLine(antlr4::TokenStream* tokens, size_t index);
/// Right after the tag of a language and its text.
[[nodiscard]] bool afterText(antlr4::TokenStream* tokens, size_t index);
/// First on a line that begins no further in than `decl` does: no clause of it, as people lay out policies.
[[nodiscard]] bool atMargin(antlr4::TokenStream* tokens, size_t index, const antlr4::Token* decl);
[[nodiscard]] bool beginsDeclaration(size_t type);
[[nodiscard]] bool beginsOnlyDeclaration(size_t type);
[[nodiscard]] bool beginsClause(size_t type);
[[nodiscard]] bool beginsRuleClause(size_t type);

/// The innermost context of `rule` at or above `context`, or nullptr.
[[nodiscard]] antlr4::ParserRuleContext* enclosing(antlr4::RuleContext* context, size_t rule);

}  // namespace vern::grammar
