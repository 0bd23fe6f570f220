// The formatter: what can be read without findings is laid out with the same words, and once is enough.
#include <vector>

#include "compiler/syntax/from_parse_tree.h"
#include "compiler/syntax/print.h"
#include "compiler/syntax/tokens.h"
#include "tests/fuzz/target.h"

using namespace vern;

namespace {

struct Read {
  SourceMap sources;
  diag::Sink sink;
  FileId file;
  syntax::File tree;

  explicit Read(std::string text)
      : file(sources.add("policy.vern", std::move(text))), tree(syntax::fromText(file, sources, sink)) {}

  [[nodiscard]] std::vector<std::string> words() const {
    std::vector<std::string> out;
    for (const Span& token : syntax::tokens(file, sources)) out.emplace_back(sources.text(token));
    return out;
  }
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Read written{std::string(fuzz::textOf(data, size))};
  if (!written.sink.diagnostics().empty()) return 0;
  const std::string once = syntax::print(written.tree, written.sources);
  const Read printed(once);
  fuzz::require(printed.sink.diagnostics().empty(), "what was laid out can be read");
  fuzz::require(printed.words() == written.words(), "the words are the same");
  fuzz::require(syntax::print(printed.tree, printed.sources) == once, "once is enough");
  return 0;
}
