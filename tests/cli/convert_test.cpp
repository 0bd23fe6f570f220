// DOCX and PDF come from other programs: what is asked of them, and what is said where they are missing or fail.
#include <catch2/catch.hpp>

#include <cstdlib>

#include "llvm/Support/Program.h"
#include "tests/cli/command.h"

using namespace vern;
using test::Folder;

namespace {

/// Only the programs of `folder` are found while this lives.
class Path {
 public:
  explicit Path(const std::string& folder) : before_(std::getenv("PATH")) { setenv("PATH", folder.c_str(), 1); }
  Path(const Path&) = delete;
  Path& operator=(const Path&) = delete;
  ~Path() { setenv("PATH", before_.c_str(), 1); }

 private:
  std::string before_;
};

std::string program(const Folder& folder, const std::string& name, std::string_view lines) {
  const std::string path = folder.write("bin/" + name, "#!/bin/sh\n" + std::string(lines));
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

std::string contentOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

test::Outcome statement(const std::string& format, const std::string& out) {
  const std::string example = VERN_SOURCE_DIR "/examples/qmplus/repaired";
  std::vector<std::string> words{example, "--lang", "nb", "--format", format};
  if (!out.empty()) words.insert(words.end(), {"--out", out});
  return test::run(cli::statement, words);
}

}  // namespace

TEST_CASE("a format of another program tells which one is missing") {
  const Folder folder;
  const Path path(folder.path("bin"));
  for (const auto& [format, name] : {std::pair("docx", "pandoc"), std::pair("pdf", "chromium")}) {
    const test::Outcome outcome = statement(format, folder.path("statement"));
    CHECK(outcome.status == cli::Unusable);
    CHECK_THAT(outcome.err, Catch::Contains(std::string(name) + ", which is not installed"));
    CHECK_FALSE(std::filesystem::exists(folder.path("statement")));
  }
}

TEST_CASE("a format of another program is made from the page, and written to a file") {
  const Folder folder;
  program(folder, "pandoc", R"(while [ "$1" != --output ]; do shift; done; { echo made; /bin/cat "$3"; } > "$2")");
  program(folder, "chromium",
          "for word; do case $word in --print-to-pdf=*) to=${word#*=} ;; file://*) from=${word#file://} ;; esac; done\n"
          R"({ echo made; /bin/cat "$from"; } > "$to")");
  const Path path(folder.path("bin"));
  const std::string web = test::run(cli::statement, {VERN_SOURCE_DIR "/examples/qmplus/repaired", "--lang", "nb"}).out;
  for (const char* format : {"docx", "pdf"}) {
    CHECK(statement(format, {}).status == cli::Unusable);
    const test::Outcome outcome = statement(format, folder.path("statement"));
    INFO(outcome.err);
    REQUIRE(outcome.status == cli::Ok);
    const std::string page = contentOf(folder.path("statement"));
    CHECK_THAT(page, Catch::StartsWith("made\n<!DOCTYPE html>"));
    // What only a browser has use for; the rest is the page as it is published.
    for (const char* part : {"class=\"skip\"", "class=\"languages\"", "rel=\"alternate\"", "color-scheme"}) {
      INFO(part);
      CHECK_THAT(web, Catch::Contains(part));
      CHECK_THAT(page, !Catch::Contains(part));
    }
    CHECK_THAT(page, Catch::EndsWith(web.substr(web.find("<h1>"))));
  }
}

TEST_CASE("a program that fails leaves the earlier file, and is quoted") {
  const Folder folder;
  folder.write("statement", "earlier");
  program(folder, "pandoc", "echo no such filter >&2; exit 4");
  const Path path(folder.path("bin"));
  const test::Outcome outcome = statement("docx", folder.path("statement"));
  CHECK(outcome.status == cli::Unusable);
  CHECK_THAT(outcome.err, Catch::Contains("pandoc failed: no such filter"));
  CHECK(contentOf(folder.path("statement")) == "earlier");
}

TEST_CASE("pandoc makes a document that holds the statement, and nothing that belongs to a browser") {
  const llvm::ErrorOr<std::string> pandoc = llvm::sys::findProgramByName("pandoc");
  if (!pandoc) {
    WARN("skipped: pandoc is not installed");
    return;
  }
  const Folder folder;
  const test::Outcome outcome = statement("docx", folder.path("statement.docx"));
  INFO(outcome.err);
  REQUIRE(outcome.status == cli::Ok);
  const std::string read = *pandoc + " --from docx --to markdown --wrap none --output " + folder.path("read.md") + " " +
                           folder.path("statement.docx");
  REQUIRE(std::system(read.c_str()) == 0);
  const std::string document = contentOf(folder.path("read.md"));
  for (const char* part :
       {"Personvernerklæring for QmPlus", "# Retten til å protestere", "# Klage", "datatilsynet.no"}) {
    INFO(part);
    CHECK_THAT(document, Catch::Contains(part));
  }
  for (const char* part : {"Hopp til innholdet", "English", "Bokmål"}) {
    INFO(part);
    CHECK_THAT(document, !Catch::Contains(part));
  }
}
