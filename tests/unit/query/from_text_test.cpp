#include "tests/unit/query/ask.h"

using namespace vern;
using test::answered;

TEST_CASE("a question in words is read in any order of its parts") {
  CHECK(answered("share phone in norway to cloud for billing of portal_user") ==
        answered("disclose phone of portal_user for billing to cloud in NO"));
  CHECK(answered("keep   email\tof portal_user").substr(0, 6) == "permit");
}

TEST_CASE("a question that cannot be read says what is missing") {
  CHECK(answered("").starts_with("error: there is no question; write `use DATA"));
  CHECK(answered("useful email of portal_user")
            .starts_with("error: a question begins with `use`, `share` or `keep`, not `useful`"));
  CHECK(answered("use").starts_with("error: the data are missing"));
  CHECK(answered("use email for billing") == "error: whose data is not said: `of SUBJECT`");
  CHECK(answered("use email of portal_user") == "error: what for is not said: `for PURPOSE`");
  CHECK(answered("disclose email of portal_user for billing") == "error: to whom is not said: `to RECIPIENT`");
  CHECK(answered("use email of portal_user for billing to cloud") == "error: `to` and `in` go with `share`");
  CHECK(answered("keep email of portal_user for billing") ==
        "error: `keep` asks for all purposes together: leave out `for`");
  CHECK(answered("use email of") == "error: nothing is said after `of`");
  CHECK(answered("use email of a of b") == "error: `of` is said twice");
  CHECK(answered("use email and phone of a")
            .starts_with("error: `of`, `for`, `to` or `in` is expected where `and` stands"));
}

TEST_CASE("consents and events in words are read with their days") {
  const auto consent = [](const char* text) { return llvm::cantFail(query::consentFromText(text)); };
  CHECK(consent("given").purpose.empty());
  CHECK(consent("given").state == runtime::ConsentState::Given);
  CHECK(consent("newsletter=withdrawn@2025-01-31").purpose == "newsletter");
  CHECK(consent("newsletter=withdrawn@2025-01-31").on == toDay({2025, 1, 31}));
  CHECK(llvm::toString(query::consentFromText("maybe").takeError()) ==
        "consent is `given`, `withdrawn` or `never`, not `maybe`");
  CHECK(llvm::toString(query::consentFromText("given@2025-02-30").takeError()) ==
        "`2025-02-30` is no date such as 2025-01-01");
  CHECK(llvm::cantFail(query::eventFromText("customer_leaves=2024-02-29")).second == toDay({2024, 2, 29}));
  CHECK_FALSE(llvm::cantFail(query::eventFromText("customer_leaves=never")).second.has_value());
  CHECK(llvm::toString(query::eventFromText("customer_leaves=once").takeError()) ==
        "`once` is no date such as 2024-02-29, nor `never`");
  CHECK(llvm::toString(query::eventFromText("customer_leaves").takeError()) ==
        "an event is written `customer_leaves=2024-02-29`, not `customer_leaves`");
}

TEST_CASE("a name that is not known gets the nearest one, and an ambiguous one its meanings") {
  CHECK(answered("use emial of portal_user for billing") ==
        "error: no kind of data is called `emial`; did you mean `email`?");
  CHECK(answered("use email of portal_users for billing") ==
        "error: no kind of people is called `portal_users`; did you mean `portal_user`?");
  CHECK(answered("use email of former for billing") ==
        "error: `former` may mean one of `customer.former`, `employee.former`");
  CHECK(answered("use email of portal_user for billing", {.events = {"customer_leavs=2024-01-01"}}) ==
        "error: no event is called `customer_leavs`; did you mean `customer_leaves`?");
  CHECK(answered("use email of portal_user for billing", {.circumstances = {"fire_at_night"}})
            .starts_with("error: no circumstance is called `fire_at_night`; the policy asks about "));
}

TEST_CASE("to share and to disclose are the same question") {
  CHECK(answered("share phone of portal_user for billing to cloud in NO") ==
        answered("disclose phone of portal_user for billing to cloud in NO"));
}
