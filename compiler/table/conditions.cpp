#include "compiler/table/conditions.h"

#include <algorithm>
#include <tuple>

#include "vern/need.h"

namespace vern::runtime {
// Programs are stored once, so they must compare.
inline bool operator<(const WindowOp& a, const WindowOp& b) {
  return std::tie(a.kind, a.operand, a.months, a.days) < std::tie(b.kind, b.operand, b.months, b.days);
}
}  // namespace vern::runtime

namespace vern::table {

using grants::BasisKind;
using grants::BasisUse;
using grants::Disclosure;
using grants::Grant;
using grants::Guard;
using grants::Literal;
using grants::WindowKind;
using runtime::None;
using runtime::WindowOp;
using runtime::WindowOpKind;

Conditions::Conditions(const model::Model& model, const grants::Grants& grants, const Vocabulary& vocabulary)
    : slots(vocabulary), model_(model), grants_(grants), vocabulary_(vocabulary) {
  place_words_ = static_cast<std::uint32_t>(vocabulary.terms(TermKind::Place).size() + 2 + 63) / 64;
  guard(Guard());
  subject_sets.emplace_back();  // set 0 is nobody
}

// ---- conditions ----

std::uint32_t Conditions::add(const runtime::Condition& c) {
  const std::vector<std::uint32_t> key{c.steps,
                                       c.flags,
                                       c.purpose,
                                       c.guard,
                                       c.window,
                                       c.subjects,
                                       c.places,
                                       c.share_guard,
                                       c.share_window,
                                       c.terms[0],
                                       c.terms[1],
                                       static_cast<std::uint32_t>(c.added[0]),
                                       static_cast<std::uint32_t>(c.added[1]),
                                       c.disposal};
  const auto [found, is_new] = condition_numbers_.try_emplace(key, static_cast<std::uint32_t>(conditions.size()));
  if (is_new) conditions.push_back(c);
  return found->second;
}

runtime::Condition Conditions::base(const Grant& grant, const std::vector<BasisUse>& bases, std::uint32_t disposal) {
  std::uint32_t steps = 0;
  const auto consent = [&] {
    if ((steps & (runtime::ConsentFirst | runtime::ConsentSecond)) != 0) return;
    steps |= (steps & runtime::Objection) != 0 ? runtime::ConsentSecond : runtime::ConsentFirst;
  };
  // Whoever objects to direct marketing is left alone, whatever the basis: Art. 21(3).
  if (model_.flagged(grant.purpose, "direct_marketing")) steps |= runtime::Objection;
  if (grants_.basis_needed) {
    if (bases.empty()) steps |= runtime::Basis;
    for (const BasisUse& use : bases) {
      if (use.kind == BasisKind::Unknown) steps |= runtime::Basis;
      // What comes after a basis that is not known is never looked at.
      if ((steps & runtime::Basis) != 0) break;
      if (use.kind == BasisKind::Consent) consent();
      if (use.kind == BasisKind::LegitimateInterests || use.kind == BasisKind::PublicTask) steps |= runtime::Objection;
    }
    for (const BasisUse& use : grant.besides) {
      if (use.kind == BasisKind::Unknown) steps |= runtime::Basis;
      if ((steps & runtime::Basis) != 0) break;
      if (use.kind == BasisKind::Consent) consent();
    }
    if ((steps & runtime::Basis) == 0 && !grant.for_special) steps |= runtime::Special;
    for (const DeclId condition : grant.conditions)
      if ((steps & runtime::Basis) == 0 && condition && model_.flagged(condition, "explicit_consent")) consent();
  }
  const bool consented = std::any_of(grant.bases.begin(), grant.bases.end(),
                                     [](const BasisUse& use) { return use.kind == BasisKind::Consent; });
  if (!consented) steps |= runtime::Restriction;

  runtime::Condition c{};
  const bool by_purpose = (steps & (runtime::ConsentFirst | runtime::ConsentSecond | runtime::Objection)) != 0;
  c.purpose = by_purpose ? vocabulary_.id(grant.purpose) : None;
  c.guard = guard(grant.when);
  c.steps = static_cast<std::uint16_t>(steps);
  window(grant.window, c);
  c.subjects = subjects(grant.subject);
  c.places = None;
  c.share_window = None;
  c.disposal = disposal;
  if (grant.duty) c.flags |= runtime::IsDuty;
  if (!grant.disclosures.empty()) c.flags |= runtime::HasShares;
  return c;
}

std::uint32_t Conditions::ofUse(const Grant& grant, std::uint32_t disposal) {
  return add(base(grant, grant.bases, disposal));
}

std::uint32_t Conditions::ofNearMiss(const Grant& grant, const std::vector<BasisUse>& bases, std::uint32_t disposal) {
  return add(base(grant, bases, disposal));
}

std::uint32_t Conditions::ofDisclosure(const Grant& grant, const Disclosure& disclosure, std::uint32_t disposal) {
  runtime::Condition c = base(grant, disclosure.bases.empty() ? grant.bases : disclosure.bases, disposal);
  c.steps |= runtime::Places;
  c.flags |= runtime::IsShare;
  c.places = places(disclosure);
  c.share_guard = guard(disclosure.when);
  if (disclosure.window) {
    c.steps |= runtime::ShareWindow;
    c.share_window = program(disclosure.window);
  }
  const auto free = [&](DeclId place) { return place && model_.flagged(place, "free_movement"); };
  if (!std::all_of(disclosure.places.begin(), disclosure.places.end(), free)) c.flags |= runtime::LeavesUnseen;
  return add(c);
}

/// Marks what guards speak of, and gives the facts of those that are one list their bits, as long as there are some,
/// and each condition its own.
void Conditions::close() {
  for (const runtime::Conjunction& all : conjunctions)
    for (std::uint32_t s = 0; s < slots.slots().size() && s < runtime::MaxFactSlots; ++s)
      if (((all.need[s / 64] | all.forbid[s / 64]) >> (s % 64) & 1) != 0) slots.inGuards(s);
  for (const runtime::Condition& c : conditions)
    for (const std::uint32_t id : {c.guard, c.share_guard}) {
      if (id == 0 || guards[id].count != 1) continue;
      const runtime::Conjunction& all = conjunctions[guards[id].first];
      for (std::uint32_t s = 0; s < slots.slots().size() && s < runtime::MaxFactSlots; ++s) {
        if ((all.need[s / 64] >> (s % 64) & 1) != 0) slots.giveAtom(s, true);
        if ((all.forbid[s / 64] >> (s % 64) & 1) != 0) slots.giveAtom(s, false);
      }
    }
  const auto view = [](const auto& items) {
    return runtime::View(items.data(), static_cast<std::uint32_t>(items.size()));
  };
  for (runtime::Condition& c : conditions)
    c.need = runtime::detail::needOf(c, view(guards), view(conjunctions), view(slots.slots()));
}

// ---- guards ----

bool Conditions::set(std::uint64_t (&words)[runtime::FactWords], std::uint32_t slot) {
  if (slot >= runtime::MaxFactSlots) {
    if (fault.empty())
      fault = {Cause{"windows and circumstances read more than {limit} events and circumstances",
                     {{"limit", std::to_string(runtime::MaxFactSlots)}}}};
    return false;
  }
  words[slot / 64] |= std::uint64_t{1} << (slot % 64);
  return true;
}

std::uint32_t Conditions::guard(const Guard& guard) {
  std::vector<std::vector<std::pair<DeclId, bool>>> key;
  for (const auto& all : guard.any_of) {
    key.emplace_back();
    for (const Literal& literal : all) key.back().emplace_back(literal.name, literal.negated);
  }
  const auto [found, is_new] = guard_numbers_.try_emplace(key, static_cast<std::uint32_t>(guards.size()));
  if (!is_new) return found->second;
  runtime::List list{static_cast<std::uint32_t>(conjunctions.size()), 0};
  for (const auto& all : guard.any_of) {
    runtime::Conjunction conjunction{};
    bool possible = true;
    for (const Literal& literal : all) {
      // A name that is not known holds neither way.
      if (!literal.name) {
        possible = false;
        continue;
      }
      const std::uint32_t slot = slots.slot(model_, literal.name);
      // What no question can say to hold, does not.
      if (slot == None) possible = possible && literal.negated;
      else if (!set(literal.negated ? conjunction.forbid : conjunction.need, slot)) possible = false;
    }
    if (!possible) continue;
    conjunctions.push_back(conjunction);
    ++list.count;
  }
  guards.push_back(list);
  return found->second;
}

// ---- windows ----

/// Puts the window into the condition itself where it is the earlier of two terms at most.
void Conditions::window(grants::WindowId id, runtime::Condition& c) {
  c.terms[0] = c.terms[1] = runtime::NoTerm;
  c.window = None;
  const auto term = [&](const WindowOp& op, int i) {
    if (op.kind == WindowOpKind::Open) return true;
    if (op.kind != WindowOpKind::After || (op.months != 0 && op.days != 0) || op.operand >= runtime::MaxFactSlots)
      return false;
    constexpr std::int32_t Most = 1 << 24;
    if (op.months < 0 || op.months > Most / 32 || op.days < 0 || op.days > Most) return false;
    const bool months = op.months != 0;
    c.terms[i] = static_cast<std::uint16_t>(op.operand * 2 + 2 + (months ? 1 : 0));
    c.added[i] = months ? op.months * 32 : op.days;
    return true;
  };
  std::vector<WindowOp> program;
  emit(id, program, 1);
  const bool one = program.size() == 1 && term(program[0], 0);
  const bool two =
      program.size() == 3 && term(program[0], 0) && term(program[1], 1) && program[2].kind == WindowOpKind::Min;
  if (!one && !two) {
    c.terms[0] = c.terms[1] = runtime::NoTerm;
    c.added[0] = c.added[1] = 0;
    c.window = this->program(id);
    return;
  }
  for (const std::uint16_t t : c.terms)
    if (t != runtime::NoTerm && t % 2 == 1) slots.countMonths(t / 2 - 1);
}

std::uint32_t Conditions::program(grants::WindowId id) {
  if (const auto found = window_numbers_.find(id); found != window_numbers_.end()) return found->second;
  std::vector<WindowOp> program;
  emit(id, program, 1);
  const std::uint32_t number = windows.add(program);
  window_numbers_.emplace(id, number);
  return number;
}

void Conditions::emit(grants::WindowId id, std::vector<WindowOp>& out, unsigned depth) {
  if (depth >= runtime::MaxWindowDepth) {
    if (fault.empty())
      fault = {
          Cause{"a window is nested more than {limit} deep", {{"limit", std::to_string(runtime::MaxWindowDepth - 1)}}}};
    out.push_back({WindowOpKind::Closed, 0, 0, 0});
    return;
  }
  if (!id) {
    out.push_back({WindowOpKind::Closed, 0, 0, 0});
    return;
  }
  const grants::Window& window = grants_.windows[id];
  const auto slotted = [&](WindowOpKind kind, std::int32_t months, std::int32_t days, WindowOpKind otherwise) {
    YearEnd year;
    if (kind == WindowOpKind::After) year = {window.year_end, window.last_month};
    const std::uint32_t slot = slots.slot(model_, window.event, window.latest ? runtime::Latest : 0u, year);
    if (slot != None && slot >= runtime::MaxFactSlots && fault.empty())
      fault = {Cause{"windows and circumstances read more than {limit} events and circumstances",
                     {{"limit", std::to_string(runtime::MaxFactSlots)}}}};
    if (slot == None) out.push_back({otherwise, 0, 0, 0});
    else out.push_back({kind, slot, months, days});
  };
  switch (window.kind) {
    case WindowKind::Closed: out.push_back({WindowOpKind::Closed, 0, 0, 0}); return;
    case WindowKind::Forever: out.push_back({WindowOpKind::Open, 0, 0, 0}); return;
    case WindowKind::After:
      slotted(WindowOpKind::After, window.duration.months, window.duration.days + (window.duration.hours + 23) / 24,
              WindowOpKind::Open);
      return;
    case WindowKind::Until: slotted(WindowOpKind::After, 0, 0, WindowOpKind::Open); return;
    case WindowKind::While:
      slotted(WindowOpKind::While, 0, 0, WindowOpKind::Closed);
      if (out.back().kind == WindowOpKind::While && out.back().operand < slots.slots().size())
        slots.inGuards(out.back().operand);
      return;
    case WindowKind::Min:
    case WindowKind::Max: {
      const bool least = window.kind == WindowKind::Min;
      if (window.parts.empty()) out.push_back({least ? WindowOpKind::Open : WindowOpKind::Closed, 0, 0, 0});
      for (std::size_t i = 0; i < window.parts.size(); ++i) {
        emit(window.parts[i], out, depth + (i > 0 ? 1 : 0));
        // Two at a time, so that the stack is no deeper than the nesting.
        if (i > 0) out.push_back({least ? WindowOpKind::Min : WindowOpKind::Max, 2, 0, 0});
      }
      return;
    }
  }
}

// ---- sets ----

std::uint32_t Conditions::subjects(DeclId subject) {
  const auto [found, is_new] = subject_numbers_.try_emplace(subject, static_cast<std::uint32_t>(subject_sets.size()));
  if (is_new) subject_sets.push_back(subject);
  return found->second;
}

std::uint32_t Conditions::places(const Disclosure& disclosure) {
  const auto free = [&](DeclId place) { return model_.flagged(place, "free_movement"); };
  const auto stated = [&](DeclId place) {
    return std::any_of(disclosure.places.begin(), disclosure.places.end(),
                       [&](DeclId d) { return model_.isA(place, d); });
  };
  std::vector<std::uint64_t> words(place_words_, 0);
  const auto allow = [&](std::uint32_t i) { words[i / 64] |= std::uint64_t{1} << (i % 64); };
  if (!disclosure.place_vague) {
    const bool safe = !disclosure.safeguards.empty() && !disclosure.safeguard_vague;
    if (safe || std::all_of(disclosure.places.begin(), disclosure.places.end(), free)) allow(0);
    const auto& terms = vocabulary_.terms(TermKind::Place);
    for (std::uint32_t i = 0; i < terms.size(); ++i) {
      const bool allowed = disclosure.places.empty() ? free(terms[i]) : stated(terms[i]) && (free(terms[i]) || safe);
      if (allowed) allow(i + 2);
    }
  }
  return place_sets.add(words);
}

std::uint32_t Conditions::bannedPlaces(const grants::Grants::Ban& ban) {
  if (ban.places.empty() && ban.outside.empty() && !ban.unplaced) return None;
  const auto within = [&](DeclId place, const std::vector<DeclId>& set) {
    return std::any_of(set.begin(), set.end(), [&](DeclId member) { return model_.isA(place, member); });
  };
  // A question about a region is about all of it.
  const auto touches = [&](DeclId place) {
    return std::any_of(ban.places.begin(), ban.places.end(),
                       [&](DeclId member) { return model_.related(place, member); });
  };
  std::vector<std::uint64_t> words(place_words_, 0);
  const auto forbid = [&](std::uint32_t i) { words[i / 64] |= std::uint64_t{1} << (i % 64); };
  if (ban.unplaced) {
    forbid(0);
    return place_sets.add(words);
  }
  // A place that the table does not know is in none, and outside of all.
  if (ban.places.empty()) forbid(1);
  const auto& terms = vocabulary_.terms(TermKind::Place);
  for (std::uint32_t i = 0; i < terms.size(); ++i)
    if ((ban.places.empty() || touches(terms[i])) && (ban.outside.empty() || !within(terms[i], ban.outside)))
      forbid(i + 2);
  return place_sets.add(words);
}

}  // namespace vern::table
