// What lies between reading a policy and running rules on it.
#pragma once

#include <optional>

#include "compiler/driver/session.h"
#include "compiler/rules/check.h"

namespace vern::driver {

/// What is run on a policy that has been judged.
struct Ready {
  rules::RuleSet law;
  rules::Options how;
};

/// Judges `policy`, which `session` has loaded and which outlives what comes out. Nothing where the text or a rule is
/// broken.
[[nodiscard]] std::optional<Ready> prepare(Session& session, const workspace::Project& project, Policy& policy,
                                           const Options& options);

/// Tells each finding in which declaration it lies.
void nameSymbols(const model::Model& model, diag::Sink& sink);

}  // namespace vern::driver
