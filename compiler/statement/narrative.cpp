// The story of an activity: what the table does not say. Whom it is about, when it happens, what follows if data are
// not given, and what the policy tells in its own words.
#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

/// The message `prefix.choice` for each choice of `clause`, or the choice's own label in `prefix.other`.
void sayChoices(const Context& context, std::string_view prefix, const Clause& clause, Source source, Sentences& out) {
  const Words& words = context.words;
  for (const DeclId choice : model::named(clause.value)) {
    const std::string_view name = context.model[choice].name;
    const std::string key = std::string(prefix) + "." + std::string(name.substr(name.rfind('.') + 1));
    const Source of{choice, context.model[choice].span};
    if (words.has(key)) out.push_back(words.say(key, {}, {source, of}));
    else out.push_back(words.say(std::string(prefix) + ".other", {{"what", words.label(choice)}}, {source}));
  }
}

void sayList(const Context& context, std::string_view key, const std::vector<Clause>& clauses, Word word, DeclId of,
             Sentences& out) {
  for (const Clause& clause : clauses) {
    if (clause.word != word) continue;
    const Source source{of, clause.span};
    if (clause.value.stated == model::Stated::None && !context.words.has(std::string(key) + "_none")) continue;
    if (clause.value.stated == model::Stated::None) {
      out.push_back(context.words.say(std::string(key) + "_none", {}, {source}));
      continue;
    }
    out.push_back(context.words.say(key, {{"what", valuePhrase(context, clause, source)}}));
  }
}

/// What holds for an activity, or for one of its data.
void sayClauses(const Context& context, const std::vector<Clause>& clauses, DeclId of, Blocks& out) {
  const Words& words = context.words;
  Sentences giving;
  for (const Clause& clause : clauses) {
    if (clause.word != Word::provide) continue;
    const Source source{of, clause.span};
    sayChoices(context, "provide", clause, source, giving);
    const auto otherwise = [&](const std::vector<Clause>& block) {
      for (const Clause& inner : block)
        if (inner.word == Word::otherwise) giving.push_back(words.sentence(words.own(inner.texts, {of, inner.span})));
    };
    otherwise(clause.block);
    for (const model::Entry& entry : clause.value.entries) otherwise(entry.block);
    if (const Phrase note = words.own(clause.texts, source); !note.empty()) giving.push_back(words.sentence(note));
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
      for (const DeclId activity : model::named(clause.value)) from.push_back(activityLink(context, activity));
      if (!from.empty()) more.push_back(words.say("story.reuses", {{"what", words.list(from)}}, {source}));
    }
    if (clause.word == Word::form) sayChoices(context, "form", clause, source, more);
    if (clause.word == Word::history) sayChoices(context, "history", clause, source, more);
    if (clause.word == Word::device || clause.word == Word::message) {
      const std::string_view key = clause.word == Word::device ? "story.device" : "story.message";
      for (const DeclId basis : model::named(clause.value))
        more.push_back(words.say(key, {{"basis", words.label(basis)}}, {source}));
    }
    if (clause.word == Word::cites) {
      Phrases laws;
      for (const DeclId law : model::named(clause.value)) laws.push_back(words.law(law));
      if (!laws.empty()) more.push_back(words.say("story.cites", {{"laws", words.list(laws)}}, {source}));
    }
  }
  sayList(context, "story.relinked", clauses, Word::relinked, of, more);
  sayList(context, "story.located", clauses, Word::located, of, more);
  sayList(context, "story.measures", clauses, Word::measures, of, more);
  if (!more.empty()) out.push_back(paragraph(std::move(more)));
}

}  // namespace

Blocks narrative(const Context& context, const Use& use) {
  const Words& words = context.words;
  const Model& model = context.model;
  const Decl& decl = model[use.activity];
  Blocks out = ownTexts(context, decl.clauses, use.activity);

  Sentences people;
  for (const Clause* clause : model.clauses(use.activity, Word::subjects)) {
    const Source source{use.activity, clause->span};
    people.push_back(words.say("story.subjects", {{"who", valuePhrase(context, *clause, source)}}));
  }
  for (const Clause* clause : model.clauses(use.activity, Word::applies)) {
    const Source source{use.activity, clause->span};
    if (const Phrase when = words.when(clause->joins, source); !when.empty())
      people.push_back(words.say("story.applies", {{"when", when}}));
    if (const Phrase note = words.own(clause->texts, source); !note.empty()) people.push_back(words.sentence(note));
  }
  if (!people.empty()) out.push_back(paragraph(std::move(people)));

  for (const Clause* clause : model.clauses(use.activity, Word::interest))
    out.push_back(paragraph(
        {words.say("story.interest"), words.sentence(words.own(clause->texts, {use.activity, clause->span}))}));
  sayClauses(context, decl.clauses, use.activity, out);

  // What is said of one datum only.
  for (const Group& group : use.groups)
    for (const Datum& datum : group.data) {
      Blocks said = ownTexts(context, datum.entry->block, use.activity);
      sayClauses(context, datum.entry->block, use.activity, said);
      for (const Clause& clause : datum.entry->block)
        if (clause.word == Word::source)
          said.push_back(paragraph(
              words.say("story.source", {{"from", sourcePhrase(context, clause, {use.activity, clause.span})}})));
      if (said.empty()) continue;
      said.insert(said.begin(), paragraph(words.say("story.datum", {{"datum", words.label(datum.entry->decl)}},
                                                    {{use.activity, datum.entry->span}})));
      Block box;
      box.kind = BlockKind::Pairs;
      Row row;
      row.cells.push_back({said.front()});
      row.cells.push_back({said.begin() + 1, said.end()});
      box.rows.push_back(std::move(row));
      out.push_back(std::move(box));
    }
  return out;
}

}  // namespace vern::statement
