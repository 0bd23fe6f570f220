// The sentence of a finding, in the language asked for.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/diag/diagnostic.h"
#include "llvm/ADT/STLFunctionalExtras.h"

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

/// `sentence` with each {name} replaced by what `fill` gives for that name; one that it gives nothing for stays as it
/// is.
[[nodiscard]] std::string filled(std::string_view sentence,
                                 llvm::function_ref<std::optional<std::string>(std::string_view name)> fill);

}  // namespace vern::messages
