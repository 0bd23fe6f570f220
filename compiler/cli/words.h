// Words that people search for.
#pragma once

#include <string>
#include <string_view>

namespace vern::cli {

/// `text` in small letters, æ, ø and å among them.
[[nodiscard]] inline std::string lowered(std::string_view text) {
  // Æ, Ø and Å: C3 86, C3 98, C3 85.
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i] >= 'A' && out[i] <= 'Z') out[i] = static_cast<char>(out[i] - 'A' + 'a');
    if (out[i] == '\xC3' && i + 1 < out.size() && static_cast<unsigned char>(out[i + 1]) <= 0x9E)
      out[i + 1] = static_cast<char>(out[i + 1] + 0x20);
  }
  return out;
}

}  // namespace vern::cli
