#include "compiler/grants/bans.h"

#include <algorithm>
#include <map>

#include "compiler/grants/sentence.h"
#include "compiler/grants/supply.h"
#include "compiler/grants/window.h"

namespace vern::grants {

namespace {

using model::JoinLimit;
using model::Kind;
using model::Model;

using Ban = Grants::Ban;
using Of = Part::Of;
using Verb = Ban::Verb;

/// Either holds.
Guard either(Guard a, const Guard& b) {
  a.any_of.insert(a.any_of.end(), b.any_of.begin(), b.any_of.end());
  return a;
}

class Forbidder {
 public:
  Forbidder(const Model& model, const Grants& grants) : model_(model), grants_(grants) {}

  void add(DeclId promise) {
    for (const Sentence& sentence : sentencesOf(model_, promise)) {
      if (!sentence.limits || !sentence.compared || !asked(sentence)) continue;
      if (sentence.never) add(promise, sentence, nullptr);
      for (const Part& part : sentence.parts)
        if (part.limit == JoinLimit::Only) add(promise, sentence, &part);
    }
  }

  std::vector<Ban> take() {
    const std::vector<DeclId> anonymous = anonymousAlone();
    std::erase_if(out_, [&](const Ban& ban) { return ban.datum && within(ban.datum, anonymous); });
    for (Ban& ban : out_)
      for (const DeclId datum : anonymous)
        if (!ban.datum || model_.isA(datum, ban.datum)) ban.only_data.push_back(datum);
    return std::move(out_);
  }

 private:
  /// A question can be about it: it tells no basis and no length of time, not where data come from, what they are put
  /// together with, or in which of one's own stores they are.
  bool asked(const Sentence& sentence) const {
    if (sentence.verb == Word::combine) return false;
    const DeclId store = model_.find(Kind::Place, "store");
    return std::all_of(sentence.parts.begin(), sentence.parts.end(), [&](const Part& part) {
      switch (part.of) {
        case Of::Subjects:
        case Of::Purposes:
        case Of::Recipients:
        case Of::Circumstances: return true;
        case Of::Places:
          return std::none_of(part.ids.begin(), part.ids.end(), [&](DeclId place) { return model_.isA(place, store); });
        case Of::Bases:
        case Of::Sources:
        case Of::Channels:
        case Of::Until:
        case Of::Time:
        case Of::Unseen: return false;
      }
      return false;
    });
  }

  static Verb verbOf(const Sentence& sentence) {
    if (sentence.says(Of::Places)) return Verb::Transfer;
    if (sentence.verb == Word::transfer) return Verb::Transfer;
    if (sentence.ofDisclosures()) return Verb::Disclose;
    if (sentence.ofKeeping()) return Verb::Keep;
    return sentence.verb == Word::process ? Verb::Process : Verb::Use;
  }

  /// What `sentence` forbids flatly, or outside of `only`.
  void add(DeclId promise, const Sentence& sentence, const Part* only) {
    Ban ban;
    ban.promise = promise;
    ban.verb = verbOf(sentence);
    ban.span = sentence.clause->span;
    const auto append = [](std::vector<DeclId>& to, const std::vector<DeclId>& ids) {
      to.insert(to.end(), ids.begin(), ids.end());
    };
    std::vector<DeclId> subjects;
    for (const Part& part : sentence.parts) {
      const bool plain = part.limit == JoinLimit::Plain;
      if (part.limit == JoinLimit::Only && &part != only) continue;
      switch (part.of) {
        case Of::Subjects: append(plain ? subjects : ban.only_subjects, part.ids); break;
        case Of::Purposes:
          if (!plain) append(ban.only_purposes, part.ids);
          else if (ban.purposes.empty()) ban.purposes = part.ids;
          else if (narrow(ban.purposes, part.ids); ban.purposes.empty()) return;
          break;
        case Of::Recipients: append(plain ? ban.recipients : ban.only_recipients, part.ids); break;
        case Of::Places:
          if (plain == part.outside) append(ban.outside, part.ids);
          else if (ban.places.empty()) ban.places = part.ids;
          else if (narrow(ban.places, part.ids); ban.places.empty()) return;
          break;
        case Of::Circumstances: ban.unless = either(ban.unless, plain ? negation(part.when) : part.when); break;
        default: break;
      }
    }
    if (subjects.empty()) subjects.emplace_back();
    for (const DeclId datum : sentence.data) {
      ban.datum = isAllData(model_, datum) ? DeclId() : datum;
      for (const DeclId subject : subjects) {
        ban.subject = subject;
        addByRole(ban);
        addByShare(ban);
      }
    }
  }

  /// What is both in `set` and in `other`.
  void narrow(std::vector<DeclId>& set, const std::vector<DeclId>& other) const {
    std::vector<DeclId> both;
    for (const DeclId a : set)
      for (const DeclId b : other)
        if (model_.related(a, b)) both.push_back(narrower(a, b));
    set = both;
  }

  DeclId narrower(DeclId a, DeclId b) const { return !a || model_.isA(b, a) ? b : a; }

  bool within(DeclId id, const std::vector<DeclId>& set) const {
    return std::any_of(set.begin(), set.end(), [&](DeclId member) { return model_.isA(id, member); });
  }
  bool touches(DeclId id, const std::vector<DeclId>& set) const {
    return std::any_of(set.begin(), set.end(), [&](DeclId member) { return model_.related(id, member); });
  }

  /// People are promised nothing of data in which nobody can be found. A question does not say in what form it has
  /// them: what the policy also has in another form stays forbidden.
  std::vector<DeclId> anonymousAlone() const {
    std::vector<DeclId> out;
    for (const Grant& grant : grants_.grants)
      if (grant.anonymous && !within(grant.datum, out) && std::ranges::none_of(grants_.grants, [&](const Grant& other) {
            return !other.anonymous && model_.related(other.datum, grant.datum);
          }))
        out.push_back(grant.datum);
    return out;
  }

  // ---- who gets the data, and as what

  bool reaches(const Ban& ban, const Grant& grant) const {
    return !grant.anonymous && (!ban.datum || model_.related(grant.datum, ban.datum)) &&
           (!ban.subject || model_.related(grant.subject, ban.subject)) && !within(grant.subject, ban.only_subjects);
  }
  bool forbidsPurpose(const Ban& ban, const Grant& grant) const {
    return (ban.purposes.empty() || touches(grant.purpose, ban.purposes)) && !within(grant.purpose, ban.only_purposes);
  }
  bool forbidsRecipient(const Ban& ban, const Disclosure& disclosure) const {
    const auto is = [&](DeclId one) { return isRecipient(model_, disclosure, one); };
    const auto has = [&](DeclId one) { return is(one) || model_.isA(one, disclosure.recipient); };
    return (ban.recipients.empty() || std::any_of(ban.recipients.begin(), ban.recipients.end(), has)) &&
           std::none_of(ban.only_recipients.begin(), ban.only_recipients.end(), is);
  }

  /// What the policy is about in `grant`, and forbidden by `ban`.
  Ban narrowed(Ban ban, const Grant& grant) const {
    ban.datum = ban.datum ? narrower(grant.datum, ban.datum) : grant.datum;
    ban.subject = ban.subject ? narrower(grant.subject, ban.subject) : grant.subject;
    return ban;
  }

  /// A question names the recipient and not what it is in the case at hand. Where a share says that, the recipient is
  /// taken out of the rest, and forbidden case by case.
  void addByRole(Ban ban) {
    if (ban.recipients.empty() && ban.only_recipients.empty()) return addByPurpose(std::move(ban));
    std::vector<DeclId> apart;
    std::vector<Ban> cases;
    for (const Grant& grant : grants_.grants)
      for (const DisclosureId id : grant.disclosures) {
        const DeclId recipient = grants_.disclosures[id].recipient;
        if (roleOf(model_, grants_.disclosures[id]) && reaches(ban, grant) && !within(recipient, apart))
          apart.push_back(recipient);
      }
    for (const Grant& grant : grants_.grants)
      for (const DisclosureId id : grant.disclosures) {
        const Disclosure& disclosure = grants_.disclosures[id];
        if (!within(disclosure.recipient, apart) || !reaches(ban, grant) || !forbidsPurpose(ban, grant) ||
            !forbidsRecipient(ban, disclosure))
          continue;
        Ban one = narrowed(ban, grant);
        one.recipients = {disclosure.recipient};
        one.only_recipients.clear();
        one.purposes = {grant.purpose};
        if (!ban.purposes.empty()) narrow(one.purposes, ban.purposes);
        addOnce(cases, one);
      }
    ban.only_recipients.insert(ban.only_recipients.end(), apart.begin(), apart.end());
    addByPurpose(std::move(ban));
    out_.insert(out_.end(), cases.begin(), cases.end());
  }

  // ---- where the data end up

  bool forbidsPlace(const Ban& ban, const std::vector<DeclId>& places) const {
    return std::any_of(places.begin(), places.end(), [&](DeclId place) {
      return (ban.places.empty() || touches(place, ban.places)) && !within(place, ban.outside) &&
             (ban.outside.empty() || tellsPlace(model_, place, ban.outside));
    });
  }
  bool forbidsBelow(const Ban& ban, const Disclosure& disclosure, DeclId below) const {
    const auto gets = [&](DeclId one) { return isRecipient(model_, disclosure, one) || model_.isA(below, one); };
    const auto has = [&](DeclId one) { return gets(one) || model_.isA(one, below); };
    return (ban.recipients.empty() || std::any_of(ban.recipients.begin(), ban.recipients.end(), has)) &&
           std::none_of(ban.only_recipients.begin(), ban.only_recipients.end(), gets);
  }

  enum class Share : std::uint8_t {
    Allowed,
    Elsewhere,  // one of the places that it says is forbidden: a question that names no place is about that one too
    Forbidden,  // somebody who works for the recipient is, or is where the data must not be
  };
  Share shareUnder(const Ban& ban, const Disclosure& disclosure) const {
    const bool placed = !ban.places.empty() || !ban.outside.empty();
    const bool forbidden = forbidsRecipient(ban, disclosure);
    if (placed || !forbidden)
      for (const DeclId below : workingFor(model_, disclosure.recipient))
        if (forbidsBelow(ban, disclosure, below) && (!placed || forbidsPlace(ban, placesOf(model_, below))))
          return Share::Forbidden;
    return placed && forbidden && forbidsPlace(ban, disclosure.places) ? Share::Elsewhere : Share::Allowed;
  }

  /// Where the data go when they are shared the policy says, and a question need not: what a share leads to is
  /// forbidden as well. For a recipient as a whole, or case by case where its shares differ.
  void addByShare(const Ban& ban) {
    const bool placed = !ban.places.empty() || !ban.outside.empty();
    if (ban.verb != Verb::Disclose && ban.verb != Verb::Transfer) return;
    if (!placed && ban.recipients.empty() && ban.only_recipients.empty()) return;
    struct Case {
      const Grant* grant;
      const Disclosure* disclosure;
      Share share;
    };
    std::map<DeclId, std::vector<Case>> by_recipient;
    for (const Grant& grant : grants_.grants)
      if (!grant.disclosures.empty() && reaches(ban, grant) && forbidsPurpose(ban, grant))
        for (const DisclosureId id : grant.disclosures) {
          const Disclosure& disclosure = grants_.disclosures[id];
          by_recipient[disclosure.recipient].push_back({&grant, &disclosure, shareUnder(ban, disclosure)});
        }
    for (const auto& [recipient, cases] : by_recipient) {
      const bool alike =
          std::all_of(cases.begin(), cases.end(), [&](const Case& one) { return one.share == cases.front().share; });
      std::vector<Ban> out;
      for (const Case& one : cases) {
        if (one.share == Share::Allowed) continue;
        Ban apart = alike ? ban : narrowed(ban, *one.grant);
        apart.recipients = {recipient};
        for (auto* rest : {&apart.only_recipients, &apart.places, &apart.outside}) rest->clear();
        apart.unplaced = one.share == Share::Elsewhere;
        if (!alike) {
          apart.purposes = {one.grant->purpose};
          if (!ban.purposes.empty()) narrow(apart.purposes, ban.purposes);
          if (!one.disclosure->purposes.empty()) narrow(apart.purposes, one.disclosure->purposes);
          if (apart.purposes.empty()) continue;
        }
        addOnce(out, apart);
      }
      out_.insert(out_.end(), out.begin(), out.end());
    }
  }

  static void addOnce(std::vector<Ban>& to, const Ban& ban) {
    if (std::none_of(to.begin(), to.end(), [&](const Ban& other) {
          return other.datum == ban.datum && other.subject == ban.subject && other.purposes == ban.purposes &&
                 other.recipients == ban.recipients && other.unplaced == ban.unplaced;
        }))
      to.push_back(ban);
  }

  // ---- what data are kept for

  /// Who asks whether data may be kept does not say what for: what is kept for a purpose that is forbidden, and for
  /// none that is not, may not be.
  void addByPurpose(Ban ban) {
    const bool keeps = ban.verb == Verb::Keep || ban.verb == Verb::Process;
    if (!keeps || (ban.purposes.empty() && ban.only_purposes.empty())) return out_.push_back(std::move(ban));
    std::vector<Ban> cases;
    for (const Grant& grant : grants_.grants) {
      if (!grant.kept || grant.duty || !reaches(ban, grant) || !forbidsPurpose(ban, grant)) continue;
      Ban one = narrowed(ban, grant);
      one.verb = Verb::Keep;
      one.purposes.clear();
      one.only_purposes.clear();
      for (const DeclId datum : keptForNothingElse(ban, one)) {
        one.datum = datum;
        addOnce(cases, one);
      }
    }
    if (ban.verb == Verb::Process) {
      ban.verb = Verb::Use;
      out_.push_back(std::move(ban));
    }
    out_.insert(out_.end(), cases.begin(), cases.end());
  }

  /// The data below that of `one`, widest first, that are not kept for a purpose which `ban` allows.
  std::vector<DeclId> keptForNothingElse(const Ban& ban, const Ban& one) const {
    std::vector<DeclId> allowed;
    for (const Grant& grant : grants_.grants)
      if (grant.kept && !grant.duty && !forbidsPurpose(ban, grant) && model_.related(grant.subject, one.subject) &&
          model_.related(grant.datum, one.datum))
        allowed.push_back(grant.datum);
    if (allowed.empty()) return {one.datum};
    std::vector<DeclId> out;
    if (within(one.datum, allowed)) return out;
    for (const DeclId datum : model_.all(Kind::Data))
      if (model_.isA(datum, one.datum) && !touches(datum, allowed) && !within(datum, out)) out.push_back(datum);
    return out;
  }

  const Model& model_;
  const Grants& grants_;
  std::vector<Ban> out_;
};

}  // namespace

std::vector<Grants::Ban> bansOf(const Model& model, const Grants& grants, Kind kind) {
  Forbidder forbidder(model, grants);
  for (const DeclId promise : model.own(kind)) forbidder.add(promise);
  return forbidder.take();
}

}  // namespace vern::grants
