#include "compiler/rules/evaluate.h"

#include <algorithm>
#include <utility>

#include "compiler/rules/parts.h"

namespace vern::rules {

namespace {

/// The activity that `path` begins at, or none where the row belongs to none.
DeclId activityOf(const Path& path, const Bindings& bindings) {
  const Row* row = bindings[static_cast<std::size_t>(path.variable)].thing.row;
  const auto column = static_cast<std::size_t>(path.steps.front().column);
  if (row == nullptr || !row->hasColumn(column)) return {};
  const Value* activity = row->column(column).single();
  return activity != nullptr ? activity->thing.decl : DeclId();
}

}  // namespace

// ---- paths -------------------------------------------------------------------------------------------------------

const Slot& Evaluator::step(const Slot& from, const Step& next, const Bindings& bindings, Slot& storage) const {
  const Value* value = from.single();
  if (value != nullptr && value->scalar == Scalar::Thing) return step(Thing(value->thing), next, bindings, storage);
  // What nobody said has nothing to say more of.
  Slot out;
  out.stated = from.stated == Stated::Value ? Stated::Silent : from.stated;
  out.place = from.place;
  storage = std::move(out);
  return storage;
}

const Slot& Evaluator::step(const Thing& thing, const Step& step, const Bindings& bindings, Slot& storage) const {
  if (thing.row == nullptr && thing.kind == Kind::Rights) {
    if (step.variable >= 0) return storage = world_.right(bindings[static_cast<std::size_t>(step.variable)].thing.decl);
    const auto [found, fresh] = rights_.try_emplace(&step);
    if (fresh)
      if (const DeclId right = rightCalled(world_.model(), step.name))
        found->second = &world_.storage().add(world_.right(right));
    if (found->second != nullptr) return *found->second;
  }
  if (thing.row != nullptr && step.column >= 0) {
    const auto column = static_cast<std::size_t>(step.column);
    if (thing.row->hasColumn(column)) return thing.row->column(column);
    storage = {};
    storage.place = thing.row->place;
    return storage;
  }
  const Attribute* found = step.attribute >= 0 && step.kind == thing.kind
                               ? &attributes(step.kind)[static_cast<std::size_t>(step.attribute)]
                               : attribute(thing.kind, step.name);
  if (found != nullptr && thing.row == nullptr) return world_.read(*found, thing);
  storage = found != nullptr ? found->read(world_, thing) : Slot();
  if (found == nullptr) storage.place = world_.place(thing);
  return storage;
}

const Slot& Evaluator::collection(const Path& path, const Bindings& bindings, std::uint32_t columns,
                                  llvm::ArrayRef<Value>& members, Slot& storage) const {
  if (path.from == Path::From::Root && path.root.is == Root::Is::Relation && path.steps.empty()) {
    storage = {};
    storage.stated = Stated::Value;
    members = world_.rows(path.root.relation, columns);
    return storage;
  }
  if (const Slot* column = columnAt(path, bindings)) {
    members = column->members;
    return *column;
  }
  const Slot& out = view(path, bindings, storage);
  members = out.members;
  return out;
}

const Slot& Evaluator::view(const Path& path, const Bindings& bindings, Slot& storage) const {
  const Slot* slot = nullptr;
  auto next = path.steps.begin();
  switch (path.from) {
    case Path::From::Variable: {
      const Value& value = bindings[static_cast<std::size_t>(path.variable)];
      if (value.scalar == Scalar::Thing && next != path.steps.end()) {
        slot = &step(value.thing, *next++, bindings, storage);
        break;
      }
      slot = &(storage = slotOf(value, value.scalar == Scalar::Thing ? world_.place(value.thing) : Span()));
      break;
    }
    case Path::From::Root:
      switch (path.root.is) {
        case Root::Is::Declared: slot = &world_.declared(path.root.kind); break;
        case Root::Is::Relation: {
          storage = {};
          storage.stated = Stated::Value;
          for (const Value& row : world_.rows(path.root.relation, World::AllColumns)) storage.members.push_back(row);
          slot = &storage;
          break;
        }
        case Root::Is::Sole: {
          const Thing thing = world_.sole(path.root.kind);
          slot = next != path.steps.end() ? &step(thing, *next++, bindings, storage)
                                          : &(storage = slotOf(thing, world_.place(thing)));
          break;
        }
      }
      break;
    case Path::From::Parameter: slot = &(storage = world_.parameter(path.parameter)); break;
    case Path::From::Today: {
      Value today;
      today.scalar = Scalar::Date;
      today.date = world_.asOf();
      slot = &(storage = slotOf(today, {}));
      break;
    }
  }
  for (; next != path.steps.end(); ++next) slot = &step(*slot, *next, bindings, storage);
  return *slot;
}

Slot Evaluator::read(const Path& path, const Bindings& bindings) const {
  Slot storage;
  const Slot& slot = view(path, bindings, storage);
  if (&slot == &storage) return storage;
  return slot;
}

Span Evaluator::placeOf(const Path& path, const Bindings& bindings) const {
  Slot storage;
  return view(path, bindings, storage).place;
}

// ---- conditions --------------------------------------------------------------------------------------------------

Truth Evaluator::evaluate(const Condition& condition, Bindings& bindings, const std::vector<std::uint32_t>& columns,
                          Wants wants) const {
  switch (condition.kind) {
    case Condition::Kind::And: {
      Truth out = Truth::True;
      for (const Condition& part : condition.parts) {
        out = both(out, evaluate(part, bindings, columns, wants));
        if (out == Truth::False || (out == Truth::Unknown && wants == Wants::WhetherTrue)) break;
      }
      return out;
    }
    case Condition::Kind::Or: {
      Truth out = Truth::False;
      for (const Condition& part : condition.parts) {
        out = either(out, evaluate(part, bindings, columns, wants));
        if (out == Truth::True) break;
      }
      return out;
    }
    case Condition::Kind::Not: return !evaluate(condition.parts.front(), bindings, columns);
    case Condition::Kind::Any:
    case Condition::Kind::All:
    case Condition::Kind::No: return quantified(condition, bindings, columns, wants);
    case Condition::Kind::Count: return counted(condition, bindings);
    case Condition::Kind::Test: return tested(condition, bindings);
    case Condition::Kind::Call: {
      const Define& define = *rules_.defines[static_cast<std::size_t>(condition.define)];
      Bindings inner = std::exchange(spare_, {});
      inner.assign(define.grant_columns.size(), Value());
      Truth out = Truth::Unknown;
      std::size_t known = 0;
      Slot storage;
      for (; known < condition.arguments.size(); ++known) {
        const Value* argument = peek(condition.arguments[known], bindings, storage);
        if (argument == nullptr) break;
        inner[known] = *argument;
      }
      if (known == condition.arguments.size()) out = evaluate(define.condition, inner, define.grant_columns, wants);
      spare_ = std::move(inner);
      return out;
    }
  }
  return Truth::Unknown;
}

Truth Evaluator::quantified(const Condition& condition, Bindings& bindings, const std::vector<std::uint32_t>& columns,
                            Wants wants) const {
  // An activity with thousands of rows is gone through once, and not once for each of them.
  const DeclId activity = condition.of_activity ? activityOf(condition.subject.path, bindings) : DeclId();
  if (!activity && condition.reads != 0) return goneThrough(condition, bindings, columns, wants);
  const std::pair question(&condition, activity.index);
  if (const auto found = known_.find(question); found != known_.end()) return found->second;
  // Going through it may come to know more.
  const Truth out = goneThrough(condition, bindings, columns, Wants::Exactly);
  known_.try_emplace(question, out);
  return out;
}

DeclId Evaluator::joinedWith(const Condition& condition, const Bindings& bindings) const {
  const Join& join = condition.join;
  const Condition& body = condition.parts.front();
  const Condition& test = join.part < 0 ? body : body.parts[static_cast<std::size_t>(join.part)];
  const auto with = value(join.column_first ? test.arguments.front() : test.subject, bindings);
  return with && with->scalar == Scalar::Thing ? with->thing.decl : DeclId();
}

bool Evaluator::answeredHere(const Condition& condition, const Bindings& bindings) const {
  if (!staysInActivity(condition)) return false;
  const DeclId activity = joinedWith(condition, bindings);
  return activity && world_.has(activity);
}

std::optional<Truth> Evaluator::joined(const Condition& condition, Bindings& bindings,
                                       const std::vector<std::uint32_t>& columns, Wants wants) const {
  const Join& join = condition.join;
  const Condition& body = condition.parts.front();
  const DeclId with = joinedWith(condition, bindings);
  if (!with) return std::nullopt;
  Truth out = Truth::False;
  world_.eachRelated(condition.subject.path.root.relation, static_cast<std::size_t>(join.column), with,
                     [&](const Value& row) {
                       bindings[static_cast<std::size_t>(condition.variable)] = row;
                       out = either(out, evaluate(body, bindings, columns, wants));
                       return out != Truth::True;
                     });
  return condition.kind == Condition::Kind::No ? !out : out;
}

Truth Evaluator::goneThrough(const Condition& condition, Bindings& bindings, const std::vector<std::uint32_t>& columns,
                             Wants wants) const {
  // That nothing is so is known only where each is known not to be.
  if (condition.kind == Condition::Kind::No) wants = Wants::Exactly;
  if (looksBeyond(condition.subject.path)) {
    if (whole_ != nullptr && !answeredHere(condition, bindings)) return askedOfAll(condition, bindings, columns);
    if (questions_ != nullptr)
      questions_->note(number_, condition, columns, bindings,
                       condition.join.column >= 0 ? joinedWith(condition, bindings) : DeclId());
  }
  if (condition.join.column >= 0)
    if (const auto out = joined(condition, bindings, columns, wants)) return *out;
  const auto variable = static_cast<std::size_t>(condition.variable);
  llvm::ArrayRef<Value> members;
  Slot storage;
  const Slot& set = collection(condition.subject.path, bindings, columns[variable], members, storage);
  const bool all = condition.kind == Condition::Kind::All;
  Truth out = truth(all);
  switch (set.stated) {
    case Stated::Silent:
    case Stated::Elsewhere:
    case Stated::Vague: return Truth::Unknown;
    case Stated::None: break;
    case Stated::Value:
      for (const Value& member : members) {
        bindings[variable] = member;
        const Truth one = evaluate(condition.parts.front(), bindings, columns, wants);
        out = all ? both(out, one) : either(out, one);
        if (out == truth(!all) || (all && out == Truth::Unknown && wants == Wants::WhetherTrue)) break;
      }
      if (set.open) out = all ? both(out, Truth::Unknown) : either(out, Truth::Unknown);
      break;
  }
  return condition.kind == Condition::Kind::No ? !out : out;
}

Truth Evaluator::askedOfAll(const Condition& condition, Bindings& bindings,
                            const std::vector<std::uint32_t>& columns) const {
  const std::lock_guard lock(*turn_);
  const Questions::Part before = std::exchange(whole_->number_, number_);
  const Truth out = whole_->quantified(condition, bindings, columns, Wants::Exactly);
  whole_->number_ = before;
  return out;
}

Truth Evaluator::answer(const Questions::Asked& asked) const {
  Bindings bindings = asked.bindings;
  return goneThrough(*asked.condition, bindings, *asked.columns, Wants::Exactly);
}

Evaluator::Answers Evaluator::answers() const {
  Answers out;
  for (const auto& [asked, answer] : known_)
    if (asked.second == DeclId().index) out.emplace(asked.first, answer);
  return out;
}

void Evaluator::believe(const Answers& answers) {
  for (const auto& [condition, answer] : answers) known_.try_emplace({condition, DeclId().index}, answer);
}

// ---- rules -------------------------------------------------------------------------------------------------------

void Evaluator::run(const Rule& rule, bool wants_to_know, Found found) const {
  Bindings bindings = std::exchange(spare_, {});
  bindings.assign(rule.variables.size(), Value());
  const Run run{.rule = rule, .asks = wants_to_know && !rule.asks.texts.empty(), .found = found, .sifted = {}};
  bind(run, 0, 0, Truth::True, bindings);
  spare_ = std::move(bindings);
}

void Evaluator::bind(const Run& run, std::size_t loop, std::size_t demand, Truth when, Bindings& bindings) const {
  const Rule& rule = run.rule;
  for (; demand < rule.demands.size() && rule.demands[demand].after == loop; ++demand) {
    if (rule.demands[demand].sifts) continue;
    when = both(when, evaluate(rule.demanded(rule.demands[demand]), bindings, rule.grant_columns, run.wants));
    if (when == Truth::False || (when == Truth::Unknown && !run.asks)) return;
  }
  if (loop == rule.loops.size()) {
    // The writer proves the exception.
    for (const Exception& exception : rule.unless)
      if (evaluate(exception.condition, bindings, rule.grant_columns, Wants::WhetherTrue) == Truth::True) return;
    run.found(when == Truth::True ? Outcome::Fires : Outcome::Asks, bindings);
    return;
  }
  const Loop& over = rule.loops[loop];
  const auto variable = static_cast<std::size_t>(over.variable);
  if (!over.terms.empty()) {
    for (const DeclId term : over.terms) {
      Thing thing;
      thing.kind = world_.model()[term].kind;
      thing.decl = term;
      bindings[variable] = valueOf(thing);
      bind(run, loop + 1, demand, when, bindings);
    }
    return;
  }
  if (over.collection.from == Path::From::Root && over.collection.root.is == Root::Is::Relation &&
      over.collection.root.relation == Relation::Grants) {
    // What the rule asks of one column alone is asked before the columns are multiplied out.
    const auto keep = [&](std::uint32_t column, const Slot& slot) {
      return std::all_of(rule.demands.begin(), rule.demands.end(), [&](const Demand& one) {
        if (one.column != static_cast<int>(column) || one.variable != over.variable) return true;
        const Condition& condition = rule.demanded(one);
        const Truth out = condition.kind == Condition::Kind::Not ? !tested(condition.parts.front(), slot, bindings)
                                                                 : tested(condition, slot, bindings);
        return out == Truth::True || (out == Truth::Unknown && run.asks);
      });
    };
    std::uint32_t sieved = 0;
    for (const Demand& one : rule.demands)
      if (one.column >= 0 && one.variable == over.variable) sieved |= std::uint32_t{1} << one.column;
    world_.visitGrants(rule.grant_columns[variable], sieved, keep, [&](const Value& found_row) {
      bindings[variable] = found_row;
      bind(run, loop + 1, demand, when, bindings);
    });
    return;
  }
  llvm::ArrayRef<Value> members;
  Slot storage;
  (void)collection(over.collection, bindings, rule.grant_columns[variable], members, storage);
  if (over.sifted) {
    run.sifted.resize(rule.loops.size());  // few rules have such a loop
    if (!run.sifted[loop]) run.sifted[loop].emplace(sift(run, loop, members, bindings));
    return bindSifted(run, loop, demand, when, bindings);
  }
  for (const Value& member : members) {
    bindings[variable] = member;
    bind(run, loop + 1, demand, when, bindings);
  }
}

Evaluator::Sifted Evaluator::sift(const Run& run, std::size_t loop, llvm::ArrayRef<Value> members,
                                  Bindings& bindings) const {
  const Rule& rule = run.rule;
  Sifted out;
  for (const Value& member : members) {
    bindings[static_cast<std::size_t>(rule.loops[loop].variable)] = member;
    Truth passed = Truth::True;
    for (const Demand& demand : rule.demands)
      if (demand.sifts && demand.after == loop + 1)
        passed = both(passed, evaluate(rule.demanded(demand), bindings, rule.grant_columns, run.wants));
    if (passed == Truth::True || (passed == Truth::Unknown && run.asks)) out.members.emplace_back(&member, passed);
  }
  if (rule.loops[loop].found_by < 0) return out;
  out.index.emplace(world_.model());
  const Condition& held = rule.demanded(rule.demands[static_cast<std::size_t>(rule.loops[loop].found_by)]);
  const auto column = static_cast<std::size_t>(held.subject.path.steps.front().column);
  for (std::uint32_t number = 0; const auto& [member, passed] : out.members)
    out.index->add(number++, member->thing.row->column(column));
  return out;
}

void Evaluator::bindSifted(const Run& run, std::size_t loop, std::size_t demand, Truth when, Bindings& bindings) const {
  const Rule& rule = run.rule;
  const Loop& over = rule.loops[loop];
  const Sifted& sifted = *run.sifted[loop];
  const auto go = [&](const std::pair<const Value*, Truth>& one) {
    bindings[static_cast<std::size_t>(over.variable)] = *one.first;
    bind(run, loop + 1, demand, both(when, one.second), bindings);
  };
  std::optional<Value> with;
  if (sifted.index) {
    const Condition& held = rule.demanded(rule.demands[static_cast<std::size_t>(over.found_by)]);
    with = value(held.parts.front().subject, bindings);
  }
  if (!with || with->scalar != Scalar::Thing || !with->thing.decl) {
    std::ranges::for_each(sifted.members, go);
    return;
  }
  llvm::SmallVector<std::uint32_t, 8> found;
  sifted.index->eachRelated(with->thing.decl, [&](std::uint32_t number) {
    found.push_back(number);
    return true;
  });
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  for (const std::uint32_t number : found) go(sifted.members[number]);
}

}  // namespace vern::rules
