// `vern check --watch`: what changes is seen, and an interrupt ends it.
#include <catch2/catch.hpp>

#include <chrono>
#include <thread>

#include "tests/cli/command.h"
#include "tests/cli/process.h"

using namespace vern;
using test::Folder;
using test::Outcome;
using test::Process;

namespace {

const std::string Watching = "Ctrl-C ends it\n";

/// The findings of one check, without the line that says how many paths are watched.
std::string told(const std::string& said) { return said.substr(0, said.rfind("\nwatching ")); }

}  // namespace

TEST_CASE("a watched policy is told again when it changes, when what it uses changes, and when a lost file is back") {
  const Folder folder;
  const std::string policy = folder.write("a.vern", "use norway\nuse \"more.vern\"\nactivity a { data email }\n");
  folder.write("more.vern", "recipient crew is processor en \"crew\" nb \"folk\"\n");
  const std::vector<std::string> words{"check", policy, "--lang", "en", "--as-of", "2026-06-01"};
  const auto fresh = [&] { return Process(words).wait().said; };

  std::vector<std::string> watching = words;
  watching.emplace_back("--watch");
  Process process(watching);
  std::string said = process.until(Watching);
  INFO(said);
  CHECK(told(said) == fresh());
  CHECK(said.find("VERN-BASIS-001") != std::string::npos);

  folder.write("a.vern",
               "use norway\nuse \"more.vern\"\nactivity a { data email  basis contract  purpose nonsense }\n");
  said = process.until(Watching);
  CHECK(told(said) == fresh());
  CHECK(said.find("no purpose is called `nonsense`") != std::string::npos);

  std::filesystem::remove(folder.path("more.vern"));
  said = process.until(Watching);
  CHECK(told(said) == fresh());
  CHECK(said.find("VERN-USE-") != std::string::npos);

  folder.write("more.vern", "recipient crew is processor\n");
  said = process.until(Watching);
  CHECK(told(said) == fresh());
  CHECK(said.find("VERN-USE-") == std::string::npos);

  process.kill(SIGINT);
  const test::Ended ended = process.wait();
  CHECK(ended.signal == 0);
  CHECK(ended.status == cli::Findings);
}

TEST_CASE("an edit inside an activity is told as by a fresh check, whether the file is written or replaced") {
  const Folder folder;
  const auto policy = [](const std::string& retain) {
    return "use norway\npolicy p {\n  version \"1\"\n}\n\nactivity a {\n  data email\n  subjects customer\n"
           "  purpose service.billing\n  basis contract\n  retain " +
           retain + "\n}\n\nactivity b {\n  data phone\n  subjects customer\n}\n";
  };
  const std::string path = folder.write("a.vern", policy("3 years after collection"));
  const std::vector<std::string> words{"check", path, "--lang", "en", "--as-of", "2026-06-01"};
  const auto fresh = [&] { return Process(words).wait().said; };
  std::vector<std::string> watching = words;
  watching.emplace_back("--watch");
  Process process(watching);
  CHECK(told(process.until(Watching)) == fresh());

  // What else lies in the folder is nobody's business, though it is given time to be noticed.
  folder.write("notes.txt", "call them\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  folder.write("a.vern", policy("as_needed"));
  std::string said = process.until(Watching);
  CHECK(told(said) == fresh());
  CHECK(said.find("VERN-INFO-008") != std::string::npos);

  std::filesystem::rename(folder.write("next", policy("for ever and\n    more")), path);
  said = process.until(Watching);
  CHECK(told(said) == fresh());

  std::filesystem::rename(folder.write("next", policy("1 month after collection")), path);
  said = process.until(Watching);
  CHECK(told(said) == fresh());
  process.kill(SIGINT);
  CHECK(process.wait().signal == 0);
}

TEST_CASE("watching is for people and files") {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"--watch", "--format", "json"},
                                                {"--watch", "-"},
                                                {"--watch", "--baseline", "b.json", "--write-baseline"}}) {
    const Outcome outcome = test::run(cli::check, words);
    CHECK(outcome.status == cli::Unusable);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find("`--watch` ") != std::string::npos);
  }
}
