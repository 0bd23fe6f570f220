// The rights of the reader, the right to object, and where to complain.
#include <algorithm>

#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

/// One right, and all that the policy says of it.
struct Granted {
  DeclId right;
  std::vector<std::pair<const Clause*, const model::Entry*>> said;
};

std::vector<Granted> grantedRights(const Model& model) {
  std::vector<Granted> out;
  for (const Clause* clause : model.clauses(model.only(Kind::Rights), Word::right))
    for (const model::Entry& entry : clause->value.entries) {
      if (!entry.decl) continue;
      auto at = std::find_if(out.begin(), out.end(), [&](const Granted& g) { return g.right == entry.decl; });
      if (at == out.end()) at = out.insert(out.end(), {entry.decl, {}});
      at->said.emplace_back(clause, &entry);
    }
  return out;
}

/// The library's right that `right` is: its messages are those of the library.
std::string_view rootName(const Model& model, DeclId right) {
  while (model[right].parent && !model[right].standard) right = model[right].parent;
  return model[right].name;
}

/// What a right means and how to use it.
Blocks storyOf(const Context& context, const Granted& granted, bool with_law) {
  const Words& words = context.words;
  const Model& model = context.model;
  const DeclId rights = model.only(Kind::Rights);
  const std::string key = "right." + std::string(rootName(model, granted.right)) + ".text";
  Sentences out;
  bool refused = false;
  bool all_own = true;
  for (const auto& [clause, entry] : granted.said) {
    refused = refused || entry->negated;
    all_own = all_own && !clause->texts.empty();
  }
  const Source whole{rights, granted.said.front().first->span};
  if (refused) out.push_back(words.say("right.refused", {{"right", words.label(granted.right)}}, {whole}));
  else if ((!all_own || with_law) && words.has(key))
    out.push_back(words.say(key, {}, {whole, {granted.right, model[granted.right].span}}));
  for (const auto& [clause, entry] : granted.said) {
    const Source source{rights, clause->span};
    if (const Phrase text = words.own(clause->texts, source); !text.empty()) out.push_back(words.sentence(text));
    const auto joined = [&](std::string_view word, std::string_view message) {
      Phrases all;
      for (const model::Join& join : clause->joins)
        if (join.word == word)
          for (const DeclId id : model::named(join.value)) all.push_back(words.actor(id));
      if (!all.empty()) out.push_back(words.say(message, {{"what", words.list(all)}}, {source}));
    };
    joined("of", "right.of");
    joined("for", "right.for");
    if (const Phrase when = words.when(clause->joins, source); !when.empty())
      out.push_back(words.say("right.when", {{"when", when}}));
    for (const model::Join& join : clause->joins)
      if (join.word == "through" || join.word == "by")
        if (const Phrase ways = waysPhrase(context, join.value, source); !ways.empty())
          out.push_back(words.say("right.how", {{"ways", ways}}, {source}));
    for (const auto* block : {&clause->block, &entry->block})
      for (const Clause& inner : *block)
        if (inner.word == Word::text || inner.word == Word::effect || inner.word == Word::described)
          if (const Phrase text = words.own(inner.texts, {rights, inner.span}); !text.empty())
            out.push_back(words.sentence(text));
  }
  Blocks blocks{paragraph(std::move(out))};
  return blocks;
}

bool isRoot(const Model& model, DeclId right, std::string_view name) { return rootName(model, right) == name; }

/// How rights are used: to whom to write, when the answer comes, who one must show to be, what it costs.
Blocks howTo(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  const DeclId id = model.only(Kind::Rights);
  Blocks out;
  Sentences first;
  for (const Clause* clause : model.clauses(id, Word::contact)) {
    const Source source{id, clause->span};
    Phrases where;
    for (const DeclId contact : model::named(clause->value)) where.push_back(contactPhrase(context, contact));
    if (!where.empty())
      first.push_back(words.say("rights.contact", {{"where", words.list(where, ListKind::Or)}}, {source}));
    if (const Phrase note = words.own(clause->texts, source); !note.empty()) first.push_back(words.sentence(note));
  }
  for (const Clause* clause : model.clauses(id, Word::email))
    for (const std::string& address : clause->value.strings)
      first.push_back(words.say("rights.contact", {{"where", words.email(address, {id, clause->span})}}));
  for (const Clause* clause : model.clauses(id, Word::answer)) {
    const Source source{id, clause->span};
    for (const model::Join& join : clause->joins)
      if (join.word == "within" && join.value.kind == model::ValueKind::Duration)
        first.push_back(words.say("rights.answer", {{"time", words.duration(join.value.duration, source)}}));
    if (const Phrase note = words.own(clause->texts, source); !note.empty()) first.push_back(words.sentence(note));
  }
  for (const Clause* clause : model.clauses(id, Word::fee)) {
    const Source source{id, clause->span};
    if (clause->value.stated == model::Stated::None) first.push_back(words.say("rights.free", {}, {source}));
    else if (!clause->value.strings.empty())
      first.push_back(words.say("rights.fee", {{"what", words.quoted(clause->value.strings.front(), source)}}));
    else first.push_back(words.say("rights.fee", {{"what", valuePhrase(context, *clause, source)}}));
    if (const Phrase note = words.own(clause->texts, source);
        !note.empty() && clause->value.stated == model::Stated::None)
      first.push_back(words.sentence(note));
  }
  if (!first.empty()) out.push_back(paragraph(std::move(first)));
  Sentences second;
  for (const Clause* clause : model.clauses(id, Word::identify)) {
    const Source source{id, clause->span};
    for (const DeclId choice : model::named(clause->value)) {
      const std::string_view name = model[choice].name;
      const std::string key = "identify." + std::string(name.substr(name.rfind('.') + 1));
      if (words.has(key)) second.push_back(words.say(key, {}, {source}));
      else second.push_back(words.say("identify.other", {{"what", words.label(choice)}}, {source}));
    }
    if (const Phrase note = words.own(clause->texts, source); !note.empty()) second.push_back(words.sentence(note));
  }
  for (const Clause* clause : model.clauses(id, Word::proof)) {
    const Source source{id, clause->span};
    second.push_back(words.say("rights.proof", {{"what", valuePhrase(context, *clause, source)}}));
  }
  if (!second.empty()) out.push_back(paragraph(std::move(second)));
  Sentences third;
  for (const Word word : {Word::described, Word::effect})
    for (const Clause* clause : model.clauses(id, word))
      if (const Phrase text = words.own(clause->texts, {id, clause->span}); !text.empty())
        third.push_back(words.sentence(text));
  for (const Clause* clause : model.clauses(id, Word::law)) {
    Phrases laws;
    for (const DeclId law : model::named(clause->value)) laws.push_back(words.law(law));
    if (!laws.empty()) third.push_back(words.say("story.cites", {{"laws", words.list(laws)}}, {{id, clause->span}}));
  }
  if (!third.empty()) out.push_back(paragraph(std::move(third)));
  if (id)
    for (Block& block : ownTexts(context, model[id].clauses, id)) out.push_back(std::move(block));
  return out;
}

}  // namespace

Phrase rightsInShort(const Context& context) {
  const Words& words = context.words;
  Phrases out;
  const DeclId rights = context.model.only(Kind::Rights);
  for (const Granted& granted : grantedRights(context.model)) {
    const std::string key = "right." + std::string(rootName(context.model, granted.right)) + ".short";
    if (!words.has(key)) continue;
    bool refused = false;
    for (const auto& [clause, entry] : granted.said) refused = refused || entry->negated;
    if (!refused) out.push_back(words.phrase(key, {}, {{rights, granted.said.front().first->span}}));
  }
  return out.empty() ? Phrase() : words.list(out);
}

Blocks rights(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  const DeclId id = model.only(Kind::Rights);
  if (!id) return {};
  Blocks out;
  Block pairs;
  pairs.kind = BlockKind::Pairs;
  for (const Granted& granted : grantedRights(model)) {
    if (isRoot(model, granted.right, "object")) continue;
    Row row;
    row.id = "right-" + slug(model[granted.right].name);
    row.cells.push_back(cell(words.heading(words.title(granted.right))));
    row.cells.push_back(storyOf(context, granted, false));
    pairs.rows.push_back(std::move(row));
  }
  if (!pairs.rows.empty()) out.push_back(std::move(pairs));
  Blocks how = howTo(context);
  if (!how.empty()) out.push_back(section("how-to", words.say("section.how_to"), std::move(how)));
  return out;
}

Blocks objection(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  std::vector<Source> interests;
  std::vector<Source> marketing;
  for (const std::vector<Use>* uses : {&context.activities, &context.trackers})
    for (const Use& use : *uses)
      for (const Group& group : use.groups) {
        for (const Clause* clause : group.bases)
          for (const DeclId basis : model::named(clause->value)) {
            const auto kind = grants::basisKind(model, basis);
            if (kind == grants::BasisKind::LegitimateInterests || kind == grants::BasisKind::PublicTask)
              interests.push_back(sourceOf(model, use.activity, *clause));
          }
        for (const Clause* clause : group.purposes)
          for (const DeclId purpose : model::named(clause->value))
            if (model.flagged(purpose, "direct_marketing")) marketing.push_back(sourceOf(model, use.activity, *clause));
      }
  Blocks said;
  for (const Granted& granted : grantedRights(model))
    if (isRoot(model, granted.right, "object"))
      for (Block& block : storyOf(context, granted, false)) said.push_back(std::move(block));
  if (said.empty() && !interests.empty())
    said.push_back(paragraph(words.say("right.object.text", {}, merge({}, interests))));
  if (!marketing.empty()) {
    Sentence absolute = words.say("objection.marketing", {}, merge({}, marketing));
    for (Run& run : absolute.runs) run.style = Style::Strong;
    said.push_back(paragraph(std::move(absolute)));
  }
  if (said.empty()) return {};
  Block box;
  box.kind = BlockKind::Box;
  box.blocks = std::move(said);
  return {std::move(box)};
}

Blocks complaints(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  const DeclId id = model.only(Kind::Rights);
  Blocks out;
  for (const Clause* clause : model.clauses(id, Word::complain)) {
    const Source source{id, clause->span};
    Sentences first;
    const Phrase note = words.own(clause->texts, source);
    if (const Phrase where = words.names(clause->value, source); !where.empty()) {
      const Phrase when = words.when(clause->joins, source);
      if (!when.empty()) first.push_back(words.say("complaint.when", {{"where", where}, {"when", when}}));
      else first.push_back(words.say("complaint.where", {{"where", where}}));
    }
    if (!note.empty()) first.push_back(words.sentence(note));
    if (!first.empty()) out.push_back(paragraph(std::move(first)));
    for (const DeclId authority : model::named(clause->value)) {
      Blocks reach = contactPoint(context, authority);
      for (Block& block : reach) out.push_back(std::move(block));
    }
    std::vector<const std::vector<Clause>*> blocks{&clause->block};
    for (const model::Entry& entry : clause->value.entries) blocks.push_back(&entry.block);
    for (const auto* block : blocks) {
      for (const Clause& inner : *block)
        if (inner.word == Word::email && !inner.value.strings.empty())
          out.push_back(paragraph(
              words.say("rights.contact", {{"where", words.email(inner.value.strings.front(), {id, inner.span})}})));
      for (Block& text : ownTexts(context, *block, id)) out.push_back(std::move(text));
    }
  }
  return out;
}

}  // namespace vern::statement
