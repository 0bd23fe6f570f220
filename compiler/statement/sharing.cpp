// Where data come from, who gets them, and which of those are outside the EEA.
#include <algorithm>

#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

constexpr std::string_view Roles[] = {"processor", "joint_controller", "group_company", "controller",
                                      "authority", "counterpart",      "other"};

void addOnce(std::vector<DeclId>& ids, DeclId id) {
  if (id && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

/// Recipients in the order in which they are declared or named, the policy's own first.
std::vector<DeclId> recipientsOf(const Context& context) {
  std::vector<DeclId> out = context.model.own(Kind::Recipient);
  for (const Mention& mention : context.mentions) addOnce(out, mention.recipient);
  return out;
}

std::vector<const Mention*> mentionsOf(const Context& context, DeclId recipient) {
  std::vector<const Mention*> out;
  for (const Mention& mention : context.mentions)
    if (mention.recipient == recipient) out.push_back(&mention);
  return out;
}

/// What and when: an activity, with what limits this sharing.
Sentence mentionSentence(const Context& context, const Mention& mention) {
  const Words& words = context.words;
  const Clause& clause = *mention.clause;
  const Source source = sourceOf(context.model, mention.activity, clause);
  Phrase out = activityLink(context, mention.activity);
  out.sources = merge(std::move(out.sources), {source});
  const auto add = [&](std::string_view key, Phrase what) {
    if (!what.empty()) out = words.phrase(key, {{"what", out}, {"more", std::move(what)}});
  };
  const auto joined = [&](std::string_view word) {
    Phrases all;
    for (const model::Join& join : clause.joins)
      if (join.word == word)
        for (const DeclId id : model::named(join.value))
          all.push_back(context.model[id].kind == Kind::Basis ? basisPhrase(context, id, nullptr, source)
                                                              : words.label(id));
    return all.empty() ? Phrase() : words.list(all);
  };
  add("share.when", words.when(clause.joins, source));
  add("share.for", joined("for"));
  add("share.on", joined("on"));
  add("share.as", joined("as"));
  add("share.in", joined("in"));
  out = withStrength(words, "strength.what", clause.strength, std::move(out));
  Sentence said = words.heading(std::move(out));
  for (const Clause& inner : mention.entry->block) {
    if (inner.word != Word::retain) continue;
    Sentence time = words.say("share.retain", {{"time", words.window(inner, mention.activity)}});
    said.runs.push_back({". ", {}, Style::Plain});
    said.runs.insert(said.runs.end(), time.runs.begin(), time.runs.end());
    said.sources = merge(std::move(said.sources), time.sources);
    said.facts.push_back({"time", time.facts.front().value});
  }
  return said;
}

Blocks details(const Context& context, DeclId id) {
  const Words& words = context.words;
  const Model& model = context.model;
  Sentences out;
  const auto say = [&](Word word, std::string_view key) {
    for (const Clause* clause : model.clauses(id, word)) {
      const Source source{id, clause->span};
      out.push_back(words.say(key, {{"what", valuePhrase(context, *clause, source)}}));
    }
  };
  for (const Clause* number : model.clauses(id, Word::org_number))
    if (!number->value.strings.empty())
      out.push_back(words.say("recipient.org_number",
                              {{"number", words.quoted(number->value.strings.front(), {id, number->span})}}));
  say(Word::sector, "recipient.sector");
  say(Word::handles, "recipient.handles");
  for (const Clause* agreement : model.clauses(id, Word::agreement)) {
    const Source source{id, agreement->span};
    const auto choices = model::named(agreement->value);
    const std::string_view name = choices.empty() ? std::string_view() : model[choices.front()].name;
    const std::string key = "agreement." + std::string(name.substr(name.rfind('.') + 1));
    if (words.has(key)) out.push_back(words.say(key, {}, {source}));
    else out.push_back(words.say("agreement.other", {{"what", valuePhrase(context, *agreement, source)}}));
  }
  say(Word::measures, "recipient.measures");
  say(Word::uses, "recipient.uses");
  Blocks blocks;
  if (!out.empty()) blocks.push_back(paragraph(std::move(out)));
  for (Block& block : ownTexts(context, model[id].clauses, id)) blocks.push_back(std::move(block));
  return blocks;
}

Blocks recipientHead(const Context& context, DeclId id) {
  const Words& words = context.words;
  const Clause* name = context.model.clause(id, Word::name);
  Blocks out;
  Phrase head = name != nullptr && !name->value.strings.empty()
                    ? words.quoted(name->value.strings.front(), {id, name->span})
                    : words.title(id);
  for (Run& run : head.runs) run.style = Style::Strong;
  const Phrase label = words.label(id);
  const Sentence first = words.heading(std::move(head));
  const Sentence second = words.heading(label);
  out.push_back(paragraph(first));
  if (plain(first) != plain(second)) out.push_back(paragraph(second));
  return out;
}

Sentences places(const Context& context, DeclId id) {
  const Words& words = context.words;
  Sentences out;
  const Clause* located = context.model.inherited(id, Word::located);
  if (located != nullptr) out.push_back(words.heading(valuePhrase(context, *located, {id, located->span})));
  for (const Clause* accessed : context.model.clauses(id, Word::accessed))
    out.push_back(words.say("recipient.accessed", {{"what", valuePhrase(context, *accessed, {id, accessed->span})}}));
  if (out.empty()) out.push_back(words.heading(words.phrase("stated.not", {}, {{id, context.model[id].span}})));
  return out;
}

/// A place that data may not move to freely.
bool outside(const Model& model, DeclId place) {
  return !model.flagged(place, "free_movement") && !model.isA(place, model.find(Kind::Place, "store"));
}

std::vector<DeclId> placesOf(const Model& model, DeclId recipient) {
  std::vector<DeclId> out;
  for (const Word word : {Word::located, Word::accessed})
    if (const Clause* clause = model.inherited(recipient, word))
      for (const DeclId place : model::named(clause->value)) addOnce(out, place);
  return out;
}

}  // namespace

std::string_view roleOf(const Model& model, DeclId recipient, const Clause* share) {
  DeclId role;
  if (share != nullptr)
    if (const model::Join* as = share->join("as"))
      for (const DeclId id : model::named(as->value)) role = id;
  if (!role)
    if (const Clause* clause = model.inherited(recipient, Word::role))
      for (const DeclId id : model::named(clause->value)) role = id;
  const DeclId authority = model.find(Kind::Recipient, "authority");
  if (authority && model.isA(recipient, authority)) return "authority";
  if (!role) return "other";
  std::string_view name = model[role].name;
  name.remove_prefix(name.rfind('.') + 1);
  if (name == "independent_controller") return "controller";
  for (const std::string_view known : Roles)
    if (known == name) return known;
  return "other";
}

Phrase sourcePhrase(const Context& context, const Clause& clause, Source source) {
  const Words& words = context.words;
  Phrase out = valuePhrase(context, clause, source);
  for (const model::Join& join : clause.joins)
    if (join.word == "through")
      if (const Phrase ways = waysPhrase(context, join.value, source); !ways.empty())
        out = words.phrase("value.comma", {{"what", out}, {"note", ways}});
  if (const Phrase when = words.when(clause.joins, source); !when.empty())
    out = words.phrase("value.when", {{"what", out}, {"when", when}});
  return out;
}

Blocks sources(const Context& context) {
  const Words& words = context.words;
  struct Origin {
    std::string fact;
    Phrase from;
    std::vector<DeclId> activities;
  };
  std::vector<Origin> origins;
  const auto add = [&](Phrase from, DeclId activity) {
    for (Origin& origin : origins)
      if (origin.fact == from.fact) {
        addOnce(origin.activities, activity);
        origin.from.sources = merge(std::move(origin.from.sources), from.sources);
        return;
      }
    origins.push_back({from.fact, std::move(from), {activity}});
  };
  for (const std::vector<Use>* uses : {&context.activities, &context.trackers})
    for (const Use& use : *uses)
      for (const Clause* clause : grants::effective(context.model, use.activity, nullptr, Word::source))
        add(sourcePhrase(context, *clause, sourceOf(context.model, use.activity, *clause)), use.activity);
  if (origins.empty()) return {};
  Block table;
  table.kind = BlockKind::Table;
  table.sentences.push_back(words.say("sources.caption"));
  table.heads = {words.say("head.source"), words.say("head.use")};
  for (Origin& origin : origins) {
    Sentences uses;
    for (const DeclId activity : origin.activities) uses.push_back(words.heading(activityLink(context, activity)));
    table.rows.push_back({{}, {cell(words.heading(origin.from)), cell(std::move(uses))}});
  }
  return {paragraph(words.say("sources.intro")), std::move(table)};
}

Blocks sharing(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  Blocks out;
  const std::vector<DeclId> recipients = recipientsOf(context);
  for (const std::string_view role : Roles) {
    Block table;
    table.kind = BlockKind::Table;
    for (const DeclId id : recipients) {
      const auto mentions = mentionsOf(context, id);
      if (roleOf(model, id, mentions.empty() ? nullptr : mentions.front()->clause) != role) continue;
      Row row;
      row.id = "recipient-" + slug(model[id].name);
      row.cells.push_back(recipientHead(context, id));
      Sentences uses;
      for (const Mention* mention : mentions) {
        Sentence said = mentionSentence(context, *mention);
        const bool again =
            std::any_of(uses.begin(), uses.end(), [&](const Sentence& s) { return s.runs == said.runs; });
        if (!again) uses.push_back(std::move(said));
      }
      Blocks what = cell(std::move(uses));
      for (Block& block : details(context, id)) what.push_back(std::move(block));
      row.cells.push_back(std::move(what));
      row.cells.push_back(cell(places(context, id)));
      table.rows.push_back(std::move(row));
    }
    if (table.rows.empty()) continue;
    const std::string key = "sharing." + std::string(role);
    table.sentences.push_back(words.say(key + "_caption"));
    table.heads = {words.say("head.recipient"), words.say("head.shared_for"), words.say("head.where")};
    out.push_back(
        section("sharing-" + slug(role), words.say(key), {paragraph(words.say(key + "_means")), std::move(table)}));
  }
  // An activity that says it shares nothing says so in the table; a policy that shares nothing says so here.
  if (out.empty()) {
    std::vector<Source> none;
    for (const Use& use : context.activities)
      for (const Group& group : use.groups)
        for (const Clause* clause : group.shares)
          if (clause->value.stated == model::Stated::None) none.push_back(sourceOf(model, use.activity, *clause));
    if (!none.empty()) out.push_back(paragraph(words.say("sharing.none", {}, none)));
  }
  return out;
}

Blocks transfers(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  Block table;
  table.kind = BlockKind::Table;
  bool all_known = true;
  std::vector<Source> inside;
  for (const DeclId id : recipientsOf(context)) {
    const Clause* located = model.inherited(id, Word::located);
    Phrases abroad;
    for (const DeclId place : placesOf(model, id))
      if (outside(model, place)) abroad.push_back(words.label(place));
    for (const Mention* mention : mentionsOf(context, id))
      if (const model::Join* in = mention->clause->join("in"))
        for (const DeclId place : model::named(in->value))
          if (outside(model, place)) abroad.push_back(words.label(place));
    const bool vague = located != nullptr && located->value.stated == model::Stated::Vague;
    all_known = all_known && located != nullptr && !vague;
    if (abroad.empty()) {
      if (located != nullptr) inside.push_back({id, located->span});
      continue;
    }
    Sentences grounds;
    for (const Clause* clause : model.clauses(id, Word::safeguard))
      grounds.push_back(words.heading(valuePhrase(context, *clause, {id, clause->span})));
    for (const Clause* clause : model.clauses(id, Word::certified))
      grounds.push_back(words.heading(valuePhrase(context, *clause, {id, clause->span})));
    for (const Clause* clause : model.clauses(id, Word::copy))
      grounds.push_back(words.sentence(words.own(clause->texts, {id, clause->span})));
    if (grounds.empty()) grounds.push_back(words.heading(words.phrase("stated.not", {}, {{id, model[id].span}})));
    Row row;
    Blocks head = cell(words.heading(words.label(id)));
    row.cells = {std::move(head), cell(words.heading(words.list(abroad))), cell(std::move(grounds))};
    table.rows.push_back(std::move(row));
  }
  if (table.rows.empty()) {
    if (!all_known || inside.empty()) return {};
    return {paragraph(words.say("transfers.none", {}, inside))};
  }
  table.sentences.push_back(words.say("transfers.caption"));
  table.heads = {words.say("head.recipient"), words.say("head.place"), words.say("head.safeguard")};
  return {paragraph(words.say("transfers.intro")), std::move(table)};
}

}  // namespace vern::statement
