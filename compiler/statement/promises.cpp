// What the policy promises and claims of itself, and what it expects of others.
#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

std::string_view limitWord(model::JoinLimit limit) {
  switch (limit) {
    case model::JoinLimit::Only: return "only";
    case model::JoinLimit::Except: return "except";
    case model::JoinLimit::Plain: return "plain";
  }
  return "plain";
}

/// One limit of a promise: "only to deliver the service", "outside the EEA".
Phrase joinPhrase(const Context& context, const model::Join& join, Source source) {
  const Words& words = context.words;
  const std::string_view limit = limitWord(join.limit);
  if (join.bound) {
    Clause clause;
    clause.span = join.span;
    clause.window.push_back(*join.bound);
    return words.phrase("promise.time", {{"limit", limit}, {"time", words.window(clause, source.decl)}}, {source});
  }
  Phrases all;
  bool purposes = false;
  bool conditions = join.word == "when";
  for (const model::Entry& entry : join.value.entries) {
    if (!entry.decl) {
      if (entry.written == "purpose") all.push_back(words.phrase("promise.any_purpose", {}, {source}));
      continue;
    }
    const Kind kind = context.model[entry.decl].kind;
    purposes = purposes || kind == Kind::Purpose;
    Phrase one = conditions            ? words.condition(entry.decl, entry.negated)
                 : kind == Kind::Basis ? basisPhrase(context, entry.decl, nullptr, source)
                                       : words.actor(entry.decl);
    if (entry.negated && !conditions) one = words.phrase("list.not", {{"what", one}});
    all.push_back(std::move(one));
  }
  if (all.empty()) return {};
  Phrase what = words.list(all, join.value.link == model::Link::Or ? ListKind::Or : ListKind::And);
  if (join.value.open) what = words.phrase("list.open", {{"list", what}});
  std::string key = "promise." + std::string(join.word);
  if (join.word == "for" && !purposes) key = "promise.for_whom";
  if (!words.has(key)) key = "promise.as_to";
  return words.phrase(key, {{"limit", limit}, {"what", what}}, {source});
}

Sentence said(const Context& context, DeclId promise, const Clause& clause) {
  const Words& words = context.words;
  const Source source{promise, clause.span};
  Phrase what = words.names(clause.value, source);
  if (what.empty()) what = words.phrase("promise.data", {}, {source});
  Phrase out = words.phrase(
      "promise." + std::string(spelling(clause.word)),
      {{"never", clause.never ? std::string_view("never") : std::string_view("does")}, {"what", what}}, {source});
  for (const model::Join& join : clause.joins)
    if (Phrase more = joinPhrase(context, join, source); !more.empty())
      out = words.phrase("promise.joined", {{"first", out}, {"more", more}});
  out = withStrength(words, "strength.sentence", clause.strength, std::move(out));
  return words.sentence(std::move(out));
}

std::vector<Blocks> itemsOf(const Context& context, Kind kind) {
  const Words& words = context.words;
  std::vector<Blocks> items;
  for (const DeclId id : context.model.own(kind)) {
    Blocks item;
    std::vector<Source> whole{{id, context.model[id].span}};
    for (const Clause& clause : context.model[id].clauses) {
      if (clause.word == Word::text || clause.word == Word::accept || clause.word == Word::cites) continue;
      whole.push_back({id, clause.span});
      if (const Phrase note = words.own(clause.texts, {id, clause.span}); !note.empty())
        item.push_back(paragraph(words.sentence(note)));
    }
    for (Block& block : ownTexts(context, context.model[id].clauses, id)) item.push_back(std::move(block));
    if (item.empty())
      for (const Clause& clause : context.model[id].clauses)
        if (clause.word != Word::text && clause.word != Word::accept && clause.word != Word::cites)
          item.push_back(paragraph(said(context, id, clause)));
    if (item.empty() && !context.model[id].texts.empty()) item.push_back(paragraph(words.sentence(words.label(id))));
    if (item.empty()) continue;
    // The writer's words stand for the whole promise.
    if (!item.front().sentences.empty())
      item.front().sentences.front().sources = merge(std::move(item.front().sentences.front().sources), whole);
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace

Blocks promises(const Context& context) {
  Blocks out;
  if (auto items = itemsOf(context, Kind::Promise); !items.empty())
    out.push_back(section("promises", context.words.say("section.promises"), {bullets(std::move(items))}));
  if (auto items = itemsOf(context, Kind::Claim); !items.empty())
    out.push_back(section("claims", context.words.say("section.claims"), {bullets(std::move(items))}));
  return out;
}

Blocks duties(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  std::vector<Blocks> items;
  for (const DeclId id : model.own(Kind::Duty)) {
    const Decl& decl = model[id];
    const Source source{id, decl.span};
    Phrases who;
    Phrase before;
    for (const model::Join& join : decl.joins) {
      if (join.word == "of")
        for (const DeclId one : model::named(join.value)) who.push_back(words.actor(one));
      if (join.word == "before")
        for (const DeclId event : model::named(join.value))
          before = words.phrase("duty.before", {{"event", words.label(event)}});
    }
    const Phrase what = words.own(decl.texts, source);
    Blocks item;
    if (!what.empty()) {
      Phrase out = who.empty() ? what : words.phrase("duty.must", {{"who", words.list(who)}, {"what", what}});
      if (!before.empty()) out = words.phrase("value.plus", {{"what", out}, {"more", before}});
      if (const Phrase when = words.when(decl.joins, source); !when.empty())
        out = words.phrase("value.plus", {{"what", out}, {"more", when}});
      item.push_back(paragraph(words.sentence(std::move(out))));
    }
    Sentences more;
    for (const Clause* clause : model.clauses(id, Word::effect))
      if (const Phrase text = words.own(clause->texts, {id, clause->span}); !text.empty())
        more.push_back(words.sentence(text));
    if (!more.empty()) item.push_back(paragraph(std::move(more)));
    for (Block& block : ownTexts(context, decl.clauses, id)) item.push_back(std::move(block));
    if (!item.empty()) items.push_back(std::move(item));
  }
  if (items.empty()) return {};
  return {section("duties", words.say("section.duties"), {bullets(std::move(items))})};
}

}  // namespace vern::statement
