// From a mistake that the parser has found to the finding that its writer reads.
#pragma once

#include <string_view>

#include "compiler/diag/sink.h"
#include "grammar/fault.h"

namespace vern::syntax {

/// `text` is that of `file`.
void report(const grammar::Fault& fault, FileId file, std::string_view text, diag::Sink& sink);

}  // namespace vern::syntax
