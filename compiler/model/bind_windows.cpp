// How long: the times of a clause, and those that say two things at once.
#include <algorithm>
#include <utility>

#include "compiler/model/binder.h"
#include "compiler/model/diags.h"
#include "compiler/syntax/diags.h"

namespace vern::model {

namespace {

constexpr diag::HelpKind<> NeedsDuration{"help.needs_duration",
                                         "write, say, `3 years after contract_end` or `until account_closed`"};

WindowWord windowWord(std::string_view name) {
  if (name == "forever") return WindowWord::Forever;
  if (name == "as_needed") return WindowWord::AsNeeded;
  if (name == "vague" || name == "unknown") return WindowWord::Vague;
  if (name == "none") return WindowWord::NotKept;
  if (name == "on_request") return WindowWord::OnRequest;
  if (name == "session") return WindowWord::Session;
  return WindowWord::None;
}

/// The word for a time that is no length and has no event. "" if `name` is none.
std::string_view timeMeantBy(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> Meant[] = {
      {"indefinitely", "forever"}, {"permanently", "forever"}, {"always", "forever"},     {"unlimited", "forever"},
      {"necessary", "as_needed"},  {"needed", "as_needed"},    {"required", "as_needed"}, {"nothing", "none"},
      {"not_stored", "none"},      {"unspecified", "vague"},   {"unclear", "vague"}};
  for (const auto& [written, word] : Meant)
    if (written == name) return word;
  return {};
}

/// Both are counted from one event.
bool sameStart(const Term& one, const Term& other) {
  const auto counts = [](const Term& term) { return term.kind == TermKind::After || term.kind == TermKind::Until; };
  return counts(one) && counts(other) && one.name && one.name == other.name;
}

/// Counted from one day, whichever it is, the same one ends no later than the other.
bool comparable(Duration one, Duration other) {
  constexpr Day FourYears = 1461;
  const Day first = toDay({2024, 1, 1});
  bool longer = false;
  bool shorter = false;
  for (Day start = first; start < first + FourYears; ++start) {
    longer = longer || addTo(start, one) > addTo(start, other);
    shorter = shorter || addTo(start, one) < addTo(start, other);
  }
  return !longer || !shorter;
}

bool isShorter(Duration one, Duration other) {
  const Day first = toDay({2024, 1, 1});
  return comparable(one, other) && addTo(first, one) < addTo(first, other);
}

}  // namespace

Stated Binder::windowStated(const Clause& clause, bool elsewhere) {
  if (elsewhere) return Stated::Elsewhere;
  if (clause.window.empty()) return Stated::Vague;
  const Term& first = clause.window.front().term;
  if (clause.window.size() == 1 && first.kind == TermKind::Named) {
    if (first.word == WindowWord::NotKept) return Stated::None;
    if (first.word == WindowWord::AsNeeded || first.word == WindowWord::Vague) return Stated::Vague;
  }
  return Stated::Value;
}

void Binder::checkTimes(const Clause& clause) {
  const Bound* exact = nullptr;
  for (const Bound& bound : clause.window) {
    checkTerm(bound.term);
    // What the law wants kept is kept beside the time, whatever that is.
    if (bound.kind == BoundKind::AtLeast && (bound.under || bound.under_vague)) continue;
    for (const Bound& other : clause.window)
      if (&other != &bound && other.kind != BoundKind::AtLeast && !leavesRoom(other.term, bound.span)) return;
    if (bound.kind != BoundKind::Exact) continue;
    if (exact != nullptr && !sameStart(exact->term, bound.term)) {
      sink_.report(bound.span, NotSaidWhich).label(exact->span, FirstSaid).help(EarliestOrLatest);
      return;
    }
    exact = &bound;
  }
  std::vector<const Term*> times;
  countedFirst(clause, times);
  neverHolds(times, true);
  for (const Bound& bound : clause.window)
    if (bound.kind == BoundKind::AtLeast && !bound.under && !bound.under_vague && clause.word == Word::retain) {
      std::vector<const Term*> floor;
      for (const Bound& end : clause.window)
        if (end.kind != BoundKind::AtLeast) counted(end.term, TermKind::Latest, floor);
      counted(bound.term, TermKind::Latest, floor);
      neverHolds(floor, false);
    }
}

void Binder::checkTerm(const Term& term) {
  if (term.kind == TermKind::After && term.duration == Duration())
    sink_.report(term.span, NoTime).help(UntilOrNone, term.name ? model_[term.name].name : "…");
  for (const Term& part : term.parts) {
    checkTerm(part);
    // "For ever, or until you ask" says when it ends.
    const bool ends = term.kind == TermKind::Earliest && part.word == WindowWord::Forever;
    if (!ends && !leavesRoom(part, part.span)) return;
  }
  if (term.kind != TermKind::Latest) return;
  std::vector<const Term*> times;
  counted(term, TermKind::Latest, times);
  neverHolds(times, false);
}

bool Binder::leavesRoom(const Term& term, Span other) {
  if (term.kind != TermKind::Named || (term.word != WindowWord::NotKept && term.word != WindowWord::Forever))
    return true;
  auto report = sink_.report(term.span, StandsAlone, term.word == WindowWord::Forever ? "forever" : "none");
  if (other != term.span) report.label(other, BesideThis);
  report.help(OneOrTheOther);
  return false;
}

void Binder::counted(const Term& term, TermKind joined, std::vector<const Term*>& out) {
  if (term.kind == joined)
    for (const Term& part : term.parts) counted(part, joined, out);
  else if ((term.kind == TermKind::After || term.kind == TermKind::Until) && term.name) out.push_back(&term);
}

void Binder::countedFirst(const Clause& clause, std::vector<const Term*>& out) {
  for (const Bound& bound : clause.window)
    if (bound.kind != BoundKind::AtLeast) counted(bound.term, TermKind::Earliest, out);
}

void Binder::neverHolds(const std::vector<const Term*>& times, bool first_holds) {
  for (std::size_t i = 0; i < times.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) {
      const Term& one = *times[k];
      const Term& other = *times[i];
      if (!sameStart(one, other)) continue;
      if (!comparable(one.duration, other.duration)) break;
      const std::string_view event = model_[one.name].name;
      if (first_holds) sink_.report(other.span, TwoTimes, event).label(one.span, FirstSaid).help(AtMostOrOne);
      else sink_.report(other.span, ShorterNeverHolds, event).label(one.span, FirstSaid).help(LeaveOneOut);
      break;
    }
}

void Binder::checkRetains(const std::vector<Clause>& clauses) {
  const Clause* first = nullptr;
  std::vector<const Term*> times;
  for (const Clause& clause : clauses) {
    const bool sure = clause.strength == Strength::None || clause.strength == Strength::Does;
    if (clause.word != Word::retain || !sure || clause.join("when") != nullptr || clause.join("for") != nullptr)
      continue;
    const std::size_t before = times.size();
    countedFirst(clause, times);
    // What one clause says twice has been told of.
    std::vector<const Term*> across(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(before));
    for (std::size_t i = before; i < times.size(); ++i) {
      across.push_back(times[i]);
      if (before > 0) neverHolds(across, true);
      across.pop_back();
    }
    const auto disposal = [](const Clause& one) -> const Entry* {
      const Join* then = one.join("then");
      return then == nullptr || then->value.entries.empty() ? nullptr : &then->value.entries.front();
    };
    if (first == nullptr) {
      first = &clause;
      continue;
    }
    const Entry* one = disposal(*first);
    const Entry* other = disposal(clause);
    if (one != nullptr && other != nullptr && one->decl != other->decl)
      sink_.report(other->span, TwoEndings, one->written, other->written).label(one->span, FirstSaid).help(OneEnding);
  }
  // A time for one purpose stands beside those for all, and holds where it is the shorter.
  for (const Clause& clause : clauses) {
    if (clause.word != Word::retain || clause.join("when") != nullptr || clause.join("for") == nullptr) continue;
    std::vector<const Term*> own;
    countedFirst(clause, own);
    for (const Term* term : own) {
      const auto shorter = std::ranges::find_if(times, [&](const Term* general) {
        return sameStart(*general, *term) && isShorter(general->duration, term->duration);
      });
      if (shorter != times.end())
        sink_.report(term->span, TwoTimes, model_[term->name].name)
            .label((*shorter)->span, FirstSaid)
            .help(AtMostOrOne);
    }
  }
}

void Binder::checkThen(const Join& join) {
  if (join.value.entries.size() < 2) return;
  const Entry& first = join.value.entries[0];
  const Entry& second = join.value.entries[1];
  sink_.report(second.span, TwoDisposals, first.written, second.written).label(first.span, FirstSaid).help(OneDisposal);
}

Bound Binder::bind(const syntax::Bound& bound) {
  Bound out;
  out.kind = bound.kind;
  out.span = bound.span;
  out.term = bind(bound.term);
  if (bound.under) {
    out.under_vague = isStateWord(bound.under->text);
    if (!out.under_vague) out.under = resolve(Kind::Law | Kind::Section, {}, *bound.under);
  }
  return out;
}

Term Binder::bind(const syntax::Term& term) {
  Term out;
  out.kind = term.kind;
  out.span = term.span;
  out.duration = term.duration;
  for (const syntax::Term& part : term.parts) out.parts.push_back(bind(part));
  if (!term.name) return out;
  const std::string_view name = term.name->text;
  switch (term.kind) {
    case TermKind::Named:
      out.word = windowWord(name);
      if (out.word == WindowWord::None) {
        auto report =
            sink_.report(term.name->span, UnknownName, diag::phrase("value.time_to_keep", "time to keep data"), name);
        if (const std::string_view meant = timeMeantBy(name); !meant.empty())
          report.help(DidYouMean, meant).edit(term.name->span, std::string(meant));
        else if (const std::string whole = !model_.candidates(Kind::State, name).empty() ? "while " + std::string(name)
                                           : !model_.candidates(Kind::Event, name).empty()
                                               ? "until " + std::string(name)
                                               : std::string();
                 !whole.empty())
          report.help(syntax::Write, whole).edit(term.name->span, whole);
        else report.help(NeedsDuration);
      }
      break;
    case TermKind::While: out.name = resolve(Kind::State, {}, *term.name, false); break;
    default: out.name = resolve(Kind::Event, {}, *term.name, false); break;
  }
  return out;
}

}  // namespace vern::model
