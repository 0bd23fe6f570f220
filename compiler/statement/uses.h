// What a policy does with data, as the statement tells it: an activity with its data in groups that are treated alike,
// and the recipients that are mentioned.
#pragma once

#include <vector>

#include "compiler/grants/effective.h"
#include "compiler/statement/words.h"

namespace vern::statement {

using ClausePointers = std::vector<const Clause*>;

/// One datum, as an activity names it.
struct Datum {
  const Clause* clause;
  const model::Entry* entry;
};

/// Data of one activity with the same purposes, bases, times and recipients.
struct Group {
  std::vector<Datum> data;   // empty: the activity names none
  ClausePointers purposes, bases, conditions, retains, shares;
};

struct Use {
  DeclId activity;
  std::vector<Group> groups;
};

/// Activities, or trackers, in the order of the source.
[[nodiscard]] std::vector<Use> usesOf(const Model& model, Kind kind);

/// `clause` as a source: of the activity, or of `defaults` if it stands there.
[[nodiscard]] Source sourceOf(const Model& model, DeclId activity, const Clause& clause);

/// Where a recipient is named.
struct Mention {
  DeclId recipient;
  DeclId activity;
  const Clause* clause;
  const model::Entry* entry;
  const Group* group;        // the data it gets
};

/// All of them, in the order of the source. Points into `uses`.
[[nodiscard]] std::vector<Mention> mentionsOf(const std::vector<Use>& uses);

}  // namespace vern::statement
