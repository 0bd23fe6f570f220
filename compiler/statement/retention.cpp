// How long data are kept: the same times as in the table of purposes, here by time.
#include <algorithm>

#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

struct Period {
  Phrase time;
  Sentence then;
  Sentences uses;
};

/// The events that stand in a window, in order.
void eventsOf(const model::Term& term, std::vector<DeclId>& out) {
  if (term.name && std::find(out.begin(), out.end(), term.name) == out.end()) out.push_back(term.name);
  for (const model::Term& part : term.parts) eventsOf(part, out);
}

/// Those of whom one tells us of `event`: the reader, where it happens to her.
Phrase tellers(const Words& words, DeclId event, const Clause& reported) {
  const Model& model = words.model;
  const Source source{event, reported.span};
  Phrases out;
  for (const DeclId who : model::named(reported.value)) {
    const Clause* happens_to = model.clause(event, Word::possible_for);
    const auto to = happens_to == nullptr ? std::vector<DeclId>() : model::named(happens_to->value);
    const bool reader = std::find(to.begin(), to.end(), who) != to.end();
    out.push_back(reader ? words.phrase("actor.you", {}, {source, {who, model[who].span}})
                         : withSource(words.actor(who), source));
  }
  return out.empty() ? words.names(reported.value, source) : words.list(out, ListKind::Or);
}

/// Who tells us that an event has happened, who judges it, and how often that is gone through.
Blocks howWeKnow(const Context& context, const std::vector<DeclId>& events) {
  const Words& words = context.words;
  const Model& model = context.model;
  std::vector<Blocks> items;
  for (const DeclId event : events) {
    Sentences said;
    for (const Clause* clause : model.clauses(event, Word::reported))
      said.push_back(
          words.say("event.reported", {{"who", tellers(words, event, *clause)}, {"event", words.label(event)}}));
    for (const Clause* clause : model.clauses(event, Word::judged))
      said.push_back(words.say(
          "event.judged", {{"who", words.names(clause->value, {event, clause->span})}, {"event", words.label(event)}}));
    for (const Clause* clause : model.clauses(event, Word::reviewed))
      if (const Phrase text = words.own(clause->texts, {event, clause->span}); !text.empty())
        said.push_back(words.sentence(text));
    if (!said.empty()) items.push_back({paragraph(std::move(said))});
  }
  if (items.empty()) return {};
  return {section("events", words.say("section.events"), {bullets(std::move(items))})};
}

}  // namespace

Blocks retention(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  std::vector<Period> periods;
  std::vector<DeclId> events;
  const auto add = [&](const Clause& clause, DeclId owner, Sentence use) {
    for (const model::Bound& bound : clause.window) eventsOf(bound.term, events);
    Phrase time = withStrength(words, "strength.time", clause.strength, words.window(clause, owner));
    Sentence then = words.disposal(clause, owner, "then");
    for (Period& period : periods)
      if (period.time.fact == time.fact && period.then.key == then.key) {
        period.time.sources = merge(std::move(period.time.sources), time.sources);
        const bool there = std::any_of(period.uses.begin(), period.uses.end(),
                                       [&](const Sentence& s) { return s.facts == use.facts; });
        if (!there) period.uses.push_back(std::move(use));
        return;
      }
    periods.push_back({std::move(time), std::move(then), {std::move(use)}});
  };
  for (const Use& use : context.uses)
    for (const Group& group : use.groups)
      for (const Clause* clause : group.retains) {
        const bool general = context.general.contains(clause);
        Phrase what = activityLink(context, general ? model.only(Kind::Defaults) : use.activity);
        if (!general && use.groups.size() > 1 && !group.data.empty()) {
          Phrases data;
          for (const Datum& datum : group.data) data.push_back(words.label(datum.entry->decl));
          what = words.phrase("retention.part", {{"use", what}, {"data", words.list(data)}});
        }
        add(*clause, sourceOf(model, use.activity, *clause).decl, words.heading(std::move(what)));
      }
  for (const DeclId datum : model.own(Kind::Data))
    for (const Clause* clause : model.clauses(datum, Word::retain))
      add(*clause, datum, words.heading(words.label(datum)));

  Blocks out;
  if (!periods.empty()) {
    Block table;
    table.kind = BlockKind::Table;
    table.sentences.push_back(words.say("retention.caption"));
    table.heads = {words.say("head.how_long"), words.say("head.use"), words.say("head.then")};
    for (Period& period : periods) {
      if (period.then.empty()) period.then = words.heading(words.phrase("stated.not", {}, period.time.sources));
      Row row;
      row.cells.push_back(cell(words.heading(std::move(period.time))));
      row.cells.push_back(cell(std::move(period.uses)));
      row.cells.push_back(cell(std::move(period.then)));
      table.rows.push_back(std::move(row));
    }
    out.push_back(paragraph(words.say("retention.intro")));
    out.push_back(std::move(table));
  }
  for (Block& block : howWeKnow(context, events)) out.push_back(std::move(block));
  return out;
}

}  // namespace vern::statement
