// A table held in memory, checked once, ready to be asked.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "compiler/source/file_system.h"
#include "llvm/Support/Error.h"
#include "vern/table.h"

namespace vern::query {

class TableFile {
 public:
  /// A copy of `bytes`, opened and verified. The error says which of the things in runtime::Status is wrong.
  [[nodiscard]] static llvm::Expected<TableFile> fromBytes(std::string_view bytes);
  /// The file at `path`; errors begin with it.
  [[nodiscard]] static llvm::Expected<TableFile> read(const std::string& path, const FileSystem& files);

  [[nodiscard]] const runtime::Table& table() const { return table_; }

 private:
  struct Free {
    void operator()(std::byte* bytes) const;
  };

  TableFile() = default;

  std::unique_ptr<std::byte[], Free> bytes_;
  runtime::Table table_;
};

}  // namespace vern::query
