#include "compiler/grants/window.h"

#include <algorithm>

#include "compiler/model/year_end.h"

namespace vern::grants {

namespace {

using model::BoundKind;
using model::Clause;
using model::Model;
using model::TermKind;
using model::WindowWord;

void setEvent(const Model& model, Window& window, DeclId event) {
  const DeclId base = model::yearOf(model, event);
  window.event = base ? base : event;
  if (base) {
    window.year_end = event;
    window.last_month = model::lastMonth(model, event);
  }
  window.latest = model.flagged(window.event, "latest_counts");
}

WindowId named(Grants& out, const Model& model, std::string_view event, Span span) {
  Window window;
  window.span = span;
  if (const DeclId id = model.find(model::Kind::Event, event)) {
    window.kind = WindowKind::Until;
    window.event = id;
  }
  return addWindow(out, std::move(window));
}

/// Open for as long as `name`, an event or a state, is told to have happened or to hold.
WindowId whileHolds(DeclId name, Span span, Grants& out, bool latest = false) {
  Window window;
  window.kind = WindowKind::While;
  window.event = name;
  window.latest = latest;
  window.span = span;
  return addWindow(out, std::move(window));
}

WindowId combined(WindowKind kind, std::vector<WindowId> parts, Span span, Grants& out) {
  if (parts.size() == 1) return parts.front();
  Window window;
  window.kind = kind;
  window.parts = std::move(parts);
  window.span = span;
  return addWindow(out, std::move(window));
}

/// `exercised a, b within D`: D after the latest of them, once one has happened. `begins a  ends b`: from a, or while
/// the state is told to hold, until b. A state whose beginning is not declared lasts until its end; one that ends and
/// is exercised lasts until the earlier of both.
WindowId fromState(const Model& model, DeclId state, Span span, Grants& out) {
  std::vector<WindowId> alive;  // any of these keeps the state alive
  for (const Clause* exercised : model.clauses(state, Word::exercised)) {
    const model::Join* within = exercised->join("within");
    if (within == nullptr || within->value.kind != model::ValueKind::Duration) continue;
    for (const DeclId event : model::named(exercised->value)) {
      Window part;
      part.kind = WindowKind::After;
      part.duration = within->value.duration;
      part.event = event;
      part.latest = true;
      part.span = span;
      alive.push_back(
          combined(WindowKind::Min, {whileHolds(event, span, out, true), addWindow(out, std::move(part))}, span, out));
    }
  }
  std::vector<WindowId> limits;  // each of these ends it
  if (!alive.empty()) limits.push_back(combined(WindowKind::Max, std::move(alive), span, out));
  for (const Clause* ends : model.clauses(state, Word::ends)) {
    std::vector<WindowId> events;
    for (const DeclId event : model::named(ends->value)) {
      Window part;
      part.kind = WindowKind::Until;
      setEvent(model, part, event);
      part.span = span;
      events.push_back(addWindow(out, std::move(part)));
    }
    // `ends a and b`: it lasts until both have happened.
    if (ends->value.link == model::Link::And && events.size() > 1)
      events = {combined(WindowKind::Max, std::move(events), span, out)};
    limits.insert(limits.end(), events.begin(), events.end());
  }
  if (limits.empty()) return whileHolds(state, span, out);
  std::vector<WindowId> begun;
  for (const Clause* begins : model.clauses(state, Word::begins))
    for (const DeclId event : model::named(begins->value)) begun.push_back(whileHolds(event, span, out));
  if (!begun.empty()) {
    begun.push_back(whileHolds(state, span, out));
    limits.insert(limits.begin(), combined(WindowKind::Max, std::move(begun), span, out));
  }
  return combined(WindowKind::Min, std::move(limits), span, out);
}

WindowId fromTerm(const Model& model, const model::Term& term, Grants& out) {
  Window window;
  window.span = term.span;
  switch (term.kind) {
    case TermKind::After:
      // "3 years": from when is not said, so nothing can be permitted by it.
      if (!term.name) break;
      window.kind = WindowKind::After;
      window.duration = term.duration;
      setEvent(model, window, term.name);
      break;
    case TermKind::Until:
      if (!term.name) break;
      window.kind = WindowKind::Until;
      setEvent(model, window, term.name);
      break;
    case TermKind::While:
      if (term.name) return fromState(model, term.name, term.span, out);
      break;
    case TermKind::Earliest:
    case TermKind::Latest:
      window.kind = term.kind == TermKind::Earliest ? WindowKind::Min : WindowKind::Max;
      for (const model::Term& part : term.parts) window.parts.push_back(fromTerm(model, part, out));
      if (window.parts.empty()) window.kind = WindowKind::Closed;
      break;
    case TermKind::Named:
      if (term.word == WindowWord::Forever) window.kind = WindowKind::Forever;
      if (term.word == WindowWord::OnRequest) return named(out, model, "erasure_requested", term.span);
      if (term.word == WindowWord::Session) return named(out, model, "visit_end", term.span);
      break;
  }
  return addWindow(out, std::move(window));
}

}  // namespace

WindowId addWindow(Grants& out, Window window) { return out.windows.add(std::move(window)); }

WindowId earliest(Grants& out, WindowId a, WindowId b) {
  if (!a) return b;
  if (!b) return a;
  Window window;
  window.kind = WindowKind::Min;
  window.parts = {a, b};
  window.span = out.windows[a].span;
  return out.windows.add(std::move(window));
}

bool keepsNothing(const Clause& clause) {
  return std::any_of(clause.window.begin(), clause.window.end(), [](const model::Bound& bound) {
    return bound.kind != BoundKind::AtLeast && bound.term.word == WindowWord::NotKept;
  });
}

Retention fromClause(const Model& model, const Clause& clause, Grants& out) {
  Retention retention;
  retention.span = clause.span;
  std::vector<WindowId> floors;  // at least, without a law
  for (const model::Bound& bound : clause.window) {
    const WindowId window = fromTerm(model, bound.term, out);
    switch (bound.kind) {
      case BoundKind::Exact:
      case BoundKind::AtMost: retention.window = earliest(out, retention.window, window); break;
      case BoundKind::AtLeast:
        if (bound.under || bound.under_vague) retention.duties.push_back({window, bound.under});
        else floors.push_back(window);
        break;
    }
  }
  // "At least five years" alone is also how long.
  if (!retention.window && floors.empty() && !retention.duties.empty())
    retention.window = retention.duties.front().window;
  retention.kept = !keepsNothing(clause);
  if (!retention.kept) retention.window = named(out, model, "collection", clause.span);
  for (const WindowId floor : floors) {
    if (!retention.window) {
      retention.window = floor;
      continue;
    }
    Window window;
    window.kind = WindowKind::Max;
    window.parts = {retention.window, floor};
    window.span = clause.span;
    retention.window = out.windows.add(std::move(window));
  }
  if (!retention.window) retention.window = addWindow(out, {});
  for (const model::Join& join : clause.joins) {
    if (join.word == "then" && !join.value.entries.empty()) retention.disposal = join.value.entries.front().decl;
    if (join.word == "when") retention.when = both(retention.when, guardOf(join));
    if (join.word == "for") retention.purposes = model::named(join.value);
  }
  return retention;
}

Guard guardOf(const model::Join& join) {
  Guard guard;
  std::vector<Literal> all;
  for (const model::Entry& entry : join.value.entries) {
    // A name that is not known can never be shown to hold; the finding is the model's.
    const Literal literal{entry.decl, entry.negated};
    if (join.value.link == model::Link::And) all.push_back(literal);
    else guard.any_of.push_back({literal});
  }
  if (!all.empty()) guard.any_of.push_back(std::move(all));
  if (join.limit == model::JoinLimit::Except) return negation(guard);
  return guard;
}

Guard both(const Guard& a, const Guard& b) {
  if (a.always()) return b;
  if (b.always()) return a;
  Guard out;
  for (const auto& left : a.any_of)
    for (const auto& right : b.any_of) {
      std::vector<Literal> all = left;
      for (const Literal& literal : right)
        if (std::find(all.begin(), all.end(), literal) == all.end()) all.push_back(literal);
      out.any_of.push_back(std::move(all));
    }
  return out;
}

Guard negation(const Guard& guard) {
  Guard out;
  for (const auto& all : guard.any_of) {
    Guard none;  // not (a and b) = not a, or not b
    for (const Literal& literal : all) none.any_of.push_back({Literal{literal.name, !literal.negated}});
    out = both(out, none);
  }
  return out;
}

}  // namespace vern::grants
