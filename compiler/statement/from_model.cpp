#include "compiler/statement/from_model.h"

#include <algorithm>

#include "compiler/messages/catalogue.h"
#include "compiler/statement/sections.h"
#include "compiler/statement/trace.h"

namespace vern::statement {

namespace {

struct Place {
  std::string_view id;                       // the anchor, and the name in `place …` of a prose
  Blocks (*says)(const Context& context);
};

Blocks purposesAndWhy(const Context& context) {
  Blocks out = purposes(context);
  for (const auto part : {general, bases, promises, duties})
    for (Block& block : part(context)) out.push_back(std::move(block));
  return out;
}

/// A number stays with its section sign: "§ 13" is not parted at the end of a line.
void keepSections(Sentence& sentence) {
  constexpr std::string_view Sign = "§ ";
  constexpr std::string_view Kept = "§\u00A0";
  for (Run& run : sentence.runs)
    for (std::size_t at = run.text.find(Sign); at != std::string::npos; at = run.text.find(Sign, at + Kept.size()))
      run.text.replace(at, Sign.size(), Kept);
}

void keepSections(Blocks& blocks) {
  for (Block& block : blocks) {
    for (Sentence& sentence : block.sentences) keepSections(sentence);
    for (Sentence& head : block.heads) keepSections(head);
    keepSections(block.blocks);
    for (Blocks& item : block.items) keepSections(item);
    for (Row& row : block.rows)
      for (Blocks& cell : row.cells) keepSections(cell);
  }
}

constexpr Place Places[] = {
    {"responsible", responsible}, {"scope", scope},           {"purposes", purposesAndWhy}, {"sources", sources},
    {"sharing", sharing},         {"transfers", transfers},   {"retention", retention},     {"automated", automated},
    {"cookies", trackers},        {"children", children},     {"rights", rights},           {"objection", objection},
    {"security", security},       {"complaints", complaints}, {"changes", changes},
};

/// Which section tells of a declaration.
std::string_view sectionOf(Kind kind) {
  switch (kind) {
    case Kind::Controller:
    case Kind::Contact:
    case Kind::Dpo: return "responsible";
    case Kind::Activity:
    case Kind::Basis:
    case Kind::Promise:
    case Kind::Claim:
    case Kind::Duty:
    case Kind::Defaults: return "purposes";
    case Kind::Recipient: return "sharing";
    case Kind::Event:
    case Kind::State: return "retention";
    case Kind::Tracker: return "cookies";
    case Kind::Rights: return "rights";
    case Kind::Security: return "security";
    case Kind::Changes: return "changes";
    default: return "scope";
  }
}

const Clause* clauseAt(const std::vector<Clause>& clauses, Span span) {
  for (const Clause& clause : clauses) {
    if (clause.span == span) return &clause;
    for (const std::vector<Clause>* block : blocksOf(clause))
      if (const Clause* inner = clauseAt(*block, span)) return inner;
  }
  return nullptr;
}

/// A text behind a clause whose sentence has no room for one ("agreement signed nb …") ends its section, before what
/// has a heading of its own there.
void addNotes(const Context& context, Document& document) {
  const Words& words = context.words;
  for (const Source& source : untold(context.model, document)) {
    const Decl& decl = context.model[source.decl];
    const Clause* clause = clauseAt(decl.clauses, source.span);
    if (clause == nullptr || clause->texts.empty()) continue;
    Phrase note = words.own(clause->texts, source);
    if (!model::isNameless(decl.kind) && decl.kind != Kind::Policy && decl.kind != Kind::Dpo)
      note = words.phrase("value.about", {{"what", words.title(source.decl)}, {"note", note}});
    const std::string_view wanted = sectionOf(decl.kind);
    auto at = std::find_if(document.sections.begin(), document.sections.end(),
                           [&](const Block& one) { return one.id == wanted; });
    if (at == document.sections.end())
      at = document.sections.insert(document.sections.end(),
                                    section(std::string(wanted), words.say("section." + std::string(wanted))));
    // Before the first heading within the section: below it they would be heard as a part of that.
    const auto before = std::find_if(at->blocks.begin(), at->blocks.end(),
                                     [](const Block& one) { return one.kind == BlockKind::Section; });
    at->blocks.insert(before, paragraph(words.sentence(std::move(note))));
  }
}

}  // namespace

std::vector<std::string> languagesOf(const model::Model& model) {
  std::vector<std::string> known;
  for (std::string& language : messages::languages())
    if (messages::find(language, "title.of") != nullptr) known.push_back(std::move(language));
  std::vector<std::string> out;
  if (const Clause* clause = model.clause(model.only(Kind::Policy), Word::languages))
    for (const model::Entry& entry : clause->value.entries)
      if (std::find(known.begin(), known.end(), entry.written) != known.end()) out.emplace_back(entry.written);
  if (out.empty()) out = known;
  return out;
}

Document fromModel(const model::Model& model, std::string_view language) {
  const Words words(model, language);
  Context context{words, model, usesOf(model, Kind::Activity), 0, {}, {}};
  context.activity_count = context.uses.size();
  for (Use& use : usesOf(model, Kind::Tracker)) context.uses.push_back(std::move(use));
  context.general = generalClauses(model, context.uses);
  context.mentions = mentionsOf(model, context.uses, context.general);

  Document out;
  out.language = language;
  out.languages = languagesOf(model);
  out.title = documentTitle(context);
  out.front = front(context);
  for (const Place& place : Places) {
    Blocks blocks = place.says(context);
    for (Block& block : prose(context, place.id)) blocks.push_back(std::move(block));
    if (blocks.empty()) continue;
    out.sections.push_back(
        section(std::string(place.id), words.say("section." + std::string(place.id)), std::move(blocks)));
  }
  addNotes(context, out);
  keepSections(out.title);
  keepSections(out.front);
  keepSections(out.sections);
  return out;
}

}  // namespace vern::statement
