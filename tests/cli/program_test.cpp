// The program as people call it: with a word misspelt, with one word too many, asking for help.
#include <catch2/catch.hpp>

#include "compiler/cli/version.h"
#include "tests/cli/command.h"

using namespace vern;
using test::Folder;
using test::Outcome;

namespace {

void refused(const std::vector<std::string>& words, const std::string& says) {
  const Outcome outcome = test::program(words);
  INFO(outcome.err);
  CHECK(outcome.status == cli::Unusable);
  CHECK(outcome.out.empty());
  CHECK(outcome.err.find(says) != std::string::npos);
  // One mistake, one line; the usage may follow.
  CHECK(test::count(outcome.err, "vern: ") + test::count(outcome.err, "vern " + words[0] + ": ") == 1);
}

}  // namespace

TEST_CASE("a misspelt command, option or value gets the nearest") {
  refused({"chekc"}, "there is no command `chekc`; did you mean `check`?");
  refused({"help", "statment"}, "did you mean `statement`?");
  refused({"manual", "rule"}, "did you mean `rules`?");
  refused({"check", "--formt", "json"}, "there is no option `--formt`; did you mean `--format`?");
  refused({"check", "--format", "jsn"}, "takes text|json|sarif|github|junit, not `jsn`; did you mean `json`?");
  refused({"check", "--hepl"}, "did you mean `--help`?");
  refused({"xyzzy"}, "`vern help` lists them");
}

TEST_CASE("a path in place of a command") {
  const Folder folder;
  const std::string path = folder.write("a.vern", "use norway\n");
  refused({path}, "to check that file: `vern check " + path + "`");
}

TEST_CASE("a word too many, a word too few, a value too many, a value too few") {
  refused({"build", "a", "b"}, "one argument too many: `b`\nusage: vern build [PATH]");
  refused({"verify"}, "an argument is missing\nusage: vern verify FILE.vdt");
  refused({"explain", "--lang"}, "`--lang` needs a value: en|nb");
  refused({"check", "--quiet=yes"}, "`--quiet` takes no value");
  refused({"check", "--as-of", "1.5.2026"}, "a date such as 2026-05-01, not `1.5.2026`");
}

TEST_CASE("all ways to ask for help lead to the same") {
  for (const cli::Command* command : cli::commands()) {
    const std::string name(command->name);
    INFO(name);
    const Outcome outcome = test::program({"help", name});
    CHECK(outcome.status == cli::Ok);
    CHECK(outcome.out.starts_with(std::string(command->help)));
    CHECK(test::program({name, "--help"}).out == outcome.out);
    CHECK(test::program({name, "nonsense", "-h"}).out == outcome.out);
    CHECK(test::program({"help"}).out.find("  " + name + " ") != std::string::npos);
    CHECK(test::program({"manual", name}).out.find(".SH NAME\nvern\\-" + name + " \\- ") != std::string::npos);
  }
  CHECK(test::program({"--help"}).out == test::program({"help"}).out);
  CHECK(test::program({}).status == cli::Unusable);
  CHECK(test::program({}).err == test::program({"help"}).out);
}

TEST_CASE("after -- a word is a path, however it begins") {
  const Folder folder;
  const Outcome outcome = test::program({"check", "--", "--help"});
  CHECK(outcome.status == cli::Unusable);
  CHECK(outcome.out.find("cannot read `--help`") != std::string::npos);
}

TEST_CASE("the version tells the library and the date of the law") {
  const Outcome outcome = test::program({"--version"});
  INFO(outcome.out);
  CHECK(outcome.status == cli::Ok);
  CHECK(outcome.out.starts_with("vern " + std::string(cli::Version) + "\nlibrary: "));
  CHECK(outcome.out.find(" sections, read 20") != std::string::npos);
  CHECK(outcome.out.find(", the newest in force since 20") != std::string::npos);
}

TEST_CASE("check - reads a policy from standard input") {
  test::standardInput("use norway\nactivity a { data emial }\n");
  const Outcome outcome = test::program({"check", "-"});
  CHECK(outcome.status == cli::Findings);
  CHECK(outcome.out.find("<stdin>:2:19") != std::string::npos);
  CHECK(outcome.out.find("did you mean `email`?") != std::string::npos);
}

TEST_CASE("what CI systems read has the name of the project for a heading") {
  const test::Folder folder;
  folder.write("vern.toml", "[project]\nname = \"Fjord & Co\"\npolicy = \"a.vern\"\n");
  folder.write("a.vern", "use norway\nactivity a { data emial }\n");
  const Outcome outcome = test::program({"check", folder.path(), "--format", "junit"});
  CHECK(outcome.out.find("<testsuites name=\"vern check: Fjord &amp; Co\"") != std::string::npos);
}

TEST_CASE("what init writes is laid out as fmt would") {
  const Folder folder;
  for (const std::string language : {"en", "nb"}) {
    const std::string to = folder.path(language);
    REQUIRE(test::program({"init", to, "--lang", language, "--name", "Blåbær & Sønn AS"}).status == cli::Ok);
    const Outcome outcome = test::program({"fmt", "--check", to});
    CHECK(outcome.status == cli::Ok);
    CHECK(outcome.out.empty());
    CHECK(test::program({"check", to}).status == cli::Ok);
    CHECK(std::filesystem::exists(to + "/blabaer_sonn_as.vern"));
  }
}

TEST_CASE("what init writes is a draft, and says so until somebody has gone through it") {
  const Folder folder;
  const std::string to = folder.path("new");
  REQUIRE(test::program({"init", to, "--name", "Nordlys Bygg AS", "--email", "post@nordlys.example"}).status ==
          cli::Ok);
  const std::string path = to + "/nordlys_bygg_as.vern";
  CHECK(test::program({"check", to}).out.find("nothing to report") == 0);
  CHECK(test::program({"statement", to, "--lang", "nb", "--format", "md"}).out.find("Dette er et utkast") !=
        std::string::npos);
  std::ifstream file(path, std::ios::binary);
  std::string policy{std::istreambuf_iterator<char>(file), {}};
  policy.replace(policy.find("none", policy.find("  reviewed")), 4, "2026-01-01");
  folder.write("new/nordlys_bygg_as.vern", policy);
  CHECK(test::program({"check", to}).out.find("nothing to report") == 0);
  CHECK(test::program({"statement", to, "--lang", "en", "--format", "md"}).out.find("draft") == std::string::npos);
}
