// Random grants and questions over the terms of a small policy, to hold two evaluators against each other.
#pragma once

#include <random>
#include <vector>

#include "compiler/grants/reference.h"
#include "tests/support/policy.h"

namespace vern::test {

/// Terms of its own for every kind, nested three deep, beside the library's.
inline const char* const RandomVocabulary = R"(
policy random { version "1.2"  effective 2025-01-01 }
subject holder is customer en "holders"
subject premium is holder en "premium holders"
subject outsider is visitor en "outsiders"
data address is contact en "the address"
data street is address en "the street"
data score is account en "a score"
data diagnosis is account en "a diagnosis" { flags special }
data allergy is special.health en "an allergy"
purpose letters is marketing.direct en "letters"
purpose offers is letters en "offers"
purpose upkeep is service en "upkeep"
recipient printers is processor en "printers"
recipient small_printers is printers en "small printers"
recipient auditors is processor en "auditors"
place archive is norway en "the archive"
event parted is contract_end en "we part"
event parted_angrily is parted en "we part in anger"
event renewed is contract_start en "the contract is renewed"
event paid is purchase en "the bill is paid"
state active en "active"
state very_active is active en "very active"
circumstance travelling en "on a journey"
circumstance abroad is travelling en "abroad"
circumstance late en "late"
activity one { title en "One" nb "En" subjects holder  data address  purpose upkeep  basis contract  retain 1 year after parted }
activity two { title en "Two"  subjects holder  data address  purpose upkeep  basis contract  retain 1 year after parted }
activity three { subjects holder  data address  purpose upkeep  basis contract  retain 1 year after parted }
promise silence { never use data for offers  text en "No offers." }
promise distance { never transfer data outside eea  text en "Nothing leaves." }
)";

class RandomPolicy {
 public:
  RandomPolicy(const model::Model& model, std::uint32_t seed) : model_(model), random_(seed) {
    const auto collect = [&](std::vector<model::DeclId>& out, model::Kind kind,
                             std::initializer_list<const char*> names) {
      for (const char* name : names)
        if (const model::DeclId id = model.find(kind, name)) out.push_back(id);
    };
    using model::Kind;
    collect(subjects_, Kind::Subject, {"customer", "holder", "premium", "outsider", "visitor"});
    collect(data_, Kind::Data,
            {"contact", "address", "street", "score", "account", "contact.email", "diagnosis", "special.health",
             "allergy"});
    collect(purposes_, Kind::Purpose, {"marketing", "marketing.direct", "letters", "offers", "upkeep", "service"});
    collect(recipients_, Kind::Recipient, {"processor", "printers", "small_printers", "auditors"});
    collect(places_, Kind::Place, {"world", "eea", "norway", "archive", "usa", "japan"});
    collect(events_, Kind::Event, {"contract_end", "parted", "parted_angrily", "renewed", "paid", "contract_start"});
    collect(circumstances_, Kind::State, {"active", "very_active"});
    collect(circumstances_, Kind::Circumstance, {"travelling", "abroad", "late"});
    collect(activities_, Kind::Activity, {"one", "two", "three"});
    collect(promises_, Kind::Promise, {"silence", "distance"});
    collect(bases_, Kind::Basis,
            {"consent", "contract", "legal_obligation", "vital_interests", "public_task", "legitimate_interests"});
    collect(safeguards_, Kind::Safeguard, {"scc_2021", "adequacy"});
    collect(disposals_, Kind::Choice, {"disposal.delete", "disposal.anonymise"});
    for (const model::DeclId id : model.all(Kind::Condition))
      if (conditions_.empty() || model.flagged(id, "explicit_consent")) conditions_.push_back(id);
    REQUIRE(activities_.size() == 3);
    REQUIRE(subjects_.size() == 5);
    REQUIRE(bases_.size() == 6);
  }

  grants::Grants grants() {
    grants::Grants out;
    out.basis_needed = !chance(8);
    for (std::size_t a = 0; a < activities_.size(); ++a)
      for (int n = upTo(4); n >= 0; --n) grant(out, activities_[a]);
    for (int n = upTo(3); n > 0; --n) ban(out);
    if (chance(6)) out.excluded.push_back(pick(subjects_));
    return out;
  }

  grants::Question question() {
    grants::Question q;
    q.ask = static_cast<grants::Ask>(upTo(2));
    q.subject = foreign(subjects_, model::Kind::Subject);
    q.datum = foreign(data_, model::Kind::Data);
    if (q.ask != grants::Ask::Keep) q.purpose = foreign(purposes_, model::Kind::Purpose);
    if (q.ask == grants::Ask::Disclose) {
      q.recipient = foreign(recipients_, model::Kind::Recipient);
      if (!chance(4)) q.place = foreign(places_, model::Kind::Place);
    }
    q.facts.now = day();
    for (const model::DeclId event : events_)
      if (chance(2)) q.facts.events[event] = day();
    for (int n = upTo(3); n > 0; --n) {
      grants::Consent consent;
      consent.state = static_cast<grants::ConsentState>(chance(2) ? 1 : upTo(2));
      consent.on = day();
      if (chance(4)) consent.recipient = pick(recipients_);
      q.facts.consents[foreign(purposes_, model::Kind::Purpose)] = consent;
    }
    for (int n = chance(3) ? upTo(2) : 0; n > 0; --n)
      q.facts.objections.push_back(foreign(purposes_, model::Kind::Purpose));
    q.facts.restricted = chance(6);
    for (const model::DeclId circumstance : circumstances_)
      if (chance(2)) q.facts.circumstances.push_back(circumstance);
    return q;
  }

 private:
  int upTo(int n) { return static_cast<int>(random_() % static_cast<std::uint32_t>(n + 1)); }
  bool chance(int one_in) { return random_() % static_cast<std::uint32_t>(one_in) == 0; }
  model::DeclId pick(const std::vector<model::DeclId>& from) { return from[random_() % from.size()]; }
  /// Mostly one of the policy's, sometimes any of the library's.
  model::DeclId foreign(const std::vector<model::DeclId>& from, model::Kind kind) {
    return chance(12) ? pick(model_.all(kind)) : pick(from);
  }
  Day day() {
    static constexpr Day Bases[] = {19000, 19782, 20000, 20120, 20300};  // 19782: 29 February 2024
    return Bases[upTo(4)] + (chance(2) ? 0 : upTo(800) - 400);
  }

  grants::WindowId window(grants::Grants& out, int depth = 0) {
    grants::Window window;
    const int kind = upTo(depth < 3 ? 9 : 6);
    if (kind <= 2) window.kind = grants::WindowKind::After;
    else if (kind == 3) window.kind = grants::WindowKind::Until;
    else if (kind == 4) window.kind = grants::WindowKind::While;
    else if (kind == 5) window.kind = grants::WindowKind::Forever;
    else if (kind == 6) window.kind = chance(3) ? grants::WindowKind::Closed : grants::WindowKind::Forever;
    else window.kind = chance(2) ? grants::WindowKind::Min : grants::WindowKind::Max;
    if (window.kind == grants::WindowKind::While && chance(2)) window.event = pick(circumstances_);
    else window.event = pick(events_);
    window.latest = window.event && model_[window.event].kind == model::Kind::Event && chance(3);
    switch (upTo(4)) {
      case 0: window.duration.days = upTo(400); break;
      case 1: window.duration.months = upTo(30); break;
      case 2: window.duration.months = 12 * upTo(3); break;
      case 3: window.duration = {upTo(13), upTo(40), upTo(50)}; break;
      default: window.duration.hours = upTo(100); break;
    }
    if (window.kind != grants::WindowKind::While && chance(4)) {
      window.year_end = pick(events_);
      window.last_month = static_cast<std::uint8_t>(1 + upTo(11));
    }
    if (window.kind == grants::WindowKind::Min || window.kind == grants::WindowKind::Max)
      for (int n = upTo(3); n > 0; --n) window.parts.push_back(this->window(out, depth + 1));
    return out.windows.add(window);
  }

  grants::Guard guard(int one_in) {
    grants::Guard guard;
    if (!chance(one_in)) return guard;
    for (int n = upTo(2); n >= 0; --n) {
      guard.any_of.emplace_back();
      for (int m = upTo(2); m >= 0; --m)
        guard.any_of.back().push_back({chance(20)  ? model::DeclId()
                                       : chance(3) ? pick(events_)
                                                   : pick(circumstances_),
                                       chance(3)});
    }
    return guard;
  }

  std::vector<grants::BasisUse> bases() {
    std::vector<grants::BasisUse> out;
    for (int n = chance(3) ? upTo(3) : 1; n > 0; --n) {
      grants::BasisUse use;
      use.basis = pick(bases_);
      use.kind = static_cast<grants::BasisKind>(upTo(chance(4) ? 6 : 5));
      if (chance(3)) use.kind = grants::BasisKind::Consent;
      out.push_back(use);
    }
    return out;
  }

  void grant(grants::Grants& out, model::DeclId activity) {
    grants::Grant grant;
    grant.activity = activity;
    grant.subject = pick(subjects_);
    grant.datum = pick(data_);
    grant.purpose = pick(purposes_);
    grant.bases = bases();
    if (chance(8)) {
      grants::BasisUse use;
      use.kind = chance(4) ? grants::BasisKind::Unknown : grants::BasisKind::Consent;
      grant.besides.push_back(use);
    }
    if (chance(6)) grant.conditions.push_back(pick(conditions_));
    grant.for_special = chance(2);
    grant.when = guard(3);
    grant.window = window(out);
    if (chance(2)) grant.disposal = pick(disposals_);
    grant.duty = chance(6);
    grant.kept = grant.duty || !chance(8);
    for (int n = upTo(3); n > 0; --n) {
      grants::Disclosure disclosure;
      disclosure.recipient = pick(recipients_);
      disclosure.activity = activity;
      disclosure.when = guard(4);
      for (int m = upTo(2); m > 0; --m) disclosure.places.push_back(pick(places_));
      disclosure.place_vague = chance(12);
      if (chance(2)) disclosure.safeguards.push_back(pick(safeguards_));
      disclosure.safeguard_vague = chance(8);
      if (chance(6)) disclosure.purposes.push_back(pick(purposes_));
      if (chance(6)) disclosure.data.push_back(pick(data_));
      if (chance(5)) disclosure.bases = bases();
      if (chance(5)) disclosure.window = window(out);
      grant.disclosures.push_back(out.disclosures.add(disclosure));
    }
    out.grants.add(grant);
  }

  void ban(grants::Grants& out) {
    grants::Grants::Ban ban;
    ban.promise = pick(promises_);
    ban.verb = static_cast<grants::Grants::Ban::Verb>(upTo(3));
    if (chance(2)) ban.datum = pick(data_);
    if (chance(2)) ban.subject = pick(subjects_);
    if (chance(2)) ban.purposes.push_back(pick(purposes_));
    if (chance(3)) ban.only_purposes.push_back(pick(purposes_));
    if (chance(3)) ban.recipients.push_back(pick(recipients_));
    if (chance(3)) ban.only_recipients.push_back(pick(recipients_));
    if (chance(3)) ban.places.push_back(pick(places_));
    if (chance(3)) ban.outside.push_back(pick(places_));
    ban.unless = guard(2);
    out.bans.push_back(ban);
  }

  const model::Model& model_;
  std::mt19937 random_;
  std::vector<model::DeclId> subjects_, data_, purposes_, recipients_, places_, events_, circumstances_, activities_,
      promises_, bases_, safeguards_, disposals_, conditions_;
};

}  // namespace vern::test
