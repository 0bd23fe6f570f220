#include "compiler/query/table_file.h"

#include <cstring>
#include <new>

#include "compiler/source/fault.h"

namespace vern::query {

namespace {
constexpr std::align_val_t Alignment{runtime::SectionAlignment};
}

void TableFile::Free::operator()(std::byte* bytes) const { ::operator delete[](bytes, Alignment); }

llvm::Expected<TableFile> TableFile::fromBytes(std::string_view bytes) {
  TableFile out;
  out.bytes_.reset(static_cast<std::byte*>(::operator new[](bytes.size() + 1, Alignment)));
  std::memcpy(out.bytes_.get(), bytes.data(), bytes.size());
  const runtime::Status status = out.table_.open({out.bytes_.get(), bytes.size()});
  if (status != runtime::Status::Ok) return fault(std::string(runtime::describe(status)));
  return out;
}

llvm::Expected<TableFile> TableFile::read(const std::string& path, const FileSystem& files) {
  const auto failed = [&](llvm::Error error) {
    Causes causes = causesOf(std::move(error));
    causes.insert(causes.begin(), Cause{"{path}: ", {{"path", path}}});
    return fault(std::move(causes));
  };
  llvm::Expected<std::string> bytes = files.read(path, runtime::MaxFileBytes);
  if (!bytes) return failed(bytes.takeError());
  llvm::Expected<TableFile> table = fromBytes(*bytes);
  if (!table) return failed(table.takeError());
  return table;
}

}  // namespace vern::query
