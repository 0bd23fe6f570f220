#include "compiler/statement/to_text.h"

#include <algorithm>

#include "compiler/messages/format.h"

namespace vern::statement {

namespace {

/// Letters, not bytes; letters of double width do not occur in the languages written so far.
std::size_t lettersIn(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// The text of a run; an address that its text does not show stands behind it.
std::string shown(const Run& run) {
  std::string out = run.text;
  for (char& c : out)
    if (c == '\n' || c == '\t') c = ' ';
  if (run.href.empty() || run.href.starts_with('#')) return out;
  std::string_view address = run.href;
  for (const std::string_view scheme : {"mailto:", "tel:", "https://", "http://"})
    if (address.starts_with(scheme)) address.remove_prefix(scheme.size());
  if (address.ends_with('/')) address.remove_suffix(1);
  const bool telephone = run.href.starts_with("tel:");
  if (telephone || out == address || out == run.href) return out;
  return out + " <" + run.href + ">";
}

std::string printed(const Sentence& sentence) {
  std::string out;
  for (const Run& run : sentence.runs) out += shown(run);
  if (sentence.change == Change::Inserted) return "[+ " + out + " +]";
  if (sentence.change == Change::Deleted) return "[- " + out + " -]";
  return out;
}

std::string printed(const Sentences& sentences) {
  std::string out;
  for (const Sentence& sentence : sentences) {
    if (!out.empty()) out += ' ';
    out += printed(sentence);
  }
  return out;
}

/// The end of the first word of `words`, and of what belongs to it: "15 September 2026", "no. 1 letter f".
std::size_t endOfWord(std::string_view words) {
  std::size_t end = std::min(words.find(' '), words.size());
  while (end < words.size()) {
    const std::string_view next = words.substr(end + 1, std::min(words.find(' ', end + 1), words.size()) - end - 1);
    const bool number = !next.empty() && next.front() >= '0' && next.front() <= '9';
    const bool letter =
        next.size() > 1 && next.size() < 4 && next.find_first_not_of("),.;:", 1) == std::string_view::npos;
    if (end == 0 || (!number && !letter)) break;
    end += 1 + next.size();
  }
  return end;
}

class Text {
 public:
  explicit Text(std::size_t width) : width_(width) {}

  std::string write(const Document& document) {
    heading(printed(document.title), '=');
    languages(document);
    blocks(document.front);
    contents(document);
    std::size_t number = 0;
    for (const Block& section : document.sections) {
      heading(std::to_string(++number) + ". " + printed(section.sentences), '-');
      blocks(section.blocks);
    }
    while (out_.ends_with("\n\n")) out_.pop_back();
    return std::move(out_);
  }

 private:
  void languages(const Document& document) {
    if (document.languages.size() < 2) return;
    std::string all;
    for (const std::string& language : document.languages)
      all += (all.empty() ? "" : ", ") + messages::format(language, "language.self");
    paragraph(messages::format(document.language, "page.languages") + ": " + all, 0, "");
  }

  void contents(const Document& document) {
    if (document.sections.empty()) return;
    paragraph("* " + messages::format(document.language, "page.contents") + " *", 0, "");
    std::size_t number = 0;
    for (const Block& section : document.sections) {
      paragraph(std::to_string(++number) + ". " + printed(section.sentences), 2, "", 5);
      tighten();
    }
    out_ += "\n";
  }

  void heading(const std::string& words, char rule) {
    if (!out_.empty()) out_ += "\n";
    const std::size_t begin = out_.size();
    paragraph(words, 0, "");
    out_.pop_back();
    std::size_t widest = 0;
    for (std::size_t at = begin; at < out_.size();) {
      const std::size_t end = out_.find('\n', at);
      widest = std::max(widest, lettersIn(std::string_view(out_).substr(at, end - at)));
      at = end + 1;
    }
    out_ += std::string(widest, rule) + "\n\n";
  }

  /// `words` in lines below `indent`, the first one behind `mark`; an empty line after.
  void paragraph(std::string_view words, std::size_t indent, std::string_view mark, std::size_t hanging = 0) {
    const std::size_t inside = hanging != 0 ? hanging : indent + lettersIn(mark);
    std::string line = std::string(indent, ' ') + std::string(mark);
    std::size_t column = indent + lettersIn(mark);
    bool first = true;
    while (!words.empty()) {
      const std::size_t space = endOfWord(words);
      const std::string_view word = words.substr(0, space);
      words.remove_prefix(std::min(space + 1, words.size()));
      if (word.empty()) continue;
      const std::size_t letters = lettersIn(word);
      if (!first && column + 1 + letters > width_) {
        out_ += line + "\n";
        line = std::string(inside, ' ');
        column = inside;
        first = true;
      }
      if (!first) {
        line += ' ';
        ++column;
      }
      line += word;
      column += letters;
      first = false;
    }
    out_ += line + "\n\n";
  }

  void blocks(const Blocks& all, std::size_t indent = 0, std::size_t level = 2) {
    for (const Block& one : all) block(one, indent, level);
  }

  void tighten() {
    if (out_.ends_with("\n\n")) out_.pop_back();
  }

  /// The content of an item: its first paragraph behind `mark`.
  void item(const Blocks& content, std::size_t indent, const std::string& mark) {
    const std::size_t inside = indent + 2;
    std::size_t i = 0;
    if (!content.empty() && content.front().kind == BlockKind::Paragraph) {
      paragraph(mark + printed(content.front().sentences), indent, "", inside);
      i = 1;
    } else {
      paragraph(mark.substr(0, mark.find_last_not_of(' ') + 1), indent, "", inside);
    }
    for (; i < content.size(); ++i) {
      tighten();
      block(content[i], inside);
    }
  }

  /// `level`: of a heading, where that of the title is 0 and that of the sections is 1.
  void block(const Block& one, std::size_t indent, std::size_t level = 2) {
    switch (one.kind) {
      case BlockKind::Section:
      case BlockKind::Box:
        if (!one.sentences.empty()) {
          if (level == 2 && one.kind == BlockKind::Section) heading(printed(one.sentences), '~');
          else paragraph("* " + printed(one.sentences) + " *", indent, "");
        }
        blocks(one.blocks, indent + (one.kind == BlockKind::Box ? 2 : 0), level + 1);
        return;
      case BlockKind::Paragraph:
        if (!one.sentences.empty()) paragraph(printed(one.sentences), indent, "");
        return;
      case BlockKind::List:
      case BlockKind::Numbered: {
        std::size_t number = 0;
        for (const Blocks& content : one.items) {
          item(content, indent, one.kind == BlockKind::List ? "- " : std::to_string(++number) + ". ");
          if (&content != &one.items.back()) tighten();
        }
        return;
      }
      case BlockKind::Table:
        for (const Row& row : one.rows) {
          for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (row.cells[i].empty()) continue;  // a column of another version
            item(row.cells[i], i == 0 ? indent : indent + 2, printed(one.heads[i]) + ": ");
            if (i + 1 < row.cells.size()) tighten();
          }
        }
        return;
      case BlockKind::Pairs:
        for (const Row& row : one.rows) {
          std::string term;
          for (const Block& part : row.cells.empty() ? Blocks() : row.cells.front()) term += printed(part.sentences);
          for (std::size_t i = 1; i < row.cells.size(); ++i) {
            Blocks content = row.cells[i];
            if (!content.empty() && content.front().kind == BlockKind::Paragraph) {
              paragraph(term + ": " + printed(content.front().sentences), indent, "");
              content.erase(content.begin());
            } else {
              paragraph(term + ":", indent, "");
            }
            if (!content.empty()) tighten();
            blocks(content, indent + 2);
          }
          if (&row != &one.rows.back()) tighten();
        }
        return;
    }
  }

  std::size_t width_;
  std::string out_;
};

}  // namespace

std::string toText(const Document& document, std::size_t width) { return Text(width).write(document); }

}  // namespace vern::statement
