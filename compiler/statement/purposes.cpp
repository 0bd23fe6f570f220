// What data are used for: the table by purpose, and the story of each activity beside it.
#include <algorithm>
#include <iterator>

#include "compiler/grants/effective.h"
#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

Phrase notStated(const Words& words, DeclId activity) {
  return words.phrase("stated.not", {}, {{activity, words.model[activity].span}});
}

bool isPlain(model::Strength strength) {
  return strength == model::Strength::None || strength == model::Strength::Does;
}

/// Those of whom the same people are told, and nothing else.
struct People {
  Phrase who;
  Phrases uses;
};

bool onlyPeople(const Blocks& story) {
  return story.size() == 1 && story.front().kind == BlockKind::Paragraph && story.front().sentences.size() == 1 &&
         story.front().sentences.front().key.starts_with("story.subjects") &&
         story.front().sentences.front().key != "story.subjects_when";
}

void addPeople(const Context& context, DeclId activity, std::vector<People>& all) {
  const Clause& clause = *grants::effective(context.model, activity, nullptr, Word::subjects).front();
  Phrase who = valuePhrase(context, clause, sourceOf(context.model, activity, clause));
  Phrase use = activityLink(context, activity);
  const auto same = std::find_if(all.begin(), all.end(), [&](const People& one) { return one.who.fact == who.fact; });
  if (same == all.end()) {
    all.push_back({std::move(who), {std::move(use)}});
    return;
  }
  same->who.sources = merge(std::move(same->who.sources), who.sources);
  same->uses.push_back(std::move(use));
}

/// Whom, and a list of what.
Blocks usesOf(const Words& words, People people) {
  Sentences uses;
  for (Phrase& use : people.uses) uses.push_back(words.heading(std::move(use)));
  Blocks out{paragraph(words.say("story.people", {{"who", people.who}}))};
  for (Block& block : cell(std::move(uses))) out.push_back(std::move(block));
  return out;
}

/// One list, or its items where the list could not be told from them.
Phrases lines(const Words& words, Phrases items) {
  for (const Phrase& one : items)
    if (items.size() > 1 && one.like_list) return items;
  if (items.size() > 1) items = {words.list(items)};
  return items;
}

/// The items of a clause under its strength, its openness, and its circumstances.
Blocks qualified(const Words& words, const Clause& clause, Source source, Phrases items) {
  const Phrase when = words.when(clause.joins, source);
  const Phrase note = words.own(clause.texts, source);
  const auto inWords = [&](Phrase what) {
    return listUnder(words, clause.strength, clause.value.open, std::move(what));
  };
  items = lines(words, std::move(items));
  if (items.size() == 1) {
    Phrase said = inWords(std::move(items.front()));
    if (!when.empty()) said = words.phrase("value.when", {{"what", said}, {"when", when}});
    if (!note.empty()) said = words.phrase("value.note", {{"what", said}, {"note", inBrackets(note)}});
    return cell(words.heading(std::move(said)));
  }
  // "In some cases:" above the items, and the circumstances below.
  Blocks out;
  if (clause.value.open || !isPlain(clause.strength)) {
    const Phrase before = isPlain(clause.strength)
                              ? words.phrase("list.examples", {}, {source})
                              : words.phrase(clause.value.open ? "strength.before_open" : "strength.before",
                                             {{"strength", strengthWord(clause.strength)}}, {source});
    out.push_back(paragraph(words.say("list.before", {{"what", before}})));
  }
  Sentences each;
  for (Phrase& one : items) each.push_back(words.heading(std::move(one)));
  for (Block& block : cell(std::move(each))) out.push_back(std::move(block));
  if (!when.empty()) out.push_back(paragraph(words.heading(when)));
  if (!note.empty()) out.push_back(paragraph(words.sentence(note)));
  return out;
}

/// The cell, or that the same holds as for all use.
Blocks orGeneral(const Context& context, DeclId activity, const model::Clauses& clauses, Blocks said) {
  Sentence general = asGeneral(context, activity, clauses);
  return general.empty() ? std::move(said) : cell(std::move(general));
}

/// The condition for special categories that consent fulfils, where it is asked for as explicitly as they want it and
/// the policy names no condition itself; else none.
DeclId conditionOfConsent(const Model& model, const Group& group) {
  const auto special = [&](DeclId id) { return model.flagged(id, "special"); };
  const bool sensitive = std::ranges::any_of(
      group.data, [&](const Datum& datum) { return !datum.entry->negated && special(datum.entry->decl); });
  if (!sensitive || !group.conditions.empty() || group.bases.empty()) return {};
  for (const Clause* clause : group.bases)
    for (const DeclId basis : model::named(clause->value)) {
      const Clause* mode = model.inherited(basis, Word::mode);
      if (grants::basisKind(model, basis) != grants::BasisKind::Consent || mode == nullptr ||
          std::ranges::none_of(model::named(mode->value), special))
        return {};
    }
  return model.find(Kind::Condition, "explicit_consent");
}

/// Several times, and of those without a circumstance any two hold at once.
bool allHoldTogether(const Model& model, const model::Clauses& retains) {
  model::Clauses always;
  for (const Clause* one : retains)
    if (holdTogether(model, *one, *one)) always.push_back(one);
  return always.size() > 1 && std::all_of(always.begin(), always.end(), [&](const Clause* one) {
           return std::all_of(always.begin(), always.end(),
                              [&](const Clause* other) { return holdTogether(model, *one, *other); });
         });
}

Blocks retainCell(const Context& context, DeclId activity, const model::Clauses& retains) {
  Blocks out = cell(retainSentences(context, activity, retains));
  // Of several times the first to come holds (docs/semantics.md), unless each is for a case of its own.
  if (!allHoldTogether(context.model, retains)) return out;
  std::vector<Source> sources;
  for (const Clause* one : retains) sources.push_back(sourceOf(context.model, activity, *one));
  out.insert(out.begin(), paragraph(context.words.say("window.of_several", {}, merge({}, sources))));
  return out;
}

Row rowOf(const Context& context, const Use& use, const Group& group, const Phrase& title) {
  Row row;
  row.cells.push_back(purposeCell(context, use, group, title));
  row.cells.push_back(dataCell(context, use.activity, group));
  if (Sentence must = mustGive(context, use.activity, group); !must.empty())
    row.cells.back().push_back(paragraph(std::move(must)));
  const DeclId id = use.activity;
  row.cells.push_back(orGeneral(context, id, group.bases, cell(basisSentences(context, id, group))));
  row.cells.push_back(orGeneral(context, id, group.retains, retainCell(context, id, group.retains)));
  row.cells.push_back(orGeneral(context, id, group.shares, shareCell(context, id, group.shares)));
  return row;
}

}  // namespace

Blocks purposeCell(const Context& context, const Use& use, const Group& group, const Phrase& title) {
  const Words& words = context.words;
  Sentences out;
  for (const Clause* clause : group.purposes) {
    const Source source = sourceOf(context.model, use.activity, *clause);
    if (clause->value.stated != model::Stated::Value) {
      out.push_back(words.heading(valuePhrase(context, *clause, source)));
      continue;
    }
    for (Phrase& one : words.labels(clause->value, source)) {
      for (Run& run : one.runs) run.href = "#" + anchorOf(context, use.activity);
      if (clause->value.open) one = words.phrase("list.open", {{"list", one}});
      one = withStrength(words, "strength.purpose", clause->strength, std::move(one));
      if (const Phrase when = words.when(clause->joins, source); !when.empty())
        one = words.phrase("value.when", {{"what", one}, {"when", when}});
      out.push_back(words.heading(std::move(one)));
    }
  }
  if (out.empty()) return cell(words.say("purposes.not_stated", {{"use", activityLink(context, use.activity)}}));
  Blocks said = cell(std::move(out));
  if (!title.empty()) said.push_back(paragraph(words.heading(title)));
  return said;
}

Sentence asGeneral(const Context& context, DeclId activity, const model::Clauses& clauses) {
  if (clauses.empty()) return {};
  std::vector<Source> sources{{activity, context.model[activity].span}};
  for (const Clause* clause : clauses) {
    if (!context.general.contains(clause)) return {};
    sources.push_back(sourceOf(context.model, activity, *clause));
  }
  Phrase out = context.words.phrase("general.cell", {}, merge({}, sources));
  for (Run& run : out.runs) run.href = "#general";
  return context.words.heading(std::move(out));
}

std::string anchorOf(const Context& context, DeclId activity) {
  const Decl& decl = context.model[activity];
  if (decl.kind == Kind::Defaults) return "general";
  return (decl.kind == Kind::Tracker ? "tracker-" : "use-") + slug(decl.name);
}

Phrase activityLink(const Context& context, DeclId activity) {
  const bool defaults = context.model[activity].kind == Kind::Defaults;
  Phrase out = defaults ? context.words.phrase("general.use", {}, {{activity, context.model[activity].span}})
                        : context.words.title(activity);
  for (Run& run : out.runs) run.href = "#" + anchorOf(context, activity);
  return out;
}

Blocks dataCell(const Context& context, DeclId activity, const Group& group) {
  const Words& words = context.words;
  Blocks out;
  Phrases certain;
  for (std::size_t i = 0; i < group.data.size();) {
    // What one clause says of its data (such as, when, may) holds for all of them.
    const Clause* clause = group.data[i].clause;
    const Source source = sourceOf(context.model, activity, *clause);
    Phrases of;
    for (; i < group.data.size() && group.data[i].clause == clause; ++i) {
      Phrase one = words.label(group.data[i].entry->decl);
      if (group.data[i].entry->negated) one = words.phrase("list.not", {{"what", one}});
      of.push_back(withSource(std::move(one), source));
    }
    if (!clause->value.open && clause->join("when") == nullptr && clause->texts.empty() && isPlain(clause->strength)) {
      certain.insert(certain.end(), std::make_move_iterator(of.begin()), std::make_move_iterator(of.end()));
      continue;
    }
    for (Block& block : qualified(words, *clause, source, std::move(of))) out.push_back(std::move(block));
  }
  Sentences first;
  for (Phrase& one : lines(words, std::move(certain))) first.push_back(words.heading(std::move(one)));
  Blocks certainly = cell(std::move(first));
  out.insert(out.begin(), std::make_move_iterator(certainly.begin()), std::make_move_iterator(certainly.end()));
  if (!out.empty()) return out;
  for (const Clause* clause : context.model.clauses(activity, Word::data))
    for (Block& block : cell(words.heading(valuePhrase(context, *clause, {activity, clause->span}))))
      out.push_back(std::move(block));
  if (out.empty()) out = cell(words.heading(notStated(words, activity)));
  return out;
}

model::Clauses interestsOf(const Model& model, DeclId activity) {
  model::Clauses out = model.clauses(activity, Word::interest);
  const auto add = [&](const std::vector<Clause>& block) {
    for (const Clause& clause : block)
      if (clause.word == Word::interest) out.push_back(&clause);
  };
  for (const Clause* basis : model.clauses(activity, Word::basis)) {
    add(basis->block);
    for (const model::Entry& entry : basis->value.entries) add(entry.block);
  }
  return out;
}

bool standsForInterest(const Model& model, DeclId basis) {
  return model[basis].standard && grants::basisKind(model, basis) == grants::BasisKind::LegitimateInterests;
}

Sentences basisSentences(const Context& context, DeclId activity, const Group& group) {
  const Words& words = context.words;
  Sentences out;
  for (const model::Clauses* clauses : {&group.bases, &group.conditions})
    for (const Clause* clause : *clauses) {
      const Source source = sourceOf(context.model, activity, *clause);
      if (clause->value.stated != model::Stated::Value) {
        out.push_back(words.heading(valuePhrase(context, *clause, source)));
        continue;
      }
      for (const model::Entry& entry : clause->value.entries) {
        if (!entry.decl) continue;
        if (standsForInterest(context.model, entry.decl)) {
          const std::size_t before = out.size();
          for (const Clause* interest : interestsOf(context.model, activity)) {
            const Phrase what = inBrackets(words.own(interest->texts, {activity, interest->span}));
            const Phrase article = articlePhrase(context, entry.decl);
            if (what.empty() || article.empty()) continue;
            Phrase said = words.phrase("basis.interest", {{"basis", what}, {"article", article}}, {source});
            said.sources = merge(std::move(said.sources), {{entry.decl, context.model[entry.decl].span}});
            said = joined(context, std::move(said), *clause, source);
            out.push_back(words.heading(listUnder(words, clause->strength, clause->value.open, std::move(said))));
          }
          if (out.size() > before) continue;
        }
        Phrase said = basisPhrase(context, entry.decl, clause, source);
        said = joined(context, std::move(said), *clause, source, {"with", "under"});  // told by basisPhrase
        said = listUnder(words, clause->strength, clause->value.open, std::move(said));
        if (const Phrase note = inBrackets(words.own(clause->texts, source)); !note.empty())
          said = words.phrase("value.note", {{"what", said}, {"note", note}});
        out.push_back(words.heading(std::move(said)));
      }
    }
  if (const DeclId condition = conditionOfConsent(context.model, group))
    for (const Clause* clause : group.bases)
      out.push_back(
          words.heading(basisPhrase(context, condition, nullptr, sourceOf(context.model, activity, *clause))));
  if (out.empty()) out.push_back(words.heading(notStated(words, activity)));
  return out;
}

Sentences retainSentences(const Context& context, DeclId activity, const model::Clauses& retains,
                          std::string_view inside) {
  const Words& words = context.words;
  const bool all_at_once = allHoldTogether(context.model, retains);
  Sentences out;
  for (const Clause* clause : casesFirst(retains)) {
    const Source source = sourceOf(context.model, activity, *clause);
    Phrase time = inside.empty() ? timeAmong(words, *clause, source.decl, retains)
                                 : timeUnder(words, *clause, words.window(*clause, source.decl));
    if (!all_at_once && firstDecides(context.model, *clause, retains))
      time = words.phrase("window.if_first", {{"time", time}});
    if (const Phrase note = inBrackets(words.own(clause->texts, source)); !note.empty())
      time = words.phrase("value.note", {{"what", time}, {"note", note}});
    if (!inside.empty()) time = words.phrase(inside, {{"time", time}});
    Sentence said = words.sentence(std::move(time));
    if (const Sentence then = words.disposal(*clause, source.decl); !then.empty()) append(said, then);
    out.push_back(std::move(said));
  }
  if (out.empty()) out.push_back(words.heading(notStated(words, activity)));
  return out;
}

Blocks shareCell(const Context& context, DeclId activity, const model::Clauses& shares) {
  const Words& words = context.words;
  struct Conditional {
    Phrase when;
    Phrases of;
  };
  Phrases always;
  Phrases examples;  // "for example, the ad network": what came after would be an example too
  std::vector<Conditional> conditional;
  std::vector<Source> otherwise;  // "none" beside "the police, when …" is no recipient
  for (const Clause* clause : shares)
    if (shares.size() > 1 && clause->value.stated == model::Stated::None && clause->texts.empty())
      otherwise.push_back(sourceOf(context.model, activity, *clause));
  for (const Clause* clause : shares) {
    const Source source = sourceOf(context.model, activity, *clause);
    if (std::find(otherwise.begin(), otherwise.end(), source) != otherwise.end() && otherwise.size() < shares.size())
      continue;
    const Phrase when = words.when(clause->joins, source);
    const bool names = clause->value.stated == model::Stated::Value && clause->texts.empty() && !clause->value.open;
    Phrases of = names ? words.labels(clause->value, source) : Phrases{valuePhrase(context, *clause, source)};
    // Not all the data of the row.
    for (std::size_t i = 0; names && i < of.size() && of.size() == clause->value.entries.size(); ++i)
      for (const auto* block : {&clause->value.entries[i].block, &clause->block})
        for (const Clause& some : *block)
          if (some.word == Word::data)
            of[i] = words.phrase("value.note",
                                 {{"what", of[i]}, {"note", valuePhrase(context, some, {source.decl, some.span})}});
    if (names && !isPlain(clause->strength))
      of = {withStrength(words, "strength.what", clause->strength, words.list(of))};
    if (when.empty() && clause->value.open && shares.size() > 1) {
      examples.insert(examples.end(), std::make_move_iterator(of.begin()), std::make_move_iterator(of.end()));
      continue;
    }
    if (when.empty()) {
      always.insert(always.end(), std::make_move_iterator(of.begin()), std::make_move_iterator(of.end()));
      continue;
    }
    const auto same = std::find_if(conditional.begin(), conditional.end(),
                                   [&](const Conditional& c) { return c.when.fact == when.fact; });
    if (same == conditional.end()) {
      conditional.push_back({when, std::move(of)});
      continue;
    }
    same->when.sources = merge(std::move(same->when.sources), when.sources);
    same->of.insert(same->of.end(), std::make_move_iterator(of.begin()), std::make_move_iterator(of.end()));
  }
  Phrases one_each;  // "the tax authority, when it asks": a line of its own, among those who always get data
  Blocks sometimes;
  for (auto& [when, of] : conditional) {
    of = lines(words, std::move(of));
    if (of.size() == 1) {
      one_each.push_back(words.phrase("value.when", {{"what", of.front()}, {"when", when}}));
      continue;
    }
    sometimes.push_back(paragraph(words.say("value.only_when", {{"when", when}})));
    Sentences items;
    for (Phrase& one : of) items.push_back(words.heading(std::move(one)));
    for (Block& block : cell(std::move(items))) sometimes.push_back(std::move(block));
  }
  if (one_each.empty()) always = lines(words, std::move(always));
  always.insert(always.end(), std::make_move_iterator(one_each.begin()), std::make_move_iterator(one_each.end()));
  always.insert(always.end(), std::make_move_iterator(examples.begin()), std::make_move_iterator(examples.end()));
  if (!always.empty()) always.front().sources = merge(std::move(always.front().sources), otherwise);
  else if (!sometimes.empty()) {
    Sentence& first = sometimes.front().sentences.front();
    first.sources = merge(std::move(first.sources), otherwise);
  }
  Sentences first;
  for (Phrase& one : always) first.push_back(words.heading(std::move(one)));
  Blocks out = cell(std::move(first));
  out.insert(out.end(), std::make_move_iterator(sometimes.begin()), std::make_move_iterator(sometimes.end()));
  if (out.empty()) out = cell(words.heading(notStated(words, activity)));
  return out;
}

Blocks purposes(const Context& context) {
  const Words& words = context.words;
  Blocks out;
  if (context.activities().empty()) return out;
  Sentences intro{words.say("purposes.intro"), words.say("purposes.basis"), words.say("purposes.articles")};
  std::size_t kept = 0;
  for (const Use& use : context.activities())
    for (const Group& group : use.groups) kept += group.retains.empty() ? 0 : 1;
  if (kept > 1) intro.push_back(words.say("retention.several"));
  const auto onInterest = [&](const Clause* clause) {
    return std::ranges::any_of(model::named(clause->value), [&](DeclId id) {
      return grants::basisKind(context.model, id) == grants::BasisKind::LegitimateInterests;
    });
  };
  if (std::ranges::any_of(context.activities(), [&](const Use& use) {
        return std::ranges::any_of(use.groups,
                                   [&](const Group& group) { return std::ranges::any_of(group.bases, onInterest); });
      }))
    intro.insert(intro.begin() + 3, words.say("purposes.interest"));
  out.push_back(paragraph(std::move(intro)));
  Block table;
  table.kind = BlockKind::Table;
  table.id = "purposes-table";
  table.sentences.push_back(words.say("purposes.caption"));
  for (const std::string_view head : {"purpose", "data", "basis", "time", "recipients"})
    table.heads.push_back(words.say("head." + std::string(head)));
  // Those of which only the people are told share a list.
  std::vector<Blocks> told;
  for (const Use& use : context.activities()) told.push_back(narrative(context, use));
  std::vector<People> people;
  Blocks stories;
  for (std::size_t i = 0; i < told.size(); ++i) {
    const Use& use = context.activities()[i];
    const std::size_t first = table.rows.size();
    Blocks story = std::move(told[i]);
    if (onlyPeople(story)) {
      addPeople(context, use.activity, people);
      story.clear();
    }
    // Without a story, the place of the activity is its row, and its title stands there.
    const bool titled = story.empty() && context.model.clause(use.activity, Word::title) != nullptr;
    const Phrase title = titled ? words.phrase("purposes.titled", {{"what", words.title(use.activity)}}) : Phrase();
    for (const Group& group : use.groups) table.rows.push_back(rowOf(context, use, group, title));
    if (story.empty()) table.rows[first].id = anchorOf(context, use.activity);
    else
      stories.push_back(
          section(anchorOf(context, use.activity), words.heading(words.title(use.activity)), std::move(story)));
  }
  out.push_back(std::move(table));
  if (!people.empty()) {
    std::vector<Blocks> items;
    for (People& one : people) items.push_back(usesOf(words, std::move(one)));
    out.push_back(paragraph(words.say("purposes.people")));
    out.push_back(bullets(std::move(items)));
  }
  for (Block& story : stories) out.push_back(std::move(story));
  return out;
}

}  // namespace vern::statement
