#include "compiler/cli/listing.h"

#include "compiler/cli/version.h"
#include "llvm/Support/FormatVariadic.h"

namespace vern::cli {

void printListing(std::string_view name, llvm::json::Array list, Io& io) {
  llvm::json::Object document{
      {"format", "vern-" + std::string(name)}, {"formatVersion", 1}, {"vern", std::string(Version)}};
  document[llvm::StringRef(name)] = std::move(list);
  io.out << llvm::formatv("{0:2}", llvm::json::Value(std::move(document))) << "\n";
}

}  // namespace vern::cli
