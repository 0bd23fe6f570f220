#include "compiler/table/knobs.h"

#include <algorithm>

namespace vern::table {

using grants::Ask;
using grants::Consent;
using grants::ConsentState;
using grants::Disclosure;
using grants::DisclosureId;
using grants::Grant;
using grants::GrantId;
using grants::Grants;
using grants::Guard;
using grants::Question;
using model::DeclId;
using model::Kind;

Knobs::Knobs(const model::Model& model, const Grants& all_grants, const Question& q,
             const std::vector<std::uint32_t>& covering)
    : other_recipient_(model.all(Kind::Recipient).empty() ? DeclId() : model.all(Kind::Recipient).front()),
      disclosed_(q.ask == Ask::Disclose) {
  const auto add = [](std::vector<DeclId>& to, DeclId id) {
    if (id && std::find(to.begin(), to.end(), id) == to.end()) to.push_back(id);
  };
  const auto guard = [&](const Guard& g) {
    for (const auto& all : g.any_of)
      for (const grants::Literal& literal : all) {
        if (!literal.name) continue;
        add(model[literal.name].kind == Kind::Event ? events_ : circumstances_, literal.name);
      }
  };
  const auto window = [&](auto& self, grants::WindowId id) -> void {
    if (!id) return;
    const grants::Window& w = all_grants.windows[id];
    if (w.kind == grants::WindowKind::While && w.event)
      add(model[w.event].kind == Kind::Event ? events_ : circumstances_, w.event);
    if (w.kind == grants::WindowKind::After || w.kind == grants::WindowKind::Until) add(events_, w.event);
    for (const grants::WindowId part : w.parts) self(self, part);
  };
  bool objectable = q.ask != Ask::Keep && model.flagged(q.purpose, "direct_marketing");
  const auto marketing = [&](const Grant& grant) { return model.flagged(grant.purpose, "direct_marketing"); };
  for (const std::uint32_t i : covering) {
    const Grant& grant = all_grants.grants[GrantId(i)];
    guard(grant.when);
    window(window, grant.window);
    objectable = objectable || marketing(grant);
    bool consent = !grant.conditions.empty();
    const auto bases = [&](const std::vector<grants::BasisUse>& uses) {
      for (const grants::BasisUse& use : uses) {
        consent = consent || use.kind == grants::BasisKind::Consent;
        objectable = objectable || use.kind == grants::BasisKind::LegitimateInterests ||
                     use.kind == grants::BasisKind::PublicTask;
      }
    };
    bases(grant.bases);
    bases(grant.besides);
    if (q.ask == Ask::Disclose)
      for (const DisclosureId id : grant.disclosures) {
        const Disclosure& disclosure = all_grants.disclosures[id];
        bases(disclosure.bases);
        guard(disclosure.when);
        window(window, disclosure.window);
      }
    if (!consent) continue;
    add(consents_, grant.purpose);
    if (q.ask != Ask::Keep) add(consents_, q.purpose);
  }
  for (const Grants::Ban& ban : all_grants.bans) guard(ban.unless);
  if (objectable && q.purpose) {
    add(objections_, q.purpose);
    DeclId root = q.purpose;
    while (model[root].parent) root = model[root].parent;
    add(objections_, root);
  }
  for (const std::uint32_t i : covering)
    if (objectable) add(objections_, all_grants.grants[GrantId(i)].purpose);
}

std::uint64_t Knobs::count(std::uint64_t most) const {
  std::uint64_t n = 2 * (objections_.size() + 1);  // 2: restricted or not
  const auto times = [&](std::uint64_t states) { n = std::min(n * states, most); };
  for (std::size_t i = 0; i < consents_.size(); ++i) times(consentStates());
  for (std::size_t i = 0; i < circumstances_.size(); ++i) times(2);
  for (std::size_t i = 0; i < events_.size(); ++i) times(eventStates());
  return std::min(n, most);
}

void Knobs::set(Question& q, std::uint64_t combination) const {
  q.facts = grants::Facts();
  const auto take = [&](std::uint64_t states) {
    const std::uint64_t state = combination % states;
    combination /= states;
    return state;
  };
  q.facts.restricted = take(2) == 1;
  if (const std::uint64_t objection = take(objections_.size() + 1); objection > 0)
    q.facts.objections.push_back(objections_[objection - 1]);
  for (const DeclId purpose : consents_) {
    const std::uint64_t state = take(consentStates());
    if (state == 0) continue;
    Consent consent;
    consent.state = state == 1 ? ConsentState::Never : state == 3 ? ConsentState::Withdrawn : ConsentState::Given;
    if (state == 4) consent.on = q.facts.now + 1;
    if (state == 5) consent.recipient = q.recipient;
    if (state == 6) consent.recipient = other_recipient_;
    q.facts.consents[purpose] = consent;
  }
  for (const DeclId circumstance : circumstances_)
    if (take(2) == 1) q.facts.circumstances.push_back(circumstance);
  for (std::size_t i = 0; i < events_.size(); ++i) {
    const std::uint64_t state = take(eventStates());
    if (state == 0) continue;
    q.facts.events[events_[i]] = EventDays[eventStates() == 2 ? i % std::size(EventDays) : state - 1];
  }
}

}  // namespace vern::table
