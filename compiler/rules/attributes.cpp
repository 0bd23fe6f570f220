#include "compiler/rules/attributes.h"

#include <algorithm>
#include <array>
#include <map>

#include "compiler/model/describe.h"
#include "compiler/model/schema.h"
#include "compiler/rules/computed.h"
#include "compiler/support/check.h"

namespace vern::rules {

namespace {

using model::ClauseRule;
using model::Takes;

constexpr Kinds AllTerms = Kind::Party | Kind::Subject | Kind::Data | Kind::Purpose | Kind::Measure | Kind::Channel |
                           Kind::Place | Kind::Circumstance | Kind::Recipient | Kind::Basis | Kind::Condition |
                           Kind::Safeguard | Kind::Right | Kind::Event | Kind::State | Kind::Choice | Kind::Activity |
                           Kind::Tracker | Kind::Promise | Kind::Contact;
constexpr Kinds Law = Kind::Law | Kind::Section;
constexpr Kinds Actors = Kind::Party | Kind::Subject | Kind::Recipient | Kind::Controller;
constexpr Kinds Moments = Kind::Circumstance | Kind::State | Kind::Event | Kind::Party;

/// Filled with the tables of attributes, by one thread.
std::vector<std::string_view>& choiceLists() {
  static std::vector<std::string_view> lists{""};
  return lists;
}

Type one(Kinds kinds, std::string_view choices = {}) {
  Type type;
  type.scalars = bit(Scalar::Thing);
  type.kinds = kinds;
  if (choices.empty()) return type;
  auto& lists = choiceLists();
  const auto known = std::find(lists.begin(), lists.end(), choices);
  type.choices = static_cast<std::uint8_t>(known - lists.begin());
  if (known == lists.end()) lists.push_back(choices);
  return type;
}
Type many(Kinds kinds, std::string_view choices = {}) {
  Type type = one(kinds, choices);
  type.set = true;
  return type;
}
Type scalar(Scalar s) {
  Type type;
  type.scalars = bit(s);
  return type;
}

/// The type of what a clause holds. A text clause holds its text.
Type typeOf(const ClauseRule& rule) {
  Type type = one(rule.kinds, rule.choices);
  // Words that no list knows: `house yes`.
  const Scalars name = rule.kinds.empty() ? bit(Scalar::Word) : bit(Scalar::Thing);
  switch (rule.takes) {
    case Takes::Nothing:
    case Takes::Text:
    case Takes::TextsInQuotes: type.scalars = bit(Scalar::Text); break;
    case Takes::Name:
    case Takes::Names: type.scalars = name; break;
    case Takes::Date: type.scalars = bit(Scalar::Date); break;
    case Takes::Number: type.scalars = bit(Scalar::Number); break;
    case Takes::Duration: type.scalars = bit(Scalar::Duration); break;
    case Takes::Window: type.scalars = bit(Scalar::Window); break;
    case Takes::NameOrText: type.scalars = static_cast<Scalars>(name | bit(Scalar::Text)); break;
    case Takes::NameOrDuration:
      type.scalars = static_cast<Scalars>(name | bit(Scalar::Duration) | bit(Scalar::Number));
      break;
    case Takes::NameOrDate: type.scalars = static_cast<Scalars>(name | bit(Scalar::Date)); break;
    case Takes::NameOrNumber: type.scalars = static_cast<Scalars>(name | bit(Scalar::Number)); break;
    case Takes::RuleIds:
    case Takes::Verb: type.scalars = bit(Scalar::Word); break;
  }
  type.set = rule.takes == Takes::Names || rule.takes == Takes::TextsInQuotes || rule.repeats;
  return type;
}

struct Tables {
  std::array<std::vector<Attribute>, model::KindCount> kinds;
  std::map<Relation, std::vector<Attribute>> relations;

  Tables() {
    for (std::size_t k = 0; k < model::KindCount; ++k) addClauses(static_cast<Kind>(k));
    addComputed();
    addRelations();
  }

  void add(Kind kind, std::string name, Type type, std::function<Slot(const World&, const Thing&)> read) {
    auto& list = kinds[static_cast<std::size_t>(kind)];
    std::erase_if(list, [&](const Attribute& a) { return a.name == name; });
    list.push_back({std::move(name), type, std::move(read), -1});
  }

  void addClauses(Kind kind) {
    for (const ClauseRule& rule : model::clauseRules(kind)) {
      const Word word = rule.word;
      Type type = typeOf(rule);
      add(kind, std::string(spelling(word)), type,
          [word](const World& world, const Thing& thing) { return world.slot(thing, word); });
    }
  }

  void addJoin(Kind kind, std::string name, Type type, std::string_view join) {
    add(kind, std::move(name), type,
        [join](const World& world, const Thing& thing) { return world.joined(thing, join); });
  }

  void addComputed() {
    for (const Kind kind :
         {Kind::Subject, Kind::Data, Kind::Purpose, Kind::Basis, Kind::Recipient, Kind::Event, Kind::Tracker}) {
      add(kind, "own_label", scalar(Scalar::Truth), computed::ownLabel);
      add(kind, "own_term", scalar(Scalar::Truth), computed::ownTerm);
      add(kind, "label", scalar(Scalar::Text), computed::labelOf);
      add(kind, "unspecified", scalar(Scalar::Truth), computed::unspecified);
    }
    addJoin(Kind::Basis, "section", many(Law), "under");
    addJoin(Kind::Basis, "parties", many(Actors), "with");
    addJoin(Kind::Basis, "given_by", many(Actors), "by");
    add(Kind::Basis, "covered_purposes", many(Kind::Purpose), computed::coveredPurposes);
    add(Kind::Basis, "interest", scalar(Scalar::Text), computed::interest);
    addJoin(Kind::Condition, "section", many(Law), "under");
    addJoin(Kind::Data, "circumstance", many(Moments), "when");
    addJoin(Kind::Recipient, "circumstance", many(Moments), "when");
    add(Kind::Recipient, "role", one(Kind::Choice, "role"), computed::roleOf);
    add(Kind::Recipient, "roles", many(Kind::Choice, "role"), computed::roleOf);
    add(Kind::Recipient, "places", many(Kind::Place),
        [](const World& world, const Thing& thing) { return world.places(thing); });
    add(Kind::Recipient, "chain", many(Kind::Recipient),
        [](const World& world, const Thing& thing) { return world.chain(thing); });
    add(Kind::Rights, "authority", many(Kind::Recipient),
        [](const World& world, const Thing& thing) { return world.slot(thing, Word::complain); });
    for (const Kind kind : {Kind::Activity, Kind::Tracker}) {
      add(kind, "share_open", scalar(Scalar::Truth),
          [](const World& world, const Thing& thing) { return computed::isOpen(world, thing, Word::share); });
      add(kind, "data_open", scalar(Scalar::Truth),
          [](const World& world, const Thing& thing) { return computed::isOpen(world, thing, Word::data); });
    }
    add(Kind::Activity, "purpose_hedged", scalar(Scalar::Truth),
        [](const World& world, const Thing& thing) { return computed::isHedged(world, thing, Word::purpose); });
    add(Kind::Activity, "data_hedged", scalar(Scalar::Truth),
        [](const World& world, const Thing& thing) { return computed::isHedged(world, thing, Word::data); });
    for (const Kind kind : {Kind::Activity, Kind::Tracker})
      for (const Word word : {Word::logic, Word::effect})
        add(kind, std::string(spelling(word)), typeOf(*model::clauseRule(kind, word)),
            [word](const World& world, const Thing& thing) { return computed::withDecision(world, thing, word); });
    add(Kind::Activity, "otherwise", scalar(Scalar::Text), computed::consequence);
    add(Kind::Promise, "kept_out_of", many(Kind::Place), computed::keptOutOf);
    add(Kind::Promise, "not_used_for", many(Kind::Purpose), computed::notUsedFor);
    addJoin(Kind::Choice, "circumstance", many(Moments), "when");
    add(Kind::Right, "only_to_others", scalar(Scalar::Truth), computed::onlyToOthers);
    add(Kind::Data, "everything", scalar(Scalar::Truth), computed::everything);
    add(Kind::Right, "proof", many(Kind::Choice | Kind::Data, "proof"), [](const World& world, const Thing& right) {
      return computed::overMentions(world, right,
                                    [&](const Thing& mention) { return world.slot(mention, Word::proof); });
    });
    add(Kind::Right, "exceptions", many(Kind::Basis | Law | Moments | Kind::Data | Kind::Purpose),
        computed::exceptions);
    add(Kind::Place, "adequate", scalar(Scalar::Truth), [](const World& world, const Thing& thing) {
      const Truth value = world.adequate(thing);
      return slotOf(valueOf(value), world.place(thing));
    });
    add(Kind::Policy, "dpo", one(Kind::Dpo), [](const World& world, const Thing&) { return world.dpo(); });
    add(Kind::Policy, "rights", one(Kind::Rights), [](const World& world, const Thing&) {
      const Thing rights = world.sole(Kind::Rights);
      return slotOf(rights, world.place(rights));
    });
    add(Kind::Measure, "deadline", scalar(Scalar::Duration), computed::deadline);
    add(Kind::Rights, "answer", scalar(Scalar::Duration), computed::answerTime);
    add(Kind::Right, "way",
        many(Kind::Channel | Kind::Choice | Kind::Contact | Kind::Party | Kind::Recipient | Kind::Right),
        [](const World& world, const Thing& right) {
          return computed::overMentions(world, right,
                                        [&](const Thing& mention) { return world.joined(mention, "through"); });
        });
    add(Kind::Right, "explained", scalar(Scalar::Truth), computed::explained);
    add(Kind::Right, "apart", scalar(Scalar::Truth), computed::apart);
    add(Kind::Right, "section", many(Law), computed::underLaw);
    add(Kind::Subject, "oldest", scalar(Scalar::Number), computed::oldest);
    add(Kind::Basis, "declaration", one(Kind::Basis), computed::declarationOf);
    add(Kind::Recipient, "declaration", one(Kind::Recipient), computed::declarationOf);
    add(Kind::Data, "as_examples", scalar(Scalar::Truth),
        [](const World& world, const Thing& thing) { return computed::isOpen(world, thing, Word::includes_data); });
    add(Kind::Circumstance, "own_label", scalar(Scalar::Truth), computed::ownLabel);
  }

  template <class Column>
  void column(Relation relation, Column index, std::string_view name, Type type) {
    auto& list = relations[relation];
    VERN_CHECK(list.size() == static_cast<std::size_t>(index) && list.size() < MostColumns,
               "a column stands in the wrong order");
    const auto i = static_cast<std::size_t>(index);
    list.push_back({std::string(name), type, [i](const World&, const Thing& thing) { return thing.row->column(i); },
                    static_cast<int>(i)});
  }

  void addRelations() {
    const Kinds activity = Kind::Activity | Kind::Tracker;
#define VERN_COLUMN(relation, table, name, ...) column(Relation::relation, table##Column::name, #name, __VA_ARGS__)
    VERN_COLUMN(Grants, Grant, activity, one(activity));
    VERN_COLUMN(Grants, Grant, subject, one(Kind::Subject));
    VERN_COLUMN(Grants, Grant, datum, one(Kind::Data));
    VERN_COLUMN(Grants, Grant, purpose, one(Kind::Purpose));
    VERN_COLUMN(Grants, Grant, basis, one(Kind::Basis));
    VERN_COLUMN(Grants, Grant, bases, many(Kind::Basis));
    VERN_COLUMN(Grants, Grant, condition, many(Kind::Condition));
    VERN_COLUMN(Grants, Grant, source, many(Kind::Choice | Kind::Party | Kind::Subject | Kind::Recipient, "source"));
    VERN_COLUMN(Grants, Grant, circumstance, many(Moments));
    VERN_COLUMN(Grants, Grant, window, scalar(Scalar::Window));
    VERN_COLUMN(Grants, Grant, form, many(Kind::Choice, "form"));
    VERN_COLUMN(Grants, Grant, message, many(Kind::Basis | Kind::Choice));
    VERN_COLUMN(Grants, Grant, device, many(Kind::Basis));
    VERN_COLUMN(Grants, Grant, events, many(Kind::Event));
    VERN_COLUMN(Grants, Grant, consents, many(Kind::Basis));

    VERN_COLUMN(Kept, Kept, activity, one(activity));
    VERN_COLUMN(Kept, Kept, datum, one(Kind::Data));
    VERN_COLUMN(Kept, Kept, purposes, many(Kind::Purpose));
    VERN_COLUMN(Kept, Kept, window, scalar(Scalar::Window));
    VERN_COLUMN(Kept, Kept, minimum, scalar(Scalar::Window));
    VERN_COLUMN(Kept, Kept, section, many(Law));
    VERN_COLUMN(Kept, Kept, circumstance, many(Moments));
    VERN_COLUMN(Kept, Kept, disposal, one(Kind::Choice, "disposal"));
    VERN_COLUMN(Kept, Kept, form, many(Kind::Choice, "form"));
    VERN_COLUMN(Kept, Kept, events, many(Kind::Event));
    VERN_COLUMN(Kept, Kept, reason, scalar(Scalar::Text));
    VERN_COLUMN(Kept, Kept, keeps, many(Kind::Data));
    VERN_COLUMN(Kept, Kept, needs, many(Kind::Event));

    VERN_COLUMN(Retentions, Retention, activity, one(activity));
    VERN_COLUMN(Retentions, Retention, data, many(Kind::Data));
    VERN_COLUMN(Retentions, Retention, purposes, many(Kind::Purpose));
    VERN_COLUMN(Retentions, Retention, window, scalar(Scalar::Window));
    VERN_COLUMN(Retentions, Retention, duration, scalar(Scalar::Duration));
    VERN_COLUMN(Retentions, Retention, clock, one(Kind::Event));
    VERN_COLUMN(Retentions, Retention, minimum, scalar(Scalar::Window));
    VERN_COLUMN(Retentions, Retention, section, many(Law));
    VERN_COLUMN(Retentions, Retention, circumstance, many(Moments));
    VERN_COLUMN(Retentions, Retention, disposal, one(Kind::Choice, "disposal"));
    VERN_COLUMN(Retentions, Retention, events, many(Kind::Event));
    VERN_COLUMN(Retentions, Retention, reason, scalar(Scalar::Text));
    VERN_COLUMN(Retentions, Retention, ordinary, scalar(Scalar::Window));
    VERN_COLUMN(Retentions, Retention, ordinary_clock, one(Kind::Event));

    VERN_COLUMN(Shares, Share, activity, one(activity));
    VERN_COLUMN(Shares, Share, recipient, one(Kind::Recipient));
    VERN_COLUMN(Shares, Share, role, one(Kind::Choice, "role"));
    VERN_COLUMN(Shares, Share, circumstance, many(Moments));
    VERN_COLUMN(Shares, Share, basis, many(Kind::Basis));
    VERN_COLUMN(Shares, Share, purpose, many(Kind::Purpose));
    VERN_COLUMN(Shares, Share, places, many(Kind::Place));
    VERN_COLUMN(Shares, Share, safeguard, many(Kind::Safeguard));
    VERN_COLUMN(Shares, Share, copy, scalar(Scalar::Text));
    VERN_COLUMN(Shares, Share, section, many(Law));

    VERN_COLUMN(Disclosures, Disclosure, activity, one(activity));
    VERN_COLUMN(Disclosures, Disclosure, recipient, one(Kind::Recipient));
    VERN_COLUMN(Disclosures, Disclosure, role, one(Kind::Choice, "role"));
    VERN_COLUMN(Disclosures, Disclosure, circumstance, many(Moments));
    VERN_COLUMN(Disclosures, Disclosure, country, one(Kind::Place));
    VERN_COLUMN(Disclosures, Disclosure, safeguard, many(Kind::Safeguard));
    VERN_COLUMN(Disclosures, Disclosure, copy, scalar(Scalar::Text));

    VERN_COLUMN(Refutations, Refutation, promise, one(Kind::Promise | Kind::Claim));
    VERN_COLUMN(Refutations, Refutation, verb, scalar(Scalar::Word));
    VERN_COLUMN(Refutations, Refutation, sentence, scalar(Scalar::Text));
    VERN_COLUMN(Refutations, Refutation, activity, one(activity));
    VERN_COLUMN(Refutations, Refutation, place, scalar(Scalar::Text));
    VERN_COLUMN(Refutations, Refutation, subject, one(Kind::Subject));
    VERN_COLUMN(Refutations, Refutation, datum, one(Kind::Data));
    VERN_COLUMN(Refutations, Refutation, purpose, one(Kind::Purpose));
    VERN_COLUMN(Refutations, Refutation, recipient, one(Kind::Recipient));
    VERN_COLUMN(Refutations, Refutation, country, one(Kind::Place));
    VERN_COLUMN(Refutations, Refutation, excepted, scalar(Scalar::Truth));
    VERN_COLUMN(Refutations, Refutation, taken_back, scalar(Scalar::Truth));
    VERN_COLUMN(Refutations, Refutation, recipient_named, scalar(Scalar::Truth));
    VERN_COLUMN(Refutations, Refutation, first_sentence, scalar(Scalar::Text));
    VERN_COLUMN(Refutations, Refutation, hedged, scalar(Scalar::Truth));

    VERN_COLUMN(Dead, Dead, declaration, one(AllTerms));
    VERN_COLUMN(Dead, Dead, place, scalar(Scalar::Text));

    VERN_COLUMN(Overlaps, Overlap, differs, scalar(Scalar::Word));
    VERN_COLUMN(Overlaps, Overlap, activity, one(activity));
    VERN_COLUMN(Overlaps, Overlap, other, one(activity));
    VERN_COLUMN(Overlaps, Overlap, subject, one(Kind::Subject));
    VERN_COLUMN(Overlaps, Overlap, datum, one(Kind::Data));
    VERN_COLUMN(Overlaps, Overlap, purpose, one(Kind::Purpose));
    VERN_COLUMN(Overlaps, Overlap, place, scalar(Scalar::Text));
    VERN_COLUMN(Overlaps, Overlap, other_place, scalar(Scalar::Text));

    VERN_COLUMN(Unused, Unused, declaration, one(AllTerms));

    Kinds every;
    every.bits = (std::uint64_t{1} << model::KindCount) - 1;
    VERN_COLUMN(Texts, Text, text, scalar(Scalar::Text));
    VERN_COLUMN(Texts, Text, declaration, one(every));

    VERN_COLUMN(Passages, Passage, text, scalar(Scalar::Text));
    VERN_COLUMN(Passages, Passage, longest, scalar(Scalar::Number));
    VERN_COLUMN(Passages, Passage, lix, scalar(Scalar::Number));
    VERN_COLUMN(Passages, Passage, declaration, one(every));

    VERN_COLUMN(Words, Word, word, scalar(Scalar::Text));
    VERN_COLUMN(Words, Word, vocabulary, one(Kind::Vocabulary));
    VERN_COLUMN(Words, Word, declaration, one(every));

    VERN_COLUMN(Citations, Citation, law, one(Law));
    VERN_COLUMN(Citations, Citation, declaration, one(every));

    VERN_COLUMN(Limits, Limit, row, one(Kind::Row));
    VERN_COLUMN(Limits, Limit, data, many(Kind::Data));
    VERN_COLUMN(Limits, Limit, sector, many(Kind::Choice, "sector"));
    VERN_COLUMN(Limits, Limit, minimum, scalar(Scalar::Window));
    VERN_COLUMN(Limits, Limit, maximum, scalar(Scalar::Window));
    VERN_COLUMN(Limits, Limit, circumstance, many(Moments));
    VERN_COLUMN(Limits, Limit, section, many(Law));
#undef VERN_COLUMN
  }
};

const Tables& tables() {
  static const Tables built;
  return built;
}

constexpr std::pair<std::string_view, Root> Roots[] = {
    {"policies", {Root::Is::Declared, Kind::Policy, {}}},
    {"controllers", {Root::Is::Declared, Kind::Controller, {}}},
    {"contacts", {Root::Is::Declared, Kind::Contact, {}}},
    {"activities", {Root::Is::Declared, Kind::Activity, {}}},
    {"trackers", {Root::Is::Declared, Kind::Tracker, {}}},
    {"recipients", {Root::Is::Declared, Kind::Recipient, {}}},
    {"subjects", {Root::Is::Declared, Kind::Subject, {}}},
    {"data", {Root::Is::Declared, Kind::Data, {}}},
    {"purposes", {Root::Is::Declared, Kind::Purpose, {}}},
    {"bases", {Root::Is::Declared, Kind::Basis, {}}},
    {"events", {Root::Is::Declared, Kind::Event, {}}},
    {"states", {Root::Is::Declared, Kind::State, {}}},
    {"promises", {Root::Is::Declared, Kind::Promise, {}}},
    {"claims", {Root::Is::Declared, Kind::Claim, {}}},
    {"duties", {Root::Is::Declared, Kind::Duty, {}}},
    {"definitions", {Root::Is::Declared, Kind::Definition, {}}},
    {"grants", {Root::Is::Relation, {}, Relation::Grants}},
    {"kept", {Root::Is::Relation, {}, Relation::Kept}},
    {"retentions", {Root::Is::Relation, {}, Relation::Retentions}},
    {"shares", {Root::Is::Relation, {}, Relation::Shares}},
    {"disclosures", {Root::Is::Relation, {}, Relation::Disclosures}},
    {"refutations", {Root::Is::Relation, {}, Relation::Refutations}},
    {"dead", {Root::Is::Relation, {}, Relation::Dead}},
    {"overlaps", {Root::Is::Relation, {}, Relation::Overlaps}},
    {"unused", {Root::Is::Relation, {}, Relation::Unused}},
    {"storage_limits", {Root::Is::Relation, {}, Relation::Limits}},
    {"texts", {Root::Is::Relation, {}, Relation::Texts}},
    {"passages", {Root::Is::Relation, {}, Relation::Passages}},
    {"words", {Root::Is::Relation, {}, Relation::Words}},
    {"citations", {Root::Is::Relation, {}, Relation::Citations}},
    {"policy", {Root::Is::Sole, Kind::Policy, {}}},
    {"rights", {Root::Is::Sole, Kind::Rights, {}}},
    {"changes", {Root::Is::Sole, Kind::Changes, {}}},
    {"security", {Root::Is::Sole, Kind::Security, {}}},
    {"scope", {Root::Is::Sole, Kind::Scope, {}}},
    {"defaults", {Root::Is::Sole, Kind::Defaults, {}}},
};

/// A relation by the name of one of its rows, for the parameters of `define`.
constexpr std::pair<std::string_view, Relation> RowNames[] = {
    {"grant", Relation::Grants},           {"kept", Relation::Kept},
    {"retention", Relation::Retentions},   {"share", Relation::Shares},
    {"disclosure", Relation::Disclosures}, {"refutation", Relation::Refutations},
    {"overlap", Relation::Overlaps},       {"limit", Relation::Limits},
};

}  // namespace

std::string_view choicesCalled(std::uint8_t list) { return choiceLists()[list]; }

const std::vector<Attribute>& attributes(Kind kind) { return tables().kinds[static_cast<std::size_t>(kind)]; }

const std::vector<Attribute>& attributes(Relation relation) {
  static const std::vector<Attribute> none;
  const auto found = tables().relations.find(relation);
  return found == tables().relations.end() ? none : found->second;
}

const Attribute* attribute(Kind kind, std::string_view name) {
  for (const Attribute& a : attributes(kind))
    if (a.name == name) return &a;
  return nullptr;
}

const Attribute* attribute(Relation relation, std::string_view name) {
  for (const Attribute& a : attributes(relation))
    if (a.name == name) return &a;
  return nullptr;
}

bool isNeverSilent(const Attribute& attribute) { return attribute.type.scalars == bit(Scalar::Truth); }

bool isNeverSilent(Relation relation) {
  switch (relation) {
    case Relation::Refutations:
    case Relation::Dead:
    case Relation::Overlaps:
    case Relation::Unused:
    case Relation::Limits:
    case Relation::Texts:
    case Relation::Passages:
    case Relation::Words:
    case Relation::Citations: return true;
    case Relation::None:
    case Relation::Grants:
    case Relation::Kept:
    case Relation::Retentions:
    case Relation::Shares:
    case Relation::Disclosures: return false;
  }
  return false;
}

DeclId rightCalled(const model::Model& model, std::string_view name) { return model.find(Kind::Right, name); }

std::optional<Root> rootCalled(std::string_view name) {
  for (const auto& [root_name, root] : Roots)
    if (root_name == name) return root;
  return std::nullopt;
}

std::vector<std::string_view> rootNames() {
  std::vector<std::string_view> out;
  for (const auto& [name, root] : Roots) out.push_back(name);
  return out;
}

Type typeOf(const Root& root) {
  Type type;
  type.scalars = bit(Scalar::Thing);
  type.set = root.is != Root::Is::Sole;
  type.relation = root.relation;
  if (root.is != Root::Is::Relation) type.kinds = root.kind;
  return type;
}

std::optional<Type> typeCalled(std::string_view name) {
  // Where a section may stand, so may the whole of a law.
  if (const auto kind = model::kindFrom(name)) return one(*kind == Kind::Section ? Law : Kinds(*kind));
  for (const auto& [word, relation] : RowNames) {
    if (word != name) continue;
    Type type;
    type.scalars = bit(Scalar::Thing);
    type.relation = relation;
    return type;
  }
  return std::nullopt;
}

diag::Words describe(const Type& type) {
  using diag::phrase;
  if (type.relation != Relation::None) {
    for (const auto& [name, root] : Roots)
      if (root.is == Root::Is::Relation && root.relation == type.relation)
        return phrase("", "`" + std::string(name) + "`");
  }
  if (!type.kinds.empty()) return model::withArticle(type.kinds);
  if (type.can(Scalar::Truth)) return phrase("type.truth", "true or false");
  if (type.can(Scalar::Duration)) return phrase("type.duration", "a length of time");
  if (type.can(Scalar::Window)) return phrase("type.window", "a time to keep data");
  if (type.can(Scalar::Date)) return phrase("type.date", "a date");
  if (type.can(Scalar::Number)) return phrase("type.number", "a number");
  if (type.can(Scalar::Text)) return phrase("type.text", "a text");
  return phrase("type.word", "a word");
}

}  // namespace vern::rules
