#include "compiler/grants/reference.h"

#include <algorithm>

#include "compiler/model/year_end.h"

namespace vern::grants {

namespace {

using Verb = Grants::Ban::Verb;

using model::Model;

/// The day `event` happened: the first among it and its kinds, or the latest; or nothing.
std::optional<Day> happened(const Model& model, DeclId event, const Facts& facts, bool latest = false) {
  std::optional<Day> out;
  for (const auto& [id, day] : facts.events)
    if (day <= facts.now && model.isA(id, event) && (!out || (latest ? day > *out : day < *out))) out = day;
  return out;
}

bool literalHolds(const Literal& literal, const Model& model, const Facts& facts) {
  bool holds = false;
  if (literal.name) {
    for (const DeclId id : facts.circumstances) holds = holds || model.isA(id, literal.name);
    if (model[literal.name].kind == model::Kind::Event)
      holds = holds || happened(model, literal.name, facts).has_value();
  }
  // A name that is not known holds neither way: fail closed.
  return literal.name && holds != literal.negated;
}

class Evaluator {
 public:
  Evaluator(const Model& model, const Grants& grants, const Question& question)
      : model_(model), grants_(grants), question_(question), facts_(question.facts) {}

  Answer answer(Promises promises) {
    for (const DeclId excluded : grants_.excluded)
      if (model_.isA(question_.subject, excluded)) return deny(Reason::OutOfScope);
    const bool duty = question_.ask != Ask::Disclose && dutyPermits();
    if (!duty && promises == Promises::Win)
      for (const Grants::Ban& ban : grants_.bans)
        if (forbids(ban)) {
          Answer denied = deny(Reason::Promise);
          denied.promise = ban.promise;
          return denied;
        }
    if (question_.ask != Ask::Keep && objectedToMarketing()) return deny(Reason::Objected);

    Answer best = deny(Reason::NoGrant);
    for (std::size_t i = 0; i < grants_.grants.size(); ++i) {
      const GrantId id = grants_.grants.idAt(i);
      const Grant& grant = grants_.grants[id];
      if (!covers(grant)) continue;
      if (question_.ask != Ask::Disclose || grant.disclosures.empty()) {
        consider(id, {}, best);
        continue;
      }
      for (const DisclosureId disclosure : grant.disclosures) consider(id, disclosure, best);
    }
    return best;
  }

  /// The reasons in `given` are left aside.
  Reason missing(GrantId id, DisclosureId disclosure, std::span<const Reason> given) {
    given_ = given;
    for (const DeclId excluded : grants_.excluded)
      if (model_.isA(question_.subject, excluded)) return Reason::OutOfScope;
    return covers(grants_.grants[id]) ? firstMiss(grants_.grants[id], disclosure) : Reason::NoGrant;
  }

 private:
  static Answer deny(Reason reason) {
    Answer answer;
    answer.reason = reason;
    return answer;
  }

  bool covers(const Grant& grant) const {
    return model_.isA(question_.subject, grant.subject) && model_.isA(question_.datum, grant.datum) &&
           (question_.ask == Ask::Keep ? grant.kept : model_.isA(question_.purpose, grant.purpose));
  }

  bool isMarketing(DeclId purpose) const { return model_.flagged(purpose, "direct_marketing"); }

  /// Art. 21(2)-(3): whoever objects to direct marketing is left alone, whatever the basis.
  bool objectedToMarketing() const {
    return std::ranges::any_of(facts_.objections, [&](DeclId objection) {
      return model_.isA(question_.purpose, objection) ? isMarketing(question_.purpose)
                                                      : isMarketing(objection) && isPart(objection);
    });
  }

  /// `purpose` is a part of what is asked for. Who asks to keep data asks whether anything is left to keep them for.
  bool isPart(DeclId purpose) const { return question_.ask != Ask::Keep && model_.isA(purpose, question_.purpose); }

  /// The person objects to what `grant` is asked for, or to a part of it.
  bool objected(const Grant& grant) const {
    return std::ranges::any_of(facts_.objections, [&](DeclId objection) {
      return model_.isA(purposeOf(grant), objection) || isPart(objection);
    });
  }

  bool dutyPermits() const {
    for (const Grant& grant : grants_.grants)
      if (grant.duty && covers(grant) && facts_.now <= deadline(model_, grants_, grant.window, facts_) &&
          holds(grant.when, model_, facts_))
        return true;
    return false;
  }

  bool within(DeclId id, const std::vector<DeclId>& set) const {
    return std::any_of(set.begin(), set.end(), [&](DeclId member) { return model_.isA(id, member); });
  }

  /// Some of what is asked about is in `set`: a question about a group is about all of it.
  bool touches(DeclId id, const std::vector<DeclId>& set) const {
    return std::any_of(set.begin(), set.end(), [&](DeclId member) { return model_.related(id, member); });
  }

  bool forbids(const Grants::Ban& ban) const {
    switch (ban.verb) {
      case Verb::Use:
        if (question_.ask == Ask::Keep) return false;
        break;
      case Verb::Disclose:
      case Verb::Transfer:
        if (question_.ask != Ask::Disclose) return false;
        break;
      case Verb::Keep:
        if (question_.ask != Ask::Keep) return false;
        break;
      case Verb::Process: break;
    }
    if (ban.datum && !model_.related(question_.datum, ban.datum)) return false;
    if (within(question_.datum, ban.only_data)) return false;
    if (ban.subject && !model_.related(question_.subject, ban.subject)) return false;
    if (within(question_.subject, ban.only_subjects)) return false;
    if (!ban.unless.always() && holds(ban.unless, model_, facts_)) return false;
    if (question_.ask != Ask::Keep) {
      if (!ban.purposes.empty() && !touches(question_.purpose, ban.purposes)) return false;
      if (!ban.only_purposes.empty() && within(question_.purpose, ban.only_purposes)) return false;
    }
    if (question_.ask == Ask::Disclose) {
      if (!ban.recipients.empty() && !touches(question_.recipient, ban.recipients)) return false;
      if (!ban.only_recipients.empty() && within(question_.recipient, ban.only_recipients)) return false;
      if (!ban.places.empty() && !(question_.place && touches(question_.place, ban.places))) return false;
      if (ban.unplaced && question_.place) return false;
      // Without a country it cannot be said that the data leave the place: the recipient's own places decide
      // (unplaced).
      if (!ban.outside.empty() && (!question_.place || within(question_.place, ban.outside))) return false;
    }
    return true;
  }

  void consider(GrantId id, DisclosureId disclosure, Answer& best) const {
    const Grant& grant = grants_.grants[id];
    const Reason reason = firstMiss(grant, disclosure);
    Day day = deadline(model_, grants_, grant.window, facts_);
    if (disclosure && grants_.disclosures[disclosure].window)
      day = std::min(day, deadline(model_, grants_, grants_.disclosures[disclosure].window, facts_));
    if (reason == Reason::Permitted) {
      if (!best.permit) {
        best = {};
        best.permit = true;
        best.reason = Reason::Permitted;
        best.grant = id;
        best.disclosure = disclosure;
        best.obligations = obligations(grant, disclosure);
      }
      if (day > best.deadline) {
        best.deadline = day;
        best.disposal = grant.disposal;
      }
      return;
    }
    if (best.permit || reason <= best.reason) return;
    best.reason = reason;
    best.grant = id;
    best.disclosure = disclosure;
    best.obligations = reason == Reason::WeighObjection ? static_cast<std::uint32_t>(Obligation::WeighObjection) : 0;
  }

  bool given(Reason reason) const { return std::find(given_.begin(), given_.end(), reason) != given_.end(); }

  /// The first thing that stands in the way, in the order of precedence.
  Reason firstMiss(const Grant& grant, DisclosureId id) const {
    if (question_.ask == Ask::Keep && isMarketing(grant.purpose) && objected(grant)) return Reason::Objected;
    const Disclosure* disclosure = id ? &grants_.disclosures[id] : nullptr;
    const auto& bases = disclosure != nullptr && !disclosure->bases.empty() ? disclosure->bases : grant.bases;
    if (const Reason basis = basisMiss(grant, bases, disclosure); basis != Reason::Permitted) return basis;
    if (facts_.restricted && question_.ask != Ask::Keep && !consented(grant)) return Reason::Restricted;
    if (question_.ask == Ask::Disclose) {
      if (disclosure == nullptr || !model_.isA(question_.recipient, disclosure->recipient)) return Reason::NoDisclosure;
      if (!disclosure->purposes.empty() && !within(question_.purpose, disclosure->purposes))
        return Reason::NoDisclosure;
      if (!disclosure->data.empty() && !within(question_.datum, disclosure->data)) return Reason::NoDisclosure;
    }
    if (!holds(grant.when, model_, facts_)) return Reason::Circumstance;
    if (disclosure != nullptr) {
      if (!holds(disclosure->when, model_, facts_)) return Reason::Circumstance;
      if (!placeAllowed(*disclosure) && !given(Reason::Transfer)) return Reason::Transfer;
      if (disclosure->window) {
        if (const Reason window = windowMiss(disclosure->window); window != Reason::Permitted) return window;
      }
    }
    return windowMiss(grant.window);
  }

  Reason windowMiss(WindowId window) const {
    const Day day = deadline(model_, grants_, window, facts_);
    if (day == AlwaysPast) return given(Reason::NoWindow) ? Reason::Permitted : Reason::NoWindow;
    return facts_.now <= day ? Reason::Permitted : Reason::Expired;
  }

  Reason basisMiss(const Grant& grant, const std::vector<BasisUse>& bases, const Disclosure* disclosure) const {
    if (!grants_.basis_needed) return Reason::Permitted;
    if (bases.empty() && !given(Reason::NoBasis)) return Reason::NoBasis;
    for (const BasisUse& use : bases) {
      switch (use.kind) {
        case BasisKind::Unknown:
          if (!given(Reason::NoBasis)) return Reason::NoBasis;
          break;
        case BasisKind::Consent:
          if (const Reason consent = consentMiss(grant, disclosure); consent != Reason::Permitted) return consent;
          break;
        case BasisKind::LegitimateInterests:
        case BasisKind::PublicTask:
          if (objected(grant)) return Reason::WeighObjection;
          break;
        case BasisKind::NotNeeded:
        case BasisKind::Contract:
        case BasisKind::LegalObligation:
        case BasisKind::VitalInterests: break;
      }
    }
    for (const BasisUse& use : grant.besides) {
      if (use.kind == BasisKind::Unknown && !given(Reason::NoBasis)) return Reason::NoBasis;
      if (use.kind != BasisKind::Consent) continue;
      if (const Reason consent = consentMiss(grant, disclosure); consent != Reason::Permitted) return consent;
    }
    for (const DeclId condition : grant.conditions)
      if (model_.flagged(condition, "explicit_consent"))
        if (const Reason consent = consentMiss(grant, disclosure); consent != Reason::Permitted) return consent;
    if (!grant.for_special && model_.flagged(question_.datum, "special") && !given(Reason::NoCondition))
      return Reason::NoCondition;
    return Reason::Permitted;
  }

  /// What is asked for; for `keep`, what the grant is for.
  DeclId purposeOf(const Grant& grant) const { return question_.ask == Ask::Keep ? grant.purpose : question_.purpose; }

  Reason consentMiss(const Grant& grant, const Disclosure* disclosure) const {
    // The most specific consent on the way from the purpose up to the one that the grant names. What happens after the
    // day of the question has not happened.
    for (DeclId purpose = purposeOf(grant); purpose; purpose = model_[purpose].parent) {
      const auto found = facts_.consents.find(purpose);
      if (found != facts_.consents.end() && found->second.on <= facts_.now) {
        const Consent& consent = found->second;
        if (consent.state == ConsentState::Withdrawn) return Reason::ConsentWithdrawn;
        if (consent.state == ConsentState::Given) {
          if (withdrawnSince(consent, purposeOf(grant))) return Reason::ConsentWithdrawn;
          if (missingOfPart(purpose)) return Reason::ConsentMissing;
          const bool bound = consent.recipient.valid();
          const bool fits = !bound || (disclosure != nullptr && question_.ask == Ask::Disclose &&
                                       model_.isA(question_.recipient, consent.recipient));
          return fits ? Reason::Permitted : Reason::ConsentMissing;
        }
        return Reason::ConsentMissing;
      }
      if (purpose == grant.purpose) break;
    }
    return Reason::ConsentMissing;
  }

  /// Whether consent to `purpose`, to a wider one or to a part of what is asked for was withdrawn since `given` was
  /// given: who wants no advertising wants no newsletter. Where a day is not told, in doubt it was. What is said of one
  /// recipient holds for that one.
  bool withdrawnSince(const Consent& given, DeclId purpose) const {
    return std::ranges::any_of(facts_.consents, [&](const auto& said) {
      const auto& [other, consent] = said;
      const bool since = given.on == 0 || consent.on == 0 || consent.on > given.on;
      return consent.state == ConsentState::Withdrawn && !consent.recipient && since && consent.on <= facts_.now &&
             (model_.isA(purpose, other) || isPart(other));
    });
  }

  /// To a part of what is asked for, narrower than `given`, consent was never given.
  bool missingOfPart(DeclId given) const {
    return std::ranges::any_of(facts_.consents, [&](const auto& said) {
      const auto& [part, consent] = said;
      return part != given && isPart(part) && consent.state == ConsentState::Never && consent.on <= facts_.now;
    });
  }

  bool consented(const Grant& grant) const {
    return std::any_of(grant.bases.begin(), grant.bases.end(),
                       [](const BasisUse& use) { return use.kind == BasisKind::Consent; });
  }

  bool freeMovement(DeclId place) const { return model_.flagged(place, "free_movement"); }

  bool placeAllowed(const Disclosure& disclosure) const {
    if (disclosure.place_vague) return false;
    const bool safe = !disclosure.safeguards.empty() && !disclosure.safeguard_vague;
    if (question_.place) {
      // Where nothing is said of a place, the data stay where they may move freely.
      if (disclosure.places.empty()) return freeMovement(question_.place);
      if (!within(question_.place, disclosure.places)) return false;
      return freeMovement(question_.place) || safe;
    }
    return std::all_of(disclosure.places.begin(), disclosure.places.end(),
                       [&](DeclId place) { return freeMovement(place) || safe; });
  }

  std::uint32_t obligations(const Grant& grant, DisclosureId id) const {
    std::uint32_t out = 0;
    const auto add = [&](Obligation obligation) { out |= static_cast<std::uint32_t>(obligation); };
    if (question_.ask != Ask::Keep && model_.flagged(question_.purpose, "direct_marketing"))
      add(Obligation::OfferOptOut);
    if (question_.ask == Ask::Disclose) {
      add(Obligation::LogDisclosure);
      const auto& places = grants_.disclosures[id].places;
      const bool leaves = question_.place
                              ? !freeMovement(question_.place)
                              : std::any_of(places.begin(), places.end(), [&](DeclId p) { return !freeMovement(p); });
      if (leaves) add(Obligation::InformOfTransfer);
    }
    if (question_.ask == Ask::Keep && (facts_.restricted || grant.duty)) add(Obligation::StorageOnly);
    return out;
  }

  const Model& model_;
  const Grants& grants_;
  const Question& question_;
  const Facts& facts_;
  std::span<const Reason> given_;  // what counts as said
};

}  // namespace

std::string_view reasonCode(Reason reason) {
  switch (reason) {
    case Reason::Permitted: return "permitted";
    case Reason::NoGrant: return "no_grant";
    case Reason::OutOfScope: return "out_of_scope";
    case Reason::Promise: return "promise";
    case Reason::Objected: return "objected";
    case Reason::NoBasis: return "no_basis";
    case Reason::ConsentWithdrawn: return "consent_withdrawn";
    case Reason::ConsentMissing: return "consent_missing";
    case Reason::WeighObjection: return "weigh_objection";
    case Reason::NoCondition: return "no_condition";
    case Reason::Restricted: return "restricted";
    case Reason::Circumstance: return "circumstance";
    case Reason::NoDisclosure: return "no_disclosure";
    case Reason::Transfer: return "transfer";
    case Reason::NoWindow: return "no_window";
    case Reason::Expired: return "expired";
  }
  return "";
}

bool holds(const Guard& guard, const Model& model, const Facts& facts) {
  if (guard.always()) return true;
  return std::any_of(guard.any_of.begin(), guard.any_of.end(), [&](const std::vector<Literal>& all) {
    return std::all_of(all.begin(), all.end(),
                       [&](const Literal& literal) { return literalHolds(literal, model, facts); });
  });
}

Day deadline(const Model& model, const Grants& grants, WindowId id, const Facts& facts) {
  if (!id) return AlwaysPast;
  const Window& window = grants.windows[id];
  const auto start = [&]() -> std::optional<Day> {
    if (!window.year_end) return happened(model, window.event, facts, window.latest);
    std::optional<Day> told;  // though it may be to come
    for (const auto& [event, day] : facts.events)
      if (model.isA(event, window.year_end) && (!told || day < *told)) told = day;
    if (told) return told;
    const std::optional<Day> day = happened(model, window.event, facts, window.latest);
    return day ? std::optional(model::yearEnd(*day, window.last_month)) : std::nullopt;
  };
  switch (window.kind) {
    case WindowKind::Closed: return AlwaysPast;
    case WindowKind::Forever: return Never;
    case WindowKind::After: {
      const auto day = start();
      return day ? addTo(*day, window.duration) : Never;
    }
    case WindowKind::Until: return start().value_or(Never);
    case WindowKind::While: return literalHolds({window.event}, model, facts) ? Never : AlwaysPast;
    case WindowKind::Min: {
      Day day = Never;
      for (const WindowId part : window.parts) day = std::min(day, deadline(model, grants, part, facts));
      return day;
    }
    case WindowKind::Max: {
      Day day = AlwaysPast;
      for (const WindowId part : window.parts) day = std::max(day, deadline(model, grants, part, facts));
      return day;
    }
  }
  return AlwaysPast;
}

Answer ask(const Model& model, const Grants& grants, const Question& question, Promises promises) {
  return Evaluator(model, grants, question).answer(promises);
}

Reason missing(const Model& model, const Grants& grants, const Question& question, GrantId grant,
               DisclosureId disclosure, std::span<const Reason> given) {
  return Evaluator(model, grants, question).missing(grant, disclosure, given);
}

std::set<DeclId> eventsRead(const Model& model, const Grants& grants) {
  std::set<DeclId> out;
  const auto add = [&](DeclId id) {
    if (id && model[id].kind == model::Kind::Event) out.insert(id);
  };
  const auto read = [&](const Guard& guard) {
    for (const auto& all : guard.any_of)
      for (const Literal& literal : all) add(literal.name);
  };
  for (const Window& window : grants.windows) {
    add(window.event);
    add(window.year_end);
  }
  for (const Grant& grant : grants.grants) read(grant.when);
  for (const Disclosure& disclosure : grants.disclosures) read(disclosure.when);
  for (const Grants::Ban& ban : grants.bans) read(ban.unless);
  const auto inTerm = [&](const auto& self, const model::Term& term) -> void {
    add(term.name);
    for (const model::Term& part : term.parts) self(self, part);
  };
  for (const model::Kind kind : {model::Kind::Promise, model::Kind::Claim})
    for (const DeclId promise : model.own(kind))
      for (const model::Clause& clause : model[promise].clauses)
        for (const model::Join& join : clause.joins) {
          if (join.bound) inTerm(inTerm, join.bound->term);
          for (const DeclId id : model::named(join.value)) add(id);
        }
  return out;
}

Untold untold(const Model& model, const Grants& grants, const Question& question) {
  const Answer answer = ask(model, grants, question);
  if (!answer.permit) return {};
  const auto known = [&](DeclId event) {
    return std::any_of(question.facts.events.begin(), question.facts.events.end(),
                       [&](const auto& told) { return model.isA(told.first, event); });
  };
  for (const DeclId event : eventsRead(model, grants))
    for (const auto& [told, day] : question.facts.events) {
      if (!model.isA(event, told) || known(event)) continue;
      Question narrower = question;
      narrower.facts.events[event] = day;
      const Answer other = ask(model, grants, narrower);
      if (!other.permit || other.deadline != answer.deadline) return {told, event};
    }
  return {};
}

}  // namespace vern::grants
