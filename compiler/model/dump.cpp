#include "compiler/model/dump.h"

namespace vern::model {

namespace {

class Dumper {
 public:
  explicit Dumper(const Model& model) : model_(model) {}

  void decl(const Decl& decl) {
    out_ += spelling(decl.kind);
    if (!decl.name.empty()) out_ += " " + std::string(decl.name);
    if (decl.parent) out_ += " is " + name(decl.parent);
    joins(decl.joins);
    texts(decl.texts);
    if (!decl.flags.empty()) {
      out_ += " flags";
      for (const std::string_view flag : decl.flags) out_ += " " + std::string(flag);
    }
    out_ += "\n";
    clauses(decl.clauses, 1);
  }

  std::string out_;

 private:
  std::string name(DeclId id) const { return id ? std::string(model_[id].name) : "?"; }

  void texts(const Texts& texts) {
    for (const auto& [language, text] : texts) out_ += " " + language + " \"" + text + "\"";
  }

  void value(const Value& value) {
    switch (value.stated) {
      case Stated::None: out_ += " none"; return;
      case Stated::Vague: out_ += " vague"; return;
      case Stated::Elsewhere: out_ += " elsewhere"; break;
      default: break;
    }
    if (value.open) out_ += " such as";
    switch (value.kind) {
      case ValueKind::Date: out_ += " " + formatDay(value.date); break;
      case ValueKind::Number: out_ += " " + std::to_string(value.number); break;
      case ValueKind::Duration: out_ += " " + formatIsoDuration(value.duration); break;
      default: break;
    }
    for (const std::string& text : value.strings) out_ += " \"" + text + "\"";
    const char* link = value.link == Link::And ? " and" : value.link == Link::Or ? " or" : ",";
    for (std::size_t i = 0; i < value.entries.size(); ++i) {
      const Entry& entry = value.entries[i];
      if (i > 0) out_ += link;
      out_ += (entry.negated ? " not " : " ") + (entry.decl ? name(entry.decl) : std::string(entry.written));
    }
  }

  void term(const Term& term) {
    switch (term.kind) {
      case TermKind::After:
        out_ += " " + formatIsoDuration(term.duration) + (term.name ? " after " + name(term.name) : "");
        break;
      case TermKind::Until: out_ += " until " + name(term.name); break;
      case TermKind::While: out_ += " while " + name(term.name); break;
      case TermKind::Earliest:
      case TermKind::Latest:
        out_ += term.kind == TermKind::Earliest ? " earliest of {" : " latest of {";
        for (std::size_t i = 0; i < term.parts.size(); ++i) {
          if (i > 0) out_ += ",";
          this->term(term.parts[i]);
        }
        out_ += " }";
        break;
      case TermKind::Named:
        switch (term.word) {
          case WindowWord::Forever: out_ += " forever"; break;
          case WindowWord::AsNeeded: out_ += " as_needed"; break;
          case WindowWord::NotKept: out_ += " none"; break;
          case WindowWord::OnRequest: out_ += " on_request"; break;
          case WindowWord::Session: out_ += " session"; break;
          default: out_ += " vague"; break;
        }
        break;
    }
  }

  void bound(const Bound& bound) {
    if (bound.kind == BoundKind::AtMost) out_ += " at most";
    if (bound.kind == BoundKind::AtLeast) out_ += " at least";
    term(bound.term);
    if (bound.under) out_ += " under " + name(bound.under);
    if (bound.under_vague) out_ += " under vague";
  }

  void joins(const std::vector<Join>& joins) {
    for (const Join& join : joins) {
      if (join.limit == JoinLimit::Only) out_ += " only";
      if (join.limit == JoinLimit::Except) out_ += " except";
      if (join.bound) {
        bound(*join.bound);
        continue;
      }
      out_ += " " + std::string(join.word);
      value(join.value);
    }
  }

  void clauses(const std::vector<Clause>& clauses, std::size_t depth) {
    for (const Clause& clause : clauses) {
      out_ += std::string(depth * 2, ' ');
      static constexpr const char* Strengths[] = {"", "does ", "may ", "sometimes ", "usually ", "aims_to "};
      out_ += Strengths[static_cast<std::size_t>(clause.strength)];
      if (clause.never) out_ += "never ";
      out_ += spelling(clause.word);
      if (!clause.verb.empty()) out_ += " " + std::string(clause.verb);
      if (clause.window.empty()) value(clause.value);
      for (std::size_t i = 0; i < clause.window.size(); ++i) {
        if (i > 0) out_ += ",";
        bound(clause.window[i]);
      }
      joins(clause.joins);
      texts(clause.texts);
      out_ += "\n";
      for (const Entry& entry : clause.value.entries) {
        if (entry.block.empty()) continue;
        out_ += std::string(depth * 2 + 2, ' ') + "for " +
                (entry.decl ? name(entry.decl) : std::string(entry.written)) + "\n";
        this->clauses(entry.block, depth + 2);
      }
      this->clauses(clause.block, depth + 1);
    }
  }

  const Model& model_;
};

}  // namespace

std::string dump(const Model& model, bool standard) {
  Dumper dumper(model);
  for (const Decl& decl : model.decls)
    if (standard || !decl.standard) dumper.decl(decl);
  return std::move(dumper.out_);
}

}  // namespace vern::model
