// What a table has no room for is refused, with the limit that it goes beyond.
#include <catch2/catch.hpp>

#include "compiler/table/from_grants.h"
#include "runtime/vern/format.h"
#include "tests/support/policy.h"

using namespace vern;

namespace {

/// Why no table is made of `text`.
std::string refusal(const std::string& text) {
  const test::TestPolicy policy(text);
  llvm::Expected<std::string> bytes = table::fromGrants(policy.model(), policy.grants());
  return bytes ? std::string() : llvm::toString(bytes.takeError());
}

std::string many(unsigned count, const std::string& word, const std::string& tail) {
  std::string out;
  for (unsigned i = 0; i < count; ++i) out += word + std::to_string(i) + tail + "\n";
  return out;
}

/// An activity that keeps a datum until each of so many events.
std::string events(unsigned count) {
  std::string out = many(count, "event e", " is contract_end") +
                    "activity a {\n  subjects customer\n  purpose service.support\n  data email\n  retain latest of { ";
  for (unsigned i = 0; i < count; ++i) out += (i == 0 ? "until e" : ", until e") + std::to_string(i);
  return out + " }\n}\n";
}

}  // namespace

TEST_CASE("a table refuses more data than its ids can tell apart") {
  CHECK(refusal(many(runtime::MaxIds + 1, "data d", " is name")).find(std::to_string(runtime::MaxIds)) !=
        std::string::npos);
}

TEST_CASE("a table refuses more events than it has places for") {
  CHECK(refusal(events(20)).empty());
  CHECK(refusal(events(runtime::MaxFactSlots + 1)).find(std::to_string(runtime::MaxFactSlots)) != std::string::npos);
}

TEST_CASE("a table refuses a window that is nested too deep to be worked out") {
  const auto nested = [](unsigned depth) {
    std::string window = "3 years after purchase";
    for (unsigned i = 0; i < depth; ++i) window = "earliest of { until e" + std::to_string(i) + ", " + window + " }";
    return many(depth, "event e", " is contract_end") +
           "activity a {\n  subjects customer\n  purpose service.support\n  data email\n  retain " + window + "\n}\n";
  };
  CHECK(refusal(nested(10)).empty());
  CHECK(refusal(nested(runtime::MaxWindowDepth + 1)).find("deep") != std::string::npos);
}
