// Values as people read them: labels instead of names, lists, lengths of time, in each language.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compiler/diag/diagnostic.h"
#include "compiler/rules/value.h"
#include "llvm/ADT/ArrayRef.h"

namespace vern::rules {

/// The languages that findings can be written in.
inline constexpr std::string_view Languages[] = {"en", "nb", "nn"};

/// `value` in `language`. A declaration is called by its title or label; by its name, if it has neither.
[[nodiscard]] std::string print(const model::Model& model, const Value& value, std::string_view language);

/// With a capital first, as a sentence begins.
[[nodiscard]] std::string raised(std::string text);

/// "a, b and c"; five, then "and 4 more".
[[nodiscard]] std::string list(llvm::ArrayRef<std::string_view> items, std::string_view language);

/// "3 months", "3 måneder".
[[nodiscard]] std::string print(Duration duration, std::string_view language);
/// "3 years after the purchase is made".
[[nodiscard]] std::string print(const model::Model& model, const Window& window, std::string_view language);
/// How a section is called in each of `languages`, with its address; that of the law, if the section has none of its
/// own.
[[nodiscard]] diag::Citation cited(const model::Model& model, DeclId section,
                                   std::span<const std::string_view> languages = Languages);

}  // namespace vern::rules
