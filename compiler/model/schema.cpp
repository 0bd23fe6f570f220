#include "compiler/model/schema.h"

#include <array>

namespace vern::model {

namespace {

using enum Takes;
using W = Word;
constexpr Kinds Actors = Kind::Party | Kind::Subject | Kind::Recipient | Kind::Controller;
constexpr Kinds Conditions = Kind::Circumstance | Kind::State | Kind::Event | Kind::Party;
constexpr Kinds Ways = Kind::Channel | Kind::Choice | Kind::Contact | Kind::Party | Kind::Recipient | Kind::Right;
constexpr Kinds Law = Kind::Law | Kind::Section;
constexpr Kinds None;

// Clauses of a term of any taxonomy. They stand last in each kind, for they interest those least who write a policy.
#define VERN_TERM(kind)                                                                           \
  {kind, W::means, Nothing, None, {}, false}, {kind, W::flags, Names, None, {}, false},           \
      {kind, W::alias, Names, None, {}, false}, {kind, W::dpv, Text, None, {}, false},            \
      {kind, W::match, Name, None, {}, false}, {kind, W::fides, Text, None, {}, false},           \
      {kind, W::fides_match, Name, None, {}, false}, {kind, W::successor, Name, kind, {}, false}, \
      {kind, W::retired, Date, None, {}, false}, {kind, W::short_, Nothing, None, {}, false},     \
      {kind, W::called, Nothing, None, {}, false}, {kind, W::article, Text, None, {}, false},     \
      {kind, W::letter, Text, None, {}, false}, {kind, W::cites, Names, Law, {}, false},          \
      {kind, W::accept, RuleIds, None, {}, true}, {                                               \
    kind, W::noun, Nothing, None, {}, false                                                       \
  }

// What an activity says, and what holds for one of its data as well.
#define VERN_ACTIVITY(kind)                                                                                           \
  {kind, W::title, Nothing, None, {}, false}, {kind, W::subjects, Names, Kind::Subject, {}, true},                    \
      {kind, W::data, Names, Kind::Data, {}, true}, {kind, W::purpose, Names, Kind::Purpose, {}, true},               \
      {kind, W::basis, Names, Kind::Basis, {}, true}, {kind, W::condition, Names, Kind::Condition, {}, true},         \
      {kind, W::interest, Nothing, None, {}, false}, {kind, W::device, Names, Kind::Basis, {}, true},                 \
      {kind, W::message, Names, Kind::Basis | Kind::Choice, "message_rule", true},                                    \
      {kind, W::source, Names, Kind::Choice | Kind::Party | Kind::Subject | Kind::Recipient, "source", true},         \
      {kind, W::share, Names, Kind::Recipient, {}, true}, {kind, W::retain, Window, None, {}, true},                  \
      {kind, W::provide, Name, Kind::Choice, "provide", true}, {kind, W::applies, Nothing, None, {}, false},          \
      {kind, W::combine, Names, Kind::Data | Kind::Activity, {}, true},                                               \
      {kind, W::reuses, Names, Kind::Activity, {}, true},                                                             \
      {kind, W::profiling, Name, Kind::Choice, "profiling_kind", false},                                              \
      {kind, W::decision, Name, Kind::Choice, "decision_kind", true}, {kind, W::inputs, Names, Kind::Data, {}, true}, \
      {kind, W::logic, Nothing, None, {}, false}, {kind, W::effect, Nothing, None, {}, true},                         \
      {kind, W::otherwise, Nothing, None, {}, false}, {kind, W::measures, Names, Kind::Measure, {}, true},            \
      {kind, W::form, Name, Kind::Choice, "form", true},                                                              \
      {kind, W::relinked, Names, Kind::Party | Kind::Recipient, {}, true},                                            \
      {kind, W::history, Name, Kind::Choice, "history", true}, {kind, W::text, Nothing, None, {}, true},              \
      {kind, W::see, NameOrText, None, {}, true}, {kind, W::accept, RuleIds, None, {}, true},                         \
      {kind, W::located, Names, Kind::Place, {}, true}, {kind, W::safeguard, Names, Kind::Safeguard, {}, true},       \
      {kind, W::secrecy, Names, Law, {}, true}, {kind, W::copy, Nothing, None, {}, false}, {                          \
    kind, W::cites, Names, Law, {}, true                                                                              \
  }

#define VERN_PROMISE(kind)                                                                             \
  {kind, W::process, Names, Kind::Data, {}, true}, {kind, W::collect, Names, Kind::Data, {}, true},    \
      {kind, W::use, Names, Kind::Data, {}, true}, {kind, W::store, Names, Kind::Data, {}, true},      \
      {kind, W::keep, Names, Kind::Data, {}, true}, {kind, W::share, Names, Kind::Data, {}, true},     \
      {kind, W::transfer, Names, Kind::Data, {}, true}, {kind, W::sell, Names, Kind::Data, {}, true},  \
      {kind, W::identify, Names, Kind::Subject | Kind::Data, {}, true},                                \
      {kind, W::combine, Names, Kind::Data, {}, true}, {kind, W::access, Names, Kind::Data, {}, true}, \
      {kind, W::text, Nothing, None, {}, true}, {kind, W::accept, RuleIds, None, {}, true}, {          \
    kind, W::cites, Names, Law, {}, true                                                               \
  }

constexpr ClauseRule Rules[] = {
    {Kind::Policy, W::version, Text, None, {}, false},
    {Kind::Policy, W::effective, Date, None, {}, false},
    {Kind::Policy, W::reviewed, NameOrDate, Kind::Choice, {}, false},
    {Kind::Policy, W::languages, Names, None, {}, false},
    {Kind::Policy, W::audience, Names, Kind::Subject | Kind::Place, {}, false},
    {Kind::Policy, W::profile, Name, Kind::Choice, "profile", false},
    {Kind::Policy, W::role, Name, Kind::Choice, "policy_role", false},
    {Kind::Policy, W::edition, Number, None, {}, false},
    {Kind::Policy, W::title, Nothing, None, {}, false},
    {Kind::Policy, W::web, TextsInQuotes, None, {}, false},
    {Kind::Policy, W::accept, RuleIds, None, {}, true},

    {Kind::Controller, W::name, Text, None, {}, false},
    {Kind::Controller, W::brand, TextsInQuotes, None, {}, true},
    {Kind::Controller, W::org_number, Text, None, {}, false},
    {Kind::Controller, W::kind, Name, Kind::Choice, "controller_kind", false},
    {Kind::Controller, W::sector, Names, Kind::Choice, "sector", false},
    {Kind::Controller, W::country, Name, Kind::Place, {}, false},
    {Kind::Controller, W::led_by, NameOrText, None, {}, false},
    {Kind::Controller, W::delegates, Nothing, None, {}, true},
    {Kind::Controller, W::contact, Names, Kind::Contact, {}, true},
    {Kind::Controller, W::address, Text, None, {}, false},
    {Kind::Controller, W::email, Text, None, {}, false},
    {Kind::Controller, W::phone, Text, None, {}, true},
    {Kind::Controller, W::web, TextsInQuotes, None, {}, true},
    {Kind::Controller, W::role, Names, Kind::Choice, "role", true},
    {Kind::Controller, W::arrangement, Name, Kind::Choice, "agreement", false},
    {Kind::Controller, W::representative, NameOrText, Kind::Party | Kind::Contact, {}, false},
    {Kind::Controller, W::text, Nothing, None, {}, true},
    {Kind::Controller, W::accept, RuleIds, None, {}, true},

    {Kind::Contact, W::email, NameOrText, None, {}, true},
    {Kind::Contact, W::phone, NameOrText, None, {}, true},
    {Kind::Contact, W::visit_address, NameOrText, None, {}, false},
    {Kind::Contact, W::post_address, NameOrText, None, {}, false},
    {Kind::Contact, W::web, NameOrText, None, {}, true},
    {Kind::Contact, W::handles, Names, Kind::Choice, "topic", true},
    {Kind::Contact, W::text, Nothing, None, {}, true},
    {Kind::Contact, W::accept, RuleIds, None, {}, true},

    {Kind::Dpo, W::contact, Names, Kind::Contact, {}, true},
    {Kind::Dpo, W::called, Nothing, None, {}, true},
    {Kind::Dpo, W::text, Nothing, None, {}, true},
    {Kind::Dpo, W::see, NameOrText, None, {}, true},
    {Kind::Dpo, W::accept, RuleIds, None, {}, true},

    {Kind::Scope,
     W::covers,
     Names,
     Kind::Subject | Kind::Party | Kind::Channel | Kind::Place | Kind::Controller | Kind::Activity,
     {},
     true},
    {Kind::Scope,
     W::excludes,
     Names,
     Kind::Subject | Kind::Party | Kind::Channel | Kind::Place | Kind::Controller | Kind::Activity,
     {},
     true},
    {Kind::Scope, W::channels, Names, Kind::Channel, {}, true},
    {Kind::Scope, W::topics, Nothing, None, {}, true},
    {Kind::Scope, W::requires_, Names, Conditions, {}, true},
    {Kind::Scope, W::children, NameOrNumber, Kind::Subject, {}, true},
    {Kind::Scope, W::text, Nothing, None, {}, true},
    {Kind::Scope, W::see, NameOrText, None, {}, true},
    {Kind::Scope, W::accept, RuleIds, None, {}, true},

    VERN_TERM(Kind::Party),
    {Kind::Subject, W::acts_for, Names, Kind::Party, {}, false},
    {Kind::Subject, W::ages, Number, None, {}, false},
    VERN_TERM(Kind::Subject),
    {Kind::Data, W::includes_data, Names, Kind::Data, {}, true},
    {Kind::Data, W::form, Name, Kind::Choice, "form", true},
    {Kind::Data, W::relinked, Names, Kind::Party | Kind::Recipient, {}, true},
    {Kind::Data, W::history, Name, Kind::Choice, "history", true},
    {Kind::Data, W::retain, Window, None, {}, true},
    VERN_TERM(Kind::Data),
    VERN_TERM(Kind::Purpose),
    {Kind::Measure, W::text, Nothing, None, {}, true},
    VERN_TERM(Kind::Measure),
    {Kind::Channel, W::web, TextsInQuotes, None, {}, true},
    {Kind::Channel, W::way, Nothing, None, {}, false},
    VERN_TERM(Kind::Channel),
    {Kind::Place, W::iso, Text, None, {}, false},
    {Kind::Place, W::adequacy_from, Date, None, {}, false},
    {Kind::Place, W::adequacy_until, Date, None, {}, false},
    {Kind::Place, W::adequacy_limit, Nothing, None, {}, false},
    VERN_TERM(Kind::Place),
    VERN_TERM(Kind::Circumstance),
    {Kind::Condition, W::needs_law, Name, None, {}, false},
    VERN_TERM(Kind::Condition),
    VERN_TERM(Kind::Safeguard),
    VERN_TERM(Kind::Right),
    {Kind::Choice, W::way, Nothing, None, {}, false},
    VERN_TERM(Kind::Choice),

    {Kind::Recipient, W::name, Text, None, {}, false},
    {Kind::Recipient, W::org_number, Text, None, {}, false},
    {Kind::Recipient, W::post_address, Text, None, {}, false},
    {Kind::Recipient, W::email, Text, None, {}, true},
    {Kind::Recipient, W::phone, Text, None, {}, true},
    {Kind::Recipient, W::web, TextsInQuotes, None, {}, true},
    {Kind::Recipient, W::role, Names, Kind::Choice, "role", true},
    {Kind::Recipient, W::sector, Names, Kind::Choice, "sector", false},
    {Kind::Recipient, W::located, Names, Kind::Place, {}, true},
    {Kind::Recipient, W::accessed, Names, Kind::Place, {}, true},
    {Kind::Recipient, W::safeguard, Names, Kind::Safeguard, {}, true},
    {Kind::Recipient, W::copy, Nothing, None, {}, false},
    {Kind::Recipient, W::certified, Name, Kind::Choice, "certification", false},
    {Kind::Recipient, W::own_purposes, Names, Kind::Purpose, {}, true},
    {Kind::Recipient, W::authorisation, Name, Kind::Choice, "authorisation", false},
    {Kind::Recipient, W::transfer_assessment, Date, None, {}, false},
    {Kind::Recipient, W::agreement, Name, Kind::Choice, "agreement", false},
    {Kind::Recipient, W::measures, Names, Kind::Measure, {}, true},
    {Kind::Recipient, W::handles, Names, Kind::Data | Kind::Purpose | Kind::Choice, "topic", true},
    {Kind::Recipient, W::uses, Names, Kind::Recipient, {}, true},
    {Kind::Recipient, W::title, Nothing, None, {}, false},
    {Kind::Recipient, W::text, Nothing, None, {}, true},
    {Kind::Recipient, W::see, NameOrText, None, {}, true},
    VERN_TERM(Kind::Recipient),

    {Kind::Basis, W::mode, Name, Kind::Choice, "consent_mode", true},
    {Kind::Basis, W::obtained, Names, Ways, "notice_way", true},
    {Kind::Basis, W::withdrawn, Names, Ways, "notice_way", true},
    {Kind::Basis, W::covers, Names, Kind::Purpose | Kind::Data | Kind::Channel, {}, true},
    {Kind::Basis, W::informed, Names, Ways, "notice_way", true},
    {Kind::Basis, W::effect, Nothing, None, {}, true},
    {Kind::Basis, W::interest, Nothing, None, {}, false},
    {Kind::Basis, W::whose, Names, Actors, {}, false},
    {Kind::Basis, W::balancing, NameOrDate, None, {}, false},
    {Kind::Basis, W::text, Nothing, None, {}, true},
    VERN_TERM(Kind::Basis),

    {Kind::Event, W::possible_for, Names, Kind::Subject, {}, false},
    {Kind::Event, W::reported, Names, Actors, {}, true},
    {Kind::Event, W::judged, Names, Actors, {}, true},
    {Kind::Event, W::reviewed, Duration, None, {}, false},
    {Kind::Event, W::ends, Name, Kind::Choice, "month", false},
    VERN_TERM(Kind::Event),

    {Kind::State, W::begins, Names, Kind::Event, {}, true},
    {Kind::State, W::ends, Names, Kind::Event, {}, true},
    {Kind::State, W::exercised, Names, Kind::Event, {}, true},
    VERN_TERM(Kind::State),

    VERN_ACTIVITY(Kind::Activity),
    VERN_ACTIVITY(Kind::Defaults),
    VERN_ACTIVITY(Kind::Tracker),
    {Kind::Tracker, W::category, Name, Kind::Choice, "tracker_category", false},
    {Kind::Tracker, W::provider, Names, Kind::Recipient | Kind::Controller, {}, true},
    {Kind::Tracker, W::lifetime, NameOrDuration, None, {}, false},
    {Kind::Tracker, W::carrier, Names, Kind::Choice, "carrier", true},
    {Kind::Tracker, W::refusal, Names, Ways, "notice_way", true},
    {Kind::Tracker, W::details, Text, None, {}, true},
    {Kind::Tracker, W::name, TextsInQuotes, None, {}, true},

    VERN_PROMISE(Kind::Promise),
    VERN_PROMISE(Kind::Claim),

    {Kind::Duty, W::text, Nothing, None, {}, true},
    {Kind::Duty, W::effect, Nothing, None, {}, true},
    {Kind::Duty, W::see, NameOrText, None, {}, true},
    {Kind::Duty, W::accept, RuleIds, None, {}, true},

    {Kind::Rights, W::right, Names, Kind::Right, {}, true},
    {Kind::Rights, W::contact, Names, Kind::Contact, {}, true},
    {Kind::Rights, W::answer, Nothing, None, {}, false},
    {Kind::Rights, W::identify, Name, Kind::Choice, "identify", false},
    {Kind::Rights, W::proof, Names, Kind::Choice | Kind::Data, "proof", true},
    {Kind::Rights, W::described, Nothing, None, {}, true},
    {Kind::Rights, W::effect, Nothing, None, {}, true},
    {Kind::Rights, W::complain, Names, Kind::Recipient, {}, true},
    {Kind::Rights, W::fee, NameOrText, Kind::Choice, "fee_case", false},
    {Kind::Rights, W::law, Names, Law, {}, true},
    {Kind::Rights, W::see, NameOrText, None, {}, true},
    {Kind::Rights, W::email, Text, None, {}, true},
    {Kind::Rights, W::text, Nothing, None, {}, true},
    {Kind::Rights, W::accept, RuleIds, None, {}, true},

    {Kind::Changes, W::supersedes, Text, None, {}, false},
    {Kind::Changes, W::published, Names, Ways, "notice_way", true},
    {Kind::Changes, W::notify, Names, Actors, {}, true},
    {Kind::Changes, W::takes_effect, Name, Kind::Event, {}, true},
    {Kind::Changes, W::marks, Names, Kind::Choice | Kind::Channel, "notice_way", true},
    {Kind::Changes, W::trigger, Nothing, None, {}, true},
    {Kind::Changes, W::entry, Date, None, {}, true},
    {Kind::Changes, W::text, Nothing, None, {}, true},
    {Kind::Changes, W::see, NameOrText, None, {}, true},
    {Kind::Changes, W::accept, RuleIds, None, {}, true},

    {Kind::Security, W::measure, Names, Kind::Measure, {}, true},
    {Kind::Security, W::measures, Names, Kind::Measure, {}, true},
    {Kind::Security, W::text, Nothing, None, {}, true},
    {Kind::Security, W::accept, RuleIds, None, {}, true},

    {Kind::Definition, W::means, Nothing, None, {}, false},
    {Kind::Definition, W::role, Name, Kind::Choice, "role", false},
    {Kind::Definition, W::form, Names, Kind::Choice, "form", false},
    {Kind::Definition, W::cites, Names, Law, {}, true},
    {Kind::Definition, W::accept, RuleIds, None, {}, true},

    {Kind::Prose, W::place, Name, Kind::Choice, "statement_place", false},
    {Kind::Prose, W::title, Nothing, None, {}, false},
    {Kind::Prose, W::text, Nothing, None, {}, true},
    {Kind::Prose, W::accept, RuleIds, None, {}, true},

    {Kind::Test, W::ask, Verb, Kind::Data, {}, true},
    {Kind::Test, W::given, Verb, None, {}, true},
    {Kind::Test, W::expect, Names, None, {}, true},

    {Kind::Law, W::short_, Nothing, None, {}, false},
    {Kind::Law, W::url, Text, None, {}, false},
    {Kind::Law, W::in_force, Date, None, {}, false},
    {Kind::Law, W::ended, Date, None, {}, false},
    {Kind::Law, W::status, Name, None, {}, false},
    {Kind::Law, W::verified, NameOrDate, None, {}, false},
    {Kind::Section, W::of_law, Name, Kind::Law, {}, false},
    {Kind::Section, W::short_, Nothing, None, {}, false},
    {Kind::Section, W::url, Text, None, {}, false},
    {Kind::Section, W::in_force, Date, None, {}, false},
    {Kind::Section, W::ended, Date, None, {}, false},
    {Kind::Section, W::status, Name, None, {}, false},
    {Kind::Section, W::verified, NameOrDate, None, {}, false},
    {Kind::Section, W::covers, Names, Kind::Purpose | Kind::Choice, "form", false},
    {Kind::Section, W::excludes, Names, Law, {}, false},
    {Kind::Section, W::requires_, Names, Law, {}, false},
    {Kind::Param, W::value, NameOrDuration, None, {}, false},
    {Kind::Param, W::in_force, Date, None, {}, false},
    {Kind::Param, W::ended, Date, None, {}, false},
    {Kind::Param, W::house, Name, None, {}, false},
    {Kind::Param, W::cites, Names, Law, {}, false},
    {Kind::Param, W::means, Nothing, None, {}, false},

    // `order x { event fiscal_year_end  follows purchase, invoice within 18 months }`
    {Kind::Order, W::event, Names, Kind::Event, {}, false},
    {Kind::Order, W::follows, Names, Kind::Event, {}, true},

    // Words that rules look for in texts: `name` as they stand, `called` in any case and language by language.
    {Kind::Vocabulary, W::name, TextsInQuotes, None, {}, true},
    {Kind::Vocabulary, W::called, Nothing, None, {}, true},

    // What the law wants a statement to say: `silence storage_period { covers activity.retain  cites gdpr.art13.2.a }`.
    {Kind::Silence, W::covers, Names, None, {}, false},
    {Kind::Silence, W::cites, Names, Law, {}, false},

    // A row of a table of law: `row storage_limits.cctv { … }`.
    {Kind::Row, W::data, Names, Kind::Data, {}, false},
    {Kind::Row, W::sector, Names, Kind::Choice, "sector", false},
    {Kind::Row, W::minimum, Window, None, {}, false},
    {Kind::Row, W::maximum, Window, None, {}, false},
    {Kind::Row, W::requires_, Names, Conditions, {}, false},
    {Kind::Row, W::cites, Names, Law, {}, false},
    {Kind::Row, W::in_force, Date, None, {}, false},
    {Kind::Row, W::ended, Date, None, {}, false},
    {Kind::Row, W::status, Name, None, {}, false},
};

/// Where the rules of each kind begin and end: the table is grouped by kind.
struct Index {
  std::array<std::uint16_t, KindCount> begin{};
  std::array<std::uint16_t, KindCount> end{};

  constexpr Index() {
    for (std::size_t i = 0; i < std::size(Rules); ++i) {
      const auto kind = static_cast<std::size_t>(Rules[i].block);
      if (end[kind] == 0) begin[kind] = static_cast<std::uint16_t>(i);
      end[kind] = static_cast<std::uint16_t>(i + 1);
    }
  }
};
constexpr Index Groups;

}  // namespace

std::span<const ClauseRule> clauseRules(Kind kind) {
  const auto i = static_cast<std::size_t>(kind);
  return {Rules + Groups.begin[i], Rules + Groups.end[i]};
}

const ClauseRule* clauseRule(Kind kind, Word word) {
  for (const ClauseRule& rule : clauseRules(kind))
    if (rule.word == word) return &rule;
  return nullptr;
}

Kinds joinKinds(std::string_view join) {
  if (join == "when") return Conditions;
  if (join == "of")
    return Kind::Subject | Kind::Data | Kind::Event | Kind::Party | Kind::Recipient | Kind::Channel | Kind::Right |
           Kind::Controller;
  if (join == "for") return Kind::Purpose | Kind::Subject | Kind::Party | Kind::Data;
  if (join == "with") return Actors;
  if (join == "to") return Actors | Kind::Purpose | Kind::Place;
  if (join == "from") return Actors | Kind::Place | Kind::Choice;
  if (join == "in" || join == "outside") return Kinds(Kind::Place) | Kind::Channel;
  if (join == "on") return Kind::Basis | Kind::Data | Kind::Purpose | Kind::Choice;
  if (join == "by") return Actors | Ways;
  if (join == "through") return Ways;
  if (join == "under") return Law | Kind::Safeguard;
  if (join == "as") return Kind::Choice | Kind::Activity;
  if (join == "then") return Kind::Choice;
  if (join == "before" || join == "until") return Kind::Event;
  if (join == "keeping") return Kind::Data;
  if (join == "every") return Kind::Event | Kind::Choice;
  return {};
}

Kinds parentKinds(Kind kind) {
  switch (kind) {
    case Kind::Tracker: return Kind::Choice;
    case Kind::Policy:
    case Kind::Controller:
    case Kind::Contact:
    case Kind::Dpo:
    case Kind::Activity:
    case Kind::Promise:
    case Kind::Claim:
    case Kind::Prose:
    case Kind::Test:
    case Kind::Law:
    case Kind::Section:
    case Kind::Param:
    case Kind::Order:
    case Kind::Row:
    case Kind::Silence:
    case Kind::Rule:
    case Kind::Define:
    case Kind::Definition:
    case Kind::Duty: return {};
    default: return kind;
  }
}

bool isStateWord(std::string_view name) { return name == "none" || name == "vague" || name == "unknown"; }

}  // namespace vern::model
