// How the parser takes mistakes: each is told once, in terms of what a writer sees, and parsing goes on at the next
// clause of the block, or at the next declaration.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "antlr4-runtime.h"

namespace vern::grammar {

enum class FaultKind {
  UnknownClause,       // a word at the place of a clause that heads none
  UnknownDeclaration,  // likewise for declarations
  EmptyClause,         // a clause word without a value: the next line was read as its value
  MissingComma,        // a name right after a name
  MissingBrace,        // the end of the file, or a declaration, inside a block
  MissingText,         // a language tag without a text in quotes
  OpenText,            // no closing quote
  BadCharacter,
  Unexpected,          // anything else: `found` cannot stand here, `expected` could
};

struct Fault {
  FaultKind kind;
  std::uint32_t begin;      // bytes
  std::uint32_t end;
  std::string
      expected;     // Unexpected: "a name", "`{`", …; MissingBrace: the declaration that is open, "activity portal"
  std::uint32_t open = 0;   // MissingBrace: where that declaration stands
  std::uint32_t open_end = 0;
};

class ErrorStrategy final : public antlr4::DefaultErrorStrategy {
 public:
  explicit ErrorStrategy(std::vector<Fault>& faults) : faults_(faults) {}

  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override;
  void recover(antlr4::Parser* parser, std::exception_ptr error) override;
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void sync(antlr4::Parser* parser) override;

  /// Skips to the next declaration that begins a line. Always consumes a token unless one begins here.
  void skipToDeclaration(antlr4::Parser* parser, bool force);
  /// Tells of the token at hand, which begins no declaration.
  void reportUnknownDeclaration(antlr4::Parser* parser);

 private:
  void tell(antlr4::Parser* parser, antlr4::Token* offending);
  void skipToClause(antlr4::Parser* parser);

  std::vector<Fault>& faults_;
};

}  // namespace vern::grammar
