// Whatever happens to `vern build`, its output folder holds the old set or the new one.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <sched.h>
#include <unistd.h>

#include <chrono>
#include <map>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/cli/command.h"
#include "tests/cli/process.h"

using namespace vern;
using test::Ended;
using test::Folder;
using test::Process;

namespace {

namespace fs = std::filesystem;
using Set = std::map<std::string, std::string>;

Set filesIn(const fs::path& folder) {
  Set out;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    out[entry.path().filename().string()] = {std::istreambuf_iterator<char>(in), {}};
  }
  return out;
}

/// Two policies that give two different sets, and what a build of each leaves.
struct Builds {
  Folder folder;
  Set sets[2];

  Builds() {
    for (int i = 0; i < 2; ++i) {
      folder.write("from" + std::to_string(i) + "/news.vern",
                   "use norway\ncontroller firm { name \"Firm " + std::to_string(i) +
                       "\" }\nactivity news { purpose newsletter  subjects customer  data contact.email }\n");
      REQUIRE(Process(words(i, "set" + std::to_string(i))).wait().status == 0);
      sets[i] = filesIn(folder.path("set" + std::to_string(i)));
    }
    REQUIRE(sets[0].size() > 4);
    REQUIRE(sets[0] != sets[1]);
    ::chmod(folder.path().c_str(), 0755);
  }

  [[nodiscard]] std::vector<std::string> words(int i, const std::string& out) const {
    return {"build",          folder.path("from" + std::to_string(i) + "/news.vern"),
            "--out",          folder.path(out),
            "--allow-errors", "--as-of",
            "2026-06-01"};
  }
  /// Which set `out` holds: 0, 1, or -1 for a mixture.
  [[nodiscard]] int held(const std::string& out) const {
    const Set now = filesIn(folder.path(out));
    return now == sets[0] ? 0 : now == sets[1] ? 1 : -1;
  }
  [[nodiscard]] std::vector<std::string> besides(const std::string& out) const {
    std::vector<std::string> found;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder.path()))
      if (entry.path().filename().string().rfind(out + ".", 0) == 0) found.push_back(entry.path().filename().string());
    return found;
  }
};

}  // namespace

TEST_CASE("a build that is killed at any point leaves the old set or the new one") {
  const Builds builds;
  using Clock = std::chrono::steady_clock;
  const Clock::time_point begin = Clock::now();
  REQUIRE(Process(builds.words(0, "out")).wait().status == 0);
  const auto whole = Clock::now() - begin;
  REQUIRE(builds.held("out") == 0);

  constexpr int Kills = VERN_KILLS;
  int replaced = 0;
  int wanted = 1;
  for (int i = 0; i < Kills; ++i) {
    Process build(builds.words(wanted, "out"));
    // More of them towards the end, when the files are written and change places.
    const double part = 1.2 * (1.0 - (i % 20) / 20.0 * (i % 20) / 20.0);
    std::this_thread::sleep_for(std::chrono::duration_cast<Clock::duration>(whole * part));
    build.kill();
    build.wait();
    const int now = builds.held("out");
    REQUIRE(now >= 0);
    if (now == wanted) {
      ++replaced;
      wanted = 1 - wanted;
    }
  }
  CHECK(replaced > 0);
  CHECK(replaced < Kills);
  // The next build tidies up after those that were killed.
  CHECK(Process(builds.words(wanted, "out")).wait().status == 0);
  CHECK(builds.held("out") == wanted);
  CHECK(builds.besides("out").empty());
}

TEST_CASE("a statement tidies up after one that was killed, and leaves what another still writes") {
  const Folder folder;
  const std::string policy = folder.write("p.vern", "use norway\npolicy p { languages en }\n");
  folder.write("p.html.vern-new.1", "half of it");
  folder.write("p.html.vern-new.2", "half of it");
  folder.write("p.html.vern-new.notes", "mine");
  const int other = ::open(folder.path("p.html.vern-new.2").c_str(), O_RDONLY);
  REQUIRE(::flock(other, LOCK_EX) == 0);
  CHECK(Process({"statement", policy, "--lang", "en", "--out", folder.path("p.html")}).wait().status == 0);
  ::close(other);
  const Set left = filesIn(folder.path());
  CHECK(left.contains("p.html"));
  CHECK_FALSE(left.contains("p.html.vern-new.1"));
  CHECK(left.contains("p.html.vern-new.2"));
  CHECK(left.contains("p.html.vern-new.notes"));
}

TEST_CASE("a build that may not write so much says so, and leaves the old set") {
  const Builds builds;
  REQUIRE(Process(builds.words(0, "out")).wait().status == 0);
  for (const rlim_t bytes : {0u, 1u, 512u, 4096u, 10000u}) {
    const Ended ended = Process(builds.words(1, "out"), [&] {
                          const rlimit limit{bytes, bytes};
                          ::setrlimit(RLIMIT_FSIZE, &limit);
                        }).wait();
    INFO(bytes << " bytes: " << ended.said);
    CHECK(ended.status == cli::Unusable);
    CHECK(ended.said.find("cannot write `" + builds.folder.path("out") + "`: it would be larger") != std::string::npos);
    CHECK(builds.held("out") == 0);
    CHECK(builds.besides("out").empty());
  }
}

TEST_CASE("a build onto a full disk says so, and leaves the old set") {
  const Builds builds;
  fs::create_directory(builds.folder.path("disk"));
  // A small disk, that only this process and its children see.
  if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
      ::mount("vern-test", builds.folder.path("disk").c_str(), "tmpfs", 0, "size=4m") != 0) {
    WARN("skipped: only root may mount a small disk");
    return;
  }
  REQUIRE(Process(builds.words(0, "disk/out")).wait().status == 0);
  int refused = 0;
  for (const std::uint64_t left : {0u, 4096u, 16384u, 32768u, 65536u, 1u << 20}) {
    const std::string filler = builds.folder.path("disk/filler");
    const std::uint64_t free = fs::space(builds.folder.path("disk")).available;
    std::ofstream(filler) << std::string(free > left ? free - left : 0, 'x');
    const Ended ended = Process(builds.words(1, "disk/out")).wait();
    INFO(left << " bytes left: " << ended.said);
    CHECK(builds.held("disk/out") == (ended.status == 0 ? 1 : 0));
    if (ended.status != 0) {
      ++refused;
      CHECK(ended.status == cli::Unusable);
      CHECK(ended.said.find("there is no room left on the disk") != std::string::npos);
    }
    fs::remove(filler);
    REQUIRE(Process(builds.words(0, "disk/out")).wait().status == 0);
  }
  CHECK(refused > 0);
  ::umount2(builds.folder.path("disk").c_str(), MNT_DETACH);
}

TEST_CASE("an output folder that may not be written, is a file, or holds other files") {
  const Builds builds;
  const auto refused = [&](const std::string& out, const std::string& reason) {
    const Ended ended = Process(builds.words(1, out), test::becomeNobody).wait();
    INFO(ended.said);
    CHECK(ended.status == cli::Unusable);
    CHECK(ended.said.find("vern build: cannot write `" + builds.folder.path(out) + "`: " + reason) !=
          std::string::npos);
  };
  REQUIRE(Process(builds.words(0, "locked/out")).wait().status == 0);
  ::chmod(builds.folder.path("locked").c_str(), 0555);
  refused("locked/out", "no permission");
  refused("locked/new", "no permission");
  CHECK(builds.held("locked/out") == 0);
  ::chmod(builds.folder.path("locked").c_str(), 0755);
  builds.folder.write("file", "");
  refused("file", "it is not a folder");
  refused("file/out", "a part of its path is not a folder");
  builds.folder.write("mine/letter.txt", "dear");
  refused("mine", "it holds files that vern did not write");
  CHECK(filesIn(builds.folder.path("mine")) == Set{{"letter.txt", "dear"}});
}

TEST_CASE("a file that may not be read") {
  const Folder folder;
  ::chmod(folder.path().c_str(), 0755);
  const std::string path = folder.write("secret.vern", "use norway\n");
  ::chmod(path.c_str(), 0);
  const Ended ended = Process({"check", path, "--lang", "en"}, test::becomeNobody).wait();
  INFO(ended.said);
  CHECK(ended.status == cli::Unusable);
  CHECK(ended.said.find("error[VERN-USE-001]") != std::string::npos);
  CHECK(ended.said.find("no permission to read it") != std::string::npos);
}
