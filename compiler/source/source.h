// Files and places in them. Everything later in the pipeline speaks of a Span: bytes of one file.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/id.h"

namespace vern {

using FileId = Id<struct FileTag>;

/// Bytes [begin, end) of a file. An invalid file means "no place".
struct Span {
  FileId file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] bool valid() const { return file.valid(); }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

/// From the beginning of `first` to the end of `last`; both in one file.
[[nodiscard]] Span join(Span first, Span last);

/// Line and column count from 1.
struct Position {
  std::uint32_t line;
  std::uint32_t column;
};

enum class ColumnUnit { Bytes, CodePoints, Utf16 };

/// Owns the texts of all files read. Views into a text stay valid as long as the map lives.
class SourceMap {
 public:
  SourceMap() = default;
  /// Goes on where `base` ends: its files keep their ids. `base` outlives the map and is not changed any more.
  [[nodiscard]] static SourceMap on(const SourceMap& base);

  /// `path` is how the file is shown to people. A UTF-8 byte order mark is cut off.
  FileId add(std::string path, std::string text, bool standard = false);

  [[nodiscard]] std::string_view text(FileId id) const { return file(id).text; }
  [[nodiscard]] std::string_view path(FileId id) const { return file(id).path; }
  /// Part of the standard library, that is, not written by the user.
  [[nodiscard]] bool standard(FileId id) const { return file(id).standard; }
  [[nodiscard]] std::string_view text(Span span) const;
  [[nodiscard]] std::size_t size() const { return base_size_ + files_.size(); }

  /// The place of byte `offset`. Offsets past the end give the end.
  [[nodiscard]] Position position(FileId file, std::uint32_t offset, ColumnUnit unit = ColumnUnit::CodePoints) const;
  /// Line `line` (from 1) without its line break; "" if there is no such line.
  [[nodiscard]] std::string_view line(FileId file, std::uint32_t line) const;
  /// The byte offset at which `line` (from 1) begins.
  [[nodiscard]] std::uint32_t lineStart(FileId file, std::uint32_t line) const;

 private:
  struct File {
    std::string path;
    std::string text;
    bool standard = false;
    mutable std::vector<std::uint32_t> line_starts;  // made on first use; of the standard library, from the start
  };
  [[nodiscard]] const File& file(FileId id) const {
    return id.index < base_size_ ? base_->file(id) : files_[id.index - base_size_];
  }
  [[nodiscard]] static const std::vector<std::uint32_t>& lineStarts(const File& file);

  const SourceMap* base_ = nullptr;
  std::uint32_t base_size_ = 0;
  std::deque<File> files_;
};

}  // namespace vern
