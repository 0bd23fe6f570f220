// race TABLE: readers ask while the table is replaced, and what it stood in is written over as soon as it may be. To be
// built with ThreadSanitizer, which sees any access that nothing orders.
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "vern/decide.h"
#include "vern/switch.h"

using namespace vern::runtime;

int main(int argc, char** argv) {
  constexpr int Replacements = 300;
  std::ifstream in(argc > 1 ? argv[1] : "", std::ios::binary);
  const std::string file(std::istreambuf_iterator<char>(in), {});
  struct Place {
    std::byte* bytes;
    Table table;
  } places[2];
  const auto open = [&](Place& place) {
    std::memcpy(place.bytes, file.data(), file.size());
    return place.table.open({place.bytes, file.size()}) == Status::Ok;
  };
  for (Place& place : places) place.bytes = new (std::align_val_t{64}) std::byte[file.size()];
  if (!open(places[0])) return std::fprintf(stderr, "no table\n"), 2;

  TableSwitch tables(places[0].table);
  std::atomic<bool> stop = false;
  std::atomic<unsigned> asked = 0;
  std::atomic<unsigned> wrong = 0;
  std::vector<std::thread> readers;
  for (int t = 0; t < 3; ++t)
    readers.emplace_back([&] {
      while (!stop) {
        const TableSwitch::Reader table(tables);
        // Terms of all tables, by name: in a table that was written over they are not found.
        const Facts facts(*table, 20000);
        if (table->find(TermKind::Datum, "contact.email") == None) ++wrong;
        (void)decide(facts, {Ask::Keep, 0, table->find(TermKind::Datum, "contact.email")});
        ++asked;
      }
    });
  for (int i = 1; i <= Replacements; ++i) {
    if (!open(places[i % 2])) return 2;
    (void)tables.replace(places[i % 2].table);
    std::memset(places[(i + 1) % 2].bytes, 0xFF, file.size());
  }
  while (asked < 100) std::this_thread::yield();
  stop = true;
  for (std::thread& reader : readers) reader.join();
  std::printf("%u questions while the table was replaced %d times\n", asked.load(), Replacements);
  return wrong == 0 ? 0 : 1;
}
