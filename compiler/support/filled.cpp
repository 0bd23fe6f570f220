#include "compiler/support/filled.h"

namespace vern {

std::string filled(std::string_view sentence,
                   llvm::function_ref<std::optional<std::string>(std::string_view name)> fill) {
  std::string out;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const std::size_t end = sentence[i] == '{' ? sentence.find('}', i) : std::string_view::npos;
    if (end != std::string_view::npos)
      if (const std::optional<std::string> value = fill(sentence.substr(i + 1, end - i - 1))) {
        out += *value;
        i = end;
        continue;
      }
    out += sentence[i];
  }
  return out;
}

}  // namespace vern
