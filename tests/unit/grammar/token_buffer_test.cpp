// The baked table cuts every text as ANTLR's own lexer does.
#include "grammar/token_buffer.h"

#include <random>

#include <catch2/catch.hpp>

#include "VernLexer.h"
#include "grammar/byte_stream.h"
#include "stdlib_data.h"

using namespace vern::grammar;

namespace {

/// Type and bytes of each token.
using Cut = std::vector<std::tuple<std::uint32_t, std::size_t, std::size_t>>;

Cut byTable(std::string_view text) {
  Cut out;
  const TokenBuffer buffer(text);
  for (const LightToken& token : buffer.tokens())
    if (token.type() != LightToken::EndType) out.emplace_back(token.type(), token.begin(), token.end());
  return out;
}

Cut byAntlr(std::string_view text) {
  Cut out;
  ByteStream bytes(text);
  vern::VernLexer lexer(&bytes);
  lexer.removeErrorListeners();
  for (auto token = lexer.nextToken(); token->getType() != antlr4::Token::EOF; token = lexer.nextToken())
    out.emplace_back(static_cast<std::uint32_t>(token->getType()), token->getStartIndex(), token->getStopIndex() + 1);
  return out;
}

}  // namespace

TEST_CASE("the standard library is cut alike") {
  std::size_t tokens = 0;
  for (const vern::EmbeddedFile& file : vern::embeddedStdlib()) {
    INFO(std::string(file.path));
    const Cut cut = byTable(file.text);
    tokens += cut.size();
    REQUIRE(cut == byAntlr(file.text));
  }
  CHECK(tokens > 10000);
}

TEST_CASE("texts made of words, halves of words and odd bytes are cut alike") {
  const std::string_view parts[] = {"data",       "at most", "at  \n least",
                                    "at",         "retain",  "x.y",
                                    "a.1.b",      ".",       "2026-05-01",
                                    "2026-05",    "12",      "\"text\"",
                                    "\"a\\\"b\"", "\"open",  "\\",
                                    "//c\n",      "/",       " ",
                                    "\n",         "\t",      "{",
                                    "}",          "(",       ",",
                                    ":",          "=",       "æøå",
                                    "é",          "“",       "»",
                                    "\u00a0",     "–",       "€",
                                    "01.05.2026", "1/5/",    "VERN-BASIS-003",
                                    "VERN-",      "A",       "_",
                                    "#",          "%",       "years",
                                    "such",       "as",      "\x01",
                                    "-"};
  std::mt19937 random(7);
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (auto n = random() % 12; n > 0; --n) text += parts[random() % std::size(parts)];
    INFO(text);
    REQUIRE(byTable(text) == byAntlr(text));
  }
}
