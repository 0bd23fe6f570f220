// Tables replaced while others read.
#include "vern/switch.h"

#include <atomic>
#include <thread>
#include <vector>

#include "compiler/table/from_grants.h"
#include "tests/support/aligned_bytes.h"
#include "tests/unit/table/random_policy.h"

using namespace vern;

TEST_CASE("a reader has a whole table until it lets go, and then the old one may be thrown away") {
  const test::TestPolicy policy(test::RandomVocabulary);
  std::vector<std::string> files;
  for (const std::uint32_t seed : {1u, 2u}) {
    test::RandomPolicy random(policy.model(), seed);
    files.push_back(llvm::cantFail(table::fromGrants(policy.model(), random.grants())));
  }
  REQUIRE(files[0] != files[1]);
  const auto open = [&](int which) {
    auto bytes = std::make_unique<test::AlignedBytes>(files[static_cast<std::size_t>(which)]);
    auto table = std::make_unique<runtime::Table>();
    if (table->open(bytes->span()) != runtime::Status::Ok) std::abort();
    return std::pair(std::move(bytes), std::move(table));
  };
  auto current = open(0);
  runtime::TableSwitch tables(*current.second);
  std::atomic<bool> stop = false;
  std::atomic<unsigned> broken = 0;
  std::atomic<unsigned> reads = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t)
    threads.emplace_back([&] {
      while (!stop) {
        const runtime::TableSwitch::Reader table(tables);
        // Bytes that were thrown away, or of two tables, have another checksum.
        broken += table->verify() == runtime::Status::Ok ? 0 : 1;
        ++reads;
      }
    });
  for (int i = 1; i <= 300; ++i) {
    auto next = open(i % 2);
    const runtime::Table* old = tables.replace(*next.second);
    REQUIRE(old == current.second.get());
    for (std::size_t b = 0; b < current.first->size(); ++b) (*current.first)[b] = std::byte{0xEE};
    current = std::move(next);
  }
  while (reads < 100) std::this_thread::yield();
  stop = true;
  for (std::thread& thread : threads) thread.join();
  CHECK(broken == 0);
}
