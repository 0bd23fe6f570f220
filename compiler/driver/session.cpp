#include "compiler/driver/session.h"

#include <algorithm>
#include <filesystem>

#include "compiler/driver/diags.h"
#include "compiler/grants/size.h"
#include "compiler/model/from_syntax.h"
#include "compiler/rules/check.h"
#include "compiler/rules/typecheck.h"

namespace vern::driver {

namespace {

/// Where the files of a project stand.
class ProjectShelf : public Shelf {
 public:
  ProjectShelf(const FileSystem& files, std::string root) : files_(files), root_(std::move(root)) {}
  [[nodiscard]] std::string key(const std::string& path) const override { return files_.canonical(path); }
  [[nodiscard]] llvm::Expected<std::string> read(const std::string& path) const override {
    return files_.read(path, MaxFileBytes);
  }
  [[nodiscard]] std::string used(const std::string& path, const std::string& written) const override {
    return workspace::within(root_, std::filesystem::path(path).parent_path().string(), written);
  }
  [[nodiscard]] bool isLibrary(std::string_view name) const override { return name == LibraryName; }

 private:
  const FileSystem& files_;
  std::string root_;
};

}  // namespace

/// Tells each finding in which declaration it lies.
static void nameSymbols(const model::Model& model, diag::Sink& sink) {
  std::vector<model::DeclId> own;
  for (std::size_t i = model.standardSize(); i < model.decls.size(); ++i)
    if (!model[model.decls.idAt(i)].standard) own.push_back(model.decls.idAt(i));
  std::sort(own.begin(), own.end(), [&](auto a, auto b) { return model[a].span < model[b].span; });
  for (diag::Diagnostic& finding : sink.edit()) {
    if (!finding.span.valid() || !finding.symbol.empty()) continue;
    const Span whole = finding.about.valid() ? finding.about : finding.span;
    auto after = std::upper_bound(own.begin(), own.end(), whole, [&](const Span& span, model::DeclId id) {
      return std::pair(span.file, span.begin) < std::pair(model[id].span.file, model[id].span.begin);
    });
    if (after == own.begin()) continue;
    const model::Decl& decl = model[*--after];
    if (decl.span.file != whole.file || whole.begin >= decl.span.end) continue;
    finding.symbol = std::string(model::spelling(decl.kind)) + (decl.name.empty() ? "" : " " + std::string(decl.name));
  }
}

std::unique_ptr<Policy> Session::load(const workspace::Project& project, const std::string& path) {
  auto policy = std::make_unique<Policy>();
  policy->path = path;
  policy->name = std::filesystem::path(path).stem().string();
  const std::size_t before = sink.diagnostics().size();
  const std::size_t errors = sink.errors();
  read(project, *policy);
  for (const diag::Diagnostic& finding : std::span(sink.diagnostics()).subspan(before))
    if (finding.severity == diag::Severity::Error && finding.span.valid()) broken_.insert(finding.span.file);
  policy->sound = sink.errors() == errors && std::none_of(policy->files.begin(), policy->files.end(),
                                                          [&](auto* file) { return broken_.contains(file->file); });
  return policy;
}

void Session::read(const workspace::Project& project, Policy& policy) {
  const std::size_t errors = sink.errors();
  const ProjectShelf shelf(file_system_, project.root);
  Loader loader(shelf, sources, parsed_, sink, &ahead_);
  if (!loader.file(policy.path)) return;
  const syntax::File& main = *loader.files().back();
  if (main.decls.empty() && sink.errors() == errors) sink.report({main.file, 0, 0}, EmptyPolicy);
  for (const std::string& folder : project.rule_folders) loader.folder(folder, file_system_);
  policy.files = loader.files();
  if (loader.usesLibrary()) policy.library = library_;
  const model::Model* base = policy.library != nullptr ? &*policy.library->model : nullptr;
  policy.model = model::fromSyntax(policy.files, sources, sink, base);
  if (const grants::Size size = grants::sizeOf(*policy.model); size.grants > grants::MaxGrants) {
    sink.report((*policy.model)[size.largest].name_span, TooManyGrants, grants::MaxGrants);
    policy.model.reset();
    return;
  }
  if (const model::Clause* profile = policy.model->clause(policy.model->only(model::Kind::Policy), Word::profile))
    if (!profile->value.entries.empty()) policy.profile = profile->value.entries.front().written;
}

void Session::check(const workspace::Project& project, Policy& policy, const Options& options) {
  if (!policy.model || !policy.sound) return;
  const std::size_t errors = sink.errors();
  policy.grants = grants::fromModel(*policy.model);
  policy.judgements = judge::judge(*policy.model, *policy.grants);
  const rules::RuleSet law = this->rules(policy, project.rule_prefix);
  // Rules that cannot be read would be missed, and what accepts their findings would seem to be in vain.
  if (sink.errors() > errors) return;
  rules::Options how = rules::optionsOf(*policy.model, options.as_of);
  how.levels = project.levels;
  how.questions = options.questions;
  rules::check(*policy.model, *policy.grants, policy.judgements, law, how, sink);
}

std::vector<std::unique_ptr<Policy>> Session::checkAll(const workspace::Project& project, const Options& options) {
  std::vector<std::unique_ptr<Policy>> out;
  ahead_.read(project.policies, ProjectShelf(file_system_, project.root), sources);
  for (const std::string& path : project.policies) {
    out.push_back(load(project, path));
    check(project, *out.back(), options);
  }
  sink.finish();
  for (const auto& policy : out)
    if (policy->model) nameSymbols(*policy->model, sink);
  return out;
}

std::unique_ptr<Policy> Session::library(std::span<const std::string> rules) {
  auto policy = std::make_unique<Policy>();
  policy->name = LibraryName;
  policy->path = policy->name + ".vern";
  policy->library = library_;
  for (const std::string& path : rules) {
    const ProjectShelf shelf(file_system_, std::filesystem::path(path).parent_path().string());
    Loader loader(shelf, sources, parsed_, sink, &ahead_);
    loader.folder(path, file_system_);
    for (const syntax::File* file : loader.files())
      if (std::find(policy->files.begin(), policy->files.end(), file) == policy->files.end())
        policy->files.push_back(file);
  }
  policy->model = model::fromSyntax(policy->files, sources, sink, &*library_->model);
  return policy;
}

rules::RuleSet Session::rules(const Policy& policy, std::string_view prefix) {
  return rules::load(*policy.model, policy.files, sink, prefix,
                     policy.library != nullptr ? &policy.library->rules : nullptr);
}

void Session::useLibrary(const std::string& folder) {
  own_library_ = readLibrary(file_system_, folder, sink);
  library_ = own_library_.get();
  sources = SourceMap::on(library_->sources);
}

}  // namespace vern::driver
