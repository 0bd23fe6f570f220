// How a call wants findings read: in which language, and by the law of which day.
#pragma once

#include <optional>
#include <string>

#include "compiler/cli/args.h"
#include "compiler/report/report.h"

namespace vern::cli {

struct Reading {
  std::string language;  // --lang, or the locale's
  Day as_of = 0;         // --as-of, or today

  /// For the reports of compiler/report; it looks into this value.
  [[nodiscard]] report::Run run(std::string_view profile = "") const;
};

/// What the options say; nothing, after an error, if the day is none.
[[nodiscard]] std::optional<Reading> readingOf(const Args& args, Io& io);

}  // namespace vern::cli
