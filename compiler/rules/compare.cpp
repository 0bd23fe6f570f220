// How one value is held against another: the tests at the leaves of conditions.
#include <algorithm>

#include "compiler/rules/evaluate.h"
#include "compiler/rules/parts.h"

namespace vern::rules {

Truth Evaluator::counted(const Condition& condition, const Bindings& bindings) const {
  if (whole_ != nullptr && looksBeyond(condition.subject.path)) {
    const std::lock_guard lock(*turn_);
    return whole_->counted(condition, bindings);
  }
  llvm::ArrayRef<Value> members;
  Slot storage;
  const Slot& set = collection(condition.subject.path, bindings, World::AllColumns, members, storage);
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

Truth Evaluator::includes(const Slot& set, const Condition& condition, const Bindings& bindings) const {
  if (set.stated == Stated::None) return Truth::False;
  if (!set.said()) return Truth::Unknown;
  if (!condition.terms.empty()) {
    Truth out = set.open ? Truth::Unknown : Truth::False;
    for (const Value& member : set.members)
      if (member.scalar == Scalar::Thing) out = either(out, isA(member.thing.decl, condition.terms.front()));
    return out;
  }
  const auto wanted = value(condition.arguments.front(), bindings);
  if (!wanted) return Truth::Unknown;
  Truth out = set.open ? Truth::Unknown : Truth::False;
  for (const Value& member : set.members) {
    if (member.scalar == Scalar::Thing && wanted->scalar == Scalar::Thing)
      out = either(out, isA(member.thing.decl, wanted->thing.decl));
    else if (member.scalar == wanted->scalar && member.written() == wanted->written()) out = Truth::True;
  }
  return out;
}

const Value* Evaluator::peek(const Operand& operand, const Bindings& bindings, Slot& storage) const {
  if (operand.kind == Operand::Kind::Path && operand.plus.empty() && !operand.after) {
    const Path& path = operand.path;
    if (path.from == Path::From::Variable && path.steps.empty())
      return &bindings[static_cast<std::size_t>(path.variable)];
    if (const Slot* column = columnAt(path, bindings)) return column->single();
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
    const auto make = [&]() -> const Window& {
      Window window;
      window.kind = Window::Kind::After;
      window.duration = out.duration;
      window.event = operand.after;
      return world_.storage().add(std::move(window));
    };
    const bool as_written = operand.kind == Operand::Kind::Duration && operand.plus.empty();
    if (!as_written) return valueOf(make());
    const auto [found, fresh] = written_.try_emplace(&operand);
    if (fresh) found->second = &make();
    return valueOf(*found->second);
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
  if (const Slot* column = columnAt(path, bindings)) return tested(condition, *column, bindings);
  Slot storage;
  return tested(condition, view(path, bindings, storage), bindings);
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
    case Test::Includes: return includes(slot, condition, bindings);
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

Truth Evaluator::canEndBefore(const Window& a, const Window& b) const {
  const auto [found, fresh] = earlier_.try_emplace({&a, &b}, Truth::Unknown);
  if (fresh) found->second = world_.order().canEndBefore(a, b);
  return found->second;
}

Truth Evaluator::compared(const Condition& condition, const Value& left, const Bindings& bindings) const {
  const auto first = [&]() -> std::optional<Value> {
    return condition.arguments.empty() ? std::nullopt : value(condition.arguments.front(), bindings);
  };
  switch (condition.test) {
    case Test::Holds: return left.scalar == Scalar::Truth ? left.truth : Truth::Unknown;
    case Test::IsTerm: return isA(left.thing.decl, condition.terms.front());
    case Test::IsAnyOf: {
      Truth out = Truth::False;
      for (const DeclId term : condition.terms) out = either(out, isA(left.thing.decl, term));
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
      return truth(std::find(condition.words.begin(), condition.words.end(), left.written()) != condition.words.end());
    case Test::Flagged: return flagged(left.thing.decl, condition.words.front());
    case Test::Equals: {
      const auto other = first();
      if (!other) return Truth::Unknown;
      if (left.scalar == Scalar::Number) return truth(left.number == other->number);
      if (left.scalar == Scalar::Date) return truth(left.date == other->date);
      if (left.scalar == Scalar::Duration) return truth(left.duration == other->duration);
      const auto text = [](const Value& v) { return v.texts != nullptr ? v.texts->in("en") : v.written(); };
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
      if (left.asWindow() == nullptr || other->asWindow() == nullptr) return Truth::Unknown;
      return longer ? canEndBefore(*other->window, *left.window) : canEndBefore(*left.window, *other->window);
    }
    case Test::NeverEnds:
      if (left.asWindow() == nullptr) return Truth::Unknown;
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

}  // namespace vern::rules
