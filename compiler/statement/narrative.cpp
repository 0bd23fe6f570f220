// The story of an activity: what the table does not say. Whom it is about, when it happens, what follows if data are
// not given, and what the policy tells in its own words.
#include <algorithm>

#include "compiler/grants/effective.h"
#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

/// "This holds only when …", "This does not hold when …".
void sayWhen(const Context& context, const Clause& clause, Source source, Sentences& out) {
  const Words& words = context.words;
  std::vector<model::Join> rest;
  for (const model::Join& join : clause.joins)
    if (const DeclId not_this = exceptionOf(join))
      out.push_back(words.say("story.applies_not", {{"what", words.condition(not_this, false)}}, {source}));
    else rest.push_back(join);
  if (const Phrase when = words.when(rest, source); !when.empty())
    out.push_back(words.say("story.applies", {{"when", when}}));
}

/// "When …" of the one clause that says when the activity takes place; empty if it says more than that.
Phrase onlyWhen(const Context& context, DeclId activity, const model::Clauses& applies) {
  if (applies.size() != 1 || !applies.front()->texts.empty()) return {};
  const auto& joins = applies.front()->joins;
  if (std::any_of(joins.begin(), joins.end(), [](const model::Join& join) { return bool(exceptionOf(join)); }))
    return {};
  return context.words.when(joins, {activity, applies.front()->span});
}

/// When a clause holds, and what the policy adds in its own words.
void sayRest(const Context& context, const Clause& clause, Source source, Sentences& out) {
  const Words& words = context.words;
  sayWhen(context, clause, source, out);
  if (const Phrase note = words.own(clause.texts, source); !note.empty()) out.push_back(words.sentence(note));
}

/// The laws behind `under`; empty if there is none.
Phrase lawsOf(const Context& context, const Clause& clause, Source source) {
  Phrases laws;
  for (const model::Join& join : clause.joins)
    if (join.word == "under")
      for (const DeclId law : model::named(join.value)) laws.push_back(withSource(context.words.law(law), source));
  return laws.empty() ? Phrase() : context.words.list(laws);
}

/// The message `prefix.choice` for each choice of `clause`, or the choice's own label in `prefix.other`.
/// `form`: the end of the message that speaks of fewer data, where there is one: "most" or "item".
void sayChoices(const Context& context, std::string_view prefix, const Clause& clause, Source source, Sentences& out,
                std::string_view form = {}) {
  const Words& words = context.words;
  const auto formed = [&](const std::string& key) {
    const std::string other = key + "_" + std::string(form);
    return !form.empty() && words.has(other) ? other : key;
  };
  for (const DeclId choice : model::named(clause.value)) {
    const std::string plain = std::string(prefix) + "." + std::string(leaf(context.model[choice].name));
    const std::string key = formed(plain);
    const Source of{choice, context.model[choice].span};
    if (const Phrase laws = lawsOf(context, clause, source); !laws.empty()) {
      if (const std::string under = plain + "_under"; words.has(under)) {
        out.push_back(words.say(under, {{"law", laws}}, {source, of}));
        continue;
      }
      out.push_back(words.say("story.cites", {{"laws", laws}}, {source}));
    }
    if (words.has(key)) out.push_back(words.say(key, {}, {source, of}));
    else out.push_back(words.say(std::string(prefix) + ".other", {{"what", words.label(choice)}}, {source}));
  }
  if (!model::named(clause.value).empty()) return sayRest(context, clause, source, out);
  if (const std::string none = formed(std::string(prefix) + ".none");
      clause.value.stated == model::Stated::None && clause.texts.empty() && words.has(none))
    out.push_back(words.say(none, {}, {source}));
  else
    out.push_back(
        words.say(std::string(prefix) + ".other", {{"what", valuePhrase(context, clause, source)}}, {source}));
  sayWhen(context, clause, source, out);
}

void sayList(const Context& context, std::string_view key, const std::vector<Clause>& clauses, Word word, DeclId of,
             Sentences& out) {
  const Words& words = context.words;
  for (const Clause& clause : clauses) {
    if (clause.word != word) continue;
    const Source source{of, clause.span};
    const bool none = clause.value.stated == model::Stated::None;
    if (none && words.has(std::string(key) + "_none")) {
      out.push_back(words.say(std::string(key) + "_none", {}, {source}));
      sayRest(context, clause, source, out);
      continue;
    }
    if (const std::string vague = std::string(key) + "_vague";
        clause.value.stated == model::Stated::Vague && clause.texts.empty() && words.has(vague)) {
      out.push_back(words.sentence(joined(context, words.phrase(vague, {}, {source}), clause, source)));
      continue;
    }
    Phrase what = joined(context, valuePhrase(context, clause, source, false), clause, source);
    if (const std::string own = std::string(key) + "_" + std::string(strengthWord(clause.strength)); words.has(own)) {
      out.push_back(words.say(own, {{"what", what}}));
      continue;
    }
    Phrase said = words.phrase(key, {{"what", std::move(what)}});
    out.push_back(words.sentence(withStrength(words, "strength.sentence", clause.strength, std::move(said))));
  }
}

/// Who can still find out whom the data are about, and when.
void sayRelinked(const Context& context, const Clause& clause, Source source, Sentences& out) {
  const Words& words = context.words;
  const bool vague = clause.value.stated == model::Stated::Vague && clause.texts.empty();
  // "Only these can, when …" could be heard as "in that case, only these can".
  const bool only_when = !vague && std::ranges::all_of(clause.joins, [](const model::Join& join) {
    return join.word == "when" && join.limit == model::JoinLimit::Plain;
  });
  const Phrase when = only_when ? words.when(clause.joins, source) : Phrase();
  // "Only we can", and not "only us".
  const bool names =
      clause.value.stated == model::Stated::Value && clause.texts.empty() && !clause.value.open &&
      std::ranges::all_of(clause.value.entries, [](const model::Entry& entry) { return entry.decl && !entry.negated; });
  Phrases doers;
  for (const DeclId id : names ? model::named(clause.value) : std::vector<DeclId>())
    doers.push_back(withSource(words.doer(id), source));
  const Phrase who = vague ? Phrase() : doers.empty() ? valuePhrase(context, clause, source, false) : words.list(doers);
  Phrase said = vague          ? words.phrase("story.relinked_vague", {}, {source})
                : when.empty() ? words.phrase("story.relinked", {{"what", who}})
                               : words.phrase("story.relinked_when", {{"what", who}, {"when", when}});
  said = withStrength(words, "strength.sentence", clause.strength, std::move(said));
  out.push_back(words.sentence(when.empty() ? joined(context, std::move(said), clause, source) : std::move(said)));
  if (vague) out.push_back(words.say("story.relinked_unknown", {}, {source}));
}

/// The `measures` among `clauses`: those that protect data, and those by which people are told.
std::pair<std::vector<Clause>, std::vector<Clause>> byWhatTheyDo(const Model& model,
                                                                 const std::vector<Clause>& clauses) {
  std::pair<std::vector<Clause>, std::vector<Clause>> out;
  const auto informs = [&](const model::Entry& entry) { return entry.decl && model.flagged(entry.decl, "informs"); };
  for (const Clause& clause : clauses) {
    if (clause.word != Word::measures) continue;
    Clause protect = clause;
    Clause inform = clause;
    std::erase_if(protect.value.entries, informs);
    std::erase_if(inform.value.entries, [&](const model::Entry& entry) { return !informs(entry); });
    if (inform.value.entries.empty() || (!protect.value.entries.empty() && !clause.texts.empty())) {
      out.first.push_back(clause);
      continue;
    }
    out.second.push_back(std::move(inform));
    if (!protect.value.entries.empty()) out.first.push_back(std::move(protect));
  }
  return out;
}

/// Whether the braces of `entry` name a source, and it is not the person herself: she is not the one to give it.
bool comesFromOthers(const Context& context, const model::Entry& entry) {
  const Model& model = context.model;
  const DeclId reader = model.find(Kind::Party, "subject");
  const DeclId herself = model.find(Kind::Choice, "source.subject");
  bool others = false;
  for (const Clause& clause : entry.block) {
    if (clause.word != Word::source) continue;
    for (const DeclId from : model::named(clause.value)) {
      if (from == reader || from == herself || model[from].kind == Kind::Subject) return false;
      others = true;
    }
  }
  return others;
}

/// Whether some of the data have a `provide` of their own, or are not for people to give.
bool someApart(const Context& context, const std::vector<Clause>& clauses) {
  const auto asks = [](const std::vector<Clause>& block) {
    return std::ranges::any_of(block, [](const Clause& clause) { return clause.word == Word::provide; });
  };
  return std::ranges::any_of(clauses, [&](const Clause& clause) {
    return clause.word == Word::data &&
           (asks(clause.block) || std::ranges::any_of(clause.value.entries, [&](const model::Entry& entry) {
              return asks(entry.block) || comesFromOthers(context, entry);
            }));
  });
}

/// A tracker that leaves nothing on the device.
bool storesNothing(const std::vector<Clause>& clauses) {
  return std::any_of(clauses.begin(), clauses.end(), [](const Clause& clause) {
    if (clause.word != Word::lifetime) return false;
    const bool none = !clause.value.entries.empty() && clause.value.entries.front().written == "none";
    return none || clause.value.stated == model::Stated::None;
  });
}

/// "This use concerns …": a list that is open needs its own words around it.
Sentence concerns(const Context& context, const Clause& subjects, Source source) {
  const Words& words = context.words;
  const bool plain = subjects.strength == model::Strength::None || subjects.strength == model::Strength::Does;
  if (!subjects.value.open || !plain)
    return words.say("story.subjects", {{"who", valuePhrase(context, subjects, source)}});
  Clause closed = subjects;
  closed.value.open = false;
  return words.say("story.subjects_open", {{"who", valuePhrase(context, closed, source)}});
}

/// Whether a clause names all those, and several, whom the statement covers: the list stands there.
bool isEverybody(const Context& context, const Clause& subjects) {
  constexpr std::size_t Several = 3;
  std::vector<DeclId> covered;
  for (const Clause* clause : context.model.clauses(context.model.only(Kind::Scope), Word::covers))
    for (const DeclId id : model::named(clause->value)) covered.push_back(id);
  std::vector<DeclId> these = model::named(subjects.value);
  std::sort(covered.begin(), covered.end());
  std::sort(these.begin(), these.end());
  return these.size() >= Several && these == covered && subjects.texts.empty() && subjects.joins.empty();
}

/// Whether `provide` asks for the data whatever the circumstances.
bool asks(const Model& model, const Clause& provide) {
  const auto choices = model::named(provide.value);
  return strengthWord(provide.strength) == "does" && provide.join("when") == nullptr && !choices.empty() &&
         std::ranges::none_of(choices, [&](DeclId one) { return model[one].name == "provide.optional"; });
}

}  // namespace

Sentence mustGive(const Context& context, DeclId activity, const Group& group) {
  const Words& words = context.words;
  Phrases must;
  std::vector<Source> sources;
  for (const Datum& datum : group.data)
    for (const Clause* clause : grants::effective(context.model, activity, datum.entry, Word::provide)) {
      if (datum.entry->negated || !asks(context.model, *clause) || comesFromOthers(context, *datum.entry)) continue;
      sources = merge(std::move(sources), {sourceOf(context.model, activity, *clause)});
      must.push_back(words.label(datum.entry->decl));
      break;
    }
  if (must.empty()) return {};
  if (must.size() == group.data.size())
    return words.say("purposes.must_give", {{"n", static_cast<std::int64_t>(must.size())}}, std::move(sources));
  return words.say("purposes.must_give_some", {{"what", words.list(must)}}, std::move(sources));
}

void sayClauses(const Context& context, const std::vector<Clause>& clauses, DeclId of, Blocks& out, bool of_some) {
  const Words& words = context.words;
  Sentences giving;
  for (const Clause& clause : clauses) {
    if (clause.word != Word::provide) continue;
    const Source source{of, clause.span};
    sayChoices(context, "provide", clause, source, giving,
               of_some                       ? "item"
               : someApart(context, clauses) ? "most"
                                             : "");
    for (const auto* block : blocksOf(clause))
      for (const Clause& inner : *block)
        if (inner.word == Word::otherwise) giving.push_back(words.sentence(words.own(inner.texts, {of, inner.span})));
  }
  for (const Clause& clause : clauses)
    if (clause.word == Word::otherwise) giving.push_back(words.sentence(words.own(clause.texts, {of, clause.span})));
  if (!giving.empty()) out.push_back(paragraph(std::move(giving)));

  Sentences more;
  sayList(context, "story.combine", clauses, Word::combine, of, more);
  for (const Clause& clause : clauses) {
    const Source source{of, clause.span};
    if (clause.word == Word::reuses) {
      Phrases from;
      for (const DeclId activity : model::named(clause.value))
        from.push_back(words.phrase("value.title", {{"what", activityLink(context, activity)}}));
      if (!from.empty()) more.push_back(words.say("story.reuses", {{"what", words.list(from)}}, {source}));
      sayRest(context, clause, source, more);
    }
    if (clause.word == Word::form) sayChoices(context, "form", clause, source, more);
    if (clause.word == Word::history) sayChoices(context, "history", clause, source, more);
    if (clause.word == Word::device || clause.word == Word::message) {
      const std::string key = clause.word == Word::message ? "story.message"
                              : storesNothing(clauses)     ? "story.device_read"
                                                           : "story.device";
      for (const DeclId basis : model::named(clause.value)) {
        const bool consent = grants::basisKind(context.model, basis) == grants::BasisKind::Consent;
        more.push_back(words.say(consent ? key + "_consent" : key,
                                 {{"basis", basisPhrase(context, basis, &clause, source)}}, {source}));
      }
      if (clause.word == Word::device && clause.value.stated == model::Stated::None) {
        more.push_back(words.say("story.device_none", {}, {source}));
        sayRest(context, clause, source, more);
      } else if (model::named(clause.value).empty())
        more.push_back(words.say(key, {{"basis", valuePhrase(context, clause, source)}}));
      else sayRest(context, clause, source, more);
    }
    if (clause.word == Word::cites || clause.word == Word::secrecy) {
      const std::string_view key = clause.word == Word::cites ? "story.cites" : "story.secrecy";
      Phrases laws;
      for (const DeclId law : model::named(clause.value)) laws.push_back(words.law(law));
      if (!laws.empty()) more.push_back(words.say(key, {{"laws", words.list(laws)}}, {source}));
    }
  }
  for (const Clause& clause : clauses)
    if (clause.word == Word::relinked) sayRelinked(context, clause, {of, clause.span}, more);
  sayList(context, "story.located", clauses, Word::located, of, more);
  const auto [protect, inform] = byWhatTheyDo(context.model, clauses);
  sayList(context, "story.informs", inform, Word::measures, of, more);
  sayList(context, "story.measures", protect, Word::measures, of, more);
  if (!more.empty()) out.push_back(paragraph(std::move(more)));
}

Blocks general(const Context& context) {
  const DeclId defaults = context.model.only(Kind::Defaults);
  if (!defaults) return {};
  const Words& words = context.words;
  std::vector<Clause> clauses;
  Group group;
  model::Clauses from;
  Sentences people;
  for (const Clause& clause : context.model[defaults].clauses) {
    if (clause.word != Word::measures) clauses.push_back(clause);  // they are told under security
    if (!context.general.contains(&clause)) continue;
    if (clause.word == Word::purpose) group.purposes.push_back(&clause);
    if (clause.word == Word::basis) group.bases.push_back(&clause);
    if (clause.word == Word::condition) group.conditions.push_back(&clause);
    if (clause.word == Word::retain) group.retains.push_back(&clause);
    if (clause.word == Word::share) group.shares.push_back(&clause);
    if (clause.word == Word::source) from.push_back(&clause);
    if (clause.word == Word::subjects) people.push_back(concerns(context, clause, {defaults, clause.span}));
  }
  Blocks out = ownTexts(context, clauses, defaults);
  if (!people.empty()) out.push_back(paragraph(std::move(people)));
  sayClauses(context, clauses, defaults, out);
  Block rows;
  rows.kind = BlockKind::Pairs;
  const auto add = [&](std::string_view head, Blocks said) {
    rows.rows.push_back({{}, {cell(words.say(head)), std::move(said)}});
  };
  if (!group.purposes.empty()) add("head.purpose", purposeCell(context, {defaults, {}}, group));
  if (!group.bases.empty() || !group.conditions.empty())
    add("head.basis", cell(basisSentences(context, defaults, group)));
  if (!group.retains.empty()) add("head.time", cell(retainSentences(context, defaults, group.retains)));
  if (!group.shares.empty()) add("head.recipients", shareCell(context, defaults, group.shares));
  if (!from.empty()) {
    Sentences said;
    for (const Clause* clause : from)
      for (Phrase& one : sourcePhrases(context, *clause, {defaults, clause->span}))
        said.push_back(words.heading(std::move(one)));
    add("head.source", cell(std::move(said)));
  }
  if (!rows.rows.empty()) out.push_back(std::move(rows));
  if (out.empty()) return {};
  return {section("general", words.say("section.defaults"), std::move(out))};
}

namespace {

/// Whether `a` and `b` ask for their datum in the same words: `provide optional { otherwise … }`.
bool askAlike(const std::vector<Clause>& a, const std::vector<Clause>& b) {
  return std::ranges::equal(a, b, [](const Clause& one, const Clause& other) {
    return (one.word == Word::provide || one.word == Word::otherwise) && one.word == other.word &&
           model::named(one.value) == model::named(other.value) && one.strength == other.strength &&
           one.joins.empty() && other.joins.empty() && one.texts == other.texts && askAlike(one.block, other.block) &&
           std::ranges::equal(one.value.entries, other.value.entries,
                              [](const model::Entry& x, const model::Entry& y) { return askAlike(x.block, y.block); });
  });
}

/// Where some of the data come from: from us, or from others.
Sentence sourceOfSome(const Context& context, const Clause& clause, DeclId activity) {
  const Words& words = context.words;
  const Source source{activity, clause.span};
  const Phrase from = words.list(sourcePhrases(context, clause, source));
  if (from.fact == words.actor(context.model.find(Kind::Party, "us")).fact)
    return words.say("story.source_us", {}, from.sources);
  return words.say("story.source", {{"from", from}});
}

/// What is said of some of the data only: once for those of which the same is said.
Blocks ofSomeData(const Context& context, const Use& use) {
  const Words& words = context.words;
  struct Told {
    const std::vector<Clause>* block;
    Phrases data;
    std::vector<Source> sources;
    Blocks said;
  };
  std::vector<Told> all;
  for (const Group& group : use.groups)
    for (const Datum& datum : group.data) {
      const std::vector<Clause>& block = datum.entry->block;
      Blocks said = ownTexts(context, block, use.activity);
      sayClauses(context, block, use.activity, said, true);
      for (const Clause& clause : block)
        if (clause.word == Word::source) said.push_back(paragraph(sourceOfSome(context, clause, use.activity)));
      if (said.empty()) continue;
      const Source source{use.activity, datum.entry->span};
      const auto like = std::ranges::find_if(all, [&](const Told& told) { return askAlike(*told.block, block); });
      if (like == all.end()) {
        all.push_back({&block, {words.label(datum.entry->decl)}, {source}, std::move(said)});
        continue;
      }
      like->data.push_back(words.label(datum.entry->decl));
      like->sources = merge(std::move(like->sources), {source});
      for (std::size_t i = 0; i < said.size(); ++i)
        for (std::size_t j = 0; j < said[i].sentences.size(); ++j) {
          Sentence& sentence = like->said[i].sentences[j];
          sentence.sources = merge(std::move(sentence.sources), said[i].sentences[j].sources);
          for (Fact& fact : said[i].sentences[j].facts)
            if (std::ranges::find(sentence.facts, fact) == sentence.facts.end())
              sentence.facts.push_back(std::move(fact));
        }
    }
  Blocks out;
  for (Told& told : all) {
    Block box;
    box.kind = BlockKind::Pairs;
    Row row;
    row.cells.push_back(cell(words.say("story.datum", {{"datum", words.list(told.data)}}, std::move(told.sources))));
    row.cells.push_back(std::move(told.said));
    box.rows.push_back(std::move(row));
    out.push_back(std::move(box));
  }
  return out;
}

}  // namespace

Blocks narrative(const Context& context, const Use& use) {
  const Words& words = context.words;
  const Model& model = context.model;
  const Decl& decl = model[use.activity];
  Blocks out = ownTexts(context, decl.clauses, use.activity);

  Sentences people;
  const model::Clauses subjects = grants::effective(model, use.activity, nullptr, Word::subjects);
  const model::Clauses applies = model.clauses(use.activity, Word::applies);
  // Who and when, in one sentence where that is all there is to say of it.
  const Phrase only_when = onlyWhen(context, use.activity, applies);
  const bool together = !only_when.empty() && subjects.size() == 1 && model::named(subjects.front()->value).size() == 1;
  for (const Clause* clause : subjects) {
    const Source source = sourceOf(model, use.activity, *clause);
    if (together) {
      people.push_back(
          words.say("story.subjects_when", {{"who", valuePhrase(context, *clause, source)}, {"when", only_when}}));
      continue;
    }
    people.push_back(isEverybody(context, *clause)
                         ? words.say("story.everybody", {{"who", valuePhrase(context, *clause, source)}})
                         : concerns(context, *clause, source));
  }
  for (const Clause* clause : applies) {
    if (together) break;
    const Source source{use.activity, clause->span};
    sayWhen(context, *clause, source, people);
    if (const Phrase note = words.own(clause->texts, source); !note.empty()) people.push_back(words.sentence(note));
  }
  if (!people.empty()) out.push_back(paragraph(std::move(people)));

  // In the table an interest stands for its basis, if that has no words of its own.
  const bool in_table = std::ranges::any_of(use.groups, [&](const Group& group) {
    return std::ranges::any_of(group.bases, [&](const Clause* clause) {
      return !context.general.contains(clause) &&
             std::ranges::any_of(model::named(clause->value), [&](DeclId id) { return standsForInterest(model, id); });
    });
  });
  for (const Clause* clause : in_table ? model::Clauses() : interestsOf(model, use.activity))
    out.push_back(paragraph(
        {words.say("story.interest"), words.sentence(words.own(clause->texts, {use.activity, clause->span}))}));
  sayClauses(context, decl.clauses, use.activity, out);

  for (Block& block : ofSomeData(context, use)) out.push_back(std::move(block));
  return out;
}

}  // namespace vern::statement
