// vern check on more than one policy: each is checked as if it were alone.
#include <catch2/catch.hpp>

#include "tests/cli/command.h"

using namespace vern;
using test::Folder;
using test::Outcome;

namespace {

const std::string Head =
    "policy p { version \"1\"  effective 2026-01-01  languages en  audience norway }\n"
    "controller c { name \"C AS\"  kind company  country norway  contact desk }\n"
    "contact desk { email \"a@example.com\"  handles general, questions, rights }\n";
// Reported: VERN-BASIS-003.
const std::string Marketing =
    "activity news { title en \"News\"  subjects customer  data email  purpose newsletter  basis contract  "
    "retain until customer_relationship_end }\n";
// Reported: VERN-NAME-001, and no rule is asked.
const std::string Misspelt = "activity news { title en \"News\"  subjects custmer  data email }\n";

std::string manifest(const std::string& policies) { return "[project]\nname = \"p\"\npolicies = [" + policies + "]\n"; }

std::size_t found(const std::vector<std::string>& arguments, const std::string& what) {
  return test::count(test::run(cli::check, arguments).out, what);
}

}  // namespace

TEST_CASE("each of several projects is checked, whatever was found in those before it") {
  const Folder folder;
  for (const char* name : {"a", "b", "c"}) {
    folder.write(std::string(name) + "/vern.toml", manifest("\"p.vern\""));
    folder.write(std::string(name) + "/p.vern", "use norway\n" + Head + (name[0] == 'b' ? Misspelt : Marketing));
  }
  const std::vector<std::string> all{folder.path("a"), folder.path("b"), folder.path("c")};
  CHECK(found(all, "[VERN-BASIS-003]") == 2);
  CHECK(found(all, "[VERN-NAME-001]") == 1);
  for (const std::string& path : all) CHECK(test::run(cli::check, {path}).status == cli::Findings);
}

TEST_CASE("each policy of a project is checked, whatever was found in those before it") {
  const Folder folder;
  folder.write("vern.toml", manifest("\"a.vern\", \"b.vern\", \"c.vern\""));
  folder.write("a.vern", "use norway\n" + Head + Marketing);
  folder.write("b.vern", "use norway\n" + Head + Misspelt);
  folder.write("c.vern", "use norway\n" + Head + Marketing);
  CHECK(found({folder.path()}, "[VERN-BASIS-003]") == 2);
  CHECK(found({folder.path()}, "[VERN-NAME-001]") == 1);
}

TEST_CASE("a policy of a project is checked alone with the settings and the files of the project") {
  const Folder folder;
  folder.write("vern.toml",
               manifest("\"shop/p.vern\", \"staff/p.vern\"") + "[rules.levels]\nVERN-BASIS-003 = \"off\"\n");
  folder.write("shared/people.vern", "subject regular is customer  en \"regulars\"\n");
  folder.write("shop/p.vern", "use norway\nuse \"../shared/people.vern\"\n" + Head + Marketing);
  folder.write("staff/p.vern", "use norway\n" + Head + Misspelt);
  const std::vector<std::string> alone{folder.path("shop/p.vern")};
  CHECK(found(alone, "[VERN-USE-005]") == 0);
  CHECK(found(alone, "[VERN-BASIS-003]") == 0);
  CHECK(found(alone, "[VERN-NAME-001]") == 0);
  CHECK(found({folder.path("staff/p.vern")}, "[VERN-NAME-001]") == 1);

  // From within a folder of the project, as people call it.
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path("shop"));
  CHECK(found({"p.vern"}, "[VERN-USE-005]") == 0);
  CHECK(found({"p.vern"}, "[VERN-BASIS-003]") == 0);
  std::filesystem::current_path(before);
}

TEST_CASE("no policy is judged that uses a broken file, and the fault is told once") {
  const Folder folder;
  folder.write("vern.toml", manifest("\"a.vern\", \"b.vern\""));
  folder.write("shared.vern", "recipient host is processor  en \"host\" { loated norway }\n");
  for (const char* name : {"a.vern", "b.vern"})
    folder.write(name, "use norway\nuse \"shared.vern\"\n" + Head + Marketing);
  const Outcome outcome = test::run(cli::check, {folder.path()});
  INFO(outcome.out);
  CHECK(test::count(outcome.out, "error[") == 1);
  CHECK(test::count(outcome.out, "shared.vern") == 1);
}

TEST_CASE("what CI systems read names files from the top of the checkout, wherever the run is started") {
  const Folder folder;
  folder.write(".git/HEAD", "");
  folder.write("tools/keep", "");
  folder.write("policies/a.vern", "use norway\nactivity a { data emial }\n");
  const std::filesystem::path before = std::filesystem::current_path();
  for (const std::string from : {"", "tools", "policies"})
    for (const std::string format : {"sarif", "github", "junit"}) {
      INFO(format << " from " << from);
      std::filesystem::current_path(folder.path(from));
      const std::string policy = from.empty() ? "policies/a.vern" : from == "tools" ? "../policies/a.vern" : "a.vern";
      const Outcome outcome = test::run(cli::check, {policy, "--format", format});
      std::filesystem::current_path(before);
      const char* const named = format == "sarif"    ? "\"uri\": \"policies/a.vern\""
                                : format == "github" ? "file=policies/a.vern,"
                                                     : "file=\"policies/a.vern\"";
      CHECK(outcome.out.find(named) != std::string::npos);
      CHECK(outcome.out.find("..") == std::string::npos);
    }
}
