// A text that was edited, as pieces of what it was and of what came in: places in the pieces stay as they were while
// the text changes, and can be told as places in the text of today.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/source/source.h"

namespace vern::driver {

class Pieces {
 public:
  /// All of `file`, so many bytes.
  Pieces(FileId file, std::uint32_t size) : file_(file), pieces_{{file, 0, size}} {}

  [[nodiscard]] FileId file() const { return file_; }

  /// Where bytes [begin, end) of today's text, which lie in one piece, stand in it.
  [[nodiscard]] std::optional<Span> inPiece(std::uint32_t begin, std::uint32_t end) const;
  /// Where `place`, in some piece, stands today; nothing if it is in none of them.
  [[nodiscard]] std::optional<Span> today(Span place) const;
  /// All of `fresh` stands now where `old`, which lies in one piece, stood.
  void replace(Span old, Span fresh);

 private:
  FileId file_;
  std::vector<Span> pieces_;
};

}  // namespace vern::driver
