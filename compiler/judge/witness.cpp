#include "compiler/judge/witness.h"

#include <algorithm>
#include <optional>

#include "compiler/grants/window.h"
#include "compiler/model/year_end.h"

namespace vern::judge {

namespace {

using grants::Grants;
using grants::Literal;
using grants::Part;
using grants::Question;
using grants::Reason;
using grants::WindowId;
using grants::WindowKind;
using model::Kind;
using model::Model;

/// Events of a counterexample happen on this day, or some months later.
const Day FirstDay = toDay({2024, 1, 1});

/// Reasons that come of what an activity leaves unsaid, and no fact of a question makes up for.
bool isUnsaid(Reason reason) {
  return reason == Reason::NoBasis || reason == Reason::NoCondition || reason == Reason::Transfer ||
         reason == Reason::NoWindow;
}

/// States that keep the window open, and that nothing says the end of.
std::vector<DeclId> states(const Grants& grants, WindowId id) {
  const grants::Window& window = grants.windows[id];
  if (window.kind == WindowKind::While) return {window.event};
  if (window.kind == WindowKind::Max) return states(grants, window.parts.front());  // one is enough
  std::vector<DeclId> out;
  for (const WindowId part : window.parts)
    for (const DeclId state : states(grants, part)) out.push_back(state);
  return out;
}

std::vector<DeclId> starts(const Grants& grants, WindowId id) {
  const grants::Window& window = grants.windows[id];
  if (window.kind == WindowKind::After) return {window.event};
  std::vector<DeclId> out;
  for (const WindowId part : window.parts)
    for (const DeclId event : starts(grants, part))
      if (std::find(out.begin(), out.end(), event) == out.end()) out.push_back(event);
  return out;
}

class Shower {
 public:
  Shower(const Model& model, DeclId promise, const Act& act) : model_(model), promise_(promise), act_(act) {}

  Witness show(const grants::Sentence& sentence, const std::vector<Literal>& when, const Refutation& found) {
    // Where one's own data are, where they come from, what they are put together with, and whether something is kept
    // long enough: no question tells.
    if (act_.disclosure == nullptr && sentence.says(Part::Of::Places)) return {};
    if (sentence.verb == Word::combine || sentence.says(Part::Of::Sources) || sentence.says(Part::Of::Channels))
      return {};
    const model::Bound* bound = nullptr;
    for (const Part& part : sentence.parts)
      if (part.bound != nullptr) bound = part.bound;
    if (bound != nullptr && bound->kind == model::BoundKind::AtLeast) return {};
    const bool share = act_.disclosure != nullptr;
    const bool keep = sentence.ofKeeping() && !share;
    if (bound != nullptr && share) return {};
    if (keep && bound == nullptr && sentence.says(Part::Of::Purposes) && isKeptForMore(sentence, found)) return {};

    Question question;
    question.ask = keep ? grants::Ask::Keep : share ? grants::Ask::Disclose : grants::Ask::Use;
    question.subject = found.subject;
    question.datum = found.datum;
    if (!keep) question.purpose = found.purpose;
    // Who shares with a recipient shares with those who work for it, wherever these are.
    if (share) question.recipient = act_.below ? act_.disclosure->recipient : found.recipient;
    if (share && !act_.below) question.place = found.country;
    link(question);
    for (const Literal& literal : when)
      if (literal.name && !literal.negated) happens(literal.name, FirstDay, question.facts);
    for (const DeclId state : states(*act_.table, act_.grant->window)) happens(state, FirstDay, question.facts);
    if (needsConsent()) question.facts.consents[consentFor(question)] = {grants::ConsentState::Given, FirstDay, {}};

    if (!keep || bound == nullptr) {
      question.facts.now = FirstDay;
      return permitted(question);
    }
    // The question is asked on the first day that is too late for the promise. All that the window counts from happened
    // with what the promise counts from; or never, so that it stays open; or on that very day. Which day it is may
    // matter, as months and years differ.
    const DeclId named = bound->term.name;
    const DeclId year_of = named ? model::yearOf(model_, named) : DeclId();
    enum class Starts : std::uint8_t { WithIt, Never, Late };
    for (const Starts counted : {Starts::WithIt, Starts::Never, Starts::Late}) {
      if (counted != Starts::WithIt && !named) break;
      // What the window counts from may be a kind of what the promise names: that happened by another kind of it.
      const DeclId begun = counted == Starts::Never ? besideStarts(year_of ? year_of : named) : DeclId();
      for (std::int32_t month = 0; month < 48; ++month) {
        const Day start = addTo(FirstDay, {month, 0, 0});
        const Day from = year_of ? model::yearEnd(start, model::lastMonth(model_, named)) : start;
        Question on_day = question;
        on_day.facts.now = addTo(from, bound->term.duration) + 1;
        if (counted != Starts::Never)
          for (const DeclId event : starts(*act_.table, act_.grant->window))
            happens(event, counted == Starts::Late ? on_day.facts.now : start, on_day.facts);
        if (named) happens(begun ? begun : year_of ? year_of : named, start, on_day.facts);
        // A question of no day passes under no other time that the activity may be given.
        if (on_day.facts.events.empty()) return {};
        if (Witness shown = permitted(on_day); !shown.test.empty()) return shown;
      }
    }
    return {};
  }

 private:
  /// Where the window counts from kinds of `event`: one of the policy's own that it does not count from. Invalid where
  /// there is none, or the window counts from no kind.
  DeclId besideStarts(DeclId event) const {
    const std::vector<DeclId> counted = starts(*act_.table, act_.grant->window);
    const auto below = [&](DeclId id) { return id != event && model_.isA(id, event); };
    if (std::none_of(counted.begin(), counted.end(), below)) return {};
    for (const DeclId own : model_.own(Kind::Event))
      if (below(own) &&
          std::none_of(counted.begin(), counted.end(), [&](DeclId id) { return model_.related(id, own); }))
        return own;
    return {};
  }

  /// Who asks whether data may be kept does not say what for: they may be kept for something that `sentence` allows.
  bool isKeptForMore(const grants::Sentence& sentence, const Refutation& found) const {
    const auto allows = [&](DeclId purpose) {
      return std::any_of(sentence.parts.begin(), sentence.parts.end(), [&](const Part& part) {
        if (part.of != Part::Of::Purposes) return false;
        const bool plain = part.limit == model::JoinLimit::Plain;
        const bool meant = std::any_of(part.ids.begin(), part.ids.end(), [&](DeclId id) {
          return plain ? model_.related(purpose, id) : model_.isA(purpose, id);
        });
        return plain != meant;
      });
    };
    return std::any_of(act_.table->grants.begin(), act_.table->grants.end(), [&](const grants::Grant& grant) {
      return grant.kept && allows(grant.purpose) && model_.isA(found.datum, grant.datum) &&
             model_.isA(found.subject, grant.subject);
    });
  }

  /// Somebody, and something to do, where the activity names none: a question must.
  void link(Question& question) {
    if (act_.linked) return;
    DeclId subject = act_.grant->subject;
    DeclId purpose = act_.grant->purpose;
    if (!subject) subject = question.subject ? question.subject : model_.find(Kind::Subject, "customer");
    if (!purpose) purpose = question.purpose ? question.purpose : model_.find(Kind::Purpose, "service.delivery");
    unsaid_people_ = !act_.grant->subject;
    unsaid_purpose_ = !act_.grant->purpose;
    question.subject = question.subject ? question.subject : subject;
    if (question.ask != grants::Ask::Keep && !question.purpose) question.purpose = purpose;
    Grants with;
    with.windows = act_.table->windows;
    with.disclosures = act_.table->disclosures;
    with.basis_needed = act_.table->basis_needed;
    for (grants::Grant grant : act_.table->grants) {
      if (!grant.subject) grant.subject = subject;
      if (!grant.purpose) grant.purpose = purpose;
      with.grants.add(std::move(grant));
    }
    filled_ = std::move(with);
  }

  const Grants& table() const { return filled_ ? *filled_ : *act_.table; }

  DeclId consentFor(const Question& question) const {
    const DeclId own = table().grants[act_.grant_id].purpose;
    return own ? own : question.purpose;
  }

  /// With what must be said first for `act_` to permit `question`; "" if it would not permit it then either.
  Witness permitted(const Question& question) const {
    const grants::DisclosureId disclosure =
        question.ask == grants::Ask::Disclose ? act_.disclosure_id : grants::DisclosureId();
    Witness out;
    while (true) {
      const Reason reason = grants::missing(model_, table(), question, act_.grant_id, disclosure, out.unsaid);
      if (reason == Reason::Permitted) break;
      if (!isUnsaid(reason) || std::find(out.unsaid.begin(), out.unsaid.end(), reason) != out.unsaid.end()) return {};
      out.unsaid.push_back(reason);
    }
    // Under a wider name alone, nothing is told of what the window counts from.
    if (grants::untold(model_, table(), question).event) return {};
    out.test = written(question);
    out.question = question;
    out.unsaid_people = unsaid_people_;
    out.unsaid_purpose = unsaid_purpose_;
    return out;
  }

  void happens(DeclId name, Day day, grants::Facts& facts) const {
    if (model_[name].kind == Kind::Event) facts.events[name] = day;
    else if (std::find(facts.circumstances.begin(), facts.circumstances.end(), name) == facts.circumstances.end())
      facts.circumstances.push_back(name);
  }

  /// On one line: it reads the same, and a finding has no room for more.
  std::string written(const Question& question) const {
    const auto name = [&](DeclId id) { return std::string(model_[id].name); };
    std::string out = "test \"" + name(promise_) + "\" { ask ";
    const bool share = question.ask == grants::Ask::Disclose;
    out += question.ask == grants::Ask::Keep ? "keep " : share ? "share " : "use ";
    out += name(question.datum) + " of " + name(question.subject);
    if (question.purpose) out += " for " + name(question.purpose);
    if (share) out += " to " + name(question.recipient);
    if (question.place) out += " in " + name(question.place);
    for (const DeclId id : question.facts.circumstances) out += "  given circumstance " + name(id);
    for (const auto& [purpose, consent] : question.facts.consents) out += "  given consent given for " + name(purpose);
    for (const auto& [event, day] : question.facts.events)
      out += "  given event " + name(event) + " on " + formatDay(day);
    if (!question.facts.events.empty()) out += "  given today " + formatDay(question.facts.now);
    return out + "  expect deny }";
  }

  bool needsConsent() const {
    const auto isConsent = [](const grants::BasisUse& use) { return use.kind == grants::BasisKind::Consent; };
    return std::ranges::any_of(act_.bases(), isConsent) || std::ranges::any_of(act_.grant->besides, isConsent) ||
           std::any_of(act_.grant->conditions.begin(), act_.grant->conditions.end(),
                       [&](DeclId id) { return model_.flagged(id, "explicit_consent"); });
  }

  const Model& model_;
  DeclId promise_;
  const Act& act_;
  std::optional<Grants> filled_;  // as if the activity said whom it concerns, and what for
  bool unsaid_people_ = false;
  bool unsaid_purpose_ = false;
};

}  // namespace

Witness witnessOf(const Model& model, DeclId promise, const grants::Sentence& sentence, const Act& act,
                  const std::vector<Literal>& when, const Refutation& found) {
  return Shower(model, promise, act).show(sentence, when, found);
}

}  // namespace vern::judge
