#include "compiler/statement/from_json.h"

#include <array>

#include "compiler/messages/address.h"
#include "compiler/source/file_system.h"
#include "compiler/statement/escape.h"
#include "compiler/support/clean.h"
#include "compiler/support/json_depth.h"
#include "llvm/Support/JSON.h"

namespace vern::statement {

namespace {

using llvm::json::Array;
using llvm::json::Object;

constexpr std::array<std::pair<std::string_view, BlockKind>, 7> Kinds = {{{"section", BlockKind::Section},
                                                                          {"box", BlockKind::Box},
                                                                          {"paragraph", BlockKind::Paragraph},
                                                                          {"list", BlockKind::List},
                                                                          {"numbered", BlockKind::Numbered},
                                                                          {"table", BlockKind::Table},
                                                                          {"pairs", BlockKind::Pairs}}};
constexpr int MostNested = 30;
constexpr unsigned MostLevels = 500;  // of JSON: each block is some of them

std::string textOf(const Object& object, std::string_view key) {
  const auto text = object.getString(llvm::StringRef(key.data(), key.size()));
  return text ? clean(text->str()) : std::string();
}

Sentence sentence(const Object& object) {
  Sentence out;
  out.key = textOf(object, "message");
  if (const Object* facts = object.getObject("facts"))
    for (const auto& [name, value] : *facts)
      if (const auto text = value.getAsString()) out.facts.push_back({name.str(), clean(text->str())});
  if (const Array* runs = object.getArray("runs"))
    for (const llvm::json::Value& value : *runs) {
      const Object* run = value.getAsObject();
      if (run == nullptr) continue;
      Run one{textOf(*run, "text"), textOf(*run, "href"), Style::Plain};
      if (!one.href.starts_with('#')) one.href = messages::safeAddress(one.href);
      const std::string style = textOf(*run, "style");
      if (style == "strong") one.style = Style::Strong;
      if (style == "emphasis") one.style = Style::Emphasis;
      out.runs.push_back(std::move(one));
    }
  if (out.runs.empty()) out.runs.push_back({textOf(object, "text"), {}, Style::Plain});
  return out;
}

Sentences sentences(const Array* array) {
  Sentences out;
  if (array == nullptr) return out;
  for (const llvm::json::Value& value : *array)
    if (const Object* object = value.getAsObject()) out.push_back(sentence(*object));
  return out;
}

Blocks blocks(const Array* array, int depth);

Block block(const Object& object, int depth) {
  Block out;
  const std::string kind = textOf(object, "kind");
  for (const auto& [name, one] : Kinds)
    if (name == kind) out.kind = one;
  out.id = textOf(object, "id");
  out.sentences =
      sentences(object.getArray("heading") != nullptr ? object.getArray("heading") : object.getArray("sentences"));
  out.heads = sentences(object.getArray("heads"));
  out.blocks = blocks(object.getArray("blocks"), depth + 1);
  if (const Array* items = object.getArray("items"))
    for (const llvm::json::Value& item : *items) out.items.push_back(blocks(item.getAsArray(), depth + 1));
  if (const Array* rows = object.getArray("rows"))
    for (const llvm::json::Value& value : *rows) {
      const Object* row = value.getAsObject();
      if (row == nullptr) continue;
      Row one;
      one.id = textOf(*row, "id");
      if (const Array* cells = row->getArray("cells"))
        for (const llvm::json::Value& cell : *cells) one.cells.push_back(blocks(cell.getAsArray(), depth + 1));
      // A row is as wide as its table, whatever the file says.
      if (out.kind == BlockKind::Table) one.cells.resize(out.heads.size());
      out.rows.push_back(std::move(one));
    }
  return out;
}

Blocks blocks(const Array* array, int depth) {
  Blocks out;
  if (array == nullptr || depth > MostNested) return out;
  for (const llvm::json::Value& value : *array)
    if (const Object* object = value.getAsObject()) out.push_back(block(*object, depth));
  return out;
}

}  // namespace

llvm::Expected<Document> fromJson(std::string_view text) {
  if (nestsDeeper(text, MostLevels)) return fault("it is no JSON");
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(llvm::StringRef(text.data(), text.size()));
  if (!value) {
    llvm::consumeError(value.takeError());
    return fault("it is no JSON");
  }
  const Object* object = value->getAsObject();
  if (object == nullptr || textOf(*object, "format") != "vern.statement/1")
    return fault("this is no statement in JSON (`\"format\": \"vern.statement/1\"`)");
  Document out;
  out.language = textOf(*object, "language");
  if (const Object* title = object->getObject("title")) out.title = sentence(*title);
  out.front = blocks(object->getArray("front"), 0);
  out.sections = blocks(object->getArray("sections"), 0);
  std::erase_if(out.sections, [](const Block& one) { return one.kind != BlockKind::Section || one.sentences.empty(); });
  return out;
}

}  // namespace vern::statement
