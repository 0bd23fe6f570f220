#include "compiler/table/writer.h"

#include "vern/table.h"

namespace vern::table {

void FileWriter::add(runtime::SectionId id, const void* data, std::size_t count, std::size_t element_bytes) {
  while (bytes_.size() % runtime::SectionAlignment != 0) bytes_ += '\0';
  runtime::Section& section = header_.sections[static_cast<std::uint32_t>(id)];
  section.offset = bytes_.size();
  section.count = static_cast<std::uint32_t>(count);
  section.element_bytes = static_cast<std::uint32_t>(element_bytes);
  if (count > 0) bytes_.append(static_cast<const char*>(data), count * element_bytes);
}

std::string FileWriter::finish() {
  while (bytes_.size() % runtime::SectionAlignment != 0) bytes_ += '\0';
  header_.file_bytes = bytes_.size();
  header_.checksum = 0;
  std::memcpy(bytes_.data(), &header_, sizeof header_);
  header_.checksum = runtime::fileChecksum(header_, bytes_.data());
  std::memcpy(bytes_.data(), &header_, sizeof header_);
  return std::move(bytes_);
}

}  // namespace vern::table
