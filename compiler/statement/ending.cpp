// Security, and how the statement changes.
#include "compiler/statement/sections.h"

namespace vern::statement {

Blocks security(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  Blocks out;
  Phrases measures;
  Sentences notes;
  const auto collect = [&](DeclId of, Word word) {
    for (const Clause* clause : model.clauses(of, word)) {
      const Source source{of, clause->span};
      for (Phrase& one : words.labels(clause->value, source)) {
        bool there = false;
        for (Phrase& earlier : measures)
          if (earlier.fact == one.fact) {
            there = true;
            earlier.sources = merge(std::move(earlier.sources), one.sources);
          }
        if (!there) measures.push_back(std::move(one));
      }
      if (const Phrase note = words.own(clause->texts, source); !note.empty()) notes.push_back(words.sentence(note));
    }
  };
  const DeclId id = model.only(Kind::Security);
  collect(id, Word::measures);
  collect(id, Word::measure);
  collect(model.only(Kind::Defaults), Word::measures);
  if (!measures.empty()) {
    std::vector<Blocks> items;
    for (Phrase& one : measures) items.push_back(cell(words.heading(std::move(one))));
    out.push_back(paragraph(words.say("security.measures")));
    out.push_back(bullets(std::move(items)));
  }
  if (!notes.empty()) out.push_back(paragraph(std::move(notes)));
  for (const DeclId measure : model.own(Kind::Measure))
    for (Block& block : ownTexts(context, model[measure].clauses, measure)) out.push_back(std::move(block));
  if (id)
    for (Block& block : ownTexts(context, model[id].clauses, id)) out.push_back(std::move(block));
  return out;
}

Blocks changes(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  const DeclId id = model.only(Kind::Changes);
  if (!id) return {};
  Blocks out;
  Sentences first;
  for (const Clause* clause : model.clauses(id, Word::trigger)) {
    const Phrase text = words.own(clause->texts, {id, clause->span});
    if (text.empty()) continue;
    // A full sentence stands as it is; a list of reasons needs one around it.
    const std::string& last = text.runs.back().text;
    if (last.ends_with('.')) first.push_back(words.sentence(text));
    else first.push_back(words.say("changes.trigger", {{"what", text}}));
  }
  for (const Clause* clause : model.clauses(id, Word::notify)) {
    const Source source{id, clause->span};
    Phrase out_phrase = words.phrase("changes.notify", {{"who", valuePhrase(context, *clause, source)}}, {source});
    for (const model::Join& join : clause->joins)
      if (join.word == "through")
        if (const Phrase ways = waysPhrase(context, join.value, source); !ways.empty())
          out_phrase = words.phrase("value.plus", {{"what", out_phrase}, {"more", ways}});
    if (const Phrase when = words.when(clause->joins, source); !when.empty())
      out_phrase = words.phrase("value.plus", {{"what", out_phrase}, {"more", when}});
    first.push_back(words.sentence(std::move(out_phrase)));
  }
  for (const Clause* clause : model.clauses(id, Word::published)) {
    const Source source{id, clause->span};
    if (const Phrase where = words.names(clause->value, source); !where.empty())
      first.push_back(words.say("changes.published", {{"where", where}}));
    if (const Phrase note = words.own(clause->texts, source); !note.empty()) first.push_back(words.sentence(note));
  }
  for (const Clause* clause : model.clauses(id, Word::takes_effect)) {
    const Source source{id, clause->span};
    if (const Phrase when = words.names(clause->value, source); !when.empty())
      first.push_back(words.say("changes.takes_effect", {{"event", when}}));
    if (const Phrase note = words.own(clause->texts, source); !note.empty()) first.push_back(words.sentence(note));
  }
  for (const Clause* clause : model.clauses(id, Word::marks)) {
    const Source source{id, clause->span};
    first.push_back(words.say("changes.marks", {{"what", valuePhrase(context, *clause, source)}}));
  }
  if (!first.empty()) out.push_back(paragraph(std::move(first)));
  for (Block& block : ownTexts(context, model[id].clauses, id)) out.push_back(std::move(block));
  for (const Clause* clause : model.clauses(id, Word::supersedes))
    if (!clause->value.strings.empty())
      out.push_back(paragraph(words.say(
          "changes.supersedes", {{"version", words.quoted(clause->value.strings.front(), {id, clause->span})}})));
  Block log;
  log.kind = BlockKind::Pairs;
  for (const Clause* clause : model.clauses(id, Word::entry)) {
    const Source source{id, clause->span};
    Row row;
    row.cells.push_back(cell(words.heading(words.date(clause->value.date, source))));
    row.cells.push_back(cell(words.sentence(words.own(clause->texts, source))));
    log.rows.push_back(std::move(row));
  }
  if (!log.rows.empty()) out.push_back(section("changelog", words.say("section.changelog"), {std::move(log)}));
  return out;
}

}  // namespace vern::statement
