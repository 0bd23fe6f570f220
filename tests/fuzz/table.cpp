// The loader and every kind of question, on a table that was tampered with and given a checksum that is right. An input
// is a list of what is written where: three bytes of offset, four of a number.
#include "tests/fuzz/shop_table.h"
#include "tests/support/tampered.h"

using namespace vern;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string whole = fuzz::tableOfShop();
  constexpr std::size_t Step = 7;
  test::AlignedBytes bytes(whole);
  for (std::size_t i = 0; i + Step <= size; i += Step) {
    const std::size_t at =
        (data[i] | std::size_t{data[i + 1]} << 8 | std::size_t{data[i + 2]} << 16) % (whole.size() - 3);
    std::memcpy(&bytes[at], data + i + 3, 4);
  }
  test::fixChecksum(bytes);
  runtime::Table table;
  if (table.open(bytes.span()) != runtime::Status::Ok) return 0;
  (void)table.verify();
  std::mt19937 random(static_cast<std::uint32_t>(size));
  (void)test::askAround(table, random, 20);
  return 0;
}
