#include "compiler/support/check.h"

#include <cstdio>
#include <cstdlib>

namespace vern {

void checkFailed(const char* file, int line, const char* condition, const char* what) {
  std::fprintf(stderr, "vern: internal fault at %s:%d: %s (%s)\n", file, line, what, condition);
  std::_Exit(3);
}

}  // namespace vern
