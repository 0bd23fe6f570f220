// Which rules can be run on some of the activities at a time, or on some of the texts. Parts are judged side by side,
// and what was worked out for one is dropped before the next.
#pragma once

#include "compiler/rules/rule.h"

namespace vern::rules {

/// `condition` goes through the members of its path: `any`, `all`, `no`, `count of`.
[[nodiscard]] bool goesThrough(const Condition& condition);

/// `path` begins at what differs from part to part, or would have to be worked out again for each.
[[nodiscard]] bool looksBeyond(const Path& path);

/// `root` is a relation of what was judged of the whole policy.
[[nodiscard]] bool isJudged(const Root& root);

/// What `condition` asks of all activities, and what it asks inside, comes out as one answer of each of them taken
/// together: none of these questions asks another of all activities.
[[nodiscard]] bool isFold(const Condition& condition, const RuleSet& rules);
[[nodiscard]] bool isFold(const Rule& rule, const RuleSet& rules);

/// All that `rule`, which does not run in parts, learns of activities it learns by questions, or from what was judged.
[[nodiscard]] bool onlyAsks(const Rule& rule, const RuleSet& rules);

/// Whoever asks `condition`, which has an index, of an activity need look at the rows of that activity alone: they are
/// found by `x.activity is …`.
[[nodiscard]] bool staysInActivity(const Condition& condition);

/// `rule` goes through what belongs to an activity (its grants, its shares, itself) or through texts, one after
/// another. Of the others it asks at most whether there are some that fit, which is to be asked of all (see
/// looksBeyond).
[[nodiscard]] bool runsInParts(const Rule& rule, const RuleSet& rules);

}  // namespace vern::rules
