// docs/cli.md lists every command and option that there is, and no other.
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "tests/cli/command.h"

using namespace vern;

namespace {

/// The options of each command, by the line that says how it is called.
using Manual = std::map<std::string, std::set<std::string>>;

Manual ofPage() {
  std::ifstream page(std::string(VERN_SOURCE_DIR) + "/docs/cli.md");
  static const std::regex Heading("## `vern (.*)`");
  static const std::regex Item("- `(-[^`]*)`.*");
  Manual out;
  std::string usage;
  std::smatch found;
  for (std::string line; std::getline(page, line);) {
    if (std::regex_match(line, found, Heading)) out[usage = found[1]];
    else if (std::regex_match(line, found, Item)) CHECK(out[usage].insert(found[1]).second);
  }
  return out;
}

/// As `vern COMMAND --help` prints them.
Manual ofProgram() {
  static const std::regex Usage("usage: vern (.*)");
  static const std::regex Option("  (-.*?)  +.*");
  Manual out;
  for (const cli::Command* command : cli::commands()) {
    const test::Outcome help = test::run(*command, {"--help"});
    INFO(std::string(command->name));
    CHECK(help.status == cli::Ok);
    std::istringstream lines(help.out);
    std::string usage;
    std::smatch found;
    for (std::string line; std::getline(lines, line);) {
      if (std::regex_match(line, found, Usage)) out[usage = found[1]];
      else if (std::regex_match(line, found, Option)) out[usage].insert(found[1]);
    }
    CHECK(usage.starts_with(std::string(command->name) + " "));
  }
  return out;
}

}  // namespace

TEST_CASE("the page on the command line has each command and each option, and no other") {
  const Manual page = ofPage();
  const Manual program = ofProgram();
  CHECK(program.size() == cli::commands().size());
  for (const auto& [usage, options] : program) {
    INFO("## `vern " << usage << "`");
    REQUIRE(page.contains(usage));
    for (const std::string& option : options) {
      INFO("- `" << option << "`");
      CHECK(page.at(usage).contains(option));
    }
  }
  for (const auto& [usage, options] : page) {
    INFO("docs/cli.md: vern " << usage);
    REQUIRE(program.contains(usage));
    for (const std::string& option : options) {
      INFO("docs/cli.md: " << option);
      CHECK(program.at(usage).contains(option));
    }
  }
}
