// Run when vern is built: walks the automaton of ANTLR's lexer over every byte and writes it as a table.
// ANTLR builds its automaton while it reads; here it is built for all inputs at once. `skip` is the only lexer action
// that the grammar uses, there is one mode, and there are no predicates; the walk checks what it can of that.
#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <vector>

#include "VernLexer.h"
#include "antlr4-runtime.h"
#include "atn/ATNConfigSet.h"
#include "atn/LexerAction.h"
#include "atn/LexerActionExecutor.h"
#include "dfa/DFAState.h"

namespace {

using antlr4::dfa::DFAState;

class Walker final : public antlr4::atn::LexerATNSimulator {
 public:
  static constexpr int Slots = 128;
  struct Row {
    int next[Slots];
    int accept = 0;  // token type; -1: skipped; 0: none
  };

  Walker(const antlr4::atn::ATN& atn, std::vector<antlr4::dfa::DFA>& dfa, antlr4::atn::PredictionContextCache& cache)
      : LexerATNSimulator(atn, dfa, cache), input_(std::string()) {
    _mode = 0;
    auto start = computeStartState(&input_, atn.modeToStartState[0]);
    start->hasSemanticContext = false;
    states_.push_back(addDFAState(start.release()));
    rows_.push_back(row(states_.back()));
  }

  const std::vector<Row>& walk() {
    for (std::size_t i = 0; i < rows_.size(); ++i)
      for (int byte = 0; byte < Slots; ++byte) {
        DFAState* target = computeTargetState(&input_, states_[i], static_cast<size_t>(byte));
        const int index = target == ERROR.get() ? -1 : indexOf(target);
        rows_[i].next[byte] = index;
      }
    return rows_;
  }

 private:
  static Row row(DFAState* state) {
    Row out{};
    if (!state->isAcceptState) return out;
    out.accept = static_cast<int>(state->prediction);
    if (state->lexerActionExecutor == nullptr) return out;
    for (const auto& action : state->lexerActionExecutor->getLexerActions())
      if (action->getActionType() == antlr4::atn::LexerActionType::SKIP) out.accept = -1;
    return out;
  }

  int indexOf(DFAState* state) {
    for (std::size_t i = 0; i < states_.size(); ++i)
      if (states_[i] == state) return static_cast<int>(i);
    states_.push_back(state);
    rows_.push_back(row(state));
    return static_cast<int>(states_.size() - 1);
  }

  antlr4::ANTLRInputStream input_;
  std::vector<DFAState*> states_;
  std::vector<Row> rows_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  antlr4::ANTLRInputStream empty{std::string()};
  ::vern::VernLexer lexer(&empty);
  const antlr4::atn::ATN& atn = lexer.getATN();
  std::vector<antlr4::dfa::DFA> dfa;
  for (std::size_t i = 0; i < atn.getNumberOfDecisions(); ++i) dfa.emplace_back(atn.getDecisionState(i), i);
  antlr4::atn::PredictionContextCache cache;
  Walker walker(atn, dfa, cache);
  const auto& rows = walker.walk();

  std::FILE* out = std::fopen(argv[1], "w");
  if (out == nullptr) return 1;
  std::fprintf(out, "// Made by make_lexer_table from VernLexer.g4.\n#pragma once\n\n#include <cstdint>\n\n");
  std::fprintf(out, "namespace vern::grammar::lexer_table {\n\n");
  std::fprintf(out, "// The token type that a row accepts; -1: skipped; 0: none.\n");
  std::fprintf(out, "inline constexpr std::int16_t Accept[%zu] = {\n", rows.size());
  for (const auto& row : rows) std::fprintf(out, "%d,", row.accept);
  std::fprintf(out, "\n};\n\n// The row after a byte; -1: no token goes on so.\n");
  std::fprintf(out, "inline constexpr std::int16_t Next[%zu][%d] = {\n", rows.size(), Walker::Slots);
  for (const auto& row : rows) {
    std::fprintf(out, "{");
    for (const int next : row.next) std::fprintf(out, "%d,", next);
    std::fprintf(out, "},\n");
  }
  std::fprintf(out, "};\n\n}  // namespace vern::grammar::lexer_table\n");
  return std::fclose(out) == 0 ? 0 : 1;
}
