#include "grammar/unquoted.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "VernLexer.h"
#include "grammar/words.h"

namespace vern::grammar {

using antlr4::Token;

namespace {

/// Names begin with a small letter, by custom.
bool capital(const Token* token) {
  const size_t type = token->getType();
  const char letter = token->getText().front();
  return (type == VernLexer::IDENT || type == VernLexer::QNAME) && letter >= 'A' && letter <= 'Z';
}

/// `https:` before `//`, which the lexer takes for a comment.
bool beforeSlashes(const TokenBuffer* tokens, const Token* token) {
  return tokens->text().substr(token->getStopIndex() + 1).starts_with("//");
}

bool partOfAddress(const TokenBuffer* tokens, size_t at, size_t value) {
  const Token* token = tokens->get(at);
  if (token->getType() == VernLexer::INT) return at > value && tokens->get(at - 1)->getType() == VernLexer::INT;
  if (token->getType() != VernLexer::BAD && token->getType() != VernLexer::COLON) return false;
  const std::string found = token->getText();
  if (std::string_view("@/:.+-%&?#_~").find(found.front()) == std::string_view::npos) return false;
  if (found == ":" && beforeSlashes(tokens, token)) return true;
  // A sign of an address touches what it joins.
  const Token* next = tokens->get(at + 1);
  return next->getType() != Token::EOF && next->getStartIndex() == token->getStopIndex() + 1;
}

/// The end of the words on the line of `token`, without a comment, a brace or blanks.
std::uint32_t lineEnd(const TokenBuffer* tokens, const Token* token) {
  const size_t begin = token->getStartIndex();
  const std::string_view rest = tokens->text().substr(begin, 400);
  size_t end = std::min({rest.find_first_of("\r\n{}"), rest.find(" //"), rest.find("\t//"), rest.size()});
  while (end > 1 && (rest[end - 1] == ' ' || rest[end - 1] == '\t')) --end;
  return static_cast<std::uint32_t>(begin + end);
}

}  // namespace

std::optional<Range> unquotedText(TokenBuffer* tokens, size_t at) {
  if (at == 0) return std::nullopt;
  const auto type = [&](size_t index) { return tokens->get(index)->getType(); };
  // `name Example AS` fails only at what follows on the next line.
  const bool next_line = firstOnLine(tokens, at);
  size_t word = lineBegin(tokens, next_line ? at - 1 : at);
  if (isPrefix(type(word))) ++word;
  if (word + (next_line ? 2 : 0) >= at) return std::nullopt;
  size_t value = word + 1;
  if (type(word) == VernLexer::BARE && value < at && type(value) == VernLexer::IDENT) ++value;
  else if (!takesValue(type(word))) return std::nullopt;
  const Token* first = tokens->get(value);
  const bool words = capital(first) && type(at) != VernLexer::LBRACE && (!next_line || nameLike(type(at - 1)));
  if (!words && (next_line || !partOfAddress(tokens, at, value))) return std::nullopt;
  return Range{rangeOf(first).begin, lineEnd(tokens, first)};
}

std::optional<Range> dashedName(antlr4::TokenStream* tokens, size_t at) {
  const auto dash = [&](size_t index) { return tokens->get(index)->getText() == "-"; };
  // Of letters, be it a word of the language: `opt-in`.
  const auto part = [&](size_t index) {
    const std::string word = tokens->get(index)->getText();
    return dash(index) || (!word.empty() && std::ranges::all_of(word, [](char c) {
             return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0;
           }));
  };
  if (at == 0 || !dash(at)) return std::nullopt;
  size_t begin = at;
  size_t end = at;
  while (begin > 0 && touches(tokens, begin - 1) && part(begin - 1)) --begin;
  while (touches(tokens, end) && part(end + 1)) ++end;
  const bool goes_on = touches(tokens, end) && tokens->get(end + 1)->getType() == VernLexer::BAD;  // post@some-firm.no
  if (!nameLike(tokens->get(begin)->getType()) || dash(end) || goes_on) return std::nullopt;
  // `www.fjord-sykkel.no`
  if (begin > 0 && touches(tokens, begin - 1) && tokens->get(begin - 1)->getType() != VernLexer::LBRACE)
    return std::nullopt;
  if (touches(tokens, end) && nameLike(tokens->get(end + 1)->getType())) return std::nullopt;
  return Range{rangeOf(tokens->get(begin)).begin, rangeOf(tokens->get(end)).end};
}

}  // namespace vern::grammar
