#include <algorithm>

#include "compiler/diag/witness.h"
#include "compiler/messages/catalogue.h"
#include "compiler/messages/render.h"
#include "compiler/report/report.h"
#include "compiler/support/clean.h"
#include "compiler/support/width.h"

namespace vern::report {

namespace {

/// Display columns of `text`; a tab is shown as four spaces.
std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t tab = std::min(text.find('\t', begin), text.size());
    columns += displayWidth(text.substr(begin, tab - begin));
    if (tab == text.size()) break;
    columns += 4;
    begin = tab + 1;
  }
  return columns;
}

constexpr std::string_view Mark = "\xEF\xBF\xBD";

std::string shown(std::string_view line) {
  std::string out;
  for (const char c : line) {
    if (c == '\t') out += "    ";
    // What a terminal would obey is shown as a mark, not done.
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) out += Mark;
    else out += c;
  }
  // So is what turns the direction of the line, or is not seen at all.
  for (std::size_t at = out.find('\xE2'); at != std::string::npos; at = out.find('\xE2', at + 1)) {
    const std::string_view letter = std::string_view(out).substr(at, 3);
    const bool hidden = (letter >= "\xE2\x80\x8B" && letter <= "\xE2\x80\x8F") ||
                        (letter >= "\xE2\x80\xAA" && letter <= "\xE2\x80\xAE") ||
                        (letter >= "\xE2\x81\xA0" && letter <= "\xE2\x81\xAF");
    if (hidden) out.replace(at, 3, Mark);
  }
  return out;
}

/// `text` on one line: what stands at the beginning of a line of its own might be a command to a CI system.
std::string onOneLine(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string listed(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : ", ") + id;
  return out;
}

class Printer {
 public:
  Printer(const SourceMap& sources, const Run& run) : sources_(sources), run_(run) {}

  void print(const diag::Diagnostic& finding) {
    const char* colour = finding.severity == diag::Severity::Error     ? "\033[1;31m"
                         : finding.severity == diag::Severity::Warning ? "\033[1;33m"
                                                                       : "\033[1;36m";
    const std::string head =
        word(finding.question ? "severity.question" : "severity." + std::string(diag::name(finding.severity))) + "[" +
        finding.id + "]";
    out_ += paint(head, colour) + ": " + paint(onOneLine(render(finding.message)), "\033[1m") + "\n";
    gutter_ = 1;
    note(finding.span);
    for (const diag::Label& label : finding.labels) note(label.span);
    if (finding.span.valid()) place(finding.span, '^', "", colour);
    for (const diag::Label& label : finding.labels)
      if (label.span.valid()) place(label.span, '-', onOneLine(render(label.message)), "\033[1;34m");
    last_file_ = {};
    if (!finding.law.empty()) {
      std::string cited;
      for (const auto& citation : finding.law)
        cited += (cited.empty() ? "" : "; ") + std::string(citation->label.in(run_.language));
      line("law", cited);
    }
    for (const diag::Message& help : finding.help)
      if (diag::testIn(help).empty()) line("fix", onOneLine(render(help)));
      else line("test", render(help));
    if (!finding.covers.empty()) line("covers", listed(finding.covers));
    if (finding.accepted) line("accepted", acceptance(*finding.accepted, run_.language));
    out_ += "\n";
  }

  void summary(const Counts& counts) {
    const auto part = [&](std::size_t n, const char* key) {
      return std::to_string(n) + " " + word(std::string("summary.") + key + (n == 1 ? ".one" : ".other"));
    };
    std::string text;
    if (counts.errors + counts.warnings + counts.notes == 0) {
      text = word("summary.clean");
    } else {
      text =
          part(counts.errors, "errors") + ", " + part(counts.warnings, "warnings") + ", " + part(counts.notes, "notes");
    }
    if (counts.questions > 0) text += "; " + part(counts.questions, "questions");
    if (counts.accepted > 0) text += "; " + part(counts.accepted, "accepted");
    if (run_.known > 0) text += "; " + part(run_.known, "known");
    text += " (" + word("summary.as_of") + " " + formatDay(run_.as_of);
    if (!run_.profile.empty()) text += ", " + word("summary.profile") + " " + std::string(run_.profile);
    out_ += text + ")\n";
  }

  std::string take() { return std::move(out_); }

 private:
  std::string render(const diag::Message& message) const { return messages::render(message, run_.language); }

  std::string word(const std::string& key) const { return messages::word(run_.language, key); }

  std::string paint(const std::string& text, const char* code) const {
    return run_.colour ? code + text + "\033[0m" : text;
  }

  void note(Span span) {
    if (!span.valid()) return;
    const std::size_t digits = std::to_string(sources_.position(span.file, span.begin).line).size();
    gutter_ = std::max(gutter_, digits);
  }

  void place(Span span, char mark, const std::string& label, const char* colour) {
    const Position at = sources_.position(span.file, span.begin);
    const std::string pad(gutter_, ' ');
    if (span.file != last_file_) {
      out_ += pad + " ┌─ " + onOneLine(clean(sources_.path(span.file))) + ":" + std::to_string(at.line) + ":" +
              std::to_string(at.column) + "\n";
      last_file_ = span.file;
    }
    const std::string_view line = sources_.line(span.file, at.line);
    const std::uint32_t start = sources_.lineStart(span.file, at.line);
    const std::size_t from = std::min<std::size_t>(span.begin - start, line.size());
    const std::size_t to = std::clamp<std::size_t>(span.end - start, from, line.size());
    const Excerpt excerpt = around(line, from, to);
    const std::string number = std::to_string(at.line);
    out_ += std::string(gutter_ - number.size(), ' ') + number + " │ " + std::string(excerpt.before) +
            shown(excerpt.text) + std::string(excerpt.after) + "\n";
    const std::size_t marks =
        std::max<std::size_t>(width(shown(excerpt.text.substr(excerpt.from, excerpt.to - excerpt.from))), 1);
    out_ += pad + " │ " + std::string(width(excerpt.before) + width(shown(excerpt.text.substr(0, excerpt.from))), ' ') +
            paint(std::string(marks, mark) + (label.empty() ? "" : " " + label), colour) + "\n";
  }

  struct Excerpt {
    std::string_view text;
    std::size_t from, to;            // the marked part of it
    std::string_view before, after;  // "…" where something was cut off
  };

  /// Of a very long line, what stands around [from, to): nobody reads the rest, and a terminal chokes on it.
  static Excerpt around(std::string_view line, std::size_t from, std::size_t to) {
    constexpr std::size_t Limit = 400;
    constexpr std::size_t Before = 60;
    if (line.size() <= Limit) return {line, from, to, "", ""};
    const auto letter = [&](std::size_t at) {
      while (at > 0 && at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) --at;
      return at;
    };
    const std::size_t begin = from <= Limit / 2 ? 0 : letter(from - Before);
    const std::size_t end = letter(std::min(begin + Limit / 2 + Before, line.size()));
    return {line.substr(begin, end - begin), from - begin, std::min(to, end) - begin, begin > 0 ? "…" : "",
            end < line.size() ? "…" : ""};
  }

  void line(const char* key, const std::string& text) {
    out_ += std::string(gutter_, ' ') + " = " + paint(word(std::string("line.") + key), "\033[1m") +
            (text.empty() ? "" : ": " + text) + "\n";
  }

  const SourceMap& sources_;
  const Run& run_;
  std::string out_;
  std::size_t gutter_ = 1;
  FileId last_file_;
};

}  // namespace

bool fails(const diag::Diagnostic& finding, const Run& run) {
  return !finding.question && !finding.accepted && finding.severity >= run.fails_from;
}

Counts count(std::span<const diag::Diagnostic> findings) {
  Counts counts;
  for (const diag::Diagnostic& finding : findings) {
    if (finding.question) ++counts.questions;
    else if (finding.accepted) ++counts.accepted;
    else if (finding.severity == diag::Severity::Error) ++counts.errors;
    else if (finding.severity == diag::Severity::Warning) ++counts.warnings;
    else if (finding.severity == diag::Severity::Note) ++counts.notes;
  }
  return counts;
}

std::string toTerminal(std::span<const diag::Diagnostic> findings, const SourceMap& sources, const Run& run) {
  Printer printer(sources, run);
  for (const diag::Diagnostic& finding : findings)
    if (finding.severity != diag::Severity::Off) printer.print(finding);
  printer.summary(count(findings));
  return printer.take();
}

}  // namespace vern::report
