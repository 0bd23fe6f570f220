// Windows as rules and promises compare them: deadlines that run from events, and what is known of the order of events.
#pragma once

#include <map>
#include <vector>

#include "compiler/clocks/truth.h"
#include "compiler/model/model.h"
#include "llvm/ADT/ArrayRef.h"

namespace vern::clocks {

using model::DeclId;

/// A deadline as a function of event times.
struct Window {
  enum class Kind : std::uint8_t {
    After,  // `duration` after `event`
    Min,
    Max,  // of `parts`
    Forever,
    Open,  // a state, a reviewed need, a duration without a start: no date can be said
  };
  Kind kind = Kind::Open;
  Duration duration;
  DeclId event;  // Open: the state that it lasts as long as, if it is one
  std::uint8_t last_month = 0;  // not 0: counted from the end of the year, which ends with this month, of `event`
  std::vector<Window> parts;
};

/// What one bound of a window or of a promise says.
[[nodiscard]] Window windowOf(const model::Term& term);
/// What one `retain` (or `minimum`, `maximum`) clause says; `at least` is left out if `with_minimum` is false.
[[nodiscard]] Window windowOf(const model::Clause& clause, bool with_minimum = true);
/// The duty to keep in it: the bounds `at least … under …`; Open without any.
[[nodiscard]] Window minimumOf(const model::Clause& clause);
/// Every bound that could end it is a word such as `as_needed`: nothing is said of the end.
[[nodiscard]] bool isVague(const model::Clause& clause);
/// The window has no end that any event could bring.
[[nodiscard]] bool neverEnds(const Window& window);
/// Every event the window reads, in the order of the text.
[[nodiscard]] std::vector<DeclId> eventsOf(const Window& window);

/// Days that `duration` can span, by the calendar: a month has 28 to 31, a year 365 or 366.
[[nodiscard]] std::int64_t fewestDays(Duration duration);
[[nodiscard]] std::int64_t mostDays(Duration duration);

/// `a` is longer than `b` whatever the calendar.
[[nodiscard]] bool surelyLonger(Duration a, Duration b);
/// Begun on some day, `a` ends later than `b`.
[[nodiscard]] bool everLonger(Duration a, Duration b);

/// The facts `order …`: which event follows which, and within what time. What follows an event, or is followed by one,
/// does so with each of its kinds; an event comes no later than any of its kinds, or no earlier where the latest of
/// them counts. Every event has a financial year of its own: two that lie before the end of one are not so related to
/// each other.
class EventOrder {
 public:
  /// Reads the `order` declarations of `model`, which must outlive this.
  explicit EventOrder(const model::Model& model);

  /// Some course of events, allowed by the facts, ends `a` before `b`. Unknown where no fact relates their clocks. A
  /// difference that only the calendar makes, as between 365 days and a year, is none, and an event of the policy's own
  /// has the time of the event that it is a kind of.
  [[nodiscard]] Truth canEndBefore(const Window& a, const Window& b) const { return some(a, b, Reading::Lenient); }
  /// The same to the letter: events that no fact relates can come in any order, 366 days can be longer than a year, and
  /// only one that is the policy's sole kind of another has the time of that. Unknown where a window has no date.
  [[nodiscard]] Truth everEndsBefore(const Window& a, const Window& b) const { return some(a, b, Reading::Exact); }

 private:
  enum class Reading : std::uint8_t { Lenient, Exact };
  struct Less;
  struct Fact {
    DeclId later, earlier;
    bool bounded = false;
    Duration within;
  };
  /// Difference bounds: the most days that one event can come after another.
  struct Distances {
    std::vector<DeclId> events;
    std::vector<std::int64_t> most;  // events.size() squared

    void add(llvm::ArrayRef<DeclId> more);
    [[nodiscard]] std::size_t indexOf(DeclId event) const;
    [[nodiscard]] std::int64_t between(DeclId from, DeclId to) const;
    /// One bound more, with all that follows from it.
    void limit(DeclId from, DeclId to, std::int64_t days);
    [[nodiscard]] bool contradict() const;
  };

  [[nodiscard]] Truth some(const Window& a, const Window& b, Reading reading) const;
  [[nodiscard]] std::vector<std::vector<Less>> alternatives(const Window& a, const Window& b) const;
  [[nodiscard]] Truth feasible(const std::vector<Less>& conjunction, Reading reading) const;
  [[nodiscard]] bool sameTime(DeclId a, DeclId b, Reading reading) const;
  [[nodiscard]] bool isSoleKind(DeclId event, DeclId of) const;
  [[nodiscard]] bool isYearEnd(DeclId event) const;
  [[nodiscard]] std::int64_t mostBetween(DeclId a, DeclId b) const;
  /// What the facts say of events other than ends of years, and of the policy's kinds of them, worked out once.
  [[nodiscard]] const Distances& distances() const;

  const model::Model* model_;
  std::vector<Fact> facts_;
  mutable std::optional<Distances> distances_;
};

}  // namespace vern::clocks
