#include "compiler/model/successors.h"

#include "compiler/model/diags.h"

namespace vern::model {

namespace {

class Walker {
 public:
  Walker(const Model& model, diag::Sink& sink) : model_(model), sink_(sink) {}

  void walk(const Decl& decl) {
    if (decl.standard) return;
    used(decl.parent, decl.parent_span);
    walk(decl.clauses);
  }

 private:
  void walk(const std::vector<Clause>& clauses) {
    for (const Clause& clause : clauses) {
      walk(clause.value);
      for (const Join& join : clause.joins) walk(join.value);
      walk(clause.block);
    }
  }

  void used(DeclId id, Span span) {
    if (!id || !span.valid()) return;
    const Clause* successor = model_.clause(id, Word::successor);
    if (successor == nullptr || successor->value.entries.empty() || model_.clause(id, Word::retired) != nullptr) return;
    const DeclId next = successor->value.entries.front().decl;
    if (!next) return;
    diag::Edit edit{span, std::string(model_[next].name)};
    edit.safe = true;
    sink_.report(span, Renamed, model_[id].name, model_[next].name);
    sink_.edit().back().edits.push_back(std::move(edit));
  }

  void walk(const Value& value) {
    for (const Entry& entry : value.entries) {
      used(entry.decl, entry.span);
      walk(entry.block);
    }
  }

  const Model& model_;
  diag::Sink& sink_;
};

}  // namespace

void reportSuccessors(const Model& model, diag::Sink& sink) {
  Walker walker(model, sink);
  for (std::size_t i = model.standardSize(); i < model.decls.size(); ++i) walker.walk(model[model.decls.idAt(i)]);
}

void reportSuccessors(const Model& model, DeclId id, diag::Sink& sink) { Walker(model, sink).walk(model[id]); }

}  // namespace vern::model
