// Profiling and automated decisions; cookies and similar technology.
#include <algorithm>

#include "compiler/statement/from_model.h"
#include "compiler/statement/sections.h"
#include "llvm/ADT/STLExtras.h"

namespace vern::statement {

namespace {

/// A sentence that becomes a part of another one.
Phrase quotedAgain(Sentence sentence) {
  std::string fact = sentence.facts.empty() ? sentence.key : sentence.facts.front().value;
  return {std::move(sentence.runs), std::move(fact), std::move(sentence.sources)};
}

/// Whether a clause says that there is none.
bool saysNone(const Model& model, const Clause& clause) {
  if (clause.value.stated == model::Stated::None) return true;
  for (const DeclId id : model::named(clause.value))
    if (leaf(model[id].name) == "none" || leaf(model[id].name) == "manual") return true;
  return false;
}

/// `chosen`: only if one has said yes.
void sayKind(const Context& context, const Clause& clause, Source source, Sentences& out, bool chosen = false) {
  const Words& words = context.words;
  for (const DeclId id : model::named(clause.value)) {
    std::string key = "automated." + std::string(leaf(context.model[id].name));
    if (chosen && words.has(key + "_by_consent")) key += "_by_consent";
    if (words.has(key)) out.push_back(words.say(key, {}, {source}));
    else out.push_back(words.say("automated.other", {{"what", words.label(id)}}, {source}));
  }
  if (clause.value.stated == model::Stated::Vague || clause.value.stated == model::Stated::Elsewhere)
    out.push_back(words.sentence(valuePhrase(context, clause, source)));
  else if (const Phrase note = words.own(clause.texts, source); !note.empty()) out.push_back(words.sentence(note));
}

Blocks storyOf(const Context& context, const Use& use) {
  const DeclId activity = use.activity;
  const Words& words = context.words;
  const Model& model = context.model;
  Sentences out;
  bool any = false;
  for (const Word word : {Word::profiling, Word::decision})
    for (const Clause* clause : model.clauses(activity, word)) {
      const Source source{activity, clause->span};
      any = true;
      if (saysNone(model, *clause)) {
        out.push_back(words.say(word == Word::profiling ? "automated.no_profiling_here" : "automated.no_decision_here",
                                {}, {source}));
        if (const Phrase note = words.own(clause->texts, source); !note.empty()) out.push_back(words.sentence(note));
      } else
        sayKind(context, *clause, source, out,
                std::ranges::all_of(use.groups, [&](const Group& group) { return onConsentOnly(model, group); }));
      for (const auto* block : blocksOf(*clause))
        for (const Clause& inner : *block) {
          const Source where{activity, inner.span};
          if (inner.word == Word::inputs)
            out.push_back(words.say("automated.inputs", {{"data", valuePhrase(context, inner, where)}}));
          else if (const Phrase text = words.own(inner.texts, where); !text.empty())
            out.push_back(words.sentence(text));
        }
    }
  for (const Clause* clause : model.clauses(activity, Word::inputs)) {
    any = true;
    out.push_back(words.say("automated.inputs", {{"data", valuePhrase(context, *clause, {activity, clause->span})}}));
  }
  for (const Word word : {Word::logic, Word::effect})
    for (const Clause* clause : model.clauses(activity, word)) {
      any = true;
      out.push_back(words.sentence(words.own(clause->texts, {activity, clause->span})));
    }
  if (!any) return {};
  return {paragraph(std::move(out))};
}

/// Whether `share` gives data to nobody but the provider of `tracker`, and says nothing more of it.
bool withProvider(const Model& model, DeclId tracker, const Clause& share) {
  std::vector<DeclId> providers;
  for (const Clause* clause : model.clauses(tracker, Word::provider))
    for (const DeclId provider : model::named(clause->value)) providers.push_back(provider);
  const std::vector<DeclId> with = model::named(share.value);
  return !with.empty() && share.strength == model::Strength::None && share.joins.empty() && share.texts.empty() &&
         share.block.empty() &&
         std::ranges::all_of(
             share.value.entries,
             [](const model::Entry& entry) { return entry.decl && !entry.negated && entry.block.empty(); }) &&
         std::ranges::all_of(with, [&](DeclId id) { return std::ranges::find(providers, id) != providers.end(); });
}

/// Whether a tracker's name tells in every language what kind it is: "log-in cookie".
bool saysKind(const Model& model, DeclId tracker) {
  const Texts& name = model[tracker].texts;
  const Texts& kind = model[model[tracker].parent].texts;
  return std::ranges::all_of(languagesOf(model), [&](const std::string& language) {
    const std::string* own = name.find(language);
    const std::string* of = kind.find(language);
    return own != nullptr && of != nullptr && own->find(*of) != std::string::npos;
  });
}

}  // namespace

Automation automation(const Context& context, Word word) {
  const Model& model = context.model;
  Automation out;
  for (const Use& use : context.uses)
    for (const Clause* clause : model.clauses(use.activity, word)) {
      bool is = !saysNone(model, *clause);
      if (word == Word::decision)
        for (const DeclId id : model::named(clause->value)) is = leaf(model[id].name) == "solely_automated";
      if (!is) continue;
      out.is = true;
      out.sources = merge(std::move(out.sources), {{use.activity, clause->span}});
    }
  if (out.is) return out;
  const DeclId defaults = model.only(Kind::Defaults);
  for (const Clause* clause : model.clauses(defaults, word)) {
    out.is_not = out.is_not || saysNone(model, *clause);
    out.sources.push_back({defaults, clause->span});
  }
  return out;
}

Blocks automated(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  Blocks out;
  const DeclId defaults = model.only(Kind::Defaults);
  Sentences general;
  const auto told = [&](Word word) {
    for (const Use& use : context.uses)
      if (!model.clauses(use.activity, word).empty()) return true;
    return false;
  };
  Block stories;
  stories.kind = BlockKind::Pairs;
  for (const Use& use : context.uses) {
    Blocks story = storyOf(context, use);
    if (story.empty()) continue;
    stories.rows.push_back({{}, {cell(words.heading(activityLink(context, use.activity))), std::move(story)}});
  }
  for (const Word word : {Word::profiling, Word::decision})
    for (const Clause* clause : model.clauses(defaults, word)) {
      const Source source{defaults, clause->span};
      if (saysNone(model, *clause)) {
        const std::string key = word == Word::profiling ? "automated.no_profiling" : "automated.no_decision";
        general.push_back(words.say(told(word) ? key + "_else" : key, {}, {source}));
      } else {
        sayKind(context, *clause, source, general);
      }
    }
  const Automation profiling = automation(context, Word::profiling);
  if (profiling.is) out.push_back(paragraph(words.say("automated.profile", {}, profiling.sources)));
  // "Otherwise" comes after what it is otherwise to.
  if (!stories.rows.empty()) out.push_back(std::move(stories));
  if (!general.empty()) out.push_back(paragraph(std::move(general)));
  return out;
}

Blocks trackers(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  if (context.trackers().empty()) return {};
  Block table;
  table.kind = BlockKind::Table;
  table.sentences.push_back(words.say("cookies.caption"));
  for (const std::string_view head : {"tracker", "purpose", "data", "lifetime", "provider", "basis"})
    table.heads.push_back(words.say("head." + std::string(head)));
  Blocks stories;
  for (const Use& use : context.trackers()) {
    const DeclId id = use.activity;
    const auto values = [&](Word word) {
      Sentences out;
      for (const Clause* clause : model.clauses(id, word)) {
        const Source source{id, clause->span};
        if (clause->value.kind == model::ValueKind::Duration) {
          out.push_back(words.heading(words.duration(clause->value.duration, clause->value.span, source)));
        } else if (clause->value.kind == model::ValueKind::Strings) {
          for (const std::string& text : clause->value.strings)
            out.push_back(words.heading(words.quoted(text, source)));
        } else if (Phrase said = valuePhrase(context, *clause, source); !said.empty()) {
          out.push_back(words.heading(std::move(said)));
        }
      }
      return out;
    };
    const auto orNotStated = [&](Sentences said) {
      if (said.empty()) said.push_back(words.heading(words.phrase("stated.not", {}, {{id, model[id].span}})));
      return cell(std::move(said));
    };
    Row row;
    Sentences what;
    what.push_back(words.heading(words.label(id)));
    for (Sentence& name : values(Word::name)) what.push_back(std::move(name));
    if (model[id].parent && !saysKind(model, id)) what.push_back(words.heading(words.label(model[id].parent)));
    for (Sentence& kind : values(Word::category)) what.push_back(std::move(kind));
    for (const Clause* clause : model.clauses(id, Word::carrier))
      if (const Phrase where = valuePhrase(context, *clause, {id, clause->span}); !where.empty())
        what.push_back(words.heading(words.phrase("cookies.carrier", {{"what", where}})));
    Blocks head;
    for (Sentence& one : what) head.push_back(paragraph(std::move(one)));
    row.cells.push_back(std::move(head));
    Blocks data;
    Sentences grounds;
    Sentences times;
    if (const Clause* lifetime = model.clause(id, Word::lifetime);
        lifetime != nullptr && lifetime->texts.empty() &&
        (lifetime->value.stated == model::Stated::None ||
         (!lifetime->value.entries.empty() && lifetime->value.entries.front().written == "none")))
      times.push_back(words.say("cookies.lifetime_none", {}, {{id, lifetime->span}}));
    else
      for (Sentence& one : values(Word::lifetime))
        times.push_back(words.say("cookies.lifetime", {{"time", quotedAgain(std::move(one))}}));
    for (const Group& group : use.groups) {
      // What is said of one datum apart makes a group of its own, which for the rest says the same.
      const auto before = [&](auto&& same) {
        return std::any_of(use.groups.begin(), use.groups.begin() + (&group - use.groups.data()), same);
      };
      for (Block& block : dataCell(context, id, group)) data.push_back(std::move(block));
      if (!before([&](const Group& g) { return g.bases == group.bases && g.conditions == group.conditions; }))
        for (Sentence& one : basisSentences(context, id, group)) grounds.push_back(std::move(one));
      if (before([&](const Group& g) { return g.retains == group.retains; })) continue;
      if (Sentence general = asGeneral(context, id, group.retains); !general.empty())
        times.push_back(std::move(general));
      else if (!group.retains.empty())
        for (Sentence& one : retainSentences(context, id, group.retains, "cookies.kept"))
          times.push_back(std::move(one));
    }
    for (const Clause* device : model.clauses(id, Word::device))
      if (device->value.stated == model::Stated::None)
        grounds.push_back(words.say("cookies.no_consent", {}, {{id, device->span}}));
    Sentences purposes;
    for (const Clause* clause : model.clauses(id, Word::purpose))
      for (Phrase& one : words.labels(clause->value, {id, clause->span})) {
        if (clause->value.open) one = words.phrase("list.open", {{"list", one}});
        one = withStrength(words, "strength.purpose", clause->strength, std::move(one));
        if (const Phrase when = words.when(clause->joins, {id, clause->span}); !when.empty())
          one = words.phrase("value.when", {{"what", one}, {"when", when}});
        purposes.push_back(words.heading(std::move(one)));
      }
    row.cells.push_back(orNotStated(std::move(purposes)));
    row.cells.push_back(std::move(data));
    row.cells.push_back(orNotStated(std::move(times)));
    Sentences who = values(Word::provider);
    for (const Clause* clause : model.clauses(id, Word::provider)) {
      const Source source{id, clause->span};
      const std::vector<DeclId> all = model::named(clause->value);
      if (all.size() != 1 || !clause->texts.empty() || clause->value.entries.size() != 1) continue;
      // The registered name, which tells two of one brand apart.
      if (model[all.front()].kind == Kind::Controller && model.own(Kind::Controller).size() == 1)
        who = {words.heading(withSource(controllers(context), source))};
      else if (model[all.front()].kind == Kind::Recipient && model.clauses(id, Word::provider).size() == 1)
        who = {words.heading(
            withSource(withSource(ownName(words, all.front()), source), {all.front(), model[all.front()].span}))};
    }
    // "Shared with" who is behind it anyway is no news.
    for (const Group& group : use.groups)
      for (const Clause* share : group.shares)
        if (withProvider(model, id, *share))
          for (Sentence& one : who) one.sources = merge(std::move(one.sources), {sourceOf(model, id, *share)});
    Blocks providers = orNotStated(std::move(who));
    for (const Group& group : use.groups) {
      model::Clauses others = group.shares;
      llvm::erase_if(others, [&](const Clause* share) { return withProvider(model, id, *share); });
      if (others.empty()) continue;
      const auto earlier = use.groups.begin() + (&group - use.groups.data());
      if (std::any_of(use.groups.begin(), earlier, [&](const Group& g) { return g.shares == group.shares; })) continue;
      if (others.size() == 1 && others.front()->value.stated == model::Stated::None) {
        providers.push_back(paragraph(words.say("cookies.not_shared", {}, {sourceOf(model, id, *others.front())})));
        continue;
      }
      providers.push_back(paragraph(words.say("cookies.shared")));
      Sentence general = asGeneral(context, id, others);
      for (Block& block : general.empty() ? shareCell(context, id, others) : cell(std::move(general)))
        providers.push_back(std::move(block));
    }
    row.cells.push_back(std::move(providers));
    row.cells.push_back(orNotStated(std::move(grounds)));
    table.rows.push_back(std::move(row));

    Blocks story = narrative(context, use);
    Sentences more;
    for (const Clause* clause : model.clauses(id, Word::refusal)) {
      const Source source{id, clause->span};
      const Phrase ways = waysPhrase(context, clause->value, source);
      if (!ways.empty()) more.push_back(words.say("cookies.refusal", {{"ways", ways}}, {source}));
      const Phrase note = words.own(clause->texts, source);
      if (!note.empty()) more.push_back(words.sentence(note));
      else if (clause->value.stated == model::Stated::None)
        more.push_back(words.say("cookies.no_refusal", {}, {source}));
    }
    for (const Clause* clause : model.clauses(id, Word::details)) {
      if (clause->value.strings.empty()) continue;
      const Source source{id, clause->span};
      const std::string& address = clause->value.strings.front();
      const Phrase note = words.own(clause->texts, source);
      more.push_back(
          words.say("see.more", {{"where", note.empty() ? words.web(address, source) : words.link(note, address)}}));
    }
    if (!more.empty()) story.push_back(paragraph(std::move(more)));
    if (story.empty()) {
      table.rows.back().id = anchorOf(context, id);
      continue;
    }
    stories.push_back(section(anchorOf(context, id), words.heading(words.title(id)), std::move(story)));
  }
  Blocks out{paragraph(words.say("cookies.intro")), std::move(table)};
  for (Block& story : stories) out.push_back(std::move(story));
  return out;
}

}  // namespace vern::statement
