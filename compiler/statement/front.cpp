// The first layer: what the statement is, who answers for it, and what matters most.
#include <algorithm>
#include <ranges>

#include "compiler/grants/effective.h"
#include "compiler/statement/sections.h"

namespace vern::statement {

namespace {

/// More than this many things in one sentence are "among other things".
constexpr std::size_t MostListed = 4;

Sentence linked(Sentence sentence, std::string_view anchor) {
  for (Run& run : sentence.runs)
    if (run.href.empty()) run.href = "#" + std::string(anchor);
  return sentence;
}

/// The broad kind of use that `purpose` belongs to.
DeclId family(const Model& model, DeclId purpose) {
  while (model[purpose].parent) purpose = model[purpose].parent;
  return purpose;
}

Sentences inShort(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  Sentences out;
  std::vector<DeclId> purposes;
  std::vector<Source> purposed;
  std::vector<DeclId> sensitive;
  std::vector<Source> delicate;
  std::vector<Source> marketing;
  bool by_consent = true;  // all of the marketing
  std::vector<Source> timed;
  std::vector<Source> untimed;
  std::vector<Source> endless;
  std::vector<std::string_view> roles;
  for (const Use& use : context.uses)
    for (const Group& group : use.groups) {
      for (const Clause* clause : group.purposes)
        for (const DeclId purpose : model::named(clause->value)) {
          addOnce(purposes, purpose);
          purposed.push_back(sourceOf(model, use.activity, *clause));
        }
      by_consent = by_consent && !marketsWithoutConsent(model, use.activity, group);
      if (isDirectMarketing(model, use.activity, group)) {
        for (const Clause* clause : group.purposes) marketing.push_back(sourceOf(model, use.activity, *clause));
        for (const Clause* clause : grants::effective(model, use.activity, nullptr, Word::message))
          marketing.push_back(sourceOf(model, use.activity, *clause));
      }
      for (const Datum& datum : group.data) {
        if (datum.entry->negated) continue;
        // A group is as sensitive as what is in it, which is what readers are told.
        for (const DeclId id : grants::members(model, datum.entry->decl))
          if (model.flagged(id, "special") || model.flagged(id, "criminal")) {
            addOnce(sensitive, id);
            delicate.push_back({use.activity, datum.entry->span});
          }
      }
      for (const Clause* clause : group.retains)
        if (clause->window.size() == 1 && clause->window.front().term.word == model::WindowWord::Forever)
          endless.push_back(sourceOf(model, use.activity, *clause));
      for (const Clause* clause : group.retains)
        if (givesTime(*clause)) timed.push_back(sourceOf(model, use.activity, *clause));
      if (model[use.activity].kind != Kind::Activity) continue;
      const Source activity{use.activity, model[use.activity].name_span};
      (hasTime(model, group) ? timed : untimed).push_back(activity);
    }
  if (purposes.size() > MostListed) {
    std::vector<DeclId> families;
    for (const DeclId purpose : purposes) addOnce(families, family(model, purpose));
    purposes = families;
  }
  if (!purposes.empty()) {
    const bool more = purposes.size() > MostListed;
    if (more) purposes.resize(MostListed);
    Phrases all;
    for (const DeclId purpose : purposes)
      all.push_back(words.phrase("short.purpose", {{"what", words.label(purpose)}}));
    out.push_back(words.say(more ? "short.purposes_more" : "short.purposes", {{"purposes", words.list(all)}},
                            merge({}, purposed)));
  }
  if (!sensitive.empty()) {
    Phrases all;
    for (const DeclId datum : sensitive) all.push_back(words.label(datum));
    out.push_back(words.say("short.sensitive", {{"data", words.list(all)}}, merge({}, delicate)));
  }
  if (!marketing.empty()) {
    const std::string place = placeOfRefusal(context, by_consent);
    const std::string_view key = by_consent ? "short.marketing_by_consent" : "short.marketing";
    // What one can do is promised only if it is told.
    const std::string_view bare = by_consent ? "short.marketing_by_consent_bare" : "short.marketing_bare";
    out.push_back(place.empty() ? words.say(bare, {}, merge({}, marketing))
                                : linked(words.say(key, {}, merge({}, marketing)), place));
  }
  std::vector<Source> shared;
  for (const Mention& mention : context.mentions) {
    const std::string_view role = roleOf(model, mention.recipient, mention.clause);
    if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
    shared.push_back(sourceOf(model, mention.activity, *mention.clause));
  }
  if (std::find(roles.begin(), roles.end(), "public") != roles.end()) {
    std::vector<Source> open;
    for (const Mention& mention : context.mentions)
      if (roleOf(model, mention.recipient, mention.clause) == "public")
        open.push_back(sourceOf(model, mention.activity, *mention.clause));
    out.push_back(linked(words.say("short.public", {}, merge({}, open)), "sharing"));
    std::erase(roles, "public");
  }
  if (!roles.empty()) {
    Phrases all;
    // An example stands last in its sentence: what comes after would be one too.
    const bool all_told = std::ranges::find(roles, "other") == roles.end();
    // "Public authorities and other organisations": not other authorities.
    for (const std::string_view role :
         {"processor", "joint_controller", "group_company", "authority", "counterpart", "controller", "other"}) {
      if (std::find(roles.begin(), roles.end(), role) == roles.end()) continue;
      // One company of its own kind is named: who it is may surprise.
      std::vector<DeclId> those;
      for (const Mention& mention : context.mentions)
        if (roleOf(model, mention.recipient, mention.clause) == role) addOnce(those, mention.recipient);
      // Who is named as an example is not the only one.
      const bool example = std::ranges::any_of(context.mentions, [&](const Mention& mention) {
        return mention.clause->value.open && roleOf(model, mention.recipient, mention.clause) == role;
      });
      const bool named = role != "processor" && role != "authority" && those.size() == 1 && !example;
      if (named) all.push_back(words.label(those.front()));
      else if (role == "controller" && all_told && (those.size() > 1 || example) &&
               !context.model[those.front()].standard) {
        all.push_back(
            words.phrase("short.role.controller_such", {{"who", words.label(those.front())}}, merge({}, shared)));
      } else {
        // "Other organisations and others" says "other" twice in Norwegian.
        const std::string_view more = role == "other" && !all.empty() ? "_too" : "";
        all.push_back(words.phrase("short.role." + std::string(role) + std::string(more), {}, merge({}, shared)));
      }
    }
    out.push_back(linked(words.say("short.sharing", {{"whom", words.list(all)}}), "sharing"));
  }
  if (const Blocks abroad = transfers(context); !abroad.empty()) {
    const bool outside = abroad.size() > 1;
    std::vector<Source> sources;
    Document part;
    part.sections = abroad;
    forEachSentence(part, [&](std::string_view, const Sentence& s) { sources = merge(std::move(sources), s.sources); });
    // What the policy adds there in its own words may say more than where the recipients are.
    const bool more = !prose(context, "transfers").empty() && prose(context, "in_short").empty();
    const Phrase country = outside ? onlyCountryAbroad(context) : Phrase();
    Sentence said = !country.empty()
                        ? words.say("short.transfers_one", {{"how", wayAbroad(context)}, {"where", country}}, sources)
                    : outside ? words.say("short.transfers", {{"how", wayAbroad(context)}}, sources)
                              : words.say(more ? "short.no_transfers_more" : "short.no_transfers", {}, sources);
    out.push_back(linked(std::move(said), "transfers"));
  }
  // A place to look at is promised only if something stands there.
  if (untimed.empty() && !timed.empty())
    out.push_back(linked(words.say("short.retention", {}, merge({}, timed)), "retention"));
  else if (!timed.empty())
    out.push_back(linked(words.say("short.retention_some", {}, merge(std::move(timed), untimed)), "retention"));
  else if (!untimed.empty()) out.push_back(words.say("short.retention_none", {}, merge({}, untimed)));
  if (!endless.empty())
    out.push_back(linked(words.say("short.retention_forever", {}, merge({}, endless)), "retention"));
  for (const Word word : {Word::profiling, Word::decision}) {
    const auto found = automation(context, word);
    const auto done = [&](const Use& use) {
      return std::ranges::any_of(found.sources, [&](const Source& source) { return source.decl == use.activity; });
    };
    const bool chosen = std::ranges::all_of(context.uses, [&](const Use& use) {
      return !done(use) || std::ranges::all_of(use.groups, [&](const Group& g) { return onConsentOnly(model, g); });
    });
    const std::string_view profiling = chosen ? "short.profiling_by_consent" : "short.profiling";
    if (found.is)
      out.push_back(
          linked(words.say(word == Word::profiling ? profiling : "short.decisions", {}, found.sources), "automated"));
    else if (found.is_not)
      out.push_back(linked(
          words.say(word == Word::profiling ? "automated.no_profiling" : "automated.no_decision", {}, found.sources),
          "automated"));
  }
  return out;
}

/// The policy is that of a processor: others answer for the data.
bool isProcessor(const Model& model) {
  const Clause* role = model.clause(model.only(Kind::Policy), Word::role);
  return role != nullptr && !role->value.entries.empty() && role->value.entries.front().written == "processor";
}

}  // namespace

Sentence documentTitle(const Context& context) {
  const Words& words = context.words;
  const DeclId policy = context.model.only(Kind::Policy);
  if (const Clause* title = context.model.clause(policy, Word::title); title != nullptr && !title->texts.empty())
    return words.heading(words.own(title->texts, {policy, title->span}));
  const Phrase who = controllers(context);
  if (who.empty()) return words.say("title.plain");
  return words.say("title.of", {{"who", who}});
}

Blocks front(const Context& context) {
  const Words& words = context.words;
  const Model& model = context.model;
  const DeclId policy = model.only(Kind::Policy);
  Blocks out;
  Sentences about;
  if (const Clause* clause = model.clause(policy, Word::version); clause != nullptr && !clause->value.strings.empty())
    about.push_back(
        words.say("front.version", {{"version", words.quoted(clause->value.strings.front(), {policy, clause->span})}}));
  if (const Clause* clause = model.clause(policy, Word::effective))
    about.push_back(words.say("front.effective", {{"date", words.date(clause->value.date, {policy, clause->span})}}));
  if (const Clause* clause = model.clause(policy, Word::reviewed)) {
    const Source source{policy, clause->span};
    if (clause->value.kind == model::ValueKind::Date)
      about.push_back(words.say("front.reviewed", {{"date", words.date(clause->value.date, source)}}));
    else if (!clause->value.entries.empty() && clause->value.entries.front().written == "none")
      about.insert(about.begin(), words.say("front.draft", {}, {source}));
  }
  const DeclId changes = model.only(Kind::Changes);
  if (const Clause* entry = model.clause(changes, Word::entry))
    about.push_back(
        linked(words.say(model.clause(changes, Word::supersedes) != nullptr ? "front.history" : "front.news", {},
                         {{changes, entry->span}}),
               "changes"));
  if (const Phrase where = earlierVersions(context); !where.empty())
    about.push_back(words.say("changes.earlier", {{"where", where}}));
  if (!about.empty()) out.push_back(paragraph(std::move(about)));

  Sentences who;
  if (const Phrase names = controllers(context); !names.empty())
    who.push_back(words.say(isProcessor(model) ? "front.processor" : "front.who", {{"who", names}}));
  else if (!model.own(Kind::Controller).empty()) who.push_back(words.say("responsible.nobody", {}, unnamed(context)));
  for (const Clause* clause : model.clauses(policy, Word::audience)) {
    Phrases people;
    Phrases places;
    for (const DeclId id : model::named(clause->value))
      (model[id].kind == Kind::Place ? places : people).push_back(words.label(id));
    const Source source{policy, clause->span};
    if (!people.empty() && !places.empty()) {
      who.push_back(
          words.say("front.audience_places", {{"whom", words.list(people)}, {"where", words.list(places)}}, {source}));
      continue;
    }
    if (!people.empty()) who.push_back(words.say("front.audience", {{"whom", words.list(people)}}, {source}));
    if (!places.empty()) who.push_back(words.say("front.places", {{"where", words.list(places)}}, {source}));
  }
  if (!who.empty()) out.push_back(paragraph(std::move(who)));

  if (Sentences lines = inShort(context); !lines.empty()) {
    std::vector<Blocks> items;
    const auto sent = std::ranges::find_if(
        lines, [](const Sentence& line) { return line.key.find("transfers") != std::string::npos; });
    for (Sentence& line : lines) items.push_back(cell(std::move(line)));
    // What the policy adds there stands after where data go.
    auto at = items.begin() + (sent == lines.end() ? std::ssize(items) : sent - lines.begin() + 1);
    for (Block& own : prose(context, "in_short")) at = items.insert(at, {std::move(own)}) + 1;
    Block box;
    box.kind = BlockKind::Box;
    box.id = "in-short";
    box.sentences.push_back(words.say("section.in_short"));
    box.blocks.push_back(bullets(std::move(items)));
    out.push_back(std::move(box));
  }

  Sentences rights_line;
  for (const Phrase& some : rightsInShort(context))
    rights_line.push_back(words.say(rights_line.empty() ? "front.rights" : "front.rights_too", {{"rights", some}}));
  const DeclId rights_id = model.only(Kind::Rights);
  for (const Clause* clause : model.clauses(rights_id, Word::contact)) {
    Phrases where;
    for (const DeclId contact : model::named(clause->value)) where.push_back(contactPhrase(context, contact));
    if (!where.empty())
      rights_line.push_back(
          words.say("front.contact", {{"where", words.list(where, ListKind::Or)}}, {{rights_id, clause->span}}));
  }
  for (const Clause* clause : model.clauses(rights_id, Word::complain))
    if (const Phrase where = words.names(clause->value, {rights_id, clause->span}); !where.empty())
      rights_line.push_back(words.say(complainKey(model, "front.complain"), {{"where", where}}));
  if (!rights_line.empty()) out.push_back(paragraph(std::move(rights_line)));
  return out;
}

}  // namespace vern::statement
