// From rules as written to rules that can be run: names are resolved, conditions typed, texts and citations checked.
#pragma once

#include <span>

#include "compiler/diag/sink.h"
#include "compiler/rules/rule.h"

namespace vern::rules {

/// The rules and `define`s of `files`, with every name looked up in `model`. A rule with a mistake is reported, once
/// for each mistake, and left out. `files` and `model` must outlive the result.
[[nodiscard]] RuleSet load(const model::Model& model, std::span<const syntax::File> files, diag::Sink& sink);

}  // namespace vern::rules
