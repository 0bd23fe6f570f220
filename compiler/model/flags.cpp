#include "compiler/model/flags.h"

#include <algorithm>

namespace vern::model {

void takeFlags(const Decl& parent, Decl& decl) {
  // Flags are handed down, and never taken away. `group` speaks of the term alone: too wide to be used as it is.
  for (const std::string_view flag : parent.flags)
    if (flag != "group") decl.flags.push_back(flag);
  std::sort(decl.flags.begin(), decl.flags.end());
  decl.flags.erase(std::unique(decl.flags.begin(), decl.flags.end()), decl.flags.end());
}

}  // namespace vern::model
