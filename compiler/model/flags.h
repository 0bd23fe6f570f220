// How flags go down a taxonomy.
#pragma once

#include "compiler/model/model.h"

namespace vern::model {

/// Adds the flags of `parent` to those of `decl`, whose flags come out sorted.
void takeFlags(const Decl& parent, Decl& decl);

}  // namespace vern::model
