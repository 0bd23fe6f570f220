#include "compiler/statement/compare.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "compiler/messages/readability.h"
#include "compiler/statement/changes.h"

namespace vern::statement {

namespace {

// ---- what is the same ----------------------------------------------------------------------------------------------

std::string contentOf(const Sentence& one);

void read(const Sentences& sentences, std::string& out) {
  for (const Sentence& one : sentences) out += contentOf(one) + "\x1f";
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

/// `fact` with the items of each list sorted, and without what no reader sees: places in the source, which move, and
/// the names of declarations.
std::string canonical(std::string_view fact) {
  std::string out;
  for (std::size_t i = 0; i < fact.size();) {
    if (fact.substr(i).starts_with("text:")) {
      out += "text";
      i += 5;
      while (i < fact.size() && ((fact[i] >= '0' && fact[i] <= '9') || fact[i] == ':')) ++i;
      continue;
    }
    if (fact[i] != '[') {
      const bool kind = fact[i] == ':' && fact.substr(i + 1, 2) != "//";
      out += fact[i++];
      // "recipient:carrier"
      if (kind) i = std::min(fact.find_first_of("|,=[]", i), fact.size());
      continue;
    }
    std::vector<std::string> items(1);
    int depth = 0;
    for (++i; i < fact.size() && (fact[i] != ']' || depth > 0); ++i) {
      depth += fact[i] == '[' ? 1 : fact[i] == ']' ? -1 : 0;
      if (fact[i] == ',' && depth == 0) items.emplace_back();
      else items.back() += fact[i];
    }
    for (std::string& item : items) item = canonical(item);
    std::sort(items.begin(), items.end());
    out += '[';
    for (const std::string& item : items) out += item + ",";
  }
  return out;
}

/// The words of a sentence. In a list their order says nothing: then what it was told, and its letters, sorted.
std::string contentOf(const Sentence& one) {
  const auto isList = [](const Fact& fact) { return fact.value.find('[') != std::string::npos; };
  if (std::none_of(one.facts.begin(), one.facts.end(), isList)) return plain(one);
  std::string letters = plain(one);
  std::erase_if(letters, [](char c) { return c == ',' || c == ' '; });  // "a and b, and c" has one more
  for (char& c : letters)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  std::sort(letters.begin(), letters.end());
  std::set<std::string> facts;  // JSON does not keep their order
  for (const Fact& fact : one.facts) facts.insert(fact.name + "=" + canonical(fact.value));
  std::string out = one.key + "\x1f" + letters;
  for (const std::string& fact : facts) out += "\x1f" + fact;
  return out;
}
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
std::vector<std::string> namesOf(const Sentences& all) { return std::vector<std::string>(all.size()); }
std::vector<std::string> namesOf(const std::vector<Blocks>& items) {
  std::vector<std::string> out;
  for (const Blocks& item : items) out.push_back(item.empty() ? std::string() : contentOf(item.front()));
  return out;
}
std::vector<std::string> namesOf(const std::vector<Row>& rows) {
  // The place that a row leads to names it, unless several lead there.
  std::vector<std::string> out;
  std::map<std::string, int> leading;
  for (const Row& row : rows) {
    out.push_back(row.id.empty() ? anchorIn(row) : "#" + row.id);
    ++leading[out.back()];
  }
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (out[i].empty() || leading[out[i]] > 1)
      out[i] = rows[i].cells.empty() ? std::string() : contentOf(rows[i].cells.front());
  return out;
}
/// Whether a name is that of one thing, wherever it stands.
bool isOwnName(const Sentence*, const std::string&) { return false; }
bool isOwnName(const Row*, const std::string& name) { return !name.empty(); }
bool isOwnName(const Blocks*, const std::string&) { return false; }
bool isOwnName(const Block*, const std::string& name) { return name.find('#') != std::string::npos; }

std::vector<std::string> namesOf(const Blocks& blocks) {
  // A list, a table or a paragraph without a name is the next one of its kind.
  std::vector<std::string> out;
  for (const Block& one : blocks)
    out.push_back(std::to_string(static_cast<int>(one.kind)) + (one.id.empty() ? "" : "#" + one.id));
  return out;
}

// ---- marking -------------------------------------------------------------------------------------------------------

void mark(Sentence& one, Change change) { one.change = change; }
void mark(Block& block, Change change);
void mark(Blocks& blocks, Change change) {
  for (Block& one : blocks) mark(one, change);
}
void mark(Row& row, Change change) {
  for (Blocks& cell : row.cells) mark(cell, change);
}
void mark(Block& block, Change change) {
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

Sentence merged(const Sentence&, const Sentence&, const Sentence& shown) { return shown; }
Block merged(const Block& before, const Block& after, const Block& shown);
Blocks merged(const Blocks& before, const Blocks& after, const Blocks& shown);
Row merged(const Row& before, const Row& after, const Row& shown);

/// Both lists as one. Parts with the same content stand as they are, parts with the same name are put together, the
/// rest went or came.
template <class Part>
std::vector<Part> mergedLists(const std::vector<Part>& before, const std::vector<Part>& after,
                              const std::vector<Part>& shown) {
  std::vector<std::string> old_contents, contents;
  for (const Part& one : before) old_contents.push_back(contentOf(one));
  for (const Part& one : after) contents.push_back(contentOf(one));
  if (old_contents == contents) return shown;
  std::vector<Part> out;
  // The policy's own words may have another shape in another language: then they changed as a whole.
  const bool same_shape = shown.size() == after.size();
  const auto old_names = namesOf(before);
  const auto names = namesOf(after);
  const auto pairs = aligned(before.size(), same_shape ? after.size() : 0, [&](std::size_t i, std::size_t j) {
    return old_contents[i] == contents[j] || (!names[j].empty() && old_names[i] == names[j]);
  });
  // What stands at another place now did not change: the old place of each of the new ones.
  std::vector<bool> has_place(before.size());
  std::vector<std::optional<std::size_t>> from(shown.size());
  for (const auto& [old_one, one] : pairs) {
    has_place[old_one] = true;
    from[one] = old_one;
  }
  for (std::size_t one = 0; same_shape && one < after.size(); ++one)
    for (std::size_t old_one = 0; old_one < before.size() && !from[one]; ++old_one) {
      const bool same = old_contents[old_one] == contents[one] ||
                        (isOwnName(&after[one], names[one]) && old_names[old_one] == names[one]);
      if (has_place[old_one] || !same) continue;
      has_place[old_one] = true;
      from[one] = old_one;
    }
  std::size_t i = 0;
  std::size_t j = 0;
  const auto put = [&](std::size_t one) {
    if (!from[one]) out.push_back(marked(shown[one], Change::Inserted));
    else if (old_contents[*from[one]] == contents[one]) out.push_back(shown[one]);
    else out.push_back(merged(before[*from[one]], after[one], shown[one]));
  };
  const auto until = [&](std::size_t old_end, std::size_t end) {
    for (; i < old_end; ++i)
      if (!has_place[i]) out.push_back(marked(before[i], Change::Deleted));
    for (; j < end; ++j) put(j);
  };
  for (const auto& [old_one, one] : pairs) {
    until(old_one, one);
    ++i;
    put(j++);
  }
  until(before.size(), shown.size());
  return out;
}

/// The sentences of a paragraph one by one: a text of the policy's own is one Sentence, whatever stands in it.
Sentences pieces(const Sentences& all) {
  Sentences out;
  for (const Sentence& one : all) {
    std::string text = plain(one);
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::vector<std::size_t> ends;  // of each piece, in bytes of the text
    messages::forEachSentence(text, [&](const messages::SentenceLength& piece) {
      // "Three of them: a, b": what follows a colon is told with it.
      if (!piece.text.ends_with(':') && !piece.text.ends_with(';'))
        ends.push_back(static_cast<std::size_t>(piece.text.data() + piece.text.size() - text.data()));
    });
    if (ends.size() < 2) {
      out.push_back(one);
      continue;
    }
    ends.back() = text.size();
    std::size_t at = 0;  // in the text
    std::size_t run = 0;
    std::size_t inside = 0;  // in the run
    for (const std::size_t end : ends) {
      Sentence piece;
      piece.key = one.key;
      piece.sources = one.sources;
      if (at == 0) piece.facts = one.facts;
      for (; at < end && run < one.runs.size();) {
        const Run& from = one.runs[run];
        const std::size_t size = std::min(end - at, from.text.size() - inside);
        Run part = from;
        part.text = from.text.substr(inside, size);
        if (piece.runs.empty()) part.text.erase(0, part.text.find_first_not_of(" \n"));
        if (!part.text.empty()) piece.runs.push_back(std::move(part));
        at += size;
        inside += size;
        if (inside == from.text.size()) {
          ++run;
          inside = 0;
        }
      }
      if (!piece.runs.empty()) out.push_back(std::move(piece));
    }
  }
  return out;
}

Sentences mergedParagraphs(const Sentences& before, const Sentences& after, const Sentences& shown) {
  const Sentences after_pieces = pieces(after);
  const Sentences shown_pieces = pieces(shown);
  if (after_pieces.size() == shown_pieces.size()) return mergedLists(pieces(before), after_pieces, shown_pieces);
  return mergedLists(before, after, shown);
}

Blocks merged(const Blocks& before, const Blocks& after, const Blocks& shown) {
  return mergedLists(before, after, shown);
}

Row merged(const Row& before, const Row& after, const Row& shown) {
  Row out;
  out.id = shown.id;
  for (std::size_t i = 0; i < shown.cells.size(); ++i)
    out.cells.push_back(i < before.cells.size() && i < after.cells.size()
                            ? merged(before.cells[i], after.cells[i], shown.cells[i])
                            : marked(shown.cells[i], Change::Inserted));
  return out;
}

/// Gives all three the columns of both versions: one that a version lacks is empty in it. A column is known by the
/// message of its head.
void bringColumnsTogether(Block& before, Block& after, Block& shown) {
  const auto same = [&](std::size_t i, std::size_t j) { return before.heads[i].key == after.heads[j].key; };
  const std::size_t now = shown.heads.size();
  struct Column {
    std::optional<std::size_t> before, now;
  };
  std::vector<Column> columns;
  std::size_t i = 0;
  std::size_t j = 0;
  const auto until = [&](std::size_t old_end, std::size_t end) {
    while (i < old_end) columns.push_back({i++, {}});
    while (j < end) columns.push_back({{}, j++});
  };
  for (const auto& [old_one, one] : aligned(before.heads.size(), after.heads.size() == now ? now : 0, same)) {
    until(old_one, one);
    columns.push_back({i++, j++});
  }
  until(before.heads.size(), now);
  Sentences heads;
  for (const Column& one : columns)
    heads.push_back(!one.now      ? marked(before.heads[*one.before], Change::Deleted)
                    : !one.before ? marked(shown.heads[*one.now], Change::Inserted)
                                  : shown.heads[*one.now]);
  const auto widen = [&](Block& table, bool old) {
    for (Row& row : table.rows) {
      std::vector<Blocks> cells(columns.size());
      for (std::size_t c = 0; c < columns.size(); ++c)
        if (const auto from = old ? columns[c].before : columns[c].now; from && *from < row.cells.size())
          cells[c] = std::move(row.cells[*from]);
      row.cells = std::move(cells);
    }
    table.heads = heads;
  };
  widen(before, true);
  widen(after, false);
  widen(shown, false);
}

bool hasOtherColumns(const Block& before, const Block& after) {
  return !std::ranges::equal(before.heads, after.heads, {}, &Sentence::key, &Sentence::key);
}

Block merged(const Block& before, const Block& after, const Block& shown) {
  if (shown.kind == BlockKind::Table && hasOtherColumns(before, after)) {
    Block old = before, current = after, printed = shown;
    bringColumnsTogether(old, current, printed);
    return merged(old, current, printed);
  }
  Block out;
  out.kind = shown.kind;
  out.id = shown.id;
  out.heads = shown.heads;
  const bool paragraph = shown.kind == BlockKind::Paragraph;
  out.sentences = paragraph ? mergedParagraphs(before.sentences, after.sentences, shown.sentences)
                            : mergedLists(before.sentences, after.sentences, shown.sentences);
  out.blocks = merged(before.blocks, after.blocks, shown.blocks);
  out.items = mergedLists(before.items, after.items, shown.items);
  out.rows = mergedLists(before.rows, after.rows, shown.rows);
  return out;
}

// ---- anchors -------------------------------------------------------------------------------------------------------

void collectAnchors(const Blocks& blocks, std::set<std::string>& out) {
  for (const Block& one : blocks) {
    out.insert(one.id);
    for (const Row& row : one.rows) {
      out.insert(row.id);
      for (const Blocks& cell : row.cells) collectAnchors(cell, out);
    }
    collectAnchors(one.blocks, out);
    for (const Blocks& item : one.items) collectAnchors(item, out);
  }
}

bool allDeleted(const Blocks& blocks) {
  bool any = false;
  bool kept = false;
  auto visit = [&](std::string_view, const Sentence& one) {
    any = true;
    kept = kept || one.change != Change::Deleted;
  };
  forEachSentence(blocks, "", visit);
  return any && !kept;
}

/// An anchor leads to what holds now; a link out of what went, or of the `summary`, only where something still stands.
void keepAnchors(Blocks& blocks, const std::set<std::string>& now, bool summary = false) {
  const auto keep = [&](Sentences& sentences) {
    for (Sentence& one : sentences)
      if (summary || one.change == Change::Deleted)
        for (Run& run : one.runs)
          if (run.href.starts_with('#') && !now.contains(run.href.substr(1))) run.href.clear();
  };
  for (Block& one : blocks) {
    if (!one.id.empty() && allDeleted({one})) one.id.clear();
    keep(one.sentences);
    keep(one.heads);
    keepAnchors(one.blocks, now, summary);
    for (Blocks& item : one.items) keepAnchors(item, now, summary);
    for (Row& row : one.rows) {
      bool gone = true;
      for (Blocks& cell : row.cells) {
        gone = gone && (cell.empty() || allDeleted(cell));
        keepAnchors(cell, now, summary);
      }
      if (gone) row.id.clear();
    }
  }
}

/// What each sentence of `shown` is in `after`, the same version in another language. The policy's own words may fall
/// into more paragraphs in one of them: a section where they do is left out.
Former formerOf(const Document& after, const Document& shown) {
  using Texts = std::map<std::string, std::vector<std::string>, std::less<>>;
  const auto bySection = [](const Document& document) {
    Texts out;
    forEachSentence(document, [&](std::string_view section, const Sentence& one) {
      out[std::string(section)].push_back(plain(one));
    });
    return out;
  };
  const Texts in_after = bySection(after);
  Former out;
  for (const auto& [section, texts] : bySection(shown)) {
    const auto same = in_after.find(section);
    if (same == in_after.end() || same->second.size() != texts.size()) continue;
    for (std::size_t i = 0; i < texts.size(); ++i) out.emplace(texts[i], same->second[i]);
  }
  return out;
}

}  // namespace

Document compare(const Document& before, const Document& after) { return compare(before, after, after); }

Document compare(const Document& before, const Document& after, const Document& shown) {
  Document out = shown;
  if (before.language != shown.language) out.former_language = before.language;
  out.front = merged(before.front, after.front, shown.front);
  out.sections = merged(before.sections, after.sections, shown.sections);
  Block box = summaryOfChanges(before, out, before.language == shown.language ? Former() : formerOf(after, shown));
  std::set<std::string> now;
  collectAnchors(shown.front, now);
  collectAnchors(shown.sections, now);
  keepAnchors(out.front, now);
  keepAnchors(out.sections, now);
  Blocks summary{std::move(box)};
  keepAnchors(summary, now, true);
  out.front.insert(out.front.begin(), std::move(summary.front()));
  return out;
}

}  // namespace vern::statement
