// How libFuzzer changes an input of a target that reads policies: half of the time as the grammar has it, else byte by
// byte as it always does.
#include <algorithm>

#include "tests/fuzz/target.h"
#include "tests/support/mutate_text.h"

// These names are libFuzzer's.
extern "C" {
std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed);
std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* a, std::size_t a_size, const std::uint8_t* b,
                                      std::size_t b_size, std::uint8_t* out, std::size_t most, unsigned seed);
}

namespace {

/// What fits of `text`.
std::size_t put(const std::string& text, std::uint8_t* out, std::size_t most) {
  const std::size_t size = std::min(text.size(), most);
  std::copy_n(text.begin(), size, out);
  return size;
}

}  // namespace

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  if (seed % 2 == 0) return LLVMFuzzerMutate(data, size, most);
  return put(vern::test::TextMutator(seed)(vern::fuzz::textOf(data, size), ""), data, most);
}

std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* a, std::size_t a_size, const std::uint8_t* b,
                                      std::size_t b_size, std::uint8_t* out, std::size_t most, unsigned seed) {
  return put(vern::test::TextMutator(seed)(vern::fuzz::textOf(a, a_size), vern::fuzz::textOf(b, b_size)), out, most);
}
