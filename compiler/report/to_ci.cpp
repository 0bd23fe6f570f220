// What CI systems read: GitHub's annotations and JUnit XML.
#include <algorithm>
#include <filesystem>

#include "compiler/messages/catalogue.h"
#include "compiler/messages/render.h"
#include "compiler/report/report.h"
#include "compiler/support/clean.h"

namespace vern::report {

namespace {

constexpr std::size_t ShownByGithub = 10;  // of a level in a step; more are dropped without a word

std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : clean(text)) {
    if (c == '%') out += "%25";
    else if (c == '\r') out += "%0D";
    else if (c == '\n') out += "%0A";
    else if (property && c == ':') out += "%3A";
    else if (property && c == ',') out += "%2C";
    else out += c;
  }
  return out;
}

std::string heading(const Run& run) { return run.project.empty() ? "vern check" : "vern check: " + run.project; }

std::string whole(const diag::Diagnostic& finding, std::string_view language) {
  std::string out = messages::render(finding.message, language);
  std::string law;
  for (const auto& citation : finding.law) law += (law.empty() ? "" : "; ") + std::string(citation->label.in(language));
  if (!law.empty()) out += " (" + law + ")";
  for (const diag::Message& help : finding.help) out += "\n" + messages::render(help, language);
  return out;
}

/// "VERN-INFO-007 shop.vern:12: Under review. (DPO, until 2027-01-01)" for each finding that the policy accepts.
std::vector<std::string> acceptedLines(std::span<const diag::Diagnostic> findings, const SourceMap& sources,
                                       const Run& run) {
  std::vector<std::string> out;
  for (const diag::Diagnostic& finding : findings) {
    if (!finding.accepted) continue;
    const Position at = sources.position(finding.span.file, finding.span.begin);
    out.push_back(finding.id + " " + fileOf(sources.path(finding.span.file), run) + ":" + std::to_string(at.line) +
                  ": " + acceptance(*finding.accepted, run.language));
  }
  return out;
}

}  // namespace

std::string fileOf(std::string_view path, const Run& run) {
  if (run.checkout.empty() || path.starts_with('<')) return std::string(path);  // standard input is no file
  std::string from_top =
      std::filesystem::absolute(path).lexically_normal().lexically_relative(run.checkout).generic_string();
  return from_top.empty() || from_top.starts_with("..") ? std::string(path) : from_top;
}

std::string toGithub(std::span<const diag::Diagnostic> findings, const SourceMap& sources, const Run& run) {
  std::string out;
  std::size_t left_out = 0;
  for (const auto severity : {diag::Severity::Error, diag::Severity::Warning, diag::Severity::Note}) {
    std::size_t shown = 0;
    for (const diag::Diagnostic& finding : findings) {
      if (finding.severity != severity || finding.accepted) continue;
      if (shown++ >= ShownByGithub) {
        ++left_out;
        continue;
      }
      out += severity == diag::Severity::Error     ? "::error "
             : severity == diag::Severity::Warning ? "::warning "
                                                   : "::notice ";
      if (finding.span.valid()) {
        const Position begin = sources.position(finding.span.file, finding.span.begin);
        const Position end = sources.position(finding.span.file, finding.span.end);
        out += "file=" + escaped(fileOf(sources.path(finding.span.file), run), true) +
               ",line=" + std::to_string(begin.line) + ",endLine=" + std::to_string(end.line);
        // GitHub takes columns on one line only.
        if (begin.line == end.line)
          out += ",col=" + std::to_string(begin.column) + ",endColumn=" + std::to_string(end.column);
        out += ",";
      } else if (!run.main_file.empty()) {
        out += "file=" + escaped(fileOf(run.main_file, run), true) + ",line=1,";
      }
      out += "title=" + escaped(finding.id, true) + "::" + escaped(whole(finding, run.language), false) + "\n";
    }
  }
  std::string accepted;
  for (const std::string& line : acceptedLines(findings, sources, run)) accepted += "\n" + line;
  if (!accepted.empty())
    out +=
        "::notice title=vern::" + escaped(messages::word(run.language, "line.accepted") + ":" + accepted, false) + "\n";
  if (left_out > 0)
    out += "::notice title=vern::" + std::to_string(left_out) + " " +
           escaped(messages::word(run.language, "summary.left_out"), false) + "\n";
  return out;
}

std::string toJobSummary(std::span<const diag::Diagnostic> findings, const SourceMap& sources, const Run& run) {
  constexpr std::size_t Most = 900'000;  // GitHub drops a summary of more than a megabyte
  const auto cell = [](std::string_view text) {
    std::string out;
    for (const char c : clean(text)) {
      if (c == '|' || c == '<') out += '\\';
      out += c == '\n' ? ' ' : c;
    }
    return out;
  };
  std::string out = "### " + cell(heading(run)) + "\n\n";
  std::string rows;
  std::size_t left_out = 0;
  for (const diag::Diagnostic& finding : findings) {
    if (finding.severity == diag::Severity::Off || finding.accepted) continue;
    if (rows.size() > Most) {
      ++left_out;
      continue;
    }
    std::string place = fileOf(run.main_file, run);
    if (finding.span.valid())
      place = fileOf(sources.path(finding.span.file), run) + ":" +
              std::to_string(sources.position(finding.span.file, finding.span.begin).line);
    rows += "| " + messages::word(run.language, std::string("severity.") + std::string(diag::name(finding.severity))) +
            " | " + finding.id + " | " + cell(place) + " | " + cell(whole(finding, run.language)) + " |\n";
  }
  out += rows.empty() ? messages::word(run.language, "summary.clean") + "\n"
                      : "| | | | |\n| --- | --- | --- | --- |\n" + rows;
  if (left_out > 0)
    out += "\n" + std::to_string(left_out) + " " + messages::word(run.language, "summary.left_out") + "\n";
  for (const std::string& line : acceptedLines(findings, sources, run))
    out += "\n- " + messages::word(run.language, "line.accepted") + ": " + cell(line);
  return out + "\n";
}

std::string acceptance(const diag::Acceptance& accepted, std::string_view language) {
  diag::Message message;
  message.key = "line.acceptance";
  if (const std::string_view* english = messages::find("en", message.key))
    message.texts.add("en", std::string(*english));
  message.arguments = {
      {"reason", {}, accepted.reason, {}}, {"by", {}, accepted.by, {}}, {"date", {}, formatDay(accepted.until), {}}};
  return messages::render(message, language);
}

std::string xmlEscaped(std::string_view text) {
  std::string out;
  for (const char c : clean(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "&#10;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string toJunit(std::span<const diag::Diagnostic> findings, std::span<const std::string> files,
                    const SourceMap& sources, const Run& run) {
  std::string cases;
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t skipped = 0;
  for (const diag::Diagnostic& finding : findings) {
    if (finding.severity == diag::Severity::Off) continue;
    ++tests;
    const std::string file =
        fileOf(finding.span.valid() ? sources.path(finding.span.file) : std::string_view(run.main_file), run);
    const Position at = finding.span.valid() ? sources.position(finding.span.file, finding.span.begin) : Position{1, 1};
    cases += "    <testcase classname=\"" + xmlEscaped(file) + "\" name=\"" +
             xmlEscaped(finding.symbol.empty() ? finding.id : finding.id + " " + finding.symbol) + "\" file=\"" +
             xmlEscaped(file) + "\" line=\"" + std::to_string(at.line) + "\"";
    if (finding.accepted) {
      ++skipped;
      cases += ">\n      <skipped message=\"" +
               xmlEscaped(messages::word(run.language, "line.accepted") + ": " +
                          acceptance(*finding.accepted, run.language)) +
               "\"/>\n    </testcase>\n";
      continue;
    }
    const std::string told = xmlEscaped(file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
                                        whole(finding, run.language));
    // What does not make the command fail is told, and is no failure.
    if (!fails(finding, run)) {
      cases += ">\n      <system-out>" + told + "</system-out>\n    </testcase>\n";
      continue;
    }
    ++failures;
    cases += ">\n      <failure type=\"" + std::string(diag::name(finding.severity)) + "\" message=\"" +
             xmlEscaped(messages::render(finding.message, run.language)) + "\">" + told +
             "</failure>\n    </testcase>\n";
  }
  for (const std::string& file : files) {
    const bool found = std::any_of(findings.begin(), findings.end(), [&](const diag::Diagnostic& d) {
      return d.span.valid() && sources.path(d.span.file) == file;
    });
    if (found) continue;
    ++tests;
    const std::string named = xmlEscaped(fileOf(file, run));
    cases += "    <testcase classname=\"" + named + "\" name=\"vern check\" file=\"" + named + "\"/>\n";
  }
  const std::string counts = " tests=\"" + std::to_string(tests) + "\" failures=\"" + std::to_string(failures) +
                             "\" errors=\"0\" skipped=\"" + std::to_string(skipped) + "\"";
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"" + xmlEscaped(heading(run)) + "\"" + counts +
         ">\n  <testsuite name=\"" + xmlEscaped(heading(run)) + "\"" + counts + ">\n" + cases +
         "  </testsuite>\n</testsuites>\n";
}

}  // namespace vern::report
