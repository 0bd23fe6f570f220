// The tokens of a text, cut by a table that is made from ANTLR's own lexer when vern is built (make_lexer_table.cpp),
// and shown to ANTLR's parser as a stream. A test compares the table with the lexer, token for token.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "antlr4-runtime.h"

namespace vern::grammar {

class TokenBuffer;

/// A token: its type and the bytes it covers. Line and column are worked out only when a message asks for them.
class LightToken final : public antlr4::Token {
 public:
  LightToken(TokenBuffer* buffer, std::uint32_t type, std::uint32_t begin, std::uint32_t end, std::uint32_t index)
      : buffer_(buffer), type_(type), begin_(begin), end_(end), index_(index) {}

  [[nodiscard]] std::uint32_t type() const { return type_; }
  [[nodiscard]] std::uint32_t begin() const { return begin_; }
  [[nodiscard]] std::uint32_t end() const { return end_; }

  std::string getText() const override;
  size_t getType() const override { return static_cast<size_t>(static_cast<std::int32_t>(type_)); }
  size_t getLine() const override;
  size_t getCharPositionInLine() const override;
  size_t getChannel() const override { return antlr4::Token::DEFAULT_CHANNEL; }
  size_t getTokenIndex() const override { return index_; }
  size_t getStartIndex() const override { return begin_; }
  size_t getStopIndex() const override { return static_cast<size_t>(end_) - 1; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return getText(); }

  static constexpr std::uint32_t EndType = 0xFFFFFFFFu;
  static_assert(static_cast<size_t>(static_cast<std::int32_t>(EndType)) == antlr4::Token::EOF);

 private:
  TokenBuffer* buffer_;
  std::uint32_t type_;
  std::uint32_t begin_;
  std::uint32_t end_;
  std::uint32_t index_;
};

/// Owns the tokens of `text`, which must be valid UTF-8 and outlive it. Ends with an end token.
class TokenBuffer final : public antlr4::TokenStream {
 public:
  explicit TokenBuffer(std::string_view text);

  [[nodiscard]] const std::vector<LightToken>& tokens() const { return tokens_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  /// The token at hand.
  [[nodiscard]] LightToken& next() { return tokens_[at_]; }
  /// Line (from 1) of a byte offset.
  [[nodiscard]] std::uint32_t line(std::uint32_t offset) const;
  [[nodiscard]] std::uint32_t lineStart(std::uint32_t offset) const;

  // antlr4::TokenStream
  antlr4::Token* LT(ssize_t k) override;
  antlr4::Token* get(size_t index) const override { return const_cast<LightToken*>(&tokens_[index]); }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return std::string(text_); }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token* start, antlr4::Token* stop) override;
  void consume() override {
    if (at_ + 1 < tokens_.size()) ++at_;
  }
  size_t LA(ssize_t i) override { return i == 1 ? next().getType() : LT(i)->getType(); }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  size_t index() override { return at_; }
  void seek(size_t index) override { at_ = index < tokens_.size() ? index : tokens_.size() - 1; }
  size_t size() override { return tokens_.size(); }
  std::string getSourceName() const override { return "policy"; }

 private:
  std::string_view text_;
  std::vector<LightToken> tokens_;
  size_t at_ = 0;
  mutable std::vector<std::uint32_t> line_starts_;  // made on first use
};

}  // namespace vern::grammar
