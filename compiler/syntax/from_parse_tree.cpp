#include "compiler/syntax/from_parse_tree.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "VernLexer.h"
#include "VernParser.h"
#include "compiler/source/utf8.h"
#include "compiler/support/distance.h"
#include "compiler/syntax/diags.h"
#include "compiler/syntax/tokens.h"
#include "grammar/byte_stream.h"
#include "grammar/error_strategy.h"

namespace vern::syntax {

namespace {

using antlr4::ParserRuleContext;
using antlr4::Token;
using antlr4::tree::TerminalNode;
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

class Builder {
 public:
  Builder(FileId file, std::string_view text, diag::Sink& sink) : file_(file), text_(text), sink_(sink) {}

  Decl decl(P::DeclContext* c) {
    Decl out;
    out.span = span(c);
    const auto names = c->name();
    if (c->USE() != nullptr) {
      out.kind = DeclKind::Use;
      out.word = word(c->USE());
      if (!names.empty()) out.name = name(names[0]);
      if (c->STRING() != nullptr) out.string = string(c->STRING());
      return out;
    }
    if (c->RULE() != nullptr) {
      out.kind = DeclKind::Rule;
      out.word = word(c->RULE());
      if (!names.empty()) out.name = name(names[0]);
      for (auto* clause : c->ruleClause())
        if (whole(clause)) out.rule.push_back(ruleClause(clause));
      return out;
    }
    if (c->DEFINE() != nullptr) {
      out.kind = DeclKind::Define;
      out.word = word(c->DEFINE());
      if (!names.empty()) out.name = name(names[0]);
      for (std::size_t i = 1; i + 1 < names.size(); i += 2)
        out.parameters.push_back({name(names[i]), name(names[i + 1])});
      if (c->condition() != nullptr && whole(c->condition())) out.condition = condition(c->condition());
      return out;
    }
    out.word = {slice(c->start), span(c->start)};
    if (!names.empty()) out.name = name(names[0]);
    if (c->STRING() != nullptr) out.string = string(c->STRING());
    if (c->refs() != nullptr && whole(c->refs())) out.parents = refs(c->refs());
    for (auto* j : c->join())
      if (whole(j)) out.joins.push_back(join(j));
    out.texts = texts(c->text());
    if (c->block() != nullptr) out.block = block(c->block());
    return out;
  }

 private:
  /// Nothing below a context that failed can be trusted; it has been reported.
  static bool whole(ParserRuleContext* c) { return c != nullptr && c->exception == nullptr && c->stop != nullptr; }

  Span span(Token* t) const {
    return {file_, static_cast<std::uint32_t>(t->getStartIndex()), static_cast<std::uint32_t>(t->getStopIndex() + 1)};
  }
  Span span(ParserRuleContext* c) const {
    if (c->stop == nullptr || c->stop->getStopIndex() + 1 < c->start->getStartIndex() + 1) return span(c->start);
    return {file_, static_cast<std::uint32_t>(c->start->getStartIndex()),
            static_cast<std::uint32_t>(c->stop->getStopIndex() + 1)};
  }
  std::string_view slice(Token* t) const {
    return text_.substr(t->getStartIndex(), t->getStopIndex() + 1 - t->getStartIndex());
  }

  Name word(TerminalNode* node) const { return {slice(node->getSymbol()), span(node->getSymbol())}; }
  Name word(ParserRuleContext* c) const { return {slice(c->start), span(c->start)}; }
  Name name(P::NameContext* c) const { return word(c); }

  Text string(TerminalNode* node) const { return {{}, unquote(slice(node->getSymbol())), span(node->getSymbol())}; }

  std::vector<Text> texts(const std::vector<P::TextContext*>& contexts) const {
    std::vector<Text> out;
    for (auto* c : contexts) {
      if (!whole(c) || c->IDENT() == nullptr || c->STRING() == nullptr) continue;
      Text text = string(c->STRING());
      text.language = word(c->IDENT());
      out.push_back(std::move(text));
    }
    return out;
  }

  std::int64_t number(TerminalNode* node) const {
    const std::string_view digits = slice(node->getSymbol());
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || value > 1'000'000'000) {
      sink_.report(span(node->getSymbol()), NumberTooLarge, digits);
      return 0;
    }
    return value;
  }

  Day date(TerminalNode* node) const {
    const std::string_view written = slice(node->getSymbol());
    const std::optional<Day> day = parseDay(written);
    if (!day) sink_.report(span(node->getSymbol()), NoSuchDate, written);
    return day.value_or(0);
  }

  Duration duration(TerminalNode* count, TerminalNode* unit) const {
    std::int64_t n = number(count);
    const std::string_view u = slice(unit->getSymbol());
    if (n > 10'000'000) {
      sink_.report(span(count->getSymbol()), NumberTooLarge, slice(count->getSymbol()));
      n = 0;
    }
    const auto i = static_cast<std::int32_t>(n);
    if (u.starts_with("hour")) return {0, 0, i};
    if (u.starts_with("day")) return {0, i, 0};
    if (u.starts_with("week")) return {0, i * 7, 0};
    if (u.starts_with("month")) return {i, 0, 0};
    return {i * 12, 0, 0};
  }

  template <class Context>
  void links(Context* c, Value& value) const {
    const bool comma = !c->COMMA().empty();
    const bool both = !c->AND().empty();
    const bool either = !c->OR().empty();
    value.mixed = (comma ? 1 : 0) + (both ? 1 : 0) + (either ? 1 : 0) > 1;
    value.link = both ? Link::And : either ? Link::Or : Link::Comma;
    value.open = c->SUCH() != nullptr;
  }

  Value refs(P::RefsContext* c) const {
    Value out;
    out.kind = ValueKind::Names;
    out.span = span(c);
    links(c, out);
    for (auto* ref : c->ref())
      if (whole(ref)) out.entries.push_back({ref->NOT() != nullptr, name(ref->name()), {}});
    return out;
  }

  template <class Context>
  bool scalar(Context* c, Value& out) const {
    if (c->DATE() != nullptr) {
      out.kind = ValueKind::Date;
      out.date = date(c->DATE());
      return true;
    }
    if (c->INT() == nullptr) return false;
    if (c->UNIT() != nullptr) {
      out.kind = ValueKind::Duration;
      out.duration = duration(c->INT(), c->UNIT());
    } else {
      out.kind = ValueKind::Number;
      out.number = number(c->INT());
    }
    return true;
  }

  Value joinValue(P::JoinValueContext* c) const {
    Value out;
    if (c->refs() != nullptr) return refs(c->refs());
    out.span = span(c);
    if (scalar(c, out)) return out;
    out.kind = ValueKind::Strings;
    if (c->STRING() != nullptr) out.strings.push_back(string(c->STRING()));
    return out;
  }

  Value value(P::ValueContext* c) {
    Value out;
    out.span = span(c);
    if (scalar(c, out)) return out;
    const auto strings = c->STRING();
    if (!strings.empty()) {
      out.kind = c->SEE() != nullptr ? ValueKind::Elsewhere : ValueKind::Strings;
      for (TerminalNode* s : strings) out.strings.push_back(string(s));
      return out;
    }
    out.kind = ValueKind::Names;
    links(c, out);
    for (auto* e : c->entry()) {
      if (!whole(e) || e->name() == nullptr) continue;
      Entry entry{e->NOT() != nullptr, name(e->name()), {}};
      if (e->block() != nullptr) entry.block = block(e->block());
      out.entries.push_back(std::move(entry));
    }
    if (!out.entries.empty()) out.span.end = out.entries.back().name.span.end;
    return out;
  }

  Term term(P::TermContext* c) const {
    Term out;
    out.span = span(c);
    if (c->INT() != nullptr) {
      out.kind = TermKind::After;
      out.duration = duration(c->INT(), c->UNIT());
      if (c->name() != nullptr) out.name = name(c->name());
    } else if (c->EARLIEST() != nullptr) {
      out.kind = slice(c->EARLIEST()->getSymbol()) == "earliest" ? TermKind::Earliest : TermKind::Latest;
      for (auto* part : c->term())
        if (whole(part)) out.parts.push_back(term(part));
    } else {
      out.kind = c->UNTIL() != nullptr ? TermKind::Until : c->WHILE() != nullptr ? TermKind::While : TermKind::Named;
      out.name = name(c->name());
    }
    return out;
  }

  std::vector<Bound> window(P::WindowContext* c) const {
    std::vector<Bound> out;
    for (auto* b : c->bound()) {
      if (!whole(b)) continue;
      Bound bound{b->AT_MOST() != nullptr    ? BoundKind::AtMost
                  : b->AT_LEAST() != nullptr ? BoundKind::AtLeast
                                             : BoundKind::Exact,
                  span(b),
                  term(b->term()),
                  {}};
      if (b->name() != nullptr) bound.under = name(b->name());
      out.push_back(std::move(bound));
    }
    return out;
  }

  template <class Context>
  Join joinOf(Context* c) const {
    Join out;
    out.span = span(c);
    if (c->ONLY() != nullptr) out.limit = slice(c->ONLY()->getSymbol()) == "only" ? JoinLimit::Only : JoinLimit::Except;
    if (c->joinValue() != nullptr) {
      out.value = joinValue(c->joinValue());
      // The word is the token before the value.
      for (auto* child : c->children) {
        if (child == c->joinValue()) break;
        if (auto* terminal = dynamic_cast<TerminalNode*>(child)) out.word = word(terminal);
        else if (auto* plain = dynamic_cast<P::PlainJoinContext*>(child)) out.word = word(plain);
      }
    }
    return out;
  }

  Join join(P::JoinContext* c) const {
    if (c->term() == nullptr) return joinOf(c);
    Join out;
    out.span = span(c);
    const bool most = c->AT_MOST() != nullptr;
    out.word = {most ? "at most" : "at least", span((most ? c->AT_MOST() : c->AT_LEAST())->getSymbol())};
    out.bound = Bound{most ? BoundKind::AtMost : BoundKind::AtLeast, span(c), term(c->term()), {}};
    return out;
  }

  Block block(P::BlockContext* c) {
    Block out;
    out.span = span(c);
    for (auto* child : c->clause())
      if (whole(child)) out.clauses.push_back(clause(child));
    return out;
  }

  static Strength strength(std::string_view written) {
    if (written == "does") return Strength::Does;
    if (written == "may") return Strength::May;
    if (written == "sometimes") return Strength::Sometimes;
    return written == "usually" ? Strength::Usually : Strength::AimsTo;
  }

  Clause clause(P::ClauseContext* c) {
    Clause out;
    out.span = span(c);
    if (c->STRENGTH() != nullptr) out.strength = strength(slice(c->STRENGTH()->getSymbol()));
    out.never = c->NEVER() != nullptr;
    const auto first = [](std::initializer_list<TerminalNode*> nodes) {
      for (TerminalNode* n : nodes)
        if (n != nullptr) return n;
      return static_cast<TerminalNode*>(nullptr);
    };
    TerminalNode* plain = first({c->CLAUSE(), c->DECL_CLAUSE(), c->USE(), c->INCLUDES()});
    TerminalNode* head = first({c->ASK(), c->GIVEN(), c->BARE(), c->WINDOW(), c->SEE(), plain});
    out.word = word(head);
    out.known = wordFrom(out.word.text);
    if (c->ASK() != nullptr) out.verb = word(plain);
    if (c->GIVEN() != nullptr && c->name() != nullptr) out.verb = name(c->name());
    if (c->SEE() != nullptr) {
      out.value.kind = ValueKind::Strings;
      out.value.strings.push_back(string(c->STRING()));
      out.value.span = out.value.strings.back().span;
    }
    if (c->value() != nullptr && whole(c->value())) out.value = value(c->value());
    if (c->window() != nullptr) {
      out.window = window(c->window());
      if (c->window()->SEE() != nullptr) {
        out.value.kind = ValueKind::Elsewhere;
        out.value.strings.push_back(string(c->window()->STRING()));
        out.value.span = span(c->window());
      }
    }
    for (auto* j : c->windowJoin())
      if (whole(j)) out.joins.push_back(joinOf(j));
    for (auto* j : c->join())
      if (whole(j)) out.joins.push_back(join(j));
    out.texts = texts(c->text());
    if (c->block() != nullptr) out.block = block(c->block());
    if (auto* tail = c->tail(); tail != nullptr) {
      for (auto* j : tail->join())
        if (whole(j)) out.joins.push_back(join(j));
      out.texts = texts(tail->text());
      if (tail->block() != nullptr) out.block = block(tail->block());
    }
    return out;
  }

  // ---- rules ------------------------------------------------------------------------------------------------------

  Atom atom(P::AtomContext* c) const {
    Atom out;
    out.span = span(c);
    if (c->DATE() != nullptr) {
      out.kind = AtomKind::Date;
      out.date = date(c->DATE());
    } else if (c->INT() != nullptr) {
      out.kind = c->UNIT() != nullptr ? AtomKind::Duration : AtomKind::Number;
      if (c->UNIT() != nullptr) out.duration = duration(c->INT(), c->UNIT());
      else out.number = number(c->INT());
    } else if (c->STRING() != nullptr) {
      out.kind = AtomKind::String;
      out.string = string(c->STRING()).value;
    } else {
      out.kind = c->LPAREN() != nullptr ? AtomKind::Call : AtomKind::Path;
      out.path = name(c->name());
      for (auto* a : c->argument())
        if (whole(a)) out.arguments.push_back(argument(a));
    }
    return out;
  }

  Argument argument(P::ArgumentContext* c) const {
    Argument out;
    out.span = span(c);
    for (auto* a : c->atom())
      if (whole(a)) out.sum.push_back(atom(a));
    return out;
  }

  std::vector<Argument> set(P::SetContext* c) const {
    std::vector<Argument> out;
    for (auto* a : c->argument())
      if (whole(a)) out.push_back(argument(a));
    return out;
  }

  Test amount(P::AmountContext* c) const {
    Test out;
    out.span = span(c);
    out.kind = c->AT_LEAST() != nullptr                    ? TestKind::AtLeast
               : c->AT_MOST() != nullptr                   ? TestKind::AtMost
               : slice(c->AMOUNT()->getSymbol()) == "more" ? TestKind::MoreThan
                                                           : TestKind::FewerThan;
    out.arguments.push_back(argument(c->argument()));
    return out;
  }

  Test test(P::TestContext* c) const {
    if (c->amount() != nullptr) return amount(c->amount());
    Test out;
    out.span = span(c);
    if (c->name() != nullptr) {
      out.name = name(c->name());
      out.has_name = true;
    }
    if (c->argument() != nullptr) out.arguments.push_back(argument(c->argument()));
    if (c->IS() != nullptr) {
      out.negated = c->NOT() != nullptr;
      out.kind = c->set() != nullptr ? TestKind::IsAnyOf : TestKind::Is;
      if (c->set() != nullptr) out.arguments = set(c->set());
    } else if (c->HAS() != nullptr) {
      out.kind = slice(c->HAS()->getSymbol()) == "has" ? TestKind::Has : TestKind::Lacks;
    } else if (c->FLAGGED() != nullptr) {
      out.kind = TestKind::Flagged;
    } else if (c->INCLUDES() != nullptr) {
      out.kind = TestKind::Includes;
    } else if (c->MENTIONS() != nullptr) {
      out.kind = TestKind::Mentions;
    } else if (c->EQUALS() != nullptr) {
      out.kind = TestKind::Equals;
    } else if (c->BEFORE() != nullptr) {
      out.kind = TestKind::Before;
    } else if (c->LONGER() != nullptr) {
      out.kind = slice(c->LONGER()->getSymbol()) == "longer" ? TestKind::Longer : TestKind::Shorter;
    } else if (c->NEVER() != nullptr) {
      out.kind = c->HAPPENS() != nullptr ? TestKind::NeverHappensTo : TestKind::NeverEnds;
    } else {
      out.kind = TestKind::After;
    }
    return out;
  }

  Condition condition(P::ConditionContext* c) const {
    const auto operands = c->operand();
    if (operands.size() == 1) return operand(operands[0]);
    Condition out;
    out.span = span(c);
    out.mixed = !c->AND().empty() && !c->OR().empty();
    out.kind = c->AND().empty() ? ConditionKind::Or : ConditionKind::And;
    for (auto* o : operands)
      if (whole(o)) out.parts.push_back(operand(o));
    return out;
  }

  Condition operand(P::OperandContext* c) const {
    Condition inner;
    inner.span = span(c);
    const auto names = c->name();
    if (c->condition() != nullptr) {
      inner = condition(c->condition());
    } else if (c->QUANT() != nullptr) {
      const std::string_view q = slice(c->QUANT()->getSymbol());
      inner.kind = q == "any" ? ConditionKind::Any : q == "all" ? ConditionKind::All : ConditionKind::No;
      inner.variable = name(names[0]);
      inner.path = name(names[1]);
      inner.parts.push_back(operand(c->operand()));
    } else if (c->COUNT() != nullptr) {
      inner.kind = ConditionKind::Count;
      inner.path = name(names[0]);
      inner.test = amount(c->amount());
    } else {
      inner.kind = ConditionKind::Test;
      inner.subject = argument(c->argument());
      if (c->test() != nullptr) inner.test = test(c->test());
    }
    for (std::size_t i = 0; i < c->NOT().size(); ++i) {
      Condition outer;
      outer.kind = ConditionKind::Not;
      outer.span = span(c);
      outer.parts.push_back(std::move(inner));
      inner = std::move(outer);
    }
    return inner;
  }

  RuleClause ruleClause(P::RuleClauseContext* c) {
    RuleClause out;
    out.span = span(c);
    out.word = {slice(c->start), span(c->start)};
    out.texts = texts(c->text());
    const auto names = c->name();
    switch (c->start->getType()) {
      case P::FOR:
        out.kind = RuleClauseKind::For;
        out.variable = name(names[0]);
        if (c->set() != nullptr) out.set = set(c->set());
        else out.path = name(names[1]);
        break;
      case P::WHEN:
      case P::UNLESS:
        out.kind = c->start->getType() == P::WHEN ? RuleClauseKind::When : RuleClauseKind::Unless;
        if (whole(c->condition())) out.condition = condition(c->condition());
        break;
      case P::AT:
      case P::NOTE:
        out.kind = c->start->getType() == P::AT ? RuleClauseKind::At : RuleClauseKind::NoteAt;
        out.path = name(names[0]);
        break;
      case P::COVERED:
        out.kind = RuleClauseKind::CoveredBy;
        for (TerminalNode* s : c->STRING()) out.ids.push_back(string(s));
        break;
      case P::BECAUSE: out.kind = RuleClauseKind::Because; break;
      case P::FIRES:
        out.kind = RuleClauseKind::Example;
        out.fires = slice(c->start) == "fires";
        if (c->DATE() != nullptr) out.as_of = date(c->DATE());
        for (auto* d : c->decl())
          if (whole(d)) out.fragment.push_back(decl(d));
        break;
      case P::FIX:
        out.kind = RuleClauseKind::Fix;
        out.fix = c->SET() != nullptr ? FixKind::Set : c->ADD() != nullptr ? FixKind::Add : FixKind::Remove;
        if (!names.empty()) out.path = name(names[0]);
        if (c->argument() != nullptr) out.set.push_back(argument(c->argument()));
        out.safe = c->SAFE() != nullptr;
        break;
      case P::BARE: out.kind = RuleClauseKind::Texts; break;
      default:
        out.kind = RuleClauseKind::Plain;
        if (c->value() != nullptr && whole(c->value())) out.value = value(c->value());
        if (c->refs() != nullptr) out.in = refs(c->refs()).entries;
        break;
    }
    return out;
  }

  FileId file_;
  std::string_view text_;
  diag::Sink& sink_;
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

void report(const grammar::Fault& fault, FileId file, std::string_view text, diag::Sink& sink) {
  using grammar::FaultKind;
  const Span span{file, fault.begin, fault.end};
  const std::string_view found = text.substr(fault.begin, fault.end - fault.begin);
  const auto suggest = [&](diag::Builder builder, std::span<const std::string_view> words) {
    if (const std::string_view near = nearest(found, words); !near.empty())
      builder.help(DidYouMean, near).edit(span, std::string(near));
  };
  switch (fault.kind) {
    case FaultKind::UnknownClause: suggest(sink.report(span, UnknownClause, found), ClauseWords); return;
    case FaultKind::UnknownDeclaration: suggest(sink.report(span, UnknownDeclaration, found), DeclarationWords); return;
    case FaultKind::EmptyClause: sink.report(span, EmptyClause, found); return;
    case FaultKind::MissingComma:
      sink.report(span, MissingComma, found).edit({file, fault.begin, fault.begin}, ", ");
      return;
    case FaultKind::MissingBrace:
      sink.report({file, fault.open, fault.open_end}, MissingBrace, fault.expected)
          .label(span, LabelKind<>{"label.before_this", "before this"});
      return;
    case FaultKind::MissingText: sink.report(span, MissingText, found); return;
    case FaultKind::OpenText: sink.report(span, OpenText); return;
    case FaultKind::BadCharacter: sink.report(span, BadCharacter, found); return;
    case FaultKind::Unexpected: break;
  }
  if (fault.begin == fault.end) {
    sink.report(span, EndsTooSoon,
                fault.expected.empty() ? std::string_view("something") : std::string_view(fault.expected));
  } else if (fault.expected.empty()) {
    sink.report(span, CannotStandHere, found);
  } else {
    sink.report(span, Unexpected, found, fault.expected);
  }
}

/// The first token nested deeper than the limit, or nullptr. Recursion in the parser follows braces, brackets and
/// quantifiers, so what passes here cannot exhaust the stack.
Token* tooDeep(const std::vector<Token*>& tokens) {
  std::vector<unsigned> levels{0};  // quantifiers open at each level
  unsigned depth = 0;
  for (Token* token : tokens) {
    switch (token->getType()) {
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
    if (depth > MaxDepth) return token;
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
      case TextFault::Bidi: sink.report(span, HiddenDirection); break;
    }
    return out;
  }

  grammar::ByteStream bytes(text);
  ::vern::VernLexer lexer(&bytes);
  lexer.removeErrorListeners();
  antlr4::CommonTokenStream tokens(&lexer);
  tokens.fill();
  if (Token* token = tooDeep(tokens.getTokens())) {
    sink.report({file, static_cast<std::uint32_t>(token->getStartIndex()),
                 static_cast<std::uint32_t>(token->getStopIndex() + 1)},
                TooDeep, MaxDepth);
    return out;
  }

  std::vector<grammar::Fault> faults;
  P parser(&tokens);
  parser.removeErrorListeners();
  auto strategy = std::make_shared<grammar::ErrorStrategy>(faults);
  parser.setErrorHandler(strategy);
  Builder builder(file, text, sink);
  while (tokens.LA(1) != Token::EOF) {
    switch (tokens.LA(1)) {
      case P::USE:
      case P::RULE:
      case P::DEFINE:
      case P::DECL:
      case P::NAMELESS:
      case P::DECL_CLAUSE: {
        const std::size_t before = tokens.index();
        P::DeclContext* decl = parser.decl();
        if (decl->start != nullptr && decl->exception == nullptr) out.decls.push_back(builder.decl(decl));
        parser.getTreeTracker().reset();
        // A mistake at the very first word must not keep us here.
        if (tokens.index() == before) strategy->skipToDeclaration(&parser, true);
        break;
      }
      default:
        strategy->reportUnknownDeclaration(&parser);
        strategy->skipToDeclaration(&parser, true);
        break;
    }
    strategy->reset(&parser);
  }
  for (const grammar::Fault& fault : faults) report(fault, file, text, sink);
  return out;
}

std::vector<Span> tokens(FileId file, const SourceMap& sources) {
  std::vector<Span> out;
  const std::string_view text = sources.text(file);
  if (findTextFault(text)) return out;
  grammar::ByteStream bytes(text);
  ::vern::VernLexer lexer(&bytes);
  lexer.removeErrorListeners();
  for (auto token = lexer.nextToken(); token->getType() != Token::EOF; token = lexer.nextToken())
    out.push_back({file, static_cast<std::uint32_t>(token->getStartIndex()),
                   static_cast<std::uint32_t>(token->getStopIndex() + 1)});
  return out;
}

}  // namespace vern::syntax
