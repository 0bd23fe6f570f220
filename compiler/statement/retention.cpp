// How long data are kept: what, why, for how long, and what happens then; a line for each time that the policy gives.
#include <algorithm>
#include <set>

#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

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

/// Between which events a state of the policy's own lasts, and how long after the last of them. `named`: what stands
/// before it names the state.
void sayState(const Words& words, DeclId state, bool named, Sentences& out) {
  const Model& model = words.model;
  const Phrase what = words.label(state);
  for (const Word word : {Word::begins, Word::ends, Word::exercised})
    for (const Clause* clause : model.clauses(state, word)) {
      const Source source{state, clause->span};
      const Phrase events = words.list(words.labels(clause->value, source),
                                       clause->value.link == model::Link::And ? ListKind::And : ListKind::Or);
      const model::Join* within = clause->join("within");
      if (events.empty() || (word == Word::exercised && within == nullptr)) continue;
      const bool one = model::named(clause->value).size() == 1;
      const std::string key = std::string(word == Word::begins ? "begins"
                                          : word == Word::ends ? "ends"
                                          : one                ? "exercised_one"
                                                               : "exercised");
      const std::string group = named || !out.empty() ? "state_this." : "state.";
      if (word == Word::exercised)
        out.push_back(
            words.say(group + key, {{"state", what},
                                    {"time", words.duration(within->value.duration, within->value.span, source)},
                                    {"event", events}}));
      else out.push_back(words.say(group + key, {{"state", what}, {"event", events}}));
    }
}

}  // namespace

std::vector<DeclId> namedInWindows(const Context& context) {
  std::vector<DeclId> out;
  const auto add = [&](const Clause& clause) {
    for (const model::Bound& bound : clause.window) eventsOf(bound.term, out);
  };
  for (const Use& use : context.uses)
    for (const Group& group : use.groups)
      for (const Clause* clause : group.retains) add(*clause);
  for (const DeclId datum : context.model.own(Kind::Data))
    for (const Clause* clause : context.model.clauses(datum, Word::retain)) add(*clause);
  return out;
}

Sentences howWeKnow(const Context& context, DeclId event, bool named) {
  const Words& words = context.words;
  const Model& model = context.model;
  Sentences said;
  for (const Clause* clause : model.clauses(event, Word::reported))
    said.push_back(
        words.say("event.reported", {{"who", tellers(words, event, *clause)}, {"event", words.label(event)}}));
  for (const Clause* clause : model.clauses(event, Word::judged)) {
    const Source source{event, clause->span};
    const Phrase who = words.names(clause->value, source);
    const bool us = who.fact == words.actor(model.find(Kind::Party, "us")).fact;
    said.push_back(words.say(us ? "event.judged_us" : "event.judged", {{"who", who}, {"event", words.label(event)}}));
    if (const model::Join* every = clause->join("every");
        every != nullptr && every->value.kind == model::ValueKind::Duration)
      said.push_back(
          words.say("event.reviewed", {{"often", words.every(every->value.duration, every->value.span, source)}}));
  }
  for (const Clause* clause : model.clauses(event, Word::reviewed)) {
    const Source source{event, clause->span};
    if (clause->value.kind == model::ValueKind::Duration)
      said.push_back(
          words.say("event.reviewed", {{"often", words.every(clause->value.duration, clause->value.span, source)}}));
    if (const Phrase text = words.own(clause->texts, source); !text.empty()) said.push_back(words.sentence(text));
  }
  if (model[event].kind == Kind::State && !model[event].standard) sayState(words, event, named, said);
  return said;
}

Blocks retention(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  Block table;
  table.kind = BlockKind::Table;
  table.id = "retention-table";
  const auto add = [&](const Clause& clause, DeclId owner, Blocks why, Blocks data, const model::Clauses& all) {
    Phrase time = timeAmong(words, clause, owner, all);
    if (firstDecides(model, clause, all)) time = words.phrase("window.if_first", {{"time", time}});
    Sentence then = words.disposal(clause, owner, "then");
    if (then.empty()) then = words.heading(words.phrase("stated.nothing", {}, time.sources));
    Row row;
    row.cells.push_back(std::move(why));
    row.cells.push_back(std::move(data));
    row.cells.push_back(cell(words.heading(std::move(time))));
    row.cells.push_back(cell(std::move(then)));
    table.rows.push_back(std::move(row));
  };
  std::set<const Clause*> told;  // of what holds for most uses
  for (const Use& use : context.uses)
    for (const Group& group : use.groups)
      for (const Clause* clause : casesFirst(group.retains)) {
        const DeclId owner = sourceOf(model, use.activity, *clause).decl;
        if (!context.general.contains(clause)) {
          add(*clause, owner, purposeCell(context, use, group), dataCell(context, use.activity, group), group.retains);
        } else if (told.insert(clause).second) {
          const Source source{owner, clause->span};
          add(*clause, owner, cell(words.heading(activityLink(context, owner))),
              cell(words.heading(words.phrase("retention.other_data", {}, {source}))), {});
        }
      }
  for (const DeclId datum : model.own(Kind::Data))
    for (const Clause* clause : model.clauses(datum, Word::retain)) {
      const Source source{datum, clause->span};
      add(*clause, datum, cell(words.heading(words.phrase("retention.any_purpose", {}, {source}))),
          cell(words.heading(words.label(datum))), {});
    }

  Blocks out;
  if (!table.rows.empty()) {
    table.sentences.push_back(words.say("retention.caption"));
    for (const std::string_view head : {"purpose", "data", "time", "then"})
      table.heads.push_back(words.say("head." + std::string(head)));
    Sentences intro{words.say("retention.intro")};
    if (table.rows.size() > 1) intro.push_back(words.say("retention.several"));
    out.push_back(paragraph(std::move(intro)));
    out.push_back(std::move(table));
  }
  std::vector<Blocks> items;
  for (const DeclId event : namedInWindows(context))
    if (Sentences said = howWeKnow(context, event); !said.empty()) items.push_back({paragraph(std::move(said))});
  if (!items.empty()) out.push_back(section("events", words.say("section.events"), {bullets(std::move(items))}));
  return out;
}

}  // namespace vern::statement
