#include "compiler/judge/promises.h"

#include <algorithm>

#include "compiler/grants/window.h"
#include "compiler/judge/acts.h"
#include "compiler/judge/times.h"
#include "compiler/judge/witness.h"

namespace vern::judge {

namespace {

using grants::Grant;
using grants::Grants;
using grants::Guard;
using grants::Literal;
using grants::Part;
using grants::Sentence;
using model::Clause;
using model::JoinLimit;
using model::Kind;
using model::Model;

using Of = Part::Of;

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

/// Where the first sentence of `text` ends: after its full stop, or at the end of the text.
std::size_t firstEnd(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if ((text[i] == '.' || text[i] == '!' || text[i] == '?') && (text[i + 1] == ' ' || text[i + 1] == '\n'))
      return i + 1;
  return text.size();
}

bool keepsAtLeast(const Sentence& sentence) {
  return std::any_of(sentence.parts.begin(), sentence.parts.end(), [](const Part& part) {
    return part.bound != nullptr && part.bound->kind == model::BoundKind::AtLeast;
  });
}

/// `only for a except for b`: what is closed with one word is opened again with the same.
bool takesBack(const Sentence& sentence) {
  return std::any_of(sentence.parts.begin(), sentence.parts.end(), [&](const Part& only) {
    return only.limit == JoinLimit::Only &&
           std::any_of(sentence.parts.begin(), sentence.parts.end(),
                       [&](const Part& except) { return except.limit == JoinLimit::Except && except.of == only.of; });
  });
}

enum class Truth : std::uint8_t { No, Yes, Unknown };

Truth truth(bool yes) { return yes ? Truth::Yes : Truth::No; }

/// How an act breaks a sentence.
struct Breach {
  Act act;
  std::vector<Literal> when;  // while all of these hold, or do not
  bool excepted = false;      // under the sentence's own exception alone
};

class Judge {
 public:
  Judge(const Model& model, const Grants& grants, const Grants& unlinked)
      : model_(model), grants_(grants), unlinked_(unlinked), times_(model) {}

  std::vector<Refutation> run() {
    std::vector<DeclId> promises = model_.own(Kind::Promise);
    const std::vector<DeclId> claims = model_.own(Kind::Claim);
    promises.insert(promises.end(), claims.begin(), claims.end());
    std::sort(promises.begin(), promises.end());
    for (const DeclId promise : promises)
      for (const Sentence& sentence : grants::sentencesOf(model_, promise))
        if (sentence.limits && sentence.compared) judge(promise, sentence);
    return std::move(out_);
  }

 private:
  void judge(DeclId promise, const Sentence& sentence) {
    std::vector<Breach> breaches;
    for (const Grants* table : {&grants_, &unlinked_})
      forEachAct(model_, sentence, *table, table == &grants_, [&](const Act& act) { weigh(sentence, act, breaches); });
    if (keepsAtLeast(sentence)) dropWhatIsKeptElsewhere(sentence, breaches);
    // What needs the fewest circumstances shows it best, and suppliers, whom a reader may not think of, least; the
    // exception that a promise makes for itself comes last.
    const auto rank = [&](const Breach& breach) {
      return std::tuple(breach.excepted, !breach.act.linked, isSupplier(breach.act), breach.when.size());
    };
    std::ranges::stable_sort(breaches, {}, rank);
    std::vector<DeclId> told;  // activities that already have their counterexample
    std::vector<Refutation> found;
    for (const Breach& breach : breaches) {
      if (std::find(told.begin(), told.end(), breach.act.grant->activity) != told.end()) continue;
      told.push_back(breach.act.grant->activity);
      found.push_back(refutation(promise, sentence, breach));
    }
    std::sort(found.begin(), found.end(), [](const Refutation& a, const Refutation& b) { return a.place < b.place; });
    out_.insert(out_.end(), found.begin(), found.end());
  }

  bool isSupplier(const Act& act) const {
    return act.disclosure != nullptr &&
           grants::isRecipient(model_, *act.disclosure, model_.find(Kind::Recipient, "processor"));
  }

  /// What one activity deletes early another may keep: the data are there as long as the promise says.
  void dropWhatIsKeptElsewhere(const Sentence& sentence, std::vector<Breach>& breaches) const {
    const auto keeps = [&](const Grant& other) {
      return other.kept && std::all_of(sentence.parts.begin(), sentence.parts.end(), [&](const Part& part) {
               return part.bound == nullptr || part.bound->kind != model::BoundKind::AtLeast ||
                      !times_.breaks(*part.bound, grants_, other.window);
             });
    };
    std::erase_if(breaches, [&](const Breach& breach) {
      const Grant& grant = *breach.act.grant;
      return std::any_of(grants_.grants.begin(), grants_.grants.end(), [&](const Grant& other) {
        return model_.isA(grant.datum, other.datum) && (!grant.subject || model_.isA(grant.subject, other.subject)) &&
               keeps(other);
      });
    });
  }

  /// Adds how `act` breaks `sentence`, if it does.
  void weigh(const Sentence& sentence, const Act& act, std::vector<Breach>& breaches) const {
    if (!about(sentence, act)) return;
    bool excepted = false;
    bool outside = false;    // … only …: it misses one of the parts
    std::vector<const Part*> plainly, opened, closed;  // circumstances by themselves, after `except` and `only`
    // Times last: they take longest to compare.
    for (const bool timed : {false, true})
      for (const Part& part : sentence.parts) {
        if ((part.bound != nullptr) != timed) continue;
        if (part.of == Of::Circumstances) {
          (part.limit == JoinLimit::Plain ? plainly : part.limit == JoinLimit::Only ? closed : opened).push_back(&part);
          continue;
        }
        if (part.of == Of::Subjects && part.limit == JoinLimit::Plain) continue;  // no others come here
        const Truth truth = meets(part, act);
        if (part.limit == JoinLimit::Except) {
          if (truth == Truth::Unknown) return;  // it may be what is excepted
          excepted = excepted || truth == Truth::Yes;
        } else if (part.bound != nullptr || part.of == Of::Until || part.limit == JoinLimit::Only) {
          outside = outside || truth == Truth::No;
        } else if (truth != Truth::Yes) {
          return;  // a plain part says which acts the sentence is about
        }
      }
    if (!sentence.never && !outside && closed.empty()) return;
    if (plainly.empty() && opened.empty() && closed.empty()) {
      breaches.push_back({act, act.when, excepted});
      return;
    }
    Guard plain;             // it happens, and what the sentence is about holds
    plain.any_of = {act.when};
    for (const Part* part : plainly) plain = grants::both(plain, part->when);
    const std::vector<std::vector<Literal>> ways = possible(model_, plain);
    if (ways.empty()) return;
    Guard within = plain;    // and none of the circumstances that the sentence excepts
    for (const Part* part : opened) within = grants::both(within, grants::negation(part->when));
    const auto add = [&](const Guard& guard) {
      const std::vector<std::vector<Literal>> at = possible(model_, guard);
      breaches.push_back({act, at.empty() ? ways.front() : at.front(), excepted || at.empty()});
    };
    if (sentence.never || outside) add(within);
    for (const Part* part : closed)
      if (const Guard missed = grants::negation(part->when); !possible(model_, grants::both(plain, missed)).empty())
        add(grants::both(within, missed));
  }

  /// The sentence speaks of this datum, and the policy of these people.
  bool about(const Sentence& sentence, const Act& act) const {
    if (!datumOf(sentence, act) || within(act.grant->subject, grants_.excluded)) return false;
    return !sentence.ofKeeping() || act.grant->kept || keepsAtLeast(sentence);
  }

  /// What of `act` the sentence speaks of, the narrower of the two; invalid if nothing.
  DeclId datumOf(const Sentence& sentence, const Act& act) const {
    const auto narrower = [&](DeclId datum) {
      DeclId found;
      for (const DeclId id : sentence.data) {
        if (model_.isA(id, datum)) found = id;
        else if ((grants::isAllData(model_, id) || model_.isA(datum, id)) && !found) found = datum ? datum : id;
      }
      return found;
    };
    DeclId found = narrower(act.grant->datum);
    if (!found && act.combine != nullptr)
      for (const DeclId id : combinedWith(model_, *act.combine))
        if (!found) found = narrower(id);
    return found;
  }

  bool within(DeclId id, const std::vector<DeclId>& set) const {
    return std::any_of(set.begin(), set.end(), [&](DeclId member) { return model_.isA(id, member); });
  }
  bool touches(DeclId id, const std::vector<DeclId>& set) const {
    return std::any_of(set.begin(), set.end(), [&](DeclId member) { return model_.related(id, member); });
  }

  /// What a plain part names, an act on something wider allows as well; what is closed or opened it must lie within.
  Truth meets(const Part& part, const Act& act) const {
    const bool plain = part.limit == JoinLimit::Plain;
    const auto one = [&](DeclId id) {
      if (!id) return Truth::Unknown;
      return truth(plain ? touches(id, part.ids) : within(id, part.ids));
    };
    switch (part.of) {
      case Of::Subjects: return one(act.grant->subject);
      case Of::Purposes: return one(act.grant->purpose);
      case Of::Bases: {
        std::vector<DeclId> bases;
        for (const grants::BasisUse& use : act.bases()) bases.push_back(use.basis);
        if (const model::Join* own = act.combine != nullptr ? act.combine->join("on") : nullptr)
          bases = model::named(own->value);
        // On what ground is not said: it may be any.
        if (bases.empty() || std::find(bases.begin(), bases.end(), DeclId()) != bases.end()) return Truth::Unknown;
        const auto is_one = [&](DeclId id) { return within(id, part.ids); };
        return truth(plain ? std::any_of(bases.begin(), bases.end(), is_one)
                           : std::all_of(bases.begin(), bases.end(), is_one));
      }
      case Of::Recipients: {
        if (act.disclosure == nullptr) return part.limit == JoinLimit::Except ? Truth::No : Truth::Unknown;
        const auto gets = [&](DeclId id) {
          return grants::isRecipient(model_, *act.disclosure, id) || model_.isA(act.below, id) ||
                 (plain && model_.isA(id, act.recipient()));
        };
        return truth(std::any_of(part.ids.begin(), part.ids.end(), gets));
      }
      case Of::Places:
        if (!act.place || !grants::tellsPlace(model_, act.place, part.ids)) return Truth::Unknown;
        if (!part.outside) return one(act.place);
        return truth(plain ? !within(act.place, part.ids) : !touches(act.place, part.ids));
      case Of::Sources: return act.from ? truth(within(act.from, part.ids)) : Truth::Unknown;
      case Of::Channels: return act.through ? truth(within(act.through, part.ids)) : Truth::Unknown;
      case Of::Until: return truth(!times_.outlasts(part.ids, *act.table, act.window()));
      case Of::Time: {
        const bool missing = part.bound->kind == model::BoundKind::AtLeast && !act.grant->kept;
        return truth(!missing && !times_.breaks(*part.bound, *act.table, act.window()));
      }
      case Of::Circumstances:
      case Of::Unseen: break;
    }
    return Truth::Unknown;
  }

  Refutation refutation(DeclId promise, const Sentence& sentence, const Breach& breach) const {
    const Act& act = breach.act;
    Refutation out;
    out.promise = promise;
    out.promise_span = sentence.clause->span;
    out.sentence = onOneLine(model_.sources().text(sentence.clause->span));
    out.activity = act.grant->activity;
    out.place = act.disclosure != nullptr ? act.disclosure->span
                : act.combine != nullptr  ? act.combine->span
                                          : act.grant->span;
    if (sentence.ofKeeping() && act.grant->window_span.valid()) out.place = act.grant->window_span;
    // The narrower of the two is the counterexample.
    out.datum = datumOf(sentence, act);
    out.subject = act.grant->subject;
    out.purpose = act.grant->purpose;
    out.recipient = act.recipient();
    out.country = countryOf(act);
    for (const Part& part : sentence.parts) {
      if (part.of == Of::Places) out.of_places = true;
      for (const DeclId id : part.ids) {
        if (part.of == Of::Recipients && part.limit != JoinLimit::Except && act.disclosure != nullptr &&
            (grants::isRecipient(model_, *act.disclosure, id) || model_.isA(act.below, id)))
          out.recipient_named = true;
        if (part.limit != JoinLimit::Plain) continue;
        const auto narrow = [&](DeclId& to) {
          if (to && model_.isA(id, to)) to = id;
        };
        if (part.of == Of::Subjects) narrow(out.subject);
        if (part.of == Of::Purposes) narrow(out.purpose);
        if (part.of == Of::Recipients) narrow(out.recipient);
        if (part.of == Of::Places && !part.outside) narrow(out.country);
      }
    }
    out.of_places = out.of_places || sentence.verb == Word::transfer;
    out.excepted = breach.excepted;
    out.taken_back = out.excepted && takesBack(sentence);
    if (const Clause* text = model_.clause(promise, Word::text))
      for (const auto& [language, words] : text->texts)
        if (const std::size_t end = firstEnd(words); end < words.size())
          out.first_sentence.add(language, words.substr(0, end));
    const model::Strength strength = sentence.clause->strength;
    out.strength_weak = strength == model::Strength::Usually || strength == model::Strength::AimsTo ||
                        strength == model::Strength::May || strength == model::Strength::Sometimes;
    out.witness = witnessOf(model_, promise, sentence, act, breach.when, out);
    return out;
  }

  /// Where the data go: what the sentence is about, or else a place from which they do not move freely, if there is
  /// one.
  DeclId countryOf(const Act& act) const {
    if (act.place || act.below || act.disclosure == nullptr) return act.disclosure != nullptr ? act.place : DeclId();
    DeclId out;
    for (const DeclId place : act.disclosure->places)
      if (!out || !model_.flagged(place, "free_movement")) out = place;
    return out;
  }

  const Model& model_;
  const Grants& grants_;
  const Grants& unlinked_;
  const Times times_;
  std::vector<Refutation> out_;
};

}  // namespace

std::vector<Span> untested(const Model& model) {
  std::vector<Span> out;
  for (const Kind kind : {Kind::Promise, Kind::Claim})
    for (const DeclId id : model.own(kind))
      for (const Sentence& sentence : grants::sentencesOf(model, id))
        if (sentence.limits && !sentence.compared) out.push_back(sentence.clause->span);
  return out;
}

std::vector<Refutation> refutations(const Model& model, const Grants& grants) {
  return refutations(model, grants, grants::unlinked(model));
}

std::vector<Refutation> refutations(const Model& model, const Grants& grants, const Grants& unlinked) {
  return Judge(model, grants, unlinked).run();
}

}  // namespace vern::judge
