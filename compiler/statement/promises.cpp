// What the policy promises and claims of itself, and what it expects of others.
#include <algorithm>

#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

/// What `clause` says. Labels stand bare ("e-mail address") and fit into no sentence that speaks of certain data: what
/// it is about comes first, and the sentence then says "the data".
Block said(const Context& context, DeclId promise, Clause clause) {
  const Words& words = context.words;
  const Source source{promise, clause.span};
  const Phrase about = words.names(clause.value, source);
  Phrase out = words.phrase("promise." + std::string(spelling(clause.word)),
                            {{"never", clause.never ? std::string_view("never") : std::string_view("does")},
                             {"what", words.phrase(about.empty() ? "promise.data" : "promise.these", {}, {source})}},
                            {source});
  // Data are sold and sent to somebody, and shared with her.
  for (model::Join& join : clause.joins)
    if (clause.word == Word::share && join.word == "to" &&
        std::ranges::none_of(model::named(join.value),
                             [&](DeclId id) { return context.model[id].kind == Kind::Place; }))
      join.word = "with";
  out = joined(context, std::move(out), clause, source);
  out = withStrength(words, "strength.sentence", clause.strength, std::move(out));
  Block whole;
  if (!about.empty()) whole.sentences.push_back(words.say("promise.about", {{"what", about}}));
  whole.sentences.push_back(words.sentence(std::move(out)));
  return whole;
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
          item.push_back(said(context, id, clause));
    if (item.empty() && !context.model[id].texts.empty()) item.push_back(paragraph(words.sentence(words.label(id))));
    if (item.empty()) continue;
    for (const Clause* clause : context.model.clauses(id, Word::cites)) {
      Phrases laws;
      for (const DeclId law : model::named(clause->value)) laws.push_back(words.law(law));
      if (!laws.empty())
        item.push_back(paragraph(words.say("story.cites", {{"laws", words.list(laws)}}, {{id, clause->span}})));
    }
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

namespace {

/// The party, neither us nor the reader, that all duties are for; empty if there is none or more than one.
Phrase onlyParty(const Context& context) {
  const Model& model = context.model;
  const std::string us = context.words.actor(model.find(Kind::Party, "us")).fact;
  Phrase out;
  for (const DeclId id : model.own(Kind::Duty)) {
    const auto of = std::ranges::find(model[id].joins, "of", &model::Join::word);
    if (of == model[id].joins.end()) continue;
    const std::vector<DeclId> who = model::named(of->value);
    if (who.size() != 1 || model[who.front()].kind == Kind::Subject) return {};
    Phrase one = withSource(context.words.actor(who.front()), {id, of->span});
    if (one.fact == us) continue;
    if (!out.empty() && out.fact != one.fact) return {};
    if (out.empty()) out = std::move(one);
    else out.sources = merge(std::move(out.sources), one.sources);
  }
  return out;
}

}  // namespace

Blocks duties(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  std::vector<Blocks> items;
  std::vector<Blocks> ours;
  // Where all duties are those of one other party, the heading names it.
  const Phrase whose = onlyParty(context);
  for (const DeclId id : model.own(Kind::Duty)) {
    const Decl& decl = model[id];
    const Source source{id, decl.span};
    Phrases who;
    bool readers = true;  // no company, no authority: whoever reads this
    Phrase before;
    for (const model::Join& join : decl.joins) {
      if (join.word == "of")
        for (const DeclId one : model::named(join.value)) {
          who.push_back(words.actor(one));
          readers = readers && model[one].kind == Kind::Subject;
        }
      if (join.word == "before")
        for (const DeclId event : model::named(join.value))
          before = words.phrase("duty.before", {{"event", words.label(event)}});
    }
    const bool only_us = who.size() == 1 && who.front().fact == words.actor(model.find(Kind::Party, "us")).fact;
    const Phrase what = words.own(decl.texts, source);
    Blocks item;
    if (!what.empty()) {
      Phrase out = who.empty() || only_us ? withSource(what, source)
                   : !whose.empty()
                       ? withSource(words.phrase("duty.of", {{"what", what}}), source)
                       : words.phrase(readers ? "duty.you" : "duty.must", {{"who", words.list(who)}, {"what", what}});
      if (!before.empty()) out = words.phrase("value.plus", {{"what", out}, {"more", before}});
      const bool unless =
          std::ranges::any_of(decl.joins, [](const auto& join) { return static_cast<bool>(exceptionOf(join)); });
      const bool asked = !who.empty() && !only_us && whose.empty() && !readers;
      if (const Phrase when = words.when(decl.joins, source); !when.empty()) {
        // Behind what they are to do, it could be heard as a part of that.
        if (asked && !unless && before.empty())
          out = words.phrase("duty.must_when", {{"when", when}, {"who", words.list(who)}, {"what", what}});
        else if (unless || !before.empty()) out = words.phrase("value.when", {{"what", out}, {"when", when}});
        else out = words.phrase("value.plus", {{"what", out}, {"more", when}});
      }
      item.push_back(paragraph(words.sentence(std::move(out))));
    }
    Sentences more;
    for (const model::Join& join : decl.joins) {
      const Source where{id, join.span};
      if (join.word == "within" && join.value.kind == model::ValueKind::Duration)
        more.push_back(
            words.say("duty.within", {{"time", words.duration(join.value.duration, join.value.span, where)}}));
    }
    for (const Clause* clause : model.clauses(id, Word::effect))
      if (const Phrase text = words.own(clause->texts, {id, clause->span}); !text.empty())
        more.push_back(words.sentence(text));
    if (!more.empty()) item.push_back(paragraph(std::move(more)));
    for (Block& block : ownTexts(context, decl.clauses, id)) item.push_back(std::move(block));
    if (!item.empty()) (only_us ? ours : items).push_back(std::move(item));
  }
  Blocks out;
  if (!ours.empty()) out.push_back(section("our-duties", words.say("section.our_duties"), {bullets(std::move(ours))}));
  if (items.empty()) return out;
  Sentence heading = whose.empty() ? words.say("section.duties") : words.say("section.duties_of", {{"who", whose}});
  out.push_back(section("duties", std::move(heading), {bullets(std::move(items))}));
  return out;
}

}  // namespace vern::statement
