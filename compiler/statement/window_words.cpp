// Times to keep data, in words.
#include <algorithm>
#include <utility>

#include "compiler/model/year_end.h"
#include "compiler/statement/words.h"

namespace vern::statement {

using model::Bound;
using model::BoundKind;
using model::Term;
using model::TermKind;
using model::WindowWord;

namespace {

std::string_view keyOf(WindowWord word) {
  switch (word) {
    case WindowWord::Forever: return "window.forever";
    case WindowWord::AsNeeded: return "window.as_needed";
    case WindowWord::NotKept: return "window.not_kept";
    case WindowWord::OnRequest: return "window.on_request";
    case WindowWord::Session: return "window.session";
    case WindowWord::Vague:
    case WindowWord::None: return "window.vague";
  }
  return "window.vague";
}

bool sameTerm(const Term& a, const Term& b) {
  if (a.kind != b.kind || a.duration != b.duration || a.name != b.name || a.word != b.word) return false;
  if (a.parts.size() != b.parts.size()) return false;
  for (std::size_t i = 0; i < a.parts.size(); ++i)
    if (!sameTerm(a.parts[i], b.parts[i])) return false;
  return true;
}

/// A time after an event, or one of several such.
bool isEndOfTime(const Term& term) {
  if (term.kind == TermKind::After) return static_cast<bool>(term.name);
  const bool several = term.kind == TermKind::Earliest || term.kind == TermKind::Latest;
  return several && !term.parts.empty() && std::ranges::all_of(term.parts, isEndOfTime);
}

}  // namespace

Phrase Words::term(const Term& term, Source source) const {
  Phrase out = bareTerm(term, source);
  // Which year it is, is to be told.
  if (!term.name || !model::yearOf(model, term.name)) return out;
  for (DeclId at = term.name; at; at = model[at].parent)
    if (const Clause* ends = model.clause(at, Word::ends))
      for (const DeclId month : model::named(ends->value))
        return phrase("window.year_ends", {{"time", out}, {"month", label(month)}},
                      {{term.name, model[term.name].span}, {at, ends->span}});
  return out;
}

Phrase Words::bareTerm(const Term& term, Source source) const {
  const Source here{source.decl, source.span};
  switch (term.kind) {
    case TermKind::After: {
      const Phrase length = duration(term.duration, term.span, here);
      if (!term.name) return phrase("window.length", {{"length", length}});
      const Clause* noun = model.clause(term.name, Word::noun);
      // A user's event without a noun must not borrow its parent's: it is another event.
      if (noun != nullptr && noun->texts.find(language) != nullptr) {
        Phrase event = own(noun->texts, {term.name, noun->span});
        event.sources = merge(std::move(event.sources), {{term.name, model[term.name].span}});
        Phrase out = phrase("window.after_noun", {{"length", length}, {"event", event}});
        out.fact = phrase("window.after", {{"length", length}, {"event", label(term.name)}}).fact;
        return out;
      }
      return phrase("window.after", {{"length", length}, {"event", label(term.name)}});
    }
    case TermKind::Until:
      return term.name ? phrase("window.until", {{"event", label(term.name)}}, {here})
                       : phrase("window.vague", {}, {here});
    case TermKind::While:
      return term.name ? phrase("window.while", {{"state", label(term.name)}}, {here})
                       : phrase("window.vague", {}, {here});
    case TermKind::Earliest:
    case TermKind::Latest: {
      if (term.parts.empty()) return phrase("window.vague", {}, {here});
      Phrases parts;
      for (const Term& part : term.parts) parts.push_back(this->term(part, source));
      // "Until the account is closed, but at most 1 year after collection": one end, and limits to it.
      const auto isEnd = [](const Term& part) { return part.kind != TermKind::After; };
      if (const auto end = std::find_if(term.parts.begin(), term.parts.end(), isEnd);
          term.kind == TermKind::Earliest && parts.size() > 1 &&
          std::count_if(term.parts.begin(), term.parts.end(), isEnd) == 1) {
        const auto at = parts.begin() + (end - term.parts.begin());
        const Phrase until = std::move(*at);
        parts.erase(at);
        return phrase("window.and",
                      {{"first", until}, {"second", phrase("window.no_later", {{"time", list(parts, ListKind::Or)}})}});
      }
      return phrase(term.kind == TermKind::Earliest ? "window.earliest" : "window.latest",
                    {{"list", list(parts, ListKind::Or)}});
    }
    case TermKind::Named: return phrase(keyOf(term.word), {}, {here});
  }
  return {};
}

Phrase Words::bound(const Bound& bound, bool first, bool lasts, Source source) const {
  const bool vague = bound.term.kind == TermKind::Named &&
                     (bound.term.word == WindowWord::Vague || bound.term.word == WindowWord::AsNeeded);
  Phrase out;
  switch (bound.kind) {
    case BoundKind::Exact:
      out = term(bound.term, source);
      // "6 months after the visit" is a day; data are kept until then.
      if (lasts && isEndOfTime(bound.term)) out = phrase("window.up_to", {{"time", out}});
      break;
    case BoundKind::AtMost:
      out = phrase(first                                                   ? "window.at_most_first"
                   : bound.term.kind == TermKind::After && bound.term.name ? "window.no_later"
                                                                           : "window.at_most",
                   {{"time", term(bound.term, source)}});
      break;
    case BoundKind::AtLeast:
      if (vague && bound.under)
        return phrase(first ? "window.law_decides" : "window.law_decides_too", {{"law", law(bound.under)}}, {source});
      out = phrase(first ? "window.at_least_first" : "window.at_least", {{"time", term(bound.term, source)}});
      break;
  }
  if (bound.under) return phrase("window.under", {{"time", out}, {"law", law(bound.under)}});
  if (bound.under_vague) return phrase("window.under_law", {{"time", out}});
  return out;
}

Phrase Words::window(const Clause& clause, DeclId of, bool with_when) const {
  const Source source{of, clause.span};
  if (clause.value.stated == model::Stated::Elsewhere)
    return phrase("stated.elsewhere",
                  {{"where", clause.value.strings.empty() ? own(clause.texts, source)
                                                          : web(clause.value.strings.front(), source)}});
  // "May be kept for 6 months after …": the strength has words of its own for it.
  const bool lasts = clause.strength == model::Strength::None || clause.strength == model::Strength::Does;
  Phrase out;
  for (std::size_t i = 0; i < clause.window.size(); ++i) {
    const Bound& bound = clause.window[i];
    // "5 years after the year ends, at least 5 years after the year ends under § 13" is one time, and a reason for it.
    if (i > 0 && bound.kind == BoundKind::AtLeast && bound.under && sameTerm(bound.term, clause.window[i - 1].term)) {
      out = phrase("window.as_law_says", {{"time", out}, {"law", law(bound.under)}}, {source});
      continue;
    }
    const Phrase next = this->bound(bound, i == 0, lasts, source);
    out = i == 0 ? next : phrase("window.and", {{"first", out}, {"second", next}});
  }
  if (out.empty()) out = phrase("window.vague", {}, {source});
  out.sources = merge(std::move(out.sources), {source});
  if (const Phrase condition = with_when ? when(clause.joins, source) : Phrase(); !condition.empty())
    out = phrase("window.when", {{"time", out}, {"when", condition}});
  return out;
}

void append(Sentence& out, const Sentence& next) {
  out.runs.push_back({" ", {}, Style::Plain});
  out.runs.insert(out.runs.end(), next.runs.begin(), next.runs.end());
  if (next.facts.empty()) out.facts.push_back({"then", next.key});
  for (const Fact& fact : next.facts) out.facts.push_back({next.key, fact.value});
  out.sources = merge(std::move(out.sources), next.sources);
}

Sentence Words::disposal(const Clause& clause, DeclId of, std::string_view group) const {
  const Source source{of, clause.span};
  for (const model::Join& join : clause.joins) {
    if (join.word != "then") continue;
    for (const DeclId way : model::named(join.value)) {
      const std::string key = std::string(group) + "." + std::string(leaf(model[way].name));
      Sentence out = has(key) ? say(key, {}, {source, {way, model[way].span}})
                              : say(std::string(group) + ".other", {{"what", label(way)}}, {source});
      if (const model::Join* keeping = clause.join("keeping"))
        append(out, say("disposal.keeping", {{"what", names(keeping->value, source)}}));
      return out;
    }
  }
  return {};
}

}  // namespace vern::statement
