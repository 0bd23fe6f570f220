#include "compiler/cli/comparison.h"

#include <filesystem>

#include "compiler/cli/args.h"
#include "compiler/cli/say.h"
#include "compiler/messages/format.h"
#include "compiler/report/baseline.h"
#include "compiler/source/write_file.h"

namespace vern::cli {

namespace {

std::string folderOf(const std::string& path) { return std::filesystem::path(path).parent_path().string(); }

int unusable(const Comparison& comparison, llvm::Error error) {
  return refuse(comparison.io, "check", "baseline_unusable", comparison.path, std::move(error));
}

/// `key` of the catalogue with the number of findings and the name of the file.
void note(const Comparison& comparison, std::string_view key, std::size_t n) {
  const messages::Argument arguments[] = {{"n", static_cast<std::int64_t>(n)}, {"file", comparison.path}};
  comparison.io.err << messages::format(comparison.language, key, arguments) << "\n";
}

}  // namespace

int Comparison::write(const std::vector<diag::Diagnostic>& findings) const {
  if (!checked) {
    note(*this, "baseline.unchecked", 0);
    return Findings;
  }
  // Another file, such as the policy, is not written over by mistake.
  if (io.files.kind(path) != FileKind::Missing) {
    llvm::Expected<std::string> old = io.files.read(path, MaxFileBytes);
    if (!old) return unusable(*this, old.takeError());
    if (!old->empty())
      if (llvm::Expected<report::Baseline> known = report::Baseline::fromText(*old); !known)
        return unusable(*this, known.takeError());
  }
  const report::Baseline baseline = report::Baseline::of(findings, sources, folderOf(path));
  if (llvm::Error error = writeWhole(path, baseline.toText())) return unusable(*this, std::move(error));
  note(*this, "baseline.written", baseline.size());
  return Ok;
}

int Comparison::subtract(std::vector<diag::Diagnostic>& findings, std::size_t& known) const {
  llvm::Expected<std::string> text = io.files.read(path, MaxFileBytes);
  if (!text) return unusable(*this, text.takeError());
  llvm::Expected<report::Baseline> baseline = report::Baseline::fromText(*text);
  if (!baseline) return unusable(*this, baseline.takeError());
  const report::Baseline::Difference difference = baseline->subtractFrom(findings, sources, folderOf(path));
  known = difference.known;
  if (!checked || difference.gone.empty()) return Ok;
  note(*this, "baseline.gone", difference.gone.size());
  for (const report::Known& gone : difference.gone) {
    io.err << "  " << gone.id;
    for (const std::string* part : {&gone.symbol, &gone.file})
      if (!part->empty()) io.err << "  " << *part;
    io.err << "\n";
  }
  return Ok;
}

}  // namespace vern::cli
