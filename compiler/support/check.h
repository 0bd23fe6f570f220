// A broken invariant of vern's own: stop, and say where. Never used for input, however bad.
#pragma once

namespace vern {

/// Prints the place and `what` to stderr and ends the process with exit status 3.
[[noreturn]] void checkFailed(const char* file, int line, const char* condition, const char* what);

}  // namespace vern

#define VERN_CHECK(condition, what)                              \
  do {                                                           \
    if (!(condition)) [[unlikely]]                               \
      ::vern::checkFailed(__FILE__, __LINE__, #condition, what); \
  } while (false)
