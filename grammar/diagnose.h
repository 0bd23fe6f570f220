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

}  // namespace vern::grammar
