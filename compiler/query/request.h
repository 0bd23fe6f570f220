// A question as somebody put it: names as written, not yet looked up. Made by from_text and from_json, bound by bind.h.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/support/calendar.h"
#include "llvm/Support/Error.h"
#include "vern/decide.h"

namespace vern::query {

struct ConsentSaid {
  std::string purpose;  // "": the purpose asked for
  runtime::ConsentState state = runtime::ConsentState::Unasked;
  std::optional<Day> on;
  std::string recipient;  // "": whoever
};

struct Request {
  runtime::Ask ask = runtime::Ask::Use;
  std::string subject;
  std::string data;
  std::string purpose;  // "" for keep
  std::string recipient;  // "" unless something is disclosed
  std::string place;  // "": not said
  std::optional<Day> now;
  std::vector<std::pair<std::string, std::optional<Day>>> events;  // without a day: it has not happened
  std::string since;  // an event, so long ago:
  std::optional<Duration> elapsed;
  std::vector<ConsentSaid> consents;
  std::vector<std::string> objections;  // "": to the purpose asked for
  bool restricted = false;
  std::vector<std::string> circumstances;
  std::optional<int> subject_age;  // years
};

/// "given", "withdrawn", "never".
[[nodiscard]] std::optional<runtime::ConsentState> consentState(std::string_view word);

}  // namespace vern::query
