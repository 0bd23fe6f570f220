// Whatever is done to a policy, reading it comes to an end, and says something where something was taken away.
#include <random>

#include <catch2/catch.hpp>

#include "compiler/syntax/from_parse_tree.h"
#include "compiler/syntax/tokens.h"

using namespace vern;

namespace {

constexpr std::string_view Policy = R"(use norway
policy example { languages nb, en  effective 2026-05-01 }
controller firm {
  name   "Example AS"
  email  "post@example.no"
}
data ticket is communication.content  en "tickets"  nb "saker" { means en "What you write."  nb "Det du skriver." }
recipient installers is processor {
  located    eea
  agreement  signed
}
activity portal {
  title     en "Your portal"  nb "Portalen din"
  subjects  customer
  data      name, email, ticket { retain 3 years after contract_end }
  purpose   billing
  basis     contract with subject
  share     installers when on_site
  retain    earliest of { until account_closed, 3 years after last_activity }, at most 5 years
  accept    VERN-INFO-007 because "Later." until 2027-01-01 by "DPO"
}
promise no_sale {
  never sell data outside eea except when asked
}
rights { answer within 30 days  identify id_check }
test "a question" {
  ask use email of customer for newsletter
  given consent withdrawn
  expect deny
}
rule x {
  id     "ACME-X-001"
  level  note in notice
  for    a in activities
  when   not (a.purpose includes marketing and any r in a.share : r.role is processor) or count of a.data more than 3
  unless a lacks basis  en "…"  nb "…"
  at     a
  says   en "{a}"  nb "{a}"
  cites  gdpr.art6.1.b
  fires on { activity x { data email } }
}
define risky(a activity, p purpose) = a.purpose includes p
)";

constexpr std::string_view Others[] = {"{",     "}",   "(",    ")",        ",",    ":",    "is",         "data",
                                       "x",     "\"",  "en",   "\"t\"",    "3",    "days", "2026-05-01", "01.05.2026",
                                       "never", "of",  "when", "earliest", "\n",   "“",    "retain",     "activity",
                                       "rule",  "use", "not",  "and",      "name", ";",    "ask",        "see"};

/// Findings of form in `text`.
std::size_t mistakes(const std::string& text) {
  SourceMap sources;
  diag::Sink sink;
  const FileId file = sources.add("policy.vern", text);
  (void)syntax::fromText(file, sources, sink);
  for (const diag::Diagnostic& finding : sink.diagnostics()) {
    REQUIRE(finding.span.begin <= finding.span.end);
    REQUIRE(finding.span.end <= sources.text(file).size());
  }
  return sink.diagnostics().size();
}

std::vector<std::string> pieces() {
  SourceMap sources;
  const FileId file = sources.add("policy.vern", std::string(Policy));
  std::vector<std::string> out;
  std::uint32_t at = 0;
  for (const Span& token : syntax::tokens(file, sources)) {
    out.emplace_back(Policy.substr(at, token.begin - at));
    out.emplace_back(sources.text(token));
    at = token.end;
  }
  return out;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += part;
  return out;
}

}  // namespace

TEST_CASE("the policy of the recovery tests is sound") { CHECK(mistakes(std::string(Policy)) == 0); }

TEST_CASE("a policy that breaks off at any place is read to its end") {
  for (std::size_t size = 0; size < Policy.size(); ++size) (void)mistakes(std::string(Policy.substr(0, size)));
}

TEST_CASE("a policy without any one of its words is read to its end, with few findings") {
  const std::vector<std::string> all = pieces();
  for (std::size_t i = 1; i < all.size(); i += 2) {
    std::vector<std::string> fewer = all;
    fewer[i].clear();
    INFO("without " << all[i] << " (" << i / 2 << ")");
    CHECK(mistakes(joined(fewer)) <= 4);
  }
}

TEST_CASE("a policy with words put in, taken away and exchanged is read to its end") {
  const std::vector<std::string> all = pieces();
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::string> parts = all;
    for (auto n = 1 + random() % 6; n > 0; --n) {
      const std::size_t at = (random() % (parts.size() / 2)) * 2 + 1;
      const std::string_view other = Others[random() % std::size(Others)];
      switch (random() % 4) {
        case 0: parts[at].clear(); break;
        case 1: parts[at] = other; break;
        case 2: parts[at] += " " + std::string(other); break;
        default: std::swap(parts[at], parts[(random() % (parts.size() / 2)) * 2 + 1]); break;
      }
    }
    (void)mistakes(joined(parts));
  }
}
