#include <algorithm>
#include <map>

#include "compiler/grants/bans.h"
#include "compiler/grants/effective.h"
#include "compiler/grants/grants.h"
#include "compiler/grants/sentence.h"
#include "compiler/grants/supply.h"
#include "compiler/grants/window.h"

namespace vern::grants {

namespace {

using model::Clause;
using model::Entry;
using model::Kind;
using model::Model;
using model::Stated;

class Expander {
 public:
  explicit Expander(const Model& model) : model_(model) {}

  Grants expand() {
    if (const Clause* role = model_.clause(model_.only(Kind::Policy), Word::role))
      for (const Entry& entry : role->value.entries)
        if (entry.written == "processor") out_.basis_needed = false;
    out_.excluded = excludedOf(model_);
    for (const DeclId activity : activities()) expand(activity);
    out_.bans = bansOf(model_, out_, Kind::Promise);
    return std::move(out_);
  }

  Grants expandOne(DeclId activity) {
    expand(activity);
    return std::move(out_);
  }

  Grants expandUnlinked(DeclId only) {
    unlinked_ = true;
    for (const DeclId activity : activities())
      if (!only || activity == only) expand(activity);
    return std::move(out_);
  }

 private:
  std::vector<DeclId> activities() const {
    std::vector<DeclId> out = model_.own(Kind::Activity);
    const std::vector<DeclId> trackers = model_.own(Kind::Tracker);
    out.insert(out.end(), trackers.begin(), trackers.end());
    std::sort(out.begin(), out.end());
    return out;
  }

  void expand(DeclId activity) {
    shares_.clear();
    const std::vector<DeclId> subjects = names(effective(model_, activity, nullptr, Word::subjects));
    const std::vector<PurposeOf> all_purposes = purposesOf(activity, nullptr);
    for (const Clause* clause : effective(model_, activity, nullptr, Word::data)) {
      if (unlinked_ && clause->value.stated == Stated::Vague) expandVague(activity, *clause, all_purposes, subjects);
      for (const Entry& entry : clause->value.entries) {
        if (!entry.decl || entry.negated) continue;
        std::vector<DeclId> people;
        if (says(entry, Word::subjects)) people = names(effective(model_, activity, &entry, Word::subjects));
        if (people.empty()) people = subjects;
        const std::vector<PurposeOf> purposes =
            says(entry, Word::purpose) ? purposesOf(activity, &entry) : all_purposes;
        if (unlinked_ != (people.empty() || purposes.empty())) continue;
        if (people.empty()) people.emplace_back();
        for (const DeclId datum : members(model_, entry.decl))
          for (const DeclId subject : people) expand(activity, *clause, entry, purposes, datum, subject);
      }
    }
  }

  /// How long data that are nobody's are kept, if nothing is said of it.
  Retention unlimited() {
    Window forever;
    forever.kind = WindowKind::Forever;
    Retention out;
    out.window = addWindow(out_, std::move(forever));
    return out;
  }

  /// What a clause says after `when`.
  Guard conditionOf(const Clause& clause) {
    Guard out;
    for (const model::Join& join : clause.joins)
      if (join.word == "when") out = both(out, guardOf(join));
    return out;
  }

  struct PurposeOf {
    DeclId purpose;
    const Clause* clause = nullptr;
  };
  std::vector<PurposeOf> purposesOf(DeclId activity, const Entry* entry) const {
    std::vector<PurposeOf> out;
    for (const Clause* clause : effective(model_, activity, entry, Word::purpose))
      for (const Entry& purpose : clause->value.entries)
        if (purpose.decl && !purpose.negated) out.push_back({purpose.decl, clause});
    return out;
  }

  /// `data vague en "other information"`: of some kind, of which nobody knows more than that they are data.
  void expandVague(DeclId activity, const Clause& data, const std::vector<PurposeOf>& purposes,
                   std::vector<DeclId> people) {
    Entry some;
    some.span = data.value.span;
    if (people.empty()) people.emplace_back();
    for (const DeclId subject : people) expand(activity, data, some, purposes, {}, subject);
  }

  /// `data` is the clause that `entry` stands in: what it says after `when` holds for its data.
  void expand(DeclId activity, const Clause& data, const Entry& entry, std::vector<PurposeOf> purposes, DeclId datum,
              DeclId subject) {
    const model::Clauses retain = retainOf(model_, activity, &entry, datum);
    std::vector<Retention> retentions;
    for (const Clause* clause : retain)
      if (clause->value.stated == Stated::Value || !clause->window.empty())
        retentions.push_back(fromClause(model_, *clause, out_));
    const std::vector<Retention> kept = dutiesOfDefaults(retain);
    const bool anonymous = isAnonymous(model_, activity, &entry, datum);
    if (anonymous && retain.empty()) retentions.push_back(unlimited());
    Guard when = conditionOf(data);
    for (const Clause* clause : effective(model_, activity, &entry, Word::applies))
      when = both(when, conditionOf(*clause));

    const model::Clauses basis = effective(model_, activity, &entry, Word::basis);
    const model::Clauses besides[] = {effective(model_, activity, &entry, Word::message),
                                      effective(model_, activity, &entry, Word::device)};
    const std::vector<DeclId> conditions = names(effective(model_, activity, &entry, Word::condition));
    std::vector<DeclId> places = names(effective(model_, activity, &entry, Word::located));
    std::erase_if(places, [&](DeclId place) { return model_[place].kind != Kind::Place; });

    if (purposes.empty()) purposes.emplace_back();
    for (const auto& [purpose, clause] : purposes) {
      Grant grant;
      grant.activity = activity;
      grant.subject = subject;
      grant.datum = datum;
      grant.purpose = purpose;
      grant.when = clause != nullptr ? both(when, conditionOf(*clause)) : when;
      grant.span = entry.span;
      grant.bases = bases(basis, purpose);
      for (llvm::ArrayRef<const model::Clause*> clauses : besides) addBesides(grant, clauses);
      grant.conditions = conditions;
      grant.places = places;
      if (anonymous && grant.bases.empty()) grant.bases.push_back({{}, BasisKind::NotNeeded, {}, {}});
      grant.anonymous = anonymous;
      grant.for_special = anonymous || carriesSpecial(grant);
      grant.disclosures = disclosures(activity, entry, purpose);
      for (const Retention& r : kept) addDuties(grant, r);
      addWithWindows(std::move(grant), retentions);
    }
  }

  /// A condition that is meant for special categories, or consent that is asked for as explicitly as they want it.
  bool carriesSpecial(const Grant& grant) const {
    const auto special = [&](DeclId id) { return model_.flagged(id, "special"); };
    if (std::any_of(grant.conditions.begin(), grant.conditions.end(), special)) return true;
    return std::any_of(grant.bases.begin(), grant.bases.end(), [&](const BasisUse& use) {
      const Clause* mode = use.kind == BasisKind::Consent ? model_.inherited(use.basis, Word::mode) : nullptr;
      if (mode == nullptr) return false;
      const std::vector<DeclId> named = model::named(mode->value);
      return std::any_of(named.begin(), named.end(), special);
    });
  }

  /// An activity that says how long takes the time of `defaults` away, but not a duty by law that stands there.
  std::vector<Retention> dutiesOfDefaults(llvm::ArrayRef<const model::Clause*> own) {
    std::vector<Retention> out;
    for (const Clause* clause : model_.clauses(model_.only(Kind::Defaults), Word::retain)) {
      const bool duty = std::any_of(clause->window.begin(), clause->window.end(), [](const model::Bound& bound) {
        return bound.kind == model::BoundKind::AtLeast && (bound.under || bound.under_vague);
      });
      if (duty && std::find(own.begin(), own.end(), clause) == own.end())
        out.push_back(fromClause(model_, *clause, out_));
    }
    return out;
  }

  /// One grant for the windows that always hold, one more for each circumstance with a window of its own.
  void addWithWindows(Grant grant, const std::vector<Retention>& retentions) {
    const auto applies = [&](const Retention& r) {
      return r.purposes.empty() ||
             std::any_of(r.purposes.begin(), r.purposes.end(), [&](DeclId p) { return model_.isA(grant.purpose, p); });
    };
    WindowId plain;
    bool kept = true;
    DeclId disposal;
    Span span;
    Guard special;  // any circumstance that has its own window
    for (const Retention& r : retentions) {
      if (!applies(r)) continue;
      if (!r.when.always()) {
        special.any_of.insert(special.any_of.end(), r.when.any_of.begin(), r.when.any_of.end());
        continue;
      }
      plain = earliest(out_, plain, r.window);
      kept = kept && r.kept;
      if (r.disposal) disposal = r.disposal;
      if (!span.valid()) span = r.span;
    }
    for (const Retention& r : retentions) {
      if (!applies(r) || r.when.always()) continue;
      Grant own = grant;
      own.when = both(grant.when, r.when);
      own.window = r.window;
      own.kept = r.kept;
      own.disposal = r.disposal;
      own.window_span = r.span;
      addDuties(own, r);
      out_.grants.add(std::move(own));
    }
    for (const Retention& r : retentions)
      if (applies(r) && r.when.always()) addDuties(grant, r);
    if (!special.always() && !plain) return;
    if (!special.always()) grant.when = both(grant.when, negation(special));
    grant.window = plain ? plain : addWindow(out_, {});
    grant.kept = kept;
    grant.disposal = disposal;
    grant.window_span = span;
    out_.grants.add(std::move(grant));
  }

  void addDuties(const Grant& grant, const Retention& retention) {
    for (const Retention::Duty& duty : retention.duties) {
      Grant own = grant;
      own.window = duty.window;
      own.disposal = retention.disposal;
      own.window_span = retention.span;
      own.duty = true;
      own.duty_section = duty.section;
      own.for_special = true;  // the section that commands it is what it stands on
      own.besides.clear();
      own.disclosures.clear();
      const DeclId legal = model_.find(Kind::Purpose, "legal");
      if (!model_.isA(own.purpose, legal)) own.purpose = legal ? legal : own.purpose;
      BasisUse basis;
      basis.kind = BasisKind::LegalObligation;
      basis.basis = model_.find(Kind::Basis, "legal_obligation");
      basis.section = duty.section;
      basis.span = retention.span;
      own.bases = {basis};
      out_.grants.add(std::move(own));
    }
  }

  /// What `message` or `device` say: a consent must be given, what nobody can tell is never in force, and all else,
  /// such as `message existing_customer`, asks for nothing.
  void addBesides(Grant& grant, llvm::ArrayRef<const model::Clause*> clauses) const {
    for (BasisUse& use : bases(clauses, grant.purpose))
      if (use.kind == BasisKind::Consent || !use.basis) grant.besides.push_back(use);
  }

  std::vector<BasisUse> bases(llvm::ArrayRef<const model::Clause*> clauses, DeclId purpose) const {
    std::vector<BasisUse> out;
    for (const Clause* clause : clauses) {
      if (!isFor(model_, *clause, purpose)) continue;
      const model::Join* of_all = clause->join("under");
      if (clause->value.entries.empty()) out.push_back({{}, BasisKind::Unknown, {}, clause->span});
      for (const Entry& entry : clause->value.entries) {
        BasisUse use{entry.decl, basisKind(model_, entry.decl), {}, entry.span};
        const model::Join* under = of_all;
        if (under == nullptr && entry.decl)
          for (const model::Join& join : model_[entry.decl].joins)
            if (join.word == "under") under = &join;
        if (under != nullptr)
          for (const DeclId section : model::named(under->value)) use.section = section;
        out.push_back(use);
      }
    }
    return out;
  }

  std::vector<DisclosureId> disclosures(DeclId activity, const Entry& datum, DeclId purpose) {
    std::vector<DisclosureId> out;
    for (const Clause* clause : effective(model_, activity, &datum, Word::share))
      for (const Entry& entry : clause->value.entries) {
        if (!entry.decl || entry.negated) continue;
        const auto [known, fresh] = shares_.try_emplace(&entry);
        if (fresh) known->second = out_.disclosures.add(disclosure(activity, *clause, entry));
        const Disclosure& disclosure = out_.disclosures[known->second];
        if (limits(disclosure.purposes, purpose) && limits(disclosure.data, datum.decl)) out.push_back(known->second);
      }
    return out;
  }

  bool limits(const std::vector<DeclId>& to, DeclId id) const {
    return to.empty() || std::any_of(to.begin(), to.end(), [&](DeclId t) { return model_.related(id, t); });
  }

  Disclosure disclosure(DeclId activity, const Clause& clause, const Entry& entry) {
    Disclosure out;
    out.activity = activity;
    out.recipient = entry.decl;
    out.span = entry.span;
    const auto own = [&](Word word) {
      model::Clauses found;
      for (const auto* block : {&entry.block, &clause.block})
        for (const Clause& inner : *block)
          if (inner.word == word) found.push_back(&inner);
      return found;
    };
    for (const model::Join& join : clause.joins) {
      if (join.word == "when") out.when = both(out.when, guardOf(join));
      if (join.word == "for") out.purposes = model::named(join.value);
      if (join.word == "as")
        for (const DeclId role : model::named(join.value)) out.role = role;
      if (join.word == "in") place(out, join.value);
      if (join.word == "under")
        for (const DeclId id : model::named(join.value))
          if (model_[id].kind == Kind::Safeguard) out.safeguards.push_back(id);
      if (join.word == "on") out.bases = basesOf(join.value);
    }
    for (const Clause* data : own(Word::data))
      for (const DeclId id : model::named(data->value)) out.data.push_back(id);
    for (const Clause* retain : own(Word::retain))  // who keeps no copy may have it as long as the grant holds
      if (!keepsNothing(*retain)) out.window = earliest(out_, out.window, fromClause(model_, *retain, out_).window);
    bool placed = !out.places.empty() || out.place_vague;
    for (const Clause* located : own(Word::located)) {
      place(out, located->value);
      placed = true;
    }
    if (!placed)
      for (const Clause* stated : placeClauses(model_, entry.decl)) place(out, stated->value);
    model::Clauses safeguards = own(Word::safeguard);
    for (const Clause* stated : model_.clauses(activity, Word::safeguard)) safeguards.push_back(stated);
    if (safeguards.empty())
      if (const Clause* inherited = model_.inherited(entry.decl, Word::safeguard)) safeguards.push_back(inherited);
    for (const Clause* stated : safeguards) {
      if (stated->value.stated == Stated::Vague) out.safeguard_vague = true;
      for (const DeclId id : model::named(stated->value)) out.safeguards.push_back(id);
    }
    return out;
  }

  std::vector<BasisUse> basesOf(const model::Value& value) const {
    std::vector<BasisUse> out;
    for (const Entry& entry : value.entries)
      if (entry.decl && model_[entry.decl].kind == Kind::Basis)
        out.push_back({entry.decl, basisKind(model_, entry.decl), {}, entry.span});
    return out;
  }

  void place(Disclosure& out, const model::Value& value) const {
    if (value.stated == Stated::Vague || value.stated == Stated::Elsewhere) out.place_vague = true;
    for (const Entry& entry : value.entries)
      if (entry.decl && model_[entry.decl].kind == Kind::Place) out.places.push_back(entry.decl);
      else if (!entry.decl && entry.written != "none") out.place_vague = true;
  }

  static std::vector<DeclId> names(llvm::ArrayRef<const model::Clause*> clauses) {
    std::vector<DeclId> out;
    for (const Clause* clause : clauses)
      for (const DeclId id : model::named(clause->value)) out.push_back(id);
    return out;
  }

  const Model& model_;
  bool unlinked_ = false;  // expands what does not say whom it concerns or what it is for, and nothing else
  std::map<const Entry*, DisclosureId> shares_;  // of the activity at hand, by who gets the data
  Grants out_;
};

}  // namespace

Grants fromModel(const Model& model) { return Expander(model).expand(); }

Grants ofActivity(const Model& model, DeclId activity) { return Expander(model).expandOne(activity); }

Grants unlinked(const Model& model, DeclId activity) { return Expander(model).expandUnlinked(activity); }

}  // namespace vern::grants
