// The sentence of a finding, in the language asked for.
#pragma once

#include <string>
#include <string_view>

#include "compiler/diag/diagnostic.h"

namespace vern::messages {

/// `message` in `language`: its own text in that language, else the catalogue's ("KEY.text", or KEY for labels and
/// helps), else English. Placeholders {name} are replaced by the arguments; an unknown one is left as it is.
[[nodiscard]] std::string render(const diag::Message& message, std::string_view language);

}  // namespace vern::messages
