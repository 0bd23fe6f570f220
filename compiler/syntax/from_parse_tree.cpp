#include "compiler/syntax/from_parse_tree.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "VernParser.h"
#include "compiler/source/utf8.h"
#include "compiler/support/distance.h"
#include "compiler/support/lookalike.h"
#include "compiler/syntax/diags.h"
#include "compiler/syntax/tokens.h"
#include "grammar/error_strategy.h"
#include "grammar/token_buffer.h"

namespace vern::syntax {

namespace {

using antlr4::Token;
using P = ::vern::VernParser;

/// Takes away the indentation that all lines after the first share, and undoes `\"` and `\\`.
std::string unquote(std::string_view quoted) {
  std::string_view body = quoted.substr(1, quoted.size() - 2);
  std::size_t common = std::string_view::npos;
  for (std::size_t line = body.find('\n'); line != std::string_view::npos; line = body.find('\n', line + 1)) {
    const std::size_t text = body.find_first_not_of(" \t\r", line + 1);
    if (text == std::string_view::npos || body[text] == '\n') continue;
    common = std::min(common, text - line - 1);
  }
  std::string out;
  out.reserve(body.size());
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (c == '\r' && i + 1 < body.size() && body[i + 1] == '\n') continue;
    if (c == '\\' && i + 1 < body.size()) {
      out += body[++i];
      continue;
    }
    out += c;
    if (c != '\n') continue;
    for (std::size_t skip = 0; skip < common && i + 1 < body.size() && (body[i + 1] == ' ' || body[i + 1] == '\t');
         ++skip)
      ++i;
  }
  return out;
}

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

  /// A declaration whose name could not be read.
  [[nodiscard]] bool lacksName() const {
    return !rule(P::RuleName).whole() && (has(P::DECL) || has(P::DECL_CLAUSE)) && !has(P::STRING);
  }

  /// The first part that is this rule, or nothing.
  [[nodiscard]] Node rule(std::uint32_t kind) const { return find(kind, false); }
  /// The first token of this type among the parts, or nothing.
  [[nodiscard]] Node token(std::uint32_t kind) const { return find(kind, true); }
  [[nodiscard]] bool has(std::uint32_t token_kind) const { return static_cast<bool>(token(token_kind)); }

  /// Calls `use` with each part.
  template <class Use>
  void each(Use use) const {
    for (std::uint32_t i = index_ + 1; i < at().end; i = cst_->nodes[i].end) use(Node(*cst_, i));
  }
  /// The parts that are this rule, whole ones only.
  [[nodiscard]] std::vector<Node> rules(std::uint32_t kind) const {
    std::vector<Node> out;
    each([&](Node part) {
      if (!part.leaf() && part.kind() == kind && part.whole()) out.push_back(part);
    });
    return out;
  }
  [[nodiscard]] std::vector<Node> tokens(std::uint32_t kind) const {
    std::vector<Node> out;
    each([&](Node part) {
      if (part.leaf() && part.kind() == kind) out.push_back(part);
    });
    return out;
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
  /// Read whole, or as far as its block, so that at least its name is known.
  /// Clauses that begin at this token or later belong to no declaration.
  void setCut(std::optional<std::size_t> token) { cut_ = token.value_or(SIZE_MAX); }
  [[nodiscard]] std::string_view word(Node n) const { return first(n).text; }

  static bool readable(Node n) { return n.whole() || (n.rule(P::RuleBlock) && n.rule(P::RuleName).whole()); }

  Builder(FileId file, const grammar::TokenBuffer& tokens, diag::Sink& sink)
      : file_(file), tokens_(tokens), sink_(sink) {}

  Decl decl(Node n) {
    Decl out;
    out.span = span(n);
    out.word = first(n);
    const std::vector<Node> names = n.rules(P::RuleName);
    if (!names.empty()) out.name = first(names[0]);
    if (n.has(P::USE)) {
      out.kind = DeclKind::Use;
      if (const Node string_token = n.token(P::STRING)) out.string = string(string_token);
      return out;
    }
    if (n.has(P::RULE)) {
      out.kind = DeclKind::Rule;
      for (const Node clause : n.rules(P::RuleRuleClause)) out.rule.push_back(ruleClause(clause));
      return out;
    }
    if (n.has(P::DEFINE)) {
      out.kind = DeclKind::Define;
      for (std::size_t i = 1; i + 1 < names.size(); i += 2)
        out.parameters.push_back({first(names[i]), first(names[i + 1])});
      if (const Node c = n.rule(P::RuleCondition); c.whole()) out.condition = condition(c);
      return out;
    }
    if (const Node string_token = n.token(P::STRING)) out.string = string(string_token);
    if (const Node parents = n.rule(P::RuleRefs); parents.whole()) out.parents = refs(parents);
    for (const Node j : n.rules(P::RuleJoin)) out.joins.push_back(join(j));
    out.texts = texts(n);
    if (const Node b = n.rule(P::RuleBlock)) out.block = block(b);
    return out;
  }

 private:
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
    return {slice(span), span};
  }

  [[nodiscard]] Text string(Node token) const { return {{}, unquote(slice(token)), span(token)}; }

  [[nodiscard]] std::vector<Text> texts(Node n) const {
    std::vector<Text> out;
    for (const Node t : n.rules(P::RuleText)) {
      const Node quoted = t.token(P::STRING);
      if (!quoted) continue;
      Text text = string(quoted);
      text.language = first(t);
      out.push_back(std::move(text));
    }
    return out;
  }

  [[nodiscard]] std::int64_t number(Node token) const {
    const std::string_view digits = slice(token);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || value > 1'000'000'000) {
      sink_.report(span(token), NumberTooLarge, digits);
      return 0;
    }
    return value;
  }

  [[nodiscard]] Day date(Node token) const {
    const std::string_view written = slice(token);
    const std::optional<Day> day = parseDay(written);
    if (!day) sink_.report(span(token), NoSuchDate, written);
    return day.value_or(0);
  }

  [[nodiscard]] Duration duration(Node count, Node unit) const {
    std::int64_t n = number(count);
    const std::string_view u = slice(unit);
    if (n > 10'000'000) {
      sink_.report(span(count), NumberTooLarge, slice(count));
      n = 0;
    }
    const auto i = static_cast<std::int32_t>(n);
    if (u.starts_with("hour")) return {0, 0, i};
    if (u.starts_with("day")) return {0, i, 0};
    if (u.starts_with("week")) return {0, i * 7, 0};
    if (u.starts_with("month")) return {i, 0, 0};
    return {i * 12, 0, 0};
  }

  static void links(Node n, Value& value) {
    const bool comma = n.has(P::COMMA);
    const bool both = n.has(P::AND);
    const bool either = n.has(P::OR);
    value.mixed = (comma ? 1 : 0) + (both ? 1 : 0) + (either ? 1 : 0) > 1;
    value.link = both ? Link::And : either ? Link::Or : Link::Comma;
    value.open = n.has(P::SUCH);
  }

  [[nodiscard]] Value refs(Node n) const {
    Value out;
    out.kind = ValueKind::Names;
    out.span = span(n);
    links(n, out);
    for (const Node ref : n.rules(P::RuleRef))
      if (const Node name = ref.rule(P::RuleName)) out.entries.push_back({ref.has(P::NOT), first(name), {}});
    return out;
  }

  /// A date, a number or a length of time.
  bool scalar(Node n, Value& out) const {
    if (const Node d = n.token(P::DATE)) {
      out.kind = ValueKind::Date;
      out.date = date(d);
      return true;
    }
    const Node count = n.token(P::INT);
    if (!count) return false;
    const Node unit = n.token(P::UNIT);
    out.kind = unit ? ValueKind::Duration : ValueKind::Number;
    if (unit) out.duration = duration(count, unit);
    else out.number = number(count);
    return true;
  }

  [[nodiscard]] Value joinValue(Node n) const {
    if (const Node names = n.rule(P::RuleRefs)) return refs(names);
    Value out;
    out.span = span(n);
    if (scalar(n, out)) return out;
    out.kind = ValueKind::Strings;
    if (const Node quoted = n.token(P::STRING)) out.strings.push_back(string(quoted));
    return out;
  }

  [[nodiscard]] Value value(Node n) {
    Value out;
    out.span = span(n);
    if (scalar(n, out)) return out;
    if (const auto strings = n.tokens(P::STRING); !strings.empty()) {
      out.kind = n.has(P::SEE) ? ValueKind::Elsewhere : ValueKind::Strings;
      for (const Node s : strings) out.strings.push_back(string(s));
      return out;
    }
    out.kind = ValueKind::Names;
    links(n, out);
    for (const Node e : n.rules(P::RuleEntry)) {
      const Node name = e.rule(P::RuleName);
      if (!name) continue;
      Entry entry{e.has(P::NOT), first(name), {}};
      if (const Node b = e.rule(P::RuleBlock); b.whole()) entry.block = block(b);
      out.entries.push_back(std::move(entry));
    }
    if (!out.entries.empty()) out.span.end = out.entries.back().name.span.end;
    return out;
  }

  [[nodiscard]] Term term(Node n) const {
    Term out;
    out.span = span(n);
    const Node name = n.rule(P::RuleName);
    if (name) out.name = first(name);
    if (const Node count = n.token(P::INT)) {
      out.kind = TermKind::After;
      if (const Node unit = n.token(P::UNIT)) out.duration = duration(count, unit);
    } else if (const Node head = n.token(P::EARLIEST)) {
      out.kind = slice(head) == "earliest" ? TermKind::Earliest : TermKind::Latest;
      for (const Node part : n.rules(P::RuleTerm)) out.parts.push_back(term(part));
    } else {
      out.kind = n.has(P::UNTIL) ? TermKind::Until : n.has(P::WHILE) ? TermKind::While : TermKind::Named;
    }
    return out;
  }

  [[nodiscard]] std::vector<Bound> window(Node n) const {
    std::vector<Bound> out;
    for (const Node b : n.rules(P::RuleBound)) {
      const Node t = b.rule(P::RuleTerm);
      if (!t.whole()) continue;
      Bound bound{b.has(P::AT_MOST)    ? BoundKind::AtMost
                  : b.has(P::AT_LEAST) ? BoundKind::AtLeast
                                       : BoundKind::Exact,
                  span(b),
                  term(t),
                  {}};
      if (const Node under = b.rule(P::RuleName)) bound.under = first(under);
      out.push_back(std::move(bound));
    }
    return out;
  }

  [[nodiscard]] Join join(Node n) const {
    Join out;
    out.span = span(n);
    if (const Node limit = n.token(P::ONLY)) out.limit = slice(limit) == "only" ? JoinLimit::Only : JoinLimit::Except;
    if (const Node t = n.rule(P::RuleTerm)) {
      const bool most = n.has(P::AT_MOST);
      out.word = first(most ? n.token(P::AT_MOST) : n.token(P::AT_LEAST));
      // However the two words stand apart.
      const std::string_view plain = most ? "at most" : "at least";
      if (out.word.text != plain) out.word.text = plain;
      out.bound = Bound{most ? BoundKind::AtMost : BoundKind::AtLeast, span(n), term(t), {}};
      return out;
    }
    // The word is what stands between `only` and the value.
    n.each([&](Node part) {
      if (part.kind() == P::ONLY && part.leaf()) return;
      if (!part.leaf() && part.kind() == P::RuleJoinValue) out.value = joinValue(part);
      else out.word = first(part);
    });
    return out;
  }

  [[nodiscard]] Block block(Node n) {
    Block out;
    out.span = span(n);
    for (const Node child : n.rules(P::RuleClause))
      if (child.firstToken() < cut_) out.clauses.push_back(clause(child));
    return out;
  }

  static Strength strength(std::string_view written) {
    if (written == "does") return Strength::Does;
    if (written == "may") return Strength::May;
    if (written == "sometimes") return Strength::Sometimes;
    return written == "usually" ? Strength::Usually : Strength::AimsTo;
  }

  [[nodiscard]] Clause clause(Node n) {
    Clause out;
    out.span = span(n);
    out.never = n.has(P::NEVER);
    bool asked = false;
    n.each([&](Node part) {
      if (!part.leaf()) return;
      switch (part.kind()) {
        case P::STRENGTH: out.strength = strength(slice(part)); break;
        case P::NEVER: break;
        case P::ASK:
        case P::GIVEN:
          asked = true;
          out.word = first(part);
          break;
        case P::STRING:  // see "…"
          out.value.kind = ValueKind::Strings;
          out.value.strings.push_back(string(part));
          out.value.span = out.value.strings.back().span;
          break;
        default: (asked ? out.verb.emplace() : out.word) = first(part); break;
      }
    });
    out.known = wordFrom(out.word.text);
    if (const Node name = n.rule(P::RuleName)) {
      if (n.has(P::SEE)) {
        out.value.kind = ValueKind::Names;
        out.value.entries.push_back({false, first(name), {}});
        out.value.span = span(name);
      } else {
        out.verb = first(name);
      }
    }
    if (const Node v = n.rule(P::RuleValue); v.whole()) out.value = value(v);
    if (const Node w = n.rule(P::RuleWindow); w.whole()) {
      out.window = window(w);
      if (w.has(P::SEE)) {
        out.value.kind = ValueKind::Elsewhere;
        if (const Node address = w.token(P::STRING)) out.value.strings.push_back(string(address));
        out.value.span = span(w);
      }
    }
    const Node tail = n.rule(P::RuleTail);
    const Node from = tail ? tail : n;
    for (const std::uint32_t rule : {P::RuleWindowJoin, P::RuleJoin})
      for (const Node j : from.rules(rule)) out.joins.push_back(join(j));
    out.texts = texts(from);
    if (const Node b = from.rule(P::RuleBlock); b.whole()) out.block = block(b);
    return out;
  }

  // ---- rules ------------------------------------------------------------------------------------------------------

  [[nodiscard]] Atom atom(Node n) const {
    Atom out;
    out.span = span(n);
    if (const Node d = n.token(P::DATE)) {
      out.kind = AtomKind::Date;
      out.date = date(d);
    } else if (const Node count = n.token(P::INT)) {
      const Node unit = n.token(P::UNIT);
      out.kind = unit ? AtomKind::Duration : AtomKind::Number;
      if (unit) out.duration = duration(count, unit);
      else out.number = number(count);
    } else if (const Node quoted = n.token(P::STRING)) {
      out.kind = AtomKind::String;
      out.string = string(quoted).value;
    } else {
      out.kind = n.has(P::LPAREN) ? AtomKind::Call : AtomKind::Path;
      out.path = first(n);
      out.arguments = arguments(n);
    }
    return out;
  }

  [[nodiscard]] Argument argument(Node n) const {
    Argument out;
    out.span = span(n);
    for (const Node a : n.rules(P::RuleAtom)) out.sum.push_back(atom(a));
    return out;
  }

  [[nodiscard]] std::vector<Argument> arguments(Node n) const {
    std::vector<Argument> out;
    for (const Node a : n.rules(P::RuleArgument)) out.push_back(argument(a));
    return out;
  }

  [[nodiscard]] Test amount(Node n) const {
    Test out;
    out.span = span(n);
    const Node head = n.token(P::AMOUNT);
    out.kind = n.has(P::AT_LEAST)                ? TestKind::AtLeast
               : n.has(P::AT_MOST)               ? TestKind::AtMost
               : (head && slice(head) == "more") ? TestKind::MoreThan
                                                 : TestKind::FewerThan;
    out.arguments = arguments(n);
    return out;
  }

  [[nodiscard]] Test test(Node n) const {
    if (const Node a = n.rule(P::RuleAmount)) return amount(a);
    Test out;
    out.span = span(n);
    if (const Node name = n.rule(P::RuleName)) {
      out.name = first(name);
      out.has_name = true;
    }
    out.arguments = arguments(n);
    const auto either = [&](std::uint32_t token, std::string_view one, TestKind yes, TestKind no) {
      out.kind = slice(n.token(token)) == one ? yes : no;
    };
    if (n.has(P::IS)) {
      out.negated = n.has(P::NOT);
      const Node set = n.rule(P::RuleSet);
      out.kind = set ? TestKind::IsAnyOf : TestKind::Is;
      if (set) out.arguments = arguments(set);
    } else if (n.has(P::HAS)) {
      either(P::HAS, "has", TestKind::Has, TestKind::Lacks);
    } else if (n.has(P::FLAGGED)) {
      out.kind = TestKind::Flagged;
    } else if (n.has(P::INCLUDES)) {
      out.kind = TestKind::Includes;
    } else if (n.has(P::MENTIONS)) {
      out.kind = TestKind::Mentions;
    } else if (n.has(P::EQUALS)) {
      out.kind = TestKind::Equals;
    } else if (n.has(P::BEFORE)) {
      out.kind = TestKind::Before;
    } else if (n.has(P::LONGER)) {
      either(P::LONGER, "longer", TestKind::Longer, TestKind::Shorter);
    } else if (n.has(P::NEVER)) {
      out.kind = n.has(P::HAPPENS) ? TestKind::NeverHappensTo : TestKind::NeverEnds;
    } else {
      out.kind = TestKind::After;
    }
    return out;
  }

  [[nodiscard]] Condition condition(Node n) const {
    const std::vector<Node> operands = n.rules(P::RuleOperand);
    if (operands.size() == 1) return operand(operands[0]);
    Condition out;
    out.span = span(n);
    out.mixed = n.has(P::AND) && n.has(P::OR);
    out.kind = n.has(P::AND) ? ConditionKind::And : ConditionKind::Or;
    for (const Node o : operands) out.parts.push_back(operand(o));
    return out;
  }

  [[nodiscard]] Condition operand(Node n) const {
    Condition inner;
    inner.span = span(n);
    const std::vector<Node> names = n.rules(P::RuleName);
    if (const Node c = n.rule(P::RuleCondition)) {
      inner = condition(c);
    } else if (const Node head = n.token(P::QUANT); head && names.size() == 2) {
      const std::string_view q = slice(head);
      inner.kind = q == "any" ? ConditionKind::Any : q == "all" ? ConditionKind::All : ConditionKind::No;
      inner.variable = first(names[0]);
      inner.path = first(names[1]);
      if (const Node o = n.rule(P::RuleOperand)) inner.parts.push_back(operand(o));
    } else if (n.has(P::COUNT) && !names.empty()) {
      inner.kind = ConditionKind::Count;
      inner.path = first(names[0]);
      if (const Node a = n.rule(P::RuleAmount)) inner.test = amount(a);
    } else {
      inner.kind = ConditionKind::Test;
      if (const Node a = n.rule(P::RuleArgument)) inner.subject = argument(a);
      if (const Node t = n.rule(P::RuleTest)) inner.test = test(t);
    }
    // `not not` says nothing; a tree of ten thousand of them would be a deep one.
    if (n.tokens(P::NOT).size() % 2 == 0) return inner;
    Condition outer;
    outer.kind = ConditionKind::Not;
    outer.span = span(n);
    outer.parts.push_back(std::move(inner));
    return outer;
  }

  [[nodiscard]] RuleClause ruleClause(Node n) {
    RuleClause out;
    out.span = span(n);
    out.word = first(n);
    out.texts = texts(n);
    const std::vector<Node> names = n.rules(P::RuleName);
    const auto name = [&](std::size_t i) { return i < names.size() ? first(names[i]) : Name(); };
    switch (tokens_.tokens()[n.firstToken()].type()) {
      case P::FOR:
        out.kind = RuleClauseKind::For;
        out.variable = name(0);
        if (const Node set = n.rule(P::RuleSet)) out.set = arguments(set);
        else out.path = name(1);
        break;
      case P::WHEN:
      case P::UNLESS:
        out.kind = n.has(P::WHEN) ? RuleClauseKind::When : RuleClauseKind::Unless;
        if (const Node c = n.rule(P::RuleCondition); c.whole()) out.condition = condition(c);
        break;
      case P::AT:
      case P::NOTE:
        out.kind = n.has(P::NOTE) ? RuleClauseKind::NoteAt : RuleClauseKind::At;
        out.path = name(0);
        break;
      case P::COVERED:
        out.kind = RuleClauseKind::CoveredBy;
        for (const Node s : n.tokens(P::STRING)) out.ids.push_back(string(s));
        break;
      case P::BECAUSE: out.kind = RuleClauseKind::Because; break;
      case P::FIRES:
        out.kind = RuleClauseKind::Example;
        out.fires = out.word.text == "fires";
        if (const Node d = n.token(P::DATE)) out.as_of = date(d);
        for (const Node d : n.rules(P::RuleDecl)) out.fragment.push_back(decl(d));
        break;
      case P::FIX:
        out.kind = RuleClauseKind::Fix;
        out.fix = n.has(P::SET) ? FixKind::Set : n.has(P::ADD) ? FixKind::Add : FixKind::Remove;
        out.path = name(0);
        out.set = arguments(n);
        out.safe = n.has(P::SAFE);
        break;
      case P::BARE: out.kind = RuleClauseKind::Texts; break;
      default:
        out.kind = RuleClauseKind::Plain;
        if (const Node v = n.rule(P::RuleValue); v.whole()) out.value = value(v);
        if (const Node in = n.rule(P::RuleRefs)) out.in = refs(in).entries;
        break;
    }
    return out;
  }

  FileId file_;
  const grammar::TokenBuffer& tokens_;
  diag::Sink& sink_;
  std::size_t cut_ = SIZE_MAX;
};

/// Declarations and clauses a writer may have meant.
constexpr std::array DeclarationWords = {
    std::string_view("use"),        std::string_view("policy"),    std::string_view("controller"),
    std::string_view("dpo"),        std::string_view("contact"),   std::string_view("scope"),
    std::string_view("party"),      std::string_view("subject"),   std::string_view("data"),
    std::string_view("purpose"),    std::string_view("recipient"), std::string_view("basis"),
    std::string_view("event"),      std::string_view("state"),     std::string_view("circumstance"),
    std::string_view("channel"),    std::string_view("place"),     std::string_view("measure"),
    std::string_view("activity"),   std::string_view("tracker"),   std::string_view("defaults"),
    std::string_view("promise"),    std::string_view("claim"),     std::string_view("duty"),
    std::string_view("rights"),     std::string_view("changes"),   std::string_view("security"),
    std::string_view("definition"), std::string_view("prose"),     std::string_view("test"),
    std::string_view("law"),        std::string_view("section"),   std::string_view("rule"),
    std::string_view("define"),     std::string_view("param")};

constexpr std::array ClauseWords = {
#define VERN_WORD(word) std::string_view(#word),
#define VERN_WORD_AS(enumerator, text) std::string_view(text),
#include "compiler/syntax/words.def"
#undef VERN_WORD
#undef VERN_WORD_AS
};

/// What can stand at a place, by the names that grammar/ has for it.
Words expectation(const std::string& expected) {
  if (expected == "name") return diag::phrase("expected.name", "a name");
  if (expected == "value") return diag::phrase("expected.value", "a value");
  if (expected == "name_or_text") return diag::phrase("expected.name_or_text", "a name or a text in quotes");
  if (expected == "text") return diag::phrase("expected.text", "a text in quotes");
  if (expected == "unit") return diag::phrase("expected.unit", "`days`, `weeks`, `months` or `years`");
  if (expected == "number") return diag::phrase("expected.number", "a number");
  if (expected == "date") return diag::phrase("expected.date", "a date such as 2026-05-01");
  if (expected == "question") return diag::phrase("expected.question", "`use`, `share` or `keep`");
  if (expected == "declaration") return diag::phrase("expected.declaration", "a declaration");
  if (expected.empty()) return diag::phrase("expected.something", "something");
  return diag::phrase("", expected);  // a sign of the language, in backquotes already
}

/// Where the blanks after `end` end.
std::uint32_t nextWord(std::string_view text, std::size_t end) {
  return static_cast<std::uint32_t>(std::min(text.find_first_not_of(" \t", end), text.size()));
}

/// `01.05.2026` and `2026/5/1` as 2026-05-01, or "" where that is no date.
std::string rightDate(std::string_view written) {
  std::array<int, 3> parts{};
  std::size_t part = 0;
  std::size_t first_length = 0;
  for (const char c : written) {
    if (c >= '0' && c <= '9') parts[part] = parts[part] * 10 + (c - '0');
    else if (++part == parts.size()) return {};
    if (part == 0) ++first_length;
  }
  if (first_length < 4) std::swap(parts[0], parts[2]);
  const CivilDate date{parts[0], parts[1], parts[2]};
  const std::string text = formatDay(toDay(date));
  return parseDay(text) && toCivil(toDay(date)) == date ? text : std::string();
}

void report(const grammar::Fault& fault, FileId file, std::string_view text, diag::Sink& sink) {
  using grammar::FaultKind;
  const Span span{file, fault.at.begin, fault.at.end};
  const Span other{file, fault.other.begin, fault.other.end};
  const std::string_view found = text.substr(fault.at.begin, fault.at.end - fault.at.begin);
  const auto suggest = [&](diag::Builder builder, std::span<const std::string_view> words) {
    std::string_view near = nearest(found, words);
    // `accessed_from india`: the word itself, and one of whoever wrote it.
    if (near.empty())
      for (const std::string_view word : words)
        if (found.starts_with(word) && found.substr(word.size()).starts_with("_") && word.size() > near.size())
          near = word;
    if (!near.empty()) builder.help(DidYouMean, near).edit(span, std::string(near));
    return !near.empty();
  };
  const auto write = [&](diag::Builder builder, const std::string& instead) {
    if (!instead.empty()) builder.help(Write, instead).edit(span, instead);
  };
  switch (fault.kind) {
    case FaultKind::UnknownClause: {
      diag::Builder builder = sink.report(span, UnknownClause, found);
      if (const auto meant = clauseMeantBy(found); meant && other.end == other.begin) {
        builder.help(DidYouMean, spelling(*meant)).edit(span, std::string(spelling(*meant)));
        return;
      }
      if (!suggest(builder, ClauseWords) && std::ranges::find(DeclarationWords, found) != DeclarationWords.end())
        builder.help(OutsideOfBlocks, found);
      if (other.end > other.begin) builder.help(HowSure);
      return;
    }
    case FaultKind::UnknownDeclaration: suggest(sink.report(span, UnknownDeclaration, found), DeclarationWords); return;
    case FaultKind::EmptyClause:
      if (diag::Builder builder = sink.report(span, EmptyClause, found); other.end > other.begin)
        builder.label(other, TextsComeAfter);
      return;
    case FaultKind::JoinAfterTexts: sink.report(span, JoinAfterTexts, found); return;
    case FaultKind::MissingComma:
      sink.report(span, MissingComma, found).edit({file, fault.at.begin, fault.at.begin}, ", ");
      return;
    case FaultKind::MissingBrace: sink.report(span, MissingBrace, fault.declaration).label(other, BeforeThis); return;
    case FaultKind::MissingOpenBrace:
      sink.report(span, MissingOpenBrace, fault.declaration).label(other, BeforeThis);
      return;
    case FaultKind::ExtraBrace: sink.report(span, ExtraBrace).help(LeaveOut).edit(span, ""); return;
    case FaultKind::MissingText:
      if (diag::Builder builder = sink.report(span, MissingText, found); wordFrom(found))
        builder.help(WriteText, found);
      return;
    case FaultKind::MissingLanguage: sink.report(span, MissingLanguage).help(WriteLanguage); return;
    case FaultKind::LanguageAfterJoin:
      sink.report(span, LanguageAfterJoin, text.substr(other.begin, other.end - other.begin))
          .help(LeaveOut)
          .edit({file, span.begin, nextWord(text, span.end)}, "");
      return;
    case FaultKind::MissingName: sink.report(span, MissingName, found); return;
    case FaultKind::MissingUnit: sink.report(span, MissingUnit, found).help(WriteUnit, found); return;
    case FaultKind::TwoWordName: {
      std::string joined;
      for (const char c : found)
        if (c != ' ' && c != '\t') joined += c;
        else if (joined.back() != '_') joined += '_';
      write(sink.report(span, TwoWordName, found), joined);
      return;
    }
    case FaultKind::OpenText:
      if (diag::Builder builder = sink.report(span, OpenText); other.end > other.begin)
        builder.label(other, TakenForEnd);
      return;
    case FaultKind::WrongQuote: sink.report(span, WrongQuote, found).help(StraightQuotes); return;
    case FaultKind::Unquoted: write(sink.report(span, Unquoted), "\"" + std::string(found) + "\""); return;
    case FaultKind::OddDate: write(sink.report(span, OddDate, found), rightDate(found)); return;
    case FaultKind::IsInClause: sink.report(span, IsInClause).help(LeaveOut).edit(span, ""); return;
    case FaultKind::BadCharacter: sink.report(span, BadCharacter, found).help(LeaveOut).edit(span, ""); return;
    case FaultKind::SmallWord:
      if (found == "such") sink.report(span, SuchAsInside).help(SuchAsFirst);
      else if (found == "no") write(sink.report(span, SmallWord, found), "none");
      else if (found == "earliest" || found == "latest") sink.report(span, SmallWord, found).help(SeveralEnds, found);
      else if (found == "only") sink.report(span, SmallWord, found).help(LeaveOutWord, found);
      else sink.report(span, SmallWord, found);
      return;
    case FaultKind::MissingAfter: sink.report(span, MissingAfter, expectation(fault.expected), found); return;
    case FaultKind::Unexpected: break;
  }
  if (fault.expected.empty()) {
    sink.report(span, CannotStandHere, found);
    return;
  }
  diag::Builder builder = sink.report(span, Unexpected, found, expectation(fault.expected));
  // `retain see unknown`: that nobody knows is said without a place to look it up.
  if (const std::size_t see = text.substr(0, fault.at.begin).rfind("see");
      found == "unknown" && see != std::string_view::npos && nextWord(text, see + 3) == fault.at.begin)
    builder.help(LeaveOutWord, "see").edit({file, static_cast<std::uint32_t>(see), fault.at.begin}, "");
}

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
  parser.setErrorHandler(strategy);
  Builder builder(file, tokens, sink);
  std::optional<std::size_t> last;  // where the last declaration began
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
        if (decl.lacksName()) out.nameless.push_back(builder.word(decl));
        last.reset();
        if (Builder::readable(decl) && !unquotedPath(before, tokens, faults)) {
          out.decls.push_back(builder.decl(decl));
          if (tokens.tokens()[before].type() != P::USE) last = before;
        }
        if (decl.whole() && !strategy->hopeless())
          if (auto fault = grammar::missingOpenBrace(&tokens, before)) faults.push_back(std::move(*fault));
        parser.forget();
        // A mistake at the very first word must not keep us here.
        if (tokens.index() == before) strategy->skipToDeclaration(&parser, true);
        break;
      }
      default:
        if (last && tokens.LA(1) == P::COMMA) out.decls.back().cut = true;
        switch (strategy->reportUnknownDeclaration(&parser, last)) {
          case grammar::FaultKind::MissingName:
            out.nameless.push_back(out.decls.back().word.text);
            out.decls.pop_back();
            break;
          case grammar::FaultKind::MissingText:
          case grammar::FaultKind::MissingLanguage: out.decls.back().cut = true; break;
          default: break;
        }
        last.reset();
        strategy->skipToDeclaration(&parser, true);
        break;
    }
    strategy->reset(&parser);
  }
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
