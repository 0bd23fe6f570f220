// How the parser takes mistakes: each is told once, and parsing goes on at the next clause of the block, or at the next
// declaration.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "antlr4-runtime.h"
#include "grammar/diagnose.h"

namespace vern::grammar {

class ErrorStrategy final : public antlr4::DefaultErrorStrategy {
 public:
  explicit ErrorStrategy(std::vector<Fault>& faults) : faults_(faults) {}

  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override;
  void recover(antlr4::Parser* parser, std::exception_ptr error) override;
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void sync(antlr4::Parser* parser) override;

  /// Skips to the next declaration that begins a line. Always consumes a token unless one begins here.
  void skipToDeclaration(antlr4::Parser* parser, bool force);
  /// What was skipped in search of a declaration: others may have been declared there.
  [[nodiscard]] const std::vector<Range>& lost() const { return lost_; }
  /// Tells of the token at hand, which begins no declaration; the last that was read began at token `last`.
  FaultKind reportUnknownDeclaration(antlr4::Parser* parser, std::optional<size_t> last);
  /// The token from which on nothing belongs to the declaration parsed last, asked for once.
  std::optional<size_t> takeCut() { return std::exchange(cut_, std::nullopt); }
  /// Nothing after a missing quote can be trusted: what is text and what is not have changed places.
  [[nodiscard]] bool hopeless() const {
    return overflow_.has_value() || (!faults_.empty() && faults_.back().kind == FaultKind::OpenText);
  }
  /// Where the mistake after the last one that was told stands.
  [[nodiscard]] std::optional<std::uint32_t> overflow() const { return overflow_; }

 private:
  void tell(antlr4::Parser* parser, antlr4::Token* offending);
  void skipToClause(antlr4::Parser* parser);
  void lose(const antlr4::Token* from, antlr4::Parser* parser);
  void add(Fault fault);

  std::vector<Range> lost_;
  std::vector<Fault>& faults_;
  std::optional<std::uint32_t> overflow_;
  std::optional<size_t> resume_;  // where to go on
  std::optional<size_t> cut_;
  bool insert_brace_ = false;
  size_t last_resume_ = 0;  // never twice at the same place
  bool whole_before_ = false;  // the clause before the mistake stands
  bool leave_declaration_ = false;  // what follows is no part of the declaration at hand
};

}  // namespace vern::grammar
