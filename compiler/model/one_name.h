// Several words without a comma between them that are one name.
#pragma once

#include "compiler/diag/sink.h"
#include "compiler/model/model.h"

namespace vern::model {

/// Where a comma is told to be missing between two words that are one name together, offers that: `legal obligation`.
/// Where a name is told to be more than one word, offers what the words are the label of, or a kind of.
void offerOneName(const Model& model, diag::Sink& sink);

}  // namespace vern::model
