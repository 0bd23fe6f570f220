#include "compiler/report/baseline.h"

#include <filesystem>

#include "compiler/source/file_system.h"
#include "compiler/support/clean.h"
#include "compiler/support/json_depth.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace vern::report {

namespace {

namespace fs = std::filesystem;

/// Accepted findings are the policy's own affair, and what could not be read is told each time.
bool counts(const diag::Diagnostic& finding) {
  return !finding.accepted && !finding.outside && finding.severity != diag::Severity::Off;
}

Known keyOf(const diag::Diagnostic& finding, const SourceMap& sources, const std::string& folder) {
  std::string file;
  if (finding.span.valid()) {
    file = sources.path(finding.span.file);
    const fs::path from = fs::absolute(folder.empty() ? "." : folder).lexically_normal();
    if (!sources.standard(finding.span.file))
      file = fs::absolute(file).lexically_normal().lexically_relative(from / "").generic_string();
  }
  return {clean(file), finding.id, finding.symbol, std::string(pointedAt(finding, sources))};
}

}  // namespace

std::string_view pointedAt(const diag::Diagnostic& finding, const SourceMap& sources) {
  if (!finding.span.valid() || sources.standard(finding.span.file)) return {};
  const std::string_view text = sources.text(finding.span);
  return text.substr(0, text.find_first_of("\r\n"));
}

llvm::Expected<Baseline> Baseline::fromText(std::string_view text) {
  constexpr unsigned MostLevels = 8;
  if (nestsDeeper(text, MostLevels)) return fault("it is no baseline");
  llvm::Expected<llvm::json::Value> document = llvm::json::parse({text.data(), text.size()});
  if (!document) {
    llvm::consumeError(document.takeError());
    return fault("it is no JSON");
  }
  const llvm::json::Object* top = document->getAsObject();
  if (top == nullptr || top->getString("format") != "vern-baseline") return fault("it is no baseline");
  if (top->getInteger("formatVersion") != 1) return fault("another version of vern wrote it");
  const llvm::json::Array* findings = top->getArray("findings");
  if (findings == nullptr) return fault("it has no list of findings");
  Baseline out;
  for (const llvm::json::Value& one : *findings) {
    const llvm::json::Object* finding = one.getAsObject();
    const auto part = [&](const char* key) { return finding != nullptr ? finding->getString(key) : std::nullopt; };
    const auto file = part("file"), id = part("id"), symbol = part("symbol"), at = part("at");
    const auto count = finding != nullptr ? finding->getInteger("count") : std::nullopt;
    if (!file || !id || !symbol || !at || !count || *count < 1)
      return fault("a finding needs `file`, `id`, `symbol`, `at` and `count`");
    out.counts_[{file->str(), id->str(), symbol->str(), at->str()}] += static_cast<std::size_t>(*count);
  }
  return out;
}

Baseline Baseline::of(std::span<const diag::Diagnostic> findings, const SourceMap& sources, const std::string& folder) {
  Baseline out;
  for (const diag::Diagnostic& finding : findings)
    if (counts(finding)) ++out.counts_[keyOf(finding, sources, folder)];
  return out;
}

std::string Baseline::toText() const {
  std::string out = "{\n  \"format\": \"vern-baseline\",\n  \"formatVersion\": 1,\n  \"findings\": [";
  llvm::raw_string_ostream stream(out);
  const auto quoted = [&](const std::string& text) -> llvm::json::Value { return text; };
  const char* before = "\n";
  for (const auto& [known, count] : counts_) {
    stream << before << "    {\"file\": " << quoted(known.file) << ", \"id\": " << quoted(known.id)
           << ", \"symbol\": " << quoted(known.symbol) << ", \"at\": " << quoted(known.at) << ", \"count\": " << count
           << "}";
    before = ",\n";
  }
  stream << (counts_.empty() ? "]\n}\n" : "\n  ]\n}\n");
  return out;
}

std::size_t Baseline::size() const {
  std::size_t out = 0;
  for (const auto& [known, count] : counts_) out += count;
  return out;
}

Baseline::Difference Baseline::subtractFrom(std::vector<diag::Diagnostic>& findings, const SourceMap& sources,
                                            const std::string& folder) const {
  std::map<Known, std::size_t> left = counts_;
  Difference out;
  std::erase_if(findings, [&](const diag::Diagnostic& finding) {
    if (!counts(finding)) return false;
    const auto known = left.find(keyOf(finding, sources, folder));
    if (known == left.end() || known->second == 0) return false;
    --known->second;
    ++out.known;
    return true;
  });
  for (const auto& [known, count] : left) out.gone.insert(out.gone.end(), count, known);
  return out;
}

}  // namespace vern::report
