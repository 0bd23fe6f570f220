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

std::map<std::string, std::string> built(const char* locale, const char* zone) {
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
  std::map<std::string, std::string> out;
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

}  // namespace

TEST_CASE("the same policy gives the same bytes in every folder, locale and time zone") {
  const auto first = built("C", "UTC");
  REQUIRE(first.size() >= 12);  // HTML, Markdown, JSON and text in three languages
  for (const char* locale : {"nb_NO.UTF-8", "tr_TR.UTF-8", "C"})
    for (const char* zone : {"Pacific/Kiritimati", "America/Anchorage"}) {
      const auto other = built(locale, zone);
      REQUIRE(other.size() == first.size());
      for (const auto& [name, bytes] : first) {
        INFO(locale << " " << zone << " " << name);
        CHECK(bytes == other.at(name));
      }
    }
  for (const char* name : {"LC_ALL", "LANG", "TZ"}) unsetenv(name);
}
