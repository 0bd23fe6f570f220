#include "compiler/source/source.h"

#include <algorithm>

#include "compiler/support/check.h"

namespace vern {

Span join(Span first, Span last) {
  VERN_CHECK(first.file == last.file, "a span lies in one file");
  return {first.file, std::min(first.begin, last.begin), std::max(first.end, last.end)};
}

SourceMap SourceMap::on(const SourceMap& base) {
  SourceMap out;
  out.base_ = &base;
  out.base_size_ = static_cast<std::uint32_t>(base.size());
  return out;
}

FileId SourceMap::add(std::string path, std::string text, bool standard) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  files_.push_back({std::move(path), std::move(text), standard, {}});
  if (standard) (void)lineStarts(files_.back());
  return FileId(static_cast<std::uint32_t>(size() - 1));
}

std::string_view SourceMap::text(Span span) const { return text(span.file).substr(span.begin, span.end - span.begin); }

const std::vector<std::uint32_t>& SourceMap::lineStarts(const File& file) {
  if (file.line_starts.empty()) {
    file.line_starts.push_back(0);
    for (std::size_t i = 0; i < file.text.size(); ++i)
      if (file.text[i] == '\n') file.line_starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return file.line_starts;
}

Position SourceMap::position(FileId id, std::uint32_t offset, ColumnUnit unit) const {
  const File& file = this->file(id);
  const auto& starts = lineStarts(file);
  offset = std::min(offset, static_cast<std::uint32_t>(file.text.size()));
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - starts.begin());
  const std::string_view before = std::string_view(file.text).substr(starts[line - 1], offset - starts[line - 1]);
  std::uint32_t column = 1;
  for (const char c : before) {
    const auto byte = static_cast<unsigned char>(c);
    if (unit == ColumnUnit::Bytes) ++column;
    else if ((byte & 0xC0) != 0x80) column += unit == ColumnUnit::Utf16 && byte >= 0xF0 ? 2 : 1;
  }
  return {line, column};
}

std::uint32_t SourceMap::lineStart(FileId id, std::uint32_t line) const {
  const auto& starts = lineStarts(file(id));
  return line >= 1 && line <= starts.size() ? starts[line - 1] : static_cast<std::uint32_t>(text(id).size());
}

std::string_view SourceMap::line(FileId id, std::uint32_t line) const {
  const File& file = this->file(id);
  const auto& starts = lineStarts(file);
  if (line < 1 || line > starts.size()) return {};
  const std::uint32_t begin = starts[line - 1];
  std::uint32_t end = line < starts.size() ? starts[line] - 1 : static_cast<std::uint32_t>(file.text.size());
  if (end > begin && file.text[end - 1] == '\r') --end;
  return std::string_view(file.text).substr(begin, end - begin);
}

}  // namespace vern
