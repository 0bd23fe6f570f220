#include "compiler/judge/promises.h"

#include <algorithm>

#include "compiler/grants/effective.h"

namespace vern::judge {

namespace {

using grants::Disclosure;
using grants::DisclosureId;
using grants::Grant;
using grants::GrantId;
using grants::Guard;
using grants::WindowId;
using grants::WindowKind;
using model::Clause;
using model::Join;
using model::JoinLimit;
using model::Kind;
using model::Model;

/// What the writer wrote, without the line breaks and the alignment of the file, and without comments.
std::string onOneLine(std::string_view written) {
  std::string out;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written.substr(i).starts_with("//")) {
      i = std::min(written.find('\n', i), written.size() - 1);
      continue;
    }
    const bool space = written[i] == ' ' || written[i] == '\t' || written[i] == '\n' || written[i] == '\r';
    if (!space) out += written[i];
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

enum class Truth : std::uint8_t { No, Yes, Unknown };

/// One thing that a sentence can be about: a grant, and for sharing a disclosure of it.
struct Act {
  GrantId grant_id;
  const Grant* grant;
  DisclosureId disclosure_id;
  const Disclosure* disclosure;
};

class Judge {
 public:
  Judge(const Model& model, const grants::Grants& grants) : model_(model), grants_(grants) {}

  std::vector<Refutation> run() {
    std::vector<DeclId> promises = model_.own(Kind::Promise);
    const std::vector<DeclId> claims = model_.own(Kind::Claim);
    promises.insert(promises.end(), claims.begin(), claims.end());
    std::sort(promises.begin(), promises.end());
    for (const DeclId promise : promises)
      for (const Clause& sentence : model_[promise].clauses)
        if (testable(sentence)) judge(promise, sentence);
    return std::move(out_);
  }

 private:
  static bool isSentence(Word word) {
    switch (word) {
      case Word::process:
      case Word::collect:
      case Word::use:
      case Word::store:
      case Word::keep:
      case Word::share:
      case Word::transfer:
      case Word::sell: return true;
      default: return false;
    }
  }

  static bool aboutDisclosures(const Clause& sentence) {
    if (sentence.word == Word::share || sentence.word == Word::transfer) return true;
    return std::any_of(sentence.joins.begin(), sentence.joins.end(), [](const Join& join) {
      return join.word == "in" || join.word == "outside" || join.word == "with" || join.word == "to";
    });
  }

  static bool testable(const Clause& sentence) {
    if (!isSentence(sentence.word)) return false;
    bool limits = sentence.never;
    for (const Join& join : sentence.joins) {
      const std::string_view word = join.word;
      if (join.bound) limits = limits || join.bound->kind == model::BoundKind::AtMost;
      else if (word != "for" && word != "with" && word != "to" && word != "in" && word != "outside" && word != "on" &&
               word != "when" && word != "of")
        return false;
      // An exception that is not named excepts everything, as far as anybody can tell.
      if (join.limit == JoinLimit::Except && model::named(join.value).empty()) return false;
      limits = limits || join.limit == JoinLimit::Only || word == "in";
    }
    return limits;
  }

  void judge(DeclId promise, const Clause& sentence) {
    std::vector<DeclId> told;  // activities that already have their counterexample
    std::vector<std::pair<Act, bool>> breaking;
    for (std::size_t i = 0; i < grants_.grants.size(); ++i) {
      const GrantId id = grants_.grants.idAt(i);
      const Grant& grant = grants_.grants[id];
      if (grant.duty && sentence.word != Word::keep && sentence.word != Word::store) continue;
      if (!aboutDisclosures(sentence)) {
        weigh(sentence, {id, &grant, {}, nullptr}, breaking);
        continue;
      }
      for (const DisclosureId disclosure : grant.disclosures)
        weigh(sentence, {id, &grant, disclosure, &grants_.disclosures[disclosure]}, breaking);
    }
    // What needs the fewest circumstances shows it best; the exception that a promise makes for itself comes last.
    std::stable_sort(breaking.begin(), breaking.end(), [](const auto& a, const auto& b) {
      return std::pair(a.second, conditions(a.first)) < std::pair(b.second, conditions(b.first));
    });
    std::vector<Refutation> found;
    for (const auto& [act, excepted] : breaking) {
      if (std::find(told.begin(), told.end(), act.grant->activity) != told.end()) continue;
      told.push_back(act.grant->activity);
      found.push_back(refutation(promise, sentence, act, excepted));
    }
    std::sort(found.begin(), found.end(), [](const Refutation& a, const Refutation& b) { return a.place < b.place; });
    out_.insert(out_.end(), found.begin(), found.end());
  }

  static std::size_t conditions(const Act& act) {
    std::size_t n = 0;
    for (const auto* guard : {&act.grant->when, act.disclosure != nullptr ? &act.disclosure->when : nullptr})
      if (guard != nullptr && !guard->always()) n += guard->any_of.front().size();
    return n;
  }

  /// Adds `act` to `breaking` if it breaks `sentence`; the flag says that it does so only under the sentence's own
  /// exception.
  void weigh(const Clause& sentence, const Act& act, std::vector<std::pair<Act, bool>>& breaking) const {
    if (!about(sentence, act)) return;
    bool excepted = false;
    bool broken = sentence.never;  // never …: whatever matches every plain part
    bool outside_only = false;     // … only …: whatever misses one of the parts
    for (const Join& join : sentence.joins) {
      if (join.word == "of") continue;  // read by about()
      const Truth truth = matches(join, act);
      const bool region = join.word == "in" && !sentence.never;
      if (join.limit == JoinLimit::Except) {
        excepted = excepted || truth == Truth::Yes;
      } else if (join.bound || join.limit == JoinLimit::Only || region) {
        outside_only = outside_only || truth == Truth::No;
      } else if (truth != Truth::Yes) {
        broken = false;
        if (!sentence.never) return;  // a plain part of a positive sentence says which acts it is about
      }
    }
    if (broken || outside_only) breaking.emplace_back(act, excepted);
  }

  /// The sentence speaks of this datum and these people.
  bool about(const Clause& sentence, const Act& act) const {
    const std::vector<DeclId> data = dataOf(sentence);
    if (std::none_of(data.begin(), data.end(), [&](DeclId id) { return related(act.grant->datum, id); })) return false;
    if (sentence.word == Word::sell && !model_.isA(act.grant->purpose, model_.find(Kind::Purpose, "data_sale")))
      return false;
    if ((sentence.word == Word::keep || sentence.word == Word::store) &&
        grants_.windows[act.grant->window].kind == WindowKind::Closed && !act.grant->window_span.valid())
      return false;
    for (const Join& join : sentence.joins) {
      if (join.word != "of") continue;
      std::vector<DeclId> people;
      for (const DeclId id : model::named(join.value))
        if (model_[id].kind == Kind::Subject) people.push_back(id);
      if (!people.empty() &&
          std::none_of(people.begin(), people.end(), [&](DeclId id) { return related(act.grant->subject, id); }))
        return false;
    }
    return true;
  }

  /// What the sentence is about, groups by their members.
  std::vector<DeclId> dataOf(const Clause& sentence) const {
    std::vector<DeclId> out;
    for (const model::Entry& entry : sentence.value.entries)
      if (entry.decl)
        for (const DeclId id : grants::members(model_, entry.decl)) out.push_back(id);
    return out;
  }

  /// One is below the other: a grant on `contact` allows what a promise about `email` forbids.
  bool related(DeclId a, DeclId b) const { return model_.isA(a, b) || model_.isA(b, a); }

  bool within(DeclId id, const std::vector<DeclId>& set) const {
    return std::any_of(set.begin(), set.end(), [&](DeclId member) { return model_.isA(id, member); });
  }

  Truth matches(const Join& join, const Act& act) const {
    if (join.bound) return exceeds(*join.bound, act.grant->window) ? Truth::No : Truth::Yes;
    const std::vector<DeclId> ids = model::named(join.value);
    const auto truth = [](bool yes) { return yes ? Truth::Yes : Truth::No; };
    if (join.word == "for") return truth(within(act.grant->purpose, ids));
    if (join.word == "on") {
      const auto& bases =
          act.disclosure != nullptr && !act.disclosure->bases.empty() ? act.disclosure->bases : act.grant->bases;
      if (bases.empty()) return Truth::No;
      return truth(
          std::all_of(bases.begin(), bases.end(), [&](const grants::BasisUse& use) { return within(use.basis, ids); }));
    }
    if (join.word == "with" || join.word == "to") {
      if (act.disclosure == nullptr) return Truth::Unknown;
      return truth(within(act.disclosure->recipient, ids));
    }
    if (join.word == "in" || join.word == "outside") {
      if (act.disclosure == nullptr || act.disclosure->places.empty()) return Truth::Unknown;
      const bool all_in = std::all_of(act.disclosure->places.begin(), act.disclosure->places.end(),
                                      [&](DeclId place) { return within(place, ids); });
      return truth(join.word == "in" ? all_in : !all_in);
    }
    // when: it holds if every way in which the act may happen asks for it.
    const Guard& act_when =
        act.disclosure != nullptr && !act.disclosure->when.always() ? act.disclosure->when : act.grant->when;
    if (act_when.always()) return Truth::No;
    return truth(std::all_of(act_when.any_of.begin(), act_when.any_of.end(), [&](const auto& all) {
      return std::any_of(all.begin(), all.end(),
                         [&](const grants::Literal& l) { return !l.negated && within(l.name, ids); });
    }));
  }

  /// There is a course of events in which `window` lasts longer than `bound`, counted from its own start event.
  bool exceeds(const model::Bound& bound, WindowId id) const {
    const grants::Window& window = grants_.windows[id];
    const auto days = [](Duration d) { return std::int64_t{d.months} * 31 + d.days; };
    const auto least = [](Duration d) { return std::int64_t{d.months} * 28 + d.days; };
    switch (window.kind) {
      case WindowKind::Closed: return false;
      case WindowKind::Forever: return true;
      // No length is set: the event may be as far off as one likes.
      case WindowKind::Until:
      case WindowKind::While: return bound.term.kind != model::TermKind::Until;
      case WindowKind::After: {
        if (window.duration.months > 0 && bound.term.duration.months > 0 && window.duration.days == 0 &&
            bound.term.duration.days == 0)
          return window.duration.months > bound.term.duration.months;
        return least(window.duration) > days(bound.term.duration);
      }
      case WindowKind::Min:
        return std::all_of(window.parts.begin(), window.parts.end(),
                           [&](WindowId part) { return exceeds(bound, part); });
      case WindowKind::Max:
        return std::any_of(window.parts.begin(), window.parts.end(),
                           [&](WindowId part) { return exceeds(bound, part); });
    }
    return false;
  }

  Refutation refutation(DeclId promise, const Clause& sentence, const Act& act, bool excepted) const {
    Refutation out;
    out.promise = promise;
    out.promise_span = sentence.span;
    out.sentence = onOneLine(model_.sources().text(sentence.span));
    out.activity = act.grant->activity;
    out.place = act.disclosure != nullptr ? act.disclosure->span : act.grant->span;
    if ((sentence.word == Word::keep || sentence.word == Word::store) && act.grant->window_span.valid())
      out.place = act.grant->window_span;
    out.subject = act.grant->subject;
    out.datum = act.grant->datum;
    // The narrower of the two is the counterexample.
    for (const DeclId id : dataOf(sentence))
      if (model_.isA(id, out.datum)) out.datum = id;
    out.purpose = act.grant->purpose;
    if (act.disclosure != nullptr) {
      out.recipient = act.disclosure->recipient;
      for (const DeclId place : act.disclosure->places)
        if (!model_.flagged(place, "free_movement") || !out.country) out.country = place;
    }
    out.except_circumstance = excepted;
    out.strength_weak = sentence.strength == model::Strength::Usually || sentence.strength == model::Strength::AimsTo ||
                        sentence.strength == model::Strength::May || sentence.strength == model::Strength::Sometimes;
    out.test = testBlock(promise, sentence, act, out);
    return out;
  }

  /// On one line: it reads the same, and a finding has no room for more.
  std::string testBlock(DeclId promise, const Clause& sentence, const Act& act, const Refutation& found) const {
    const auto name = [&](DeclId id) { return std::string(model_[id].name); };
    const bool keep = sentence.word == Word::keep || sentence.word == Word::store;
    const bool share = act.disclosure != nullptr && !keep;
    std::string out = "test \"" + name(promise) + "\" { ask ";
    out += (keep ? "keep " : share ? "share " : "use ") + name(found.datum) + " of " + name(found.subject);
    if (!keep) out += " for " + name(found.purpose);
    if (share) {
      out += " to " + name(found.recipient);
      if (found.country) out += " in " + name(found.country);
    }
    for (const Guard* guard : {&act.grant->when, share ? &act.disclosure->when : nullptr})
      if (guard != nullptr && !guard->always())
        for (const grants::Literal& literal : guard->any_of.front())
          if (literal.name && !literal.negated)
            out += (model_[literal.name].kind == Kind::Event ? "  given event " : "  given circumstance ") +
                   name(literal.name);
    if (needsConsent(act)) out += "  given consent given for " + name(found.purpose);
    for (const DeclId state : states(act.grant->window)) out += "  given circumstance " + name(state);
    for (const Join& join : sentence.joins)
      if (keep && join.bound) out += whenTooLong(*join.bound, act.grant->window);
    return out + "  expect deny }";
  }

  bool needsConsent(const Act& act) const {
    const auto& bases =
        act.disclosure != nullptr && !act.disclosure->bases.empty() ? act.disclosure->bases : act.grant->bases;
    return std::any_of(bases.begin(), bases.end(),
                       [](const grants::BasisUse& use) { return use.kind == grants::BasisKind::Consent; }) ||
           std::any_of(act.grant->conditions.begin(), act.grant->conditions.end(),
                       [&](DeclId id) { return model_.flagged(id, "explicit_consent"); });
  }

  /// States that keep `window` open, and that nothing says the end of.
  std::vector<DeclId> states(WindowId id) const {
    const grants::Window& window = grants_.windows[id];
    if (window.kind == WindowKind::While) return {window.event};
    std::vector<DeclId> out;
    for (const WindowId part : window.parts)
      for (const DeclId state : states(part)) out.push_back(state);
    return out;
  }

  /// All that the window counts from happens on one day, and the question is asked on the first day that is too late
  /// for the promise.
  std::string whenTooLong(const model::Bound& bound, WindowId window) const {
    const Day start = toDay({2024, 1, 1});
    std::vector<DeclId> events = starts(window);
    if (bound.term.name && std::find(events.begin(), events.end(), bound.term.name) == events.end())
      events.push_back(bound.term.name);
    std::string out;
    for (const DeclId event : events)
      out += "  given event " + std::string(model_[event].name) + " on " + formatDay(start);
    return out + "  given today " + formatDay(addTo(start, bound.term.duration) + 1);
  }

  std::vector<DeclId> starts(WindowId id) const {
    const grants::Window& window = grants_.windows[id];
    if (window.kind == WindowKind::After) return {window.event};
    std::vector<DeclId> out;
    for (const WindowId part : window.parts)
      for (const DeclId event : starts(part))
        if (std::find(out.begin(), out.end(), event) == out.end()) out.push_back(event);
    return out;
  }

  const Model& model_;
  const grants::Grants& grants_;
  std::vector<Refutation> out_;
};

}  // namespace

std::vector<Refutation> refutations(const Model& model, const grants::Grants& grants) {
  return Judge(model, grants).run();
}

}  // namespace vern::judge
