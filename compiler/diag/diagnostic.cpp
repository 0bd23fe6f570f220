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

Argument argument(std::string_view name, std::string_view text) {
  constexpr std::size_t MostBytes = 2000;
  if (text.size() <= MostBytes) return {std::string(name), {}, std::string(text), {}};
  std::size_t end = MostBytes;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not within a letter
  return {std::string(name), {}, std::string(text.substr(0, end)) + "…", {}};
}

Words phrase(std::string_view key, std::string_view english) {
  return {{{std::string(key), std::string(english)}}, Words::Link::And};
}

Words reason(std::string_view english) { return phrase("reason." + std::string(english), english); }

Words quoted(std::span<const std::string_view> words, Words::Link link) {
  Words out;
  out.link = link;
  for (const std::string_view word : words) out.phrases.push_back({"", "`" + std::string(word) + "`"});
  return out;
}

void Sink::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::Error) ++errors_;
  diagnostics_.push_back(std::move(diagnostic));
}

void Sink::finish() {
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(), before);
  const auto same = [](const Diagnostic& a, const Diagnostic& b) {
    return a.id == b.id && a.span == b.span && a.message.arguments == b.message.arguments;
  };
  diagnostics_.erase(std::unique(diagnostics_.begin(), diagnostics_.end(), same), diagnostics_.end());
}

}  // namespace vern::diag
