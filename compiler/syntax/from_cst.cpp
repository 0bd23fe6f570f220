// Declarations, clauses and their values. Rules are in from_cst_rules.cpp.
#include "compiler/syntax/from_cst.h"

#include <charconv>
#include <string>

#include "compiler/support/written_date.h"
#include "compiler/syntax/diags.h"

namespace vern::syntax {

namespace {

using P = ::vern::VernParser;

/// Takes away the indentation that all lines after the first share, and undoes `\"` and `\\`.
std::string_view unquote(std::string_view quoted, Memory& memory) {
  const std::string_view body = quoted.substr(1, quoted.size() - 2);
  if (body.find_first_of("\\\n\r") == std::string_view::npos) return body;
  std::size_t common = std::string_view::npos;
  for (std::size_t line = body.find('\n'); line != std::string_view::npos; line = body.find('\n', line + 1)) {
    const std::size_t text = body.find_first_not_of(" \t\r", line + 1);
    if (text == std::string_view::npos || body[text] == '\n') continue;
    common = std::min(common, text - line - 1);
  }
  char* const out = memory.Allocate<char>(body.size());
  std::size_t length = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (c == '\r' && i + 1 < body.size() && body[i + 1] == '\n') continue;
    if (c == '\\' && i + 1 < body.size()) {
      out[length++] = body[++i];
      continue;
    }
    out[length++] = c;
    if (c != '\n') continue;
    for (std::size_t skip = 0; skip < common && i + 1 < body.size() && (body[i + 1] == ' ' || body[i + 1] == '\t');
         ++skip)
      ++i;
  }
  return {out, length};
}

void links(const Node::Signs& signs, Value& value) {
  const bool comma = signs.has(P::COMMA);
  const bool both = signs.has(P::AND);
  const bool either = signs.has(P::OR);
  value.mixed = (comma ? 1 : 0) + (both ? 1 : 0) + (either ? 1 : 0) > 1;
  value.link = both ? Link::And : either ? Link::Or : Link::Comma;
  value.open = signs.has(P::SUCH);
}

Strength strength(std::string_view written) {
  if (written == "does") return Strength::Does;
  if (written == "may") return Strength::May;
  if (written == "sometimes") return Strength::Sometimes;
  return written == "usually" ? Strength::Usually : Strength::AimsTo;
}

}  // namespace

bool Builder::readable(Node decl) {
  return decl.whole() || (decl.rule(P::RuleBlock) && decl.rule(P::RuleName).whole());
}

bool Builder::lacksName(Node decl) {
  return !decl.rule(P::RuleName).whole() && (decl.has(P::DECL) || decl.has(P::DECL_CLAUSE)) && !decl.has(P::STRING);
}

Decl Builder::decl(Node n) const {
  Decl out;
  out.span = span(n);
  out.word = first(n);
  const Node::Signs signs = n.signs();
  if (const Node name = n.rule(P::RuleName); name.whole()) out.name = first(name);
  if (signs.has(P::STRING)) out.string = string(n.token(P::STRING));
  if (signs.has(P::USE)) {
    out.kind = DeclKind::Use;
  } else if (signs.has(P::RULE)) {
    out.kind = DeclKind::Rule;
    out.rule = each(n, P::RuleRuleClause, [&](Node clause) { return ruleClause(clause); });
  } else if (signs.has(P::DEFINE)) {
    out.kind = DeclKind::Define;
    const Nodes names = rules(n, P::RuleName);
    llvm::SmallVector<Parameter, 4> parameters;
    for (std::size_t i = 1; i + 1 < names.size(); i += 2) parameters.push_back({first(names[i]), first(names[i + 1])});
    out.parameters = List<Parameter>(parameters).copy(memory_);
    if (const Node c = n.rule(P::RuleCondition); c.whole()) out.condition = condition(c);
  } else {
    if (const Node parents = n.rule(P::RuleRefs); parents.whole()) out.parents = refs(parents);
    out.joins = each(n, P::RuleJoin, [&](Node j) { return join(j); });
    out.texts = texts(n);
    if (const Node b = n.rule(P::RuleBlock)) out.block = block(b);
  }
  return out;
}

Text Builder::string(Node token) const { return {{}, unquote(slice(token), memory_), span(token)}; }

List<Text> Builder::strings(Node n) const {
  return listOf([&](auto use) { n.eachToken(P::STRING, use); }, [&](Node part) { return std::optional(string(part)); });
}

List<Text> Builder::texts(Node n) const {
  return listOf([&](auto use) { n.eachRule(P::RuleText, use); },
                [&](Node part) {
                  std::optional<Text> out;
                  const Node quoted = part.token(P::STRING);
                  if (!quoted) return out;
                  out = string(quoted);
                  out->language = first(part);
                  return out;
                });
}

std::int64_t Builder::number(Node token) const {
  const std::string_view digits = slice(token);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || value > 1'000'000'000) {
    sink_.report(span(token), NumberTooLarge, digits);
    return 0;
  }
  return value;
}

Day Builder::date(Node token) const {
  const std::string_view written = slice(token);
  const std::optional<Day> day = parseDay(written);
  if (!day) {
    diag::Builder report = sink_.report(span(token), NoSuchDate, written);
    // `2026-31-01`
    if (const std::string turned = isoDate(std::string(written.substr(0, 5)) + std::string(written.substr(8)) + "-" +
                                           std::string(written.substr(5, 2)));
        !turned.empty())
      report.help(Write, turned).edit(span(token), turned);
  }
  return day.value_or(0);
}

Duration Builder::duration(Node count, Node unit) const {
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

Value Builder::refs(Node n) const {
  Value out;
  out.kind = ValueKind::Names;
  out.span = span(n);
  links(n.signs(), out);
  out.entries = listOf([&](auto use) { n.eachRule(P::RuleRef, use); },
                       [&](Node ref) {
                         std::optional<Entry> entry;
                         if (const Node name = ref.rule(P::RuleName)) entry = {ref.has(P::NOT), first(name), {}};
                         return entry;
                       });
  return out;
}

bool Builder::scalar(Node n, const Node::Signs& signs, Value& out) const {
  if (signs.has(P::DATE)) {
    out.kind = ValueKind::Date;
    out.date = date(n.token(P::DATE));
    return true;
  }
  if (!signs.has(P::INT)) return false;
  const Node count = n.token(P::INT);
  const Node unit = n.token(P::UNIT);
  out.kind = unit ? ValueKind::Duration : ValueKind::Number;
  if (unit) out.duration = duration(count, unit);
  else out.number = number(count);
  return true;
}

Value Builder::joinValue(Node n) const {
  if (const Node names = n.rule(P::RuleRefs)) return refs(names);
  Value out;
  out.span = span(n);
  if (scalar(n, n.signs(), out)) return out;
  out.kind = ValueKind::Strings;
  if (const Node quoted = n.token(P::STRING)) out.strings = alone(string(quoted));
  return out;
}

Value Builder::value(Node n) const {
  Value out;
  out.span = span(n);
  const Node::Signs signs = n.signs();
  if (scalar(n, signs, out)) return out;
  if (signs.has(P::STRING)) {
    out.kind = signs.has(P::SEE) ? ValueKind::Elsewhere : ValueKind::Strings;
    out.strings = strings(n);
    return out;
  }
  out.kind = ValueKind::Names;
  links(signs, out);
  out.entries = listOf([&](auto use) { n.eachRule(P::RuleEntry, use); },
                       [&](Node e) {
                         std::optional<Entry> entry;
                         const Node name = e.rule(P::RuleName);
                         if (!name) return entry;
                         entry = {e.has(P::NOT), first(name), {}};
                         if (const Node b = e.rule(P::RuleBlock); b.whole()) entry->block = block(b);
                         return entry;
                       });
  if (!out.entries.empty()) out.span.end = out.entries.back().name.span.end;
  return out;
}

Term Builder::term(Node n) const {
  Term out;
  out.span = span(n);
  if (const Node name = n.rule(P::RuleName)) out.name = first(name);
  if (const Node count = n.token(P::INT)) {
    out.kind = TermKind::After;
    if (const Node unit = n.token(P::UNIT)) out.duration = duration(count, unit);
  } else if (const Node head = n.token(P::EARLIEST)) {
    out.kind = slice(head) == "earliest" ? TermKind::Earliest : TermKind::Latest;
    out.parts = each(n, P::RuleTerm, [&](Node part) { return term(part); });
  } else {
    out.kind = n.has(P::UNTIL) ? TermKind::Until : n.has(P::WHILE) ? TermKind::While : TermKind::Named;
  }
  return out;
}

List<Bound> Builder::window(Node n) const {
  return listOf([&](auto use) { n.eachRule(P::RuleBound, use); },
                [&](Node b) {
                  std::optional<Bound> bound;
                  const Node t = b.rule(P::RuleTerm);
                  if (!t.whole()) return bound;
                  const BoundKind kind = b.has(P::AT_MOST)    ? BoundKind::AtMost
                                         : b.has(P::AT_LEAST) ? BoundKind::AtLeast
                                                              : BoundKind::Exact;
                  bound = {kind, span(b), term(t), {}};
                  if (const Node under = b.rule(P::RuleName)) bound->under = first(under);
                  return bound;
                });
}

Join Builder::join(Node n) const {
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

Block Builder::block(Node n) const {
  const auto use_whole = [&](auto use) {
    n.eachRule(P::RuleClause, [&](Node part) {
      if (part.firstToken() < cut_) use(part);
    });
  };
  return {listOf(use_whole, [&](Node part) { return std::optional(clause(part)); }), span(n)};
}

Clause Builder::clause(Node n) const {
  Clause out;
  out.span = span(n);
  bool asked = false;
  bool see = false;
  Node name;
  Node from = n;  // where joins, texts and block stand
  n.each([&](Node part) {
    if (!part.leaf()) {
      switch (part.kind()) {
        case P::RuleName:
          if (!name) name = part;
          break;
        case P::RuleValue:
          if (part.whole()) out.value = value(part);
          break;
        case P::RuleWindow:
          if (part.whole()) windowOf(part, out);
          break;
        case P::RuleTail: from = part; break;
        default: break;
      }
      return;
    }
    switch (part.kind()) {
      case P::STRENGTH: out.strength = strength(slice(part)); break;
      case P::NEVER: out.never = true; break;
      case P::ASK:
      case P::GIVEN:
        asked = true;
        out.word = first(part);
        break;
      case P::STRING:  // see "…"
        out.value.kind = ValueKind::Strings;
        out.value.strings = alone(string(part));
        out.value.span = out.value.strings.back().span;
        break;
      case P::SEE: see = true; [[fallthrough]];
      default: (asked ? out.verb.emplace() : out.word) = first(part); break;
    }
  });
  out.known = wordFrom(out.word.text);
  if (name && see) {
    out.value.kind = ValueKind::Names;
    out.value.entries = alone(Entry{false, first(name), {}});
    out.value.span = span(name);
  } else if (name) {
    out.verb = first(name);
  }
  const auto use_joins = [&](auto use) {
    from.each([&](Node part) {
      if (!part.leaf() && (part.kind() == P::RuleWindowJoin || part.kind() == P::RuleJoin) && part.whole()) use(part);
    });
  };
  out.joins = listOf(use_joins, [&](Node part) { return std::optional(join(part)); });
  out.texts = texts(from);
  if (const Node b = from.rule(P::RuleBlock); b.whole()) out.block = block(b);
  return out;
}

void Builder::windowOf(Node n, Clause& out) const {
  out.window = window(n);
  if (!n.has(P::SEE)) return;
  out.value.kind = ValueKind::Elsewhere;
  out.value.strings = strings(n);
  out.value.span = span(n);
}

}  // namespace vern::syntax
