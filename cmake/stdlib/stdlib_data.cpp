#include "stdlib_data.h"

#include <cstdint>
#include <vector>

namespace {

// The layout that EmbedStdlib.cmake writes.
struct Entry {
  const char* path;
  std::uint64_t path_size;
  const char* text;
  std::uint64_t text_size;
};

}  // namespace

extern "C" {
extern const Entry vern_stdlib_entries[];      // NOLINT(readability-identifier-naming)
extern const Entry vern_stdlib_entries_end[];  // NOLINT(readability-identifier-naming)
}

namespace vern {

std::span<const EmbeddedFile> embeddedStdlib() {
  static const std::vector<EmbeddedFile> files = [] {
    std::vector<EmbeddedFile> result;
    for (const Entry* entry = vern_stdlib_entries; entry != vern_stdlib_entries_end; ++entry)
      result.push_back({{entry->path, entry->path_size}, {entry->text, entry->text_size}});
    return result;
  }();
  return files;
}

}  // namespace vern
