// Reading a policy with vern's own front end, and with the lexer and parser that ANTLR makes from the same grammar.
//
//   vern_bench_parse FILE
//
// Prints the median of 7 turns, in which the contestants follow each other, in MB of text a second.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/syntax/from_parse_tree.h"
#include "grammar/token_buffer.h"
#include "stock/VernLexer.h"
#include "stock/VernParser.h"

namespace {

double now() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

std::size_t stockTokens(const std::string& text) {
  antlr4::ANTLRInputStream input(text);
  vern_stock::VernLexer lexer(&input);
  antlr4::CommonTokenStream tokens(&lexer);
  tokens.fill();
  return tokens.size();
}

std::size_t stockTree(const std::string& text) {
  antlr4::ANTLRInputStream input(text);
  vern_stock::VernLexer lexer(&input);
  antlr4::CommonTokenStream tokens(&lexer);
  vern_stock::VernParser parser(&tokens);
  std::size_t decls = 0;
  for (; tokens.LA(1) != antlr4::Token::EOF; ++decls) parser.decl();
  return parser.getNumberOfSyntaxErrors() == 0 ? decls : 0;
}

}  // namespace

int main(int count, char** arguments) {
  std::ifstream file(count == 2 ? arguments[1] : "");
  std::ostringstream read;
  read << file.rdbuf();
  const std::string text = read.str();
  if (text.empty()) {
    std::fprintf(stderr, "usage: vern_bench_parse FILE\n");
    return 2;
  }
  vern::SourceMap sources;
  const vern::FileId id = sources.add("policy.vern", text);

  struct Contestant {
    const char* name;
    std::function<std::size_t()> run;  // what was found, 0 if it was not read
    std::vector<double> seconds = {};
  };
  Contestant all[] = {
      {"vern: tokens", [&] { return vern::grammar::TokenBuffer(text).tokens().size(); }},
      {"vern: tokens, parse, tree",
       [&] {
         vern::diag::Sink sink;
         const auto tree = vern::syntax::fromText(id, sources, sink);
         return sink.diagnostics().empty() ? tree.decls.size() : 0;
       }},
      {"ANTLR: tokens", [&] { return stockTokens(text); }},
      {"ANTLR: tokens, parse, tree", [&] { return stockTree(text); }},
  };
  for (int turn = 0; turn < 7; ++turn)
    for (Contestant& one : all) {
      const double begin = now();
      if (one.run() == 0) {
        std::fprintf(stderr, "%s: %s cannot be read\n", one.name, arguments[1]);
        return 1;
      }
      one.seconds.push_back(now() - begin);
    }
  for (Contestant& one : all) {
    std::sort(one.seconds.begin(), one.seconds.end());
    std::printf("%-44s %9.1f MB/s\n", one.name,
                static_cast<double>(text.size()) / 1e6 / one.seconds[one.seconds.size() / 2]);
  }
  return 0;
}
