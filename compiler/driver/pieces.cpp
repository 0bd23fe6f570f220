#include "compiler/driver/pieces.h"

namespace vern::driver {

std::optional<Span> Pieces::inPiece(std::uint32_t begin, std::uint32_t end) const {
  std::uint32_t at = 0;
  for (const Span& piece : pieces_) {
    const std::uint32_t size = piece.end - piece.begin;
    if (begin >= at && end <= at + size) return Span{piece.file, piece.begin + begin - at, piece.begin + end - at};
    at += size;
  }
  return std::nullopt;
}

std::optional<Span> Pieces::today(Span place) const {
  std::uint32_t at = 0;
  for (const Span& piece : pieces_) {
    if (piece.file == place.file && piece.begin <= place.begin && place.end <= piece.end)
      return Span{file_, at + place.begin - piece.begin, at + place.end - piece.begin};
    at += piece.end - piece.begin;
  }
  return std::nullopt;
}

void Pieces::replace(Span old, Span fresh) {
  for (auto piece = pieces_.begin(); piece != pieces_.end(); ++piece) {
    if (piece->file != old.file || old.begin < piece->begin || piece->end < old.end) continue;
    const Span before{piece->file, piece->begin, old.begin};
    const Span after{piece->file, old.end, piece->end};
    *piece = fresh;
    if (after.begin < after.end) piece = pieces_.insert(piece + 1, after) - 1;
    if (before.begin < before.end) pieces_.insert(piece, before);
    return;
  }
}

}  // namespace vern::driver
