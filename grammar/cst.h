// What the parser leaves behind for one declaration: its rules and tokens as a flat array in the order of the source.
#pragma once

#include <cstdint>
#include <vector>

namespace vern::grammar {

struct CstNode {
  std::uint32_t kind;    // a rule of VernParser, or a token type
  std::uint32_t token;   // the first token
  std::uint32_t last;    // past the last token
  std::uint32_t end;     // index of the node after everything below this one
  bool leaf;             // a token
  bool broken;           // a mistake was found in it: nothing below can be trusted
};

/// Nodes of one declaration, the declaration itself first.
class Cst {
 public:
  std::vector<CstNode> nodes;

  void clear() {
    nodes.clear();
    open_.clear();
  }
  void open(std::uint32_t rule, std::uint32_t token) {
    open_.push_back(static_cast<std::uint32_t>(nodes.size()));
    nodes.push_back({rule, token, token, 0, false, false});
  }
  void leaf(std::uint32_t type, std::uint32_t token) {
    const auto index = static_cast<std::uint32_t>(nodes.size());
    nodes.push_back({type, token, token + 1, index + 1, true, false});
  }
  void close(std::uint32_t token) {
    CstNode& node = nodes[open_.back()];
    node.last = token;
    node.end = static_cast<std::uint32_t>(nodes.size());
    open_.pop_back();
  }
  /// The rule at work.
  [[nodiscard]] std::uint32_t rule() const { return nodes[open_.back()].kind; }
  void markBroken() {
    if (!open_.empty()) nodes[open_.back()].broken = true;
  }
  /// The last finished part of the rule at work turned out to be broken.
  void markLastBroken() {
    if (open_.empty()) return;
    for (std::uint32_t i = open_.back() + 1; i < nodes.size(); i = nodes[i].end)
      if (nodes[i].end == nodes.size() && !nodes[i].leaf) nodes[i].broken = true;
  }

 private:
  std::vector<std::uint32_t> open_;
};

}  // namespace vern::grammar
