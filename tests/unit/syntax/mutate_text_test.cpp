// The changes that the fuzzers make to policies are what they are meant to be.
#include "tests/support/mutate_text.h"

#include <catch2/catch.hpp>

#include "compiler/source/file_system.h"
#include "compiler/syntax/from_parse_tree.h"

using namespace vern;

TEST_CASE("a third of what the grammar's mutator makes can still be read") {
  const auto text = [&](const char* path) {
    const std::optional<std::string> read =
        llvm::expectedToOptional(realFileSystem().read(std::string(VERN_SOURCE_DIR "/examples/") + path, 1 << 20));
    REQUIRE(read);
    return *read;
  };
  const std::string one = text("kvantel/repaired/kvantel.vern");
  const std::string other = text("qmplus/repaired/qmplus.vern");
  int changed = 0, readable = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    const std::string made = test::TextMutator(seed)(one, other);
    CHECK(made == test::TextMutator(seed)(one, other));
    changed += made != one ? 1 : 0;
    SourceMap sources;
    diag::Sink sink;
    (void)syntax::fromText(sources.add("made.vern", made), sources, sink);
    readable += sink.hasErrors() ? 0 : 1;
  }
  INFO(changed << " changed, " << readable << " readable of 300");
  CHECK(changed > 285);
  CHECK(readable > 90);
}
