// What `vern build` says of what it wrote and did not write.
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

#include "tests/cli/command.h"

using namespace vern;

TEST_CASE("two policies whose files have one name are not built over each other") {
  const test::Folder folder;
  const std::string policy = "use norway\npolicy p { languages en }\n";
  folder.write("shop.vern", policy);
  folder.write("sub/shop.vern", policy);
  folder.write("vern.toml", "[project]\npolicies = [\"shop.vern\", \"sub/shop.vern\"]\n");
  const test::Outcome outcome = test::run(cli::build, {folder.path(), "--allow-errors"});
  CHECK(outcome.status == cli::Unusable);
  CHECK(outcome.err.find("would be written under one name") != std::string::npos);
  CHECK(!std::filesystem::exists(folder.path("out")));
}

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

TEST_CASE("a theme is put into the pages of a build, and one that cannot be used leaves what was there") {
  const test::Folder folder;
  folder.write("shop.vern",
               "use norway\npolicy shop { version \"1\"  languages en }\n"
               "controller c { name \"Shop AS\" }\n");
  folder.write("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
  const std::string project =
      "[project]\npolicy = \"shop.vern\"\n[theme]\nname = \"Shop & <co>\"\nlogo = \"logo.svg\"\n";
  folder.write("vern.toml", project);
  const std::vector<std::string> build = {folder.path(), "--out", folder.path("out"), "--allow-errors"};
  const auto page = [&] {
    std::ifstream file(folder.path("out/shop.en.html"), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const auto quick = [&](const test::Outcome& outcome, int status) {
    INFO(outcome.err);
    CHECK(outcome.status == status);
  };
  quick(test::run(cli::build, build), cli::Ok);
  const std::string before = page();
  CHECK(before.find("<span>Shop &amp; &lt;co&gt;</span>") != std::string::npos);
  CHECK(before.find("<img src=\"data:image/svg+xml;base64,") != std::string::npos);
  CHECK(test::run(cli::statement, {folder.path()}).out == before);

  folder.write("house.css", "@import url(https://a.example/x.css);");
  for (const char* more : {"css = \"house.css\"\n", "css = \"absent.css\"\n", "[theme.light]\ntext = \"#777\"\n"}) {
    folder.write("vern.toml", project + more);
    const test::Outcome refused = test::run(cli::build, build);
    quick(refused, cli::Unusable);
    CHECK(refused.err.find("error[VERN-PROJECT-") != std::string::npos);
    CHECK(page() == before);
    quick(test::run(cli::statement, {folder.path()}), cli::Unusable);
  }
}
