// What clauses say, in words: names and states of knowledge, bases with their articles, ways to do something.
#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

std::string_view strengthWord(model::Strength strength) {
  switch (strength) {
    case model::Strength::May: return "may";
    case model::Strength::Sometimes: return "sometimes";
    case model::Strength::Usually: return "usually";
    case model::Strength::AimsTo: return "aims_to";
    case model::Strength::None:
    case model::Strength::Does: return "does";
  }
  return "does";
}

}  // namespace

Phrase withStrength(const Words& words, std::string_view key, model::Strength strength, Phrase what) {
  const std::string_view word = strengthWord(strength);
  if (word == "does") return what;
  return words.phrase(key, {{"strength", word}, {"what", std::move(what)}});
}

Phrase valuePhrase(const Context& context, const Clause& clause, Source source) {
  const Words& words = context.words;
  const Phrase note = words.own(clause.texts, source);
  Phrase out;
  switch (clause.value.stated) {
    case model::Stated::None: out = words.phrase("stated.none", {}, {source}); break;
    case model::Stated::Silent:
    case model::Stated::Vague:
      if (!note.empty()) return note;
      return words.phrase("stated.vague", {}, {source});
    case model::Stated::Elsewhere: {
      const std::string_view address = clause.value.strings.empty() ? std::string_view() : clause.value.strings.front();
      const Phrase where = note.empty() ? words.web(address, source) : words.link(note, address);
      return words.phrase("stated.elsewhere", {{"where", where}}, {source});
    }
    case model::Stated::Value: out = words.names(clause.value, source); break;
  }
  if (out.empty()) return note;
  out = withStrength(words, "strength.what", clause.strength, std::move(out));
  if (!note.empty()) out = words.phrase("value.note", {{"what", out}, {"note", note}});
  return out;
}

Phrase articlePhrase(const Context& context, DeclId basis) {
  const Words& words = context.words;
  const Clause* article = context.model.inherited(basis, Word::article);
  if (article == nullptr || article->value.strings.empty()) return {};
  const Clause* letter = context.model.inherited(basis, Word::letter);
  const std::string& number = article->value.strings.front();
  const Source source{basis, context.model[basis].span};
  if (letter == nullptr || letter->value.strings.empty()) {
    if (number.find('(') != std::string::npos) return {};
    return words.phrase("article.whole", {{"number", words.quoted(number, source)}});
  }
  const std::size_t open = number.find('(');
  return words.phrase("article.letter",
                      {{"number", words.quoted(number.substr(0, open), source)},
                       {"paragraph", words.quoted(number.substr(open + 1, number.find(')') - open - 1), source)},
                       {"letter", words.quoted(letter->value.strings.front(), source)}});
}

Phrase basisPhrase(const Context& context, DeclId basis, const Clause* clause, Source source) {
  const Words& words = context.words;
  const Model& model = context.model;
  Phrase out = words.label(basis);
  if (hasStory(model, basis))
    for (Run& run : out.runs) run.href = "#basis-" + slug(model[basis].name);
  out.sources = merge(std::move(out.sources), {source});
  const auto addJoins = [&](const std::vector<model::Join>& joins, Source where) {
    for (const model::Join& join : joins) {
      if (join.word == "with")
        for (const DeclId who : model::named(join.value))
          out = words.phrase("basis.with", {{"basis", out}, {"who", words.actor(who)}}, {where});
      if (join.word == "under")
        for (const DeclId law : model::named(join.value))
          out = words.phrase("basis.under", {{"basis", out}, {"law", words.law(law)}}, {where});
    }
  };
  addJoins(model[basis].joins, {basis, model[basis].span});
  if (clause != nullptr) addJoins(clause->joins, source);
  const Phrase article = articlePhrase(context, basis);
  if (article.empty()) return out;
  const bool own = !model[basis].standard;
  const bool interest = grants::basisKind(model, basis) == grants::BasisKind::LegitimateInterests;
  // The interest itself comes first, and then what the law calls it.
  return words.phrase(own && interest ? "basis.interest" : "basis.article", {{"basis", out}, {"article", article}});
}

Phrase waysPhrase(const Context& context, const model::Value& value, Source source) {
  const Words& words = context.words;
  Phrases ways;
  for (const model::Entry& entry : value.entries) {
    if (!entry.decl) continue;
    switch (context.model[entry.decl].kind) {
      case Kind::Contact:
        ways.push_back(words.phrase("way.contact", {{"address", contactPhrase(context, entry.decl)}}, {source}));
        break;
      case Kind::Choice:
        ways.push_back(words.phrase("way.choice", {{"what", words.label(entry.decl)}}, {source}));
        break;
      case Kind::Right: break;
      default: ways.push_back(words.phrase("way.channel", {{"what", words.actor(entry.decl)}}, {source}));
    }
  }
  if (ways.empty()) return {};
  return words.list(ways, value.link == model::Link::And ? ListKind::And : ListKind::Or);
}

Sentences seeAlso(const Context& context, const std::vector<Clause>& clauses, DeclId of) {
  const Words& words = context.words;
  Sentences out;
  for (const Clause& clause : clauses) {
    if (clause.word != Word::see || clause.value.strings.empty()) continue;
    const Source source{of, clause.span};
    const std::string& address = clause.value.strings.front();
    Phrase label = words.own(clause.texts, source);
    if (label.empty()) label = words.web(address, source);
    else label = words.link(std::move(label), address);
    out.push_back(words.say("see.more", {{"where", label}}));
  }
  return out;
}

Blocks ownTexts(const Context& context, const std::vector<Clause>& clauses, DeclId of) {
  Blocks out;
  for (const Clause& clause : clauses)
    if (clause.word == Word::text)
      if (Phrase text = context.words.own(clause.texts, {of, clause.span}); !text.empty())
        out.push_back(paragraph(context.words.sentence(std::move(text))));
  if (Sentences more = seeAlso(context, clauses, of); !more.empty()) out.push_back(paragraph(std::move(more)));
  return out;
}

}  // namespace vern::statement
