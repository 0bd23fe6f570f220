// Which variables a condition reads. From that follows when it can be asked, how often, and of which rows.
#pragma once

#include "compiler/rules/rule.h"

namespace vern::rules {

/// Notes in `condition` and all its parts which variables they read, which terms they name, and where rows can be found
/// by an index. To be called again when a condition was changed.
void noteReach(Condition& condition);
/// The same for what `rule` asks for, whose loops are known; its exceptions are left as they are.
void noteReach(Rule& rule);

}  // namespace vern::rules
