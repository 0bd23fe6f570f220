// Is a text valid UTF-8 without characters that mislead? LLVM's decoder is asked as well.
#include <string>

#include "compiler/source/utf8.h"
#include "llvm/Support/ConvertUTF.h"
#include "tests/fuzz/target.h"

using namespace vern;

namespace {

bool legal(std::string_view text) {
  const auto* begin = reinterpret_cast<const llvm::UTF8*>(text.data());
  return llvm::isLegalUTF8String(&begin, begin + text.size()) != 0;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::textOf(data, size);
  const auto fault = findTextFault(text);
  if (!fault) {
    fuzz::require(legal(text), "a text without fault is UTF-8");
    fuzz::require(text.find('\0') == std::string_view::npos, "a text without fault has no NUL");
    return 0;
  }
  fuzz::require(fault->begin < fault->end && fault->end <= size, "a fault lies in the text");
  fuzz::require(legal(text.substr(0, fault->begin)), "there is no fault before the first");
  if (fault->fault != TextFault::InvalidUtf8)
    fuzz::require(legal(text.substr(0, fault->end)), "what misleads is UTF-8");
  return 0;
}
