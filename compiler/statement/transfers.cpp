// What gets out of the EEA, and what protects it there: recipients, and what we keep abroad ourselves.
#include <algorithm>

#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

/// A place that data may not move to freely.
bool outside(const Model& model, DeclId place) {
  return !model.flagged(place, "free_movement") && !model.isA(place, model.find(Kind::Place, "store"));
}

std::vector<DeclId> placesOf(const Model& model, DeclId recipient) {
  std::vector<DeclId> out;
  for (const Word word : {Word::located, Word::accessed})
    if (const Clause* clause = model.inherited(recipient, word))
      for (const DeclId place : model::named(clause->value)) out.push_back(place);
  return out;
}

/// How data get out of the EEA: sent to who is there, or seen from there.
struct Abroad {
  bool sent = false;
  bool seen = false;
  [[nodiscard]] std::string_view word() const { return !seen ? "sent" : !sent ? "seen" : "both"; }
};

void addRecipient(const Context& context, DeclId recipient, Abroad& out) {
  const Model& model = context.model;
  const auto abroad = [&](const Clause* clause) {
    return clause != nullptr &&
           std::ranges::any_of(model::named(clause->value), [&](DeclId place) { return outside(model, place); });
  };
  out.seen = out.seen || abroad(model.inherited(recipient, Word::accessed));
  out.sent = out.sent || abroad(model.inherited(recipient, Word::located));
  for (const Mention* mention : mentionsOf(context, recipient)) {
    if (const model::Join* in = mention->clause->join("in"))
      for (const DeclId place : model::named(in->value)) out.sent = out.sent || outside(model, place);
    for (const auto* block : {&mention->entry->block, &mention->clause->block})
      for (const Clause& inner : *block) out.sent = out.sent || (inner.word == Word::located && abroad(&inner));
  }
}

/// What protects data abroad, and under which decision or section.
Phrase groundPhrase(const Context& context, const Clause& clause, Source source) {
  return joined(context, valuePhrase(context, clause, source), clause, source);
}

/// The uses, and last `defaults`, whose data we keep outside the EEA ourselves: a row for each.
std::vector<Row> ownStorageAbroad(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  std::vector<DeclId> all;
  for (const Use& use : context.uses) all.push_back(use.activity);
  if (const DeclId defaults = model.only(Kind::Defaults)) all.push_back(defaults);
  std::vector<Row> out;
  for (const DeclId id : all) {
    Phrases abroad;
    for (const Clause* clause : model.clauses(id, Word::located))
      for (const DeclId place : model::named(clause->value))
        if (outside(model, place)) abroad.push_back(withSource(words.label(place), {id, clause->span}));
    if (abroad.empty()) continue;
    Sentences grounds;
    for (const Clause* clause : grants::effective(model, id, nullptr, Word::safeguard))
      grounds.push_back(words.heading(groundPhrase(context, *clause, sourceOf(model, id, *clause))));
    if (grounds.empty()) grounds.push_back(words.heading(words.phrase("stated.not", {}, {{id, model[id].span}})));
    Blocks mechanism = cell(std::move(grounds));
    Sentences beside;
    for (const Clause* clause : grants::effective(model, id, nullptr, Word::copy))
      if (Phrase how = words.own(clause->texts, sourceOf(model, id, *clause)); !how.empty())
        beside.push_back(words.sentence(std::move(how)));
    if (!beside.empty()) mechanism.push_back(paragraph(std::move(beside)));
    out.push_back({{},
                   {cell(words.say("transfers.own", {{"use", activityLink(context, id)}})),
                    cell(words.heading(words.list(abroad))), std::move(mechanism)}});
  }
  return out;
}

/// It is said of everybody who gets data who that is; and of those who are responsible together, that all are where
/// data may move freely.
bool allNamed(const Context& context) {
  const Model& model = context.model;
  for (const Use& use : context.uses)
    for (const Group& group : use.groups)
      for (const Clause* clause : group.shares)
        if (clause->value.open ||
            (clause->value.stated != model::Stated::Value && clause->value.stated != model::Stated::None))
          return false;
  return std::ranges::none_of(model.own(Kind::Controller), [&](DeclId id) {
    const Clause* country = model.clause(id, Word::country);
    return country != nullptr &&
           std::ranges::any_of(model::named(country->value), [&](DeclId place) { return outside(model, place); });
  });
}

}  // namespace

Phrases abroadOf(const Context& context, DeclId recipient) {
  const Words& words = context.words;
  const Model& model = context.model;
  std::vector<DeclId> told;
  Phrases out;
  const auto add = [&](DeclId place, Phrase phrase) {
    if (!outside(model, place)) return;
    const auto at = std::ranges::find(told, place);
    if (at != told.end()) {
      Phrase& before = out[static_cast<std::size_t>(at - told.begin())];
      before.sources = merge(std::move(before.sources), phrase.sources);
      return;
    }
    told.push_back(place);
    out.push_back(std::move(phrase));
  };
  for (const DeclId place : placesOf(model, recipient)) add(place, words.label(place));
  for (const Mention* mention : mentionsOf(context, recipient)) {
    const Source source = sourceOf(model, mention->activity, *mention->clause);
    if (const model::Join* in = mention->clause->join("in"))
      for (const DeclId place : model::named(in->value)) add(place, withSource(words.label(place), source));
    for (const auto* block : {&mention->entry->block, &mention->clause->block})
      for (const Clause& inner : *block)
        if (inner.word == Word::located)
          for (const DeclId place : model::named(inner.value))
            add(place, withSource(words.label(place), {source.decl, inner.span}));
  }
  return out;
}

Blocks transfers(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  Block table;
  table.kind = BlockKind::Table;
  bool all_known = allNamed(context);
  Abroad out_of_eea;
  std::vector<Source> inside;
  for (const DeclId id : recipientsOf(context)) {
    const Clause* located = model.inherited(id, Word::located);
    const Phrases abroad = abroadOf(context, id);
    std::vector<std::pair<const Clause*, Source>> own_grounds;
    for (const Mention* mention : mentionsOf(context, id)) {
      const Source source = sourceOf(model, mention->activity, *mention->clause);
      for (const auto* block : {&mention->entry->block, &mention->clause->block})
        for (const Clause& inner : *block)
          if (inner.word == Word::safeguard) own_grounds.emplace_back(&inner, Source{source.decl, inner.span});
    }
    const Clause* accessed = model.inherited(id, Word::accessed);
    const auto vague = [](const Clause* clause) {
      return clause != nullptr && (clause->value.open || (clause->value.stated != model::Stated::Value &&
                                                          clause->value.stated != model::Stated::None));
    };
    all_known = all_known && located != nullptr && !vague(located) && !vague(accessed);
    if (abroad.empty()) {
      if (located != nullptr) inside.push_back({id, located->span});
      continue;
    }
    addRecipient(context, id, out_of_eea);
    Sentences grounds;
    for (const Clause* clause : model.clauses(id, Word::safeguard))
      grounds.push_back(words.heading(groundPhrase(context, *clause, {id, clause->span})));
    for (const auto& [clause, source] : own_grounds)
      grounds.push_back(words.heading(groundPhrase(context, *clause, source)));
    // That a recipient is on a list, and how one gets a copy, are no mechanisms, and stand below them.
    Sentences beside;
    for (const Clause* clause : model.clauses(id, Word::certified)) {
      Phrase what = valuePhrase(context, *clause, {id, clause->span});
      if (clause->value.stated == model::Stated::Value)
        beside.push_back(words.say("transfers.certified", {{"what", std::move(what)}}));
      else beside.push_back(words.sentence(std::move(what)));
    }
    for (const Clause* clause : model.clauses(id, Word::copy))
      if (Phrase how = words.own(clause->texts, {id, clause->span}); !how.empty())
        beside.push_back(words.sentence(std::move(how)));
    if (grounds.empty() && beside.empty())
      grounds.push_back(words.heading(words.phrase("stated.not", {}, {{id, model[id].span}})));
    Row row;
    Blocks head = cell(words.heading(withSource(ownName(words, id), {id, model[id].span})));
    Blocks mechanism = cell(std::move(grounds));
    if (!beside.empty()) mechanism.push_back(paragraph(std::move(beside)));
    row.cells = {std::move(head), cell(words.heading(words.list(abroad))), std::move(mechanism)};
    table.rows.push_back(std::move(row));
  }
  const bool recipients = !table.rows.empty();
  std::vector<Row> own = ownStorageAbroad(context);
  const bool ours = !own.empty();
  for (Row& row : own) table.rows.push_back(std::move(row));
  if (table.rows.empty()) {
    if (!all_known || inside.empty()) return {};
    return {paragraph(words.say("transfers.none", {}, inside))};
  }
  const std::string whose = !ours ? "" : recipients ? "_both" : "_own";
  table.sentences.push_back(words.say("transfers.caption" + whose));
  table.heads = {words.say("head.recipient" + whose), words.say("head.place"), words.say("head.safeguard")};
  Sentences intro;
  if (recipients) intro.push_back(words.say("transfers.out_" + std::string(out_of_eea.word())));
  if (ours) intro.push_back(words.say(recipients ? "transfers.ours_too" : "transfers.ours"));
  intro.push_back(words.say("transfers.mechanism"));
  return {paragraph(std::move(intro)), std::move(table)};
}

Phrase onlyCountryAbroad(const Context& context) {
  const Model& model = context.model;
  std::vector<DeclId> all;
  const auto add = [&](DeclId place) {
    if (outside(model, place)) all.push_back(place);
  };
  for (const DeclId id : recipientsOf(context)) {
    for (const DeclId place : placesOf(model, id)) add(place);
    for (const Mention* mention : mentionsOf(context, id)) {
      if (const model::Join* in = mention->clause->join("in"))
        for (const DeclId place : model::named(in->value)) add(place);
      for (const auto* block : {&mention->entry->block, &mention->clause->block})
        for (const Clause& inner : *block)
          if (inner.word == Word::located)
            for (const DeclId place : model::named(inner.value)) add(place);
    }
  }
  std::vector<DeclId> ours;
  for (const Use& use : context.uses) ours.push_back(use.activity);
  if (const DeclId defaults = model.only(Kind::Defaults)) ours.push_back(defaults);
  for (const DeclId id : ours)
    for (const Clause* clause : model.clauses(id, Word::located))
      for (const DeclId place : model::named(clause->value)) add(place);
  const bool one = !all.empty() && std::ranges::all_of(all, [&](DeclId place) { return place == all.front(); });
  return one && model.clause(all.front(), Word::iso) != nullptr ? context.words.label(all.front()) : Phrase();
}

std::string_view wayAbroad(const Context& context) {
  Abroad out;
  for (const DeclId id : recipientsOf(context)) addRecipient(context, id, out);
  out.sent = out.sent || !ownStorageAbroad(context).empty();
  return out.word();
}

}  // namespace vern::statement
