#include "compiler/judge/times.h"

#include <algorithm>

#include "compiler/model/year_end.h"

namespace vern::judge {

using grants::WindowId;
using grants::WindowKind;
using model::DeclId;
using model::Kind;

namespace {

clocks::Window after(Duration duration, DeclId event) {
  clocks::Window out;
  out.kind = clocks::Window::Kind::After;
  out.duration = duration;
  out.event = event;
  return out;
}

}  // namespace

/// What a sentence says as a deadline to compare, as `dated` has it.
clocks::Window Times::counted(clocks::Window window) const {
  if (const DeclId base = window.event ? model::yearOf(model_, window.event) : DeclId()) {
    window.last_month = model::lastMonth(model_, window.event);
    window.event = base;
  }
  for (clocks::Window& part : window.parts) part = counted(std::move(part));
  return window;
}

/// A grant's window as a deadline to compare with `beside`. How long a state or an event holds, nobody knows: as long
/// as one likes.
clocks::Window Times::dated(const grants::Grants& grants, WindowId id, const clocks::Window& beside) const {
  const grants::Window& window = grants.windows[id];
  clocks::Window out;
  switch (window.kind) {
    case WindowKind::After:
    case WindowKind::Until:
      out = after(window.kind == WindowKind::After ? window.duration : Duration(), window.event);
      out.last_month = window.last_month;
      // Where the sentence speaks of the end of the year, whatever it is the year of, so does this.
      if (out.last_month != 0 && readsYearEnd(beside))
        out = after(out.duration, model_.find(Kind::Event, "fiscal_year_end"));
      return out;
    case WindowKind::While:
    case WindowKind::Forever: out.kind = clocks::Window::Kind::Forever; return out;
    case WindowKind::Closed: return out;
    case WindowKind::Min:
    case WindowKind::Max:
      out.kind = window.kind == WindowKind::Min ? clocks::Window::Kind::Min : clocks::Window::Kind::Max;
      // What is as long as needed ends at the latest with the time beside it.
      for (const WindowId part : window.parts)
        if (window.kind == WindowKind::Max || grants.windows[part].kind != WindowKind::Closed)
          out.parts.push_back(dated(grants, part, beside));
      return out.parts.empty() ? clocks::Window() : out;
  }
  return out;
}

bool Times::readsYearEnd(const clocks::Window& window) const {
  const std::vector<DeclId> events = clocks::eventsOf(window);
  return std::any_of(events.begin(), events.end(),
                     [&](DeclId event) { return event && model_.flagged(event, "fiscal_year_end"); });
}

const clocks::EventOrder& Times::order() const {
  if (!order_) order_.emplace(model_);
  return *order_;
}

bool Times::breaks(const model::Bound& bound, const grants::Grants& grants, WindowId id) const {
  const bool least = bound.kind == model::BoundKind::AtLeast;
  const Duration length = bound.term.duration;
  if (bound.term.kind != model::TermKind::After || bound.term.name) {
    const clocks::Window end = told(bound.term);
    const clocks::Truth broken = least ? order().everEndsBefore(dated(grants, id, end), end)
                                       : order().everEndsBefore(end, dated(grants, id, end));
    return broken == clocks::Truth::True;
  }
  const grants::Window& window = grants.windows[id];
  const auto part_breaks = [&](WindowId part) { return breaks(bound, grants, part); };
  switch (window.kind) {
    case WindowKind::Closed: return false;
    case WindowKind::Forever:
    case WindowKind::Until:
    case WindowKind::While: return !least;
    case WindowKind::After:
      return least ? clocks::everLonger(length, window.duration) : clocks::everLonger(window.duration, length);
    case WindowKind::Min:
    case WindowKind::Max: {
      const auto closed = [&](WindowId part) { return grants.windows[part].kind == WindowKind::Closed; };
      const auto too_late = [&](WindowId part) { return closed(part) || part_breaks(part); };
      // The earliest is too late if all are, and too early if one is. What is as long as needed ends at the latest with
      // the time beside it.
      if (window.kind == WindowKind::Min && !least)
        return std::all_of(window.parts.begin(), window.parts.end(), too_late) &&
               !std::all_of(window.parts.begin(), window.parts.end(), closed);
      return window.kind == WindowKind::Max && least
                 ? std::all_of(window.parts.begin(), window.parts.end(), part_breaks)
                 : std::any_of(window.parts.begin(), window.parts.end(), part_breaks);
    }
  }
  return false;
}

bool Times::outlasts(const std::vector<DeclId>& events, const grants::Grants& grants, WindowId id) const {
  clocks::Window end;
  end.kind = clocks::Window::Kind::Max;
  for (const DeclId event : events) end.parts.push_back(counted(after({}, event)));
  return order().everEndsBefore(end, dated(grants, id, end)) == clocks::Truth::True;
}

}  // namespace vern::judge
