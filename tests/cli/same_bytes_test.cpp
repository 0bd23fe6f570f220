// A statement does not turn on the folder, the locale or the time zone.
#include <catch2/catch.hpp>

#include <clocale>
#include <cstdlib>
#include <map>
#include <sstream>

#include "tests/cli/command.h"

using namespace vern;
using test::Folder;

namespace {

using Files = std::map<std::string, std::string>;

/// Whether the C library has `locale`, and knows it from C.
bool isInstalled(const char* locale) {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  const bool out = std::setlocale(LC_ALL, locale) != nullptr;
  std::setlocale(LC_ALL, before.c_str());
  return out;
}

Files built(const char* locale, const char* zone) {
  for (const char* name : {"LC_ALL", "LANG"}) setenv(name, locale, 1);
  setenv("TZ", zone, 1);
  tzset();
  std::setlocale(LC_ALL, "");
  const Folder folder;
  std::filesystem::copy(VERN_SOURCE_DIR "/examples/kvantel/repaired", folder.path(std::string("in ") + locale));
  const std::string project = folder.path(std::string("in ") + locale);
  const test::Outcome outcome = test::run(cli::build, {project, "--out", folder.path("out")});
  INFO(outcome.err);
  REQUIRE(outcome.status == cli::Ok);
  Files out;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path("out"))) {
    std::ostringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    if (entry.path().extension() != ".vdt") out[entry.path().filename().string()] = bytes.str();
  }
  for (const char* language : {"nb", "nn", "en"})
    out[std::string(language) + ".txt"] =
        test::run(cli::statement, {project, "--lang", language, "--format", "txt"}).out;
  return out;
}

void compareWith(const char* locale) {
  const Files first = built("C", "UTC");
  REQUIRE(first.size() >= 12);  // HTML, Markdown, JSON and text in three languages
  for (const char* zone : {"Pacific/Kiritimati", "America/Anchorage"}) {
    const Files other = built(locale, zone);
    REQUIRE(other.size() == first.size());
    for (const auto& [name, bytes] : first) {
      INFO(locale << " " << zone << " " << name);
      REQUIRE(bytes == other.at(name));
    }
  }
  const bool installed = isInstalled(locale);
  for (const char* name : {"LC_ALL", "LANG", "TZ"}) unsetenv(name);
  std::setlocale(LC_ALL, "C");
  // What was compared so far is what the environment asks for; the C library itself stayed as it was.
  if (!installed) WARN("skipped: " << locale << " is not installed (tools/setup.sh --ci installs it)");
}

}  // namespace

TEST_CASE("the same policy gives the same bytes in every folder and time zone") { compareWith("C"); }

TEST_CASE("the same policy gives the same bytes in a Norwegian locale") { compareWith("nb_NO.UTF-8"); }

TEST_CASE("the same policy gives the same bytes in a Turkish locale, where i and I are no pair") {
  compareWith("tr_TR.UTF-8");
}
