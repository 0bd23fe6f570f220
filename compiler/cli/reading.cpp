#include "compiler/cli/reading.h"

#include "compiler/cli/say.h"
#include "compiler/cli/version.h"

namespace vern::cli {

report::Run Reading::run(std::string_view profile) const {
  report::Run out;
  out.language = language;
  out.as_of = as_of;
  out.profile = profile;
  out.version = Version;
  return out;
}

std::optional<Reading> readingOf(const Args& args, Io& io) {
  const std::optional<Day> as_of = args.has("--as-of") ? parseDay(args.get("--as-of")) : io.today;
  if (as_of) return Reading{args.get("--lang", io.language), *as_of};
  refuse(io, "", "no_date", {{"option", "--as-of"}, {"value", args.get("--as-of")}});
  return std::nullopt;
}

}  // namespace vern::cli
