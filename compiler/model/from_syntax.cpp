#include "compiler/model/from_syntax.h"

#include "compiler/model/binder.h"
#include "compiler/model/one_name.h"
#include "compiler/model/successors.h"
#include "compiler/model/year_end.h"

namespace vern::model {

Model fromSyntax(llvm::ArrayRef<const syntax::File*> files, const SourceMap& sources, diag::Sink& sink,
                 const Model* base) {
  Model model = base != nullptr ? Model::on(*base, sources) : Model(sources);
  Binder binder(model, sink);
  for (const syntax::File* file : files)
    for (const syntax::Decl& decl : file->decls) binder.declare(decl);
  binder.setGaps(files);
  binder.finish();
  reportYearEnds(model, sink);
  reportSuccessors(model, sink);
  offerOneName(model, sink);
  return model;
}

void bindAgain(Model& model, DeclId id, const syntax::Decl& decl, llvm::ArrayRef<const syntax::File*> files,
               diag::Sink& sink) {
  Binder(model, sink).again(id, decl, files);
  reportSuccessors(model, id, sink);
}

Model withFragment(const Model& base, std::span<const syntax::Decl> fragment, diag::Sink& sink) {
  Model model = Model::on(base, base.sources());
  Binder binder(model, sink, true);
  for (const syntax::Decl& decl : fragment) binder.declare(decl);
  binder.finish();
  return model;
}

}  // namespace vern::model
