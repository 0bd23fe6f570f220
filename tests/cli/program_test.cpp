// The program as people call it: with a word misspelt, with one word too many, asking for help.
#include <catch2/catch.hpp>

#include "compiler/cli/version.h"
#include "compiler/messages/catalogue.h"
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
    CHECK(outcome.out.starts_with(*messages::find("en", "command." + name + ".help")));
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

TEST_CASE("init names the policies that lie there already, and not their parts") {
  const Folder folder;
  folder.write("p/mine.vern", "use norway\nuse \"part.vern\"\npolicy mine { languages en }\n");
  folder.write("p/part.vern", "subject guest is customer  en \"guests\"\n");
  const Outcome outcome = test::program({"init", folder.path("p"), "--lang", "en"});
  CHECK(outcome.status == cli::Ok);
  CHECK(outcome.out.find("names `mine.vern` as well") != std::string::npos);
  CHECK(outcome.out.find("part.vern") == std::string::npos);
  CHECK(test::program({"check", folder.path("p")}).out.find("mine.vern:") != std::string::npos);
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

TEST_CASE("the command line speaks Norwegian, by the locale and by --lang") {
  CHECK(test::program({"help"}, "nb").out.find("finn det som er galt med en policy") != std::string::npos);
  CHECK(test::program({"help", "--lang", "nb"}).out.find("\nbruk: vern COMMAND") != std::string::npos);
  CHECK(test::program({"check", "--help", "--lang=nb"}).out.find("  --watch ") != std::string::npos);
  CHECK(test::program({"manual", "check", "--lang", "nb"}).out.find(".SH BESKRIVELSE\n") != std::string::npos);
  CHECK(test::program({"chekc"}, "nb").err == "vern: det finnes ingen kommando `chekc`; mente du `check`?\n");
  // An error that stands before the option is told in its language as well.
  CHECK(test::program({"check", "--watc", "--lang", "nb"}).err ==
        "vern check: det finnes ikke noe valg `--watc`; mente du `--watch`?\n");
  CHECK(test::program({"check", "--as-of", "soon", "--lang=nb"}).err ==
        "vern: `--as-of` tar en dato som 2026-05-01, ikke `soon`\n");
  CHECK(test::program({"fmt", "no/such.vern"}, "nb").err ==
        "vern fmt: kan ikke lese `no/such.vern`: filen finnes ikke\n");
  CHECK(test::program({"terms", "--kind", "source"}, "nb").out.ends_with(" begreper\n"));
}

TEST_CASE("terms lists the values of a clause") {
  const Outcome sources = test::program({"terms", "--kind", "source"});
  CHECK(sources.out.find("choice source.observed\n") != std::string::npos);
  CHECK(sources.out.find("choice carrier") == std::string::npos);
  CHECK(test::program({"terms", "--kind", "carrier"}).out.find("choice carrier.message\n") != std::string::npos);
  CHECK(test::program({"terms", "--kind", "device"}).out.find("basis consent\n") != std::string::npos);
  CHECK(test::program({"terms", "--kind", "sorce"}).status == cli::Unusable);
  CHECK(test::program({"terms", "forget me"}).out.find("event erasure_requested\n") != std::string::npos);
  CHECK(test::program({"terms", "betalt"}).out.find("event claim_paid\n") != std::string::npos);
}

TEST_CASE("text and txt are one format") {
  const Folder folder;
  REQUIRE(test::program({"init", folder.path("p")}).status == cli::Ok);
  const auto statement = [&](const char* format) {
    return test::program({"statement", folder.path("p"), "--format", format, "--lang", "en"}).out;
  };
  CHECK(statement("text") == statement("txt"));
  CHECK(test::program({"rules", "cookie", "--format", "txt"}).status == cli::Ok);
}

TEST_CASE("decide answers in Nynorsk where the policy is published in it") {
  const Folder folder;
  const std::string path =
      folder.write("p.vern",
                   "use norway\npolicy p { languages nn }\n"
                   "activity a { subjects customer  data email  purpose newsletter  basis consent }\n");
  const Outcome outcome = test::program(
      {"decide", "--policy", path, "use", "email", "of", "customer", "for", "newsletter", "--lang", "nn"});
  INFO(outcome.err);
  CHECK(outcome.out.starts_with("ikkje tillate: "));
}
