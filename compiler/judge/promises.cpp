#include "compiler/judge/promises.h"

#include <algorithm>
#include <optional>

#include "compiler/clocks/window.h"
#include "compiler/grants/effective.h"
#include "compiler/grants/window.h"

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

/// Events of a counterexample happen on this day, or some months later.
const Day FirstDay = toDay({2024, 1, 1});

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
      case Word::combine:
      case Word::sell: return true;
      default: return false;
    }
  }

  static bool aboutPlaces(const Clause& sentence) {
    return std::any_of(sentence.joins.begin(), sentence.joins.end(),
                       [](const Join& join) { return join.word == "in" || join.word == "outside"; });
  }

  static bool aboutDisclosures(const Clause& sentence) {
    if (sentence.word == Word::share || sentence.word == Word::transfer || aboutPlaces(sentence)) return true;
    return std::any_of(sentence.joins.begin(), sentence.joins.end(),
                       [](const Join& join) { return join.word == "with" || join.word == "to"; });
  }

  /// To store in a place, or to use there, one need not share: the activity says itself where its data are.
  static bool aboutOwnPlaces(const Clause& sentence) {
    return aboutPlaces(sentence) && sentence.word != Word::share && sentence.word != Word::transfer;
  }

 public:
  /// It promises something of what activities do not say.
  static bool beyondActivities(const Clause& sentence) {
    bool limits = sentence.never;
    bool beyond = sentence.word == Word::identify || sentence.word == Word::access;
    for (const Join& join : sentence.joins) {
      const std::string_view word = join.word;
      const bool in_time = word == "within" || word == "before";
      limits = limits || in_time || join.bound || join.limit != JoinLimit::Plain;
      beyond = beyond || (isSentence(sentence.word) && (in_time || word == "by" || word == "as" || word == "under" ||
                                                        (sentence.word == Word::combine && word == "with")));
    }
    return limits && beyond;
  }

 private:
  static bool testable(const Clause& sentence) {
    if (!isSentence(sentence.word)) return false;
    bool limits = sentence.never;
    for (const Join& join : sentence.joins) {
      const std::string_view word = join.word;
      if (join.bound || word == "until") limits = true;
      else if (word != "for" && word != "with" && word != "to" && word != "in" && word != "outside" && word != "on" &&
               word != "when" && word != "of" && word != "from" && word != "through")
        return false;
      // Combined with what, an activity tells in its own way.
      if (sentence.word == Word::combine && word != "for" && word != "of" && word != "when") return false;
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
      if (!aboutDisclosures(sentence) || (aboutOwnPlaces(sentence) && !grant.places.empty())) {
        weigh(sentence, {id, &grant, {}, nullptr}, breaking);
        if (!aboutDisclosures(sentence)) continue;
      }
      for (const DisclosureId disclosure : grant.disclosures)
        weigh(sentence, {id, &grant, disclosure, &grants_.disclosures[disclosure]}, breaking);
    }
    if (keepsAtLeast(sentence)) dropWhatIsKeptElsewhere(sentence, breaking);
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

  static bool keepsAtLeast(const Clause& sentence) {
    return std::any_of(sentence.joins.begin(), sentence.joins.end(),
                       [](const Join& join) { return join.bound && join.bound->kind == model::BoundKind::AtLeast; });
  }

  /// What one activity deletes early another may keep: the data are there as long as the promise says.
  void dropWhatIsKeptElsewhere(const Clause& sentence, std::vector<std::pair<Act, bool>>& breaking) const {
    const auto keeps = [&](const Grant& other) {
      return other.kept && std::all_of(sentence.joins.begin(), sentence.joins.end(), [&](const Join& join) {
               return !join.bound || join.bound->kind != model::BoundKind::AtLeast ||
                      !breaks(*join.bound, other.window);
             });
    };
    std::erase_if(breaking, [&](const auto& found) {
      const Grant& grant = *found.first.grant;
      for (std::size_t i = 0; i < grants_.grants.size(); ++i) {
        const Grant& other = grants_.grants[grants_.grants.idAt(i)];
        if (model_.isA(grant.datum, other.datum) && model_.isA(grant.subject, other.subject) && keeps(other))
          return true;
      }
      return false;
    });
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
      if (join.word == "of" && join.limit == JoinLimit::Plain) continue;  // read by about()
      const Truth truth = matches(join, act, sentence.never);
      const bool region = join.word == "in" && !sentence.never;
      if (join.limit == JoinLimit::Except) {
        excepted = excepted || truth == Truth::Yes;
      } else if (join.bound || join.word == "until" || join.limit == JoinLimit::Only || region) {
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
    if ((sentence.word == Word::keep || sentence.word == Word::store) && !act.grant->kept && !keepsAtLeast(sentence))
      return false;
    if (sentence.word == Word::combine && !combines(act, data)) return false;
    for (const Join& join : sentence.joins) {
      if (join.word != "of" || join.limit != JoinLimit::Plain) continue;
      std::vector<DeclId> people;
      for (const DeclId id : model::named(join.value))
        if (model_[id].kind == Kind::Subject) people.push_back(id);
      if (!people.empty() &&
          std::none_of(people.begin(), people.end(), [&](DeclId id) { return related(act.grant->subject, id); }))
        return false;
    }
    return true;
  }

  /// The activity puts some of `data` together with others.
  bool combines(const Act& act, const std::vector<DeclId>& data) const {
    for (const Clause* clause : grants::effective(model_, act.grant->activity, entryOf(act), Word::combine))
      for (const DeclId id : model::named(clause->value))
        if (model_[id].kind != Kind::Data ||
            std::any_of(data.begin(), data.end(), [&](DeclId datum) { return related(id, datum); }))
          return true;
    return false;
  }

  /// Where the activity names the datum.
  const model::Entry* entryOf(const Act& act) const {
    for (const Clause* clause : grants::effective(model_, act.grant->activity, nullptr, Word::data))
      for (const model::Entry& entry : clause->value.entries) {
        if (!entry.decl) continue;
        const std::vector<DeclId> members = grants::members(model_, entry.decl);
        if (std::find(members.begin(), members.end(), act.grant->datum) != members.end()) return &entry;
      }
    return nullptr;
  }

  /// From whom the data come, or through what: `never` is broken by one of `ids`, `only` by one that is none of them.
  Truth comesFrom(const Act& act, bool through, const std::vector<DeclId>& ids, bool never) const {
    std::vector<DeclId> found;
    for (const Clause* clause : grants::effective(model_, act.grant->activity, entryOf(act), Word::source)) {
      const Join* by = clause->join("through");
      if (through && by == nullptr) continue;
      for (const DeclId id : model::named(through ? by->value : clause->value)) found.push_back(id);
    }
    if (found.empty()) return Truth::Unknown;
    const auto is_one = [&](DeclId id) { return within(id, ids); };
    const bool yes =
        never ? std::any_of(found.begin(), found.end(), is_one) : std::all_of(found.begin(), found.end(), is_one);
    return yes ? Truth::Yes : Truth::No;
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

  Truth matches(const Join& join, const Act& act, bool never) const {
    if (join.bound) {
      const bool missing = join.bound->kind == model::BoundKind::AtLeast && !act.grant->kept;
      return missing || breaks(*join.bound, act.grant->window) ? Truth::No : Truth::Yes;
    }
    const std::vector<DeclId> ids = model::named(join.value);
    if (join.word == "until") {
      clocks::Window end;
      end.kind = clocks::Window::Kind::Max;
      for (const DeclId event : ids) end.parts.push_back(counted(after({}, event)));
      return order().everEndsBefore(end, dated(act.grant->window, end)) == clocks::Truth::True ? Truth::No : Truth::Yes;
    }
    if (join.word == "from" || join.word == "through") return comesFrom(act, join.word == "through", ids, never);
    const auto truth = [](bool yes) { return yes ? Truth::Yes : Truth::No; };
    // What a plain part names, an act on something wider allows as well; what is closed or opened it must lie within.
    const bool plain = join.limit == JoinLimit::Plain;
    const auto meets = [&](DeclId id) {
      return within(id, ids) ||
             (plain && std::any_of(ids.begin(), ids.end(), [&](DeclId one) { return model_.isA(one, id); }));
    };
    if (join.word == "of") return truth(within(act.grant->subject, ids));
    if (join.word == "for") return truth(meets(act.grant->purpose));
    if (join.word == "on") {
      const auto& bases =
          act.disclosure != nullptr && !act.disclosure->bases.empty() ? act.disclosure->bases : act.grant->bases;
      if (bases.empty()) return Truth::No;
      const auto is_one = [&](const grants::BasisUse& use) { return within(use.basis, ids); };
      return truth(plain ? std::any_of(bases.begin(), bases.end(), is_one)
                         : std::all_of(bases.begin(), bases.end(), is_one));
    }
    if (join.word == "with" || join.word == "to") {
      if (act.disclosure == nullptr) return Truth::Unknown;
      return truth(meets(act.disclosure->recipient));
    }
    if (join.word == "in" || join.word == "outside") {
      const std::vector<DeclId>& places = act.disclosure != nullptr ? act.disclosure->places : act.grant->places;
      if (places.empty()) return Truth::Unknown;
      const auto is_in = [&](DeclId place) { return within(place, ids); };
      if (join.word == "in" && never) return truth(std::any_of(places.begin(), places.end(), meets));
      const bool all_in = std::all_of(places.begin(), places.end(), is_in);
      return truth(join.word == "in" ? all_in : !all_in);
    }
    const Guard act_when = whenOf(act);
    // A plain `when`: the act may happen under it. Otherwise every way in which it may happen asks for it.
    if (plain) {
      const Guard both = grants::both(act_when, grants::guardOf(join));
      return truth(both.always() || possible(both) != nullptr);
    }
    if (act_when.always()) return Truth::No;
    return truth(std::all_of(act_when.any_of.begin(), act_when.any_of.end(), [&](const auto& all) {
      return std::any_of(all.begin(), all.end(),
                         [&](const grants::Literal& l) { return !l.negated && within(l.name, ids); });
    }));
  }

  /// When `act` may happen.
  static Guard whenOf(const Act& act) {
    return act.disclosure != nullptr ? grants::both(act.grant->when, act.disclosure->when) : act.grant->when;
  }

  /// Circumstances that meet `guard` and can hold together, or nullptr: a dispute is a conflict, so there is none with
  /// the one and without the other.
  const std::vector<grants::Literal>* possible(const Guard& guard) const {
    const auto together = [&](const std::vector<grants::Literal>& all) {
      return std::none_of(all.begin(), all.end(), [&](const grants::Literal& holds) {
        return !holds.negated && holds.name && std::any_of(all.begin(), all.end(), [&](const grants::Literal& fails) {
          return fails.negated && fails.name && model_.isA(holds.name, fails.name);
        });
      });
    };
    const auto found = std::find_if(guard.any_of.begin(), guard.any_of.end(), together);
    return found == guard.any_of.end() ? nullptr : &*found;
  }

  static clocks::Window after(Duration duration, DeclId event) {
    clocks::Window out;
    out.kind = clocks::Window::Kind::After;
    out.duration = duration;
    out.event = event;
    return out;
  }

  /// What a sentence says as a deadline to compare, as `dated` has it.
  clocks::Window told(const model::Term& term) const { return counted(clocks::windowOf(term)); }
  clocks::Window counted(clocks::Window window) const {
    if (const DeclId base = window.event ? grants::yearOf(model_, window.event) : DeclId()) {
      window.event = base;
      window.fiscal_year_end = true;
    }
    for (clocks::Window& part : window.parts) part = counted(std::move(part));
    return window;
  }

  /// A grant's window as a deadline to compare with `beside`. How long a state or an event holds, nobody knows: as long
  /// as one likes.
  clocks::Window dated(WindowId id, const clocks::Window& beside) const {
    const grants::Window& window = grants_.windows[id];
    clocks::Window out;
    switch (window.kind) {
      case WindowKind::After:
      case WindowKind::Until:
        out = after(window.kind == WindowKind::After ? window.duration : Duration(), window.event);
        out.fiscal_year_end = window.fiscal_year_end;
        // Where the sentence speaks of the end of the year, whatever it is the year of, so does this.
        if (out.fiscal_year_end && readsYearEnd(beside))
          out = after(out.duration, model_.find(Kind::Event, "fiscal_year_end"));
        return out;
      case WindowKind::While:
      case WindowKind::Forever: out.kind = clocks::Window::Kind::Forever; return out;
      case WindowKind::Closed: return out;
      case WindowKind::Min:
      case WindowKind::Max:
        out.kind = window.kind == WindowKind::Min ? clocks::Window::Kind::Min : clocks::Window::Kind::Max;
        for (const WindowId part : window.parts) out.parts.push_back(dated(part, beside));
        return out;
    }
    return out;
  }

  bool readsYearEnd(const clocks::Window& window) const {
    const std::vector<DeclId> events = clocks::eventsOf(window);
    return std::any_of(events.begin(), events.end(),
                       [&](DeclId event) { return event && model_.flagged(event, "fiscal_year_end"); });
  }

  const clocks::EventOrder& order() const {
    if (!order_) order_.emplace(model_);
    return *order_;
  }

  /// There is a course of events in which `window` lasts longer than `bound` allows, or ends before it is over where
  /// `bound` is a least. Both are counted from the event that `bound` names, or else from the window's own, where an
  /// end without a length can be as far off as one likes.
  bool breaks(const model::Bound& bound, WindowId id) const {
    const bool least = bound.kind == model::BoundKind::AtLeast;
    const Duration length = bound.term.duration;
    if (bound.term.kind != model::TermKind::After || bound.term.name) {
      const clocks::Window end = told(bound.term);
      const clocks::Truth broken =
          least ? order().everEndsBefore(dated(id, end), end) : order().everEndsBefore(end, dated(id, end));
      return broken == clocks::Truth::True;
    }
    const grants::Window& window = grants_.windows[id];
    const auto part_breaks = [&](WindowId part) { return breaks(bound, part); };
    switch (window.kind) {
      case WindowKind::Closed: return false;
      case WindowKind::Forever:
      case WindowKind::Until:
      case WindowKind::While: return !least;
      case WindowKind::After:
        return least ? clocks::everLonger(length, window.duration) : clocks::everLonger(window.duration, length);
      case WindowKind::Min:
      case WindowKind::Max:
        // The earliest is too late if all are, and too early if one is.
        return (window.kind == WindowKind::Min) != least
                   ? std::all_of(window.parts.begin(), window.parts.end(), part_breaks)
                   : std::any_of(window.parts.begin(), window.parts.end(), part_breaks);
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
    if (act.disclosure != nullptr) out.recipient = act.disclosure->recipient;
    for (const Join& join : sentence.joins)
      for (const DeclId id : model::named(join.value)) {
        if (join.limit != JoinLimit::Plain) continue;
        if (join.word == "for" && model_.isA(id, out.purpose)) out.purpose = id;
        if ((join.word == "with" || join.word == "to") && out.recipient && model_.isA(id, out.recipient))
          out.recipient = id;
      }
    if (act.disclosure != nullptr) {
      for (const DeclId place : act.disclosure->places)
        if (!model_.flagged(place, "free_movement") || !out.country) out.country = place;
    }
    for (const Join& join : sentence.joins)
      for (const DeclId id : model::named(join.value))
        if (join.word == "in" && sentence.never && out.country && model_.isA(id, out.country)) out.country = id;
    out.of_places = sentence.word == Word::transfer;
    for (const Join& join : sentence.joins) {
      if (join.word == "in" || join.word == "outside") out.of_places = true;
      if (join.word != "with" && join.word != "to") continue;
      for (const DeclId id : model::named(join.value))
        if (join.limit != JoinLimit::Except && model_.isA(out.recipient, id)) out.recipient_named = true;
    }
    out.excepted = excepted;
    out.taken_back = excepted && takesBack(sentence);
    if (const Clause* text = model_.clause(promise, Word::text))
      for (const auto& [language, words] : text->texts)
        if (const std::size_t end = firstEnd(words); end < words.size())
          out.first_sentence.add(language, words.substr(0, end));
    out.strength_weak = sentence.strength == model::Strength::Usually || sentence.strength == model::Strength::AimsTo ||
                        sentence.strength == model::Strength::May || sentence.strength == model::Strength::Sometimes;
    out.witness = testBlock(promise, sentence, act, out);
    return out;
  }

  /// `only for a except for b`: what is closed with one word is opened again with the same.
  static bool takesBack(const Clause& sentence) {
    return std::any_of(sentence.joins.begin(), sentence.joins.end(), [&](const Join& only) {
      return only.limit == JoinLimit::Only &&
             std::any_of(sentence.joins.begin(), sentence.joins.end(), [&](const Join& except) {
               return except.limit == JoinLimit::Except && except.word == only.word;
             });
    });
  }

  /// Where the first sentence of `text` ends: after its full stop, or at the end of the text.
  static std::size_t firstEnd(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
      if ((text[i] == '.' || text[i] == '!' || text[i] == '?') && (text[i + 1] == ' ' || text[i + 1] == '\n'))
        return i + 1;
    return text.size();
  }

  /// Reasons that come of what an activity leaves unsaid, and no fact of a question makes up for.
  static bool isUnsaid(grants::Reason reason) {
    return reason == grants::Reason::NoBasis || reason == grants::Reason::NoCondition ||
           reason == grants::Reason::Transfer || reason == grants::Reason::NoWindow;
  }

  /// The question that shows it, as a test. It says what must hold for the activity to permit it; where that is not
  /// enough, as the activity says too little, it comes with what is unsaid.
  Witness testBlock(DeclId promise, const Clause& sentence, const Act& act, const Refutation& found) const {
    const bool keep = sentence.word == Word::keep || sentence.word == Word::store;
    // Where data are stored, and on which ground they are used, no question tells.
    if (act.disclosure == nullptr && aboutPlaces(sentence)) return {};
    // Nor does one tell where data come from, or what they are put together with.
    if (sentence.word == Word::combine || keepsAtLeast(sentence)) return {};
    for (const Join& join : sentence.joins)
      if (join.word == "from" || join.word == "through") return {};
    const bool share = act.disclosure != nullptr && !keep;
    grants::Question question;
    question.ask = keep ? grants::Ask::Keep : share ? grants::Ask::Disclose : grants::Ask::Use;
    question.subject = found.subject;
    question.datum = found.datum;
    if (!keep) question.purpose = found.purpose;
    if (share) question.recipient = found.recipient;
    if (share) question.place = found.country;

    Guard when = whenOf(share ? act : Act{act.grant_id, act.grant, {}, nullptr});
    for (const Join& join : sentence.joins)
      if (join.word == "when" && join.limit == JoinLimit::Plain) when = grants::both(when, grants::guardOf(join));
    if (const std::vector<grants::Literal>* circumstances = possible(when))
      for (const grants::Literal& literal : *circumstances)
        if (literal.name && !literal.negated) happens(literal.name, FirstDay, question.facts);
    for (const DeclId state : states(act.grant->window)) happens(state, FirstDay, question.facts);
    if (needsConsent(act))
      question.facts.consents[act.grant->purpose] = {grants::ConsentState::Given, FirstDay, DeclId()};

    const auto bounded = std::find_if(sentence.joins.begin(), sentence.joins.end(),
                                      [](const Join& join) { return join.bound.has_value(); });
    if (!keep || bounded == sentence.joins.end()) {
      question.facts.now = FirstDay;
      const std::optional<std::vector<grants::Reason>> unsaid = permitted(question, act, share);
      return unsaid ? Witness{written(promise, question), *unsaid} : Witness();
    }
    // All that the window counts from happens on one day, and the question is asked on the first day that is too late
    // for the promise; or only that happens from which the promise counts, and the window stays open. Which day it is
    // may matter, as months and years differ.
    const DeclId named = bounded->bound->term.name;
    const DeclId year_of = named ? grants::yearOf(model_, named) : DeclId();
    for (const bool all : {true, false}) {
      if (!all && !named) break;
      for (std::int32_t month = 0; month < 48; ++month) {
        const Day start = addTo(FirstDay, {month, 0, 0});
        grants::Question on_day = question;
        if (all)
          for (const DeclId event : starts(act.grant->window)) happens(event, start, on_day.facts);
        if (named) happens(year_of ? year_of : named, start, on_day.facts);
        const Day from = year_of ? toDay({toCivil(start).year, 12, 31}) : start;
        on_day.facts.now = addTo(from, bounded->bound->term.duration) + 1;
        if (const auto unsaid = permitted(on_day, act, share)) return {written(promise, on_day), *unsaid};
      }
    }
    return {};
  }

  /// What must be said first for `act` to permit `question`; nothing if it would not permit it then either.
  std::optional<std::vector<grants::Reason>> permitted(const grants::Question& question, const Act& act,
                                                       bool share) const {
    const DisclosureId disclosure = share ? act.disclosure_id : DisclosureId();
    std::vector<grants::Reason> unsaid;
    while (true) {
      const grants::Reason reason = grants::missing(model_, grants_, question, act.grant_id, disclosure, unsaid);
      if (reason == grants::Reason::Permitted) return unsaid;
      if (!isUnsaid(reason) || std::find(unsaid.begin(), unsaid.end(), reason) != unsaid.end()) return std::nullopt;
      unsaid.push_back(reason);
    }
  }

  void happens(DeclId name, Day day, grants::Facts& facts) const {
    if (model_[name].kind == Kind::Event) facts.events[name] = day;
    else if (std::find(facts.circumstances.begin(), facts.circumstances.end(), name) == facts.circumstances.end())
      facts.circumstances.push_back(name);
  }

  /// On one line: it reads the same, and a finding has no room for more.
  std::string written(DeclId promise, const grants::Question& question) const {
    const auto name = [&](DeclId id) { return std::string(model_[id].name); };
    std::string out = "test \"" + name(promise) + "\" { ask ";
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
    if (window.kind == WindowKind::Max) return states(window.parts.front());  // one is enough
    std::vector<DeclId> out;
    for (const WindowId part : window.parts)
      for (const DeclId state : states(part)) out.push_back(state);
    return out;
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
  mutable std::optional<clocks::EventOrder> order_;
  std::vector<Refutation> out_;
};

}  // namespace

std::vector<Span> untested(const Model& model) {
  std::vector<Span> out;
  for (const Kind kind : {Kind::Promise, Kind::Claim})
    for (const DeclId id : model.own(kind))
      for (const Clause& sentence : model[id].clauses)
        if (Judge::beyondActivities(sentence)) out.push_back(sentence.span);
  return out;
}

std::vector<Refutation> refutations(const Model& model, const grants::Grants& grants) {
  return Judge(model, grants).run();
}

}  // namespace vern::judge
