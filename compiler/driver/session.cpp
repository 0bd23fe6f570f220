#include "compiler/driver/session.h"

#include <algorithm>
#include <filesystem>

#include "compiler/driver/diags.h"
#include "compiler/driver/prepare.h"
#include "compiler/grants/size.h"
#include "compiler/grants/tests.h"
#include "compiler/model/from_syntax.h"
#include "compiler/rules/typecheck.h"
#include "compiler/support/distance.h"

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
  [[nodiscard]] std::string nearTo(const std::string& path) const override {
    const std::filesystem::path file(path);
    const std::string folder = file.has_parent_path() ? file.parent_path().string() : ".";
    std::vector<std::string> policies = workspace::policiesIn(folder, files_);
    std::erase(policies, file.filename().string());  // it is there, and cannot be read
    return std::string(
        nearest(file.filename().string(), std::vector<std::string_view>(policies.begin(), policies.end())));
  }
  [[nodiscard]] bool isLibrary(std::string_view name) const override { return name == LibraryName; }

 private:
  const FileSystem& files_;
  std::string root_;
};

}  // namespace

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
  const FileId main = loader.files().back()->file;
  const bool states = std::ranges::any_of(loader.files(), [](const syntax::File* file) {
    return std::ranges::any_of(file->decls,
                               [](const syntax::Decl& decl) { return decl.kind != syntax::DeclKind::Use; });
  });
  if (!states && sink.errors() == errors) sink.report({main, 0, 0}, EmptyPolicy);
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
  grants::checkTests(*policy.model, sink);
  if (const model::Clause* profile = policy.model->clause(policy.model->only(model::Kind::Policy), Word::profile))
    if (!profile->value.entries.empty()) policy.profile = profile->value.entries.front().written;
}

void Session::check(const workspace::Project& project, Policy& policy, const Options& options) {
  if (const auto ready = prepare(*this, project, policy, options))
    rules::check(*policy.model, *policy.grants, policy.judgements, ready->law, ready->how, sink);
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
