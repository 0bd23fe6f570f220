// The sentence of a finding, in the language asked for.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/diag/diagnostic.h"
#include "compiler/source/fault.h"

namespace vern::messages {

/// `message` in `language`: its own text in that language, else the catalogue's ("KEY.text", or KEY for labels and
/// helps), else English. Placeholders {name} are replaced by the arguments; an unknown one is left as it is.
[[nodiscard]] std::string render(const diag::Message& message, std::string_view language);

/// A placeholder's name, and what stands for it.
using Value = std::pair<std::string_view, std::string>;

/// The catalogue's sentence for `key` in `language`, or else in English, with its placeholders filled; `key` itself, if
/// no catalogue has it.
[[nodiscard]] std::string say(std::string_view language, std::string_view key,
                              std::initializer_list<Value> values = {});

/// Why something cannot be done, in `language`; in English where the catalogue has no such cause.
[[nodiscard]] std::string say(std::string_view language, const Causes& causes);
[[nodiscard]] std::string say(std::string_view language, llvm::Error error);

}  // namespace vern::messages
