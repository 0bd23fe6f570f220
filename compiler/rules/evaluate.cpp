#include "compiler/rules/evaluate.h"

#include <algorithm>
#include <utility>

#include "compiler/rules/parts.h"

namespace vern::rules {

namespace {

constexpr std::uint32_t AllColumns = ~0u;

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
    const DeclId right = step.variable >= 0 ? bindings[static_cast<std::size_t>(step.variable)].thing.decl
                                            : rightCalled(world_.model(), step.name);
    if (step.variable >= 0 || right) return storage = world_.right(right);
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
    storage.set = true;
    members = world_.rows(path.root.relation, columns);
    return storage;
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
          storage.set = true;
          for (const Value& row : world_.rows(path.root.relation, AllColumns)) storage.members.push_back(row);
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

// ---- conditions --------------------------------------------------------------------------------------------------

Truth Evaluator::evaluate(const Condition& condition, Bindings& bindings,
                          const std::vector<std::uint32_t>& columns) const {
  switch (condition.kind) {
    case Condition::Kind::And: {
      Truth out = Truth::True;
      for (const Condition& part : condition.parts) {
        out = both(out, evaluate(part, bindings, columns));
        if (out == Truth::False) break;
      }
      return out;
    }
    case Condition::Kind::Or: {
      Truth out = Truth::False;
      for (const Condition& part : condition.parts) {
        out = either(out, evaluate(part, bindings, columns));
        if (out == Truth::True) break;
      }
      return out;
    }
    case Condition::Kind::Not: return !evaluate(condition.parts.front(), bindings, columns);
    case Condition::Kind::Any:
    case Condition::Kind::All:
    case Condition::Kind::No: return quantified(condition, bindings, columns);
    case Condition::Kind::Count: return counted(condition, bindings);
    case Condition::Kind::Test: return tested(condition, bindings);
    case Condition::Kind::Call: {
      const Define& define = *rules_.defines[static_cast<std::size_t>(condition.define)];
      Bindings inner(define.grant_columns.size());
      for (std::size_t i = 0; i < condition.arguments.size(); ++i) {
        const auto argument = value(condition.arguments[i], bindings);
        if (!argument) return Truth::Unknown;
        inner[i] = *argument;
      }
      return evaluate(define.condition, inner, define.grant_columns);
    }
  }
  return Truth::Unknown;
}

Truth Evaluator::quantified(const Condition& condition, Bindings& bindings,
                            const std::vector<std::uint32_t>& columns) const {
  // An activity with thousands of rows is gone through once, and not once for each of them.
  const DeclId activity = condition.of_activity ? activityOf(condition.subject.path, bindings) : DeclId();
  if (!activity && condition.reads != 0) return goneThrough(condition, bindings, columns);
  const auto [found, fresh] = known_.try_emplace(std::pair(&condition, activity), Truth::Unknown);
  if (fresh) found->second = goneThrough(condition, bindings, columns);
  return found->second;
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
                                       const std::vector<std::uint32_t>& columns) const {
  const Join& join = condition.join;
  const Condition& body = condition.parts.front();
  const DeclId with = joinedWith(condition, bindings);
  if (!with) return std::nullopt;
  Truth out = Truth::False;
  world_.eachRelated(condition.subject.path.root.relation, static_cast<std::size_t>(join.column), with,
                     [&](const Value& row) {
                       bindings[static_cast<std::size_t>(condition.variable)] = row;
                       out = either(out, evaluate(body, bindings, columns));
                       return out != Truth::True;
                     });
  return condition.kind == Condition::Kind::No ? !out : out;
}

Truth Evaluator::goneThrough(const Condition& condition, Bindings& bindings,
                             const std::vector<std::uint32_t>& columns) const {
  if (looksBeyond(condition.subject.path)) {
    if (whole_ != nullptr && !answeredHere(condition, bindings)) return askedOfAll(condition, bindings, columns);
    if (questions_ != nullptr)
      questions_->note(number_, condition, columns, bindings,
                       condition.join.column >= 0 ? joinedWith(condition, bindings) : DeclId());
  }
  if (condition.join.column >= 0)
    if (const auto out = joined(condition, bindings, columns)) return *out;
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
        const Truth one = evaluate(condition.parts.front(), bindings, columns);
        out = all ? both(out, one) : either(out, one);
        if (out == truth(!all)) break;
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
  const Truth out = whole_->quantified(condition, bindings, columns);
  whole_->number_ = before;
  return out;
}

Truth Evaluator::answer(const Questions::Asked& asked) const {
  Bindings bindings = asked.bindings;
  return goneThrough(*asked.condition, bindings, *asked.columns);
}

Evaluator::Answers Evaluator::answers() const {
  Answers out;
  for (const auto& [asked, answer] : known_)
    if (!asked.second) out.emplace(asked.first, answer);
  return out;
}

void Evaluator::believe(const Answers& answers) {
  for (const auto& [condition, answer] : answers) known_.emplace(std::pair(condition, DeclId()), answer);
}

Truth Evaluator::counted(const Condition& condition, const Bindings& bindings) const {
  if (whole_ != nullptr && looksBeyond(condition.subject.path)) {
    const std::lock_guard lock(*turn_);
    return whole_->counted(condition, bindings);
  }
  llvm::ArrayRef<Value> members;
  Slot storage;
  const Slot& set = collection(condition.subject.path, bindings, AllColumns, members, storage);
  const auto limit = value(condition.arguments.front(), bindings);
  if (!limit || set.stated == Stated::Silent || set.stated == Stated::Elsewhere) return Truth::Unknown;
  // A term and one below it may be the same thing: only the lowest count.
  std::vector<DeclId> terms;
  std::int64_t proved = 0;
  for (const Value& member : members) {
    if (member.scalar != Scalar::Thing || !member.thing.decl) {
      ++proved;
      continue;
    }
    if (std::find(terms.begin(), terms.end(), member.thing.decl) == terms.end()) terms.push_back(member.thing.decl);
  }
  for (const DeclId term : terms)
    proved += std::none_of(terms.begin(), terms.end(),
                           [&](DeclId other) { return other != term && world_.model().isA(other, term); })
                  ? 1
                  : 0;
  const bool more_possible = set.open || set.stated == Stated::Vague;
  const std::int64_t n = limit->number;
  const auto atLeast = [&](std::int64_t k) {
    return proved >= k ? Truth::True : more_possible ? Truth::Unknown : Truth::False;
  };
  switch (condition.test) {
    case Test::MoreThan: return atLeast(n + 1);
    case Test::FewerThan: return !atLeast(n);
    case Test::AtLeast: return atLeast(n);
    default: return !atLeast(n + 1);
  }
}

Truth Evaluator::isA(DeclId x, DeclId y) const {
  if (!x || !y) return Truth::Unknown;
  if (world_.model().isA(x, y)) return Truth::True;
  return world_.model().isA(y, x) ? Truth::Unknown : Truth::False;
}

Truth Evaluator::flagged(DeclId x, std::string_view flag) const {
  const model::Model& model = world_.model();
  if (!x) return Truth::Unknown;
  // To be a group is nothing that the terms below take over.
  const model::Clause* own = model.clause(x, Word::flags);
  const bool group = own != nullptr && std::any_of(own->value.entries.begin(), own->value.entries.end(),
                                                   [](const model::Entry& entry) { return entry.written == "group"; });
  if (flag == "group") return truth(group);
  if (model.flagged(x, flag)) return Truth::True;
  // A group stands for what is below it; elsewhere a flag would have been handed down.
  if (!group) return Truth::False;
  for (const DeclId below : model.all(model[x].kind))
    if (below != x && model.isA(below, x) && model.flagged(below, flag)) return Truth::Unknown;
  return Truth::False;
}

Truth Evaluator::neverHappens(DeclId event, DeclId subject) const {
  if (!event || !subject) return Truth::Unknown;
  const model::Clause* possible = world_.model().inherited(event, Word::possible_for);
  if (possible == nullptr) return Truth::False;
  Truth out = Truth::True;
  for (const DeclId whom : model::named(possible->value)) out = both(out, !isA(subject, whom));
  return out;
}

Truth Evaluator::includes(const Slot& set, const Operand& what, const Bindings& bindings) const {
  if (set.stated == Stated::None) return Truth::False;
  if (!set.said()) return Truth::Unknown;
  if (what.kind == Operand::Kind::Term) {
    Truth out = set.open ? Truth::Unknown : Truth::False;
    for (const Value& member : set.members)
      if (member.scalar == Scalar::Thing) out = either(out, isA(member.thing.decl, what.term));
    return out;
  }
  const auto wanted = value(what, bindings);
  if (!wanted) return Truth::Unknown;
  Truth out = set.open ? Truth::Unknown : Truth::False;
  for (const Value& member : set.members) {
    if (member.scalar == Scalar::Thing && wanted->scalar == Scalar::Thing)
      out = either(out, isA(member.thing.decl, wanted->thing.decl));
    else if (member.scalar == wanted->scalar && member.text == wanted->text) out = Truth::True;
  }
  return out;
}

const Value* Evaluator::peek(const Operand& operand, const Bindings& bindings, Slot& storage) const {
  if (operand.kind == Operand::Kind::Path && operand.plus.empty() && !operand.after) {
    const Path& path = operand.path;
    if (path.from == Path::From::Variable && path.steps.empty())
      return &bindings[static_cast<std::size_t>(path.variable)];
    return view(path, bindings, storage).single();
  }
  auto worked_out = value(operand, bindings);
  if (!worked_out) return nullptr;
  storage = slotOf(*worked_out, {});
  return storage.single();
}

std::optional<Value> Evaluator::value(const Operand& operand, const Bindings& bindings) const {
  Value out;
  switch (operand.kind) {
    case Operand::Kind::Path: {
      Slot storage;
      const Value* single = view(operand.path, bindings, storage).single();
      if (single == nullptr) return std::nullopt;
      out = *single;
      break;
    }
    case Operand::Kind::Number:
      out.scalar = Scalar::Number;
      out.number = operand.number;
      break;
    case Operand::Kind::Duration:
      out.scalar = Scalar::Duration;
      out.duration = operand.duration;
      break;
    case Operand::Kind::Date:
      out.scalar = Scalar::Date;
      out.date = operand.date;
      break;
    case Operand::Kind::Text:
      out.scalar = Scalar::Word;
      out.text = operand.text;
      break;
    case Operand::Kind::Term:
      out.thing.kind = world_.model()[operand.term].kind;
      out.thing.decl = operand.term;
      break;
  }
  for (const Operand& more : operand.plus) {
    const auto addend = value(more, bindings);
    if (!addend) return std::nullopt;
    switch (out.scalar) {
      case Scalar::Number: out.number += addend->number; break;
      case Scalar::Date: out.date = addTo(out.date, addend->duration); break;
      case Scalar::Duration:
        out.duration.months += addend->duration.months;
        out.duration.days += addend->duration.days;
        out.duration.hours += addend->duration.hours;
        break;
      case Scalar::Window: {
        // Longer by that much, whichever clock it runs on.
        Window longer = *out.window;
        const auto lengthen = [&](auto&& self, Window& window) -> void {
          window.duration.months += addend->duration.months;
          window.duration.days += addend->duration.days;
          window.duration.hours += addend->duration.hours;
          for (Window& part : window.parts) self(self, part);
        };
        lengthen(lengthen, longer);
        out.window = &world_.storage().add(std::move(longer));
        break;
      }
      default: return std::nullopt;
    }
  }
  if (operand.after) {
    if (out.scalar != Scalar::Duration) return std::nullopt;
    Window window;
    window.kind = Window::Kind::After;
    window.duration = out.duration;
    window.event = operand.after;
    out = valueOf(world_.storage().add(std::move(window)));
  }
  return out;
}

Truth Evaluator::tested(const Condition& condition, const Bindings& bindings) const {
  if (condition.subject.kind != Operand::Kind::Path) {
    const auto literal = value(condition.subject, bindings);
    return literal ? compared(condition, *literal, bindings) : Truth::Unknown;
  }
  const Path& path = condition.subject.path;
  if (path.from == Path::From::Variable && path.steps.empty() && condition.subject.plus.empty())
    switch (condition.test) {
      case Test::IsState:
      case Test::Has:
      case Test::Includes: break;
      // What a variable stands for is there, and need not be wrapped to be looked at.
      default: return compared(condition, bindings[static_cast<std::size_t>(path.variable)], bindings);
    }
  Slot storage;
  return tested(condition, view(condition.subject.path, bindings, storage), bindings);
}

Truth Evaluator::tested(const Condition& condition, const Slot& slot, const Bindings& bindings) const {
  switch (condition.test) {
    case Test::IsState: return truth(slot.stated == condition.state);
    case Test::Has:
      switch (slot.stated) {
        case Stated::Silent:
        case Stated::None: return Truth::False;
        case Stated::Elsewhere: return Truth::Unknown;
        case Stated::Vague:
        case Stated::Value: return Truth::True;
      }
      return Truth::Unknown;
    case Test::Includes: return includes(slot, condition.arguments.front(), bindings);
    default: break;
  }
  if (slot.stated == Stated::None) {
    switch (condition.test) {
      case Test::IsTerm:
      case Test::IsAnyOf:
      case Test::IsThing:
      case Test::IsWord:
      case Test::Flagged: return Truth::False;
      default: return Truth::Unknown;
    }
  }
  if (!condition.subject.plus.empty()) {
    const auto sum = value(condition.subject, bindings);
    return sum ? compared(condition, *sum, bindings) : Truth::Unknown;
  }
  const Value* single = slot.single();
  return single != nullptr ? compared(condition, *single, bindings) : Truth::Unknown;
}

Truth Evaluator::compared(const Condition& condition, const Value& left, const Bindings& bindings) const {
  const auto first = [&]() -> std::optional<Value> {
    return condition.arguments.empty() ? std::nullopt : value(condition.arguments.front(), bindings);
  };
  switch (condition.test) {
    case Test::Holds: return left.scalar == Scalar::Truth ? left.truth : Truth::Unknown;
    case Test::IsTerm: return isA(left.thing.decl, condition.arguments.front().term);
    case Test::IsAnyOf: {
      Truth out = Truth::False;
      for (const Operand& term : condition.arguments) out = either(out, isA(left.thing.decl, term.term));
      return out;
    }
    case Test::IsThing: {
      Slot storage;
      const Value* other = peek(condition.arguments.front(), bindings, storage);
      if (other == nullptr || other->scalar != Scalar::Thing) return Truth::Unknown;
      if (left.thing.row != nullptr || other->thing.row != nullptr) return truth(left.thing.row == other->thing.row);
      return isA(left.thing.decl, other->thing.decl);
    }
    case Test::IsWord:
      return truth(std::find(condition.words.begin(), condition.words.end(), left.text) != condition.words.end());
    case Test::Flagged: return flagged(left.thing.decl, condition.words.front());
    case Test::Equals: {
      const auto other = first();
      if (!other) return Truth::Unknown;
      if (left.scalar == Scalar::Number) return truth(left.number == other->number);
      if (left.scalar == Scalar::Date) return truth(left.date == other->date);
      if (left.scalar == Scalar::Duration) return truth(left.duration == other->duration);
      const auto text = [](const Value& v) { return v.texts != nullptr ? v.texts->in("en") : v.text; };
      return truth(text(left) == text(*other));
    }
    case Test::Before:
    case Test::After: {
      const auto other = first();
      if (!other || left.scalar != Scalar::Date || other->scalar != Scalar::Date) return Truth::Unknown;
      return truth(condition.test == Test::Before ? left.date < other->date : left.date > other->date);
    }
    case Test::Longer:
    case Test::Shorter: {
      const auto other = first();
      if (!other) return Truth::Unknown;
      const bool longer = condition.test == Test::Longer;
      if (left.scalar == Scalar::Duration && other->scalar == Scalar::Duration)
        return truth(longer ? surelyLonger(left.duration, other->duration)
                            : surelyLonger(other->duration, left.duration));
      if (left.window == nullptr || other->window == nullptr) return Truth::Unknown;
      return longer ? world_.order().canEndBefore(*other->window, *left.window)
                    : world_.order().canEndBefore(*left.window, *other->window);
    }
    case Test::NeverEnds:
      if (left.window == nullptr) return Truth::Unknown;
      return neverEnds(*left.window)                   ? Truth::True
             : left.window->kind == Window::Kind::Open ? Truth::Unknown
                                                       : Truth::False;
    case Test::NeverHappensTo: {
      const auto whom = first();
      return whom ? neverHappens(left.thing.decl, whom->thing.decl) : Truth::Unknown;
    }
    case Test::MoreThan:
    case Test::FewerThan:
    case Test::AtLeast:
    case Test::AtMost: {
      const auto other = first();
      if (!other || other->scalar != left.scalar) return Truth::Unknown;
      if (left.scalar == Scalar::Duration) {
        const bool more = surelyLonger(left.duration, other->duration);
        const bool fewer = surelyLonger(other->duration, left.duration);
        switch (condition.test) {
          case Test::MoreThan: return truth(more);
          case Test::FewerThan: return truth(fewer);
          case Test::AtLeast: return truth(!fewer);
          default: return truth(!more);
        }
      }
      switch (condition.test) {
        case Test::MoreThan: return truth(left.number > other->number);
        case Test::FewerThan: return truth(left.number < other->number);
        case Test::AtLeast: return truth(left.number >= other->number);
        default: return truth(left.number <= other->number);
      }
    }
    case Test::Mentions: return truth(world_.mentions(left, condition.arguments.front().term));
    case Test::IsState:
    case Test::Has:
    case Test::Includes: break;
  }
  return Truth::Unknown;
}

// ---- rules -------------------------------------------------------------------------------------------------------

void Evaluator::run(const Rule& rule, bool wants_to_know, Found found) const {
  Bindings bindings(rule.variables.size());
  bind({rule, wants_to_know && !rule.asks.texts.empty(), found}, 0, 0, Truth::True, bindings);
}

void Evaluator::bind(const Run& run, std::size_t loop, std::size_t demand, Truth when, Bindings& bindings) const {
  const Rule& rule = run.rule;
  for (; demand < rule.demands.size() && rule.demands[demand].after == loop; ++demand) {
    when = both(when, evaluate(rule.demanded(rule.demands[demand]), bindings, rule.grant_columns));
    if (when == Truth::False || (when == Truth::Unknown && !run.asks)) return;
  }
  if (loop == rule.loops.size()) {
    // The writer proves the exception.
    for (const Exception& exception : rule.unless)
      if (evaluate(exception.condition, bindings, rule.grant_columns) == Truth::True) return;
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
    world_.visitGrants(rule.grant_columns[variable], keep, [&](const Value& found_row) {
      bindings[variable] = found_row;
      bind(run, loop + 1, demand, when, bindings);
    });
    return;
  }
  llvm::ArrayRef<Value> members;
  Slot storage;
  (void)collection(over.collection, bindings, rule.grant_columns[variable], members, storage);
  for (const Value& member : members) {
    bindings[variable] = member;
    bind(run, loop + 1, demand, when, bindings);
  }
}

}  // namespace vern::rules
