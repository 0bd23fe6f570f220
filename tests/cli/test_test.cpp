// vern test: the examples of rules, those of the library and an organisation's own.
#include <catch2/catch.hpp>

#include "tests/cli/command.h"

using namespace vern;
using test::Folder;
using test::Outcome;

namespace {

const std::string Source = VERN_SOURCE_DIR;

constexpr std::string_view HouseRule = R"(rule no_fax {
  id       "ACME-FAX-001"
  level    warning
  for      a in activities
  when     any d in a.data : d is phone
  at       a
  says     en "{a} asks for a number."  nb "{a} ber om et nummer."
  fires on  { activity x { data phone } }
  passes on { activity x { data )";

}  // namespace

TEST_CASE("vern test runs the examples of the standard library as it lies on disk") {
  const Outcome all = test::run(cli::test, {Source + "/stdlib-policies"});
  INFO(all.out << all.err);
  CHECK(all.status == cli::Ok);
  CHECK(all.out.find(" passed, 0 failed") != std::string::npos);

  const Outcome area = test::run(cli::test, {Source + "/stdlib-policies/rules/basis"});
  CHECK(area.status == cli::Ok);
  const Outcome one = test::run(cli::test, {Source + "/stdlib-policies/rules/basis/no_basis.vern"});
  CHECK(one.out.find(": 1 rule; ") != std::string::npos);
  CHECK(one.out.find("1 passed, 0 failed") != std::string::npos);
}

TEST_CASE("a folder of own rules is tested alone, and with its project") {
  const Folder folder;
  folder.write("house/fax.vern", std::string(HouseRule) + "email } }\n}\n");
  Outcome outcome = test::run(cli::test, {folder.path("house")});
  INFO(outcome.out << outcome.err);
  CHECK(outcome.status == cli::Ok);
  CHECK(outcome.out.find("1 rule; 1 example that fires, 1 that passes") != std::string::npos);

  folder.write("house/fax.vern", std::string(HouseRule) + "phone } }\n}\n");
  folder.write("vern.toml", "[project]\npolicy = \"a.vern\"\n[rules]\nfolders = [\"house\"]\n");
  folder.write("a.vern", "use norway\npolicy a { languages en }\nactivity mail { data email }\n");
  outcome = test::run(cli::test, {folder.path()});
  CHECK(outcome.status == cli::Findings);
  CHECK(outcome.out.find("FAIL  ACME-FAX-001\n") != std::string::npos);
  CHECK(outcome.out.find("fax.vern:9: `ACME-FAX-001` fires on this, and should not") != std::string::npos);
  CHECK(outcome.out.find("0 passed, 1 failed") != std::string::npos);

  outcome = test::run(cli::test, {folder.path(), "--lang", "nb"});
  CHECK(outcome.out.find("`ACME-FAX-001` slår til på dette, og skal ikke det") != std::string::npos);
  CHECK(outcome.out.find("fires on this") == std::string::npos);

  outcome = test::run(cli::test, {folder.path(), "--format", "junit"});
  CHECK(outcome.status == cli::Findings);
  CHECK(outcome.out.find("name=\"ACME-FAX-001\"") != std::string::npos);
  CHECK(outcome.out.find("tests=\"1\" failures=\"1\"") != std::string::npos);
}

TEST_CASE("a folder that holds neither a project nor rules cannot be tested") {
  const Folder folder;
  folder.write("a.vern", "use norway\npolicy a { languages en }\nactivity mail { data email }\n");
  CHECK(test::run(cli::test, {folder.path()}).status == cli::Unusable);
  CHECK(test::run(cli::test, {Source + "/stdlib-policies/law"}).status == cli::Unusable);
}

TEST_CASE("the example with own rules is clean, with what it accepts, and its rules do as their examples say") {
  const Outcome check = test::run(cli::check, {Source + "/examples/own-rules"});
  INFO(check.out << check.err);
  CHECK(check.status == cli::Ok);
  CHECK(check.out.find("1 accepted") != std::string::npos);
  const Outcome tests = test::run(cli::test, {Source + "/examples/own-rules"});
  CHECK(tests.status == cli::Ok);
  CHECK(tests.out.find("3 passed, 0 failed") != std::string::npos);
  // The rules are explained as those of the library are.
  const Outcome explained = test::run(cli::explain, {"FJORD-DK-001", Source + "/examples/own-rules"});
  CHECK(explained.out.find("Danish Bookkeeping Act section 12") != std::string::npos);
}
