#include "compiler/syntax/from_parse_tree.h"

#include <algorithm>

#include "VernParser.h"
#include "compiler/source/utf8.h"
#include "compiler/support/lookalike.h"
#include "compiler/syntax/diags.h"
#include "compiler/syntax/from_cst.h"
#include "compiler/syntax/from_faults.h"
#include "compiler/syntax/tokens.h"
#include "grammar/diagnose.h"
#include "grammar/error_strategy.h"
#include "grammar/token_buffer.h"

namespace vern::syntax {

namespace {

using antlr4::Token;
using P = ::vern::VernParser;

/// Names in which letters of several alphabets are mixed. They are told of here, and of whatever follows from it no
/// more.
std::vector<Span> mixedNames(FileId file, const grammar::TokenBuffer& tokens, diag::Sink& sink) {
  std::vector<Span> out;
  for (const grammar::LightToken& token : tokens.tokens()) {
    if (token.type() != P::IDENT && token.type() != P::QNAME) continue;
    const std::string_view name = tokens.text().substr(token.begin(), token.end() - token.begin());
    const auto letter = isAscii(name) ? std::nullopt : otherAlphabet(name);
    if (!letter) continue;
    sink.report({file, token.begin() + letter->begin, token.begin() + letter->end}, OtherAlphabet,
                name.substr(letter->begin, letter->end - letter->begin), name)
        .help(WriteInOneAlphabet);
    out.push_back({file, token.begin(), token.end()});
  }
  return out;
}

/// A brace that may be one too many: it ended a declaration that began at the margin, and neither stands there itself
/// nor does what follows.
struct EarlyEnd {
  std::size_t decl;  // the token it begins with
  grammar::Range brace;
  std::size_t decls, faults;  // how many there were then
};

std::optional<EarlyEnd> earlyEnd(std::size_t decl, grammar::TokenBuffer& buffer) {
  const std::vector<grammar::LightToken>& tokens = buffer.tokens();
  const std::size_t next = buffer.index();
  const grammar::LightToken& brace = tokens[next - 1];
  const auto column = [&](std::size_t index) { return tokens[index].getCharPositionInLine(); };
  if (brace.type() != P::RBRACE || column(decl) != 0 || column(next - 1) == 0 || column(next) == 0 ||
      brace.getLine() == tokens[decl].getLine() || tokens[next].getLine() == brace.getLine())
    return std::nullopt;
  return EarlyEnd{decl, {brace.begin(), brace.end()}, 0, 0};
}

/// `use shared/recipients.vern`: the name ends where a sign of a path follows at once. Told here, and the declaration,
/// which begins at token `decl`, is of no use. A mere comma after the name is told as well, and does no harm.
bool unquotedPath(std::size_t decl, grammar::TokenBuffer& buffer, std::vector<grammar::Fault>& faults) {
  const std::vector<grammar::LightToken>& tokens = buffer.tokens();
  if (tokens[decl].type() != P::USE || buffer.index() < decl + 2 || tokens[decl + 1].type() == P::STRING) return false;
  const grammar::LightToken* next = &tokens[buffer.index()];
  if (next->type() == grammar::LightToken::EndType || next->begin() != tokens[buffer.index() - 1].end()) return false;
  grammar::Fault fault;
  if (next->type() == P::COMMA && tokens[buffer.index() + 1].getLine() != next->getLine()) {
    fault.kind = grammar::FaultKind::BadCharacter;
    fault.at = {next->begin(), next->end()};
    faults.push_back(std::move(fault));
    buffer.consume();
    return false;
  }
  fault.kind = grammar::FaultKind::Unquoted;
  fault.at = {tokens[decl + 1].begin(), tokens[buffer.index() - 1].end()};
  const auto line = tokens[decl + 1].getLine();
  while (next->type() != grammar::LightToken::EndType && next->getLine() == line) {
    fault.at.end = next->end();
    buffer.consume();
    next = &tokens[buffer.index()];
  }
  faults.push_back(std::move(fault));
  return true;
}

/// The first token nested deeper than the limit, or nullptr. Recursion in the parser follows braces, brackets and
/// quantifiers, so what passes here cannot exhaust the stack.
const grammar::LightToken* tooDeep(const std::vector<grammar::LightToken>& tokens) {
  std::vector<unsigned> levels{0};  // quantifiers open at each level
  unsigned depth = 0;
  for (const grammar::LightToken& token : tokens) {
    switch (token.type()) {
      case P::LBRACE:
      case P::LPAREN:
        levels.push_back(0);
        ++depth;
        break;
      case P::RBRACE:
      case P::RPAREN:
        if (levels.size() > 1) {
          depth -= levels.back() + 1;
          levels.pop_back();
        }
        break;
      case P::COLON:
        ++levels.back();
        ++depth;
        break;
      case P::AND:
      case P::OR:
      case P::WHEN:
      case P::UNLESS:
      case P::AT:
      case P::DEFINE:
        // A quantifier takes one operand: these end it.
        depth -= levels.back();
        levels.back() = 0;
        break;
      default: break;
    }
    if (depth > MaxDepth) return &token;
  }
  return nullptr;
}

}  // namespace

File fromText(FileId file, const SourceMap& sources, diag::Sink& sink) {
  File out;
  out.file = file;
  const std::string_view text = sources.text(file);
  if (const auto fault = findTextFault(text)) {
    const Span span{file, fault->begin, fault->end};
    switch (fault->fault) {
      case TextFault::InvalidUtf8: sink.report(span, InvalidUtf8).help(SaveAsUtf8); break;
      case TextFault::Nul: sink.report(span, NulCharacter); break;
      case TextFault::Bidi: sink.report(span, HiddenDirection).help(DeleteHidden); break;
    }
    out.lost.push_back({file, 0, static_cast<std::uint32_t>(text.size())});
    return out;
  }

  grammar::TokenBuffer tokens(text);
  if (const grammar::LightToken* token = tooDeep(tokens.tokens())) {
    sink.report({file, token->begin(), token->end()}, TooDeep, MaxDepth);
    out.lost.push_back({file, 0, static_cast<std::uint32_t>(text.size())});
    return out;
  }

  std::vector<grammar::Fault> faults;
  P parser(&tokens);
  parser.removeErrorListeners();
  auto strategy = std::make_shared<grammar::ErrorStrategy>(faults);
  parser.handleErrors(strategy, true);
  const auto memory = std::make_shared<Memory>();
  llvm::SmallVector<Decl, 0> decls;
  Builder builder(file, tokens, *memory, sink);
  std::optional<std::size_t> last;  // where the last declaration began
  std::optional<EarlyEnd> early;
  while (tokens.LA(1) != Token::EOF && !strategy->hopeless()) {
    switch (tokens.LA(1)) {
      case P::USE:
      case P::RULE:
      case P::DEFINE:
      case P::DECL:
      case P::NAMELESS:
      case P::DECL_CLAUSE: {
        const std::size_t before = tokens.index();
        parser.decl();
        const Node decl(parser.cst, 0);
        builder.setCut(strategy->takeCut());
        if (Builder::lacksName(decl)) out.nameless.push_back(builder.word(decl));
        last.reset();
        if (Builder::readable(decl) && !unquotedPath(before, tokens, faults)) {
          decls.push_back(builder.decl(decl));
          if (tokens.tokens()[before].type() != P::USE) last = before;
        }
        if (decl.whole() && !strategy->hopeless())
          if (auto fault = grammar::missingOpenBrace(&tokens, before)) faults.push_back(std::move(*fault));
        if (tokens.tokens()[before].getCharPositionInLine() == 0) early.reset();
        if (last && decl.whole() && !early)
          if (early = earlyEnd(before, tokens); early) early = {early->decl, early->brace, decls.size(), faults.size()};
        parser.forget();
        // A mistake at the very first word must not keep us here.
        if (tokens.index() == before) strategy->skipToDeclaration(&parser, true);
        break;
      }
      default:
        // Here begins no declaration; so those since the brace were clauses as well. Unless its partner was forgotten.
        if (early && tokens.LT(1)->getCharPositionInLine() != 0 &&
            grammar::diagnoseDeclaration(&tokens, tokens.LT(1), early->decl).kind !=
                grammar::FaultKind::MissingOpenBrace) {
          decls.resize(early->decls);
          faults.resize(early->faults);
          grammar::Fault fault;
          fault.kind = grammar::FaultKind::ExtraBrace;
          fault.at = early->brace;
          faults.push_back(std::move(fault));
          early.reset();
          last.reset();
          while (tokens.LA(1) != Token::EOF && tokens.LT(1)->getCharPositionInLine() != 0) tokens.consume();
          if (tokens.LA(1) == P::RBRACE) tokens.consume();
          break;
        }
        if (last && (tokens.LA(1) == P::COMMA || tokens.LA(1) == P::COLON || tokens.LA(1) == P::EQ))
          decls.back().cut = true;
        switch (strategy->reportUnknownDeclaration(&parser, last)) {
          case grammar::FaultKind::MissingName:
          case grammar::FaultKind::TwoWordName:
            out.nameless.push_back(decls.back().word.text);
            decls.pop_back();
            break;
          case grammar::FaultKind::MissingText:
          case grammar::FaultKind::MissingLanguage: decls.back().cut = true; break;
          case grammar::FaultKind::BadCharacter:
            if (last) decls.back().cut = true;
            break;
          default: break;
        }
        last.reset();
        strategy->skipToDeclaration(&parser, true);
        break;
    }
    strategy->reset(&parser);
  }
  out.decls = List<Decl>(decls).copy(*memory);
  out.memory = memory;
  const auto size = static_cast<std::uint32_t>(text.size());
  for (const grammar::Range& lost : strategy->lost()) out.lost.push_back({file, lost.begin, std::min(lost.end, size)});
  if (tokens.LA(1) != Token::EOF)
    out.lost.push_back({file, static_cast<std::uint32_t>(tokens.LT(1)->getStartIndex()), size});
  const std::vector<Span> mixed = mixedNames(file, tokens, sink);
  for (const grammar::Fault& fault : faults)
    if (std::find(mixed.begin(), mixed.end(), Span{file, fault.at.begin, fault.at.end}) == mixed.end())
      report(fault, file, text, sink);
  if (const auto at = strategy->overflow()) sink.report({file, *at, *at}, TooManyMistakes, grammar::MaxFaults);
  return out;
}

std::vector<Span> tokens(FileId file, const SourceMap& sources) {
  std::vector<Span> out;
  const std::string_view text = sources.text(file);
  if (findTextFault(text)) return out;
  const grammar::TokenBuffer buffer(text);
  for (const grammar::LightToken& token : buffer.tokens())
    if (token.type() != grammar::LightToken::EndType) out.push_back({file, token.begin(), token.end()});
  return out;
}

}  // namespace vern::syntax
