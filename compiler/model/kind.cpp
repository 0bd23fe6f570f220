#include "compiler/model/kind.h"

#include <array>

namespace vern::model {

namespace {
constexpr std::array<std::string_view, KindCount> Spellings = {
    "policy",  "controller", "contact",    "dpo",          "scope",     "party",   "subject",   "data",      "purpose",
    "measure", "channel",    "place",      "circumstance", "recipient", "basis",   "condition", "safeguard", "right",
    "event",   "state",      "activity",   "tracker",      "defaults",  "promise", "claim",     "duty",      "rights",
    "changes", "security",   "definition", "prose",        "test",      "choice",  "law",       "section",   "param",
    "order",   "table",      "row",        "vocabulary",   "silence",   "rule",    "define"};
}  // namespace

std::string_view spelling(Kind kind) { return Spellings[static_cast<std::size_t>(kind)]; }

std::optional<Kind> kindFrom(std::string_view word) {
  for (std::size_t i = 0; i < Spellings.size(); ++i)
    if (Spellings[i] == word) return static_cast<Kind>(i);
  return std::nullopt;
}

bool isVocabulary(Kinds kinds) {
  Kinds words;
  for (const Kind kind : {Kind::Subject, Kind::Party, Kind::Data, Kind::Purpose, Kind::Recipient, Kind::Basis,
                          Kind::Condition, Kind::Event, Kind::State, Kind::Circumstance, Kind::Measure, Kind::Safeguard,
                          Kind::Right, Kind::Channel, Kind::Place, Kind::Choice, Kind::Law, Kind::Section})
    words = words | kind;
  return (words.bits & kinds.bits) != 0;
}

}  // namespace vern::model
