// `vern fmt` on files, folders and standard input.
#include <catch2/catch.hpp>

#include "tests/cli/command.h"

using namespace vern;
using test::Folder;
using test::Outcome;

namespace {

constexpr std::string_view Ragged = "activity shop{title en \"Shop\"\n\n\nsubjects customer // all\n}\n";
constexpr std::string_view Laid = "activity shop {\n  title     en \"Shop\"\n\n  subjects  customer  // all\n}\n";

std::string readAll(const std::string& path) { return llvm::cantFail(realFileSystem().read(path, MaxFileBytes)); }

Outcome format(const std::vector<std::string>& words) { return test::run(cli::fmt, words); }

Outcome formatInput(std::string_view text, const std::vector<std::string>& words) {
  test::standardInput(text);
  return format(words);
}

}  // namespace

TEST_CASE("fmt lays out every policy of a folder, and names the files that it changed") {
  const Folder folder;
  const std::string ragged = folder.write("a/ragged.vern", Ragged);
  const std::string laid = folder.write("laid.vern", Laid);
  folder.write("notes.txt", Ragged);
  const Outcome outcome = format({folder.path()});
  CHECK(outcome.status == cli::Ok);
  CHECK(outcome.out == ragged + "\n");
  CHECK(readAll(ragged) == Laid);
  CHECK(readAll(laid) == Laid);
  CHECK(readAll(folder.path("notes.txt")) == Ragged);
  CHECK(format({folder.path()}).out.empty());
}

TEST_CASE("fmt --check changes nothing, and fails where something would change") {
  const Folder folder;
  const std::string ragged = folder.write("ragged.vern", Ragged);
  const std::string laid = folder.write("laid.vern", Laid);
  const Outcome outcome = format({"--check", ragged, laid});
  CHECK(outcome.status == cli::Findings);
  CHECK(outcome.out == ragged + "\n");
  CHECK(readAll(ragged) == Ragged);
  CHECK(format({"--check", laid}).status == cli::Ok);
}

TEST_CASE("fmt --stdin writes the layout to standard output, and nothing for what it cannot read") {
  const Outcome outcome = formatInput(Ragged, {"--stdin"});
  CHECK(outcome.status == cli::Ok);
  CHECK(outcome.out == Laid);
  CHECK(outcome.err.empty());

  const Outcome broken = formatInput("activity shop {", {"--stdin"});
  CHECK(broken.status == cli::Findings);
  CHECK(broken.out.empty());
  CHECK(test::count(broken.err, "VERN-SYNTAX-007") == 1);
}

TEST_CASE("fmt - is the same as fmt --stdin") {
  const Outcome outcome = formatInput(Ragged, {"-"});
  CHECK(outcome.status == cli::Ok);
  CHECK(outcome.out == Laid);
}

TEST_CASE("fmt --stdin --check writes nothing but its verdict") {
  const Outcome ragged = formatInput(Ragged, {"--stdin", "--check"});
  CHECK(ragged.status == cli::Findings);
  CHECK(ragged.out == "<stdin>\n");
  const Outcome laid = formatInput(Laid, {"--stdin", "--check"});
  CHECK(laid.status == cli::Ok);
  CHECK(laid.out.empty());
}

TEST_CASE("fmt leaves a file with a mistake as it is, and lays out the others") {
  const Folder folder;
  const std::string broken = folder.write("broken.vern", "activity shop {\n  data name email\n}\n");
  const std::string ragged = folder.write("ragged.vern", Ragged);
  const Outcome outcome = format({folder.path()});
  CHECK(outcome.status == cli::Findings);
  CHECK(outcome.out == ragged + "\n");
  CHECK(readAll(broken) == "activity shop {\n  data name email\n}\n");
  CHECK(test::count(outcome.err, "error[") == 1);
}

TEST_CASE("fmt says which file it cannot read") {
  const Folder folder;
  const Outcome outcome = format({folder.path("absent.vern")});
  CHECK(outcome.status == cli::Unusable);
  CHECK(test::count(outcome.err, "absent.vern") == 1);
}

TEST_CASE("the examples are laid out as fmt does it") {
  const Outcome outcome = format({"--check", VERN_SOURCE_DIR "/examples"});
  CHECK(outcome.status == cli::Ok);
  CHECK(outcome.out.empty());
}
