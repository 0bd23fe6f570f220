// The standard library as it was when vern was built: every file below stdlib-policies/, inside the binary.
#pragma once

#include <span>
#include <string_view>

namespace vern {

struct EmbeddedFile {
  std::string_view path;  // from stdlib-policies/ on: "taxonomy/data.vern"
  std::string_view text;
};

struct EmbeddedMessage {
  std::string_view key;  // "VERN-NAME-001.text"
  std::string_view text;
};

/// The message catalogue of one language, read when vern was built.
struct EmbeddedCatalogue {
  std::string_view language;
  std::span<const EmbeddedMessage> messages;  // sorted by key
};

/// The catalogues in the order of their languages. They live as long as the process; any thread may ask.
std::span<const EmbeddedCatalogue> embeddedCatalogues();

/// All embedded files in the order of their paths. They live as long as the process; any thread may ask.
std::span<const EmbeddedFile> embeddedStdlib();

}  // namespace vern
