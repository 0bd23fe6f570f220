#include "compiler/statement/to_markdown.h"

#include <algorithm>

#include "compiler/messages/address.h"
#include "compiler/messages/format.h"
#include "compiler/statement/escape.h"

namespace vern::statement {

namespace {

/// An address in the angle brackets of a link: what may end it is written as its percent code.
std::string address(const std::string& href) {
  const std::string safe = href.starts_with('#') ? href : messages::safeAddress(href);
  std::string out;
  for (const char c : safe) {
    if (c == '(') out += "%28";
    else if (c == ')') out += "%29";
    else out += c;
  }
  return out;
}

std::string run(const Run& run) {
  std::string out = escapeMarkdown(run.text);
  const bool bare = out.find_first_not_of(' ') == std::string::npos;
  if (bare) return out;
  // The signs of emphasis must touch a letter; spaces move outside.
  const std::size_t first = out.find_first_not_of(' ');
  const std::size_t last = out.find_last_not_of(' ');
  const std::string before = out.substr(0, first);
  const std::string after = out.substr(last + 1);
  out = out.substr(first, last - first + 1);
  if (run.style == Style::Strong) out = "**" + out + "**";
  if (run.style == Style::Emphasis) out = "*" + out + "*";
  if (const std::string href = address(run.href); !href.empty()) out = "[" + out + "](" + href + ")";
  return before + out + after;
}

std::string text(const Sentence& sentence) {
  std::string out;
  for (const Run& one : sentence.runs) {
    const std::string next = run(one);
    // "!" right before a link would make a picture of it, which is loaded from wherever it is.
    if (out.ends_with('!') && next.starts_with('[')) out.insert(out.size() - 1, "\\");
    out += next;
  }
  // Markdown has no sign for it that all programs know; these two elements may stand in any text.
  if (sentence.change == Change::Inserted) return "<ins>" + out + "</ins>";
  if (sentence.change == Change::Deleted) return "<del>" + out + "</del>";
  return out;
}

std::string text(const Sentences& sentences) {
  std::string out;
  for (const Sentence& sentence : sentences) {
    if (!out.empty()) out += ' ';
    out += text(sentence);
  }
  // Four spaces at the beginning of a line would make code of it.
  return out.substr(std::min(out.find_first_not_of(' '), out.size()));
}

/// The content of a cell on one line.
std::string cellText(const Blocks& blocks) {
  std::string out;
  const auto add = [&](const std::string& line) {
    if (!out.empty()) out += "<br>";
    out += line;
  };
  for (const Block& block : blocks) {
    if (!block.sentences.empty()) add(text(block.sentences));
    for (const Blocks& item : block.items) add("• " + cellText(item));
    if (!block.blocks.empty()) add(cellText(block.blocks));
    for (const Row& row : block.rows)
      for (const Blocks& cell : row.cells) add(cellText(cell));
  }
  return out;
}

class Markdown {
 public:
  Markdown(const Document& document, std::string_view name) : document_(document), name_(name) {}

  std::string write() {
    line("# " + text(document_.title));
    languages();
    blocks(document_.front, 2);
    contents();
    blocks(document_.sections, 2);
    return std::move(out_);
  }

 private:
  /// One block of lines, each under the prefix of what it stands in, and an empty line after it.
  void line(const std::string& text) {
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      out_ += prefix_ + text.substr(begin, end - begin) + "\n";
      begin = end + 1;
    }
    std::string empty = prefix_;
    while (empty.ends_with(' ')) empty.pop_back();
    out_ += empty + "\n";
  }

  void languages() {
    if (document_.languages.size() < 2) return;
    std::string links;
    for (const std::string& language : document_.languages) {
      const std::string own = escapeMarkdown(messages::format(language, "language.self"));
      if (!links.empty()) links += " · ";
      if (language == document_.language) links += own;
      else links += "[" + own + "](<" + fileOf(language) + ">)";
    }
    line(links);
  }

  std::string fileOf(std::string_view language) const {
    std::string out;
    for (const char c : std::string(name_) + "." + std::string(language) + ".md")
      if (c != '<' && c != '>' && c != '\n') out += c;
    return out;
  }

  void contents() {
    if (document_.sections.size() < 2) return;
    line("## " + escapeMarkdown(messages::format(document_.language, "page.contents")));
    std::string list;
    std::size_t number = 0;
    for (const Block& section : document_.sections) {
      if (!list.empty()) list += "\n";
      list +=
          std::to_string(++number) + ". [" + escapeMarkdown(plain(section.sentences.back())) + "](#" + section.id + ")";
    }
    line(list);
  }

  static std::string anchor(const std::string& id) { return id.empty() ? "" : "<a id=\"" + escapeHtml(id) + "\"></a>"; }

  void blocks(const Blocks& all, std::size_t level) {
    for (const Block& one : all) block(one, level);
  }

  void item(const std::string& mark, const Blocks& content, std::size_t level, const std::string& id = {}) {
    const std::string outer = prefix_;
    const std::size_t start = out_.size();
    prefix_ += std::string(mark.size(), ' ');
    blocks(content, level);
    prefix_ = outer;
    if (out_.size() > start) out_.replace(start + outer.size(), mark.size(), mark + anchor(id));
  }

  void block(const Block& one, std::size_t level) {
    const std::string heading = std::string(std::min<std::size_t>(level, 6), '#') + " ";
    switch (one.kind) {
      case BlockKind::Section:
        line(heading + anchor(one.id) + text(one.sentences));
        blocks(one.blocks, level + 1);
        return;
      case BlockKind::Box: {
        const std::string outer = prefix_;
        prefix_ += "> ";
        if (!one.sentences.empty()) line("**" + text(one.sentences) + "**");
        blocks(one.blocks, level + 1);
        prefix_ = outer;
        while (out_.ends_with(">\n")) out_.resize(out_.size() - 2);
        line("");
        out_.pop_back();
        return;
      }
      case BlockKind::Paragraph:
        if (!one.sentences.empty()) line(text(one.sentences));
        return;
      case BlockKind::List:
      case BlockKind::Numbered: {
        std::size_t number = 0;
        for (const Blocks& content : one.items) {
          item(one.kind == BlockKind::List ? "- " : std::to_string(++number) + ". ", content, level);
          if (content.size() == 1 && content.front().kind == BlockKind::Paragraph && &content != &one.items.back())
            closeUp();
        }
        return;
      }
      case BlockKind::Table: table(one); return;
      case BlockKind::Pairs:
        for (const Row& row : one.rows) {
          Blocks content;
          Block term;
          Sentence name;
          for (const Block& part : row.cells.empty() ? Blocks() : row.cells.front())
            for (const Sentence& sentence : part.sentences)
              for (const Run& piece : sentence.runs) name.runs.push_back({piece.text, piece.href, Style::Strong});
          term.sentences.push_back(std::move(name));
          for (std::size_t i = 1; i < row.cells.size(); ++i)
            for (const Block& part : row.cells[i]) content.push_back(part);
          // "term: what it is" on one line where it is one paragraph.
          if (!content.empty() && content.front().kind == BlockKind::Paragraph) {
            term.sentences.front().runs.push_back({":", {}, Style::Plain});
            for (Sentence& sentence : content.front().sentences) term.sentences.push_back(std::move(sentence));
            content.front() = std::move(term);
          } else {
            content.insert(content.begin(), std::move(term));
          }
          item("- ", content, level, row.id);
          if (content.size() == 1 && &row != &one.rows.back()) closeUp();
        }
        return;
    }
  }

  /// Takes back the empty line after an item, so that the list stays close.
  void closeUp() {
    std::string empty = prefix_;
    while (empty.ends_with(' ')) empty.pop_back();
    empty += "\n";
    if (out_.ends_with(empty)) out_.resize(out_.size() - empty.size());
  }

  void table(const Block& one) {
    if (!one.sentences.empty()) line("*" + text(one.sentences) + "*");
    std::string head = "|";
    std::string rule = "|";
    for (const Sentence& sentence : one.heads) {
      head += " " + text(sentence) + " |";
      rule += " --- |";
    }
    std::string rows;
    for (const Row& row : one.rows) {
      rows += "\n|";
      bool first = true;
      for (const Blocks& cell : row.cells) {
        rows += " " + (first ? anchor(row.id) : std::string()) + cellText(cell) + " |";
        first = false;
      }
    }
    line(head + "\n" + rule + rows);
  }

  const Document& document_;
  std::string_view name_;
  std::string prefix_;
  std::string out_;
};

}  // namespace

std::string toMarkdown(const Document& document, std::string_view name) { return Markdown(document, name).write(); }

}  // namespace vern::statement
