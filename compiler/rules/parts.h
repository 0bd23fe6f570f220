// Which rules can be run on some of the activities at a time, or on some of the texts. Parts are judged side by side,
// and what was worked out for one is dropped before the next.
#pragma once

#include "compiler/rules/rule.h"

namespace vern::rules {

/// `condition` goes through the members of its path: `any`, `all`, `no`, `count of`.
[[nodiscard]] bool goesThrough(const Condition& condition);

/// `path` begins at what differs from part to part, or would have to be worked out again for each.
[[nodiscard]] bool looksBeyond(const Path& path);

/// Whoever asks `condition`, which has an index, of an activity need look at the rows of that activity alone: they are
/// found by `x.activity is …`.
[[nodiscard]] bool staysInActivity(const Condition& condition);

/// `rule` goes through what belongs to an activity (its grants, its shares, itself) or through texts, one after
/// another. Of the others it asks at most whether there are some that fit, which is to be asked of all (see
/// looksBeyond).
[[nodiscard]] bool runsInParts(const Rule& rule, const RuleSet& rules);

}  // namespace vern::rules
