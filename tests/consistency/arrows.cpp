#include "tests/consistency/arrows.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace vern::consistency {

namespace {

constexpr std::array Chain{"support", "source", "diag",   "messages", "syntax",
                           "model",   "clocks", "grants", "judge",    "rules"};
constexpr std::array Readers{"statement", "table", "query", "edits"};  // all after rules, none after another
constexpr std::array Top{"driver", "testing", "cli"};

// Where a chain of layers has a branch: a layer that may use some of the layers to its left, and who may use it.
constexpr std::array ReportUses{"support", "source", "diag", "messages"};
constexpr std::array WorkspaceUses{"support", "source", "diag"};

bool contains(std::span<const char* const> layers, std::string_view layer) {
  return std::ranges::find(layers, layer) != layers.end();
}

/// Whether `layer` stands in the chain before `other`.
bool before(std::span<const char* const> chain, std::string_view layer, std::string_view other) {
  return std::ranges::find(chain, layer) < std::ranges::find(chain, other);
}

bool isLayer(std::string_view layer) {
  return contains(Chain, layer) || contains(Readers, layer) || contains(Top, layer) || layer == "report" ||
         layer == "workspace";
}

bool mayUse(std::string_view user, std::string_view used) {
  if (user == used) return true;
  if (user == "report") return contains(ReportUses, used);
  if (user == "workspace") return contains(WorkspaceUses, used);
  if (contains(Chain, user)) return contains(Chain, used) && before(Chain, used, user);
  if (contains(Readers, user)) return contains(Chain, used);
  return !contains(Top, used) || before(Top, used, user);
}

/// "model" for "compiler/model/ids.h"; "runtime" and "grammar" for what stands there; else nothing.
std::optional<std::string_view> layerOf(std::string_view path) {
  if (path.starts_with("runtime/")) return "runtime";
  if (path.starts_with("vern/")) return "runtime";  // as the runtime's own users include it
  if (path.starts_with("grammar/")) return "grammar";
  constexpr std::string_view Compiler = "compiler/";
  if (!path.starts_with(Compiler)) return std::nullopt;
  path.remove_prefix(Compiler.size());
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  return path.substr(0, slash);
}

bool isAntlr(std::string_view included) {
  return included.starts_with("antlr4-") || included.starts_with("grammar/") || included.starts_with("VernLexer") ||
         included.starts_with("VernParser");
}

constexpr std::string_view AntlrReaders = "compiler/syntax/from_";

/// Why the file at `path` may not include `included`, or an empty text.
std::string complaint(std::string_view path, std::string_view included) {
  const std::optional<std::string_view> user = layerOf(path);
  if (!user) return {};
  const std::string name(*user);
  if (isAntlr(included)) {
    if (name == "grammar" || path.starts_with(AntlrReaders)) return {};
    return "only grammar/ and " + std::string(AntlrReaders) + "* may include ANTLR's headers";
  }
  const std::optional<std::string_view> used = layerOf(included);
  if (name == "runtime") {
    const bool own = !included.starts_with("compiler/") && !included.starts_with("llvm/") &&
                     !included.starts_with("fmt/") && !included.starts_with("unicode/");
    return own ? std::string() : "runtime depends on nothing";
  }
  if (!used) return {};
  if (name == "grammar") return "grammar may not use " + std::string(*used);
  if (!isLayer(*user)) return name + " is not a layer";
  if (*used == "runtime") {
    const bool allowed = name == "table" || name == "query" || contains(Top, name);
    return allowed ? std::string() : name + " may not use runtime";
  }
  if (!isLayer(*used)) return std::string(*used) + " is not a layer";
  return mayUse(*user, *used) ? std::string() : name + " may not use " + std::string(*used);
}

/// The path in `#include "path"` or `#include <path>`, or nothing when `line` is no include.
std::optional<std::string_view> includedBy(std::string_view line) {
  const auto skipSpaces = [&] { line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size())); };
  skipSpaces();
  if (!line.starts_with('#')) return std::nullopt;
  line.remove_prefix(1);
  skipSpaces();
  if (!line.starts_with("include")) return std::nullopt;
  const std::size_t begin = line.find_first_of("\"<");
  if (begin == std::string_view::npos) return std::nullopt;
  const std::size_t end = line.find_first_of("\">", begin + 1);
  if (end == std::string_view::npos) return std::nullopt;
  return line.substr(begin + 1, end - begin - 1);
}

}  // namespace

std::vector<std::filesystem::path> sourcesBelow(const std::filesystem::path& root) {
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"compiler", "runtime", "grammar"}) {
    if (!std::filesystem::exists(root / folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension == ".h" || extension == ".cpp" || extension == ".def" || extension == ".c")
        files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

std::vector<std::string> wrongArrows(std::string_view path, std::string_view text) {
  std::vector<std::string> found;
  std::size_t number = 1;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (const auto included = includedBy(text.substr(begin, end - begin))) {
      if (const std::string why = complaint(path, *included); !why.empty())
        found.push_back(std::string(path) + ":" + std::to_string(number) + ": " + why);
    }
    begin = end + 1;
  }
  return found;
}

}  // namespace vern::consistency
