// Words that are no words of the language as they stand. Texts without their quotes: `email post@example.no`, `phone
// +47 22 00 00 00`, `version 7.0`, `name Example AS`.
#pragma once

#include <cstddef>
#include <optional>

#include "grammar/fault.h"
#include "grammar/token_buffer.h"

namespace vern::grammar {

/// The words that were meant for a text, if token `at` in a block cannot stand there because they have no quotes.
[[nodiscard]] std::optional<Range> unquotedText(TokenBuffer* tokens, size_t at);

/// The words around the dash at token `at` that were meant for one name: `bike-repair`. Parts of addresses are none.
[[nodiscard]] std::optional<Range> dashedName(antlr4::TokenStream* tokens, size_t at);

}  // namespace vern::grammar
