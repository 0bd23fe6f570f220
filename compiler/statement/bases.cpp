// The grounds that a policy names itself: the interest and why it weighs, how consent is given and taken back.
#include <algorithm>

#include "compiler/statement/sections.h"

namespace vern::statement {

bool hasStory(const Model& model, DeclId basis) {
  if (model[basis].standard) return false;
  for (const Clause& clause : model[basis].clauses) switch (clause.word) {
      case Word::interest:
      case Word::mode:
      case Word::obtained:
      case Word::withdrawn:
      case Word::covers:
      case Word::informed:
      case Word::effect:
      case Word::whose:
      case Word::balancing:
      case Word::means:
      case Word::text: return true;
      default: break;
    }
  return false;
}

namespace {

/// The balancings, where each interest that is told of has one, of the same day: then it is told once.
model::Clauses balancedTogether(const Context& context) {
  const Model& model = context.model;
  model::Clauses out;
  for (const DeclId id : model.own(Kind::Basis)) {
    if (!hasStory(model, id) || grants::basisKind(model, id) != grants::BasisKind::LegitimateInterests) continue;
    const auto found = model.clauses(id, Word::balancing);
    const bool same = found.size() == 1 && found.front()->value.kind == model::ValueKind::Date &&
                      (out.empty() || out.front()->value.date == found.front()->value.date);
    if (!same) return {};
    out.push_back(found.front());
  }
  return out.size() > 1 ? out : model::Clauses();
}

/// Whether consent is withdrawn in the one place where it is given, and nothing more is said of either.
bool sameWay(const Model& model, DeclId basis, const Clause* obtained, const Clause* withdrawn) {
  if (obtained == nullptr || withdrawn == nullptr || model::named(obtained->value).size() != 1) return false;
  const auto plain = [](const Clause& clause) {
    return clause.texts.empty() && clause.joins.empty() && clause.block.empty() &&
           clause.strength == model::Strength::None;
  };
  return plain(*obtained) && plain(*withdrawn) && model::named(obtained->value) == model::named(withdrawn->value) &&
         model.clauses(basis, Word::obtained).size() == 1 && model.clauses(basis, Word::withdrawn).size() == 1;
}

Blocks storyOf(const Context& context, DeclId basis, bool balancing_told) {
  const Words& words = context.words;
  const Model& model = context.model;
  Blocks out;
  Sentences first;
  const auto each = [&](Word word, auto&& say) {
    for (const Clause* clause : model.clauses(basis, word)) say(*clause, Source{basis, clause->span});
  };
  const auto ways = [&](std::string_view key, std::string_view vague) {
    return [&context, &words, &first, key, vague](const Clause& clause, Source source) {
      Phrase how = waysPhrase(context, clause.value, source);
      if (how.empty() && clause.value.stated == model::Stated::Vague && clause.texts.empty()) {
        first.push_back(words.say(vague, {}, {source}));
        return;
      }
      if (how.empty()) how = valuePhrase(context, clause, source);
      how = joined(context, std::move(how), clause, source);
      first.push_back(words.say(key, {{"ways", how}}, {source}));
      if (const Phrase note = words.own(clause.texts, source);
          !note.empty() && clause.value.stated == model::Stated::Value)
        first.push_back(words.sentence(note));
    };
  };
  const auto own = [&](const Clause& clause, Source source) {
    if (const Phrase text = words.own(clause.texts, source); !text.empty()) first.push_back(words.sentence(text));
  };
  each(Word::means, own);
  each(Word::interest, own);
  each(Word::whose, [&](const Clause& clause, Source source) {
    const Phrase who = words.names(clause.value, source);
    if (who.empty()) return;
    const bool several = clause.value.entries.size() > 1;
    // An interest is ours where nothing else is said.
    const bool ours = !several && who.fact == words.actor(model.find(Kind::Party, "us")).fact;
    if (ours && !first.empty()) first.back().sources = merge(std::move(first.back().sources), who.sources);
    else first.push_back(words.say(several ? "basis.shared" : "basis.whose", {{"who", who}}));
  });
  each(Word::balancing, [&](const Clause& clause, Source source) {
    if (balancing_told) return;
    if (clause.value.kind == model::ValueKind::Date)
      first.push_back(words.say("basis.balanced", {{"date", words.date(clause.value.date, source)}}));
    else if (clause.value.stated != model::Stated::Value || !clause.texts.empty())
      first.push_back(words.say("basis.balancing", {{"what", valuePhrase(context, clause, source)}}));
  });
  each(Word::covers, [&](const Clause& clause, Source source) {
    const std::vector<DeclId> covered = model::named(clause.value);
    const bool purposes = !covered.empty() && std::all_of(covered.begin(), covered.end(),
                                                          [&](DeclId one) { return model[one].kind == Kind::Purpose; });
    first.push_back(
        words.say(purposes ? "consent.allows" : "consent.covers", {{"what", valuePhrase(context, clause, source)}}));
  });
  each(Word::mode, [&](const Clause& clause, Source source) {
    const std::vector<DeclId> modes = model::named(clause.value);
    const std::string key = modes.size() == 1 && clause.texts.empty() && clause.strength == model::Strength::None
                                ? "consent_mode." + std::string(leaf(model[modes.front()].name))
                                : std::string();
    if (words.has(key)) first.push_back(words.say(key, {}, {source}));
    else first.push_back(words.say("consent.mode", {{"mode", valuePhrase(context, clause, source)}}));
  });
  // What is told and asked for in one place is said in one sentence.
  const Clause* informed = model.clause(basis, Word::informed);
  const Clause* obtained = model.clause(basis, Word::obtained);
  if (informed != nullptr && obtained != nullptr && informed->texts.empty() && obtained->texts.empty() &&
      obtained->joins.empty() && !model::named(informed->value).empty() &&
      model::named(informed->value) == model::named(obtained->value) &&
      model.clauses(basis, Word::informed).size() == 1 && model.clauses(basis, Word::obtained).size() == 1) {
    first.push_back(words.say("consent.informed_obtained",
                              {{"ways", waysPhrase(context, obtained->value, {basis, obtained->span})}},
                              {{basis, informed->span}}));
  } else {
    each(Word::informed, ways("consent.informed", "consent.informed_vague"));
    each(Word::obtained, ways("consent.obtained", "consent.obtained_vague"));
  }
  if (const Clause* withdrawn = model.clause(basis, Word::withdrawn); sameWay(model, basis, obtained, withdrawn))
    first.push_back(words.say("consent.withdrawn_there",
                              {{"ways", waysPhrase(context, withdrawn->value, {basis, withdrawn->span})}}));
  else each(Word::withdrawn, ways("consent.withdrawn", "consent.withdrawn_vague"));
  each(Word::effect, own);
  if (!first.empty()) out.push_back(paragraph(std::move(first)));
  for (Block& block : ownTexts(context, model[basis].clauses, basis)) out.push_back(std::move(block));
  return out;
}

}  // namespace

Blocks bases(const Context& context) {
  const Words& words = context.words;
  const model::Clauses balanced = balancedTogether(context);
  Block pairs;
  pairs.kind = BlockKind::Pairs;
  for (const DeclId id : context.model.own(Kind::Basis)) {
    if (!hasStory(context.model, id)) continue;
    Row row;
    row.id = "basis-" + slug(context.model[id].name);
    row.cells.push_back(cell(context.words.heading(context.words.title(id))));
    row.cells.push_back(storyOf(context, id, !balanced.empty()));
    pairs.rows.push_back(std::move(row));
  }
  if (pairs.rows.empty()) return {};
  Sentences intro;
  if (!balanced.empty()) {
    std::vector<Source> sources;
    for (const DeclId id : context.model.own(Kind::Basis))
      for (const Clause* clause : context.model.clauses(id, Word::balancing)) sources.push_back({id, clause->span});
    intro.push_back(words.say("bases.balanced", {{"date", words.date(balanced.front()->value.date, sources.front())}},
                              merge({}, sources)));
  }
  Blocks out;
  if (!intro.empty()) out.push_back(paragraph(std::move(intro)));
  out.push_back(std::move(pairs));
  return {section("bases", words.say("section.bases"), std::move(out))};
}

}  // namespace vern::statement
