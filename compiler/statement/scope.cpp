// What the statement covers and what it leaves out, the words it uses, and children.
#include <algorithm>

#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

/// A channel and its address: the address alone where that is what all languages call it.
Phrase named(const Context& context, DeclId channel, Phrase label, Phrase address) {
  const Texts& texts = context.model[channel].texts;
  const std::string shown = address.empty() ? std::string() : address.runs.front().text;
  const bool same =
      !texts.empty() && std::all_of(texts.begin(), texts.end(), [&](const auto& text) { return text.second == shown; });
  if (!same) return context.words.phrase("value.note", {{"what", label}, {"note", address}});
  address.sources = merge(std::move(address.sources), label.sources);
  return address;
}

/// The entries of all clauses with `word` as one list under a sentence, each with what is said of it alone.
void addList(const Context& context, std::string_view key, DeclId scope, Word word, Blocks& out) {
  const Words& words = context.words;
  std::vector<Blocks> items;
  std::vector<Source> sources;
  Blocks after;
  for (const Clause* clause : context.model.clauses(scope, word)) {
    const Source source{scope, clause->span};
    if (clause->value.stated != model::Stated::Value) {
      after.push_back(
          paragraph(words.say(std::string(key) + "_is", {{"what", valuePhrase(context, *clause, source)}})));
      continue;
    }
    sources.push_back(source);
    for (const model::Entry& entry : clause->value.entries) {
      if (!entry.decl) continue;
      Phrase name = withSource(words.actor(entry.decl), source);
      for (const Clause* web : context.model.clauses(entry.decl, Word::web))
        for (const std::string& address : web->value.strings)
          name = named(context, entry.decl, std::move(name), words.web(address, {entry.decl, web->span}));
      if (const Phrase when = words.when(clause->joins, source); !when.empty())
        name = words.phrase("value.when", {{"what", name}, {"when", when}});
      if (clause->value.open) name = words.phrase("list.open", {{"list", name}});
      Blocks item = cell(words.heading(joined(context, std::move(name), *clause, source, {"when"})));
      for (Block& block : ownTexts(context, entry.block, scope)) item.push_back(std::move(block));
      items.push_back(std::move(item));
    }
    if (items.empty()) continue;
    Sentences more;
    if (const Phrase note = words.own(clause->texts, source); !note.empty()) more.push_back(words.sentence(note));
    for (Sentence& sentence : seeAlso(context, clause->block, scope)) more.push_back(std::move(sentence));
    if (!more.empty()) items.back().push_back(paragraph(std::move(more)));
  }
  if (!items.empty()) {
    out.push_back(paragraph(words.say(key, {}, sources)));
    out.push_back(bullets(std::move(items)));
  }
  for (Block& block : after) out.push_back(std::move(block));
}

/// Whom people act for: one sentence or list for all who act for the same.
Blocks actsFor(const Context& context) {
  const Words& words = context.words;
  struct Group {
    Phrase whom;
    Phrases who;
  };
  std::vector<Group> groups;
  for (const DeclId id : context.model.own(Kind::Subject))
    for (const Clause* acts : context.model.clauses(id, Word::acts_for)) {
      Phrase whom = words.names(acts->value, {id, acts->span});
      if (whom.empty()) whom = valuePhrase(context, *acts, {id, acts->span});
      const auto same =
          std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return group.whom.fact == whom.fact; });
      if (same == groups.end()) {
        groups.push_back({std::move(whom), {words.label(id)}});
        continue;
      }
      same->whom.sources = merge(std::move(same->whom.sources), whom.sources);
      same->who.push_back(words.label(id));
    }
  Blocks out;
  for (Group& group : groups) {
    if (group.who.size() == 1) {
      out.push_back(paragraph(words.say("scope.act_for_one", {{"whom", group.whom}, {"who", group.who.front()}})));
      continue;
    }
    out.push_back(paragraph(words.say("scope.act_for", {{"whom", group.whom}})));
    std::vector<Blocks> items;
    for (Phrase& who : group.who) items.push_back(cell(words.heading(std::move(who))));
    out.push_back(bullets(std::move(items)));
  }
  return out;
}

/// Words that the policy explains.
Blocks glossary(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  const std::vector<DeclId> counted = namedInWindows(context);
  Block pairs;
  pairs.kind = BlockKind::Pairs;
  for (const Kind kind : {Kind::Definition, Kind::Subject, Kind::Party, Kind::Data, Kind::Purpose, Kind::Event,
                          Kind::State, Kind::Circumstance, Kind::Channel, Kind::Place, Kind::Recipient, Kind::Measure})
    for (const DeclId id : model.own(kind)) {
      Sentences said;
      if (const Clause* means = model.clause(id, Word::means); means != nullptr)
        said.push_back(words.sentence(words.own(means->texts, {id, means->span})));
      if (const Clause* cites = model.clause(id, Word::cites); cites != nullptr) {
        Phrases laws;
        for (const DeclId law : model::named(cites->value)) laws.push_back(words.law(law));
        // A whole act does not define itself.
        const bool defined = kind == Kind::Definition &&
                             std::ranges::all_of(model::named(cites->value),
                                                 [&](DeclId law) { return model[law].kind == Kind::Section; });
        if (!laws.empty())
          said.push_back(
              words.say(defined ? "story.defined" : "story.cites", {{"laws", words.list(laws)}}, {{id, cites->span}}));
      }
      if (const Clause* group = model.clause(id, Word::includes_data);
          group != nullptr && !model::named(group->value).empty())
        said.push_back(words.say("scope.group", {{"data", words.names(group->value, {id, group->span})}}));
      // Of what times are counted from, it is told beside the times.
      if ((kind == Kind::Event || kind == Kind::State) && std::ranges::find(counted, id) == counted.end())
        for (Sentence& one : howWeKnow(context, id, true)) said.push_back(std::move(one));
      Blocks about;
      if (!said.empty()) about.push_back(paragraph(std::move(said)));
      if (kind == Kind::Data) {
        std::vector<Clause> rest = model[id].clauses;
        std::erase_if(rest, [](const Clause& clause) { return clause.word == Word::cites; });
        sayClauses(context, rest, id, about);
      }
      if (about.empty()) continue;
      Row row;
      row.cells.push_back(cell(words.heading(words.label(id))));
      row.cells.push_back(std::move(about));
      pairs.rows.push_back(std::move(row));
    }
  if (pairs.rows.empty()) return {};
  return {section("words", words.say("section.words"), {std::move(pairs)})};
}

}  // namespace

Blocks scope(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  const DeclId id = model.only(Kind::Scope);
  Blocks out;
  if (id) {
    for (const Clause* clause : model.clauses(id, Word::topics))
      if (const Phrase text = words.own(clause->texts, {id, clause->span}); !text.empty())
        out.push_back(paragraph(words.say("scope.topics", {{"what", text}})));
    out.push_back(paragraph(words.say("scope.data", {}, {{id, model[id].span}})));
    addList(context, "scope.channels", id, Word::channels, out);
    addList(context, "scope.covers", id, Word::covers, out);
    addList(context, "scope.excludes", id, Word::excludes, out);
  }
  for (Block& block : actsFor(context)) out.push_back(std::move(block));
  if (id) {
    for (const Clause* clause : model.clauses(id, Word::requires_)) {
      Phrases conditions;
      for (const model::Entry& entry : clause->value.entries)
        if (entry.decl) conditions.push_back(words.condition(entry.decl, entry.negated));
      const Source source{id, clause->span};
      Sentences said;
      if (!conditions.empty())
        said.push_back(words.say("scope.requires", {{"what", words.list(conditions)}}, {source}));
      if (const Phrase note = words.own(clause->texts, source); !note.empty()) said.push_back(words.sentence(note));
      if (!said.empty()) out.push_back(paragraph(std::move(said)));
    }
    for (Block& block : ownTexts(context, model[id].clauses, id)) out.push_back(std::move(block));
  }
  for (Block& block : glossary(context)) out.push_back(std::move(block));
  return out;
}

Blocks children(const Context& context) {
  const Words& words = context.words;
  const DeclId id = context.model.only(Kind::Scope);
  Sentences out;
  for (const Clause* clause : context.model.clauses(id, Word::children)) {
    const Source source{id, clause->span};
    if (clause->value.kind == model::ValueKind::Number)
      out.push_back(words.say("children.age", {{"age", clause->value.number}}, {source}));
    else if (clause->value.stated == model::Stated::Value)
      out.push_back(words.say("children.who", {{"who", words.names(clause->value, source)}}));
    else if (clause->value.stated == model::Stated::None || clause->texts.empty())
      out.push_back(words.say("children.none", {}, {source}));
    if (const Phrase note = words.own(clause->texts, source); !note.empty()) out.push_back(words.sentence(note));
  }
  for (const DeclId subject : context.model.own(Kind::Subject))
    if (const Clause* ages = context.model.clause(subject, Word::ages)) {
      const Source source{subject, ages->span};
      if (const model::Join* to = ages->join("to"))
        out.push_back(words.say("children.range",
                                {{"who", words.label(subject)}, {"age", ages->value.number}, {"to", to->value.number}},
                                {source}));
      else
        out.push_back(
            words.say("children.subject", {{"who", words.label(subject)}, {"age", ages->value.number}}, {source}));
    }
  if (out.empty()) return {};
  return {paragraph(std::move(out))};
}

}  // namespace vern::statement
