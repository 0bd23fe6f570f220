#include "compiler/statement/compare.h"

#include <algorithm>
#include <functional>
#include <string>

#include "compiler/messages/format.h"

namespace vern::statement {

namespace {

// ---- what is the same ----------------------------------------------------------------------------------------------

void read(const Sentences& sentences, std::string& out) {
  for (const Sentence& one : sentences) out += plain(one) + "\x1f";
}

void read(const Blocks& blocks, std::string& out) {
  for (const Block& one : blocks) {
    out += std::to_string(static_cast<int>(one.kind)) + "\x1e";
    read(one.sentences, out);
    read(one.heads, out);
    read(one.blocks, out);
    for (const Blocks& item : one.items) read(item, out += "\x1d");
    for (const Row& row : one.rows) {
      out += "\x1c";
      for (const Blocks& cell : row.cells) read(cell, out += "\x1d");
    }
  }
}

std::string contentOf(const Sentence& one) { return plain(one); }
std::string contentOf(const Blocks& blocks) {
  std::string out;
  read(blocks, out);
  return out;
}
std::string contentOf(const Block& block) { return contentOf(Blocks{block}); }
std::string contentOf(const Row& row) {
  std::string out;
  for (const Blocks& cell : row.cells) out += contentOf(cell) + "\x1d";
  return out;
}

/// What makes a part the same one although its content changed: its anchor, its heading, the head of its row.
std::string nameOf(const Sentence&) { return {}; }
std::string nameOf(const Blocks& item) { return item.empty() ? std::string() : contentOf(Blocks{item.front()}); }
std::string nameOf(const Row& row) {
  if (!row.id.empty()) return "#" + row.id;
  return row.cells.empty() ? std::string() : contentOf(row.cells.front());
}
std::string nameOf(const Block& block) {
  std::string kind = std::to_string(static_cast<int>(block.kind));
  if (!block.id.empty()) return kind + "#" + block.id;
  // A list, a table or a paragraph without a name is the next one of its kind.
  return kind;
}

// ---- marking -------------------------------------------------------------------------------------------------------

void mark(Sentence& one, Change change) { one.change = change; }
void mark(Block& block, Change change);
void mark(Blocks& blocks, Change change) {
  for (Block& one : blocks) mark(one, change);
}
void mark(Row& row, Change change) {
  row.id = change == Change::Deleted ? std::string() : std::move(row.id);
  for (Blocks& cell : row.cells) mark(cell, change);
}
void mark(Block& block, Change change) {
  if (change == Change::Deleted) block.id.clear();  // an anchor leads to what holds now
  for (Sentence& one : block.sentences) mark(one, change);
  for (Sentence& one : block.heads) mark(one, change);
  mark(block.blocks, change);
  for (Blocks& item : block.items) mark(item, change);
  for (Row& row : block.rows) mark(row, change);
}

template <class Part>
Part marked(Part part, Change change) {
  mark(part, change);
  return part;
}

// ---- putting two versions together ---------------------------------------------------------------------------------

/// Which of `before` and `after` belong together, in order: the longest common subsequence by `same`.
std::vector<std::pair<std::size_t, std::size_t>> aligned(std::size_t before, std::size_t after,
                                                         const std::function<bool(std::size_t, std::size_t)>& same) {
  std::vector<std::vector<std::uint32_t>> length(before + 1, std::vector<std::uint32_t>(after + 1, 0));
  for (std::size_t i = before; i-- > 0;)
    for (std::size_t j = after; j-- > 0;)
      length[i][j] = same(i, j) ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (std::size_t i = 0, j = 0; i < before && j < after;) {
    if (same(i, j)) out.emplace_back(i++, j++);
    else if (length[i + 1][j] >= length[i][j + 1]) ++i;
    else ++j;
  }
  return out;
}

Sentence merged(const Sentence&, const Sentence& after) { return after; }
Block merged(const Block& before, const Block& after);
Blocks merged(const Blocks& before, const Blocks& after);
Row merged(const Row& before, const Row& after);

/// Both lists as one. Parts with the same content stand as they are, parts with the same name are put together, the
/// rest went or came.
template <class Part>
std::vector<Part> mergedLists(const std::vector<Part>& before, const std::vector<Part>& after) {
  std::vector<std::string> old_contents, contents, old_names, names;
  for (const Part& one : before) old_contents.push_back(contentOf(one)), old_names.push_back(nameOf(one));
  for (const Part& one : after) contents.push_back(contentOf(one)), names.push_back(nameOf(one));
  const auto pairs = aligned(before.size(), after.size(), [&](std::size_t i, std::size_t j) {
    return old_contents[i] == contents[j] || (!names[j].empty() && old_names[i] == names[j]);
  });
  std::vector<Part> out;
  std::size_t i = 0;
  std::size_t j = 0;
  const auto until = [&](std::size_t old_end, std::size_t end) {
    for (; i < old_end; ++i) out.push_back(marked(before[i], Change::Deleted));
    for (; j < end; ++j) out.push_back(marked(after[j], Change::Inserted));
  };
  for (const auto& [old_one, one] : pairs) {
    until(old_one, one);
    out.push_back(old_contents[i] == contents[j] ? after[j] : merged(before[i], after[j]));
    ++i;
    ++j;
  }
  until(before.size(), after.size());
  return out;
}

Blocks merged(const Blocks& before, const Blocks& after) { return mergedLists(before, after); }

Row merged(const Row& before, const Row& after) {
  Row out;
  out.id = after.id;
  for (std::size_t i = 0; i < after.cells.size(); ++i)
    out.cells.push_back(i < before.cells.size() ? merged(before.cells[i], after.cells[i])
                                                : marked(after.cells[i], Change::Inserted));
  return out;
}

Block merged(const Block& before, const Block& after) {
  Block out;
  out.kind = after.kind;
  out.id = after.id;
  out.heads = after.heads;
  out.sentences = mergedLists(before.sentences, after.sentences);
  out.blocks = merged(before.blocks, after.blocks);
  out.items = mergedLists(before.items, after.items);
  out.rows = mergedLists(before.rows, after.rows);
  return out;
}

// ---- the summary ---------------------------------------------------------------------------------------------------

struct Counts {
  bool inserted = false;
  bool deleted = false;
  bool kept = false;
};

void count(const Sentence& one, Counts& out) {
  out.inserted = out.inserted || one.change == Change::Inserted;
  out.deleted = out.deleted || one.change == Change::Deleted;
  out.kept = out.kept || one.change == Change::None;
}

struct Line {
  std::string_view key;
  Sentence heading;
  std::string id;
};

/// The narrowest part with a heading around each change; what changed in a part that has no smaller ones is told there.
void summarise(const Blocks& blocks, const Block* around, std::vector<Line>& out) {
  Counts here;
  const std::function<void(const Blocks&)> visit = [&](const Blocks& all) {
    for (const Block& one : all) {
      if (one.kind == BlockKind::Section) {
        Counts whole;
        Document part;
        part.sections = {one};
        const auto add = [&](std::string_view, const Sentence& sentence) { count(sentence, whole); };
        for (const Block& block : part.sections) {
          const Blocks alone{block};
          auto visitor = add;
          forEachSentence(alone, "", visitor);
        }
        if (!whole.inserted && !whole.deleted) continue;
        if (!whole.kept && whole.inserted != whole.deleted)
          out.push_back({whole.inserted ? "against.added" : "against.removed", one.sentences.front(), one.id});
        else summarise(one.blocks, &one, out);
        continue;
      }
      for (const Sentence& sentence : one.sentences) count(sentence, here);
      visit(one.blocks);
      for (const Blocks& item : one.items) visit(item);
      for (const Row& row : one.rows)
        for (const Blocks& cell : row.cells) visit(cell);
    }
  };
  const std::size_t place = out.size();
  visit(blocks);
  if (around == nullptr || (!here.inserted && !here.deleted)) return;
  out.insert(out.begin() + static_cast<std::ptrdiff_t>(place),
             {"against.changed", around->sentences.back(), around->id});
}

Sentence worded(const std::string& language, std::string_view key, const Sentence& what, const std::string& id) {
  constexpr std::string_view Hole = "\x01";
  const messages::Argument argument{"what", std::string(Hole)};
  const std::string text = messages::format(language, key, {&argument, 1});
  const std::size_t hole = text.find(Hole);
  Sentence out;
  out.key = key;
  if (hole > 0) out.runs.push_back({text.substr(0, hole), {}, Style::Plain});
  Run name{plain(what), id.empty() ? std::string() : "#" + id, Style::Plain};
  out.runs.push_back(std::move(name));
  if (hole + 1 < text.size()) out.runs.push_back({text.substr(hole + 1), {}, Style::Plain});
  return out;
}

Block summary(const Document& document) {
  std::vector<Line> lines;
  summarise(document.sections, nullptr, lines);
  Block box;
  box.kind = BlockKind::Box;
  box.id = "changed";
  const auto say = [&](std::string_view key) {
    Sentence out;
    out.key = key;
    out.runs.push_back({messages::format(document.language, key), {}, Style::Plain});
    return out;
  };
  const auto paragraph = [](Sentence sentence) {
    Block out;
    out.sentences.push_back(std::move(sentence));
    return out;
  };
  box.sentences.push_back(say("against.heading"));
  if (lines.empty()) {
    box.blocks.push_back(paragraph(say("against.nothing")));
    return box;
  }
  Block list;
  list.kind = BlockKind::List;
  for (const Line& line : lines)
    list.items.push_back({paragraph(worded(document.language, line.key, line.heading, line.id))});
  box.blocks.push_back(std::move(list));
  box.blocks.push_back(paragraph(say("against.marks")));
  return box;
}

}  // namespace

Document compare(const Document& before, const Document& after) {
  Document out = after;
  out.front = merged(before.front, after.front);
  out.sections = merged(before.sections, after.sections);
  out.front.insert(out.front.begin(), summary(out));
  return out;
}

}  // namespace vern::statement
