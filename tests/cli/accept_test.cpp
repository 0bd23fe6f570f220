// What a policy accepts stands in every report, and is counted in none; questions neither.
#include <catch2/catch.hpp>

#include "tests/cli/command.h"

using namespace vern;
using test::Folder;
using test::Outcome;

namespace {

std::string policyWith(const std::string& accept) {
  return "use norway\npolicy p { languages en  version \"1\"  effective 2026-01-01 }\n"
         "controller acme { name \"Acme AS\"  contact office }\ncontact office { email \"p@acme.example\"  handles "
         "rights }\n"
         "rights { right access, rectification, erasure, restriction  contact office  complain datatilsynet }\n"
         "activity mail {\n  title en \"Mail\"\n  subjects customer\n  data email\n  purpose communication.inquiry\n"
         "  retain 1 year after case_closed\n  share none\n  " +
         accept + "\n}\n";
}

const std::string Accept = "accept VERN-BASIS-001 because \"Being cleared.\" until 2026-12-31 by \"managing director\"";

}  // namespace

TEST_CASE("every report lists what is accepted: the reason, by whom and until when") {
  const Folder folder;
  const std::string policy = folder.write("p.vern", policyWith(Accept));
  const Outcome text = test::run(cli::check, {policy});
  INFO(text.out);
  CHECK(text.status == cli::Ok);
  CHECK(text.out.find("= accepted: Being cleared. (managing director, until 2026-12-31)") != std::string::npos);
  CHECK(text.out.find("; 1 accepted") != std::string::npos);
  const Outcome nb = test::run(cli::check, {policy}, "nb");
  CHECK(nb.out.find("= godtatt: Being cleared. (managing director, til 2026-12-31)") != std::string::npos);

  const Outcome json = test::run(cli::check, {policy, "--format", "json"});
  CHECK(json.out.find("\"by\": \"managing director\"") != std::string::npos);
  CHECK(json.out.find("\"reason\": \"Being cleared.\"") != std::string::npos);
  CHECK(json.out.find("\"until\": \"2026-12-31\"") != std::string::npos);

  const Outcome sarif = test::run(cli::check, {policy, "--format", "sarif"});
  CHECK(sarif.out.find("\"justification\": \"Being cleared. (managing director, until 2026-12-31)\"") !=
        std::string::npos);

  const Outcome junit = test::run(cli::check, {policy, "--format", "junit"});
  CHECK(junit.out.find("<skipped message=\"accepted: Being cleared. (managing director, until 2026-12-31)\"/>") !=
        std::string::npos);
  CHECK(junit.out.find("failures=\"0\"") != std::string::npos);
  CHECK(junit.out.find("skipped=\"1\"") != std::string::npos);

  const Outcome github = test::run(cli::check, {policy, "--format", "github"});
  CHECK(github.out.find("::notice title=vern::accepted:%0AVERN-BASIS-001 ") != std::string::npos);
  CHECK(github.out.find("::error") == std::string::npos);
}

TEST_CASE("an acceptance that has run out counts again, and one that nothing needs is told") {
  const Folder folder;
  const std::string policy = folder.write("p.vern", policyWith(Accept));
  const Outcome late = test::run(cli::check, {policy, "--as-of", "2027-01-01"});
  CHECK(late.status == cli::Findings);
  CHECK(late.out.find("error[VERN-BASIS-001]") != std::string::npos);
  CHECK(late.out.find("warning[VERN-ACCEPT-001]") != std::string::npos);
  CHECK(late.out.find("accepted:") == std::string::npos);

  const std::string needless = folder.write("q.vern", policyWith("basis consent\n  " + Accept));
  CHECK(test::run(cli::check, {needless}).out.find("warning[VERN-ACCEPT-002]") != std::string::npos);
}

TEST_CASE("questions are asked only of those who want them, and never change the exit status") {
  const Folder folder;
  const std::string policy = folder.write("p.vern", policyWith("basis consent\n  data record.accounting.primary"));
  const std::vector<std::string> plain = {policy, "--fail-on", "note"};
  std::vector<std::string> asking = plain;
  asking.emplace_back("--questions");
  const Outcome without = test::run(cli::check, plain);
  const Outcome with = test::run(cli::check, asking);
  INFO(with.out);
  CHECK(without.out.find("question[") == std::string::npos);
  CHECK(with.out.find("question[VERN-") != std::string::npos);
  CHECK(with.status == without.status);
}

TEST_CASE("a finding is accepted in the block that it stands in, whichever that is") {
  const Folder folder;
  const auto accepts = [&](const std::string& block, const std::string& id) {
    std::string open = block;
    open.erase(open.rfind('}'));
    const std::string accept = "accept " + id + " because \"Being cleared.\" until 2026-12-31 by \"CEO\"";
    const std::string policy = folder.write("p.vern", policyWith(Accept) + open + accept + " }\n");
    const std::string out = test::run(cli::check, {policy, "--as-of", "2026-11-27"}).out;
    INFO(out);
    CHECK(out.find("; 2 accepted") != std::string::npos);
  };
  accepts("security { measure incident_routine to datatilsynet within 5 days }", "VERN-SEC-006");
  accepts("changes { notify none }", "VERN-CONS-015");
  accepts("scope { covers patient }", "VERN-CONS-025");
  accepts("contact empty en \"nowhere\" { email unknown  handles rights }", "VERN-RIGHTS-012");
}
