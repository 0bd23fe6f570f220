// What the generated parser is built on: ANTLR's parser, with the tree replaced by a flat array and the contexts taken
// from an arena. Only the places where time goes are changed; prediction, errors and the rules themselves are ANTLR's.
//
// The generated code names what it uses (`_input`, `_errHandler`, `_tracker`, `setState`, `finally`). What this class
// has under such a name stands before what ANTLR has under it, and is known to the compiler in full: no virtual call
// is left on the way of a text without mistakes.
#pragma once

#include <cstddef>
#include <exception>
#include <memory>
#include <new>
#include <vector>

#include "antlr4-runtime.h"
#include "grammar/cst.h"
#include "grammar/token_buffer.h"

namespace vern::grammar {

/// Memory that is given back all at once.
class Arena {
 public:
  void* take(std::size_t bytes) {
    bytes = (bytes + 15) & ~std::size_t{15};
    if (used_ + bytes > BlockBytes) nextBlock();
    void* at = blocks_[block_ - 1].get() + used_;
    used_ += bytes;
    return at;
  }
  /// Everything taken so far may be used anew.
  void reset() {
    block_ = 0;
    used_ = BlockBytes;
  }

  static constexpr std::size_t BlockBytes = 16u << 10;

 private:
  void nextBlock() {
    if (block_ == blocks_.size()) blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(BlockBytes));
    ++block_;
    used_ = 0;
  }

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::size_t block_ = 0;  // blocks in use
  std::size_t used_ = BlockBytes;
};

class ParserBase : public antlr4::Parser {
 public:
  explicit ParserBase(antlr4::TokenStream* input) : Parser(input), _input(static_cast<TokenBuffer*>(input)) {
    setBuildParseTree(false);
  }
  ~ParserBase() override { forget(); }

  /// Of the declaration parsed last.
  Cst cst;

  /// Mistakes are taken by `strategy`. If it cares for the loops over clauses alone, it is asked at no other place.
  void handleErrors(std::shared_ptr<antlr4::ANTLRErrorStrategy> strategy, bool loops_alone) {
    _errHandler.strategy = strategy.get();
    _errHandler.loops_alone = loops_alone;
    setErrorHandler(std::move(strategy));
  }

  antlr4::Token* match(size_t type) final {
    LightToken& token = _input->next();
    if (token.getType() != type) {
      _errHandler.recovering = true;
      return Parser::match(type);
    }
    _errHandler.reportMatch(this);
    return ParserBase::consume();
  }

  antlr4::Token* consume() final {
    LightToken& token = _input->next();
    if (token.type() != LightToken::EndType) {
      cst.leaf(token.type(), static_cast<std::uint32_t>(_input->index()));
      _input->consume();
    }
    return &token;
  }

  size_t getState() const final { return state_; }

  /// Forgets the contexts of the declaration that was parsed.
  void forget() {
    for (antlr4::ParserRuleContext* context : failed_) context->exception = nullptr;
    failed_.clear();
    _tracker.arena.reset();
    cst.clear();
  }

 protected:
  void setState(size_t state) { state_ = state; }

  void enterRule(antlr4::ParserRuleContext* context, size_t state, size_t rule) final {
    state_ = state;
    _ctx = context;
    context->start = &_input->next();
    cst.open(static_cast<std::uint32_t>(rule), static_cast<std::uint32_t>(_input->index()));
  }
  void exitRule() {
    cst.close(static_cast<std::uint32_t>(_input->index()));
    state_ = _ctx->invokingState;
    _ctx = static_cast<antlr4::ParserRuleContext*>(_ctx->parent);
  }
  void enterOuterAlt(antlr4::ParserRuleContext* context, size_t) final { _ctx = context; }

  template <class Leave>
  struct Final {
    Leave leave;
    ~Final() { leave(); }
  };
  template <class Leave>
  static Final<Leave> finally(Leave leave) {
    return {leave};
  }

  /// Makes contexts, which are never destroyed: no children are kept, so an exception is all that they may own.
  struct Contexts {
    Arena arena;

    template <class Context>
    Context* createInstance(antlr4::ParserRuleContext* parent, size_t state) {
      static_assert(sizeof(Context) <= Arena::BlockBytes);
      return new (arena.take(sizeof(Context))) Context(parent, state);
    }
  };

  struct Errors {
    antlr4::ANTLRErrorStrategy* strategy = nullptr;
    bool loops_alone = false;
    bool recovering = false;  // the strategy was told of a mistake, and of no match since

    Errors* operator->() { return this; }
    template <class Generated>
    void sync(Generated* parser) {
      const std::uint32_t rule = parser->cst.rule();
      if (loops_alone && rule != Generated::RuleBlock && rule != Generated::RuleDecl) return;
      // The usual case, at the end of each block and between clauses, is decided by the strategy at once.
      strategy->sync(parser);
      recovering = recovering || strategy->inErrorRecoveryMode(parser);
    }
    void reportMatch(ParserBase* parser) {
      if (!recovering) return;
      recovering = false;
      strategy->reportMatch(parser);
    }
    antlr4::Token* recoverInline(ParserBase* parser) {
      recovering = true;
      return strategy->recoverInline(parser);
    }
    void reportError(ParserBase* parser, const antlr4::RecognitionException& error) {
      recovering = true;
      strategy->reportError(parser, error);
    }
    void recover(ParserBase* parser, std::exception_ptr error) {
      recovering = true;
      parser->failed_.push_back(parser->_ctx);
      strategy->recover(parser, std::move(error));
    }
  };

  TokenBuffer* _input;
  Contexts _tracker;
  Errors _errHandler;

 private:
  size_t state_ = antlr4::atn::ATNState::INVALID_STATE_NUMBER;
  std::vector<antlr4::ParserRuleContext*> failed_;  // they hold the exception that ended them
};

}  // namespace vern::grammar

// The generated code calls it by its bare name.
namespace vern {
using grammar::ParserBase;
}  // namespace vern
