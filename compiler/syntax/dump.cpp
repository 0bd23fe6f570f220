#include "compiler/syntax/dump.h"

namespace vern::syntax {

namespace {

class Dumper {
 public:
  explicit Dumper(const SourceMap& sources) : sources_(sources) {}

  void decl(const Decl& decl, std::size_t depth) {
    line(depth, decl.span,
         "decl " + std::string(decl.word.text) + (decl.name ? " " + std::string(decl.name->text) : ""));
    if (decl.string) line(depth + 1, decl.string->span, "string");
    value(decl.parents, depth + 1, "is");
    joins(decl.joins, depth + 1);
    texts(decl.texts, depth + 1);
    if (decl.block) block(*decl.block, depth + 1);
    for (const RuleClause& clause : decl.rule) {
      line(depth + 1, clause.span, "rule clause " + std::string(clause.word.text));
      if (clause.condition) condition(*clause.condition, depth + 2);
      texts(clause.texts, depth + 2);
      for (const Decl& inner : clause.fragment) this->decl(inner, depth + 2);
    }
    if (decl.condition) condition(*decl.condition, depth + 1);
  }

  std::string out;

 private:
  void line(std::size_t depth, Span span, const std::string& what) {
    const Position at = sources_.position(span.file, span.begin);
    out += std::string(depth * 2, ' ') + what + " @" + std::to_string(at.line) + ":" + std::to_string(at.column) + "\n";
  }

  void block(const Block& block, std::size_t depth) {
    for (const Clause& clause : block.clauses) this->clause(clause, depth);
  }

  void clause(const Clause& clause, std::size_t depth) {
    line(depth, clause.span,
         std::string("clause ") + (clause.never ? "never " : "") + std::string(clause.word.text) +
             (clause.verb ? " " + std::string(clause.verb->text) : ""));
    value(clause.value, depth + 1, "value");
    for (const Bound& bound : clause.window) this->bound(bound, depth + 1);
    joins(clause.joins, depth + 1);
    texts(clause.texts, depth + 1);
    if (clause.block) block(*clause.block, depth + 1);
  }

  void value(const Value& value, std::size_t depth, const char* label) {
    switch (value.kind) {
      case ValueKind::None: return;
      case ValueKind::Date: line(depth, value.span, std::string(label) + " " + formatDay(value.date)); return;
      case ValueKind::Number: line(depth, value.span, std::string(label) + " " + std::to_string(value.number)); return;
      case ValueKind::Duration:
        line(depth, value.span, std::string(label) + " " + formatIsoDuration(value.duration));
        return;
      case ValueKind::Elsewhere:
      case ValueKind::Strings:
        for (const Text& text : value.strings)
          line(depth, text.span, std::string(label) + " \"" + std::string(text.value) + "\"");
        return;
      case ValueKind::Names: break;
    }
    line(depth, value.span, std::string(label) + (value.open ? " such as" : ""));
    for (const Entry& entry : value.entries) {
      line(depth + 1, entry.name.span, std::string(entry.negated ? "not " : "") + std::string(entry.name.text));
      if (entry.block) block(*entry.block, depth + 2);
    }
  }

  void term(const Term& term, std::size_t depth) {
    static constexpr const char* Names[] = {"after", "until", "while", "earliest", "latest", "word"};
    line(depth, term.span,
         std::string(Names[static_cast<std::size_t>(term.kind)]) +
             (term.kind == TermKind::After ? " " + formatIsoDuration(term.duration) : "") +
             (term.name ? " " + std::string(term.name->text) : ""));
    for (const Term& part : term.parts) this->term(part, depth + 1);
  }

  void bound(const Bound& bound, std::size_t depth) {
    static constexpr const char* Names[] = {"window", "at most", "at least"};
    line(depth, bound.span,
         std::string(Names[static_cast<std::size_t>(bound.kind)]) +
             (bound.under ? " under " + std::string(bound.under->text) : ""));
    term(bound.term, depth + 1);
  }

  void joins(List<Join> joins, std::size_t depth) {
    for (const Join& join : joins) {
      const char* limit = join.limit == JoinLimit::Only ? "only " : join.limit == JoinLimit::Except ? "except " : "";
      line(depth, join.span, limit + std::string(join.word.text));
      if (join.bound) bound(*join.bound, depth + 1);
      value(join.value, depth + 1, "value");
    }
  }

  void texts(List<Text> texts, std::size_t depth) {
    for (const Text& text : texts)
      line(depth, text.span, std::string(text.language.text) + " \"" + std::string(text.value) + "\"");
  }

  void condition(const Condition& condition, std::size_t depth) {
    static constexpr const char* Names[] = {"and", "or", "not", "any", "all", "no", "count", "test"};
    line(depth, condition.span,
         std::string(Names[static_cast<std::size_t>(condition.kind)]) + " " +
             std::string(condition.kind == ConditionKind::Test ? sources_.text(condition.span) : condition.path.text));
    for (const Condition& part : condition.parts) this->condition(part, depth + 1);
  }

  const SourceMap& sources_;
};

}  // namespace

std::string dump(const File& file, const SourceMap& sources) {
  Dumper dumper(sources);
  for (const Decl& decl : file.decls) dumper.decl(decl, 0);
  return std::move(dumper.out);
}

}  // namespace vern::syntax
