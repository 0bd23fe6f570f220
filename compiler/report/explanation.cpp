#include "compiler/report/explanation.h"

#include <algorithm>

#include "compiler/messages/catalogue.h"
#include "compiler/support/width.h"

namespace vern::report {

namespace {

constexpr std::size_t Columns = 100;

std::string indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) out += "    " + std::string(text.substr(0, end));
    out += "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// The parts of an explanation, one below the other.
class Writer {
 public:
  Writer(std::string_view language, bool markdown) : language_(language), markdown_(markdown) {}

  void heading(const std::string& key) {
    out_ += "\n" + std::string(markdown_ ? "### " : "") + messages::word(language_, "explain." + key) + "\n";
    if (markdown_) out_ += "\n";
  }
  void paragraph(std::string_view text) {
    out_ += markdown_ ? std::string(text) + "\n" : "  " + wrapped(text, Columns, 2) + "\n";
  }
  void item(std::string_view text) {
    out_ += markdown_ ? "- " + std::string(text) + "\n" : "  - " + wrapped(text, Columns, 4) + "\n";
  }
  void law(const std::string& label, const std::string& details, const std::string& url) {
    item((markdown_ && !url.empty() ? "[" + label + "](" + url + ")" : label) + details);
    if (!markdown_ && !url.empty()) out_ += "    " + url + "\n";
  }
  void code(std::string_view text) {
    if (markdown_) out_ += "```\n" + std::string(text) + (text.ends_with('\n') ? "```\n" : "\n```\n");
    else out_ += indented(text);
  }

  std::string out_;

 private:
  std::string_view language_;
  bool markdown_;
};

/// All that stands below the sentence.
void writeRest(Writer& writer, const Explanation& e, std::string_view language) {
  if (!e.exceptions.empty()) writer.heading("exceptions");
  for (const std::string& exception : e.exceptions) writer.item(exception);
  if (!e.law.empty()) writer.heading("law");
  for (std::size_t i = 0; i < e.law.size(); ++i) {
    std::string details;
    if (!e.in_force[i].empty()) details += ", " + messages::word(language, "explain.in_force") + " " + e.in_force[i];
    if (!e.law_status[i].empty()) details += " (" + messages::word(language, "explain.status." + e.law_status[i]) + ")";
    writer.law(std::string(e.law[i].label.in(language)), details, e.law[i].url);
  }
  if (!e.fixes.empty()) writer.heading("fix");
  for (const std::string& fix : e.fixes) writer.item(fix);
  if (!e.fires_on.empty()) {
    writer.heading("fires");
    writer.code(e.fires_on);
    if (!e.reported.empty()) {
      writer.out_ += "\n";
      writer.paragraph(e.reported);
    }
  }
  if (!e.passes_on.empty()) {
    writer.heading("passes");
    writer.code(e.passes_on);
  }
  if (!e.scope.empty()) {
    writer.out_ += "\n";
    writer.paragraph(e.scope);
  }
  if (!e.status.empty()) {
    writer.out_ += "\n";
    writer.paragraph(messages::word(language, "explain.rule." + e.status) + " " +
                     messages::word(language, "explain.no_advice"));
  }
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent) {
  std::string out;
  std::size_t column = indent;
  const auto newLine = [&] {
    out += "\n" + std::string(indent, ' ');
    column = indent;
  };
  bool first_line = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool kept = line.empty() || line.front() == ' ';
    if (kept) {
      if (!first_line) newLine();
      out += line;
      // What follows a kept line begins anew.
      column = columns + 1;
      first_line = false;
      continue;
    }
    while (!line.empty()) {
      const std::size_t space = std::min(line.find(' '), line.size());
      const std::string_view one = line.substr(0, space);
      line.remove_prefix(std::min(space + 1, line.size()));
      if (one.empty()) continue;
      if (!first_line && column + 1 + displayWidth(one) > columns) newLine();
      else if (column > indent) {
        out += " ";
        ++column;
      }
      out += one;
      column += displayWidth(one);
      first_line = false;
    }
  }
  // Blank lines inside carry no blanks.
  std::string clean;
  for (const char c : out) {
    if (c == '\n')
      while (!clean.empty() && clean.back() == ' ') clean.pop_back();
    clean += c;
  }
  return clean;
}

std::string toText(const Explanation& e, std::string_view language) {
  Writer writer(language, false);
  writer.out_ = e.id;
  if (!e.level.empty()) writer.out_ += " (" + messages::word(language, "severity." + e.level) + ")";
  writer.out_ += "\n";
  if (!e.sentence.empty()) writer.paragraph(e.sentence);
  if (!e.explanation.empty()) {
    writer.out_ += "\n";
    writer.paragraph(e.explanation);
  }
  writeRest(writer, e, language);
  return std::move(writer.out_);
}

std::string toMarkdown(const Explanation& e, std::string_view language) {
  Writer writer(language, true);
  if (!e.sentence.empty()) writer.paragraph("**" + e.sentence + "**");
  if (!e.explanation.empty()) {
    writer.out_ += "\n";
    writer.paragraph(e.explanation);
  }
  writeRest(writer, e, language);
  return std::move(writer.out_);
}

}  // namespace vern::report
