// A line of JSON with a question: it is answered in both languages, or refused with a reason.
#include "compiler/query/bind.h"
#include "compiler/query/explain.h"
#include "compiler/query/from_json.h"
#include "compiler/query/table_file.h"
#include "compiler/query/to_text.h"
#include "llvm/Support/JSON.h"
#include "tests/fuzz/shop_table.h"

using namespace vern;

namespace {

const runtime::Table& shop() {
  static const query::TableFile file = llvm::cantFail(query::TableFile::fromBytes(fuzz::tableOfShop()));
  return file.table();
}

}  // namespace

int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  (void)shop();
  return 0;
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const runtime::Table& table = shop();
  llvm::Expected<query::Request> request = query::fromJson(fuzz::textOf(data, size));
  llvm::Expected<query::Bound> bound =
      request ? query::bind(table, *request, toDay({2026, 7, 2})) : request.takeError();
  if (!bound) {
    const std::string reason = query::errorToJson(llvm::toString(bound.takeError()), 1);
    fuzz::require(static_cast<bool>(llvm::expectedToOptional(llvm::json::parse(reason))), "a refusal is JSON");
    return 0;
  }
  const runtime::Answer answer = runtime::decide(bound->facts, bound->question);
  for (const char* language : {"en", "nb"}) {
    const std::string said = query::toJson(query::explain(*bound, answer, language));
    fuzz::require(static_cast<bool>(llvm::expectedToOptional(llvm::json::parse(said))), "an answer is JSON");
  }
  return 0;
}
