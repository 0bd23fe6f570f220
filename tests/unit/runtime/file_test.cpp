// Tables in files, as programs open them.
#include "vern/file.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "compiler/table/from_grants.h"
#include "tests/unit/table/random_policy.h"
#include "vern/decide.h"

using namespace vern;
using runtime::Status;

TEST_CASE("a file is opened as a table if it is a sound one, and else denies everything") {
  const test::TestPolicy policy(test::RandomVocabulary);
  const std::string sound = llvm::cantFail(table::fromGrants(policy.model(), policy.grants()));
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "vern_table_file_test";
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "policy.vdt").string();
  const auto holds = [&](const std::string& bytes) {
    std::filesystem::remove(path);
    std::ofstream(path, std::ios::binary) << bytes;
  };
  runtime::TableFile file;
  const auto permits = [&] {
    const runtime::Table& table = file.table();
    const runtime::Question question{.subject = table.find(runtime::TermKind::Subject, "holder"),
                                     .datum = table.find(runtime::TermKind::Datum, "address"),
                                     .purpose = table.find(runtime::TermKind::Purpose, "upkeep")};
    return runtime::permits(runtime::Facts(table, 20000), question);
  };
  CHECK(file.open((folder / "none.vdt").c_str()) == Status::Unreadable);
  CHECK(file.open(folder.c_str()) == Status::Unreadable);
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(file.open((folder / "pipe").c_str()) == Status::Unreadable);
  CHECK_FALSE(permits());
  holds(sound);
  REQUIRE(file.open(path.c_str()) == Status::Ok);
  CHECK(permits());
  // What was opened stays in force when its name goes to another file.
  holds("");
  CHECK(permits());
  CHECK(file.open(path.c_str()) == Status::Truncated);
  CHECK_FALSE(permits());
  std::string damaged = sound;
  damaged[damaged.size() / 2] ^= 1;
  holds(damaged);
  CHECK(file.open(path.c_str()) == Status::Damaged);
  CHECK_FALSE(permits());
  std::filesystem::remove_all(folder);
}
