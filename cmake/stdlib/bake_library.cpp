// Reads the standard library when vern is built and writes it as data for the assembler, so that vern itself reads,
// binds and types none of it:
//   bake_library OUTPUT.S
// The library is built twice, in two stretches of memory. A word that differs by their distance is a pointer within;
// all else is plain data, but for bytes that differ: those were never written (padding, and what an empty optional
// would hold) and become 0. A text that stands in the program and not in the library cannot be kept, and stops the
// build. Only what can be reached from the library is written, packed.
#include <sys/mman.h>
#include <sys/personality.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <new>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "compiler/driver/library.h"

namespace {

using Word = std::uint64_t;
constexpr std::size_t Alignment = 16;
constexpr std::size_t Capacity = std::size_t{1} << 30;

/// Memory that is handed out once and never taken back. A header before each piece says how long it is.
struct Arena {
  char* base = nullptr;
  std::size_t used = 0;

  [[nodiscard]] bool holds(const void* at) const { return base != nullptr && at >= base && at < base + Capacity; }
  void* take(std::size_t size) {
    char* header = base + used;
    used += Alignment + (size + Alignment - 1) / Alignment * Alignment;
    if (used > Capacity) std::abort();
    std::memcpy(header, &size, sizeof size);
    return header + Alignment;
  }
};

Arena arenas[2];
Arena* open_arena = nullptr;   // where `new` takes memory from, if it is not the heap

void* allocate(std::size_t size) {
  if (open_arena != nullptr) return open_arena->take(size);
  if (void* out = std::malloc(size == 0 ? 1 : size)) return out;
  throw std::bad_alloc();
}

void release(void* at) {
  for (const Arena& arena : arenas)
    if (arena.holds(at)) return;
  std::free(at);
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* at) noexcept { release(at); }
void operator delete[](void* at) noexcept { release(at); }
void operator delete(void* at, std::size_t) noexcept { release(at); }
void operator delete[](void* at, std::size_t) noexcept { release(at); }

namespace {

using namespace vern;

/// The library in `arena`, without the trees that it was read from, and those of the rules' examples: who runs the
/// examples of the library reads it from its folder.
const driver::Library* build(Arena& arena) {
  void* base = mmap(nullptr, Capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (base == MAP_FAILED) throw std::runtime_error("no memory");
  arena.base = static_cast<char*>(base);
  open_arena = &arena;
  diag::Sink sink;
  auto* library = const_cast<driver::Library*>(driver::readLibrary(sink).release());
  (void)std::exchange(library->files, {});
  (void)std::exchange(library->parsed, {});
  for (const rules::Rule* rule : library->rules.rules)
    for (rules::Example& example : const_cast<rules::Rule*>(rule)->examples) (void)std::exchange(example.fragment, {});
  open_arena = nullptr;
  if (sink.hasErrors()) throw std::runtime_error("the standard library has mistakes: run `vern test stdlib-policies`");
  return library;
}

struct Piece {
  std::size_t at = 0;    // in the arena
  std::size_t size = 0;
  bool live = false;
  std::size_t to = 0;    // in the image
};

/// Memory of this process outside of both arenas.
struct Region {
  Word begin = 0, end = 0;
};

std::vector<Region> readable() {
  std::vector<Region> out;
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    unsigned long long begin = 0, end = 0;
    char may_read = '-';
    if (std::sscanf(line.c_str(), "%llx-%llx %c", &begin, &end, &may_read) != 3 || may_read != 'r') continue;
    if (arenas[0].holds(reinterpret_cast<void*>(begin)) || arenas[1].holds(reinterpret_cast<void*>(begin))) continue;
    out.push_back({begin, end});
  }
  return out;
}

class Image {
 public:
  explicit Image(const void* root) : regions_(readable()) {
    for (std::size_t at = 0; at < arenas[0].used;) {
      std::size_t size = 0;
      std::memcpy(&size, arenas[0].base + at, sizeof size);
      pieces_.push_back({at + Alignment, size, false, 0});
      at += Alignment + (size + Alignment - 1) / Alignment * Alignment;
    }
    root_ = pieceAt(reinterpret_cast<Word>(root));
    mark();
    for (Piece& piece : pieces_) {
      if (!piece.live) continue;
      piece.to = size_;
      size_ += (piece.size + Alignment - 1) / Alignment * Alignment;
    }
  }

  void write(std::ostream& out) const {
    out << "    .section .data.rel.ro,\"aw\",%progbits\n    .balign 4096\n    .globl vern_library_image\n"
        << "vern_library_image_begin:\n";
    for (const Piece& piece : pieces_) {
      if (!piece.live) continue;
      if (&piece == root_) out << "vern_library_image:\n";
      for (std::size_t i = 0; i < piece.size; i += sizeof(Word)) {
        out << (i % 64 == 0 ? "\n.quad " : ",");
        if (const Piece* to = target(piece, i))
          out << "vern_library_image_begin+" << to->to + (wordAt(0, piece, i) - address(*to));
        else out << plain(piece, i);
      }
      if (piece.size % Alignment != 0 && piece.size % Alignment <= 8) out << ",0";
      out << "\n";
    }
    out << "    .section .note.GNU-stack,\"\",%progbits\n";
  }

 private:
  [[nodiscard]] static Word address(const Piece& piece) { return reinterpret_cast<Word>(arenas[0].base) + piece.at; }

  /// Bytes past the end of a piece are 0.
  [[nodiscard]] static Word wordAt(int arena, const Piece& piece, std::size_t i) {
    Word word = 0;
    std::memcpy(&word, arenas[arena].base + piece.at + i, std::min(sizeof word, piece.size - i));
    return word;
  }

  [[nodiscard]] const Piece* pieceAt(Word address) const {
    const std::size_t at = address - reinterpret_cast<Word>(arenas[0].base);
    auto after = std::upper_bound(pieces_.begin(), pieces_.end(), at,
                                  [](std::size_t a, const Piece& piece) { return a < piece.at; });
    if (after == pieces_.begin()) return nullptr;
    --after;
    return at <= after->at + after->size ? &*after : nullptr;  // the end of a list is one past its piece
  }

  /// What the word points to, or nullptr if it is no pointer.
  [[nodiscard]] const Piece* target(const Piece& piece, std::size_t i) const {
    const Word a = wordAt(0, piece, i);
    const Word b = wordAt(1, piece, i);
    const Word distance = reinterpret_cast<Word>(arenas[1].base) - reinterpret_cast<Word>(arenas[0].base);
    return b - a == distance && arenas[0].holds(reinterpret_cast<void*>(a)) ? pieceAt(a) : nullptr;
  }

  /// The bytes of the word that are the same in both readings.
  [[nodiscard]] static Word plain(const Piece& piece, std::size_t i) {
    const Word a = wordAt(0, piece, i);
    const Word b = wordAt(1, piece, i);
    Word out = 0;
    for (unsigned shift = 0; shift < 64; shift += 8)
      if (((a ^ b) >> shift & 0xff) == 0) out |= a & Word{0xff} << shift;
    return out;
  }

  /// A length, and then where so many letters and a 0 stand outside of the library: a text in quotes of the program.
  /// Shorter ones are not told from what was left behind by chance.
  [[nodiscard]] std::string_view textOutside(const Piece& piece, std::size_t i) const {
    const Word at = wordAt(0, piece, i);
    const Word length = i == 0 ? 0 : wordAt(0, piece, i - sizeof(Word));
    if (length < 3 || length > 200) return {};
    for (const Region& region : regions_) {
      if (at < region.begin || region.end - length <= at) continue;
      const std::string_view text(reinterpret_cast<const char*>(at), length);
      if (text.data()[length] == 0 &&
          std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; }))
        return text;
    }
    return {};
  }

  void mark() {
    std::vector<const Piece*> open{root_};
    const_cast<Piece*>(root_)->live = true;
    while (!open.empty()) {
      const Piece& piece = *open.back();
      open.pop_back();
      for (std::size_t i = 0; i < piece.size; i += sizeof(Word)) {
        const Piece* to = target(piece, i);
        if (to == nullptr) {
          if (const std::string_view text = textOutside(piece, i); !text.empty())
            throw std::runtime_error("the library points to the text \"" + std::string(text) + "\" of the program");
        } else if (!to->live) {
          const_cast<Piece*>(to)->live = true;
          open.push_back(to);
        }
      }
    }
  }

  std::vector<Region> regions_;
  std::vector<Piece> pieces_;
  const Piece* root_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace

int main(int count, char** arguments) try {
  if (count != 2) throw std::runtime_error("usage: bake_library OUTPUT.S");
  // What was left behind by chance in padding is then the same in every build, where the system lets us ask for that.
  if (const int now = personality(0xffffffff); now >= 0 && (now & ADDR_NO_RANDOMIZE) == 0) {
    char* nothing[] = {nullptr};
    if (personality(static_cast<unsigned long>(now) | ADDR_NO_RANDOMIZE) >= 0 &&
        (personality(0xffffffff) & ADDR_NO_RANDOMIZE) != 0)
      execve("/proc/self/exe", arguments, nothing);
  }
  // Tables that are made on first use belong to the program, not to the library.
  diag::Sink sink;
  (void)driver::readLibrary(sink);
  const driver::Library* first = build(arenas[0]);
  build(arenas[1]);
  if (arenas[0].used != arenas[1].used) throw std::runtime_error("two readings of the library differ");
  const Image image(first);
  std::ofstream file(arguments[1]);
  image.write(file);
  if (!file.flush()) throw std::runtime_error(std::string("cannot write ") + arguments[1]);
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "bake_library: %s\n", error.what());
  return 1;
}
