#include "compiler/diag/witness.h"
#include "compiler/messages/render.h"
#include "compiler/report/report.h"
#include "compiler/support/clean.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace vern::report {

namespace {

/// llvm::json takes its own kind of view.
llvm::StringRef ref(std::string_view text) { return {text.data(), text.size()}; }

llvm::json::Value at(const SourceMap& sources, Span span, bool end) {
  const std::uint32_t offset = end ? span.end : span.begin;
  const Position position = sources.position(span.file, offset);
  return llvm::json::Object{{"line", position.line}, {"column", position.column}, {"offset", offset}};
}

void place(llvm::json::Object& out, const SourceMap& sources, Span span) {
  if (!span.valid()) {
    out["file"] = nullptr;
    return;
  }
  out["file"] = clean(sources.path(span.file));
  out["start"] = at(sources, span, false);
  out["end"] = at(sources, span, true);
}

}  // namespace

std::string toJson(std::span<const diag::Diagnostic> findings, const SourceMap& sources, const Run& run) {
  llvm::json::Array list;
  for (const diag::Diagnostic& finding : findings) {
    if (finding.severity == diag::Severity::Off) continue;
    llvm::json::Object out{{"id", finding.id},
                           {"level", ref(diag::name(finding.severity))},
                           {"message", messages::render(finding.message, run.language)},
                           {"accepted", finding.accepted.has_value()}};
    if (finding.accepted)
      out["acceptance"] = llvm::json::Object{{"reason", finding.accepted->reason},
                                             {"by", finding.accepted->by},
                                             {"until", formatDay(finding.accepted->until)}};
    if (finding.question) out["question"] = true;
    if (!finding.covers.empty()) out["covers"] = llvm::json::Array(finding.covers);
    place(out, sources, finding.span);
    llvm::json::Array labels;
    for (const diag::Label& label : finding.labels) {
      llvm::json::Object one{{"message", messages::render(label.message, run.language)}};
      place(one, sources, label.span);
      labels.push_back(std::move(one));
    }
    out["labels"] = std::move(labels);
    llvm::json::Array law;
    for (const auto& citation : finding.law)
      law.push_back(llvm::json::Object{
          {"section", citation->section}, {"label", ref(citation->label.in(run.language))}, {"url", citation->url}});
    out["law"] = std::move(law);
    llvm::json::Array fixes;
    for (const diag::Message& help : finding.help) {
      const std::string text = messages::render(help, run.language);
      if (const std::string_view test = diag::testIn(help); !test.empty())
        out["witness"] = llvm::json::Object{{"message", text}, {"test", ref(test)}};
      else fixes.push_back(text);
    }
    out["fix"] = std::move(fixes);
    llvm::json::Array edits;
    for (const diag::Edit& edit : finding.edits) {
      llvm::json::Object one{{"replacement", edit.replacement}, {"safe", edit.safe}};
      place(one, sources, edit.span);
      edits.push_back(std::move(one));
    }
    out["edits"] = std::move(edits);
    list.push_back(std::move(out));
  }
  const Counts counts = count(findings);
  llvm::json::Object document{
      {"format", "vern-check"},
      {"formatVersion", 1},
      {"vern", ref(run.version)},
      {"language", ref(run.language)},
      {"asOf", formatDay(run.as_of)},
      {"profile", ref(run.profile)},
      {"findings", std::move(list)},
      {"summary", llvm::json::Object{{"errors", static_cast<std::int64_t>(counts.errors)},
                                     {"warnings", static_cast<std::int64_t>(counts.warnings)},
                                     {"notes", static_cast<std::int64_t>(counts.notes)},
                                     {"accepted", static_cast<std::int64_t>(counts.accepted)},
                                     {"questions", static_cast<std::int64_t>(counts.questions)}}}};
  std::string text;
  llvm::raw_string_ostream stream(text);
  stream << llvm::formatv("{0:2}", llvm::json::Value(std::move(document))) << "\n";
  return text;
}

}  // namespace vern::report
