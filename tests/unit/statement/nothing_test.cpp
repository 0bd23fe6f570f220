// What is unknown, left open or not there: no clause that says so stops the statement.
#include <sstream>

#include "compiler/model/schema.h"
#include "tests/unit/statement/policies.h"

namespace vern::test {

namespace {

/// One declaration of each kind that a reader is told of, a clause on each line.
constexpr std::string_view Whole = R"(
policy shop {
  version "1"
  effective 2026-05-01
  languages nb, en
}
controller shop_as {
  name "Butikk AS"
  contact office
}
contact office {
  email "hei@butikk.example"
  handles questions, rights
}
dpo appointed {
  contact office
}
scope {
  covers buyer, app, shed
}
party friend nb "en venn" en "a friend" {
}
subject buyer is customer nb "stamkunder" en "regulars" {
}
data nick is contact.email nb "kallenavn" en "nickname" {
}
purpose letters is newsletter nb "brevene" en "the letters" {
}
place shed is store nb "skuret" en "the shed" {
}
channel app is app nb "appen" en "the app" {
}
circumstance abroad nb "bestilt i utlandet" en "ordered abroad" {
}
measure lock is access_control nb "lås" en "a lock" {
}
safeguard terms is scc_2021 nb "vilkår" en "terms" {
}
event quit is account_closed nb "du slutter" en "you quit" {
}
recipient hosting is processor.hosting nb "driftsselskapet" en "the host" {
  located united_states
  safeguard terms
}
basis answers is legitimate_interests nb "interessen i å svare" en "the interest in answering" {
  interest nb "Vi vil svare." en "We want to answer."
}
activity letter {
  subjects buyer
  data name, nick when abroad
  purpose letters
  basis answers
  source friend
  measures lock
  share hosting
  retain 1 year after quit
}
tracker counter is cookie nb "Teller" en "Counter" {
  subjects user
  data device.ip
  purpose analytics.statistics
  basis consent
  retain 1 year after visit_end
}
promise no_sale {
  never sell data
}
claim no_sale_either {
  never sell data
}
duty read {
  text nb "Les dette." en "Please read this."
}
rights {
  right access
  complain datatilsynet
}
security {
  measures lock
}
changes {
  notify buyer through email
}
definition regulars nb "stamkunder" en "regulars" {
  means nb "de som kommer ofte" en "those who come often"
}
prose welcome {
  place in_short
  text nb "Velkommen." en "Welcome."
}
)";

/// `Whole`, in which the declaration of `kind` says `word state` and nothing else with that word.
std::string saying(model::Kind kind, const std::string& word, std::string_view state) {
  std::istringstream lines{std::string(Whole)};
  std::string out;
  std::string line;
  for (bool inside = false, found = false; std::getline(lines, line);) {
    if (line.starts_with(std::string(model::spelling(kind)) + " ") && !found) inside = found = true;
    if (inside && line == "}") {
      out += "  " + word + " " + std::string(state) + "\n";
      inside = false;
    }
    if (!inside || !line.starts_with("  " + word + " ")) out += line + "\n";
  }
  return out;
}

bool takesNames(model::Takes takes) {
  using enum model::Takes;
  return takes == Name || takes == Names || takes == NameOrText || takes == NameOrDuration || takes == NameOrDate ||
         takes == NameOrNumber;
}

}  // namespace

TEST_CASE("a clause that tells nothing stops no statement, whatever its word") {
  int told = 0;
  for (std::size_t i = 0; i < model::KindCount; ++i) {
    const auto kind = static_cast<model::Kind>(i);
    if (Whole.find("\n" + std::string(model::spelling(kind)) + " ") == std::string_view::npos) continue;
    for (const model::ClauseRule& rule : model::clauseRules(kind))
      for (const char* state : {"none", "unknown"}) {
        if (!takesNames(rule.takes)) continue;
        const std::string word(spelling(rule.word));
        const TestPolicy policy(saying(kind, word, state), true);
        if (policy.sink().hasErrors()) continue;
        ++told;
        INFO(model::spelling(kind) << ": " << word << " " << state);
        std::vector<statement::Document> documents;
        for (const char* language : {"nb", "en"}) documents.push_back(statement::fromModel(policy.model(), language));
        for (const std::string& fault : statement::faults(policy.model(), documents)) FAIL_CHECK(fault);
      }
  }
  CHECK(told > 400);
}

}  // namespace vern::test
