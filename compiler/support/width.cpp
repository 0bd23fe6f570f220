#include "compiler/support/width.h"

#include "llvm/Support/Unicode.h"

namespace vern {

std::size_t displayWidth(std::string_view text) {
  const int columns = llvm::sys::unicode::columnWidthUTF8(llvm::StringRef(text.data(), text.size()));
  return columns >= 0 ? static_cast<std::size_t>(columns) : text.size();
}

}  // namespace vern
