// What was built in memory, as data for the assembler. It is built twice, in two stretches of memory: a word that
// differs by their distance is a pointer within, and all else is plain data, but for bytes that differ, which were
// never written (padding, and what an empty optional would hold) and become 0. A pointer that leads out, to what the
// program itself holds, cannot be kept and is refused. Only what can be reached from the root is written, packed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

namespace vern::bake {

/// Memory that is handed out once. A header before each piece says how long it is, and whether it was given back.
class Arena {
 public:
  static constexpr std::size_t Alignment = 16;
  static constexpr std::size_t Capacity = std::size_t{1} << 30;

  Arena();
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  [[nodiscard]] bool holds(const void* at) const { return at >= base && at < base + Capacity; }
  void* take(std::size_t size);
  /// What points there from now on was left behind by chance.
  static void giveBack(void* at);

  struct Header {
    std::size_t size = 0;
    bool free = false;
  };

  char* base = nullptr;
  std::size_t used = 0;
};

/// While it lives, `new` takes memory from `arena` and `delete` gives none back to it.
class Into {
 public:
  explicit Into(Arena& arena);
  ~Into();
  Into(const Into&) = delete;
  Into& operator=(const Into&) = delete;
};

/// What `root`, built in `first`, reaches; `second` holds the same, built once more. Throws std::runtime_error where
/// the two are not alike, or a pointer leads out.
class Image {
 public:
  Image(const void* root, const Arena& first, const Arena& second);
  /// As data with the label `name`.
  void write(std::ostream& out, const std::string& name) const;

 private:
  using Word = std::uint64_t;
  struct Piece {
    std::size_t at = 0;  // in the arena
    std::size_t size = 0;
    bool free = false;
    bool live = false;
    std::size_t to = 0;  // in the image
  };
  struct Region {
    Word begin = 0, end = 0;
    std::string name;  // of the file, or "[heap]" and the like
  };

  [[nodiscard]] Word address(const Piece& piece) const { return reinterpret_cast<Word>(first_.base) + piece.at; }
  /// Bytes past the end of a piece are 0.
  [[nodiscard]] static Word wordAt(const Arena& arena, const Piece& piece, std::size_t i);
  [[nodiscard]] Piece* pieceAt(Word address);
  [[nodiscard]] const Piece* pieceAt(Word address) const { return const_cast<Image*>(this)->pieceAt(address); }
  /// Where the word points to, or 0 if it is no pointer within.
  [[nodiscard]] Word target(const Piece& piece, std::size_t i) const;
  /// The bytes of the word that are the same in both.
  [[nodiscard]] Word plain(const Piece& piece, std::size_t i) const;
  /// Throws if the word points to memory of the program outside of both arenas.
  void refuse(const Piece& piece, std::size_t i) const;
  void mark();

  const Arena& first_;
  const Arena& second_;
  std::vector<Region> outside_;
  std::vector<Piece> pieces_;
  const Piece* root_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace vern::bake
