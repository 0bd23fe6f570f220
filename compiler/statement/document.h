// The statement as a tree without a format: sections, paragraphs, lists, tables, and the sentences in them. Every
// sentence knows the message it was made from, what it was told, and the declarations it speaks of. Made by from_model;
// to_html, to_markdown, to_text, to_json and trace read it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/model.h"

namespace vern::statement {

using model::DeclId;

/// A declaration, and the clause of it that is spoken of.
struct Source {
  DeclId decl;
  Span span;
  friend auto operator<=>(const Source&, const Source&) = default;
};

enum class Style : std::uint8_t { Plain, Strong, Emphasis };

/// Characters of one style. `href` is an address with one of the schemes http, https, mailto, tel, or `#anchor`, or "".
struct Run {
  std::string text;
  std::string href;
  Style style = Style::Plain;
  bool literal = false;  // a name or an address: keeps the letters it has, also where a capital is wanted
  friend bool operator==(const Run&, const Run&) = default;
};

/// What a message was told, in a form that no language changes: a name, an ISO date or duration, a place in the source.
struct Fact {
  std::string name;
  std::string value;
  friend bool operator==(const Fact&, const Fact&) = default;
};

/// What a sentence is to the version before; see compare.h.
enum class Change : std::uint8_t { None, Inserted, Deleted };

struct Sentence {
  std::string key;  // of the catalogue; "" for the policy's own words
  std::vector<Fact> facts;
  std::vector<Run> runs;
  std::vector<Source> sources;  // sorted, each once
  Change change = Change::None;

  [[nodiscard]] bool empty() const { return runs.empty(); }
};
/// A paragraph.
using Sentences = std::vector<Sentence>;

struct Block;
using Blocks = std::vector<Block>;

struct Row {
  std::string id;  // an anchor, or ""
  std::vector<Blocks> cells;  // as many as the table has heads; the first is the head of the row
};

enum class BlockKind : std::uint8_t {
  Section,  // `sentences`: its heading; `blocks`: what it holds
  Box,  // likewise, set apart from the text around it; the heading may be missing
  Paragraph,  // `sentences`
  List,
  Numbered,  // `items`
  Table,  // `sentences`: its caption; `heads`, `rows`
  Pairs,  // `rows` of a term and what it is
};

struct Block {
  BlockKind kind = BlockKind::Paragraph;
  std::string id;  // an anchor that stays the same between builds, or ""
  Sentences sentences;
  Blocks blocks;
  std::vector<Blocks> items;
  Sentences heads;
  std::vector<Row> rows;
};

/// One language of the statement.
struct Document {
  std::string language;
  std::vector<std::string> languages;  // all languages of the policy, this one too
  Sentence title;
  Blocks front;  // the first layer
  Blocks sections;  // the second
  std::string former_language;  // of what compare says was taken out, where it is another one; else ""
};

/// The text of a sentence without its styles.
[[nodiscard]] std::string plain(const Sentence& sentence);

/// The anchor that the head of a row leads to, with its `#`, or "".
[[nodiscard]] std::string anchorIn(const Row& row);

/// Calls `visit(section, sentence)` for every sentence, in the order of reading; `section` is the id of the section
/// around it.
template <class Visit>
void forEachSentence(const Blocks& blocks, std::string_view section, Visit& visit) {
  for (const Block& block : blocks) {
    const bool opens = block.kind == BlockKind::Section && !block.id.empty();
    const std::string_view inside = opens ? std::string_view(block.id) : section;
    for (const Sentence& sentence : block.sentences) visit(inside, sentence);
    for (const Sentence& head : block.heads) visit(inside, head);
    forEachSentence(block.blocks, inside, visit);
    for (const Blocks& item : block.items) forEachSentence(item, inside, visit);
    for (const Row& row : block.rows)
      for (const Blocks& cell : row.cells) forEachSentence(cell, inside, visit);
  }
}

template <class Visit>
void forEachSentence(const Document& document, Visit&& visit) {
  visit(std::string_view("top"), document.title);
  forEachSentence(document.front, "top", visit);
  forEachSentence(document.sections, "", visit);
}

}  // namespace vern::statement
