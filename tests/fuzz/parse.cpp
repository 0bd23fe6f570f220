// Lexer and parser: every text becomes a tree and findings, whose places lie in the text.
#include "compiler/syntax/from_parse_tree.h"
#include "tests/fuzz/target.h"

using namespace vern;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  SourceMap sources;
  diag::Sink sink;
  const FileId file = sources.add("policy.vern", std::string(fuzz::textOf(data, size)));
  const syntax::File tree = syntax::fromText(file, sources, sink);
  sink.finish();
  for (const diag::Diagnostic& finding : sink.diagnostics())
    fuzz::require(finding.span.begin <= finding.span.end && finding.span.end <= size, "a finding lies in the text");
  for (const syntax::Decl& decl : tree.decls)
    fuzz::require(decl.span.begin <= decl.span.end && decl.span.end <= size, "a declaration lies in the text");
  return 0;
}
