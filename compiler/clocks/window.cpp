#include "compiler/clocks/window.h"

#include <algorithm>
#include <array>
#include <limits>
#include <mutex>

#include "compiler/model/year_end.h"

namespace vern::clocks {

using model::BoundKind;
using model::TermKind;
using model::WindowWord;

Window windowOf(const model::Term& term) {
  Window out;
  switch (term.kind) {
    case TermKind::After:
      if (!term.name) return out;
      out.kind = Window::Kind::After;
      out.duration = term.duration;
      out.event = term.name;
      return out;
    case TermKind::Until:
      if (!term.name) return out;
      out.kind = Window::Kind::After;
      out.event = term.name;
      return out;
    case TermKind::While: out.event = term.name; return out;
    case TermKind::Earliest:
    case TermKind::Latest:
      out.kind = term.kind == TermKind::Earliest ? Window::Kind::Min : Window::Kind::Max;
      for (const model::Term& part : term.parts) out.parts.push_back(windowOf(part));
      return out;
    case TermKind::Named:
      if (term.word == WindowWord::Forever) out.kind = Window::Kind::Forever;
      return out;
  }
  return out;
}

namespace {

Window combine(Window::Kind kind, std::vector<Window> parts) {
  if (parts.empty()) return {};
  if (parts.size() == 1) return std::move(parts.front());
  Window out;
  out.kind = kind;
  out.parts = std::move(parts);
  return out;
}

}  // namespace

Window windowOf(const model::Clause& clause, bool with_minimum) {
  std::vector<Window> upper;
  std::vector<Window> lower;
  for (const model::Bound& bound : clause.window) {
    if (bound.kind == BoundKind::AtLeast && clause.word == Word::retain) {
      lower.push_back(windowOf(bound.term));
      continue;
    }
    upper.push_back(windowOf(bound.term));
  }
  if (!with_minimum && upper.empty()) return {};
  std::vector<Window> all;
  if (!upper.empty()) all.push_back(combine(Window::Kind::Min, std::move(upper)));
  if (with_minimum)
    for (Window& window : lower)
      // A duty of unknown length says nothing of the end.
      if (window.kind != Window::Kind::Open || all.empty()) all.push_back(std::move(window));
  return combine(Window::Kind::Max, std::move(all));
}

Window minimumOf(const model::Clause& clause) {
  std::vector<Window> lower;
  for (const model::Bound& bound : clause.window)
    if (bound.kind == BoundKind::AtLeast) lower.push_back(windowOf(bound.term));
  return combine(Window::Kind::Max, std::move(lower));
}

bool isVague(const model::Clause& clause) {
  bool any = false;
  for (const model::Bound& bound : clause.window) {
    if (bound.kind == BoundKind::AtLeast) continue;
    any = true;
    if (bound.term.kind != TermKind::Named ||
        (bound.term.word != WindowWord::AsNeeded && bound.term.word != WindowWord::Vague))
      return false;
  }
  return any;
}

bool neverEnds(const Window& window) {
  switch (window.kind) {
    case Window::Kind::Forever: return true;
    case Window::Kind::Max: return std::any_of(window.parts.begin(), window.parts.end(), neverEnds);
    case Window::Kind::Min:
      return !window.parts.empty() && std::all_of(window.parts.begin(), window.parts.end(), neverEnds);
    case Window::Kind::After:
    case Window::Kind::Open: return false;
  }
  return false;
}

std::vector<DeclId> eventsOf(const Window& window) {
  std::vector<DeclId> out;
  if (window.kind == Window::Kind::After) out.push_back(window.event);
  for (const Window& part : window.parts)
    for (const DeclId event : eventsOf(part))
      if (std::find(out.begin(), out.end(), event) == out.end()) out.push_back(event);
  return out;
}

// ---- the calendar ------------------------------------------------------------------------------------------------

namespace {

struct Range {
  std::int64_t fewest;
  std::int64_t most;
};

/// Four years always have 1461 days here: the missing leap years of 2100 and 2200 are beyond every policy.
constexpr std::int32_t Cycle = 48;

/// Days in up to 47 calendar months, over every start in a cycle of leap years.
const std::array<Range, Cycle>& daysInCycle() {
  static const auto out = [] {
    std::array<Range, Cycle> ranges{};
    const Day first = toDay({2024, 1, 1});
    for (std::int32_t months = 0; months < Cycle; ++months) {
      Range& range = ranges[static_cast<std::size_t>(months)];
      range = {std::numeric_limits<std::int64_t>::max(), 0};
      for (std::int32_t start = 0; start < Cycle; ++start) {
        const Day from = addTo(first, {start, 0, 0});
        const std::int64_t days = addTo(from, {months, 0, 0}) - from;
        range.fewest = std::min(range.fewest, days);
        range.most = std::max(range.most, days);
      }
    }
    return ranges;
  }();
  return out;
}

Range daysIn(std::int32_t months) {
  if (months < 0) {
    const Range positive = daysIn(-months);
    return {-positive.most, -positive.fewest};
  }
  const std::int64_t cycles = months / Cycle;
  Range range = daysInCycle()[static_cast<std::size_t>(months % Cycle)];
  range.fewest += cycles * 1461;
  range.most += cycles * 1461;
  return range;
}

Duration minus(Duration a, Duration b) { return {a.months - b.months, a.days - b.days, a.hours - b.hours}; }

std::int64_t wholeDays(Duration duration) { return duration.days + (duration.hours + 23) / 24; }

}  // namespace

std::int64_t fewestDays(Duration duration) { return daysIn(duration.months).fewest + wholeDays(duration); }
std::int64_t mostDays(Duration duration) { return daysIn(duration.months).most + wholeDays(duration); }

bool surelyLonger(Duration a, Duration b) {
  // What both have in common cancels out: 13 months are longer than 12, though months differ.
  const Duration more = minus(a, b);
  return (daysIn(more.months).fewest + more.days) * 24 + more.hours > 0;
}

bool everLonger(Duration a, Duration b) {
  // Most are in the same unit.
  if (a.months <= b.months && a.days <= b.days && a.hours <= b.hours) return false;
  if (surelyLonger(a, b)) return true;
  if (mostDays(minus(a, b)) <= 0) return false;
  const Day first = toDay({2024, 1, 1});
  for (Day start = first; start < first + 1461; ++start)
    if (addTo(start, a) > addTo(start, b)) return true;
  return false;
}

namespace {

/// Counted from the same day of some event, `a` ends later than `b`; each from the end of the year, which ends with its
/// month, if it has one.
bool everLater(Duration a, int a_month, Duration b, int b_month) {
  if (a_month == 0 && b_month == 0) return everLonger(a, b);
  const Day first = toDay({2024, 1, 1});
  const auto from = [](Day start, int month) { return month == 0 ? start : model::yearEnd(start, month); };
  for (Day start = first; start < first + 1461; ++start)
    if (addTo(from(start, a_month), a) > addTo(from(start, b_month), b)) return true;
  return false;
}

}  // namespace

// ---- the order of events -----------------------------------------------------------------------------------------

/// Further than any two events that a fact relates.
constexpr std::int64_t Far = std::numeric_limits<std::int64_t>::max() / 4;

/// `left` plus its duration comes before `right` plus its duration. An invalid event is the end of time.
struct EventOrder::Less {
  DeclId left, right;
  Duration left_duration, right_duration;
  std::uint8_t left_month = 0, right_month = 0;
  bool open = false;  // one side has no date at all
  bool impossible = false;
  bool certain = false;
};

EventOrder::EventOrder(const model::Model& model) : model_(&model) {
  for (const DeclId id : model.all(model::Kind::Order)) {
    const model::Clause* later = model.clause(id, Word::event);
    if (later == nullptr) continue;
    for (const model::Clause* clause : model.clauses(id, Word::follows))
      for (const DeclId earlier : model::named(clause->value))
        for (const DeclId event : model::named(later->value)) {
          Fact fact{event, earlier, false, {}};
          if (const model::Join* within = clause->join("within");
              within != nullptr && within->value.kind == model::ValueKind::Duration) {
            fact.bounded = true;
            fact.within = within->value.duration;
          }
          facts_.push_back(fact);
        }
  }
}

bool EventOrder::isSoleKind(DeclId event, DeclId of) const {
  if (event == of || (*model_)[event].standard || !model_->isA(event, of)) return false;
  const std::vector<DeclId> own = model_->own(model::Kind::Event);
  return std::all_of(own.begin(), own.end(),
                     [&](DeclId other) { return !model_->isA(other, of) || model_->related(other, event); });
}

bool EventOrder::sameTime(DeclId a, DeclId b, Reading reading) const {
  if (a == b) return true;
  return reading == Reading::Lenient ? model_->related(a, b) : isSoleKind(a, b) || isSoleKind(b, a);
}

bool EventOrder::isYearEnd(DeclId event) const { return model_->flagged(event, "fiscal_year_end"); }

std::int64_t EventOrder::mostBetween(DeclId a, DeclId b) const {
  std::int64_t out = distances().between(a, b);
  // An event comes with the first of its kinds, or with the latest.
  const bool first = model_->isA(b, a) && !model_->flagged(a, "latest_counts");
  const bool latest = model_->isA(a, b) && model_->flagged(b, "latest_counts");
  if (first || latest) out = std::min<std::int64_t>(out, 0);
  if (isYearEnd(a) != isYearEnd(b))
    for (const Fact& fact : facts_) {
      if (model_->isA(b, fact.later) && model_->isA(a, fact.earlier)) out = std::min<std::int64_t>(out, 0);
      if (fact.bounded && model_->isA(a, fact.later) && model_->isA(b, fact.earlier))
        out = std::min(out, mostDays(fact.within));
    }
  return out;
}

std::vector<std::vector<EventOrder::Less>> EventOrder::alternatives(const Window& a, const Window& b) const {
  using Kind = Window::Kind;
  // min(a…) < b if any is; max(a…) < b if all are; a < max(b…) if any is later; a < min(b…) if all are.
  const auto any = [&](auto&& parts, auto&& of) {
    std::vector<std::vector<Less>> out;
    for (const Window& part : parts)
      for (auto& conjunction : of(part)) out.push_back(std::move(conjunction));
    return out;
  };
  const auto all = [&](auto&& parts, auto&& of) {
    std::vector<std::vector<Less>> out{{}};
    for (const Window& part : parts) {
      std::vector<std::vector<Less>> next;
      for (const auto& so_far : out)
        for (const auto& more : of(part)) {
          std::vector<Less> joined = so_far;
          joined.insert(joined.end(), more.begin(), more.end());
          next.push_back(std::move(joined));
        }
      out = std::move(next);
    }
    return out;
  };
  const auto left = [&](const Window& part) { return alternatives(part, b); };
  const auto right = [&](const Window& part) { return alternatives(a, part); };
  if (a.kind == Kind::Min) return any(a.parts, left);
  if (a.kind == Kind::Max) return all(a.parts, left);
  if (b.kind == Kind::Max) return any(b.parts, right);
  if (b.kind == Kind::Min) return all(b.parts, right);

  Less less;
  less.left = a.event;
  less.right = b.event;
  less.left_duration = a.duration;
  less.right_duration = b.duration;
  less.left_month = a.last_month;
  less.right_month = b.last_month;
  less.impossible = a.kind == Kind::Forever;
  less.open = !less.impossible && (a.kind == Kind::Open || b.kind == Kind::Open);
  less.certain = !less.impossible && !less.open && b.kind == Kind::Forever;
  return {{less}};
}

Truth EventOrder::feasible(const std::vector<Less>& conjunction, Reading reading) const {
  const bool exact = reading == Reading::Exact;
  Truth out = Truth::True;
  std::vector<const Less*> timed;
  for (const Less& less : conjunction) {
    if (less.impossible) return Truth::False;
    if (less.certain) continue;
    if (less.open) {
      out = Truth::Unknown;
      continue;
    }
    if (sameTime(less.left, less.right, reading)) {
      const bool longer = exact ? everLater(less.right_duration, less.right_month, less.left_duration, less.left_month)
                                : surelyLonger(less.right_duration, less.left_duration);
      if (!longer) return Truth::False;
      continue;
    }
    timed.push_back(&less);
  }
  if (timed.empty()) return out;

  // Where the calendar must not make the difference, the left is taken as long, the right as short as it can be. To the
  // letter, what both have in common cancels out.
  const auto boundOf = [exact](const Less& less) {
    constexpr std::int64_t ToYearEnd = 365;
    if (exact)
      return mostDays(minus(less.right_duration, less.left_duration)) + (less.right_month != 0 ? ToYearEnd : 0) - 1;
    return fewestDays(less.right_duration) - mostDays(less.left_duration) - 1;
  };
  for (const Less* less : timed) {
    const std::int64_t back = mostBetween(less->right, less->left);
    if (back < Far && back + boundOf(*less) < 0) return Truth::False;
    if (!exact && back >= Far && mostBetween(less->left, less->right) >= Far) out = both(out, Truth::Unknown);
  }
  if (timed.size() == 1) return out;
  Distances more = distances();
  std::vector<DeclId> events;
  for (const Less* less : timed) events.insert(events.end(), {less->left, less->right});
  more.add(events);
  for (const DeclId a : events)
    for (const DeclId b : events)
      if (a != b && !isYearEnd(a) && !isYearEnd(b))
        if (const std::int64_t days = mostBetween(a, b); days < Far) more.limit(a, b, days);
  for (const Less* less : timed) more.limit(less->left, less->right, boundOf(*less));
  return more.contradict() ? Truth::False : out;
}

const EventOrder::Distances& EventOrder::distances() const {
  if (distances_) return *distances_;
  Distances out;
  std::vector<const Fact*> facts;
  for (const Fact& fact : facts_)
    if (isYearEnd(fact.later) == isYearEnd(fact.earlier)) facts.push_back(&fact);
  std::vector<DeclId> events;
  for (const Fact* fact : facts) events.insert(events.end(), {fact->later, fact->earlier});
  for (const DeclId own : model_->own(model::Kind::Event))
    if (std::any_of(facts.begin(), facts.end(),
                    [&](const Fact* fact) { return model_->isA(own, fact->later) || model_->isA(own, fact->earlier); }))
      events.push_back(own);
  out.add(events);
  for (const Fact* fact : facts)
    for (const DeclId later : out.events)
      for (const DeclId earlier : out.events)
        if (model_->isA(later, fact->later) && model_->isA(earlier, fact->earlier)) {
          out.limit(earlier, later, 0);
          if (fact->bounded) out.limit(later, earlier, mostDays(fact->within));
        }
  return *(distances_ = std::move(out));
}

void EventOrder::Distances::add(llvm::ArrayRef<DeclId> more) {
  const std::size_t before = events.size();
  for (const DeclId event : more)
    if (indexOf(event) == events.size()) events.push_back(event);
  const std::size_t n = events.size();
  std::vector<std::int64_t> wider(n * n, Far);
  for (std::size_t i = 0; i < before; ++i)
    std::copy_n(most.begin() + static_cast<std::ptrdiff_t>(i * before), before,
                wider.begin() + static_cast<std::ptrdiff_t>(i * n));
  for (std::size_t i = before; i < n; ++i) wider[i * n + i] = 0;
  most = std::move(wider);
}

std::size_t EventOrder::Distances::indexOf(DeclId event) const {
  return static_cast<std::size_t>(std::find(events.begin(), events.end(), event) - events.begin());
}

std::int64_t EventOrder::Distances::between(DeclId from, DeclId to) const {
  const std::size_t i = indexOf(from);
  const std::size_t j = indexOf(to);
  return i < events.size() && j < events.size() ? most[i * events.size() + j] : Far;
}

void EventOrder::Distances::limit(DeclId from, DeclId to, std::int64_t days) {
  const std::size_t n = events.size();
  const std::size_t u = indexOf(from);
  const std::size_t v = indexOf(to);
  if (days >= most[u * n + v]) return;
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t first = most[i * n + u];
    if (first >= Far) continue;
    for (std::size_t j = 0; j < n; ++j)
      if (most[v * n + j] < Far) most[i * n + j] = std::min(most[i * n + j], first + days + most[v * n + j]);
  }
}

bool EventOrder::Distances::contradict() const {
  for (std::size_t i = 0; i < events.size(); ++i)
    if (most[i * events.size() + i] < 0) return true;
  return false;
}

Truth EventOrder::some(const Window& a, const Window& b, Reading reading) const {
  Truth out = Truth::False;
  for (const auto& conjunction : alternatives(a, b)) out = either(out, feasible(conjunction, reading));
  return out;
}

}  // namespace vern::clocks
