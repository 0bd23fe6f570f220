#include "compiler/rules/collect.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

#include "compiler/rules/parts.h"

namespace vern::rules {

namespace {

/// What one rule found in one part.
struct Found {
  std::vector<Group> fires, asks;
};

/// Adds a binding to the group of its place, which `places` finds.
Group& groupAt(std::vector<Group>& groups, std::map<Span, std::size_t>& places, const Rule& rule, Span place) {
  const auto [found, fresh] = places.try_emplace(place, groups.size());
  if (fresh) groups.push_back({&rule, place, {}, {}});
  return groups[found->second];
}

/// Runs rules over one world.
class Part {
 public:
  Part(const Evaluator& evaluator, const Owners& owners, bool questions, std::deque<Row>& rows)
      : evaluator_(evaluator), owners_(owners), questions_(questions), rows_(rows) {}

  Found run(const Rule& rule) {
    Found out;
    std::map<Span, std::size_t> fired, asked;
    evaluator_.run(rule, [&](Evaluator::Outcome outcome, const Bindings& bindings) {
      if (outcome == Evaluator::Outcome::Fires) add(out.fires, fired, rule, bindings);
      else if (questions_) add(out.asks, asked, rule, bindings);
    });
    return out;
  }

 private:
  void add(std::vector<Group>& groups, std::map<Span, std::size_t>& places, const Rule& rule,
           const Bindings& bindings) {
    const Span place = owners_.placeOf(rule, bindings, evaluator_);
    Group& group = groupAt(groups, places, rule, place);
    group.rows.push_back(bindings);
    // The rows of this world go with it. Those that the loops went through are kept; what a condition went through
    // inside is told by no sentence.
    Bindings& kept = group.rows.back();
    for (std::size_t variable = 0; variable < kept.size(); ++variable) {
      Value& value = kept[variable];
      if (value.scalar != Scalar::Thing || value.thing.row == nullptr) continue;
      const bool of_loop = std::ranges::any_of(
          rule.loops, [&](const Loop& loop) { return static_cast<std::size_t>(loop.variable) == variable; });
      if (of_loop) value.thing.row = &rows_.emplace_back(*value.thing.row);
      else value = Value();
    }
    for (const DeclId owner : owners_.of(rule, bindings, place)) group.owners.insert(owner);
  }

  const Evaluator& evaluator_;
  const Owners& owners_;
  bool questions_;
  std::deque<Row>& rows_;
};

/// Brings the groups of all parts together that have the same place.
void merge(std::vector<Group>& out, std::vector<std::vector<Group>> parts) {
  std::map<Span, std::size_t> places;
  for (std::vector<Group>& part : parts)
    for (Group& group : part) {
      Group& whole = groupAt(out, places, *group.rule, group.place);
      std::move(group.rows.begin(), group.rows.end(), std::back_inserter(whole.rows));
      whole.owners.merge(group.owners);
    }
}

}  // namespace

// ---- owners ------------------------------------------------------------------------------------------------------

Owners::Owners(const model::Model& model) : model_(model) {
  for (std::size_t i = model.standardSize(); i < model.decls.size(); ++i) {
    const DeclId id = model.decls.idAt(i);
    if (!model[id].standard) decls_.emplace_back(model[id].span, id);
  }
  std::sort(decls_.begin(), decls_.end());
}

Span Owners::placeOf(const Rule& rule, const Bindings& bindings, const Evaluator& evaluator) const {
  const Span place = evaluator.read(*rule.place, bindings).place;
  if (place.valid() && (!model_.sources().standard(place.file) || rule.loops.empty() || isFragment(place)))
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

std::set<DeclId> Owners::of(const Rule& rule, const Bindings& bindings, Span place) const {
  std::set<DeclId> out;
  for (const Loop& loop : rule.loops) {
    const Value& value = bindings[static_cast<std::size_t>(loop.variable)];
    if (value.scalar != Scalar::Thing || !loop.terms.empty()) continue;
    const DeclId owner = value.thing.row != nullptr ? value.thing.row->owner : value.thing.decl;
    if (owner && !model_[owner].standard) out.insert(owner);
  }
  if (const DeclId owner = ownerOf(place)) out.insert(owner);
  return out;
}

// ---- all rules ---------------------------------------------------------------------------------------------------

Collected collect(const World& whole, const RuleSet& set, llvm::ArrayRef<const Rule*> rules, const Owners& owners,
                  bool questions, Cut cut) {
  const llvm::ArrayRef<Value> activities = whole.declared(Kind::Activity).members;
  const llvm::ArrayRef<Value> trackers = whole.declared(Kind::Tracker).members;
  const std::size_t total = activities.size() + trackers.size();
  const std::size_t parts = total > cut.activities ? (total + cut.activities - 1) / cut.activities : 0;
  const std::size_t own = whole.model().standardSize();
  std::vector<bool> apart(rules.size());
  if (parts > 0)
    for (std::size_t i = 0; i < rules.size(); ++i) apart[i] = runsInParts(*rules[i], set);

  // By rule, then by part; the rules that need all activities at once have the first part alone.
  std::vector<std::vector<Found>> found(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) found[i].resize(apart[i] ? parts : 1);
  Collected out;
  out.rows.resize(parts + 1);
  const Evaluator of_whole(whole, set);
  std::mutex turn;
  const auto work = [&](std::size_t job) {
    if (job == 0) {
      Part all(of_whole, owners, questions, out.rows[0]);
      for (std::size_t i = 0; i < rules.size(); ++i) {
        if (apart[i]) continue;
        const std::lock_guard lock(turn);
        found[i][0] = all.run(*rules[i]);
      }
      return;
    }
    // Trackers come after all activities, as everywhere.
    const std::size_t from = (job - 1) * cut.activities;
    const auto some = [&](llvm::ArrayRef<Value> all, std::size_t before) {
      const auto end = [&](std::size_t at) { return std::min(at - std::min(at, before), all.size()); };
      return all.slice(end(from), end(from + cut.activities) - end(from));
    };
    const auto declaration = [&](std::size_t part) { return own + (whole.model().decls.size() - own) * part / parts; };
    const World world(whole, {some(activities, 0),
                              some(trackers, activities.size()),
                              {declaration(job - 1), declaration(job)},
                              job == parts});
    const Evaluator evaluator(world, of_whole, turn);
    Part part(evaluator, owners, questions, out.rows[job]);
    for (std::size_t i = 0; i < rules.size(); ++i)
      if (apart[i]) found[i][job - 1] = part.run(*rules[i]);
  };
  std::atomic<std::size_t> next{0};
  const auto workOn = [&] {
    for (std::size_t job = next++; job <= parts; job = next++) work(job);
  };
  {
    const unsigned threads = parts == 0         ? 1
                             : cut.threads == 0 ? std::max(1u, std::thread::hardware_concurrency())
                                                : cut.threads;
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threads; ++i) others.emplace_back(workOn);
    workOn();
  }

  for (std::vector<Found>& of_rule : found) {
    if (of_rule.size() == 1) {
      std::move(of_rule.front().fires.begin(), of_rule.front().fires.end(), std::back_inserter(out.fires));
      std::move(of_rule.front().asks.begin(), of_rule.front().asks.end(), std::back_inserter(out.asks));
      continue;
    }
    std::vector<std::vector<Group>> fires, asks;
    for (Found& one : of_rule) {
      fires.push_back(std::move(one.fires));
      asks.push_back(std::move(one.asks));
    }
    merge(out.fires, std::move(fires));
    merge(out.asks, std::move(asks));
  }
  return out;
}

}  // namespace vern::rules
