#include "compiler/diag/diagnostic.h"

#include <algorithm>
#include <tuple>

#include "compiler/diag/sink.h"

namespace vern::diag {

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::Off: return "off";
    case Severity::Note: return "note";
    case Severity::Warning: return "warning";
    case Severity::Error: return "error";
  }
  return "";
}

bool before(const Diagnostic& a, const Diagnostic& b) {
  // No place at all comes first: such a finding is about the whole run.
  const auto key = [](const Diagnostic& d) {
    return std::tuple(d.span.valid() ? d.span.file.index + 1 : 0u, d.span.begin, d.span.end, std::string_view(d.id));
  };
  return key(a) < key(b);
}

void Sink::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::Error) ++errors_;
  diagnostics_.push_back(std::move(diagnostic));
}

void Sink::finish() {
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(), before);
  const auto same = [](const Diagnostic& a, const Diagnostic& b) {
    if (a.id != b.id || a.span != b.span || a.message.arguments.size() != b.message.arguments.size()) return false;
    for (std::size_t i = 0; i < a.message.arguments.size(); ++i)
      if (a.message.arguments[i].plain != b.message.arguments[i].plain ||
          a.message.arguments[i].texts != b.message.arguments[i].texts)
        return false;
    return true;
  };
  diagnostics_.erase(std::unique(diagnostics_.begin(), diagnostics_.end(), same), diagnostics_.end());
}

}  // namespace vern::diag
