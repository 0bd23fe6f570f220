// What the generated parser is built on: ANTLR's parser, with the tree replaced by a flat array and the contexts taken
// from an arena. Only the places where time goes are changed; prediction, errors and the rules themselves are ANTLR's.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "antlr4-runtime.h"
#include "grammar/cst.h"
#include "grammar/token_buffer.h"

namespace vern::grammar {

/// Memory that is given back all at once. Not thread-safe: each thread has its own.
class Arena {
 public:
  void* take(std::size_t bytes) {
    bytes = (bytes + 15) & ~std::size_t{15};
    if (used_ + bytes > BlockBytes || blocks_.empty()) nextBlock(bytes);
    void* at = blocks_[block_ - 1].get() + used_;
    used_ += bytes;
    return at;
  }
  /// Everything taken so far may be used anew.
  void reset() {
    block_ = 0;
    used_ = BlockBytes;
  }

 private:
  static constexpr std::size_t BlockBytes = 64u << 10;

  void nextBlock(std::size_t bytes) {
    if (block_ == blocks_.size())
      blocks_.push_back(std::make_unique<std::byte[]>(bytes > BlockBytes ? bytes : BlockBytes));
    ++block_;
    used_ = 0;
  }

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::size_t block_ = 0;  // blocks in use
  std::size_t used_ = BlockBytes;
};

inline thread_local Arena context_arena;

/// A rule at work. Lives in the arena; `delete` runs the destructor and gives nothing back.
class ArenaContext : public antlr4::ParserRuleContext {
 public:
  using antlr4::ParserRuleContext::ParserRuleContext;
  static void* operator new(std::size_t bytes) { return context_arena.take(bytes); }
  static void operator delete(void*) noexcept {}
};

class ParserBase : public antlr4::Parser {
 public:
  explicit ParserBase(antlr4::TokenStream* input) : Parser(input), tokens_(static_cast<TokenBuffer*>(input)) {
    setBuildParseTree(false);
  }

  /// Of the declaration parsed last.
  Cst cst;

  antlr4::Token* match(size_t type) override {
    antlr4::Token* token = tokens_->TokenBuffer::LT(1);
    if (token->getType() != type) return Parser::match(type);
    _errHandler->reportMatch(this);
    return ParserBase::consume();
  }

  antlr4::Token* consume() override {
    auto* token = static_cast<LightToken*>(tokens_->TokenBuffer::LT(1));
    if (token->type() != LightToken::EndType) {
      cst.leaf(token->type(), static_cast<std::uint32_t>(tokens_->index()));
      tokens_->TokenBuffer::consume();
    }
    return token;
  }

  void enterRule(antlr4::ParserRuleContext* context, size_t state, size_t rule) override {
    setState(state);
    _ctx = context;
    context->start = tokens_->TokenBuffer::LT(1);
    cst.open(static_cast<std::uint32_t>(rule), static_cast<std::uint32_t>(tokens_->index()));
  }

  /// Hides Parser::exitRule: the generated code calls it by this name.
  void exitRule() {
    cst.close(static_cast<std::uint32_t>(tokens_->index()));
    setState(_ctx->invokingState);
    _ctx = static_cast<antlr4::ParserRuleContext*>(_ctx->parent);
  }

  void enterOuterAlt(antlr4::ParserRuleContext* context, size_t) override { _ctx = context; }

  /// Forgets the contexts of the declaration that was parsed.
  void forget() {
    getTreeTracker().reset();
    context_arena.reset();
    cst.clear();
  }

 private:
  TokenBuffer* tokens_;
};

}  // namespace vern::grammar

// The generated code calls them by their bare names.
namespace vern {
using grammar::ArenaContext;
using grammar::ParserBase;
}  // namespace vern
