// The parser on our tokens, contexts and calls (grammar/parser_base.h) does what ANTLR's own does with the same
// grammar: the same trees of what is sound, and of what is not the same messages at the same places, in the same order.
// Both take mistakes as ANTLR does by default, for what vern does instead is no part of what was made faster.
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

// Catch has macros of these names, and the grammar has words.
#undef GIVEN
#undef WHEN
#undef THEN

#include "VernParser.h"
#include "grammar/byte_stream.h"
#include "grammar/token_buffer.h"
#include "stdlib_data.h"
#include "stock/VernLexer.h"
#include "stock/VernParser.h"

namespace {

class Messages final : public antlr4::BaseErrorListener {
 public:
  std::string told;
  std::size_t count = 0;
  void syntaxError(antlr4::Recognizer*, antlr4::Token*, size_t line, size_t column, const std::string& message,
                   std::exception_ptr) override {
    told += std::to_string(line) + ":" + std::to_string(column) + " " + message + "\n";
    ++count;
  }
};

/// ANTLR makes a token up where one is missing. Nobody here looks at it, and our tokens have no source to make it.
class Usual final : public antlr4::DefaultErrorStrategy {
 protected:
  antlr4::Token* getMissingSymbol(antlr4::Parser* parser) override { return parser->getCurrentToken(); }
};

struct Read {
  std::string tree;  // of the declarations before the first mistake
  std::string messages;
  std::size_t count = 0;
};

/// Declaration by declaration; `tree` writes the one that was just read.
template <class Parser, class Tree>
Read read(Parser& parser, antlr4::TokenStream& tokens, Tree tree) {
  Messages messages;
  parser.removeErrorListeners();
  parser.addErrorListener(&messages);
  Read out;
  while (tokens.LA(1) != antlr4::Token::EOF) {
    const std::size_t before = tokens.index();
    auto* decl = parser.decl();
    if (messages.count == 0) out.tree += tree(decl) + "\n";
    if (tokens.index() == before) tokens.consume();
  }
  out.messages = messages.told;
  out.count = messages.count;
  return out;
}

void write(const antlr4::tree::ParseTree* node, std::string& out) {
  if (const auto* leaf = dynamic_cast<const antlr4::tree::TerminalNode*>(node)) {
    antlr4::Token* token = const_cast<antlr4::tree::TerminalNode*>(leaf)->getSymbol();
    out += std::to_string(token->getType()) + "@" + std::to_string(token->getStartIndex()) + " ";
    return;
  }
  out += "(" + std::to_string(dynamic_cast<const antlr4::RuleContext*>(node)->getRuleIndex()) + " ";
  for (const antlr4::tree::ParseTree* child : node->children) write(child, out);
  out += ")";
}

Read byAntlr(std::string_view text) {
  vern::grammar::ByteStream bytes(text);
  vern_stock::VernLexer lexer(&bytes);
  lexer.removeErrorListeners();
  antlr4::CommonTokenStream tokens(&lexer);
  vern_stock::VernParser parser(&tokens);
  parser.setErrorHandler(std::make_shared<Usual>());
  return read(parser, tokens, [](const antlr4::tree::ParseTree* decl) {
    std::string out;
    write(decl, out);
    return out;
  });
}

Read byVern(std::string_view text) {
  vern::grammar::TokenBuffer tokens(text);
  vern::VernParser parser(&tokens);
  parser.handleErrors(std::make_shared<Usual>(), false);
  return read(parser, tokens, [&](const void*) {
    std::string out;
    std::vector<std::uint32_t> ends;
    const auto& nodes = parser.cst.nodes;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      for (; !ends.empty() && ends.back() == i; ends.pop_back()) out += ")";
      if (nodes[i].leaf) {
        out += std::to_string(nodes[i].kind) + "@" + std::to_string(tokens.tokens()[nodes[i].token].begin()) + " ";
        continue;
      }
      out += "(" + std::to_string(nodes[i].kind) + " ";
      ends.push_back(nodes[i].end);
    }
    out.append(ends.size(), ')');
    parser.forget();
    return out;
  });
}

/// How many messages both had to say of `text`.
std::size_t compare(std::string_view text) {
  const Read ours = byVern(text);
  const Read stock = byAntlr(text);
  REQUIRE(ours.messages == stock.messages);
  REQUIRE(ours.tree == stock.tree);
  return stock.count;
}

/// The pieces that a text is made of: tokens, and what stands between them.
std::vector<std::string> pieces(std::string_view text) {
  std::vector<std::string> out;
  std::size_t at = 0;
  const vern::grammar::TokenBuffer buffer(text);
  for (const vern::grammar::LightToken& token : buffer.tokens()) {
    if (token.begin() > at) out.emplace_back(text.substr(at, token.begin() - at));
    out.emplace_back(text.substr(token.begin(), token.end() - token.begin()));
    at = token.end();
  }
  return out;
}

}  // namespace

TEST_CASE("the standard library is parsed as ANTLR parses it") {
  std::size_t files = 0;
  for (const vern::EmbeddedFile& file : vern::embeddedStdlib()) {
    INFO(std::string(file.path));
    CHECK(compare(file.text) == 0);
    ++files;
  }
  CHECK(files > 100);
}

TEST_CASE("of changed policies and rules the same is said as ANTLR says") {
  std::vector<std::vector<std::string>> all;
  for (const vern::EmbeddedFile& file : vern::embeddedStdlib())
    if (file.text.size() < 6000) all.push_back(pieces(file.text));
  std::ifstream file(std::string(VERN_SOURCE_DIR) + "/examples/kvantel/repaired/kvantel.vern");
  std::ostringstream policy;
  policy << file.rdbuf();
  REQUIRE(policy.str().size() > 1000);
  std::mt19937 random(11);
  std::size_t told = 0;
  const auto change = [&](std::vector<std::string> text) {
    for (auto n = 1 + random() % 4; n > 0 && !text.empty(); --n) {
      const std::size_t at = random() % text.size();
      const std::vector<std::string>& other = all[random() % all.size()];
      switch (random() % 3) {
        case 0: text.erase(text.begin() + static_cast<std::ptrdiff_t>(at)); break;
        case 1: text[at] = other[random() % other.size()]; break;
        default: text.insert(text.begin() + static_cast<std::ptrdiff_t>(at), other[random() % other.size()] + " ");
      }
    }
    std::string out;
    for (const std::string& piece : text) out += piece;
    INFO(out);
    told += compare(out);
  };
  for (int round = 0; round < 600; ++round) change(all[random() % all.size()]);
  const std::vector<std::string> whole = pieces(policy.str());
  for (int round = 0; round < 20; ++round) change(whole);
  CHECK(told > 1000);
}
