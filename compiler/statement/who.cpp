// Who is responsible, whom to write to, and what the statement covers.
#include <algorithm>

#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

constexpr Word ContactWords[] = {Word::email, Word::phone, Word::web, Word::post_address, Word::visit_address};

Block pairs() {
  Block out;
  out.kind = BlockKind::Pairs;
  return out;
}

void addRow(Block& block, Sentence term, Blocks what) {
  if (what.empty()) return;
  Row row;
  row.cells.push_back(cell(std::move(term)));
  row.cells.push_back(std::move(what));
  block.rows.push_back(std::move(row));
}

Phrase withNote(const Words& words, Phrase what, const Clause& clause, Source source) {
  const Phrase note = words.own(clause.texts, source);
  return note.empty() ? what : words.phrase("value.comma", {{"what", what}, {"note", note}});
}

/// A clause of a contact point or a controller: each text as `make` shows it, or what else is said.
template <class Make>
Sentences shown(const Context& context, DeclId of, Word word, Make make) {
  const Words& words = context.words;
  Sentences out;
  for (const Clause* clause : context.model.clauses(of, word)) {
    const Source source{of, clause->span};
    if (clause->value.kind != model::ValueKind::Strings) {
      if (!clause->texts.empty() || clause->value.stated != model::Stated::Value)
        out.push_back(words.heading(valuePhrase(context, *clause, source)));
      continue;
    }
    for (const std::string& text : clause->value.strings)
      out.push_back(words.heading(withNote(words, make(text, source), *clause, source)));
  }
  return out;
}

void addReach(const Context& context, DeclId of, Block& rows) {
  const Words& words = context.words;
  const auto asText = [&](const std::string& text, Source source) { return words.quoted(text, source); };
  const auto asEmail = [&](const std::string& text, Source source) { return words.email(text, source); };
  const auto asPhone = [&](const std::string& text, Source source) { return words.telephone(text, source); };
  const auto asWeb = [&](const std::string& text, Source source) { return words.web(text, source); };
  addRow(rows, words.say("row.address"), cell(shown(context, of, Word::address, asText)));
  addRow(rows, words.say("row.visit_address"), cell(shown(context, of, Word::visit_address, asText)));
  addRow(rows, words.say("row.post_address"), cell(shown(context, of, Word::post_address, asText)));
  addRow(rows, words.say("row.email"), cell(shown(context, of, Word::email, asEmail)));
  addRow(rows, words.say("row.phone"), cell(shown(context, of, Word::phone, asPhone)));
  addRow(rows, words.say("row.web"), cell(shown(context, of, Word::web, asWeb)));
}

Blocks controllerBlocks(const Context& context, DeclId id) {
  const Words& words = context.words;
  const Model& model = context.model;
  Block rows = pairs();
  const auto texts = [&](Word word) {
    return shown(context, id, word, [&](const std::string& text, Source source) { return words.quoted(text, source); });
  };
  addRow(rows, words.say("row.name"), cell(texts(Word::name)));
  Sentences brands = texts(Word::brand);
  const auto count = static_cast<std::int64_t>(brands.size());
  const std::vector<Source> called = brands.empty() ? std::vector<Source>() : brands.front().sources;
  addRow(rows, words.say("row.brand", {{"n", count}}, called), cell(std::move(brands)));
  addRow(rows, words.say("row.org_number"), cell(texts(Word::org_number)));
  const auto named = [&](Word word, std::string_view key) {
    Sentences out;
    for (const Clause* clause : model.clauses(id, word))
      out.push_back(words.heading(valuePhrase(context, *clause, {id, clause->span})));
    addRow(rows, words.say(key), cell(std::move(out)));
  };
  named(Word::kind, "row.kind");
  named(Word::sector, "row.sector");
  addRow(rows, words.say("row.led_by"), cell(texts(Word::led_by)));
  Sentences daily;
  for (const Clause* clause : model.clauses(id, Word::delegates))
    if (const Phrase text = words.own(clause->texts, {id, clause->span}); !text.empty())
      daily.push_back(words.heading(text));
  addRow(rows, words.say("row.delegates"), cell(std::move(daily)));
  named(Word::country, "row.country");
  addReach(context, id, rows);
  named(Word::role, "row.role");
  named(Word::arrangement, "row.arrangement");
  for (const Clause* clause : model.clauses(id, Word::representative)) {
    const Source source{id, clause->span};
    Sentences who;
    for (const std::string& text : clause->value.strings) who.push_back(words.heading(words.quoted(text, source)));
    for (const DeclId entry : model::named(clause->value)) {
      Phrase one = model[entry].kind == Kind::Contact ? contactPhrase(context, entry) : words.label(entry);
      who.push_back(words.heading(withSource(withSource(std::move(one), source), {entry, model[entry].span})));
    }
    addRow(rows, words.say("row.representative"), cell(std::move(who)));
  }
  Blocks out;
  if (!rows.rows.empty()) out.push_back(std::move(rows));
  for (Block& block : ownTexts(context, model[id].clauses, id)) out.push_back(std::move(block));
  return out;
}

/// "Data protection officer": who it is, that there is none, or only what the policy calls its contact.
Blocks officer(const Context& context, DeclId dpo) {
  const Words& words = context.words;
  const Model& model = context.model;
  const Decl& decl = model[dpo];
  const Source source{dpo, decl.name_span};
  const bool none = decl.name == "none";
  const bool unclear = decl.name == "unclear" || model::isStateWord(decl.name);
  Blocks out;
  Sentences first;
  Phrases called;
  for (const Clause* clause : model.clauses(dpo, Word::called))
    if (Phrase one = words.own(clause->texts, {dpo, clause->span}); !one.empty())
      called.push_back(words.phrase("value.title", {{"what", std::move(one)}}));
  if (none) first.push_back(words.say("dpo.none", {}, {source}));
  // Behind `none` and `unclear` a text is no name of anybody.
  if ((none || unclear) && !decl.texts.empty()) first.push_back(words.sentence(words.own(decl.texts, source)));
  if (!called.empty()) first.push_back(words.say("dpo.called", {{"names", words.list(called)}}, {source}));
  if (!none && !unclear) {
    if (!decl.texts.empty()) first.push_back(words.say("dpo.is", {{"who", words.own(decl.texts, source)}}));
    else if (called.empty()) first.push_back(words.say("dpo.exists", {}, {source}));
  }
  if (!first.empty()) out.push_back(paragraph(std::move(first)));
  for (Block& block : ownTexts(context, decl.clauses, dpo)) out.push_back(std::move(block));
  for (const Clause* clause : model.clauses(dpo, Word::contact)) {
    Phrases where;
    for (const DeclId contact : model::named(clause->value)) where.push_back(contactPhrase(context, contact));
    // The only contact point stands above already.
    const bool told = model.own(Kind::Contact).size() == 1 && model::named(clause->value) == model.own(Kind::Contact);
    if (!where.empty())
      out.push_back(paragraph(
          words.say(told ? "dpo.contact_told" : "dpo.contact", {{"where", words.list(where)}}, {{dpo, clause->span}})));
  }
  if (out.empty()) return out;
  return {section("officer", words.say(none || unclear ? "section.privacy_contact" : "section.officer", {}, {source}),
                  std::move(out))};
}

/// What a contact point is for; "general enquiries" beside other topics are anything else, and come last.
Phrases topicsOf(const Context& context, DeclId contact) {
  const Words& words = context.words;
  Phrases topics;
  Phrases general;
  std::vector<Source> rest;
  for (const Clause* clause : context.model.clauses(contact, Word::handles)) {
    const Source source{contact, clause->span};
    for (const model::Entry& entry : clause->value.entries) {
      const bool any = entry.decl && !entry.negated && context.model[entry.decl].name == "topic.general";
      if (any) rest = merge(std::move(rest), {source, {entry.decl, context.model[entry.decl].span}});
      if (Phrase topic = words.label(entry, source); !topic.empty())
        (any ? general : topics).push_back(std::move(topic));
    }
  }
  if (topics.empty()) return general;
  if (!rest.empty()) topics.push_back(words.phrase("contact.anything_else", {}, std::move(rest)));
  return topics;
}

}  // namespace

bool isReachable(const Context& context, DeclId contact) {
  const Model& model = context.model;
  return !model[contact].texts.empty() ||
         std::ranges::any_of(ContactWords, [&](Word word) { return model.clause(contact, word) != nullptr; });
}

Phrase contactPhrase(const Context& context, DeclId contact) {
  const Words& words = context.words;
  const Model& model = context.model;
  if (model[contact].kind != Kind::Contact) return words.label(contact);
  for (const Word word : ContactWords) {
    const Clause* clause = model.clause(contact, word);
    if (clause == nullptr || clause->value.strings.empty()) continue;
    const Source source{contact, clause->span};
    const std::string& text = clause->value.strings.front();
    switch (word) {
      case Word::email: return words.email(text, source);
      case Word::phone: return words.telephone(text, source);
      case Word::web: return words.web(text, source);
      default: return words.quoted(text, source);
    }
  }
  if (model[contact].texts.empty()) return words.phrase("noname.address", {}, {{contact, model[contact].span}});
  return words.label(contact);
}

std::vector<Source> unnamed(const Context& context) {
  std::vector<Source> out;
  for (const DeclId id : context.model.own(Kind::Controller)) out.push_back({id, context.model[id].span});
  return out;
}

Phrase controllers(const Context& context) {
  Phrases names;
  for (const DeclId id : context.model.own(Kind::Controller)) {
    const Clause* name = context.model.clause(id, Word::name);
    if (name == nullptr && context.model[id].texts.empty()) name = context.model.clause(id, Word::brand);
    if (name != nullptr && !name->value.strings.empty())
      names.push_back(context.words.quoted(name->value.strings.front(), {id, name->span}));
    else if (!context.model[id].texts.empty()) names.push_back(context.words.label(id));
  }
  return names.empty() ? Phrase() : context.words.list(names);
}

Blocks reach(const Context& context, DeclId id) {
  Block rows = pairs();
  addReach(context, id, rows);
  Blocks out;
  if (!rows.rows.empty()) out.push_back(std::move(rows));
  return out;
}

Blocks contactPoint(const Context& context, DeclId contact) {
  Blocks out = reach(context, contact);
  for (Block& block : ownTexts(context, context.model[contact].clauses, contact)) out.push_back(std::move(block));
  return out;
}

Blocks responsible(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  Blocks out;
  const auto& all = model.own(Kind::Controller);
  const DeclId policy = model.only(Kind::Policy);
  if (!all.empty()) {
    const Clause* role = model.clause(policy, Word::role);
    bool processor = false;
    std::vector<Source> sources;
    if (role != nullptr) {
      sources.push_back({policy, role->span});
      for (const DeclId id : model::named(role->value))
        processor = processor || model[id].name == "policy_role.processor";
    }
    const std::string_view key = processor        ? "responsible.processor"
                                 : all.size() > 1 ? "responsible.joint"
                                                  : "responsible.one";
    const Phrase who = controllers(context);
    if (who.empty()) out.push_back(paragraph(words.say("responsible.nobody", {}, merge(unnamed(context), sources))));
    else out.push_back(paragraph(words.say(key, {{"who", who}}, sources)));
  }
  for (const DeclId id : all)
    for (Block& block : controllerBlocks(context, id)) out.push_back(std::move(block));

  Blocks points;
  for (const DeclId id : model.own(Kind::Contact)) {
    Phrases topics = topicsOf(context, id);
    Blocks how = contactPoint(context, id);
    if (how.empty() && topics.empty()) continue;
    for (const Clause* clause : model.clauses(id, Word::handles))
      if (clause->value.stated != model::Stated::Value)
        how.push_back(paragraph(words.say("contact.unclear", {}, {{id, clause->span}})));
    if (how.empty()) how.push_back(paragraph(words.say("contact.missing", {}, {{id, model[id].span}})));
    // What the policy calls it comes first. A long list of topics is no heading; it is told below one.
    constexpr std::size_t MostInHeading = 4;
    const Phrase name = model[id].texts.empty() ? Phrase() : words.label(id);
    if (topics.size() > MostInHeading || (!topics.empty() && !name.empty())) {
      how.insert(how.begin(), paragraph(words.say("contact.about", {{"topics", words.list(topics)}})));
      topics.clear();
    }
    Sentence heading = !topics.empty() ? words.heading(words.list(topics))
                       : !name.empty() ? words.heading(name)
                                       : words.say("contact.other", {}, {{id, model[id].span}});
    for (const DeclId controller : all)
      for (const Clause* clause : model.clauses(controller, Word::contact))
        for (const DeclId point : model::named(clause->value))
          if (point == id)
            heading.sources = merge(std::move(heading.sources), {{controller, clause->span}, {id, model[id].span}});
    points.push_back(section("contact-" + slug(model[id].name), std::move(heading), std::move(how)));
  }
  if (!points.empty()) out.push_back(section("contact", words.say("section.contact"), std::move(points)));
  if (const DeclId dpo = model.only(Kind::Dpo))
    for (Block& block : officer(context, dpo)) out.push_back(std::move(block));
  return out;
}

}  // namespace vern::statement
