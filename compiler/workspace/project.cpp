#include "compiler/workspace/project.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include <toml++/toml.h>

#include "compiler/support/distance.h"
#include "compiler/workspace/diags.h"

namespace vern::workspace {

namespace {

namespace fs = std::filesystem;

std::string joined(const std::string& folder, const std::string& name) {
  if (folder.empty() || folder == ".") return name;
  return folder.back() == '/' ? folder + name : folder + "/" + name;
}

std::optional<diag::Severity> severityFrom(std::string_view name) {
  for (const auto severity :
       {diag::Severity::Off, diag::Severity::Note, diag::Severity::Warning, diag::Severity::Error})
    if (diag::name(severity) == name) return severity;
  return std::nullopt;
}

/// "ACME", "ACME2"; the library's own is not to be had.
bool isPrefix(std::string_view prefix) {
  if (prefix.empty() || prefix.front() < 'A' || prefix.front() > 'Z' || prefix == "VERN") return false;
  return std::all_of(prefix.begin(), prefix.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

/// What toml++ complains of, without the step of its work in which it saw it.
diag::Words complaint(std::string_view description) {
  if (description.find("string: unescaped control characters") != std::string_view::npos)
    return diag::phrase("expected.closing_quote", "a text has no closing quote");
  constexpr std::string_view While = "Error while parsing ";
  const std::size_t colon = description.find(": ");
  if (description.starts_with(While) && colon != std::string_view::npos) description.remove_prefix(colon + 2);
  return diag::phrase("", description);
}

class Reader {
 public:
  Reader(Project& project, FileId file, const SourceMap& sources, diag::Sink& sink)
      : project_(project), file_(file), sources_(sources), sink_(sink) {}

  void read(const toml::table& manifest) {
    for (const auto& [key, node] : manifest) {
      if (key == "project")
        table(node, key, ProjectKeys, [this](const auto& k, const toml::node& n) { projectKey(k, n); });
      else if (key == "rules")
        table(node, key, RuleKeys, [this](const auto& k, const toml::node& n) { rulesKey(k, n); });
      else if (key == "output")
        table(node, key, OutputKeys, [this](const auto& k, const toml::node& n) { outputKey(k, n); });
      else unknown(key, Tables);
    }
    if (project_.policies.empty() && !sink_.hasErrors()) sink_.report({file_, 0, 0}, NoPolicies).help(WritePolicies);
  }

 private:
  static constexpr std::array Tables = {std::string_view("project"), std::string_view("rules"),
                                        std::string_view("output")};
  static constexpr std::array ProjectKeys = {std::string_view("name"), std::string_view("policy"),
                                             std::string_view("policies")};
  static constexpr std::array RuleKeys = {std::string_view("folders"), std::string_view("prefix"),
                                          std::string_view("levels")};
  static constexpr std::array OutputKeys = {std::string_view("folder")};

  template <class Handler>
  void table(const toml::node& node, const toml::key& key, std::span<const std::string_view> known, Handler handler) {
    const toml::table* inner = node.as_table();
    if (inner == nullptr) {
      wrong(node, key.str(), diag::phrase("expected.table", "a table of keys and values"));
      return;
    }
    for (const auto& [name, value] : *inner) {
      bool found = false;
      for (const std::string_view k : known) found = found || k == name.str();
      if (found) handler(name, value);
      else unknown(name, known);
    }
  }

  void projectKey(const toml::key& key, const toml::node& node) {
    if (key == "name") {
      text(key, node, project_.name);
      return;
    }
    if (key == "policy") {
      std::string path;
      if (text(key, node, path)) addPolicy(path, node);
      return;
    }
    texts(key, node, [this](const std::string& path, const toml::node& at) { addPolicy(path, at); });
  }

  void rulesKey(const toml::key& key, const toml::node& node) {
    if (key == "folders") {
      texts(key, node, [this](const std::string& path, const toml::node& at) {
        if (const std::string full = inside(path, at); !full.empty()) project_.rule_folders.push_back(full);
      });
      return;
    }
    if (key == "prefix") {
      if (text(key, node, project_.rule_prefix) && !isPrefix(project_.rule_prefix))
        wrong(node, key.str(), diag::phrase("expected.prefix", "capitals other than VERN, such as \"ACME\""));
      return;
    }
    const toml::table* levels = node.as_table();
    if (levels == nullptr) {
      wrong(node, key.str(), diag::phrase("expected.levels", "a table of rule ids and levels"));
      return;
    }
    for (const auto& [id, level] : *levels) {
      const auto severity = severityFrom(level.value_or(std::string_view()));
      if (severity) project_.levels[std::string(id.str())] = *severity;
      else wrong(level, id.str(), diag::phrase("expected.level", "\"error\", \"warning\", \"note\" or \"off\""));
    }
  }

  void outputKey(const toml::key& key, const toml::node& node) {
    std::string path;
    if (text(key, node, path)) project_.output = inside(path, node);
  }

  void addPolicy(const std::string& path, const toml::node& at) {
    if (const std::string full = inside(path, at); !full.empty()) project_.policies.push_back(full);
  }

  std::string inside(const std::string& path, const toml::node& at) {
    std::string full = within(project_.root, project_.root, path);
    if (full.empty()) sink_.report(span(at.source()), OutsideProject, path);
    return full;
  }

  bool text(const toml::key& key, const toml::node& node, std::string& out) {
    const auto value = node.value<std::string>();
    if (!value || !node.is_string()) {
      wrong(node, key.str(), diag::phrase("expected.text", "a text in quotes"));
      return false;
    }
    out = *value;
    return true;
  }

  template <class Handler>
  void texts(const toml::key& key, const toml::node& node, Handler handler) {
    const toml::array* array = node.as_array();
    if (array == nullptr) {
      wrong(node, key.str(), diag::phrase("expected.texts", "a list of texts"));
      return;
    }
    for (const toml::node& element : *array) {
      if (const auto value = element.value<std::string>(); value && element.is_string()) handler(*value, element);
      else wrong(element, key.str(), diag::phrase("expected.texts", "a list of texts"));
    }
  }

  void wrong(const toml::node& node, std::string_view key, const diag::Words& expected) {
    sink_.report(span(node.source()), WrongType, key, expected);
  }

  void unknown(const toml::key& key, std::span<const std::string_view> known) {
    auto report = sink_.report(span(key.source()), UnknownKey, key.str());
    if (const std::string_view near = nearest(key.str(), known); !near.empty()) report.help(DidYouMean, near);
  }

 public:
  [[nodiscard]] Span span(const toml::source_region& region) const {
    const auto at = [&](const toml::source_position& p) {
      const std::uint32_t start = sources_.lineStart(file_, p.line);
      const auto size = static_cast<std::uint32_t>(sources_.text(file_).size());
      return std::min(start + (p.column > 0 ? p.column - 1 : 0), size);
    };
    const std::uint32_t begin = at(region.begin);
    return {file_, begin, std::max(begin, at(region.end))};
  }

 private:
  Project& project_;
  FileId file_;
  const SourceMap& sources_;
  diag::Sink& sink_;
};

}  // namespace

std::string within(const std::string& root, const std::string& base, const std::string& relative) {
  if (relative.empty() || relative.front() == '/' || relative.find('\0') != std::string::npos) return {};
  const fs::path full = (fs::path(base) / relative).lexically_normal();
  const fs::path from_root = full.lexically_relative(fs::path(root.empty() ? "." : root).lexically_normal());
  if (from_root.empty() || *from_root.begin() == "..") return {};
  return full.string();
}

std::optional<Project> open(const std::string& path, const FileSystem& files, SourceMap& sources, diag::Sink& sink) {
  Project project;
  std::string manifest;
  switch (files.kind(path)) {
    case FileKind::Missing:
    case FileKind::Other: {
      llvm::Expected<std::string> text = files.read(path, MaxFileBytes);
      const std::string reason = text ? "it is not a regular file" : llvm::toString(text.takeError());
      sink.report({}, CannotRead, path, diag::reason(reason));
      return std::nullopt;
    }
    case FileKind::Directory:
      manifest = joined(path, "vern.toml");
      if (files.kind(manifest) == FileKind::Missing) {
        sink.report({}, NoManifest, path).help(NameAPolicy);
        return std::nullopt;
      }
      project.root = path;
      break;
    case FileKind::Regular: {
      const fs::path file(path);
      project.root = file.has_parent_path() ? file.parent_path().string() : ".";
      if (file.filename() != "vern.toml") {
        project.name = file.stem().string();
        project.policies.push_back(path);
        return project;
      }
      manifest = path;
      break;
    }
  }

  llvm::Expected<std::string> text = files.read(manifest, MaxFileBytes);
  if (!text) {
    sink.report({}, CannotRead, manifest, diag::reason(llvm::toString(text.takeError())));
    return std::nullopt;
  }
  const FileId id = sources.add(manifest, std::move(*text));
  Reader reader(project, id, sources, sink);
  try {
    const toml::table table = toml::parse(sources.text(id), std::string_view(manifest));
    reader.read(table);
  } catch (const toml::parse_error& error) {
    sink.report(reader.span(error.source()), BadToml, complaint(error.description()));
    return std::nullopt;
  }
  if (sink.hasErrors()) return std::nullopt;
  if (project.name.empty()) project.name = fs::path(project.policies.front()).stem().string();
  return project;
}

}  // namespace vern::workspace
