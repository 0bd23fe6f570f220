// Security, and how the statement changes.
#include <algorithm>

#include "compiler/messages/letters.h"
#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

/// Whether a text is a sentence, and not a word or two to stand behind something: in some language it ends like one.
/// All languages are told alike.
bool isSentence(const Texts& texts) {
  return std::any_of(texts.begin(), texts.end(), [](const auto& text) {
    return text.second.ends_with('.') || text.second.ends_with('!') || text.second.ends_with('?');
  });
}

/// Whether a text begins with a capital in some language: it is a heading, and stands in no sentence of another's.
bool isHeading(const Texts& texts) {
  return std::any_of(texts.begin(), texts.end(), [](const auto& text) { return !messages::beginsSmall(text.second); });
}

/// The places in `value` as ways, where the policy gives words for each: "on our website and in the portal".
Phrase everyWay(const Context& context, const model::Value& value, Source source) {
  for (const DeclId id : model::named(value))
    if (context.model.clause(id, Word::way) == nullptr) return {};
  if (value.stated != model::Stated::Value) return {};
  model::Value all = value;
  all.link = model::Link::And;
  return waysPhrase(context, all, source);
}

/// "When the change is major, we tell you by e-mail": when comes first, then whom, or how where whom is a group, whose
/// name may end in words that how would be heard as a part of.
Phrase notice(const Context& context, const Clause& clause, Source source) {
  const Words& words = context.words;
  const std::string_view strength = strengthWord(clause.strength);
  const Phrase when = words.when(clause.joins, source);
  const Phrase upon =
      when.empty() ? words.phrase("changes.upon", {}, {source}) : words.phrase("changes.upon_when", {{"when", when}});
  Phrases through;
  for (const model::Join& join : clause.joins)
    if (join.word == "through" || join.word == "by")
      if (Phrase ways = waysPhrase(context, join.value, source); !ways.empty()) through.push_back(std::move(ways));
  Phrase ways = through.empty() ? Phrase() : words.list(through);
  const Phrase whom = words.names(clause.value, source);
  const auto whom_all = model::named(clause.value);
  const auto isGroup = [&](DeclId id) { return context.model[id].kind == Kind::Subject; };
  if (!ways.empty() && (whom_all.size() > 1 || std::ranges::any_of(whom_all, isGroup)))
    return joined(
        context,
        words.phrase("changes.notify_these", {{"strength", strength}, {"upon", upon}, {"ways", ways}, {"who", whom}}),
        clause, source, {"through", "by", "when"});
  if (!ways.empty()) ways = joined(context, std::move(ways), clause, source, {"through", "by", "when"});
  Phrase out = whom.empty()
                   ? words.phrase("changes.notify", {{"strength", strength}, {"upon", upon}}, {source})
                   : words.phrase("changes.notify_whom", {{"strength", strength}, {"upon", upon}, {"who", whom}});
  if (ways.empty()) return joined(context, std::move(out), clause, source, {"when"});
  return words.phrase("value.plus", {{"what", out}, {"more", ways}});
}

}  // namespace

Blocks security(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  Blocks out;
  Phrases measures;
  Phrases informing;  // those by which people are told
  Sentences notes;
  const auto collect = [&](DeclId of, Word word) {
    for (const Clause* clause : model.clauses(of, word)) {
      const Source source{of, clause->span};
      for (const model::Entry& entry : clause->value.entries) {
        Phrase label = words.label(entry, source);
        if (label.empty()) continue;
        Phrases& among = model.flagged(entry.decl, "informs") ? informing : measures;
        Phrase one =
            withStrength(words, "strength.what", clause->strength, joined(context, std::move(label), *clause, source));
        if (const Phrase note = words.own(clause->texts, source);
            !note.empty() && clause->value.entries.size() == 1 && !isSentence(clause->texts))
          one = words.phrase("value.comma", {{"what", one}, {"note", note}});
        bool there = false;
        for (Phrase& earlier : among)
          if (earlier.fact == one.fact) {
            there = true;
            earlier.sources = merge(std::move(earlier.sources), one.sources);
          }
        if (!there) among.push_back(std::move(one));
      }
      if (clause->value.stated != model::Stated::Value) {
        notes.push_back(words.sentence(valuePhrase(context, *clause, source)));
        continue;
      }
      const Phrase note = words.own(clause->texts, source);
      if (!note.empty() && (clause->value.entries.size() != 1 || isSentence(clause->texts)))
        notes.push_back(words.sentence(note));
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
  if (!informing.empty()) out.push_back(paragraph(words.say("security.informs", {{"what", words.list(informing)}})));
  if (!notes.empty()) out.push_back(paragraph(std::move(notes)));
  for (const DeclId measure : model.own(Kind::Measure))
    for (Block& block : ownTexts(context, model[measure].clauses, measure)) out.push_back(std::move(block));
  if (id)
    for (Block& block : ownTexts(context, model[id].clauses, id)) out.push_back(std::move(block));
  return out;
}

Phrase earlierVersions(const Context& context) {
  const DeclId id = context.model.only(Kind::Changes);
  Phrases all;
  for (const Clause* clause : context.model.clauses(id, Word::see)) {
    if (clause->value.strings.empty()) continue;
    const Source source{id, clause->span};
    const Phrase label = context.words.own(clause->texts, source);
    const std::string& address = clause->value.strings.front();
    all.push_back(label.empty() ? context.words.web(address, source) : context.words.link(label, address));
  }
  return all.empty() ? Phrase() : context.words.list(all);
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
    if (isSentence(clause->texts)) first.push_back(words.sentence(text));
    else if (isHeading(clause->texts)) first.push_back(words.say("changes.reasons", {{"what", text}}));
    else first.push_back(words.say("changes.trigger", {{"what", text}}));
  }
  for (const Clause* clause : model.clauses(id, Word::notify)) {
    const Source source{id, clause->span};
    const Phrase note = words.own(clause->texts, source);
    if (clause->value.stated == model::Stated::None) {
      first.push_back(words.say("changes.no_notice", {}, {source}));
    } else {
      first.push_back(words.sentence(notice(context, *clause, source)));
    }
    if (!note.empty()) first.push_back(words.sentence(note));
  }
  for (const Clause* clause : model.clauses(id, Word::published)) {
    const Source source{id, clause->span};
    Phrases places;
    for (const DeclId place : model::named(clause->value))
      places.push_back(
          withSource(model[place].kind == Kind::Channel ? channelPhrase(context, place) : words.label(place), source));
    if (Phrase at = everyWay(context, clause->value, source); !at.empty())
      first.push_back(
          words.say("changes.published_at", {{"where", joined(context, std::move(at), *clause, source)}}, {source}));
    else if (Phrase where = places.empty() ? Phrase() : words.list(places); !where.empty())
      first.push_back(words.say("changes.published", {{"where", joined(context, std::move(where), *clause, source)}}));
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
    const Phrase how = words.own(clause->texts, source);
    const Phrase at = everyWay(context, clause->value, source);
    const Phrase where = at.empty() ? words.names(clause->value, source) : at;
    if (how.empty() || where.empty()) {
      first.push_back(words.say("changes.marks", {{"what", valuePhrase(context, *clause, source)}}));
      continue;
    }
    first.push_back(words.sentence(how));
    first.push_back(words.say(at.empty() ? "changes.marked" : "changes.marked_at", {{"where", where}}, {source}));
  }
  if (!first.empty()) out.push_back(paragraph(std::move(first)));
  for (const Clause* clause : model.clauses(id, Word::text))
    if (Phrase text = words.own(clause->texts, {id, clause->span}); !text.empty())
      out.push_back(paragraph(words.sentence(std::move(text))));
  Sentences versions;
  for (const Clause* clause : model.clauses(id, Word::supersedes))
    if (!clause->value.strings.empty())
      versions.push_back(words.say("changes.supersedes",
                                   {{"version", words.quoted(clause->value.strings.front(), {id, clause->span})}}));
  if (const Phrase where = earlierVersions(context); !where.empty())
    versions.push_back(words.say("changes.earlier", {{"where", where}}));
  if (!versions.empty()) out.push_back(paragraph(std::move(versions)));
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
