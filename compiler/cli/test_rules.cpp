#include "compiler/cli/test_rules.h"

#include <algorithm>
#include <filesystem>

#include "compiler/rules/typecheck.h"

namespace vern::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view Root = "norway.vern";  // of a standard library

bool has(const FileSystem& files, const fs::path& folder, std::string_view name) {
  return files.kind((folder / name).string()) == FileKind::Regular;
}

bool holdsRules(const syntax::File& file) {
  return std::any_of(file.decls.begin(), file.decls.end(),
                     [](const syntax::Decl& decl) { return decl.kind == syntax::DeclKind::Rule; });
}

bool holdsPolicy(const syntax::File& file) {
  return std::any_of(file.decls.begin(), file.decls.end(),
                     [](const syntax::Decl& decl) { return decl.word.text == "policy"; });
}

/// `path` is `place`, or lies in that folder.
bool below(std::string_view path, std::string_view place) {
  if (!path.starts_with(place)) return false;
  return place.empty() || path.size() == place.size() || place.back() == '/' || path[place.size()] == '/';
}

}  // namespace

RulePlace rulePlace(const std::string& path, const FileSystem& files) {
  RulePlace out;
  const bool folder = files.kind(path) == FileKind::Directory;
  const fs::path given = fs::path(path).lexically_normal();
  if (folder && has(files, given, "vern.toml")) return out;
  for (fs::path above = folder ? given : given.parent_path();; above = above.parent_path()) {
    const fs::path looked_in = above.empty() ? fs::path(".") : above;
    if (has(files, looked_in, "vern.toml")) break;
    if (has(files, looked_in, Root)) {
      out.library = looked_in.string();
      if (out.library.size() > 1 && out.library.back() == '/') out.library.pop_back();
      if (!folder || !has(files, given, Root)) out.below = given.string();
      return out;
    }
    if (above.empty() || above == above.parent_path()) break;
  }
  if (folder) out.folders.push_back(path);
  return out;
}

RulePlace rulePlace(const workspace::Project& project, std::span<const std::unique_ptr<driver::Policy>> policies,
                    const SourceMap& sources) {
  RulePlace out;
  out.folders = project.rule_folders;
  out.prefix = project.rule_prefix;
  for (const auto& policy : policies)
    for (const syntax::File* file : policy->files) {
      // Rules beside a policy have nothing but that policy to stand on: examples need files of their own.
      if (holdsRules(*file) && !holdsPolicy(*file)) out.folders.emplace_back(sources.path(file->file));
    }
  return out;
}

RuleRun runRules(driver::Session& session, const RulePlace& place, Day as_of) {
  RuleRun out;
  if (!place.library.empty()) session.useLibrary(place.library);
  out.library = session.library(place.folders);
  std::vector<const syntax::File*> own = out.library->files;
  if (!place.library.empty())
    for (const syntax::File* file : out.library->library->files)
      if (below(session.sources.path(file->file), place.below)) own.push_back(file);
  out.none = std::none_of(own.begin(), own.end(), [](const auto* file) { return holdsRules(*file); }) ||
             std::any_of(own.begin(), own.end(), [](const auto* file) { return holdsPolicy(*file); });
  if (out.none || !out.library->model || session.sink.hasErrors()) return out;
  out.rules = std::make_unique<rules::RuleSet>(session.rules(*out.library, place.prefix));
  if (session.sink.hasErrors()) return out;
  const testing::Passes passes{
      [](const model::Model& model) { return grants::fromModel(model); },
      [](const model::Model& model, const grants::Grants& grants) { return judge::judge(model, grants); }};
  out.run = testing::runExamples(
      *out.library->model, *out.rules, passes, as_of, session.sources, session.sink, [&](const rules::Rule& rule) {
        return place.library.empty() ? !rule.standard : below(session.sources.path(rule.span.file), place.below);
      });
  return out;
}

}  // namespace vern::cli
