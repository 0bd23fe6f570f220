// What a policy does with data, as the statement tells it: an activity with its data in groups that are treated alike,
// and the recipients that are mentioned.
#pragma once

#include <set>
#include <vector>

#include "compiler/grants/effective.h"
#include "compiler/statement/words.h"

namespace vern::statement {

/// One datum, as an activity names it.
struct Datum {
  const Clause* clause;
  const model::Entry* entry;
};

/// Data of one activity with the same purposes, bases, times and recipients.
struct Group {
  std::vector<Datum> data;   // empty: the activity names none
  model::Clauses purposes, bases, conditions, retains, shares;
};

struct Use {
  DeclId activity;
  std::vector<Group> groups;
};

/// Activities, or trackers, in the order of the source.
[[nodiscard]] std::vector<Use> usesOf(const Model& model, Kind kind);

/// The data of one activity or tracker, in groups.
[[nodiscard]] std::vector<Group> groupsOf(const Model& model, DeclId activity);

/// `clause` as a source: of the activity, or of `defaults` if it stands there.
[[nodiscard]] Source sourceOf(const Model& model, DeclId activity, const Clause& clause);

/// Whether `group` is marketing that reaches people: to say no to it is final (GDPR Article 21(3)).
[[nodiscard]] bool isDirectMarketing(const Model& model, DeclId activity, const Group& group);
/// Whether it is marketing of any kind, messages included, and some of it rests on something else than consent.
[[nodiscard]] bool marketsWithoutConsent(const Model& model, DeclId activity, const Group& group);
/// Whether all that `group` does rests on consent.
[[nodiscard]] bool onConsentOnly(const Model& model, const Group& group);
/// Whether `retain` lets a reader find out when the data go: not if it only says "as long as needed", or at least how
/// long.
[[nodiscard]] bool givesTime(const Clause& retain);
/// Whether that holds for all data of `group`.
[[nodiscard]] bool hasTime(const Model& model, const Group& group);

/// `one` and `other` hold at once, for some purpose, whatever the circumstances: the first of them to end decides.
[[nodiscard]] bool holdTogether(const Model& model, const Clause& one, const Clause& other);

/// Another of `retains` holds together with `clause`.
[[nodiscard]] bool firstDecides(const Model& model, const Clause& clause, const model::Clauses& retains);

/// Where a recipient is named.
struct Mention {
  DeclId recipient;
  DeclId activity;
  const Clause* clause;
  const model::Entry* entry;
  const Group* group;        // the data it gets
};

/// Whether some use shares data with `recipient`, or some recipient works through it.
[[nodiscard]] bool getsData(const Model& model, DeclId recipient);

/// Clauses of `defaults` that hold for so many uses that they are told once, in a place of their own.
using General = std::set<const Clause*>;
[[nodiscard]] General generalClauses(const Model& model, const std::vector<Use>& uses);

/// All mentions, in the order of the source; those of a general clause once, as of `defaults`. Points into `uses`.
[[nodiscard]] std::vector<Mention> mentionsOf(const Model& model, const std::vector<Use>& uses, const General& general);

}  // namespace vern::statement
