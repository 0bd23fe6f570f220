// From the flat array that the parser leaves behind for a declaration to the declaration of the tree.
#pragma once

#include <array>
#include <cstdint>
#include <new>
#include <optional>
#include <string_view>
#include <type_traits>

#include "VernParser.h"
#include "compiler/diag/sink.h"
#include "compiler/syntax/diags.h"
#include "compiler/syntax/from_parse_tree.h"
#include "compiler/syntax/tree.h"
#include "grammar/cst.h"
#include "grammar/token_buffer.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Allocator.h"

namespace vern::syntax {

/// Where the tree of one file lies. Its nodes need no destructors.
using Memory = llvm::BumpPtrAllocatorImpl<llvm::MallocAllocator, 16384>;

/// A rule or token of the parse, by its place in the flat array.
class Node {
 public:
  Node() = default;
  Node(const grammar::Cst& cst, std::uint32_t index) : cst_(&cst), index_(index) {}

  explicit operator bool() const { return cst_ != nullptr; }
  [[nodiscard]] std::uint32_t kind() const { return at().kind; }
  [[nodiscard]] bool leaf() const { return at().leaf; }
  [[nodiscard]] std::uint32_t firstToken() const { return at().token; }
  [[nodiscard]] std::uint32_t pastTokens() const { return at().last; }
  /// Nothing below a part that failed can be trusted; it has been reported.
  [[nodiscard]] bool whole() const { return cst_ != nullptr && !at().broken; }

  /// The first part that is this rule, or nothing.
  [[nodiscard]] Node rule(std::uint32_t kind) const { return find(kind, false); }
  /// The first token of this type among the parts, or nothing.
  [[nodiscard]] Node token(std::uint32_t kind) const { return find(kind, true); }
  [[nodiscard]] bool has(std::uint32_t token_kind) const { return static_cast<bool>(token(token_kind)); }

  /// Which types of token stand among the parts.
  struct Signs {
    std::array<std::uint64_t, 2> bits{};
    [[nodiscard]] bool has(std::uint32_t kind) const { return (bits[kind / 64] >> (kind % 64) & 1) != 0; }
  };
  [[nodiscard]] Signs signs() const {
    Signs out;
    each([&](Node part) {
      if (part.leaf()) out.bits[part.kind() / 64] |= std::uint64_t{1} << (part.kind() % 64);
    });
    return out;
  }

  /// Calls `use` with each part.
  template <class Use>
  void each(Use use) const {
    for (std::uint32_t i = index_ + 1; i < at().end; i = cst_->nodes[i].end) use(Node(*cst_, i));
  }
  /// Calls `use` with each part that is this rule, whole ones only.
  template <class Use>
  void eachRule(std::uint32_t kind, Use use) const {
    each([&](Node part) {
      if (!part.leaf() && part.kind() == kind && part.whole()) use(part);
    });
  }
  template <class Use>
  void eachToken(std::uint32_t kind, Use use) const {
    each([&](Node part) {
      if (part.leaf() && part.kind() == kind) use(part);
    });
  }

 private:
  [[nodiscard]] const grammar::CstNode& at() const { return cst_->nodes[index_]; }
  [[nodiscard]] Node find(std::uint32_t kind, bool leaf) const {
    for (std::uint32_t i = index_ + 1; i < at().end; i = cst_->nodes[i].end)
      if (cst_->nodes[i].kind == kind && cst_->nodes[i].leaf == leaf) return {*cst_, i};
    return {};
  }

  const grammar::Cst* cst_ = nullptr;
  std::uint32_t index_ = 0;
};

class Builder {
 public:
  /// What is made lies in `memory`.
  Builder(FileId file, const grammar::TokenBuffer& tokens, Memory& memory, diag::Sink& sink)
      : file_(file), tokens_(tokens), memory_(memory), sink_(sink) {}

  /// Clauses that begin at this token or later belong to no declaration.
  void setCut(std::optional<std::size_t> token) { cut_ = token.value_or(SIZE_MAX); }

  /// Read whole, or as far as its block, so that at least its name is known.
  [[nodiscard]] static bool readable(Node decl);
  /// A declaration whose name could not be read.
  [[nodiscard]] static bool lacksName(Node decl);

  [[nodiscard]] Decl decl(Node n) const;
  [[nodiscard]] std::string_view word(Node n) const { return first(n).text; }

 private:
  using P = ::vern::VernParser;
  using Nodes = llvm::SmallVector<Node, 4>;

  [[nodiscard]] Span tokenSpan(std::uint32_t token) const {
    const grammar::LightToken& t = tokens_.tokens()[token];
    return {file_, t.begin(), t.end()};
  }
  [[nodiscard]] Span span(Node n) const {
    Span out = tokenSpan(n.firstToken());
    if (n.pastTokens() > n.firstToken()) out.end = tokenSpan(n.pastTokens() - 1).end;
    return out;
  }
  [[nodiscard]] std::string_view slice(Span span) const {
    return tokens_.text().substr(span.begin, span.end - span.begin);
  }
  [[nodiscard]] std::string_view slice(Node n) const { return slice(span(n)); }
  /// The first token of `n`, as a name.
  [[nodiscard]] Name first(Node n) const {
    const Span span = tokenSpan(n.firstToken());
    const std::string_view written = slice(span);
    if (written.size() <= MaxNameBytes) return {written, span};
    sink_.report(span, NameTooLong, static_cast<unsigned>(written.size()), MaxNameBytes);
    return {written.substr(0, MaxNameBytes), span};
  }
  [[nodiscard]] static Nodes rules(Node n, std::uint32_t kind) {
    Nodes out;
    n.eachRule(kind, [&](Node part) { out.push_back(part); });
    return out;
  }

  /// What `make` makes of each part that `eachPart` goes through, as a list.
  template <class EachPart, class Make>
  [[nodiscard]] auto listOf(EachPart eachPart, Make make) const {
    using T = std::remove_cvref_t<decltype(*make(Node()))>;
    static_assert(std::is_trivially_destructible_v<T>);
    std::size_t most = 0;
    eachPart([&](Node) { ++most; });
    if (most == 0) return List<T>();
    T* const begin = memory_.Allocate<T>(most);
    T* end = begin;
    eachPart([&](Node part) {
      if (std::optional<T> made = make(part)) new (end++) T(*made);
    });
    return List<T>(begin, end);
  }
  /// What `make` makes of each part of `n` that is this rule.
  template <class Make>
  [[nodiscard]] auto each(Node n, std::uint32_t rule, Make make) const {
    return listOf([&](auto use) { n.eachRule(rule, use); }, [&](Node part) { return std::optional(make(part)); });
  }
  template <class T>
  [[nodiscard]] List<T> alone(const T& one) const {
    return List<T>(one).copy(memory_);
  }

  // from_cst.cpp
  [[nodiscard]] Text string(Node token) const;
  [[nodiscard]] List<Text> strings(Node n) const;
  [[nodiscard]] List<Text> texts(Node n) const;
  [[nodiscard]] std::int64_t number(Node token) const;
  [[nodiscard]] Day date(Node token) const;
  [[nodiscard]] Duration duration(Node count, Node unit) const;
  [[nodiscard]] Value refs(Node n) const;
  /// A date, a number or a length of time.
  bool scalar(Node n, const Node::Signs& signs, Value& out) const;
  [[nodiscard]] Value joinValue(Node n) const;
  [[nodiscard]] Value value(Node n) const;
  [[nodiscard]] Term term(Node n) const;
  [[nodiscard]] List<Bound> window(Node n) const;
  [[nodiscard]] Join join(Node n) const;
  [[nodiscard]] Block block(Node n) const;
  [[nodiscard]] Clause clause(Node n) const;
  void windowOf(Node n, Clause& out) const;

  // from_cst_rules.cpp
  [[nodiscard]] Atom atom(Node n) const;
  [[nodiscard]] Argument argument(Node n) const;
  [[nodiscard]] List<Argument> arguments(Node n) const;
  [[nodiscard]] Test amount(Node n) const;
  [[nodiscard]] Test test(Node n) const;
  [[nodiscard]] Condition condition(Node n) const;
  [[nodiscard]] Condition operand(Node n) const;
  [[nodiscard]] RuleClause ruleClause(Node n) const;

  FileId file_;
  const grammar::TokenBuffer& tokens_;
  Memory& memory_;
  diag::Sink& sink_;
  std::size_t cut_ = SIZE_MAX;
};

}  // namespace vern::syntax
