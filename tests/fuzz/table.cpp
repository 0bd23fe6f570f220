// The loader and every kind of question, on a table that was tampered with. An input is a list of what is written
// where: three bytes of a place, four of a number; the place lies in the file, or, with the upper bit, in one of its
// sections. What is left over, less than seven bytes, is the seed of the questions; if the first of them is odd, the
// checksum is left wrong, and must be missed. Else it is put right. If then all of the table is found to be sound,
// every way to ask says the same, and permits only what its conditions permit, step by step; and if nothing but texts
// was changed, it answers as before.
#include "compiler/query/explain.h"
#include "compiler/query/to_text.h"
#include "tests/fuzz/shop_table.h"
#include "tests/support/tampered.h"

using namespace vern;

namespace {

constexpr std::size_t Step = 7;
constexpr int Questions = 20;

struct Shop {
  test::AlignedBytes bytes{fuzz::tableOfShop()};
  runtime::Table table;
  Shop() { fuzz::require(table.open(bytes.span()) == runtime::Status::Ok, "the table of the shop can be opened"); }
};

const Shop& shop() {
  static const Shop shop;
  return shop;
}

/// No decision reads it.
bool isText(std::uint32_t section) {
  using enum runtime::SectionId;
  for (const auto id : {Strings, Languages, Labels, Sources, Activities, Shares, Bases, Promises, Disposals, Sentences})
    if (static_cast<std::uint32_t>(id) == section) return true;
  return false;
}

/// Where `input` says that something is written, and whether in a text.
std::pair<std::size_t, bool> placeOf(const std::uint8_t* input) {
  const std::size_t low = input[0] | std::size_t{input[1]} << 8;
  const std::size_t size = shop().bytes.size();
  if (input[2] < 0x80) return {(low | std::size_t{input[2]} << 16) % (size - 3), false};
  const std::uint32_t id = (input[2] & 0x7Fu) % runtime::SectionCount;
  const runtime::Section& section = shop().table.header().sections[id];
  const std::size_t bytes = std::size_t{section.count} * section.element_bytes;
  if (bytes < 4) return {(section.offset + low) % (size - 3), false};
  return {section.offset + low % (bytes - 3), isText(id)};
}

void explain(const test::Asked& asked, const runtime::Answer& answer) {
  const query::Bound bound{asked.question, asked.facts};
  for (const char* language : {"en", "nb"}) {
    const query::Explanation explanation = query::explain(bound, answer, language);
    (void)query::toText(explanation, asked.facts.table(), language);
    (void)query::toJson(explanation);
  }
}

}  // namespace

int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  (void)shop();
  return 0;
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const test::AlignedBytes& whole = shop().bytes;
  test::AlignedBytes bytes(whole.text());
  const std::size_t changes = size - size % Step;
  bool texts_alone = true;
  for (std::size_t i = 0; i < changes; i += Step) {
    const auto [at, text] = placeOf(data + i);
    std::memcpy(&bytes[at], data + i + 3, 4);
    texts_alone = texts_alone && text;
  }
  std::uint32_t seed = 0;
  for (std::size_t i = changes; i < size; ++i) seed = seed << 8 | data[i];
  const bool damaged = changes < size && (data[changes] & 1) != 0 && bytes.text() != whole.text();
  if (!damaged) test::fixChecksum(bytes);

  runtime::Table table;
  if (table.openUnverified(bytes.span()) != runtime::Status::Ok) return 0;
  const bool sound = table.verify() == runtime::Status::Ok;
  fuzz::require(!sound || !damaged, "what does not fit its checksum is found");
  for (std::uint32_t i = 0; i < Questions; ++i) {
    std::mt19937 random(seed + i);
    const test::Asked asked = test::drawn(shop().table, table, random);
    const test::Said said = test::askEveryWay(asked);
    explain(asked, said.answer);
    fuzz::require(!sound || said.same, "every way to ask says the same");
    fuzz::require(!sound || !said.answer.permit || said.step_by_step, "what is permitted its conditions permit");
    if (!sound || !texts_alone) continue;
    std::mt19937 again(seed + i);
    const test::Asked before = test::drawn(shop().table, shop().table, again);
    fuzz::require(said.answer == runtime::decide(before.facts, before.question), "texts change no answer");
  }
  return 0;
}
