#include "image.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <new>
#include <sstream>
#include <stdexcept>

namespace vern::bake {

namespace {

Arena* open_arena = nullptr;          // where `new` takes memory from, if it is not the heap

void* allocate(std::size_t size) {
  if (open_arena != nullptr) return open_arena->take(size);
  if (void* out = std::malloc(size == 0 ? 1 : size)) return out;
  throw std::bad_alloc();
}

// Two are enough, and a list of them must not take memory from one of them.
const Arena* known[8] = {};

void release(void* at) {
  for (const Arena* arena : known)
    if (arena != nullptr && arena->holds(at)) return Arena::giveBack(at);
  std::free(at);
}

}  // namespace

Arena::Arena() {
  void* at = mmap(nullptr, Capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  const auto free = std::find(std::begin(known), std::end(known), nullptr);
  if (at == MAP_FAILED || free == std::end(known)) throw std::runtime_error("no memory");
  base = static_cast<char*>(at);
  *free = this;
}

Arena::~Arena() {
  *std::find(std::begin(known), std::end(known), this) = nullptr;
  munmap(base, Capacity);
}

void* Arena::take(std::size_t size) {
  char* const at = base + used;
  used += Alignment + (size + Alignment - 1) / Alignment * Alignment;
  if (used > Capacity) std::abort();
  new (at) Header{size, false};
  return at + Alignment;
}

void Arena::giveBack(void* at) { reinterpret_cast<Header*>(static_cast<char*>(at) - Alignment)->free = true; }

Into::Into(Arena& arena) { open_arena = &arena; }
Into::~Into() { open_arena = nullptr; }

Image::Image(const void* root, const Arena& first, const Arena& second) : first_(first), second_(second) {
  if (first.used != second.used) throw std::runtime_error("two readings differ");
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    unsigned long long begin = 0, end = 0;
    int name = 0;
    if (std::sscanf(line.c_str(), "%llx-%llx %*s %*s %*s %*s %n", &begin, &end, &name) != 2) continue;
    const auto* at = reinterpret_cast<const void*>(begin);
    if (std::none_of(std::begin(known), std::end(known), [&](const Arena* a) { return a != nullptr && a->holds(at); }))
      outside_.push_back({begin, end, name == 0 ? std::string() : line.substr(static_cast<std::size_t>(name))});
  }
  for (std::size_t at = 0; at < first_.used;) {
    const auto& header = *reinterpret_cast<const Arena::Header*>(first_.base + at);
    pieces_.push_back({at + Arena::Alignment, header.size, header.free, false, 0});
    at += Arena::Alignment + (header.size + Arena::Alignment - 1) / Arena::Alignment * Arena::Alignment;
  }
  root_ = pieceAt(reinterpret_cast<Word>(root));
  mark();
  for (Piece& piece : pieces_) {
    if (!piece.live) continue;
    piece.to = size_;
    size_ += (piece.size + Arena::Alignment - 1) / Arena::Alignment * Arena::Alignment;
  }
}

void Image::write(std::ostream& out, const std::string& name) const {
  out << "    .section .data.rel.ro,\"aw\",%progbits\n    .balign 4096\n    .globl " << name << "\n"
      << name << "_begin:\n";
  for (const Piece& piece : pieces_) {
    if (!piece.live) continue;
    if (&piece == root_) out << name << ":\n";
    for (std::size_t i = 0; i < piece.size; i += sizeof(Word)) {
      out << (i % 64 == 0 ? "\n.quad " : ",");
      if (const Word to = target(piece, i); to != 0)
        out << name << "_begin+" << pieceAt(to)->to + (to - address(*pieceAt(to)));
      else out << plain(piece, i);
    }
    if (piece.size % Arena::Alignment != 0 && piece.size % Arena::Alignment <= 8) out << ",0";
    out << "\n";
  }
  out << "    .section .note.GNU-stack,\"\",%progbits\n";
}

Image::Word Image::wordAt(const Arena& arena, const Piece& piece, std::size_t i) {
  Word word = 0;
  std::memcpy(&word, arena.base + piece.at + i, std::min(sizeof word, piece.size - i));
  return word;
}

Image::Piece* Image::pieceAt(Word address) {
  const std::size_t at = address - reinterpret_cast<Word>(first_.base);
  auto after = std::upper_bound(pieces_.begin(), pieces_.end(), at,
                                [](std::size_t a, const Piece& piece) { return a < piece.at; });
  if (after == pieces_.begin()) return nullptr;
  --after;
  return at <= after->at + after->size ? &*after : nullptr;  // the end of a list is one past its piece
}

Image::Word Image::target(const Piece& piece, std::size_t i) const {
  const Word a = wordAt(first_, piece, i);
  const Word b = wordAt(second_, piece, i);
  const Word distance = reinterpret_cast<Word>(second_.base) - reinterpret_cast<Word>(first_.base);
  if (b - a != distance || !first_.holds(reinterpret_cast<void*>(a))) return 0;
  const Piece* to = pieceAt(a);
  return to != nullptr && !to->free ? a : 0;
}

Image::Word Image::plain(const Piece& piece, std::size_t i) const {
  const Word a = wordAt(first_, piece, i);
  const Word b = wordAt(second_, piece, i);
  Word out = 0;
  for (unsigned shift = 0; shift < 64; shift += 8)
    if (((a ^ b) >> shift & 0xff) == 0) out |= a & Word{0xff} << shift;
  return out;
}

void Image::refuse(const Piece& piece, std::size_t i) const {
  const Word word = wordAt(first_, piece, i);
  // A flag before padding, in which the rest of some address was left behind.
  if ((word & 0xffff) < 0x500) return;
  for (const Region& region : outside_) {
    if (word < region.begin || word >= region.end) continue;
    std::ostringstream told;
    told << "byte " << i << " of a piece of " << piece.size << " bytes points out of what was read, to 0x" << std::hex
         << word << " in " << region.name;
    throw std::runtime_error(told.str());
  }
}

void Image::mark() {
  std::vector<const Piece*> open{root_};
  const_cast<Piece*>(root_)->live = true;
  while (!open.empty()) {
    const Piece& piece = *open.back();
    open.pop_back();
    for (std::size_t i = 0; i < piece.size; i += sizeof(Word)) {
      const Word to = target(piece, i);
      if (to == 0) {
        refuse(piece, i);
      } else if (Piece* reached = pieceAt(to); !reached->live) {
        reached->live = true;
        open.push_back(reached);
      }
    }
  }
}

}  // namespace vern::bake

void* operator new(std::size_t size) { return vern::bake::allocate(size); }
void* operator new[](std::size_t size) { return vern::bake::allocate(size); }
void operator delete(void* at) noexcept { vern::bake::release(at); }
void operator delete[](void* at) noexcept { vern::bake::release(at); }
void operator delete(void* at, std::size_t) noexcept { vern::bake::release(at); }
void operator delete[](void* at, std::size_t) noexcept { vern::bake::release(at); }
