#include "compiler/table/meaning.h"

#include <algorithm>
#include <set>

#include "compiler/table/vocabulary.h"
#include "vern/steps.h"

namespace vern::table {

using grants::BasisKind;
using grants::BasisUse;
using grants::Disclosure;
using grants::DisclosureId;
using grants::Grant;
using grants::Guard;
using grants::Literal;
using grants::Window;
using grants::WindowId;
using grants::WindowKind;
using model::DeclId;
using model::Kind;
using runtime::Condition;
using runtime::None;
using runtime::TermKind;
using runtime::WindowOp;
using runtime::WindowOpKind;

namespace {

const std::string Open = "open";
const std::string Closed = "closed";

std::string joined(const std::set<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) out.append(out.empty() ? std::string_view() : between).append(part);
  return out;
}

/// An alternative that holds whatever the facts are leaves nothing to ask.
std::string anyOf(const std::set<std::string>& alternatives) {
  return alternatives.empty() ? "never" : "{" + joined(alternatives, " | ") + "}";
}

/// The earliest or the latest of `parts`, which may be such texts themselves.
std::string extreme(bool earliest, const std::vector<std::string>& parts) {
  const std::string name = earliest ? "earliest(" : "latest(";
  std::set<std::string> flat;
  for (const std::string& part : parts) {
    if (!part.starts_with(name)) {
      flat.insert(part);
      continue;
    }
    // The parts of a part: cut where no bracket is open.
    int depth = 0;
    std::size_t begin = name.size();
    for (std::size_t i = begin; i < part.size(); ++i) {
      if (part[i] == '(') ++depth;
      if ((part[i] == ';' && depth == 0) || i + 1 == part.size()) {
        flat.insert(part.substr(begin, i - begin));
        begin = i + 1;
      }
      if (part[i] == ')') --depth;
    }
  }
  if (earliest && flat.size() > 1) flat.erase(Open);
  if (flat.empty()) return earliest ? Open : Closed;
  return flat.size() == 1 ? *flat.begin() : name + joined(flat, ";") + ")";
}

std::string after(const std::string& start, std::int64_t months, std::int64_t days) {
  return std::to_string(months) + "m" + std::to_string(days) + "d after " + start;
}

}  // namespace

Meanings::Meanings(const model::Model& model, const grants::Grants& grants, const runtime::Table& table,
                   const Comparison& comparison)
    : model_(model), grants_(grants), table_(table), comparison_(comparison) {
  place_terms_.resize(table.count(TermKind::Place));
  for (const DeclId place : model.all(Kind::Place))
    if (const std::uint32_t id = comparison.id(place); id < place_terms_.size()) place_terms_[id] = place;
}

std::uint32_t Meanings::number(std::string text) {
  const auto [found, is_new] = numbers_.try_emplace(std::move(text), static_cast<std::uint32_t>(texts_.size()));
  if (is_new) texts_.push_back(&found->first);
  return found->second;
}

std::string Meanings::text(Meaning meaning) const {
  std::string out = meaning.own == 0 ? "nothing" : *texts_[meaning.own];
  if (meaning.more != 0) out += "; shared: " + *texts_[meaning.more];
  return out;
}

/// "" for what no question can tell.
std::string Meanings::term(DeclId id, std::uint32_t how) const {
  const std::uint32_t number = comparison_.id(id);
  if (number == None) return "";
  if (declKinds(TermKind::Event).has(model_[id].kind)) return event(how, number);
  if (declKinds(TermKind::Circumstance).has(model_[id].kind)) return "C" + std::to_string(number);
  return "";
}

std::string Meanings::event(std::uint32_t how, std::uint32_t number) {
  return ((how & runtime::Latest) != 0 ? "LE" : "E") + std::to_string(number);
}

std::string Meanings::yearEnd(const std::string& start, std::uint32_t month, std::uint32_t told) {
  return "Y" + std::to_string(month) + " " + start + " or E" + std::to_string(told);
}

// ---- as the policy has it ----

/// What is looked at, in the order in which it is, each once: nothing follows upon what always denies.
std::string Meanings::steps(const Grant& grant, const std::vector<BasisUse>& bases) const {
  std::string out;
  const auto once = [&](char step) {
    if (out.find(step) == std::string::npos) out += step;
  };
  if (model_.flagged(grant.purpose, "direct_marketing")) out += 'O';
  if (grants_.basis_needed) {
    if (bases.empty()) return out + "B";
    for (const BasisUse& use : bases) switch (use.kind) {
        case BasisKind::Unknown: return out + "B";
        case BasisKind::Consent: once('C'); break;
        case BasisKind::LegitimateInterests:
        case BasisKind::PublicTask: once('O'); break;
        case BasisKind::NotNeeded:
        case BasisKind::Contract:
        case BasisKind::LegalObligation:
        case BasisKind::VitalInterests: break;
      }
    for (const BasisUse& use : grant.besides) {
      if (use.kind == BasisKind::Unknown) return out + "B";
      if (use.kind == BasisKind::Consent) once('C');
    }
    for (const DeclId condition : grant.conditions)
      if (model_.flagged(condition, "explicit_consent")) once('C');
    if (!grant.for_special) out += 'S';
  }
  const bool consented = std::any_of(grant.bases.begin(), grant.bases.end(),
                                     [](const BasisUse& use) { return use.kind == BasisKind::Consent; });
  return consented ? out : out + 'R';
}

std::string Meanings::guard(const Guard& guard) const {
  if (guard.always()) return "always";
  std::set<std::string> alternatives;
  for (const auto& all : guard.any_of) {
    std::set<std::string> literals;
    bool possible = true;
    for (const Literal& literal : all) {
      const std::string name = term(literal.name);
      if (!name.empty()) literals.insert((literal.negated ? "not " : "") + name);
      else possible = possible && literal.name && literal.negated;
    }
    if (possible) alternatives.insert(joined(literals, " & "));
  }
  return anyOf(alternatives);
}

const std::string& Meanings::window(WindowId id) {
  if (!id) return Closed;
  if (const auto found = windows_.find(id); found != windows_.end()) return found->second;
  const Window& window = grants_.windows[id];
  std::string out = Closed;
  switch (window.kind) {
    case WindowKind::Closed: break;
    case WindowKind::Forever: out = Open; break;
    case WindowKind::After:
    case WindowKind::Until: {
      std::string start = term(window.event, window.latest ? runtime::Latest : 0u);
      if (window.year_end && !start.empty()) start = yearEnd(start, window.last_month, comparison_.id(window.year_end));
      const Duration length = window.kind == WindowKind::Until ? Duration() : window.duration;
      // A started day is a day.
      out = start.empty() ? Open : after(start, length.months, length.days + (length.hours + 23) / 24);
      break;
    }
    case WindowKind::While: {
      const std::string name = term(window.event, window.latest ? runtime::Latest : 0u);
      if (!name.empty()) out = "while " + name;
      break;
    }
    case WindowKind::Min:
    case WindowKind::Max: {
      std::vector<std::string> parts;
      for (const WindowId part : window.parts) parts.push_back(this->window(part));
      out = extreme(window.kind == WindowKind::Min, parts);
      break;
    }
  }
  return windows_.emplace(id, std::move(out)).first->second;
}

/// The places that are allowed, by number, in front of them `-` where the question names none.
std::string Meanings::places(const Disclosure& disclosure) const {
  if (disclosure.place_vague) return "";
  const bool safe = !disclosure.safeguards.empty() && !disclosure.safeguard_vague;
  const auto free = [&](DeclId place) { return model_.flagged(place, "free_movement"); };
  std::string out;
  if (safe || std::all_of(disclosure.places.begin(), disclosure.places.end(), free)) out = "-";
  for (std::uint32_t i = 0; i < place_terms_.size(); ++i) {
    const DeclId place = place_terms_[i];
    const bool stated =
        std::any_of(disclosure.places.begin(), disclosure.places.end(), [&](DeclId d) { return model_.isA(place, d); });
    if (disclosure.places.empty() ? free(place) : stated && (free(place) || safe)) out += " " + std::to_string(i);
  }
  return out;
}

std::uint32_t Meanings::own(const Grant& grant, const std::vector<BasisUse>& bases) {
  const std::string steps = this->steps(grant, bases);
  const bool by_purpose = steps.find_first_of("CO") != std::string::npos;
  std::string out = "of " + std::to_string(comparison_.id(grant.subject)) + ", steps " + steps;
  if (by_purpose) out += " for " + std::to_string(comparison_.id(grant.purpose));
  out += ", when " + guard(grant.when) + ", until " + window(grant.window) + ", then ";
  if (grant.disposal) out += model_[grant.disposal].name;
  if (grant.duty) out += ", duty";
  if (!grant.disclosures.empty()) out += ", shared";
  return number(std::move(out));
}

Meaning Meanings::share(const Grant& grant, DisclosureId id) {
  const Disclosure& disclosure = grants_.disclosures[id];
  const auto [found, is_new] = shares_.try_emplace(id, 0);
  if (is_new) {
    std::string out = "when " + guard(disclosure.when) + ", in [" + places(disclosure) + "]";
    if (disclosure.window) out += ", copy until " + window(disclosure.window);
    if (std::any_of(disclosure.places.begin(), disclosure.places.end(),
                    [&](DeclId place) { return !model_.flagged(place, "free_movement"); }))
      out += ", leaves";
    found->second = number(std::move(out));
  }
  return {own(grant, basesOf(grant, disclosure)), found->second};
}

// ---- as the table has it ----

std::string Meanings::steps(std::uint32_t steps) {
  std::string out;
  if ((steps & runtime::ConsentFirst) != 0) out += 'C';
  if ((steps & runtime::Objection) != 0) out += 'O';
  if ((steps & runtime::ConsentSecond) != 0) out += 'C';
  if ((steps & runtime::Basis) != 0) return out + 'B';
  if ((steps & runtime::Special) != 0) out += 'S';
  if ((steps & runtime::Restriction) != 0) out += 'R';
  return out;
}

std::string Meanings::slotOf(std::uint32_t slot) const {
  const runtime::SlotTerm& of = table_.slot_terms[slot];
  if (of.kind != static_cast<std::uint32_t>(TermKind::Event)) return "C" + std::to_string(of.id);
  const std::string out = event(of.flags, of.id);
  return (of.flags & runtime::YearEnd) != 0 ? yearEnd(out, of.last_month, of.year_end) : out;
}

std::string Meanings::guardOf(std::uint32_t guard) const {
  if (guard == 0) return "always";
  std::set<std::string> alternatives;
  for (const runtime::Conjunction& all : table_.conjunctions.slice(table_.guards[guard])) {
    std::set<std::string> literals;
    for (std::uint32_t s = 0; s < runtime::MaxFactSlots; ++s) {
      if ((all.need[s / 64] >> (s % 64) & 1) != 0) literals.insert(slotOf(s));
      if ((all.forbid[s / 64] >> (s % 64) & 1) != 0) literals.insert("not " + slotOf(s));
    }
    alternatives.insert(joined(literals, " & "));
  }
  return anyOf(alternatives);
}

std::string Meanings::windowOf(std::uint32_t program) const {
  std::vector<std::string> stack;
  for (const WindowOp& op : table_.window_ops.slice(table_.windows[program])) switch (op.kind) {
      case WindowOpKind::After: stack.push_back(after(slotOf(op.operand), op.months, op.days)); break;
      case WindowOpKind::While: stack.push_back("while " + slotOf(op.operand)); break;
      case WindowOpKind::Open: stack.push_back(Open); break;
      case WindowOpKind::Closed: stack.push_back(Closed); break;
      case WindowOpKind::Min:
      case WindowOpKind::Max: {
        const std::size_t count = std::min<std::size_t>(op.operand, stack.size());
        const std::vector<std::string> parts(stack.end() - static_cast<std::ptrdiff_t>(count), stack.end());
        stack.resize(stack.size() - count);
        stack.push_back(extreme(op.kind == WindowOpKind::Min, parts));
        break;
      }
    }
  return stack.empty() ? Closed : stack.back();
}

std::string Meanings::windowOf(const Condition& c) const {
  if (c.window != None) return windowOf(c.window);
  std::vector<std::string> parts;
  for (int i = 0; i < 2; ++i) {
    if (c.terms[i] == runtime::NoTerm) continue;
    const bool months = c.terms[i] % 2 == 1;
    parts.push_back(after(slotOf(c.terms[i] / 2u - 1), months ? c.added[i] / 32 : 0, months ? 0 : c.added[i]));
  }
  return extreme(true, parts);
}

/// The term whose kinds are the members; else all of them.
std::string Meanings::subjectsOf(std::uint32_t set) const {
  const std::uint32_t count = table_.count(TermKind::Subject);
  std::uint32_t first = None;
  std::uint32_t members = 0;
  for (std::uint32_t id = 0; id < count; ++id) {
    if (!runtime::detail::bit(table_.subject_sets, table_.group(TermKind::Subject, id), table_.header().subject_words,
                              set))
      continue;
    first = std::min(first, id);
    ++members;
    if (table_.isA(TermKind::Subject, id, first)) continue;
    return std::to_string(first) + " and others";
  }
  if (first == None) return "nobody";
  const bool whole = table_.term(TermKind::Subject, first).last - first + 1 == members;
  return std::to_string(first) + (whole ? "" : " in part");
}

std::string Meanings::placesOf(std::uint32_t set) const {
  const auto allowed = [&](std::uint32_t place) {
    return runtime::detail::bit(table_.place_sets, set, table_.header().place_words,
                                runtime::detail::placeBit(table_, place));
  };
  std::string out = allowed(None) ? "-" : "";
  for (std::uint32_t i = 0; i < table_.count(TermKind::Place); ++i)
    if (allowed(i)) out += " " + std::to_string(i);
  return out;
}

Meaning Meanings::condition(std::uint32_t id) {
  const auto [found, is_new] = conditions_.try_emplace(id);
  if (!is_new) return found->second;
  const Condition& c = table_.conditions[id];
  std::string out = "of " + subjectsOf(c.subjects) + ", steps " + steps(c.steps);
  if (c.purpose != None) out += " for " + std::to_string(c.purpose);
  out += ", when " + guardOf(c.guard) + ", until " + windowOf(c) + ", then ";
  if (c.disposal != None) out += table_.text(table_.disposals[c.disposal].name);
  if ((c.flags & runtime::IsDuty) != 0) out += ", duty";
  if ((c.flags & runtime::HasShares) != 0) out += ", shared";
  Meaning meaning{number(std::move(out)), 0};
  if ((c.flags & runtime::IsShare) != 0) {
    std::string more = "when " + guardOf(c.share_guard) + ", in [";
    more += (c.steps & runtime::Places) != 0 ? placesOf(c.places) : "everywhere";
    more += "]";
    if ((c.steps & runtime::ShareWindow) != 0) more += ", copy until " + windowOf(c.share_window);
    if ((c.flags & runtime::LeavesUnseen) != 0) more += ", leaves";
    meaning.more = number(std::move(more));
  }
  return conditions_[id] = meaning;
}

}  // namespace vern::table
