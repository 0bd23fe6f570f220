// The formatter: what can be read without findings is laid out with the same words, and once is enough.
#include <algorithm>
#include <string>
#include <string_view>
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
    for (const Span& token : syntax::tokens(file, sources)) out.push_back(oneSpace(sources.text(token)));
    return out;
  }

  /// `at least` is one word, whatever stands between its two. What a text holds stays.
  static std::string oneSpace(std::string_view word) {
    std::string out(word);
    if (word.empty() || word.front() == '"') return out;
    std::ranges::replace_if(out, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    const auto again = std::ranges::unique(out, [](char a, char b) { return a == ' ' && b == ' '; });
    out.erase(again.begin(), again.end());
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
