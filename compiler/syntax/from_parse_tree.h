// From text to tree: UTF-8 is checked, ANTLR parses declaration by declaration, mistakes become findings.
#pragma once

#include "compiler/diag/sink.h"
#include "compiler/syntax/tree.h"

namespace vern::syntax {

/// Braces, brackets and quantifiers nest at most this deep.
inline constexpr unsigned MaxDepth = 64;

/// Letters of a name, which are a byte each.
inline constexpr unsigned MaxNameBytes = 100;

/// The declarations of `file` that could be read. What could not is reported, once, and left out.
File fromText(FileId file, const SourceMap& sources, diag::Sink& sink);

}  // namespace vern::syntax
