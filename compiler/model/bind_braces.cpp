#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "compiler/model/binder.h"
#include "compiler/model/braces.h"
#include "compiler/model/diags.h"
#include "compiler/syntax/diags.h"
#include "llvm/ADT/StringRef.h"

namespace vern::model {

namespace {

/// `data name, email` with what `braces` say behind each name.
std::string behindEach(const syntax::Clause& data, std::string_view braces) {
  constexpr std::size_t Most = 4;
  std::string out;
  for (const syntax::Entry& entry : data.value.entries) {
    if (&entry - data.value.entries.begin() == Most) return out + ", …";
    out += (out.empty() ? "data " : ", ") + std::string(entry.name.text) + " { " + std::string(braces) + " }";
  }
  return out;
}

std::string listOf(const syntax::Clause& clause) {
  std::string out;
  for (const syntax::Entry& entry : clause.value.entries)
    out += (out.empty() ? "" : ", ") + std::string(entry.name.text);
  return out;
}

}  // namespace

std::string Binder::headHere() const {
  const syntax::Clause& clause = *place_.clause;
  if (place_.entry == nullptr) return restOfClause(clause, clause.word.span.begin);
  return std::string(clause.word.text) + " " + std::string(place_.entry->name.text);
}

std::string Binder::withoutBraces(const syntax::Clause& inner, Kind block) const {
  const syntax::Clause& outer = *place_.clause;
  // `share bank { purpose billing }`, `share bank { basis yes }`
  if (*inner.known == Word::purpose && takesJoin(block, *outer.known, "for") && !inner.value.entries.empty())
    return headHere() + " for " + listOf(inner);
  if (*inner.known == Word::basis && *outer.known == Word::share && !inner.value.entries.empty())
    return headHere() + " on " + listOf(inner);
  // `purpose billing { basis contract }`
  const std::string names = place_.entry != nullptr ? std::string(place_.entry->name.text) : listOf(outer);
  if (*outer.known == Word::purpose && takesJoin(block, *inner.known, "for") && !names.empty())
    return restOfClause(inner, inner.word.span.begin) + " for " + names;
  return {};
}

void Binder::checkBraces(syntax::List<syntax::Clause> clauses, Kind block) {
  const syntax::Clause& outer = *place_.clause;
  std::vector<const syntax::Clause*> wrong;
  for (const syntax::Clause& clause : clauses)
    if (clause.known && clauseRule(block, *clause.known) != nullptr &&
        !bracesHold(block, place_.rule->word, *clause.known))
      wrong.push_back(&clause);
  if (wrong.empty()) return;
  const syntax::Clause& first = *wrong.front();
  auto report = sink_.report(first.word.span, BracesCannotHold, outer.word.text, first.word.text);
  for (std::size_t i = 1; i < wrong.size() && i < 4; ++i) report.label(wrong[i]->word.span, NorThis);

  const bool activity = (Kinds(Kind::Activity) | Kind::Defaults | Kind::Tracker).has(block);
  // `basis contract { data name }`
  const auto data = std::ranges::find_if(wrong, [](const syntax::Clause* one) {
    return *one->known == Word::data && one->value.kind == ValueKind::Names;
  });
  if (activity && data != wrong.end() && bracesHold(block, Word::data, *outer.known)) {
    report.help(DataApart, behindEach(**data, headHere()));
    return;
  }
  if (activity && *outer.known == Word::subjects) {
    report.help(OtherPeople);
    return;
  }
  if (const std::string text = activity ? withoutBraces(first, block) : std::string(); !text.empty()) {
    report.help(syntax::Write, text);
    return;
  }
  std::vector<std::string_view> held;
  for (const Word word : bracesOf(block, *outer.known)) held.push_back(spelling(word));
  if (held.size() > 1 || (!activity && !held.empty()))
    report.help(BracesHoldThese, diag::quoted(held, Words::Link::And));
  else if (activity) report.help(WithoutBraces, first.word.text);
  else report.help(TextOrAccept);
}

void Binder::handToNames(Clause& data) {
  if (data.block.empty() || data.value.entries.empty()) return;
  // A finding is accepted once, wherever in the clause it is.
  const auto rest = std::stable_partition(data.block.begin(), data.block.end(),
                                          [](const Clause& clause) { return clause.word == Word::accept; });
  for (Entry& entry : data.value.entries) std::copy(rest, data.block.end(), std::back_inserter(entry.block));
  data.block.erase(rest, data.block.end());
}

}  // namespace vern::model
