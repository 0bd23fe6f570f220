#include "compiler/statement/to_json.h"

#include <algorithm>

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace vern::statement {

namespace {

using Stream = llvm::json::OStream;

llvm::StringRef ref(std::string_view text) { return {text.data(), text.size()}; }

std::string_view nameOf(BlockKind kind) {
  switch (kind) {
    case BlockKind::Section: return "section";
    case BlockKind::Box: return "box";
    case BlockKind::Paragraph: return "paragraph";
    case BlockKind::List: return "list";
    case BlockKind::Numbered: return "numbered";
    case BlockKind::Table: return "table";
    case BlockKind::Pairs: return "pairs";
  }
  return "";
}

/// `fact` without where a text stands in the source, which is no matter of the statement: "text:2:340" is "text".
std::string withoutPlaces(std::string_view fact) {
  constexpr std::string_view Mark = "text:";
  std::string out;
  for (std::size_t i = 0; i < fact.size();) {
    if (!fact.substr(i).starts_with(Mark)) {
      out += fact[i++];
      continue;
    }
    const std::size_t end = std::min(fact.find_first_not_of("0123456789:", i + Mark.size()), fact.size());
    out += Mark.substr(0, Mark.size() - 1);
    i = end;
  }
  return out;
}

void sentence(Stream& out, const Sentence& one) {
  out.object([&] {
    out.attribute("text", plain(one));
    bool styled = false;
    for (const Run& run : one.runs) styled = styled || !run.href.empty() || run.style != Style::Plain;
    if (styled)
      out.attributeArray("runs", [&] {
        for (const Run& run : one.runs)
          out.object([&] {
            out.attribute("text", run.text);
            if (!run.href.empty()) out.attribute("href", run.href);
            if (run.style == Style::Strong) out.attribute("style", "strong");
            if (run.style == Style::Emphasis) out.attribute("style", "emphasis");
          });
      });
    if (!one.key.empty()) out.attribute("message", one.key);
    if (one.change == Change::Inserted) out.attribute("change", "inserted");
    if (one.change == Change::Deleted) out.attribute("change", "deleted");
    if (!one.facts.empty())
      out.attributeObject("facts", [&] {
        for (const Fact& fact : one.facts) out.attribute(fact.name, withoutPlaces(fact.value));
      });
  });
}

void sentences(Stream& out, std::string_view name, const Sentences& all) {
  out.attributeArray(ref(name), [&] {
    for (const Sentence& one : all) sentence(out, one);
  });
}

void blocks(Stream& out, const Blocks& all);

void block(Stream& out, const Block& one) {
  out.object([&] {
    out.attribute("kind", ref(nameOf(one.kind)));
    if (!one.id.empty()) out.attribute("id", one.id);
    const bool headed = one.kind == BlockKind::Section || one.kind == BlockKind::Box || one.kind == BlockKind::Table;
    if (!one.sentences.empty()) sentences(out, headed ? "heading" : "sentences", one.sentences);
    if (!one.heads.empty()) sentences(out, "heads", one.heads);
    if (!one.blocks.empty()) out.attributeArray("blocks", [&] { blocks(out, one.blocks); });
    if (!one.items.empty())
      out.attributeArray("items", [&] {
        for (const Blocks& item : one.items) out.array([&] { blocks(out, item); });
      });
    if (!one.rows.empty())
      out.attributeArray("rows", [&] {
        for (const Row& row : one.rows)
          out.object([&] {
            if (!row.id.empty()) out.attribute("id", row.id);
            out.attributeArray("cells", [&] {
              for (const Blocks& cell : row.cells) out.array([&] { blocks(out, cell); });
            });
          });
      });
  });
}

void blocks(Stream& out, const Blocks& all) {
  for (const Block& one : all) block(out, one);
}

}  // namespace

std::string toJson(const Document& document) {
  std::string text;
  llvm::raw_string_ostream bytes(text);
  Stream out(bytes, 1);
  out.object([&] {
    out.attribute("format", "vern.statement/1");
    out.attribute("language", document.language);
    out.attributeArray("languages", [&] {
      for (const std::string& language : document.languages) out.value(language);
    });
    if (!document.former_language.empty()) out.attribute("former_language", document.former_language);
    out.attributeBegin("title");
    sentence(out, document.title);
    out.attributeEnd();
    out.attributeArray("front", [&] { blocks(out, document.front); });
    out.attributeArray("sections", [&] { blocks(out, document.sections); });
  });
  bytes << "\n";
  bytes.flush();
  return text;
}

}  // namespace vern::statement
