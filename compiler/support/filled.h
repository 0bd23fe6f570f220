// Sentences with places for values: "there is no option `{name}`".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "llvm/ADT/STLFunctionalExtras.h"

namespace vern {

/// `sentence` with each {name} replaced by what `fill` gives for that name; one that it gives nothing for stays as it
/// is.
[[nodiscard]] std::string filled(std::string_view sentence,
                                 llvm::function_ref<std::optional<std::string>(std::string_view name)> fill);

}  // namespace vern
