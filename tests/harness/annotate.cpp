#include "tests/harness/annotate.h"

#include <algorithm>
#include <map>

#include "compiler/messages/render.h"
#include "llvm/Support/Unicode.h"
#include "tests/harness/producers.h"

namespace vern::harness {

namespace {

/// Blanks as wide as `text`; tabs stay, since nobody knows how wide they are shown.
std::string blank(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = 1;
    while (i + length < text.size() && (static_cast<unsigned char>(text[i + length]) & 0xC0) == 0x80) ++length;
    const int width = llvm::sys::unicode::columnWidthUTF8(llvm::StringRef(text.data() + i, length));
    if (text[i] == '\t') out += '\t';
    else out.append(width >= 0 ? static_cast<std::size_t>(width) : 1, ' ');
    i += length;
  }
  return out;
}

/// What stands under each line of one input.
class Notes {
 public:
  explicit Notes(const Input& input) : input_(input) {}

  /// Marks `span` with `mark` and says `text`; the lines `below` follow in line with the marks.
  void add(Span span, const SourceMap& sources, char mark, const std::string& text,
           const std::vector<std::string>& below) {
    const std::size_t number = sources.position(span.file, span.begin).line - 1;
    const std::uint32_t start = sources.lineStart(span.file, static_cast<std::uint32_t>(number + 1));
    // The line as compiled may have lost its byte order mark, and a place at the very end has no line.
    static const Line NoLine{"", "", {0}};
    const Line& line = number < input_.lines.size() ? input_.lines[number] : NoLine;
    const std::size_t lost = number == 0 && line.text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    const auto shown = [&](std::uint32_t offset) {
      return line.shown_offset[std::min<std::size_t>(offset - start + lost, line.shown_offset.size() - 1)];
    };
    const std::string_view all = line.shown;
    const std::size_t begin = shown(span.begin);
    const std::size_t end = shown(std::max(span.begin, span.end));
    const std::string before = blank(all.substr(0, begin));
    const std::string marks(std::max<std::size_t>(blank(all.substr(begin, end - begin)).size(), 1), mark);
    const std::size_t indent = blank(all.substr(0, std::min(all.find_first_not_of(" \t"), all.size()))).size();

    std::string lead = before;
    std::string first;
    const std::size_t room = input_.mark().size() + 1;
    const std::size_t comment = input_.mark().size() - 1;
    if (before.size() >= room && before.find('\t', std::min(indent, before.size() - room)) == std::string::npos) {
      lead.replace(std::min(indent, before.size() - room), room - 1, input_.mark());
      first = lead + marks;
    } else if (before.size() >= comment && before.find('\t') == std::string::npos) {
      // A clause word stands so far to the left that the marks follow the slashes at once: `//^^^^`, `//~~~~`.
      first = std::string(input_.mark().substr(0, comment)) + std::string(before.size() - comment, ' ') + marks;
      lead = std::string(input_.mark()) + " ";
    } else {
      lead = std::string(input_.mark()) + " ";
      first = lead + "column " + std::to_string(before.size() + 1) + " " + marks;
    }
    auto& out = under_[std::min(number, input_.lines.empty() ? 0 : input_.lines.size() - 1)];
    out.push_back(first + " " + text);
    for (const std::string& one : below) out.push_back(lead + one);
  }

  void addAtEnd(const std::string& text, const std::vector<std::string>& below) {
    end_.push_back(std::string(input_.mark()) + " " + text);
    for (const std::string& one : below) end_.push_back(std::string(input_.mark()) + " " + one);
  }

  [[nodiscard]] std::string text() const {
    std::string out;
    for (std::size_t i = 0; i < input_.lines.size(); ++i) {
      out += input_.lines[i].shown + "\n";
      if (const auto notes = under_.find(i); notes != under_.end())
        for (const std::string& note : notes->second) out += note + "\n";
    }
    if (input_.lines.empty())
      if (const auto notes = under_.find(0); notes != under_.end())
        for (const std::string& note : notes->second) out += note + "\n";
    for (const std::string& note : end_) out += note + "\n";
    return out;
  }

 private:
  const Input& input_;
  std::map<std::size_t, std::vector<std::string>> under_;
  std::vector<std::string> end_;
};

}  // namespace

std::string annotate(const GoldenFile& file, const Run& run) {
  const SourceMap& sources = run.session->sources;
  std::vector<Notes> notes(file.inputs.begin(), file.inputs.end());
  const auto notesOf = [&](Span span) -> Notes* {
    if (!span.valid() || sources.standard(span.file)) return nullptr;
    for (std::size_t i = 0; i < file.inputs.size(); ++i)
      if (file.inputs[i].path == sources.path(span.file)) return &notes[i];
    return nullptr;
  };
  const auto elsewhere = [&](Span span) {
    if (!span.valid()) return std::string();
    return std::string(sources.path(span.file)) + ":" + std::to_string(sources.position(span.file, span.begin).line) +
           ": ";
  };
  for (const diag::Diagnostic& finding : run.findings) {
    const std::string text = std::string(diag::name(finding.severity)) + " " + finding.id + ": " +
                             messages::render(finding.message, "en") + (finding.accepted ? " (accepted)" : "");
    std::vector<std::string> below;
    for (const diag::Message& help : finding.help) below.push_back("help: " + messages::render(help, "en"));
    for (const diag::Label& label : finding.labels)
      if (notesOf(label.span) == nullptr)
        below.push_back("label: " + elsewhere(label.span) + messages::render(label.message, "en"));
    if (Notes* at = notesOf(finding.span)) at->add(finding.span, sources, '^', text, below);
    else if (!notes.empty()) notes.front().addAtEnd(elsewhere(finding.span) + text, below);
    for (const diag::Label& label : finding.labels)
      if (Notes* at = notesOf(label.span))
        at->add(label.span, sources, '~', "label: " + messages::render(label.message, "en"), {});
  }

  std::string out;
  if (!file.path.empty()) out += "//~ open " + file.path + "\n";
  for (const std::string& prefix : file.only) out += "//~ only " + prefix + "\n";
  for (std::size_t i = 0; i < file.inputs.size(); ++i) {
    if (i > 0 || !file.main_first) out += "--- " + file.inputs[i].path + (file.inputs[i].escaped ? " escaped\n" : "\n");
    out += notes[i].text();
  }
  for (const Output& output : file.outputs) {
    const auto made = produce(output.name, run);
    out += "--- out/" + output.name + "\n" + (made ? *made : "no producer is called so\n");
    if (out.back() != '\n') out += "\n";
  }
  return out;
}

}  // namespace vern::harness
