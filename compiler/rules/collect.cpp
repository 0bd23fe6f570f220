#include "compiler/rules/collect.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>

#include "compiler/rules/parts.h"
#include "compiler/support/side_by_side.h"

namespace vern::rules {

namespace {

/// Adds a binding to the group of its place, which `places` finds.
Group& groupAt(std::vector<Group>& groups, std::map<Span, std::size_t>& places, const Rule& rule, Span place) {
  const auto [found, fresh] = places.try_emplace(place, groups.size());
  if (fresh) groups.push_back({&rule, place, {}, {}});
  return groups[found->second];
}

/// Adds what a binding of `rule` came to.
class Adding {
 public:
  /// `lasts`: the rows of the world are there as long as what is added; but those of Grants are no longer than their
  /// binding.
  Adding(const Rule& rule, const Evaluator& evaluator, const Owners& owners, Storage& storage, bool lasts)
      : rule_(rule), evaluator_(evaluator), owners_(owners), storage_(storage), lasts_(lasts) {}

  void add(std::vector<Group>& groups, std::map<Span, std::size_t>& places, const Bindings& bindings) {
    const Span place = owners_.placeOf(rule_, bindings, evaluator_);
    Group& group = groupAt(groups, places, rule_, place);
    // What the loops went through is kept; what a condition went through inside is told by no sentence.
    Bindings of_loops = bindings;
    for (std::size_t variable = 0; variable < of_loops.size(); ++variable) {
      Value& value = of_loops[variable];
      const Row* row = value.scalar == Scalar::Thing ? value.thing.row : nullptr;
      const bool of_loop = std::ranges::any_of(
          rule_.loops, [&](const Loop& loop) { return static_cast<std::size_t>(loop.variable) == variable; });
      if (row != nullptr && !of_loop) value = Value();
      else if (!lasts_ || (row != nullptr && row->relation == Relation::Grants)) value = storage_.copy(value);
    }
    group.rows.push_back(std::move(of_loops));
    group.addOwners(owners_.of(rule_, bindings, place));
  }

 private:
  const Rule& rule_;
  const Evaluator& evaluator_;
  const Owners& owners_;
  Storage& storage_;
  bool lasts_;
};

/// Brings the groups of all parts together that have the same place.
void merge(std::vector<Group>& out, std::map<Span, std::size_t>& places, std::vector<Group> part) {
  for (Group& group : part) {
    Group& whole = groupAt(out, places, *group.rule, group.place);
    if (whole.rows.empty()) {
      whole = std::move(group);
      continue;
    }
    whole.rows.insert(whole.rows.end(), group.rows.begin(), group.rows.end());
    whole.addOwners(group.owners);
  }
}

/// A row of `relation` in `world` may be joined with `id` by `column`.
bool hasRelated(const World& world, Relation relation, std::size_t column, DeclId id) {
  bool out = false;
  world.eachRelated(relation, column, id, [&](const Value&) {
    out = true;
    return false;
  });
  return out;
}

}  // namespace

void Group::addOwners(llvm::ArrayRef<DeclId> more) {
  for (const DeclId owner : more)
    if (std::ranges::find(owners, owner) == owners.end()) owners.push_back(owner);
}

// ---- owners ------------------------------------------------------------------------------------------------------

Owners::Owners(const model::Model& model) : model_(&model) {
  for (std::size_t i = model.standardSize(); i < model.decls.size(); ++i) {
    const DeclId id = model.decls.idAt(i);
    if (!model[id].standard) decls_.emplace_back(model[id].span, id);
  }
  std::sort(decls_.begin(), decls_.end());
}

Span Owners::placeOf(const Rule& rule, const Bindings& bindings, const Evaluator& evaluator) const {
  const Span place = evaluator.placeOf(*rule.place, bindings);
  if (place.valid() && (!model_->sources().standard(place.file) || rule.loops.empty() || isFragment(place)))
    return place;
  const Value& first = bindings[static_cast<std::size_t>(rule.loops.front().variable)];
  return first.scalar == Scalar::Thing ? evaluator.world().place(first.thing) : place;
}

DeclId Owners::ownerOf(Span place) const {
  const auto first =
      std::upper_bound(decls_.begin(), decls_.end(), place, [](Span p, const auto& entry) { return p < entry.first; });
  auto after = first;
  while (after != decls_.begin()) {
    --after;
    if (after->first.file != place.file) break;
    if (after->first.begin <= place.begin && place.end <= after->first.end) return after->second;
  }
  // A declaration that begins where the place begins, and is longer.
  for (auto at = first; at != decls_.end() && at->first.file == place.file && at->first.begin == place.begin; ++at)
    if (place.end <= at->first.end) return at->second;
  return {};
}

llvm::SmallVector<DeclId, 4> Owners::of(const Rule& rule, const Bindings& bindings, Span place) const {
  llvm::SmallVector<DeclId, 4> out;
  for (const Loop& loop : rule.loops) {
    const Value& value = bindings[static_cast<std::size_t>(loop.variable)];
    if (value.scalar != Scalar::Thing || !loop.terms.empty()) continue;
    const DeclId owner = value.thing.row != nullptr ? value.thing.row->owner : value.thing.decl;
    if (owner && !(*model_)[owner].standard) out.push_back(owner);
  }
  if (const DeclId owner = ownerOf(place)) out.push_back(owner);
  return out;
}

// ---- all rules ---------------------------------------------------------------------------------------------------

Collection::Collection(const World& whole, const RuleSet& set, std::vector<const Rule*> rules, const Owners& owners,
                       bool questions, Cut cut, bool in_mind)
    : set_(set),
      rules_(std::move(rules)),
      apart_(rules_.size()),
      kept_(rules_.size()),
      asks_(questions),
      cut_(cut),
      in_mind_(in_mind),
      folds_(in_mind) {
  const std::size_t total =
      whole.declared(Kind::Activity).members.size() + whole.declared(Kind::Tracker).members.size();
  if (total > cut.activities || in_mind) count_ = (total + cut.activities - 1) / cut.activities;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    apart_[i] = count_ > 0 && runsInParts(*rules_[i], set);
    // What is run but once need not be told apart.
    kept_[i] = !in_mind || onlyAsks(*rules_[i], set);
    folds_ = folds_ && isFold(*rules_[i], set);
  }
  const Evaluator of_whole(whole, set, folds_ ? &questions_ : nullptr);
  run(of_whole, owners);
  if (folds_) answers_ = of_whole.answers();
}

void Collection::run(const Evaluator& whole, const Owners& owners) {
  parts_.resize(count_ + 1);
  std::mutex turn;
  sideBySide(count_ + 1, threadsOf(cut_.threads), [&](std::size_t part) {
    if (part == Questions::Whole) unkept_ = runWhole(whole, owners, false, turn);
    parts_[part] = part == Questions::Whole ? runWhole(whole, owners, true, turn) : runPart(whole, owners, part, turn);
  });
}

World::Members Collection::membersOf(const World& whole, Questions::Part part) const {
  const llvm::ArrayRef<Value> activities = whole.declared(Kind::Activity).members;
  const llvm::ArrayRef<Value> trackers = whole.declared(Kind::Tracker).members;
  // Trackers come after all activities, as everywhere.
  const std::size_t from = (part - 1) * cut_.activities;
  const auto some = [&](llvm::ArrayRef<Value> all, std::size_t before) {
    const auto end = [&](std::size_t at) { return std::min(at - std::min(at, before), all.size()); };
    return all.slice(end(from), end(from + cut_.activities) - end(from));
  };
  const std::size_t own = whole.model().standardSize();
  const auto declaration = [&](std::size_t at) { return own + (whole.model().decls.size() - own) * at / count_; };
  return {some(activities, 0),
          some(trackers, activities.size()),
          {declaration(part - 1), declaration(part)},
          part == count_};
}

Collection::Part Collection::runWhole(const Evaluator& whole, const Owners& owners, bool kept, std::mutex& turn) const {
  Part out;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (apart_[i] || kept_[i] != kept) continue;
    const std::lock_guard lock(turn);
    whole.runsFor(kept ? Questions::Whole : Questions::Anyway);
    add(out, *rules_[i], whole, owners, !in_mind_);
  }
  return out;
}

Collection::Part Collection::runPart(const Evaluator& whole, const Owners& owners, Questions::Part number,
                                     std::mutex& turn) const {
  const World world(whole.world(), membersOf(whole.world(), number));
  const Evaluator evaluator(world, whole, turn, number);
  Part out;
  for (std::size_t i = 0; i < rules_.size(); ++i)
    if (apart_[i]) add(out, *rules_[i], evaluator, owners, false);
  return out;
}

void Collection::add(Part& part, const Rule& rule, const Evaluator& evaluator, const Owners& owners, bool lasts) const {
  Found found;
  found.rule = &rule;
  Adding adding(rule, evaluator, owners, part.storage, lasts);
  std::map<Span, std::size_t> fired, asked;
  evaluator.run(rule, asks_, [&](Evaluator::Outcome outcome, const Bindings& bindings) {
    if (outcome == Evaluator::Outcome::Fires) adding.add(found.fires, fired, bindings);
    else adding.add(found.asks, asked, bindings);
  });
  if (!found.fires.empty() || !found.asks.empty()) part.found.push_back(std::move(found));
}

Collected Collection::together(std::vector<Found> all) const {
  std::unordered_map<const Rule*, llvm::SmallVector<Found*, 1>> by_rule;
  for (Found& found : all) by_rule[found.rule].push_back(&found);
  Collected out;
  for (const Rule* rule : rules_) {
    const auto found = by_rule.find(rule);
    if (found == by_rule.end()) continue;
    std::map<Span, std::size_t> fired, asked;
    for (Found* part : found->second) {
      merge(out.fires, fired, std::move(part->fires));
      merge(out.asks, asked, std::move(part->asks));
    }
  }
  return out;
}

Collected Collection::collected() const& {
  std::vector<Found> all;
  for (const Part& part : parts_) all.insert(all.end(), part.found.begin(), part.found.end());
  all.insert(all.end(), unkept_.found.begin(), unkept_.found.end());
  return together(std::move(all));
}

Collected Collection::collected() && {
  std::vector<Found> all;
  const auto take = [&](Part& part) { std::ranges::move(part.found, std::back_inserter(all)); };
  std::ranges::for_each(parts_, take);
  take(unkept_);
  return together(std::move(all));
}

// ---- again -------------------------------------------------------------------------------------------------------

namespace {

/// More parts than these are not run again one after another.
constexpr std::size_t MostParts = 16;

}  // namespace

std::set<Questions::Part> Collection::partsOf(const World& whole, DeclId activity) const {
  std::set<Questions::Part> out;
  std::size_t before = 0;
  for (const Kind kind : {Kind::Activity, Kind::Tracker}) {
    const auto& members = whole.declared(kind).members;
    for (std::size_t i = 0; i < members.size(); ++i)
      if (members[i].thing.decl == activity) out.insert((before + i) / cut_.activities + 1);
    before += members.size();
  }
  // Its texts may be gone through elsewhere.
  for (Questions::Part part = 1; part <= count_; ++part) {
    const auto [from, to] = membersOf(whole, part).declarations;
    if (from <= activity.index && activity.index < to) out.insert(part);
  }
  return out;
}

Collection::Answers Collection::answersOf(DeclId activity, const World& whole) const {
  World::Members members;
  members.declarations = {activity.index, activity.index + 1};
  for (const Kind kind : {Kind::Activity, Kind::Tracker})
    for (const Value& member : whole.declared(kind).members)
      if (member.thing.decl == activity) (kind == Kind::Activity ? members.activities : members.trackers) = member;
  const World alone(whole, members);
  const Evaluator evaluator(alone, set_);
  Answers out;
  for (const Questions::Asked& asked : questions_.asked()) out.given.push_back(evaluator.answer(asked));
  for (const auto& [question, parts] : questions_.joined()) {
    const auto& [condition, joined_with] = question;
    const Root& root = condition->subject.path.root;
    if (!joined_with || hasRelated(alone, root.relation, static_cast<std::size_t>(condition->join.column), joined_with))
      out.interested.insert(parts.begin(), parts.end());
  }
  return out;
}

bool Collection::again(const World& whole, const Owners& owners, DeclId activity, const Answers& before) {
  if (!folds_ || questions_.tooMany()) return false;
  const Answers now = answersOf(activity, whole);
  if (now.given != before.given) return false;
  std::set<Questions::Part> parts = partsOf(whole, activity);
  parts.insert(before.interested.begin(), before.interested.end());
  parts.insert(now.interested.begin(), now.interested.end());
  if (parts.size() > MostParts) return false;

  Evaluator of_whole(whole, set_, &questions_);
  of_whole.believe(answers_);
  std::mutex turn;
  for (const Questions::Part part : parts) parts_[part] = runPart(of_whole, owners, part, turn);
  unkept_ = runWhole(of_whole, owners, false, turn);
  answers_ = of_whole.answers();
  return true;
}

}  // namespace vern::rules
