// The rights of the reader, the right to object, and where to complain.
#include <algorithm>
#include <utility>

#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

/// One right, and all that the policy says of it.
struct Granted {
  DeclId right;
  std::vector<std::pair<const Clause*, const model::Entry*>> said;
};

std::vector<Granted> grantedRights(const Model& model) {
  std::vector<Granted> out;
  for (const Clause* clause : model.clauses(model.only(Kind::Rights), Word::right))
    for (const model::Entry& entry : clause->value.entries) {
      if (!entry.decl) continue;
      auto at = std::find_if(out.begin(), out.end(), [&](const Granted& g) { return g.right == entry.decl; });
      if (at == out.end()) at = out.insert(out.end(), {entry.decl, {}});
      at->said.emplace_back(clause, &entry);
    }
  return out;
}

/// The library's right that `right` is: its messages are those of the library.
std::string_view rootName(const Model& model, DeclId right) {
  while (model[right].parent && !model[right].standard) right = model[right].parent;
  return model[right].name;
}

/// The contact points for all rights.
std::vector<DeclId> usualContacts(const Model& model) {
  std::vector<DeclId> usual;
  for (const Clause* clause : model.clauses(model.only(Kind::Rights), Word::contact))
    for (const DeclId contact : model::named(clause->value)) usual.push_back(contact);
  return usual;
}

/// The contact point for all rights, and nothing else.
bool usualWay(const Model& model, const model::Value& ways) {
  const std::vector<DeclId> usual = usualContacts(model);
  const std::vector<DeclId> all = model::named(ways);
  return !all.empty() && std::all_of(all.begin(), all.end(), [&](DeclId way) {
    return std::find(usual.begin(), usual.end(), way) != usual.end();
  });
}

/// Those whom the policy says one can complain to.
Phrase complainTo(const Context& context) {
  const Model& model = context.model;
  const DeclId rights = model.only(Kind::Rights);
  Phrases all;
  for (const Clause* clause : model.clauses(rights, Word::complain))
    if (Phrase where = context.words.names(clause->value, {rights, clause->span}); !where.empty())
      all.push_back(std::move(where));
  return all.empty() ? Phrase() : context.words.list(all, ListKind::Or);
}

/// Whether `under`, one of the joins of `clause`, names the law of an exception before it: "except when … under …".
bool isOfException(const Clause& clause, const model::Join& under) {
  if (under.word != "under" || under.limit != model::JoinLimit::Plain) return false;
  return std::any_of(clause.joins.data(), &under,
                     [](const model::Join& join) { return join.limit == model::JoinLimit::Except; });
}

/// "It applies only when …", "This does not apply when …", and the law that allows the exception.
void sayWhen(const Words& words, const Clause& clause, Source source, Sentences& out) {
  std::vector<model::Join> rest;
  for (const model::Join& join : clause.joins) {
    if (isOfException(clause, join)) {
      if (const Phrase laws = words.laws(model::named(join.value)); !laws.empty())
        out.push_back(words.say("right.except_under", {{"laws", laws}}, {source}));
      continue;
    }
    const bool except = join.word == "when" && join.limit == model::JoinLimit::Except;
    if (!except) {
      rest.push_back(join);
      continue;
    }
    Phrases conditions;
    for (const model::Entry& one : join.value.entries)
      if (one.decl) conditions.push_back(words.condition(one.decl, one.negated));
    // A comma between circumstances means that one of them is enough (docs/semantics.md).
    const ListKind kind = join.value.link == model::Link::And ? ListKind::And : ListKind::Or;
    if (!conditions.empty())
      out.push_back(words.say("right.not_when", {{"what", words.list(conditions, kind)}}, {source}));
  }
  if (const Phrase when = words.when(rest, source); !when.empty())
    out.push_back(words.say("right.when", {{"when", when}}));
}

/// The message `right.NAME.key` of the library's right that `right` is, or the one for all rights.
std::string messageOf(const Words& words, DeclId right, std::string_view key) {
  std::string own = "right." + std::string(rootName(words.model, right)) + "." + std::string(key);
  return words.has(own) ? own : "right." + std::string(key);
}

/// What a right means and how to use it.
Blocks storyOf(const Context& context, const Granted& granted) {
  const Words& words = context.words;
  const Model& model = context.model;
  const DeclId rights = model.only(Kind::Rights);
  const std::string key = "right." + std::string(rootName(model, granted.right)) + ".text";
  const bool is_complaint = rootName(model, granted.right) == "complain";
  Sentences out;
  bool refused = false;
  bool all_own = true;
  for (const auto& [clause, entry] : granted.said) {
    refused = refused || entry->negated;
    all_own = all_own && !clause->texts.empty();
  }
  // Beside a right that all have, one that some have by other means as well limits nobody.
  const auto isLimited = [](const Clause& clause) {
    return std::any_of(clause.joins.begin(), clause.joins.end(), [](const model::Join& join) {
      return join.word != "through" && join.word != "by" && !model::named(join.value).empty();
    });
  };
  const bool all_have =
      std::any_of(granted.said.begin(), granted.said.end(), [&](const auto& one) { return !isLimited(*one.first); });
  const Source whole{rights, granted.said.front().first->span};
  if (refused) out.push_back(words.say("right.refused", {{"right", words.label(granted.right)}}, {whole}));
  else if (const Phrase to = is_complaint ? complainTo(context) : Phrase(); !all_own && !to.empty())
    out.push_back(words.say(complainKey(model, "complaint.where"), {{"where", to}},
                            {whole, {granted.right, model[granted.right].span}}));
  else if (!all_own && words.has(key))
    out.push_back(words.say(key, {}, {whole, {granted.right, model[granted.right].span}}));
  for (const auto& [clause, entry] : granted.said) {
    const Source source{rights, clause->span};
    if (const model::Join* of = clause->join("of"); of != nullptr && all_have && !model::named(of->value).empty()) {
      Phrases who;
      for (const DeclId one : model::named(of->value)) who.push_back(words.actor(one));
      out.push_back(words.say("right.also", {{"what", words.list(who)}}, {source}));
    }
    if (const Phrase text = words.own(clause->texts, source); !text.empty()) out.push_back(words.sentence(text));
    for (const model::Join& join : clause->joins) {
      if (join.word == "of" && all_have) continue;
      if (join.word == "through" || join.word == "by") {
        // The usual way is told once, below.
        if (usualWay(model, join.value)) continue;
        if (const Phrase ways = waysPhrase(context, join.value, source, usualContacts(model)); !ways.empty())
          out.push_back(words.say(messageOf(words, granted.right, "how"), {{"ways", ways}}, {source}));
        continue;
      }
      if (join.word == "when" || isOfException(*clause, join)) continue;
      if (join.value.kind == model::ValueKind::Duration) {
        out.push_back(
            words.say("right.within", {{"time", words.duration(join.value.duration, join.value.span, source)}}));
        continue;
      }
      Phrases all;
      for (const DeclId one : model::named(join.value)) {
        const Kind kind = model[one].kind;
        all.push_back(kind == Kind::Basis                          ? basisPhrase(context, one, nullptr, source)
                      : kind == Kind::Law || kind == Kind::Section ? words.law(one)
                                                                   : words.actor(one));
      }
      if (all.empty()) continue;
      const std::string_view limit = join.limit == model::JoinLimit::Only     ? "only"
                                     : join.limit == model::JoinLimit::Except ? "except"
                                                                              : "plain";
      const std::string limited = "right." + std::string(join.word);
      out.push_back(words.say(words.has(limited) ? limited : "right.of", {{"limit", limit}, {"what", words.list(all)}},
                              {source}));
    }
    sayWhen(words, *clause, source, out);
    for (const auto* block : {&clause->block, &entry->block})
      for (const Clause& inner : *block)
        if (inner.word == Word::proof)
          out.push_back(words.say("rights.proof", {{"what", valuePhrase(context, inner, {rights, inner.span})}}));
        else if (const Phrase text = words.own(inner.texts, {rights, inner.span}); !text.empty())
          out.push_back(words.sentence(text));
  }
  // What follows from the right, after how it is used; and its limits, where the policy names none itself.
  const bool limited = std::ranges::any_of(granted.said, [](const auto& one) {
    return std::ranges::any_of(one.first->joins, [](const model::Join& join) { return join.word == "when"; });
  });
  for (const std::string_view rest : {"more", "limits"}) {
    const std::string then = "right." + std::string(rootName(model, granted.right)) + "." + std::string(rest);
    if (refused || all_own || !words.has(then) || (limited && rest == "limits")) continue;
    out.push_back(words.say(then, {}, {whole, {granted.right, model[granted.right].span}}));
  }
  Blocks blocks{paragraph(std::move(out))};
  return blocks;
}

bool isRoot(const Model& model, DeclId right, std::string_view name) { return rootName(model, right) == name; }

/// Whether the policy speaks of the right `name`, to give it or to refuse it.
bool names(const Model& model, std::string_view name) {
  return std::ranges::any_of(grantedRights(model),
                             [&](const Granted& granted) { return isRoot(model, granted.right, name); });
}

/// How rights are used: to whom to write, when the answer comes, who one must show to be, what it costs.
Blocks howTo(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  const DeclId id = model.only(Kind::Rights);
  Blocks out;
  Sentences first;
  for (const Clause* clause : model.clauses(id, Word::contact)) {
    const Source source{id, clause->span};
    Phrases where;
    for (const DeclId contact : model::named(clause->value)) where.push_back(contactPhrase(context, contact));
    if (!where.empty())
      first.push_back(words.say("rights.contact", {{"where", words.list(where, ListKind::Or)}}, {source}));
    if (const Phrase note = words.own(clause->texts, source); !note.empty()) first.push_back(words.sentence(note));
  }
  for (const Clause* clause : model.clauses(id, Word::email))
    for (const std::string& address : clause->value.strings)
      first.push_back(words.say("rights.contact", {{"where", words.email(address, {id, clause->span})}}));
  for (const Clause* clause : model.clauses(id, Word::answer)) {
    const Source source{id, clause->span};
    for (const model::Join& join : clause->joins)
      if (join.word == "within" && join.value.kind == model::ValueKind::Duration) {
        const Phrase time = words.duration(join.value.duration, join.value.span, source);
        Sentence said = words.say("rights.answer", {{"time", time}});
        if (join.value.duration == Duration{1, 0, 0}) {
          // "Within one month", in letters: the message has no place for the time that it tells.
          Sentence in_letters = words.say("rights.answer_one_month", {}, {source});
          in_letters.facts = said.facts;
          said = std::move(in_letters);
        }
        first.push_back(std::move(said));
      }
    if (const Phrase note = words.own(clause->texts, source); !note.empty()) first.push_back(words.sentence(note));
  }
  for (const Clause* clause : model.clauses(id, Word::fee)) {
    const Source source{id, clause->span};
    if (clause->value.stated == model::Stated::None) first.push_back(words.say("rights.free", {}, {source}));
    else if (!clause->value.strings.empty())
      first.push_back(words.say("rights.fee", {{"what", words.quoted(clause->value.strings.front(), source)}}));
    else first.push_back(words.say("rights.fee", {{"what", valuePhrase(context, *clause, source)}}));
    if (const Phrase note = words.own(clause->texts, source);
        !note.empty() && clause->value.stated == model::Stated::None)
      first.push_back(words.sentence(note));
  }
  if (!first.empty()) out.push_back(paragraph(std::move(first)));
  Sentences second;
  for (const Clause* clause : model.clauses(id, Word::identify)) {
    const Source source{id, clause->span};
    const Phrase note = words.own(clause->texts, source);
    for (const DeclId choice : model::named(clause->value)) {
      const std::string key = "identify." + std::string(leaf(model[choice].name));
      if (words.has(key)) second.push_back(words.say(key, {}, {source}));
      else second.push_back(words.say("identify.other", {{"what", words.label(choice)}}, {source}));
    }
    if (clause->value.stated == model::Stated::None) second.push_back(words.say("identify.no_check", {}, {source}));
    else if (model::named(clause->value).empty() && note.empty())
      second.push_back(words.say("identify.other", {{"what", valuePhrase(context, *clause, source)}}, {source}));
    if (!note.empty()) second.push_back(words.sentence(note));
    if (const Phrase when = words.when(clause->joins, source); !when.empty())
      second.push_back(words.say("right.when", {{"when", when}}));
    for (const model::Join& join : clause->joins)
      if (join.word == "through" || join.word == "by")
        if (const Phrase how = waysPhrase(context, join.value, source); !how.empty())
          second.push_back(words.say("identify.how", {{"ways", how}}, {source}));
  }
  for (const Clause* clause : model.clauses(id, Word::proof)) {
    const Source source{id, clause->span};
    second.push_back(words.say("rights.proof", {{"what", valuePhrase(context, *clause, source)}}));
  }
  if (!second.empty()) out.push_back(paragraph(std::move(second)));
  Sentences third;
  for (const Word word : {Word::described, Word::effect})
    for (const Clause* clause : model.clauses(id, word))
      if (const Phrase text = words.own(clause->texts, {id, clause->span}); !text.empty())
        third.push_back(words.sentence(text));
  for (const Clause* clause : model.clauses(id, Word::law)) {
    Phrases laws;
    for (const DeclId law : model::named(clause->value)) laws.push_back(words.law(law));
    const Source source{id, clause->span};
    if (!laws.empty()) {
      third.push_back(words.say("story.cites", {{"laws", words.list(laws)}}, {source}));
      if (const Phrase note = words.own(clause->texts, source); !note.empty()) third.push_back(words.sentence(note));
    } else {
      third.push_back(words.sentence(valuePhrase(context, *clause, source)));
    }
  }
  if (!third.empty()) out.push_back(paragraph(std::move(third)));
  if (id)
    for (Block& block : ownTexts(context, model[id].clauses, id)) out.push_back(std::move(block));
  return out;
}

}  // namespace

std::string complainKey(const Model& model, std::string_view key) {
  std::vector<DeclId> places;
  for (const Clause* clause : model.clauses(model.only(Kind::Policy), Word::audience))
    for (const DeclId id : model::named(clause->value))
      if (model[id].kind == Kind::Place) places.push_back(id);
  const bool wide = places.size() > 1 || std::ranges::any_of(places, [&](DeclId place) {
                      return model.clause(place, Word::iso) == nullptr;
                    });
  return std::string(key) + (wide ? "_wide" : "");
}

std::string placeOfRefusal(const Context& context, bool by_consent) {
  for (const Granted& granted : by_consent ? grantedRights(context.model) : std::vector<Granted>())
    if (isRoot(context.model, granted.right, "withdraw_consent"))
      return "right-" + slug(context.model[granted.right].name);
  return objection(context).empty() && prose(context, "objection").empty() ? "" : "objection";
}

Phrases rightsInShort(const Context& context) {
  const Words& words = context.words;
  Phrases out;
  const DeclId rights = context.model.only(Kind::Rights);
  // In the order of the library: that of the policy says nothing.
  std::vector<Granted> all = grantedRights(context.model);
  std::ranges::stable_sort(all, {}, [&](const Granted& one) { return context.model.order(one.right); });
  for (const Granted& granted : all) {
    const std::string key = "right." + std::string(rootName(context.model, granted.right)) + ".short";
    if (!words.has(key)) continue;
    bool refused = false;
    for (const auto& [clause, entry] : granted.said) refused = refused || entry->negated;
    if (!refused) out.push_back(words.phrase(key, {}, {{rights, granted.said.front().first->span}}));
  }
  // More than this many are told in two sentences.
  constexpr std::size_t MostTogether = 4;
  if (out.empty()) return {};
  if (out.size() <= MostTogether) return {words.list(out)};
  const auto half = out.begin() + static_cast<std::ptrdiff_t>((out.size() + 1) / 2);
  return {words.list({out.begin(), half}), words.list({half, out.end()})};
}

Blocks rights(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  const DeclId id = model.only(Kind::Rights);
  if (!id) return {};
  Blocks out;
  Block pairs;
  pairs.kind = BlockKind::Pairs;
  for (const Granted& granted : grantedRights(model)) {
    if (isRoot(model, granted.right, "object")) continue;
    Row row;
    row.id = "right-" + slug(model[granted.right].name);
    Phrase name = words.title(granted.right);
    name.sources = merge(std::move(name.sources), {{granted.right, model[granted.right].span}});
    for (const auto& [clause, entry] : granted.said) {
      name = withSource(std::move(name), {id, clause->span});
      for (const model::Join& join : clause->joins)
        if ((join.word == "through" || join.word == "by") && usualWay(model, join.value))
          for (const DeclId way : model::named(join.value)) name = withSource(std::move(name), {way, model[way].span});
    }
    row.cells.push_back(cell(words.heading(std::move(name))));
    row.cells.push_back(storyOf(context, granted));
    pairs.rows.push_back(std::move(row));
  }
  if (!pairs.rows.empty()) out.push_back(std::move(pairs));
  Blocks how = howTo(context);
  if (!how.empty()) out.push_back(section("how-to", words.say("section.how_to"), std::move(how)));
  return out;
}

Blocks objection(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  // A right that the policy does not name is not told as the policy's: the checks ask for it (VERN-RIGHTS-001). They do
  // not where the marketing rests on consent and the policy tells how to withdraw it, so there the law is told.
  const bool named = names(model, "object");
  const bool withdrawn = names(model, "withdraw_consent");
  std::vector<Source> marketing;
  for (const Use& use : context.uses)
    for (const Group& group : use.groups)
      if (isDirectMarketing(model, use.activity, group) && (named || (withdrawn && onConsentOnly(model, group))))
        for (const Clause* clause : group.purposes) marketing.push_back(sourceOf(model, use.activity, *clause));
  Blocks said;
  for (const Granted& granted : grantedRights(model))
    if (isRoot(model, granted.right, "object"))
      for (Block& block : storyOf(context, granted)) {
        // The heading of the section is the name of the right.
        for (const auto& [clause, entry] : granted.said)
          block.sentences.front().sources =
              merge(std::move(block.sentences.front().sources),
                    {{model.only(Kind::Rights), clause->span}, {granted.right, model[granted.right].span}});
        for (const auto& [clause, entry] : granted.said)
          for (const model::Join& join : clause->joins)
            if (usualWay(model, join.value))
              for (const DeclId way : model::named(join.value))
                block.sentences.front().sources =
                    merge(std::move(block.sentences.front().sources), {{way, model[way].span}});
        said.push_back(std::move(block));
      }
  if (!marketing.empty()) {
    Sentence absolute = words.say("objection.marketing", {}, merge({}, marketing));
    for (Run& run : absolute.runs) run.style = Style::Strong;
    said.push_back(paragraph(std::move(absolute)));
  }
  if (said.empty()) return {};
  Block box;
  box.kind = BlockKind::Box;
  box.blocks = std::move(said);
  return {std::move(box)};
}

Blocks complaints(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  const DeclId id = model.only(Kind::Rights);
  Blocks out;
  for (const Clause* clause : model.clauses(id, Word::complain)) {
    const Source source{id, clause->span};
    Sentences first;
    Phrase note = words.own(clause->texts, source);
    Phrase where = words.names(clause->value, source);
    if (where.empty()) where = std::exchange(note, {});
    if (!where.empty()) {
      const Phrase when = words.when(clause->joins, source);
      if (!when.empty()) first.push_back(words.say("complaint.when", {{"where", where}, {"when", when}}));
      else if (note.empty()) first.push_back(words.say(complainKey(model, "complaint.where"), {{"where", where}}));
    }
    if (!note.empty()) first.push_back(words.sentence(note));
    if (!first.empty()) out.push_back(paragraph(std::move(first)));
    Block rows;
    rows.kind = BlockKind::Pairs;
    const auto add = [&](std::string_view key, Sentence what) {
      rows.rows.push_back({{}, {cell(words.say(key)), cell(std::move(what))}});
    };
    for (const DeclId authority : model::named(clause->value)) {
      add("row.authority", words.heading(withSource(words.label(authority), source)));
      for (Block& block : reach(context, authority))
        for (Row& row : block.rows) rows.rows.push_back(std::move(row));
    }
    for (const auto* block : blocksOf(*clause))
      for (const Clause& inner : *block)
        if (inner.word == Word::email && !inner.value.strings.empty())
          add("row.email", words.heading(words.email(inner.value.strings.front(), {id, inner.span})));
    if (!rows.rows.empty()) out.push_back(std::move(rows));
    for (const auto* block : blocksOf(*clause))
      for (Block& text : ownTexts(context, *block, id)) out.push_back(std::move(text));
  }
  return out;
}

}  // namespace vern::statement
