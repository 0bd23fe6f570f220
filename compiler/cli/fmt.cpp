// vern fmt: one layout for every policy.
#include <filesystem>

#include "compiler/cli/args.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/say.h"
#include "compiler/cli/standard_input.h"
#include "compiler/report/report.h"
#include "compiler/source/write_file.h"
#include "compiler/syntax/from_parse_tree.h"
#include "compiler/syntax/print.h"

namespace vern::cli {

namespace {

constexpr Option FmtOptions[] = {
    {"--check", ""},
    {"--stdin", ""},
    {"--lang", Languages},
};

/// Every .vern file at or below `path`, sorted.
void collect(const FileSystem& files, const std::string& path, std::vector<std::string>& out, unsigned depth) {
  if (files.kind(path) != FileKind::Directory) {
    out.push_back(path);
    return;
  }
  llvm::Expected<std::vector<std::string>> names = files.list(path);
  if (!names) {
    llvm::consumeError(names.takeError());
    return;
  }
  for (const std::string& name : *names) {
    if (name.starts_with(".")) continue;
    const std::string full = path == "." ? name : path + (path.ends_with("/") ? "" : "/") + name;
    const FileKind kind = files.kind(full);
    if (kind == FileKind::Directory && depth < 32) collect(files, full, out, depth + 1);
    if (kind == FileKind::Regular && name.ends_with(".vern")) out.push_back(full);
  }
}

int runFmt(Args& args, Io& io) {
  SourceMap sources;
  diag::Sink sink;
  std::vector<std::pair<std::string, std::string>> texts;  // path, text
  bool unusable = false;
  const WithStandardInput files(io.files);
  if (args.positional.empty()) args.positional.emplace_back(args.has("--stdin") ? Dash : ".");
  std::vector<std::string> paths;
  for (const std::string& path : args.positional)
    if (path == Dash) paths.emplace_back(StandardInput);
    else collect(files, path, paths, 0);
  for (const std::string& path : paths) {
    llvm::Expected<std::string> text = files.read(path, MaxFileBytes);
    if (text) {
      texts.emplace_back(path, std::move(*text));
      continue;
    }
    refuse(io, "fmt", "cannot_read", path, text.takeError());
    unusable = true;
  }

  bool differs = false;
  for (const auto& [path, text] : texts) {
    const FileId id = sources.add(path, text);
    diag::Sink own;
    const syntax::File file = syntax::fromText(id, sources, own);
    if (!own.diagnostics().empty()) {
      // A file that cannot be read whole is left as it is.
      for (const diag::Diagnostic& finding : own.diagnostics()) sink.add(finding);
      continue;
    }
    const std::string printed = syntax::print(file, sources);
    if (path == StandardInput && !args.has("--check")) {
      io.out << printed;
    } else if (printed != text) {
      differs = true;
      io.out << path << "\n";
      if (args.has("--check")) continue;
      if (llvm::Error error = writeWhole(path, printed)) {
        refuse(io, "fmt", "cannot_write", path, std::move(error));
        unusable = true;
      }
    }
  }
  sink.finish();
  if (!sink.diagnostics().empty())
    io.err << report::toTerminal(sink.diagnostics(), sources, {io.language, io.colour, io.today});
  if (unusable) return Unusable;
  return sink.hasErrors() || (args.has("--check") && differs) ? Findings : Ok;
}

}  // namespace

const Command fmt{"fmt", "[PATH…|-]", Any, FmtOptions, runFmt};

}  // namespace vern::cli
