#include "compiler/statement/trace.h"

#include <algorithm>
#include <map>
#include <set>

#include "compiler/model/kind.h"
#include "compiler/statement/uses.h"
#include "compiler/support/calendar.h"
#include "compiler/support/leaf.h"

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
    case Kind::Silence:
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
    case Word::profile:
    case Word::place:
    // Between a controller and its supplier.
    case Word::authorisation:
    // Other forms of a name, told where they fit.
    case Word::short_:
    case Word::noun:
    case Word::way: return false;
    // What a word of a definition is in law is for the checks; so is the role of whoever publishes, where nobody is
    // named.
    case Word::form: return kind != Kind::Definition;
    // What a term is called besides is for who searches.
    case Word::called: return kind == Kind::Dpo;
    case Word::role: return kind != Kind::Definition && kind != Kind::Policy;
    // The law behind a term is for who checks; that of an activity or a promise is told.
    case Word::cites: return !model::isVocabulary(kind);
    case Word::languages:
    case Word::web: return kind != Kind::Policy;
    default: return true;
  }
}

/// Forms of a name: their texts stand where they fit, or are for who searches.
bool isFormOfName(Word word) {
  return word == Word::short_ || word == Word::noun || word == Word::way || word == Word::called;
}

/// That there is none of these a reader takes from being told of none.
bool isMissedByNobody(Word word) {
  switch (word) {
    case Word::audience:
    case Word::led_by:
    case Word::representative:
    case Word::contact:
    case Word::email:
    case Word::phone:
    case Word::visit_address:
    case Word::post_address:
    case Word::web:
    case Word::see:
    case Word::requires_:
    case Word::includes_data:
    case Word::whose:
    case Word::balancing:
    case Word::reported:
    case Word::judged:
    case Word::reuses:
    case Word::safeguard:
    case Word::secrecy:
    case Word::cites:
    case Word::right:
    case Word::complain:
    case Word::published:
    case Word::takes_effect: return true;
    default: return false;
  }
}

/// There is nothing in `clause` to tell: what it is about is unknown, or left open, or not there and missed by nobody.
bool tellsNothing(const Clause& clause) {
  const auto& entries = clause.value.entries;
  if (!clause.texts.empty() || !clause.joins.empty() || !clause.block.empty() || entries.empty()) return false;
  return std::ranges::all_of(entries, [&](const model::Entry& entry) {
    return !entry.decl && entry.block.empty() && model::isStateWord(entry.written) &&
           (entry.written != "none" || isMissedByNobody(clause.word));
  });
}

/// What the sentences of a document speak of.
class Told {
 public:
  explicit Told(const Document& document) {
    forEachSentence(document, [&](std::string_view, const Sentence& sentence) {
      for (const Source& source : sentence.sources) by_decl_[source.decl].push_back({source.span, &sentence});
      for (const Fact& fact : sentence.facts) {
        addTexts(fact.value);
        addNames(fact.value);
      }
    });
  }

  [[nodiscard]] bool of(DeclId decl) const { return by_decl_.contains(decl); }

  /// A sentence speaks of the clause itself or of a part of it; and of `named` as well, if that is given.
  [[nodiscard]] bool of(DeclId decl, Span clause, DeclId named = {}) const {
    const auto found = by_decl_.find(decl);
    if (found == by_decl_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const Mention& mention) {
      const bool inside =
          mention.span.file == clause.file && clause.begin <= mention.span.begin && mention.span.end <= clause.end;
      if (!inside || !named) return inside;
      return std::any_of(mention.sentence->sources.begin(), mention.sentence->sources.end(),
                         [&](const Source& s) { return s.decl == named; });
    });
  }

  /// A sentence that speaks of the clause, or of a part of it, tells `value`: a number, a day, a length of time.
  [[nodiscard]] bool value(DeclId decl, Span clause, const std::string& value) const {
    const auto found = by_decl_.find(decl);
    if (found == by_decl_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const Mention& mention) {
      const bool inside =
          mention.span.file == clause.file && clause.begin <= mention.span.begin && mention.span.end <= clause.end;
      return inside && std::any_of(mention.sentence->facts.begin(), mention.sentence->facts.end(),
                                   [&](const Fact& fact) { return holds(fact.value, value); });
    });
  }

  /// A sentence that speaks of the clause tells more than the words written in it: what it says stands there as well.
  [[nodiscard]] bool more(DeclId decl, Span clause) const {
    return any(decl, clause, [&](const Sentence& sentence) {
      if (!sentence.key.empty()) return true;
      return std::any_of(sentence.facts.begin(), sentence.facts.end(),
                         [](const Fact& fact) { return !isOwnWords(fact.value); });
    });
  }

  /// A sentence that speaks of the clause is the one for `choice`, or names it.
  [[nodiscard]] bool choice(DeclId decl, Span clause, DeclId choice, std::string_view name) const {
    const std::string named = "choice:" + std::string(name);
    return any(decl, clause, [&](const Sentence& sentence) {
      if (sentence.key.find(leaf(name)) != std::string::npos) return true;
      if (std::any_of(sentence.sources.begin(), sentence.sources.end(),
                      [&](const Source& source) { return source.decl == choice; }))
        return true;
      return std::any_of(sentence.facts.begin(), sentence.facts.end(), [&](const Fact& fact) {
        return fact.value.find(named) != std::string::npos || fact.value.find(leaf(name)) != std::string::npos;
      });
    });
  }

  /// A sentence that speaks of the clause tells all of `names` in one list, joined by "or" or not.
  [[nodiscard]] bool list(DeclId decl, Span clause, const std::vector<std::string>& names, bool with_or) const {
    const auto is = [&](std::string_view fact) {
      std::vector<std::size_t> open;
      for (std::size_t at = 0; at < fact.size(); ++at) {
        if (fact[at] == '[') open.push_back(at);
        if (fact[at] != ']' || open.empty()) continue;
        const std::string_view inside = fact.substr(open.back(), at + 1 - open.back());
        open.pop_back();
        if (fact.substr(at + 1).starts_with("or") == with_or &&
            std::all_of(names.begin(), names.end(), [&](const std::string& name) { return holdsName(inside, name); }))
          return true;
      }
      return false;
    };
    return any(decl, clause, [&](const Sentence& sentence) {
      return std::any_of(sentence.facts.begin(), sentence.facts.end(),
                         [&](const Fact& fact) { return is(fact.value); });
    });
  }

  /// What `decl` is called stands in a sentence.
  [[nodiscard]] bool label(const model::Model& model, DeclId decl) const {
    const std::string name = std::string(model::spelling(model[decl].kind)) + ":" + std::string(model[decl].name);
    return names_.contains(name) || words(model[decl].span) || words(model[decl].name_span);
  }

  /// The words that the policy wrote in `clause` stand in a sentence.
  [[nodiscard]] bool words(Span clause) const { return texts_.contains({clause.file.index, clause.begin}); }

 private:
  struct Mention {
    Span span;
    const Sentence* sentence;
  };

  template <class Is>
  [[nodiscard]] bool any(DeclId decl, Span clause, Is is) const {
    const auto found = by_decl_.find(decl);
    if (found == by_decl_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const Mention& mention) {
      return mention.span.file == clause.file && clause.begin <= mention.span.begin && mention.span.end <= clause.end &&
             is(*mention.sentence);
    });
  }

  /// `name` stands in `fact`, and is no part of a longer one.
  static bool holdsName(std::string_view fact, std::string_view name) {
    for (std::size_t at = fact.find(name); at != std::string_view::npos; at = fact.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      if (end == fact.size() || std::string_view("|,=[]").find(fact[end]) != std::string_view::npos) return true;
    }
    return false;
  }

  /// "text:2:340", and nothing else.
  static bool isOwnWords(std::string_view fact) {
    return fact.starts_with("text:") && fact.find_first_not_of("0123456789:", 5) == std::string_view::npos;
  }

  /// `value` stands in `fact`, and is no part of a longer one.
  static bool holds(std::string_view fact, std::string_view value) {
    const auto part = [&](std::size_t at) {
      const char c = at < fact.size() ? fact[at] : ' ';
      return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    };
    for (std::size_t at = fact.find(value); at != std::string_view::npos; at = fact.find(value, at + 1))
      if ((at == 0 || !part(at - 1)) && !part(at + value.size())) return true;
    return false;
  }

  /// "text:2:340", wherever it stands in what a sentence says.
  void addTexts(std::string_view fact) {
    constexpr std::string_view Mark = "text:";
    const auto number = [&](std::size_t& at) {
      std::uint32_t out = 0;
      for (; at < fact.size() && fact[at] >= '0' && fact[at] <= '9'; ++at)
        out = out * 10 + static_cast<std::uint32_t>(fact[at] - '0');
      return out;
    };
    for (std::size_t at = fact.find(Mark); at != std::string_view::npos; at = fact.find(Mark, at)) {
      at += Mark.size();
      const std::uint32_t file = number(at);
      if (at >= fact.size() || fact[at] != ':') continue;
      ++at;
      texts_.insert({file, number(at)});
    }
  }

  /// "contact:desk", wherever it stands in what a sentence says.
  void addNames(std::string_view fact) {
    constexpr std::string_view Ends = "|,=[]";
    for (std::size_t at = 0; at < fact.size();) {
      const std::size_t end = std::min(fact.find_first_of(Ends, at), fact.size());
      names_.emplace(fact.substr(at, end - at));
      at = end + 1;
    }
  }

  std::map<DeclId, std::vector<Mention>> by_decl_;
  std::set<std::string, std::less<>> names_;  // of what is called by its label
  std::set<std::pair<std::uint32_t, std::uint32_t>> texts_;  // file, and where the clause begins
};

class Untold {
 public:
  Untold(const model::Model& model, const Document& document) : model_(model), told_(document) {}

  std::vector<Source> find() {
    for (std::size_t i = 0; i < model_.decls.size(); ++i) {
      const DeclId id = model_.decls.idAt(i);
      const model::Decl& decl = model_[id];
      if (decl.standard || !isForReaders(decl.kind) || hidden(id)) continue;
      // Terms are told where they are used; one that nothing uses is another rule's matter.
      // Who gets no data is told where it is named; its particulars are those of a recipient.
      if (decl.kind == Kind::Recipient && !getsData(model_, id)) continue;
      if (told_.of(id)) {
        // What holds for none of the data says nothing.
        std::set<const Clause*> idle;
        if (decl.kind == Kind::Activity || decl.kind == Kind::Tracker) idle = idleClauses(id);
        clauses(decl.clauses, decl.kind, id, idle);
        if (!decl.texts.empty() && isCalledByLabel(decl.kind) && !told_.label(model_, id))
          out_.push_back({id, decl.name_span});
        // The text of a duty says to whom and by what means; a time stands beside it.
        if (decl.kind == Kind::Duty)
          for (const model::Join& join : decl.joins)
            if (join.value.kind == model::ValueKind::Duration) names(join.value, decl.span, id);
      } else if (isForItself(decl.kind) && hasSomething(id)) out_.push_back({id, decl.name_span});
    }
    return std::move(out_);
  }

 private:
  static bool isForItself(Kind kind) {
    return kind == Kind::Activity || kind == Kind::Tracker || kind == Kind::Controller || kind == Kind::Promise ||
           kind == Kind::Claim || kind == Kind::Duty || kind == Kind::Prose || kind == Kind::Dpo ||
           kind == Kind::Definition || model::isNameless(kind);
  }

  /// Of these a label is there for readers wherever they are told of.
  static bool isCalledByLabel(Kind kind) {
    return kind == Kind::Contact || kind == Kind::Dpo || kind == Kind::Controller || kind == Kind::Policy ||
           kind == Kind::Duty || model::isNameless(kind);
  }

  /// Whether there is something to tell of a declaration: an empty block says nothing.
  bool hasSomething(DeclId id) const {
    const model::Decl& decl = model_[id];
    if (decl.kind == Kind::Prose) return model_.clause(id, Word::text) != nullptr;
    return !decl.texts.empty() || decl.kind == Kind::Dpo ||
           std::any_of(decl.clauses.begin(), decl.clauses.end(), [&](const Clause& clause) {
             return isForReaders(decl.kind, clause.word) && !tellsNothing(clause);
           });
  }

  bool hidden(DeclId id) const {
    if (const Clause* place = model_.clause(id, Word::place))
      for (const DeclId choice : model::named(place->value))
        if (model_[choice].name == "statement_place.nowhere") return true;
    return false;
  }

  /// The writer's own words stand for a whole promise.
  bool isInOwnWords(DeclId decl) const {
    const auto& all = model_[decl].clauses;
    return !model_[decl].texts.empty() ||
           std::any_of(all.begin(), all.end(), [](const Clause& clause) { return !clause.texts.empty(); });
  }

  /// Clauses of an activity in whose place each of its data has one of its own.
  std::set<const Clause*> idleClauses(DeclId activity) const {
    std::set<const Clause*> out;
    std::set<const Clause*> held;
    for (const Group& group : groupsOf(model_, activity))
      for (const model::Clauses* some :
           {&group.purposes, &group.bases, &group.conditions, &group.retains, &group.shares})
        held.insert(some->begin(), some->end());
    for (const Clause& clause : model_[activity].clauses) switch (clause.word) {
        case Word::purpose:
        case Word::basis:
        case Word::condition:
        case Word::retain:
        case Word::share:
          if (!held.contains(&clause)) out.insert(&clause);
          break;
        default: break;
      }
    return out;
  }

  void clauses(const std::vector<Clause>& all, Kind kind, DeclId decl, const std::set<const Clause*>& idle = {}) {
    for (const Clause& clause : all) {
      if (idle.contains(&clause)) continue;
      if (!isForReaders(kind, clause.word)) {
        // What is between lawyers may have words for readers.
        if (!clause.texts.empty() && !isFormOfName(clause.word) && !told_.words(clause.span))
          out_.push_back({decl, clause.span});
        continue;
      }
      if (!told_.of(decl, clause.span)) {
        if (!tellsNothing(clause)) out_.push_back({decl, clause.span});
        continue;
      }
      if ((kind == Kind::Promise || kind == Kind::Claim) && isInOwnWords(decl)) continue;
      if (!clause.texts.empty() && !told_.words(clause.span)) out_.push_back({decl, clause.span});
      if (!clause.texts.empty() && saysMore(clause) && !told_.more(decl, clause.span))
        out_.push_back({decl, clause.value.span});
      if (!isOutranked(clause, kind, decl)) names(clause.value, clause.span, decl);
      joins(clause.joins, clause.span, decl);
      for (const model::Bound& bound : clause.window) term(bound.term, clause.span, decl);
      clauses(clause.block, kind, decl);
      for (const model::Entry& entry : clause.value.entries) clauses(entry.block, kind, decl);
    }
  }

  /// The role of an authority, and of everybody, is told as what they are, and the role that somebody has not by the
  /// one they have.
  bool isOutranked(const Clause& clause, Kind kind, DeclId decl) const {
    if (clause.word != Word::role || kind != Kind::Recipient) return false;
    const auto& roles = clause.value.entries;
    if (!roles.empty() && std::ranges::all_of(roles, [](const model::Entry& role) { return role.negated; }))
      return true;
    for (const std::string_view what : {"authority", "public"})
      if (const DeclId of = model_.find(Kind::Recipient, what); of && model_.isA(decl, of)) return true;
    return false;
  }

  /// Whether a clause says something besides its text. Of what is vague, or told elsewhere, the text is all there is; a
  /// right is told by the text alone (docs/language/rights.md).
  static bool saysMore(const Clause& clause) {
    if (clause.word == Word::right || clause.word == Word::complain) return false;
    // "None" of these, and a text: the text says what there is instead.
    const bool instead = clause.word == Word::contact || clause.word == Word::published ||
                         clause.word == Word::takes_effect || clause.word == Word::refusal;
    if (instead && clause.value.stated == model::Stated::None) return false;
    switch (clause.value.stated) {
      case model::Stated::None: return true;
      case model::Stated::Value: break;
      default: return false;
    }
    if (clause.value.kind != model::ValueKind::Names) return clause.value.kind != model::ValueKind::None;
    return std::any_of(clause.value.entries.begin(), clause.value.entries.end(),
                       [](const model::Entry& entry) { return entry.decl.valid(); });
  }

  void joins(const std::vector<model::Join>& all, Span around, DeclId decl) {
    for (const model::Join& join : all) {
      names(join.value, around, decl);
      if (join.word == "when") together(join, around, decl);
      if (join.bound) term(join.bound->term, around, decl);
    }
  }

  /// That all of several circumstances must hold, or that one of them is enough, is told as it is.
  void together(const model::Join& join, Span around, DeclId decl) {
    std::vector<std::string> names;
    for (const model::Entry& entry : join.value.entries)
      if (entry.decl)
        names.push_back(std::string(model::spelling(model_[entry.decl].kind)) + ":" +
                        std::string(model_[entry.decl].name));
    if (names.size() > 1 && !told_.list(decl, around, names, join.value.link != model::Link::And))
      out_.push_back({decl, join.span});
  }

  /// What stands in `value`, in the clause or the first line at `around`: names, a number, a day, a length of time.
  void names(const model::Value& value, Span around, DeclId decl) {
    for (const model::Entry& entry : value.entries)
      if (entry.decl) name(entry.decl, entry.span, around, decl);
    switch (value.kind) {
      case model::ValueKind::Duration: says(formatIsoDuration(value.duration), value.span, around, decl); break;
      case model::ValueKind::Date: says(formatDay(value.date), value.span, around, decl); break;
      case model::ValueKind::Number: says(std::to_string(value.number), value.span, around, decl); break;
      default: break;
    }
  }

  void term(const model::Term& term, Span around, DeclId decl) {
    if (term.name) name(term.name, term.span, around, decl);
    if (term.kind == model::TermKind::After) says(formatIsoDuration(term.duration), term.span, around, decl);
    for (const model::Term& part : term.parts) this->term(part, around, decl);
  }

  void says(const std::string& value, Span at, Span around, DeclId decl) {
    if (!told_.value(decl, around, value)) out_.push_back({decl, at});
  }

  void name(DeclId named, Span at, Span around, DeclId decl) {
    // "Us" and "you" are told by the sentence they stand in.
    const model::Decl& what = model_[named];
    if (what.standard && what.kind == Kind::Party) return;
    if (what.kind == Kind::Choice) {
      if (!told_.choice(decl, around, named, what.name)) out_.push_back({decl, at});
      return;
    }
    if (!told_.of(decl, around, named)) out_.push_back({decl, at});
  }

  const model::Model& model_;
  const Told told_;
  std::vector<Source> out_;
};

std::string firstLine(std::string_view text) { return std::string(text.substr(0, text.find('\n'))); }

}  // namespace

std::string placeOf(const model::Model& model, Span span) {
  if (!span.valid()) return "?";
  const Position position = model.sources().position(span.file, span.begin);
  return std::string(model.sources().path(span.file)) + ":" + std::to_string(position.line) + ":" +
         std::to_string(position.column);
}

std::vector<Source> untold(const model::Model& model, const Document& document) {
  return Untold(model, document).find();
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
    const model::Decl& decl = model[id];
    // `rights` and `changes` have no name; where such a block begins tells which one it is.
    const std::string name = decl.name.empty() ? placeOf(model, decl.span) : std::string(decl.name);
    out += std::string(model::spelling(decl.kind)) + " " + name + ":";
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
