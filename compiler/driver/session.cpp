#include "compiler/driver/session.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "compiler/driver/diags.h"
#include "compiler/model/from_syntax.h"
#include "compiler/rules/check.h"
#include "compiler/rules/typecheck.h"
#include "compiler/syntax/from_parse_tree.h"
#include "stdlib_data.h"

namespace vern::driver {

namespace {

constexpr unsigned MaxFiles = 2000;

const EmbeddedFile* embedded(std::string_view path) {
  for (const EmbeddedFile& file : embeddedStdlib())
    if (file.path == path) return &file;
  return nullptr;
}

std::string folderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder;
}

}  // namespace

/// Tells each finding in which declaration it lies.
static void nameSymbols(const model::Model& model, diag::Sink& sink) {
  std::vector<model::DeclId> own;
  for (std::size_t i = 0; i < model.decls.size(); ++i)
    if (!model[model.decls.idAt(i)].standard) own.push_back(model.decls.idAt(i));
  std::sort(own.begin(), own.end(), [&](auto a, auto b) { return model[a].span < model[b].span; });
  for (diag::Diagnostic& finding : sink.edit()) {
    if (!finding.span.valid() || !finding.symbol.empty()) continue;
    auto after = std::upper_bound(own.begin(), own.end(), finding.span, [&](const Span& span, model::DeclId id) {
      return std::pair(span.file, span.begin) < std::pair(model[id].span.file, model[id].span.begin);
    });
    if (after == own.begin()) continue;
    const model::Decl& decl = model[*--after];
    if (decl.span.file != finding.span.file || finding.span.begin >= decl.span.end) continue;
    finding.symbol = std::string(model::spelling(decl.kind)) + (decl.name.empty() ? "" : " " + std::string(decl.name));
  }
}

struct Session::Loading {
  const workspace::Project& project;
  Policy& policy;
  std::vector<std::string> open;   // files being read, the outermost first
  std::set<std::string> done;
};

bool Session::loadFile(Loading& loading, const std::string& path, bool standard, Span used_at) {
  const std::string key = standard ? "std:" + path : file_system_.canonical(path);
  if (loading.done.contains(key)) return true;
  if (const auto cycle = std::find(loading.open.begin(), loading.open.end(), key); cycle != loading.open.end()) {
    std::string chain;
    for (auto it = cycle; it != loading.open.end(); ++it)
      chain += std::filesystem::path(*it).filename().string() + " → ";
    sink.report(used_at, UseCycle, chain + std::filesystem::path(key).filename().string());
    return false;
  }
  if (loading.done.size() + loading.open.size() >= MaxFiles) {
    sink.report(used_at, TooManyFiles, MaxFiles);
    return false;
  }

  if (!parsed_.contains(key)) {
    std::string text;
    if (standard) {
      std::optional<std::string> found = libraryText(path);
      if (!found) {
        sink.report(used_at, CannotUse, path, diag::reason("the standard library has no such file"));
        return false;
      }
      text = std::move(*found);
    } else {
      llvm::Expected<std::string> read = file_system_.read(path, MaxFileBytes);
      if (!read) {
        const diag::Words reason = diag::reason(llvm::toString(read.takeError()));
        if (used_at.valid()) sink.report(used_at, CannotUse, path, reason);
        else sink.report({}, CannotReadPolicy, path, reason);
        return false;
      }
      text = std::move(*read);
    }
    const std::string library = library_folder_.empty() ? "<vern>" : library_folder_;
    const FileId id = sources.add(standard ? library + "/" + path : path, std::move(text), standard);
    parsed_[key] = syntax::fromText(id, sources, sink);
  }

  loading.open.push_back(key);
  const syntax::File& file = parsed_[key];
  bool lacks = false;
  for (const syntax::Decl& decl : file.decls) {
    if (decl.kind != syntax::DeclKind::Use) continue;
    if (decl.name) {
      const std::string library = std::string(decl.name->text) + ".vern";
      if (!libraryText(library)) {
        sink.report(decl.name->span, UnknownLibrary, decl.name->text).help(UseNorway);
        lacks = true;
      } else if (!loadFile(loading, library, true, decl.name->span)) {
        lacks = true;
      }
      continue;
    }
    if (!decl.string) continue;
    const std::string& written = decl.string->value;
    const std::string full = standard ? (std::filesystem::path(folderOf(path)) / written).lexically_normal().string()
                                      : workspace::within(loading.project.root, folderOf(path), written);
    if (full.empty()) {
      sink.report(decl.string->span, UseOutside, written);
      lacks = true;
    } else if (!loadFile(loading, full, standard, decl.string->span)) {
      lacks = true;
    }
  }
  loading.open.pop_back();
  loading.done.insert(key);
  loading.policy.files.push_back(file);
  loading.policy.files.back().lacks_files = lacks;
  return true;
}

std::optional<std::string> Session::libraryText(const std::string& path) const {
  if (library_folder_.empty()) {
    const EmbeddedFile* file = embedded(path);
    return file == nullptr ? std::nullopt : std::optional<std::string>(file->text);
  }
  llvm::Expected<std::string> read = file_system_.read(library_folder_ + "/" + path, MaxFileBytes);
  if (read) return std::move(*read);
  llvm::consumeError(read.takeError());
  return std::nullopt;
}

void Session::loadFolder(Loading& loading, const std::string& folder) {
  if (file_system_.kind(folder) != FileKind::Directory) {
    loadFile(loading, folder, false, {});
    return;
  }
  // A folder that is reached twice, by a link to one above it, is read once.
  if (!loading.done.insert("folder:" + file_system_.canonical(folder)).second) return;
  llvm::Expected<std::vector<std::string>> names = file_system_.list(folder);
  if (!names) {
    sink.report({}, CannotReadPolicy, folder, diag::reason(llvm::toString(names.takeError())));
    return;
  }
  for (const std::string& name : *names) {
    const std::string path = folder + "/" + name;
    if (name.starts_with(".")) continue;
    if (file_system_.kind(path) == FileKind::Directory || name.ends_with(".vern")) loadFolder(loading, path);
  }
}

std::unique_ptr<Policy> Session::load(const workspace::Project& project, const std::string& path) {
  auto policy = std::make_unique<Policy>();
  policy->path = path;
  policy->name = std::filesystem::path(path).stem().string();
  Loading loading{project, *policy, {}, {}};
  if (!loadFile(loading, path, false, {})) return policy;
  if (policy->files.back().decls.empty() && !sink.hasErrors())
    sink.report({policy->files.back().file, 0, 0}, EmptyPolicy);
  for (const std::string& folder : project.rule_folders) loadFolder(loading, folder);
  policy->model = model::fromSyntax(policy->files, sources, sink);
  if (const model::Clause* profile = policy->model->clause(policy->model->only(model::Kind::Policy), Word::profile))
    if (!profile->value.entries.empty()) policy->profile = profile->value.entries.front().written;
  return policy;
}

void Session::check(const workspace::Project& project, Policy& policy, const Options& options) {
  if (!policy.model || sink.hasErrors()) return;
  policy.grants = grants::fromModel(*policy.model);
  policy.judgements = judge::judge(*policy.model, *policy.grants);
  const rules::RuleSet law = rules::load(*policy.model, policy.files, sink, project.rule_prefix);
  // Rules that cannot be read would be missed, and what accepts their findings would seem to be in vain.
  if (sink.hasErrors()) return;
  rules::Options how = rules::optionsOf(*policy.model, options.as_of);
  how.levels = project.levels;
  how.questions = options.questions;
  rules::check(*policy.model, *policy.grants, policy.judgements, law, how, sink);
}

std::vector<std::unique_ptr<Policy>> Session::checkAll(const workspace::Project& project, const Options& options) {
  std::vector<std::unique_ptr<Policy>> out;
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
  policy->name = "norway";
  policy->path = "norway.vern";
  workspace::Project anywhere;
  Loading loading{anywhere, *policy, {}, {}};
  loadFile(loading, "norway.vern", true, {});
  for (const std::string& path : rules) {
    anywhere.root = std::filesystem::path(path).parent_path().string();
    loadFolder(loading, path);
  }
  policy->model = model::fromSyntax(policy->files, sources, sink);
  return policy;
}

}  // namespace vern::driver
