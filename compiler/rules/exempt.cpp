#include "compiler/rules/exempt.h"

#include <algorithm>
#include <string_view>

namespace vern::rules {

namespace {

std::vector<DeclId> namedIn(const model::Model& model, DeclId section, Word word) {
  const model::Clause* clause = model.clause(section, word);
  return clause != nullptr ? model::named(clause->value) : std::vector<DeclId>();
}

/// `section` is `law`, or part of it: a paragraph is named after its section, but is no kind of it.
bool isPartOf(const model::Model& model, DeclId section, DeclId law) {
  const std::string_view name = model[section].name, whole = model[law].name;
  if (name.starts_with(whole) && (name.size() == whole.size() || name[whole.size()] == '.')) return true;
  const std::vector<DeclId> of = namedIn(model, section, Word::of_law);
  return std::find(of.begin(), of.end(), law) != of.end();
}

/// The activity or tracker that a binding is about, or none.
DeclId activityIn(const model::Model& model, const Rule& rule, const Bindings& bindings) {
  for (const Loop& loop : rule.loops) {
    const Value& value = bindings[static_cast<std::size_t>(loop.variable)];
    if (value.scalar != Scalar::Thing) continue;
    const DeclId owner = value.thing.row != nullptr ? value.thing.row->owner : value.thing.decl;
    if (owner && (model[owner].kind == Kind::Activity || model[owner].kind == Kind::Tracker)) return owner;
  }
  return {};
}

}  // namespace

bool Exemption::lifts(const model::Model& model, const Rule& rule) const {
  // What a rule cites case by case is a law of its own.
  if (rule.cites.empty() || !rule.cited_paths.empty()) return false;
  const auto isIn = [&](DeclId cited, const std::vector<DeclId>& laws) {
    return std::any_of(laws.begin(), laws.end(), [&](DeclId law) { return isPartOf(model, cited, law); });
  };
  return std::all_of(rule.cites.begin(), rule.cites.end(),
                     [&](DeclId cited) { return isIn(cited, excludes) && !isIn(cited, still_binds); });
}

std::vector<Exemption> exemptions(const model::Model& model) {
  std::vector<Exemption> out;
  for (const DeclId section : model.all(Kind::Section)) {
    if (model.clause(section, Word::covers) == nullptr) continue;
    Exemption one{section, namedIn(model, section, Word::covers), namedIn(model, section, Word::excludes),
                  namedIn(model, section, Word::requires_)};
    if (!one.covers.empty() && !one.excludes.empty()) out.push_back(std::move(one));
  }
  return out;
}

bool Exemptions::covered(std::size_t exemption, DeclId activity) {
  const auto [known, fresh] = covered_.try_emplace({exemption, activity}, false);
  if (!fresh) return known->second;
  Thing thing;
  thing.kind = world_.model()[activity].kind;
  thing.decl = activity;
  const Slot purposes = world_.slot(thing, Word::purpose);
  const auto isCovered = [&](const Value& purpose) {
    const auto& covers = all_[exemption].covers;
    return purpose.scalar == Scalar::Thing && std::any_of(covers.begin(), covers.end(), [&](DeclId one) {
             return world_.model().isA(purpose.thing.decl, one);
           });
  };
  known->second = purposes.stated == Stated::Value && !purposes.open && !purposes.members.empty() &&
                  std::all_of(purposes.members.begin(), purposes.members.end(), isCovered);
  return known->second;
}

bool Exemptions::allCovered(std::size_t exemption) {
  const auto [known, fresh] = all_covered_.try_emplace(exemption, false);
  if (!fresh) return known->second;
  const auto& activities = world_.declared(Kind::Activity).members;
  const auto& trackers = world_.declared(Kind::Tracker).members;
  const auto each = [&](const Value& one) { return covered(exemption, one.thing.decl); };
  known->second = !activities.empty() && std::all_of(activities.begin(), activities.end(), each) &&
                  std::all_of(trackers.begin(), trackers.end(), each);
  return known->second;
}

bool Exemptions::lifts(std::size_t exemption, const Rule& rule) {
  const auto [known, fresh] = lifts_.try_emplace({exemption, &rule}, false);
  if (fresh) known->second = all_[exemption].lifts(world_.model(), rule);
  return known->second;
}

bool Exemptions::hold(const Rule& rule, const Bindings& bindings) {
  const DeclId activity = activityIn(world_.model(), rule, bindings);
  for (std::size_t i = 0; i < all_.size(); ++i)
    if ((activity ? covered(i, activity) : allCovered(i)) && lifts(i, rule)) return true;
  return false;
}

}  // namespace vern::rules
