// Which project a policy belongs to, and what of it holds when the policy is checked alone.
#include "compiler/workspace/project.h"

#include <catch2/catch.hpp>

namespace vern::test {

namespace {

MemoryFileSystem firm() {
  MemoryFileSystem files;
  files.add("/firm/vern.toml",
            "[project]\nname = \"firm\"\npolicies = [\"shop/p.vern\", \"staff/p.vern\"]\n"
            "[rules.levels]\nVERN-INFO-007 = \"off\"\n[output]\nfolder = \"out\"\n");
  files.add("/firm/shop/p.vern", "use norway\n");
  files.add("/firm/staff/p.vern", "use norway\n");
  files.add("/firm/staff/inner/vern.toml", "[project]\npolicy = \"q.vern\"\n");
  files.add("/firm/staff/inner/q.vern", "use norway\n");
  files.add("/alone/p.vern", "use norway\n");
  return files;
}

std::optional<workspace::Project> opened(const FileSystem& files, const std::string& path) {
  SourceMap sources;
  diag::Sink sink;
  return workspace::open(path, files, sources, sink);
}

}  // namespace

TEST_CASE("a policy is judged as part of the nearest project that holds it, and alone") {
  const MemoryFileSystem files = firm();
  const auto shop = opened(files, "/firm/shop/p.vern");
  REQUIRE(shop);
  CHECK(shop->name == "firm");
  CHECK(shop->root == "/firm");
  CHECK(shop->policies == std::vector<std::string>{"/firm/shop/p.vern"});
  CHECK(shop->levels.contains("VERN-INFO-007"));
  CHECK(workspace::within(shop->root, "/firm/shop", "../shared/r.vern") == "/firm/shared/r.vern");

  const auto inner = opened(files, "/firm/staff/inner/q.vern");
  REQUIRE(inner);
  CHECK(inner->root == "/firm/staff/inner");
  CHECK(inner->levels.empty());
}

TEST_CASE("a policy that no project holds needs none") {
  const auto project = opened(firm(), "/alone/p.vern");
  REQUIRE(project);
  CHECK(project->name == "p");
  CHECK(project->root == "/alone");
}

TEST_CASE("a policy whose project cannot be read is not judged by other settings") {
  MemoryFileSystem files = firm();
  files.add("/firm/vern.toml", "[project]\npolcies = [\"shop/p.vern\"]\n");
  CHECK(!opened(files, "/firm/shop/p.vern"));
}

TEST_CASE("a file lies within a project above the current folder, or not") {
  CHECK(workspace::within("..", "", "../shared/r.vern") == "../shared/r.vern");
  CHECK(workspace::within("..", "", "r.vern") == "r.vern");
  CHECK(workspace::within("..", "", "../../r.vern").empty());
  CHECK(workspace::within("../..", "a", "../../r.vern") == "../r.vern");
  CHECK(workspace::within("../..", "", "../..").empty());
  CHECK(workspace::within("../firm", "../firm/shop", "../../r.vern").empty());
  CHECK(workspace::within(".", "shop", "../shared/r.vern") == "shared/r.vern");
  CHECK(workspace::within(".", "shop", "../../r.vern").empty());
}

}  // namespace vern::test
