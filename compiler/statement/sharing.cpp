// Where data come from, and who gets them.
#include <algorithm>

#include "compiler/statement/from_model.h"
#include "compiler/statement/sections.h"

namespace vern::statement {

void addOnce(std::vector<DeclId>& ids, DeclId id) {
  if (id && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

std::vector<DeclId> recipientsOf(const Context& context) {
  std::vector<DeclId> out = context.model.own(Kind::Recipient);
  std::erase_if(out, [&](DeclId id) { return !getsData(context.model, id); });
  for (const Mention& mention : context.mentions) addOnce(out, mention.recipient);
  return out;
}

std::vector<const Mention*> mentionsOf(const Context& context, DeclId recipient) {
  std::vector<const Mention*> out;
  for (const Mention& mention : context.mentions)
    if (mention.recipient == recipient) out.push_back(&mention);
  return out;
}

Phrase ownName(const Words& words, DeclId id) {
  const Clause* name = words.model.clause(id, Word::name);
  return name != nullptr && !name->value.strings.empty() ? words.quoted(name->value.strings.front(), {id, name->span})
                                                         : words.label(id);
}

namespace {

/// The grounds on which data are shared, with their law.
Phrase basesOf(const Context& context, const Clause& clause, Source source) {
  Phrases all;
  for (const model::Join& join : clause.joins)
    if (join.word == "on")
      for (const DeclId id : model::named(join.value)) all.push_back(basisPhrase(context, id, nullptr, source));
  return all.empty() ? Phrase() : context.words.list(all);
}

/// What and when: an activity, with what limits this sharing, and what is said of this recipient alone.
Sentences mentionSentences(const Context& context, const Mention& mention) {
  const Words& words = context.words;
  const Clause& clause = *mention.clause;
  const Source source = sourceOf(context.model, mention.activity, clause);
  const Source who{mention.recipient, context.model[mention.recipient].span};
  Phrase out = activityLink(context, mention.activity);
  out.sources = merge(std::move(out.sources), {source, who});
  const auto add = [&](std::string_view key, Phrase what) {
    if (!what.empty()) out = words.phrase(key, {{"what", out}, {"more", std::move(what)}});
  };
  const auto names = [&](std::string_view word) {
    Phrases all;
    for (const model::Join& join : clause.joins)
      if (join.word == word)
        for (const DeclId id : model::named(join.value)) all.push_back(words.label(id));
    return all.empty() ? Phrase() : words.list(all);
  };
  // What is the use's own anyway is not told again; its sentence speaks of it.
  const auto own = [&](std::string_view word, const model::Clauses& clauses) {
    std::vector<DeclId> known;
    for (const Clause* one : clauses)
      for (const DeclId id : model::named(one->value)) known.push_back(id);
    std::vector<Source> told;
    for (const model::Join& join : clause.joins)
      if (join.word == word)
        for (const DeclId id : model::named(join.value)) {
          if (std::find(known.begin(), known.end(), id) == known.end()) return false;
          told.push_back({id, context.model[id].span});
        }
    out.sources = merge(std::move(out.sources), told);
    return !told.empty();
  };
  if (!own("for", mention.group->purposes)) add("share.for", names("for"));
  add("share.when", words.when(clause.joins, source));
  if (!own("on", mention.group->bases)) add("share.on", basesOf(context, clause, source));
  add("share.as", names("as"));
  add("share.in", names("in"));
  out = joined(context, std::move(out), clause, source, {"when", "for", "on", "as", "in"});
  if (clause.value.open) out = words.phrase("share.example", {{"what", out}}, {source});
  Sentences all{words.heading(withStrength(words, "strength.after", clause.strength, std::move(out)))};
  for (const auto* block : {&mention.entry->block, &clause.block})
    for (const Clause& inner : *block) {
      const Source where{source.decl, inner.span};
      const auto what = [&] {
        return withSource(joined(context, valuePhrase(context, inner, where), inner, where), who);
      };
      switch (inner.word) {
        case Word::retain:
          all.push_back(words.say("share.retain", {{"time", words.window(inner, source.decl)}}, {who}));
          break;
        case Word::data: all.push_back(words.say("share.data", {{"what", what()}})); break;
        case Word::located: all.push_back(words.say("share.located", {{"what", what()}})); break;
        case Word::safeguard: all.push_back(words.say("share.safeguard", {{"what", what()}})); break;
        case Word::measures: all.push_back(words.say("recipient.measures", {{"what", what()}})); break;
        case Word::purpose: all.push_back(words.say("share.purpose", {{"what", what()}})); break;
        case Word::basis: all.push_back(words.say("share.basis", {{"what", what()}})); break;
        default:
          if (const Phrase text = words.own(inner.texts, where); !text.empty())
            all.push_back(words.sentence(withSource(text, who)));
      }
    }
  if (all.size() > 1)
    all.front() = words.sentence({all.front().runs, all.front().facts.front().value, all.front().sources});
  return all;
}

/// The recipients that say they use `id`.
Phrase usedBy(const Context& context, DeclId id) {
  Phrases all;
  for (const DeclId other : context.model.own(Kind::Recipient))
    for (const Clause* clause : context.model.clauses(other, Word::uses))
      for (const DeclId used : model::named(clause->value))
        if (used == id) all.push_back(withSource(ownName(context.words, other), {other, clause->span}));
  return all.empty() ? Phrase() : context.words.list(all);
}

Blocks details(const Context& context, DeclId id) {
  const Words& words = context.words;
  const Model& model = context.model;
  Sentences out;
  const auto say = [&](Word word, std::string_view key) {
    for (const Clause* clause : model.clauses(id, word)) {
      const Source source{id, clause->span};
      const std::string none = std::string(key) + "_none";
      if (clause->value.stated == model::Stated::None && clause->texts.empty() && words.has(none))
        out.push_back(words.say(none, {}, {source}));
      else
        out.push_back(
            words.say(key, {{"what", joined(context, valuePhrase(context, *clause, source), *clause, source)}}));
    }
  };
  for (const Clause* number : model.clauses(id, Word::org_number))
    if (!number->value.strings.empty())
      out.push_back(words.say("recipient.org_number",
                              {{"number", words.quoted(number->value.strings.front(), {id, number->span})}}));
  say(Word::sector, "recipient.sector");
  Phrases tasks;
  for (const Clause* clause : model.clauses(id, Word::handles))
    // Two clauses are one list.
    if (const Source source{id, clause->span}; clause->value.stated == model::Stated::Value && clause->texts.empty() &&
                                               !clause->value.open && clause->strength == model::Strength::None)
      for (Phrase& one : words.labels(clause->value, source)) tasks.push_back(std::move(one));
    else tasks.push_back(withSource(valuePhrase(context, *clause, source), source));
  if (!tasks.empty()) out.push_back(words.say("recipient.handles", {{"what", words.list(tasks)}}));
  for (const Clause* agreement : model.clauses(id, Word::agreement)) {
    const Source source{id, agreement->span};
    const auto choices = model::named(agreement->value);
    std::string key = "agreement.";
    if (!choices.empty()) key += leaf(model[choices.front()].name);
    // With a sub-processor it is the supplier that has one.
    const bool below = model.isA(id, model.find(Kind::Recipient, "processor.sub"));
    const std::string who = below ? "sub_processor" : std::string(roleOf(model, id, nullptr));
    if (const std::string own = key + "_" + who; words.has(own)) key = own;
    if (words.has(key)) out.push_back(words.say(key, {}, {source}));
    else out.push_back(words.say("agreement.other", {{"what", valuePhrase(context, *agreement, source)}}));
  }
  say(Word::own_purposes, "recipient.own_purposes");
  say(Word::measures, "recipient.measures");
  for (const Clause* clause : model.clauses(id, Word::uses)) {
    const Source source{id, clause->span};
    Phrases names;
    for (const DeclId used : model::named(clause->value)) names.push_back(withSource(ownName(words, used), source));
    const bool plain = clause->value.stated == model::Stated::Value && clause->texts.empty() && !clause->value.open &&
                       !names.empty() && clause->strength == model::Strength::None;
    // A label may be that of several; a registered name is not.
    const bool one =
        plain && names.size() == 1 && context.model.clause(model::named(clause->value).front(), Word::name) != nullptr;
    const std::int64_t n = one ? 1 : 2;
    out.push_back(words.say("recipient.uses",
                            {{"n", n}, {"what", plain ? words.list(names) : valuePhrase(context, *clause, source)}}));
  }
  for (const Clause* clause : model.clauses(id, Word::transfer_assessment))
    out.push_back(words.say("recipient.assessed", {{"date", words.date(clause->value.date, {id, clause->span})}}));
  // Without a place outside the EEA there is no row under transfers to tell this in.
  if (abroadOf(context, id).empty()) {
    say(Word::safeguard, "share.safeguard");
    say(Word::certified, "share.safeguard");
    for (const Clause* copy : model.clauses(id, Word::copy))
      if (const Phrase text = words.own(copy->texts, {id, copy->span}); !text.empty())
        out.push_back(words.sentence(text));
  }
  for (const Clause* role : model.clauses(id, Word::role))
    if (const Phrase note = words.own(role->texts, {id, role->span}); !note.empty())
      out.push_back(words.sentence(note));
  Blocks blocks;
  if (!out.empty()) blocks.push_back(paragraph(std::move(out)));
  for (Block& block : reach(context, id)) blocks.push_back(std::move(block));
  for (Block& block : ownTexts(context, model[id].clauses, id)) blocks.push_back(std::move(block));
  return blocks;
}

/// Its name, its title, and what it is.
Phrases recipientNames(const Words& words, DeclId id) {
  const Model& model = words.model;
  Phrases names;
  if (const Clause* name = model.clause(id, Word::name); name != nullptr && !name->value.strings.empty())
    names.push_back(words.quoted(name->value.strings.front(), {id, name->span}));
  if (const Clause* title = model.clause(id, Word::title)) names.push_back(words.own(title->texts, {id, title->span}));
  names.push_back(words.label(id));
  for (const Clause* role : model.clauses(id, Word::role))
    names.front() = withSource(std::move(names.front()), {id, role->span});
  return names;
}

/// What the recipient is called, as far as the names differ: in some language, so that all languages say as much.
Blocks recipientHead(const Context& context, DeclId id) {
  const Words& words = context.words;
  std::vector<Sentences> everywhere;
  for (const std::string& language : languagesOf(context.model)) {
    const Words other(context.model, language);
    Sentences& all = everywhere.emplace_back();
    for (Phrase& name : recipientNames(other, id)) all.push_back(other.heading(std::move(name)));
  }
  Phrases names = recipientNames(words, id);
  // "Google" beside "Google Ireland Limited" or "our search service (Google)" tells nothing: the longer name stands
  // for both.
  const auto toldElsewhere = [&](std::size_t i) {
    for (std::size_t k = 0; k < names.size(); ++k)
      if (k != i && std::ranges::all_of(everywhere, [&](const Sentences& all) {
            const std::string mine = plain(all[i]);
            const std::string other = plain(all[k]);
            if (k > i && other.ends_with(" (" + mine + ")")) return true;
            return other.starts_with(mine) &&
                   (other.size() > mine.size() ? other.find_first_of(" ,(", mine.size()) == mine.size() : k < i);
          }))
        return true;
    return false;
  };
  Blocks out;
  std::vector<Source> others;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool told = toldElsewhere(i);
    if (out.empty() && !told)
      for (Run& run : names[i].runs) run.style = Style::Strong;
    Sentence said = words.heading(std::move(names[i]));
    if (said.empty()) continue;
    if (told) others = merge(std::move(others), said.sources);
    else out.push_back(paragraph(std::move(said)));
  }
  if (!out.empty())
    out.front().sentences.front().sources = merge(std::move(out.front().sentences.front().sources), others);
  return out;
}

Sentences places(const Context& context, DeclId id) {
  const Words& words = context.words;
  Sentences out;
  const Clause* located = context.model.inherited(id, Word::located);
  // "Not specified" is untrue where a use names the place.
  Phrases named;
  if (located != nullptr && located->value.stated != model::Stated::Value && located->texts.empty())
    for (const Mention* mention : mentionsOf(context, id))
      for (const auto* block : {&mention->entry->block, &mention->clause->block})
        for (const Clause& inner : *block)
          if (inner.word == Word::located && inner.value.stated == model::Stated::Value)
            named.push_back(words.names(inner.value, {mention->activity, inner.span}));
  if (!named.empty()) out.push_back(words.heading(withSource(words.list(named), {id, located->span})));
  else if (located != nullptr) out.push_back(words.heading(valuePhrase(context, *located, {id, located->span})));
  for (const Clause* accessed : context.model.clauses(id, Word::accessed))
    out.push_back(words.say("recipient.accessed", {{"what", valuePhrase(context, *accessed, {id, accessed->span})}}));
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
  for (const std::string_view kind : {"authority", "public"})
    if (const DeclId of = model.find(Kind::Recipient, kind); of && model.isA(recipient, of)) return kind;
  if (!role) {
    const DeclId group = model.find(Kind::Recipient, "group_company");
    return group && model.isA(recipient, group) ? "group_company" : "other";
  }
  const std::string_view name = leaf(model[role].name);
  if (name == "independent_controller") return "controller";
  for (const std::string_view known : RolesInOrder)
    if (known == name) return known;
  return "other";
}

Phrases sourcePhrases(const Context& context, const Clause& clause, Source source) {
  const Words& words = context.words;
  Phrases out = words.labels(clause.value, source);
  const bool plain =
      clause.value.stated == model::Stated::Value && !clause.value.open && clause.texts.empty() && !out.empty();
  if (!plain) out = {valuePhrase(context, clause, source)};
  for (Phrase& one : out) {
    if (plain) one = withStrength(words, "strength.what", clause.strength, std::move(one));
    for (const model::Join& join : clause.joins)
      if (join.word == "through")
        if (const Phrase ways = waysPhrase(context, join.value, source); !ways.empty())
          one = words.phrase("value.comma", {{"what", one}, {"note", ways}});
    if (const Phrase when = words.when(clause.joins, source); !when.empty())
      one = words.phrase("value.when", {{"what", one}, {"when", when}});
    one = joined(context, std::move(one), clause, source, {"through", "when"});
  }
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
  for (const Use& use : context.uses)
    for (const Clause* clause : grants::effective(context.model, use.activity, nullptr, Word::source))
      for (Phrase& from : sourcePhrases(context, *clause, sourceOf(context.model, use.activity, *clause)))
        add(std::move(from), context.general.contains(clause) ? context.model.only(Kind::Defaults) : use.activity);
  // Where some of the data come from others than the rest; what comes from us comes from nowhere.
  const DeclId us = context.model.find(Kind::Party, "us");
  for (const Use& use : context.uses)
    for (const Group& group : use.groups)
      for (const Datum& datum : group.data)
        for (const Clause& clause : datum.entry->block)
          if (const auto from = model::named(clause.value);
              clause.word == Word::source && std::ranges::find(from, us) == from.end())
            for (Phrase& one : sourcePhrases(context, clause, {use.activity, clause.span}))
              add(std::move(one), use.activity);
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
  return {std::move(table)};
}

/// What each row of `table` says of a data processing agreement, taken out of the rows to be said once; nothing if some
/// row says something else, or there is but one.
Sentence takeAgreement(const Words& words, Block& table) {
  const auto says = [](const Sentence& sentence) { return sentence.key == "agreement.signed_processor"; };
  const auto below = [](const Sentence& sentence) { return sentence.key == "agreement.signed_sub_processor"; };
  const auto rows = [&](const auto& what) {
    return std::ranges::count_if(table.rows, [&](const Row& row) {
      return std::ranges::any_of(row.cells[1],
                                 [&](const Block& block) { return std::ranges::any_of(block.sentences, what); });
    });
  };
  // A supplier of a supplier has its agreement with that one, which its row tells.
  const auto ours = rows(says);
  const auto theirs = rows(below);
  if (ours < 2 || ours + theirs < std::ssize(table.rows)) return {};
  std::vector<Source> sources;
  for (Row& row : table.rows)
    for (Block& block : row.cells[1]) {
      for (const Sentence& sentence : block.sentences)
        if (says(sentence)) sources = merge(std::move(sources), sentence.sources);
      std::erase_if(block.sentences, says);
    }
  for (Row& row : table.rows)
    std::erase_if(row.cells[1],
                  [](const Block& block) { return block.kind == BlockKind::Paragraph && block.sentences.empty(); });
  return words.say(theirs == 0 ? "agreement.signed_processors" : "agreement.signed_processors_own", {},
                   std::move(sources));
}

Blocks sharing(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  Blocks out;
  const std::vector<DeclId> recipients = recipientsOf(context);
  for (const std::string_view role : RolesInOrder) {
    Block table;
    table.kind = BlockKind::Table;
    std::vector<Source> roles;  // the heading tells them
    for (const DeclId id : recipients) {
      const auto mentions = mentionsOf(context, id);
      if (roleOf(model, id, mentions.empty() ? nullptr : mentions.front()->clause) != role) continue;
      for (const Clause* clause : model.clauses(id, Word::role)) {
        roles.push_back({id, clause->span});
        for (const DeclId named : model::named(clause->value)) roles.push_back({named, model[named].span});
      }
      Row row;
      row.id = "recipient-" + slug(model[id].name);
      row.cells.push_back(recipientHead(context, id));
      std::vector<Blocks> uses;
      std::string earlier;
      for (const Mention* mention : mentions) {
        Block said = paragraph(mentionSentences(context, *mention));
        std::string text;
        for (const Sentence& one : said.sentences) {
          text += one.key;
          for (const Fact& fact : one.facts) text += " " + fact.value;
          text += "\n";
        }
        // Two groups of data of one activity may be shared alike.
        if (("\n" + earlier).find("\n" + text) != std::string::npos) continue;
        earlier += text;
        uses.push_back({std::move(said)});
      }
      Blocks what;
      if (uses.empty()) {
        const Phrase whose = usedBy(context, id);
        what = cell(whose.empty() ? words.say("stated.not") : words.say("recipient.used_by", {{"who", whose}}));
      }
      if (uses.size() == 1) what = std::move(uses.front());
      else if (!uses.empty()) what.push_back(bullets(std::move(uses)));
      for (Block& block : details(context, id)) what.push_back(std::move(block));
      row.cells.push_back(std::move(what));
      row.cells.push_back(cell(places(context, id)));
      table.rows.push_back(std::move(row));
    }
    if (table.rows.empty()) continue;
    const std::string key = "sharing." + std::string(role);
    table.sentences.push_back(words.say(key + "_caption"));
    table.heads = {words.say("head.recipient"), words.say("head.shared_for"), words.say("head.where")};
    // A column that would say "not stated" in each row says nothing.
    const bool anywhere =
        std::any_of(table.rows.begin(), table.rows.end(), [](const Row& row) { return !row.cells.back().empty(); });
    if (!anywhere) table.heads.pop_back();
    for (Row& row : table.rows) {
      if (!anywhere) row.cells.pop_back();
      else if (row.cells.back().empty()) row.cells.back() = cell(words.say("stated.not"));
    }
    Sentences first = {words.say(key + "_means", {}, roles)};
    if (Sentence agreement = takeAgreement(words, table); !agreement.empty()) first.push_back(std::move(agreement));
    out.push_back(section("sharing-" + slug(role), words.say(key), {paragraph(std::move(first)), std::move(table)}));
  }
  // An activity that says it shares nothing says so in the table; a policy that shares nothing says so here.
  if (out.empty()) {
    std::vector<Source> none;
    for (const Use& use : context.activities())
      for (const Group& group : use.groups)
        for (const Clause* clause : group.shares)
          if (clause->value.stated == model::Stated::None) none.push_back(sourceOf(model, use.activity, *clause));
    if (!none.empty()) out.push_back(paragraph(words.say("sharing.none", {}, none)));
  }
  return out;
}

}  // namespace vern::statement
