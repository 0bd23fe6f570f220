// How a law is named in a sentence.
#pragma once

#include <string>
#include <string_view>

#include "compiler/model/model.h"

namespace vern::model {

/// "GDPR Art. 6(1)(a)", "GDPR artikkel 6 nr. 1 bokstav a": a section with the short name of its law, or a law by its
/// own. A text that lacks `language` stands in the first it has.
[[nodiscard]] std::string citation(const Model& model, DeclId law_or_section, std::string_view language);

}  // namespace vern::model
