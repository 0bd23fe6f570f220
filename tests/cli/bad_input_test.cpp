// Whatever `vern check` is given, it says one clear thing with its place, and exits as documented: 1 where the text of
// the policy is at fault, 2 where the file, the project or the call is.
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "tests/cli/command.h"

using namespace vern;
using test::Folder;
using test::Outcome;

namespace {

Outcome check(const std::string& path) { return test::run(cli::check, {path}); }

/// Exactly one error, with this id and these words, and this exit status.
void expectOne(const Outcome& outcome, int status, const std::string& id, const std::string& words) {
  INFO(outcome.out.substr(0, 2000) << outcome.err.substr(0, 2000));
  CHECK(outcome.status == status);
  CHECK(outcome.err.empty());
  CHECK(test::count(outcome.out, "error[") == 1);
  CHECK(outcome.out.find("error[" + id + "]") != std::string::npos);
  CHECK(outcome.out.find(words) != std::string::npos);
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

}  // namespace

TEST_CASE("a missing file") {
  const Folder folder;
  expectOne(check(folder.path("absent.vern")), cli::Unusable, "VERN-PROJECT-001", "there is no such file");
}

TEST_CASE("a folder without a project, and a folder in place of a policy") {
  const Folder folder;
  folder.write("policies/example.vern", "use norway\n");
  folder.write("policies/other.vern", "use norway\n");
  expectOne(check(folder.path("policies")), cli::Unusable, "VERN-PROJECT-002", "there is no `vern.toml`");
  CHECK(check(folder.path("policies")).out.find("name `example.vern` or `other.vern`, or write") != std::string::npos);
  folder.write("vern.toml", "[project]\npolicies = [\"policies\"]\n");
  expectOne(check(folder.path()), cli::Unusable, "VERN-USE-001", "it is a folder");
}

TEST_CASE("a folder with one policy and no project is that policy") {
  const Folder folder;
  folder.write("only/example.vern", "use norway\nsubject\n");
  folder.write("only/notes.txt", "nothing\n");
  expectOne(check(folder.path("only")), 1, "VERN-SYNTAX-017", "a name is missing");
}

TEST_CASE("a named pipe, which would keep a reader waiting") {
  const Folder folder;
  REQUIRE(::mkfifo(folder.path("pipe.vern").c_str(), 0600) == 0);
  expectOne(check(folder.path("pipe.vern")), cli::Unusable, "VERN-PROJECT-001", "it is not a regular file");
}

TEST_CASE("an empty file, one of blanks, and one of a byte order mark alone") {
  const Folder folder;
  for (const std::string_view text : {"", " \n\t\r\n", "// nothing\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF// nothing"}) {
    INFO("of " << text.size() << " bytes");
    expectOne(check(folder.write("empty.vern", text)), 1, "VERN-POLICY-001", "nothing is declared");
  }
}

TEST_CASE("a binary file") {
  const Folder folder;
  expectOne(check(folder.write("a.vern", std::string_view("\x7f"
                                                          "ELF\x02\x01\x01\0\0\0",
                                                          10))),
            1, "VERN-TEXT-002", "not a text file");
  std::string noise;
  for (unsigned i = 0, x = 1; i < 5000; ++i, x = x * 1103515245 + 12345)
    noise += static_cast<char>(1 + (x >> 16) % 255);
  const Outcome outcome = check(folder.write("b.vern", noise));
  CHECK(outcome.status == 1);
  CHECK(test::count(outcome.out, "error[VERN-TEXT-") == 1);
}

TEST_CASE("a file of more than 16 MB is refused before it is read") {
  const Folder folder;
  const std::string path = folder.write("large.vern", "use norway\n");
  std::filesystem::resize_file(path, (16u << 20) + 1);
  expectOne(check(path), cli::Unusable, "VERN-USE-001", "larger than the limit of 16 MB");
}

TEST_CASE("bytes that are not UTF-8, a NUL, a hidden change of direction") {
  const Folder folder;
  expectOne(check(folder.write("a.vern", "use norway\n// B\xE6rum\n")), 1, "VERN-TEXT-001", "a.vern:2:5");
  expectOne(check(folder.write("b.vern", std::string_view("use norway\n//\0\n", 15))), 1, "VERN-TEXT-002",
            "b.vern:2:3");
  expectOne(check(folder.write("c.vern", "use norway\n// \xE2\x80\xAE\n")), 1, "VERN-TEXT-003", "c.vern:2:4");
  // The end of the file in the middle of a letter, an overlong letter and half a pair of UTF-16.
  expectOne(check(folder.write("d.vern", "use norway // \xC3")), 1, "VERN-TEXT-001", "d.vern:1:15");
  expectOne(check(folder.write("e.vern", "use norway // \xC0\xAF")), 1, "VERN-TEXT-001", "e.vern:1:15");
  expectOne(check(folder.write("f.vern", "use norway // \xED\xA0\x80")), 1, "VERN-TEXT-001", "f.vern:1:15");
}

TEST_CASE("a text without an end, also as the last byte") {
  const Folder folder;
  expectOne(check(folder.write("a.vern", "use norway\ncontroller firm { name \"Example AS }\n")), 1, "VERN-SYNTAX-001",
            "a.vern:2:24");
  expectOne(check(folder.write("b.vern", "use norway\ncontroller firm { name \"")), 1, "VERN-SYNTAX-001",
            "b.vern:2:24");
  expectOne(check(folder.write("c.vern", "use norway\ncontroller firm { name \"\\")), 1, "VERN-SYNTAX-001",
            "c.vern:2:24");
}

TEST_CASE("nesting ten thousand levels deep is refused with its limit") {
  const Folder folder;
  constexpr std::size_t Deep = 10000;
  const std::string rule = "use norway\nrule x {\n  when ";
  const std::pair<const char*, std::string> texts[] = {
      {"braces", "use norway\nactivity x {\n" + repeated("data name {", Deep)},
      {"closed braces", "use norway\nactivity x {" + repeated("data name {", Deep) + repeated("}", Deep + 1)},
      {"brackets", rule + repeated("(", Deep) + "a" + repeated(")", Deep) + "\n}\n"},
      {"quantifiers", rule + repeated("any x in a : ", Deep) + "x\n}\n"},
      {"quantifiers and brackets", rule + repeated("any x in a : (", Deep) + "x\n}\n"},
      {"calls", rule + repeated("f(", Deep) + "x" + repeated(")", Deep) + "\n}\n"},
      {"windows", "use norway\nactivity x { retain " + repeated("earliest of { ", Deep) + "\n}\n"},
      {"rules in rules", "use norway\n" + repeated("rule x { fires on { ", Deep)},
  };
  for (const auto& [what, text] : texts) {
    INFO(what);
    expectOne(check(folder.write("deep.vern", text)), 1, "VERN-SYNTAX-012", "more than 64 levels deep");
  }
}

TEST_CASE("ten thousand words of one kind end without a crash") {
  const Folder folder;
  constexpr std::size_t Many = 10000;
  const std::string rule = "use norway\nrule x {\n  when ";
  for (const std::string& text :
       {rule + repeated("not ", Many) + "a\n}\n", rule + repeated("a and ", Many) + "a\n}\n",
        rule + repeated("a plus ", Many) + "a\n}\n",
        "use norway\nactivity x { data " + repeated("name, ", Many) + "\n}\n", "use norway\n" + repeated("}", Many),
        "use norway\n" + repeated("is ", Many), "use norway\nactivity x { " + repeated("data ", Many) + "}",
        "use norway\n" + repeated("use ", Many), "use norway\n" + repeated("activity ", Many),
        "use norway\n" + repeated("\"\" ", Many), "use norway\nactivity x {\n" + repeated("data\n", Many) + "}\n",
        "use norway\nactivity x {\n" + repeated("data name email\n", 300) + "}\n"}) {
    const Outcome outcome = check(folder.write("many.vern", text));
    INFO(text.substr(0, 60));
    CHECK(outcome.status == 1);
    CHECK(outcome.out.size() < 12u << 20);
  }
}

TEST_CASE("after a hundred mistakes of form the rest of a file is not read") {
  const Folder folder;
  const Outcome outcome = check(folder.write("many.vern", "use norway\n" + repeated("}\n", 5000)));
  CHECK(outcome.status == 1);
  CHECK(test::count(outcome.out, "error[") == 101);
  CHECK(outcome.out.find("error[VERN-SYNTAX-025]: the file has more than 100 mistakes") != std::string::npos);
  CHECK(outcome.out.find("many.vern:102:1") != std::string::npos);
}

TEST_CASE("a line of a megabyte is shown cut off") {
  const Folder folder;
  const std::string path =
      folder.write("line.vern", "use norway activity x { data emial " + repeated(", name", 160000) + " }");
  const Outcome outcome = check(path);
  expectOne(outcome, 1, "VERN-NAME-001", "did you mean `email`?");
  CHECK(outcome.out.size() < 4000);
  // A mistake far out on such a line does not print a megabyte of blanks.
  const Outcome far =
      check(folder.write("far.vern", "use norway activity x { data name " + repeated(", name", 160000) + ", emial }"));
  expectOne(far, 1, "VERN-NAME-001", "far.vern:1:");
  CHECK(far.out.size() < 4000);
}

TEST_CASE("line ends of Windows and of old Macs, tabs and a byte order mark are accepted") {
  const Folder folder;
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const std::string text =
        "\xEF\xBB\xBF"
        "use norway" +
        end + "activity x {" + end + "\tdata\temial" + end + "}" + end;
    const Outcome outcome = check(folder.write("windows.vern", text));
    expectOne(outcome, 1, "VERN-NAME-001", "did you mean `email`?");
  }
}

TEST_CASE("a file whose name is not UTF-8 is checked, and named as far as letters go, in every format") {
  const Folder folder;
  const std::string file = folder.write("old\xFF.vern", "use norway\nactivity x { data emial }\n");
  expectOne(check(file), 1, "VERN-NAME-001", "old\uFFFD.vern:2:");
  for (const char* format : {"json", "sarif", "junit", "github"}) {
    INFO(format);
    const Outcome outcome = test::run(cli::check, {file, "--format", format});
    CHECK(outcome.status == 1);
    CHECK(outcome.out.find('\xFF') == std::string::npos);
    const Outcome missing = test::run(cli::check, {folder.path("absent\xFF.vern"), "--format", format});
    CHECK(missing.status == cli::Unusable);
    CHECK(missing.out.find('\xFF') == std::string::npos);
  }
  const std::string found =
      folder.write("found\xFF.vern",
                   "use norway\nactivity x { subjects customer  data email  purpose newsletter  basis contract }\n");
  const std::string baseline = folder.path("baseline.json");
  CHECK(test::run(cli::check, {found, "--baseline", baseline, "--write-baseline"}).status == cli::Ok);
  CHECK(test::run(cli::check, {found, "--baseline", baseline}).status == cli::Ok);
}

TEST_CASE("what a terminal or a CI system would obey in a text of a policy is not told to it") {
  const Folder folder;
  const std::string file = folder.write("p.vern",
                                        "use norway\npolicy p { languages en }\nactivity x { title en "
                                        "\"News\033[31m\n::error::forged\" subjects customer data "
                                        "email purpose newsletter basis contract with subject retain forever }\n");
  const Outcome outcome = check(file);
  CHECK(outcome.out.find("error[VERN-") != std::string::npos);
  CHECK(outcome.out.find('\033') == std::string::npos);
  CHECK(outcome.out.find("\n::error") == std::string::npos);
}

TEST_CASE("a policy that `vern.toml` names twice is checked once, and two thousand are the limit") {
  const Folder folder;
  folder.write("a.vern", "use norway\nactivity x { data emial }\n");
  folder.write("vern.toml", "[project]\npolicies = [\"a.vern\", \"./a.vern\", \"a.vern\"]\n");
  expectOne(check(folder.path()), 1, "VERN-NAME-001", "a.vern:2:");
  std::string many = "[project]\npolicies = [";
  for (int i = 0; i < 2100; ++i) many += "\"p" + std::to_string(i) + ".vern\", ";
  folder.write("vern.toml", many + "]\n");
  expectOne(check(folder.path()), cli::Unusable, "VERN-PROJECT-013", "more than 2000 policies");
}

TEST_CASE("files that use each other, and themselves") {
  const Folder folder;
  folder.write("a.vern", "use norway\nuse \"b.vern\"\nactivity x { data name }\n");
  folder.write("b.vern", "use \"sub/../a.vern\"\n");
  expectOne(check(folder.path("a.vern")), 1, "VERN-USE-004", "a.vern → b.vern → a.vern");
  expectOne(check(folder.write("self.vern", "use norway\nuse \"self.vern\"\n")), 1, "VERN-USE-004",
            "self.vern → self.vern");
}

TEST_CASE("a chain of more than two thousand files is refused with its limit: VERN-USE-006") {
  const Folder folder;
  for (int i = 0; i < 2100; ++i)
    folder.write("f" + std::to_string(i) + ".vern", "use \"f" + std::to_string(i + 1) + ".vern\"\n");
  expectOne(check(folder.path("f0.vern")), 1, "VERN-USE-006", "more than 2000 files");
}

TEST_CASE("a used file that is missing, a folder, or outside of the project") {
  const Folder folder;
  folder.write("project/sub/x.txt", "");
  folder.write("outside.vern", "");
  const std::string begin = "use norway\nuse ";
  expectOne(check(folder.write("project/a.vern", begin + "\"absent.vern\"\n")), cli::Unusable, "VERN-USE-002",
            "a.vern:2:5");
  expectOne(check(folder.write("project/b.vern", begin + "\"sub\"\n")), cli::Unusable, "VERN-USE-002",
            "it is a folder");
  CHECK(test::run(cli::check, {folder.path("project/a.vern"), "--exit-zero"}).status == cli::Unusable);
  for (const char* path : {"\"../outside.vern\"\n", "\"/etc/passwd\"\n", "\"\"\n"})
    expectOne(check(folder.write("project/c.vern", begin + path)), 1, "VERN-USE-005", "c.vern:2:5");
}

TEST_CASE("vern.toml that is no TOML, has an unknown key, or is a folder") {
  const Folder folder;
  folder.write("main.vern", "use norway\nactivity x { data name }\n");
  const auto with = [&](const std::string& text) {
    folder.write("vern.toml", text);
    return check(folder.path());
  };
  expectOne(with("[project\n"), cli::Unusable, "VERN-PROJECT-003", "vern.toml:1:9");
  expectOne(with("[[[project]]]\n"), cli::Unusable, "VERN-PROJECT-003", "vern.toml:1:3");
  expectOne(with("\xff\xfe"), cli::Unusable, "VERN-PROJECT-003", "vern.toml:1:1");
  expectOne(with("[project]\npolicies = [\"main.vern\"]\ncolour = 1\n"), cli::Unusable, "VERN-PROJECT-004",
            "vern.toml:3:1");
  expectOne(with(""), cli::Unusable, "VERN-PROJECT-006", "names no policy");
  expectOne(with("[project]\npolicies = [\"absent.vern\"]\n"), cli::Unusable, "VERN-USE-001", "there is no such file");
  expectOne(with("x = " + repeated("[", 10000)), cli::Unusable, "VERN-PROJECT-003", "vern.toml:1:");
  expectOne(with("[project]\npolicies = [\"main.vern\"]\nname = \"" + repeated("a.", 10) + "\"\n[project]\n"),
            cli::Unusable, "VERN-PROJECT-003", "vern.toml:4");
  std::filesystem::remove(folder.path("vern.toml"));
  std::filesystem::create_directory(folder.path("vern.toml"));
  expectOne(check(folder.path()), cli::Unusable, "VERN-PROJECT-001", "it is a folder");
}

TEST_CASE("a call that cannot be understood says so and exits 2") {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"--formt", "json"},
                                                {"--format", "xml"},
                                                {"--as-of", "1 May"},
                                                {"--lang", "sv"},
                                                {"--fail-on", "all"},
                                                {"--format"},
                                                {"--quiet=yes"}}) {
    const Outcome outcome = test::run(cli::check, words);
    INFO(words.front());
    CHECK(outcome.status == cli::Unusable);
    CHECK(outcome.out.empty());
    CHECK(test::count(outcome.err, "\n") == 1);
  }
}

TEST_CASE("two policies with the same mistake in a shared file report it once") {
  const Folder folder;
  folder.write("shared.vern", "data x is emial  en \"x\"\n");
  folder.write("a.vern", "use norway\nuse \"shared.vern\"\nactivity a { data name }\n");
  folder.write("b.vern", "use norway\nuse \"shared.vern\"\nactivity b { data name }\n");
  folder.write("vern.toml", "[project]\npolicies = [\"a.vern\", \"b.vern\"]\n");
  expectOne(check(folder.path()), 1, "VERN-NAME-001", "shared.vern:1:11");
}

TEST_CASE("what is very long is spoken of by its beginning") {
  const std::string name(200'000, 'a');
  const std::string text = std::string("\"") + std::string(300'000, 'b') + "\"";
  const test::Folder folder;
  const Outcome outcome = check(folder.write(
      "long.vern", "use norway\npolicy p { languages nb }\nactivity " + name + " { data email, " + text + " }\n"));
  CHECK(outcome.status == 1);
  CHECK(outcome.out.find("VERN-SYNTAX-033") != std::string::npos);
  CHECK(outcome.out.find("VERN-SYNTAX-009") != std::string::npos);
  CHECK(outcome.out.size() < 8'000);
}
