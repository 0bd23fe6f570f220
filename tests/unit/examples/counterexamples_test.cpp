// The counterexample of a broken promise is a test that fails on the policy as it stands: over all examples.
#include <filesystem>

#include <catch2/catch.hpp>

#include "compiler/driver/session.h"
#include "compiler/judge/promises.h"
#include "compiler/messages/render.h"
#include "compiler/testing/blocks.h"

using namespace vern;
namespace fs = std::filesystem;

namespace {

/// The files of this machine, with something put behind one of them.
class Appended final : public FileSystem {
 public:
  Appended(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {}

  FileKind kind(const std::string& path) const override { return realFileSystem().kind(path); }
  llvm::Expected<std::string> read(const std::string& path, std::uint64_t limit) const override {
    auto bytes = realFileSystem().read(path, limit);
    if (bytes && canonical(path) == path_) *bytes += text_;
    return bytes;
  }
  llvm::Expected<std::vector<std::string>> list(const std::string& path) const override {
    return realFileSystem().list(path);
  }
  std::string canonical(const std::string& path) const override { return realFileSystem().canonical(path); }

 private:
  std::string path_, text_;
};

std::unique_ptr<driver::Policy> load(driver::Session& session, const fs::path& folder, std::string& path) {
  const auto project = session.open(folder.string());
  REQUIRE(project);
  path = project->policies.front();
  return session.load(*project, path);
}

}  // namespace

TEST_CASE("the counterexamples of all examples fail as tests of the policies they are about") {
  std::size_t pasted = 0;
  for (const auto& example : fs::directory_iterator(fs::path(VERN_SOURCE_DIR) / "examples"))
    for (const char* version : {"published", "repaired"}) {
      const fs::path folder = example.path() / version;
      if (!fs::exists(folder)) continue;
      INFO(folder.string());
      driver::Session session(realFileSystem());
      std::string path;
      const auto policy = load(session, folder, path);
      REQUIRE(policy->model);
      std::string tests;
      std::size_t count = 0;
      std::vector<bool> unsaid;
      for (const judge::Refutation& found : judge::refutations(*policy->model, grants::fromModel(*policy->model)))
        if (!found.witness.test.empty()) {
          tests += "\n" + found.witness.test;
          unsaid.push_back(!found.witness.unsaid.empty());
          ++count;
        }
      pasted += count;
      if (count == 0) continue;

      const Appended files(realFileSystem().canonical(path), tests + "\n");
      driver::Session again(files);
      const auto whole = load(again, folder, path);
      REQUIRE(whole->model);
      const auto results =
          testing::runBlocks(*whole->model, grants::fromModel(*whole->model), {}, toDay({2026, 6, 1})).results;
      REQUIRE(results.size() >= count);
      for (std::size_t i = results.size() - count; i < results.size(); ++i) {
        INFO(results[i].name);
        // Where an activity says too little, nothing is permitted as yet.
        if (!unsaid[i - (results.size() - count)]) CHECK_FALSE(results[i].passed());
      }
    }
  CHECK(pasted >= 17);
}
