// Binds the names of parsed files and checks clauses against the schema.
#pragma once

#include <span>

#include "compiler/diag/sink.h"
#include "compiler/model/model.h"
#include "compiler/syntax/tree.h"
#include "llvm/ADT/ArrayRef.h"

namespace vern::model {

/// The model of `files`, which were found through `use` and stand in the order of that; every file outlives the model
/// only as text in `sources`. What cannot be bound is reported, once, and left out: the model is always usable.
/// With a `base` the model goes on where that ends, and `sources` where those of `base` end.
[[nodiscard]] Model fromSyntax(llvm::ArrayRef<const syntax::File*> files, const SourceMap& sources, diag::Sink& sink,
                               const Model* base = nullptr);

/// Binds `decl` in the place of `id`, of which it says the same up to its block. All others keep what they mean, if
/// neither gives another name to anything. What cannot be bound is reported.
void bindAgain(Model& model, DeclId id, const syntax::Decl& decl, llvm::ArrayRef<const syntax::File*> files,
               diag::Sink& sink);

/// A fragment on top of a finished model, for the examples of rules: `base` is not changed, and outlives
/// the result. Declarations of the fragment may use everything in `base`.
[[nodiscard]] Model withFragment(const Model& base, std::span<const syntax::Decl> fragment, diag::Sink& sink);

}  // namespace vern::model
