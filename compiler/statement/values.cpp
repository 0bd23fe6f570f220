// What clauses say, in words: names and states of knowledge, bases with their articles, ways to do something.
#include <algorithm>

#include "compiler/statement/from_model.h"
#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

std::string_view limitWord(model::JoinLimit limit) {
  switch (limit) {
    case model::JoinLimit::Only: return "only";
    case model::JoinLimit::Except: return "except";
    case model::JoinLimit::Plain: return "plain";
  }
  return "plain";
}

/// A value that names nothing declared: `lifetime none`, `lifetime session`.
Phrase plainWord(const Words& words, const model::Value& value, Source source) {
  for (const model::Entry& entry : value.entries) {
    if (entry.decl) return {};
    if (entry.written == "none") return words.phrase("stated.none", {}, {source});
    if (model::isStateWord(entry.written)) return words.phrase("stated.vague", {}, {source});
    if (const std::string key = "word." + std::string(entry.written); words.has(key))
      return words.phrase(key, {}, {source});
  }
  return {};
}

}  // namespace

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

namespace {

bool isActor(Kind kind) {
  return kind == Kind::Party || kind == Kind::Recipient || kind == Kind::Subject || kind == Kind::Controller;
}

}  // namespace

Phrase withSource(Phrase phrase, Source source) {
  phrase.sources = merge(std::move(phrase.sources), {source});
  return phrase;
}

Phrase joinPhrase(const Context& context, const model::Join& join, Source source) {
  const Words& words = context.words;
  const std::string_view limit = limitWord(join.limit);
  if (join.bound) {
    Clause clause;
    clause.span = join.span;
    clause.window.push_back(*join.bound);
    return words.phrase("join.time", {{"limit", limit}, {"time", words.window(clause, source.decl)}}, {source});
  }
  if (join.value.kind == model::ValueKind::Duration) {
    const bool often = join.word == "every";
    const Phrase time = often ? words.every(join.value.duration, join.value.span, source)
                              : words.duration(join.value.duration, join.value.span, source);
    return words.phrase(often ? "join.every" : "join.within", {{"limit", limit}, {"what", time}}, {source});
  }
  const Kind of = context.model[source.decl].kind;
  if (const std::vector<DeclId> who = model::named(join.value);
      join.word == "by" && (of == Kind::Promise || of == Kind::Claim) && !who.empty() &&
      std::ranges::all_of(who, [&](DeclId id) { return isActor(context.model[id].kind); })) {
    // Who does it is no way to do it.
    Phrases all;
    for (const DeclId id : who) all.push_back(join.limit == model::JoinLimit::Only ? words.doer(id) : words.actor(id));
    return words.phrase("join.done_by", {{"limit", limit}, {"what", words.list(all, ListKind::Or)}}, {source});
  }
  if (join.word == "through" || join.word == "by") {
    const Phrase ways = waysPhrase(context, join.value, source);
    if (!ways.empty()) return words.phrase("join.by", {{"limit", limit}, {"what", ways}}, {source});
  }
  if (const DeclId not_this = exceptionOf(join))
    return words.phrase("join.unless", {{"what", words.condition(not_this, false)}}, {source});
  Phrases all;
  bool purposes = false;
  const bool conditions = join.word == "when";
  for (const model::Entry& entry : join.value.entries) {
    if (!entry.decl) {
      if (entry.written == "purpose") all.push_back(words.phrase("join.any_purpose", {}, {source}));
      continue;
    }
    const Kind kind = context.model[entry.decl].kind;
    purposes = purposes || kind == Kind::Purpose;
    Phrase one = conditions                                   ? words.condition(entry.decl, entry.negated)
                 : kind == Kind::Basis                        ? basisPhrase(context, entry.decl, nullptr, source)
                 : kind == Kind::Law || kind == Kind::Section ? words.law(entry.decl)
                                                              : words.actor(entry.decl);
    if (entry.negated && !conditions) one = words.phrase("list.not", {{"what", one}});
    all.push_back(std::move(one));
  }
  if (all.empty()) return {};
  const bool any = join.value.link == model::Link::Or || (conditions && join.value.link == model::Link::Comma);
  Phrase what = words.list(all, any ? ListKind::Or : ListKind::And);
  if (join.value.open) what = words.phrase("list.open", {{"list", what}});
  std::string key = "join." + std::string(join.word);
  if (join.word == "for" && !purposes) key = "join.for_whom";
  if (join.word == "of" && context.model[source.decl].kind == Kind::Security) key = "join.for_whom";
  if (!words.has(key)) key = "join.as_to";
  return words.phrase(key, {{"limit", limit}, {"what", what}}, {source});
}

Phrase joined(const Context& context, Phrase first, const Clause& clause, Source source,
              std::initializer_list<std::string_view> but) {
  bool after_clause = false;  // a comma ends "when the change is major" and "before it is published"
  for (const model::Join& join : clause.joins) {
    if (std::find(but.begin(), but.end(), join.word) != but.end()) continue;
    if (Phrase more = joinPhrase(context, join, source); !more.empty())
      first =
          context.words.phrase(after_clause ? "join.after_clause" : "join.joined", {{"first", first}, {"more", more}});
    after_clause = join.word == "when" || join.word == "before";
  }
  return first;
}

std::vector<const std::vector<Clause>*> blocksOf(const Clause& clause) {
  std::vector<const std::vector<Clause>*> out{&clause.block};
  for (const model::Entry& entry : clause.value.entries) out.push_back(&entry.block);
  return out;
}

Phrase withStrength(const Words& words, std::string_view key, model::Strength strength, Phrase what) {
  const std::string_view word = strengthWord(strength);
  if (word == "does") return what;
  return words.phrase(key, {{"strength", word}, {"what", std::move(what)}});
}

Phrase inBrackets(Phrase note) {
  if (!note.empty() && note.runs.back().text.ends_with('.')) note.runs.back().text.pop_back();
  return note;
}

Phrase listUnder(const Words& words, model::Strength strength, bool open, Phrase list) {
  if (!open) return withStrength(words, "strength.what", strength, std::move(list));
  if (strengthWord(strength) == "does") return words.phrase("list.open", {{"list", list}});
  return withStrength(words, "strength.open", strength, std::move(list));  // one reservation, not two
}

Phrase timeUnder(const Words& words, const Clause& clause, Phrase time) {
  const bool length = !clause.window.empty() && clause.window.front().term.kind == model::TermKind::After;
  time = withStrength(words, length ? "strength.length" : "strength.time", clause.strength, std::move(time));
  const model::Join* meant = clause.join("for");
  if (meant == nullptr || meant->value.entries.empty()) return time;
  Phrases purposes;
  for (const DeclId id : model::named(meant->value)) purposes.push_back(words.actor(id));
  return purposes.empty()
             ? time
             : words.phrase("window.for_purpose", {{"time", time}, {"what", words.list(purposes, ListKind::Or)}});
}

model::Clauses casesFirst(model::Clauses retains) {
  std::ranges::stable_partition(retains, [](const Clause* one) { return one->join("when") != nullptr; });
  return retains;
}

Phrase timeAmong(const Words& words, const Clause& clause, DeclId of, const model::Clauses& retains) {
  const Source source{of, clause.span};
  const bool plain = std::none_of(clause.joins.begin(), clause.joins.end(),
                                  [](const model::Join& join) { return static_cast<bool>(exceptionOf(join)); });
  const Phrase when = plain ? words.when(clause.joins, source) : Phrase();
  Phrase time = timeUnder(words, clause, words.window(clause, of, !plain));
  if (!when.empty()) return words.phrase("window.in_case", {{"when", when}, {"time", time}});
  // A time with `when` stands instead of those without (docs/language/windows.md).
  const auto isCase = [](const Clause* one) { return one->join("when") != nullptr; };
  if (isCase(&clause) || std::none_of(retains.begin(), retains.end(), isCase)) return time;
  return words.phrase("window.otherwise", {{"time", time}});
}

Phrase valuePhrase(const Context& context, const Clause& clause, Source source, bool with_strength) {
  const Words& words = context.words;
  Phrase note = words.own(clause.texts, source);
  // `balancing vague en "in March 2026"`: the words of the text are all that is said.
  const auto& entries = clause.value.entries;
  if (!note.empty() && entries.size() == 1 && !entries.front().decl && model::isStateWord(entries.front().written) &&
      entries.front().written != "none")
    return note;
  if (clause.value.stated == model::Stated::Value || clause.value.stated == model::Stated::None)
    note = inBrackets(std::move(note));
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
    case model::Stated::Value:
      if (with_strength && clause.value.open) {
        model::Value closed = clause.value;
        closed.open = false;
        if (const Phrase list = words.names(closed, source); !list.empty())
          out = listUnder(words, clause.strength, true, list);
        if (!out.empty()) {
          if (!note.empty()) out = words.phrase("value.note", {{"what", out}, {"note", note}});
          return out;
        }
      }
      out = words.names(clause.value, source);
      if (out.empty()) out = plainWord(words, clause.value, source);
      for (const std::string& text : clause.value.strings)
        if (out.empty()) out = words.quoted(text, source);
      break;
  }
  if (out.empty()) return note;
  if (with_strength) out = withStrength(words, "strength.what", clause.strength, std::move(out));
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
  const bool own = !model[basis].standard;
  const grants::BasisKind kind = grants::basisKind(model, basis);
  Phrase with_whom;
  const auto addJoins = [&](const std::vector<model::Join>& joins, Source where) {
    for (const model::Join& join : joins) {
      for (const DeclId who : join.word == "with" ? model::named(join.value) : std::vector<DeclId>()) {
        if (own && kind == grants::BasisKind::Contract) with_whom = withSource(words.actor(who), where);
        else if (model[basis].name == "contract.steps_before")
          out = words.phrase("basis.steps_before", {{"who", words.actor(who)}}, merge(out.sources, {where}));
        else out = words.phrase("basis.with", {{"basis", out}, {"who", words.actor(who)}}, {where});
      }
      if (join.word != "under") continue;
      if (const Phrase laws = words.laws(model::named(join.value)); !laws.empty())
        out = words.phrase("basis.under", {{"basis", out}, {"law", laws}}, {where});
    }
  };
  addJoins(model[basis].joins, {basis, model[basis].span});
  if (clause != nullptr) addJoins(clause->joins, source);
  const Phrase article = articlePhrase(context, basis);
  if (article.empty()) return out;
  if (!with_whom.empty()) {
    DeclId standard = basis;
    while (!model[standard].standard && model[standard].parent) standard = model[standard].parent;
    return words.phrase(model[standard].name == "contract.steps_before" ? "basis.before_agreement" : "basis.agreement",
                        {{"basis", out}, {"who", with_whom}, {"article", article}});
  }
  const bool interest = kind == grants::BasisKind::LegitimateInterests;
  // The interest itself comes first, and then what the law calls it.
  const bool duty = kind == grants::BasisKind::LegalObligation;
  return words.phrase(!own       ? "basis.article"
                      : interest ? "basis.interest"
                      : duty     ? "basis.duty"
                                 : "basis.article",
                      {{"basis", out}, {"article", article}});
}

Phrase channelPhrase(const Context& context, DeclId channel) {
  Phrase out = context.words.label(channel);
  const Clause* web = context.model.clause(channel, Word::web);
  if (web == nullptr || web->value.strings.empty()) return out;
  const Phrase address = context.words.web(web->value.strings.front(), {channel, web->span});
  if (address.runs.empty() || address.runs.front().href.empty())
    return context.words.phrase("value.note", {{"what", out}, {"note", address}});
  for (Run& run : out.runs) run.href = address.runs.front().href;
  return withSource(std::move(out), {channel, web->span});
}

namespace {

/// The policy's own words for the way through `id`: "on our website". Only where every language has them, for all say
/// the same; and a word of one's own does not borrow its parent's, which is another way.
Phrase ownWay(const Context& context, DeclId id, Source source) {
  const Model& model = context.model;
  const Decl& decl = model[id];
  const Clause* way = model.clause(id, Word::way);
  if (way == nullptr && decl.texts.empty() && decl.parent) way = model.clause(decl.parent, Word::way);
  if (way == nullptr) return {};
  for (const std::string& language : languagesOf(model))
    if (way->texts.find(language) == nullptr) return {};
  Phrase out = context.words.own(way->texts, {id, way->span});
  if (decl.kind == Kind::Channel)
    if (const Phrase named = channelPhrase(context, id); !named.runs.empty()) {
      for (Run& run : out.runs) run.href = named.runs.front().href;
      out.sources = merge(std::move(out.sources), named.sources);
    }
  return withSource(std::move(out), source);
}

}  // namespace

Phrase waysPhrase(const Context& context, const model::Value& value, Source source, const std::vector<DeclId>& known) {
  const Words& words = context.words;
  Phrases ways;
  for (const model::Entry& entry : value.entries) {
    if (!entry.decl) continue;
    if (Phrase own = ownWay(context, entry.decl, source); !own.empty()) {
      ways.push_back(std::move(own));
      continue;
    }
    switch (context.model[entry.decl].kind) {
      case Kind::Contact:
        if (!isReachable(context, entry.decl) || std::ranges::find(known, entry.decl) != known.end())
          ways.push_back(words.phrase("way.contact_us", {}, {source, {entry.decl, context.model[entry.decl].span}}));
        else ways.push_back(words.phrase("way.contact", {{"address", contactPhrase(context, entry.decl)}}, {source}));
        break;
      case Kind::Choice:
        ways.push_back(words.phrase("way.choice", {{"what", words.label(entry.decl)}}, {source}));
        break;
      case Kind::Right: break;
      case Kind::Channel:
        ways.push_back(words.phrase("way.channel", {{"what", channelPhrase(context, entry.decl)}}, {source}));
        break;
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
    if (clause.word != Word::see) continue;
    const Source source{of, clause.span};
    if (clause.value.strings.empty()) {  // `see unknown`: elsewhere, and the text does not say where
      const Phrase where = words.own(clause.texts, source);
      out.push_back(where.empty() ? words.say("see.unknown", {}, {source})
                                  : words.say("see.more", {{"where", where}}, {source}));
      continue;
    }
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
