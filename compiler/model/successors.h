// Terms that have got another name.
#pragma once

#include "compiler/diag/sink.h"
#include "compiler/model/model.h"

namespace vern::model {

/// Reports each use of a term that names a `successor`, with the new name as an edit. A term that the law has given up
/// (`retired`) is a matter for rules.
void reportSuccessors(const Model& model, diag::Sink& sink);
/// Of those in one declaration.
void reportSuccessors(const Model& model, DeclId id, diag::Sink& sink);

}  // namespace vern::model
