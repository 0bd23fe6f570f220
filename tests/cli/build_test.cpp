// What `vern build` says of what it wrote and did not write.
#include <catch2/catch.hpp>

#include "tests/cli/command.h"

using namespace vern;

TEST_CASE("a build that errors stop says that nothing is written, and how to write all the same") {
  const test::Folder folder;
  const std::string policy = folder.write("shop.vern",
                                          "use norway\n"
                                          "activity letters {\n"
                                          "  data email  purpose marketing.direct.electronic  basis contract\n"
                                          "}\n");
  const std::string out = folder.path("out");

  const test::Outcome stopped = test::run(cli::build, {policy, "--out", out});
  CHECK(stopped.status == 1);
  CHECK(stopped.err.find("nothing written, because of the errors; --allow-errors writes") != std::string::npos);
  CHECK(!std::filesystem::exists(out));

  const test::Outcome written = test::run(cli::build, {policy, "--out", out, "--allow-errors"});
  CHECK(written.status == 0);
  CHECK(written.err.find("nothing written") == std::string::npos);
  CHECK(std::filesystem::exists(folder.path("out/shop.vdt")));
}
