// From rules as written to rules that can be run: names are resolved, conditions typed, texts and citations checked.
#pragma once

#include "compiler/diag/sink.h"
#include "compiler/rules/rule.h"
#include "llvm/ADT/ArrayRef.h"

namespace vern::rules {

/// The rules and `define`s of `files`, with every name looked up in `model`. A rule with a mistake is reported, once
/// for each mistake, and left out. The ids of rules outside the library begin with `prefix`, if there is one, and never
/// as the library's do. With a `base` the set goes on where that ends. `model` and `base` must outlive the result.
[[nodiscard]] RuleSet load(const model::Model& model, llvm::ArrayRef<const syntax::File*> files, diag::Sink& sink,
                           std::string_view prefix = {}, const RuleSet* base = nullptr);

}  // namespace vern::rules
