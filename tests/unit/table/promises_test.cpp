// Promises of every shape, as reasons: the table names the promise that the reference names.
#include <random>

#include "compiler/table/compare.h"
#include "compiler/table/from_grants.h"
#include "tests/support/aligned_bytes.h"
#include "tests/support/policy.h"

using namespace vern;
using test::TestPolicy;

namespace {

constexpr std::string_view Promising = R"(
place our_servers is store en "our servers" nb "serverne våre"
channel shop_site is website en "the site" nb "nettstedet"
circumstance abroad en "ordered abroad" nb "bestilt i utlandet"
recipient crew is processor en "the crew" nb "mannskapet" { located norway, india  safeguard scc_2021 }
recipient club is controller en "the club" nb "klubben" { located sweden }
activity shop { subjects customer  data name, email, phone  purpose service.delivery  basis contract
  retain 3 years after purchase  share crew, club }
activity letter { subjects customer, user  data email, device.ip  purpose newsletter  basis consent
  retain until consent_withdrawn  share crew when abroad }
)";

constexpr std::string_view Verbs[] = {"use", "process", "collect", "store", "keep", "share", "transfer", "sell"};
constexpr std::string_view Data[] = {"data", "email", "contact", "device", "device.ip"};
constexpr std::string_view Parts[] = {
    "in shop_site",
    "in our_servers",
    "in device.app",
    "in norway",
    "in india",
    "in eea",
    "outside eea",
    "outside our_servers",
    "with processor",
    "with crew",
    "to club",
    "with controller",
    "for marketing",
    "for service",
    "for newsletter",
    "of user",
    "of customer.consumer",
    "when abroad",
    "on consent",
    "only for service",
    "only with processor",
    "only in eea",
    "only when abroad",
    "except when abroad",
    "except for newsletter",
    "except with crew",
    "except in shop_site",
    "at most 1 year",
    "from subject",
};

/// A sentence that reads, if not always one that means much.
std::string sentence(std::mt19937& random) {
  const auto pick = [&](const auto& from) { return std::string(from[random() % std::size(from)]); };
  std::string out = random() % 3 == 0 ? "" : "never ";
  out += pick(Verbs) + " " + pick(Data);
  for (auto n = random() % 3; n > 0; --n) out += " " + pick(Parts);
  return out;
}

}  // namespace

TEST_CASE("reference and table name the same promise, whatever a promise says") {
  std::mt19937 random(20261125);
  std::size_t denied = 0;
  for (int round = 0; round < 12; ++round) {
    std::string text(Promising);
    for (int n = 0; n < 30; ++n)
      text += "promise p" + std::to_string(n) + " { " + sentence(random) + "  text en \"x\" nb \"x\" }\n";
    // Some names do not fit where they stand. What the policy says otherwise is kept.
    const TestPolicy policy(text, true);
    const model::Model& model = policy.model();
    grants::Grants grants = grants::fromModel(model);
    // Any of them alone, and all together: the first that forbids hides the others.
    std::vector<grants::Grants::Ban> bans = grants.bans;
    for (std::size_t only = 0; only <= bans.size(); ++only) {
      grants.bans = only == bans.size() ? bans : std::vector{bans[only]};
      const test::AlignedBytes bytes(llvm::cantFail(table::fromGrants(model, grants)));
      runtime::Table table;
      REQUIRE(table.open(bytes.span()) == runtime::Status::Ok);
      const table::Comparison comparison(model, grants, table);
      for (int n = 0; n < 60; ++n) {
        const auto pick = [&](std::initializer_list<const char*> names, model::Kind kind) {
          return model.find(kind, names.begin()[random() % names.size()]);
        };
        grants::Question q;
        q.ask = static_cast<grants::Ask>(random() % 3);
        q.subject = pick({"customer", "customer.consumer", "user"}, model::Kind::Subject);
        q.datum = pick({"identity.name", "contact.email", "contact.phone", "contact", "device.ip", "device"},
                       model::Kind::Data);
        q.facts.now = toDay({2026, 6, 1});
        if (q.ask != grants::Ask::Keep)
          q.purpose =
              pick({"service.delivery", "marketing.direct.electronic.newsletter", "marketing"}, model::Kind::Purpose);
        if (q.ask == grants::Ask::Disclose) {
          q.recipient = pick({"crew", "club", "processor"}, model::Kind::Recipient);
          if (random() % 3 > 0)
            q.place = pick({"norway", "sweden", "india", "eea", "outside_eea", "our_servers"}, model::Kind::Place);
        }
        if (q.purpose) q.facts.consents[q.purpose] = {grants::ConsentState::Given, 0, {}};
        if (random() % 2 == 0) q.facts.circumstances.push_back(model.find(model::Kind::Circumstance, "abroad"));
        const std::string difference = comparison.difference(q);
        if (!difference.empty()) FAIL(text << "\n" << difference);
        denied += grants::ask(model, grants, q).reason == grants::Reason::Promise ? 1 : 0;
      }
    }
  }
  CHECK(denied > 300);
}
