#include "compiler/statement/trace.h"

#include <algorithm>
#include <map>
#include <set>

#include "compiler/model/kind.h"

namespace vern::statement {

namespace {

using model::Clause;
using model::Kind;

/// Kinds that say how the policy is to be read or tested, and tell a reader nothing.
bool isForReaders(Kind kind) {
  switch (kind) {
    case Kind::Test:
    case Kind::Choice:
    case Kind::Law:
    case Kind::Section:
    case Kind::Param:
    case Kind::Order:
    case Kind::Table:
    case Kind::Row:
    case Kind::Vocabulary:
    case Kind::Rule:
    case Kind::Define: return false;
    default: return true;
  }
}

bool isForReaders(Kind kind, Word word) {
  switch (word) {
    case Word::accept:
    case Word::flags:
    case Word::alias:
    case Word::dpv:
    case Word::match:
    case Word::fides:
    case Word::fides_match:
    case Word::successor:
    case Word::retired:
    case Word::article:
    case Word::letter:
    case Word::needs_law:
    case Word::possible_for:
    case Word::iso:
    case Word::adequacy_from:
    case Word::adequacy_until:
    case Word::adequacy_limit:
    case Word::edition:
    case Word::timezone:
    case Word::profile:
    case Word::place:
    // How long a state lasts is told where the state is named.
    case Word::begins:
    case Word::ends:
    case Word::exercised: return false;
    case Word::languages: return kind != Kind::Policy;
    case Word::web: return kind != Kind::Policy;
    default: return true;
  }
}

struct Told {
  std::map<DeclId, std::vector<Span>> spans;

  explicit Told(const Document& document) {
    forEachSentence(document, [&](std::string_view, const Sentence& sentence) {
      for (const Source& source : sentence.sources) spans[source.decl].push_back(source.span);
    });
  }

  /// A sentence speaks of the clause itself or of a part of it.
  [[nodiscard]] bool of(DeclId decl, Span clause) const {
    const auto found = spans.find(decl);
    if (found == spans.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](Span span) {
      return span.file == clause.file && clause.begin <= span.begin && span.end <= clause.end;
    });
  }
};

void untoldIn(const std::vector<Clause>& clauses, Kind kind, DeclId decl, const Told& told, std::vector<Source>& out) {
  for (const Clause& clause : clauses) {
    if (!isForReaders(kind, clause.word)) continue;
    if (!told.of(decl, clause.span)) {
      out.push_back({decl, clause.span});
      continue;
    }
    untoldIn(clause.block, kind, decl, told, out);
    for (const model::Entry& entry : clause.value.entries) untoldIn(entry.block, kind, decl, told, out);
  }
}

bool hidden(const model::Model& model, DeclId id) {
  if (const Clause* place = model.clause(id, Word::place))
    for (const DeclId choice : model::named(place->value))
      if (model[choice].name == "statement_place.nowhere") return true;
  return false;
}

std::string placeOf(const model::Model& model, Span span) {
  if (!span.valid()) return "?";
  const Position position = model.sources().position(span.file, span.begin);
  return std::string(model.sources().path(span.file)) + ":" + std::to_string(position.line) + ":" +
         std::to_string(position.column);
}

std::string firstLine(std::string_view text) { return std::string(text.substr(0, text.find('\n'))); }

}  // namespace

std::vector<Source> untold(const model::Model& model, const Document& document) {
  const Told told(document);
  std::vector<Source> out;
  for (std::size_t i = 0; i < model.decls.size(); ++i) {
    const DeclId id = model.decls.idAt(i);
    const model::Decl& decl = model[id];
    if (decl.standard || !isForReaders(decl.kind) || hidden(model, id)) continue;
    // Terms are told where they are used; one that nothing uses is another rule's matter.
    const bool used = told.spans.contains(id);
    const bool always = decl.kind == Kind::Activity || decl.kind == Kind::Tracker || decl.kind == Kind::Controller ||
                        decl.kind == Kind::Promise || decl.kind == Kind::Claim || decl.kind == Kind::Duty ||
                        decl.kind == Kind::Prose || decl.kind == Kind::Policy || decl.kind == Kind::Dpo ||
                        decl.kind == Kind::Definition || model::isNameless(decl.kind);
    if (!used && !always) continue;
    if (!used) out.push_back({id, decl.name_span});
    else untoldIn(decl.clauses, decl.kind, id, told, out);
  }
  return out;
}

std::string trace(const model::Model& model, const Document& document) {
  std::string out;
  std::map<DeclId, std::vector<std::size_t>> sentences_of;
  std::size_t number = 0;
  forEachSentence(document, [&](std::string_view section, const Sentence& sentence) {
    out += std::to_string(++number) + " " + std::string(section) + " " + (sentence.key.empty() ? "own" : sentence.key) +
           ": " + firstLine(plain(sentence)) + "\n";
    std::set<std::string> places;
    for (const Source& source : sentence.sources) {
      if (!model[source.decl].standard) places.insert(placeOf(model, source.span));
      auto& numbers = sentences_of[source.decl];
      if (numbers.empty() || numbers.back() != number) numbers.push_back(number);
    }
    for (const std::string& place : places) out += "    " + place + "\n";
  });
  out += "\n";
  for (const auto& [id, numbers] : sentences_of) {
    if (model[id].standard) continue;
    out += std::string(model::spelling(model[id].kind)) + " " + std::string(model[id].name) + ":";
    for (const std::size_t n : numbers) out += " " + std::to_string(n);
    out += "\n";
  }
  const std::vector<Source> missing = untold(model, document);
  if (!missing.empty()) out += "\n";
  for (const Source& source : missing)
    out += "not told: " + placeOf(model, source.span) + ": " + firstLine(model.sources().text(source.span)) + "\n";
  return out;
}

}  // namespace vern::statement
