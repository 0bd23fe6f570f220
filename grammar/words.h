// Classes of words, and where words stand, as the search for a mistake and the recovery from it see them.
#pragma once

#include <cstddef>

#include "antlr4-runtime.h"
#include "grammar/fault.h"

namespace vern::grammar {

[[nodiscard]] Range rangeOf(const antlr4::Token* token);

[[nodiscard]] bool nameLike(size_t type);
/// Words of clauses that need a value.
[[nodiscard]] bool takesValue(size_t type);
/// What stands before the word of a clause: `may`, `never`.
[[nodiscard]] bool isPrefix(size_t type);
/// What joins a value to more: `when`, `at most`, `only`.
[[nodiscard]] bool joins(size_t type);
/// What a clause may end with.
[[nodiscard]] bool mayEnd(size_t type);
/// Tags of languages have two letters or three.
[[nodiscard]] bool isTag(const antlr4::Token* token);
[[nodiscard]] bool firstOnLine(antlr4::TokenStream* tokens, size_t index);
/// Nothing stands between the tokens `index` and `index + 1`.
[[nodiscard]] bool touches(antlr4::TokenStream* tokens, size_t index);
/// The first token on the line of `index`.
[[nodiscard]] size_t lineBegin(antlr4::TokenStream* tokens, size_t index);
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
