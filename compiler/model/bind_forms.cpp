#include <algorithm>
#include <string>
#include <vector>

#include "compiler/model/binder.h"
#include "compiler/model/describe.h"
#include "compiler/model/diags.h"
#include "compiler/model/suggest.h"
#include "compiler/support/distance.h"
#include "compiler/support/written_date.h"
#include "compiler/syntax/diags.h"
#include "compiler/syntax/times_meant.h"

namespace vern::model {

bool Binder::belongsToListOf(const syntax::Clause& list, const syntax::Clause& clause, Kind block) {
  const ClauseRule* rule = list.known ? clauseRule(block, *list.known) : nullptr;
  if (rule == nullptr || list.value.kind != ValueKind::Names || list.span.end > clause.word.span.begin ||
      model_.candidates(rule->kinds, clause.word.text).empty())
    return false;
  const std::string_view between = model_.sources().text({clause.span.file, list.span.end, clause.word.span.begin});
  if (between.find_first_not_of(" \t") != std::string_view::npos || list.value.span.end != list.span.end) return false;
  sink_.report(clause.word.span, syntax::MissingComma, clause.word.text)
      .help(syntax::Write, std::string(list.value.entries.back().name.text) + ", " + std::string(clause.word.text))
      .edit({clause.span.file, list.span.end, clause.word.span.begin}, ", ");
  return true;
}

bool Binder::ofAnotherBlock(syntax::List<syntax::Clause> clauses, Kind block) {
  if (clauses.size() < 2) return false;
  const auto fits = [&](Kind kind) {
    return [kind](const syntax::Clause& clause) { return clause.known && clauseRule(kind, *clause.known) != nullptr; };
  };
  if (std::any_of(clauses.begin(), clauses.end(), fits(block))) return false;
  auto report = sink_.report(clauses.front().word.span, WrongBlock, clauses.front().word.text, within_);
  for (std::size_t i = 1; i < clauses.size() && i < 4; ++i) report.label(clauses[i].word.span, NorThis);
  std::vector<std::string_view> blocks;
  for (std::size_t k = 0; k < KindCount; ++k)
    if (std::all_of(clauses.begin(), clauses.end(), fits(static_cast<Kind>(k))))
      blocks.push_back(spelling(static_cast<Kind>(k)));
  if (!blocks.empty() && blocks.size() <= 4) report.help(BlockOf, diag::quoted(blocks, Words::Link::And));
  return true;
}

void Binder::wrongBlock(const syntax::Clause& clause, Kind block) {
  auto report = sink_.report(clause.word.span, WrongBlock, clause.word.text, within_);
  if (clause.known == Word::article && clauseRule(block, Word::condition) != nullptr) {
    report.help(ConditionApart);
    return;
  }
  if (clause.known == Word::notify && (Kinds(Kind::Activity) | Kind::Tracker | Kind::Defaults).has(block)) {
    report.help(InformedInBasis);
    return;
  }
  std::vector<std::string_view> words;
  for (const ClauseRule& rule : clauseRules(block))
    if (rule.word != clause.known) words.push_back(spelling(rule.word));
  if (const std::string_view near = nearest(clause.word.text, words); !near.empty()) {
    report.help(DidYouMean, near).edit(clause.word.span, std::string(near));
    return;
  }
  std::vector<std::string_view> blocks;
  for (std::size_t k = 0; k < KindCount && clause.known; ++k)
    if (clauseRule(static_cast<Kind>(k), *clause.known) != nullptr) blocks.push_back(spelling(static_cast<Kind>(k)));
  const bool sentence = block == Kind::Promise || block == Kind::Claim;  // where one verb was taken for another
  if (!blocks.empty() && blocks.size() <= 4 && !sentence) {
    report.help(StandsIn, clause.word.text, diag::quoted(blocks, Words::Link::And));
    return;
  }
  if (words.size() > 12) words.resize(12);
  if (!words.empty()) report.help(ClausesHere, diag::quoted(words, Words::Link::And));
}

void Binder::wrongValue(const syntax::Clause& clause, const ClauseRule& rule) {
  const bool has_value = clause.value.span.valid() && clause.value.kind != ValueKind::None;
  const Span span = has_value ? clause.value.span : clause.word.span;
  auto report = sink_.report(span, WrongValue, clause.word.text, describe(rule.takes));
  if (rule.takes == Takes::Date || rule.takes == Takes::NameOrDate) {
    const std::string_view text = clause.value.strings.empty() ? std::string_view(model_.sources().text(span))
                                                               : std::string_view(clause.value.strings.front().value);
    if (const std::string day = syntax::firstDayOf(text); !day.empty()) {
      report.help(syntax::DateHasDay, day);
      if (rule.takes == Takes::NameOrDate) report.help(syntax::DayUnknown, clause.word.text);
      return;
    }
  }
  if (clause.value.kind != ValueKind::Strings) return;
  if (clause.value.strings.size() != 1) {
    if (rule.takes == Takes::Name || rule.takes == Takes::Names) report.help(syntax::WithoutQuotes);
    return;
  }
  const std::string written(clause.value.strings.front().value);
  // `languages "nb"`
  if ((rule.takes == Takes::Name || rule.takes == Takes::Names) && rule.kinds.empty() && !written.empty() &&
      written.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos) {
    report.help(syntax::Write, written).edit(span, written);
    return;
  }
  std::string instead;
  // `effective "2026-11-01"`
  if (rule.takes == Takes::Date || rule.takes == Takes::NameOrDate)
    instead = parseDay(written) ? written : isoDate(written);
  // `share "HubSpot"`
  if (rule.takes == Takes::Name || rule.takes == Takes::Names)
    for (std::size_t i = model_.standardSize(); i < model_.decls.size(); ++i) {
      const Decl& decl = model_[model_.decls.idAt(i)];
      if (rule.kinds.has(decl.kind) &&
          std::ranges::any_of(decl.texts, [&](const auto& text) { return text.second == written; }))
        instead = decl.name;
    }
  if (!instead.empty()) {
    report.help(syntax::Write, instead).edit(span, instead);
    return;
  }
  if (rule.takes != Takes::Name && rule.takes != Takes::Names) return;
  // `purpose "prevent theft"`
  std::string name = written;
  std::ranges::replace(name, ' ', '_');
  if (name.starts_with("6.") || name.starts_with("9.")) name = "art" + name;  // `basis "6.1.c"`
  const std::vector<std::string_view> choices = choicesOf(model_, rule.choices);
  const std::string_view near = probablyMeant(model_, rule.kinds, rule.choices, name);
  if (!near.empty()) report.help(DidYouMean, near).edit(span, std::string(near));
  else if (!choices.empty() && choices.size() <= 12) report.help(OneOf, diag::quoted(choices, Words::Link::Or));
  else if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos)
    helpWithNames(report, rule.kinds, rule.choices, name);
  else report.help(syntax::WithoutQuotes);
}

bool Binder::tookNextClause(const syntax::Clause& clause, const ClauseRule& rule) const {
  if (clause.value.kind == ValueKind::Elsewhere && rule.word != Word::see)
    return nextLineNoFurtherIn(clause.word.span, clause.value.span);
  const syntax::Name* first = nullptr;
  if (!clause.value.entries.empty()) first = &clause.value.entries.front().name;
  else if (!clause.window.empty() && clause.window.front().term.name) first = &*clause.window.front().term.name;
  if (first == nullptr || !wordFrom(first->text) || !model_.candidates(rule.kinds, first->text).empty()) return false;
  return nextLineNoFurtherIn(clause.word.span, first->span);
}

bool Binder::isNextClause(const syntax::Name& name) {
  const auto word = wordFrom(name.text);
  if (!word || !place_.rule || clauseRule(place_.rule->block, *word) == nullptr ||
      !nextLineNoFurtherIn(place_.word, name.span))
    return false;
  const std::string_view before = model_.sources().text({name.span.file, 0, name.span.begin});
  const auto comma = static_cast<std::uint32_t>(before.rfind(','));
  if (before.find_first_not_of(" \t\r\n", comma + 1) != std::string_view::npos) return false;
  sink_.report({name.span.file, comma, comma + 1}, syntax::MissingAfter, diag::phrase("expected.name", "a name"), ",");
  return true;
}

bool Binder::nextLineNoFurtherIn(Span word_span, Span value_span) const {
  const Position word = model_.sources().position(word_span.file, word_span.begin);
  const Position value = model_.sources().position(value_span.file, value_span.begin);
  return value.line > word.line && value.column <= word.column;
}

std::size_t Binder::checkForm(const syntax::Clause& clause, Kind block) {
  const Word word = *clause.known;
  if (clause.never) neverAtMost(clause);
  if ((clause.value.link != Link::Comma || clause.value.mixed) && !takesLinks(block, word))
    commasHere(clause.value, clause.word.text);
  // `covers customer, not employee`
  if (block == Kind::Scope && word == Word::covers)
    for (const syntax::Entry& entry : clause.value.entries)
      if (entry.negated)
        sink_.report(entry.name.span, syntax::CannotStandHere, "not " + std::string(entry.name.text))
            .help(syntax::Write, "excludes " + std::string(entry.name.text));
  // `provide not required`
  if (word == Word::provide)
    for (const syntax::Entry& entry : clause.value.entries)
      if (entry.negated) {
        const Span both{clause.span.file, clause.value.span.begin, entry.name.span.end};
        sink_.report(both, syntax::CannotStandHere, model_.sources().text(both))
            .help(syntax::Write, "optional")
            .edit(both, "optional");
      }
  if (word == Word::ages) checkAges(clause);
  const std::size_t skipped = inOtherWords(clause);
  for (std::size_t i = 0; i < clause.joins.size(); ++i) {
    const syntax::Join& join = clause.joins[i];
    if (i == skipped || i == skipped + 1) continue;
    // `with consent of patient`, which is told of as a whole
    if (i > 0 && join.word.text == "of" && isConsentOfShare(clause, clause.joins[i - 1], block)) continue;
    if (!takesJoin(block, word, join.word.text)) {
      noJoin(clause, join, block);
      continue;
    }
    // `keep name for 10 years`
    if ((block == Kind::Promise || block == Kind::Claim) && join.word.text == "for" &&
        join.value.kind == ValueKind::Duration) {
      const std::string length(model_.sources().text(join.value.span));
      const std::string most = "at most " + length;
      const std::string least = "at least " + length;
      const std::string_view both[] = {most, least};
      sink_.report(join.word.span, syntax::CannotStandHere, join.word.text)
          .help(OneOf, diag::quoted(both, Words::Link::Or));
    }
    checkJoined(clause, i, block);
    if (word == Word::ages && join.value.kind != ValueKind::Number)
      sink_.report(join.value.span, WrongValue, join.word.text, describe(Takes::Number));
    if (join.limit != JoinLimit::Plain && !takesLimit(block, join.word.text))
      sink_.report({join.span.file, join.span.begin, join.word.span.end}, NoLimit,
                   join.limit == JoinLimit::Only ? "only" : "except", join.word.text);
    // Of several things after `then`, checkThen speaks.
    if ((join.value.link != Link::Comma || join.value.mixed) && !joinTakesLinks(block, join.word.text) &&
        join.word.text != "then")
      commasHere(join.value, join.word.text);
  }
  return skipped;
}

void Binder::lengthAfterThen(const syntax::Clause& clause, const syntax::Join& join) {
  const Span both{clause.span.file, join.word.span.begin, join.value.span.end};
  auto report = sink_.report(both, syntax::CannotStandHere, model_.sources().text(both));
  const std::string_view text = model_.sources().text(clause.span.file);
  // `until case_closed then 1 year`
  if (const auto meant = syntax::lengthAfterEnd(text, join.word.span.begin, join.word.text.size()))
    report.help(syntax::Write, meant->text).edit({clause.span.file, meant->begin, meant->end}, meant->text);
  else report.help(AfterEvent);
}

void Binder::checkJoined(const syntax::Clause& clause, std::size_t join, Kind block) {
  const syntax::Join& one = clause.joins[join];
  if (one.bound || block == Kind::Promise || block == Kind::Claim || block == Kind::Test ||
      clause.known == Word::accept)
    return;
  const ValueKind kind = one.value.kind;
  if (one.word.text == "then" && kind == ValueKind::Duration) {
    lengthAfterThen(clause, one);
    return;
  }
  // What is no name where names stand would be read by nobody.
  const bool takes_names = !joinKinds(one.word.text).empty() && one.word.text != "until" && one.word.text != "before" &&
                           one.word.text != "every" && clause.known != Word::ages;
  if (takes_names && kind != ValueKind::Names) {
    auto report = sink_.report(one.value.span, WrongValue, one.word.text, describe(Takes::Names));
    if (kind == ValueKind::Strings && one.word.text == "under")
      report.help(DeclareIt, declaring(model_, Kind::Section, {}, "the_act.s1", languages_));
    else if (kind == ValueKind::Strings) report.help(syntax::WithoutQuotes);
    return;
  }
  // `basis consent for newsletter, contract for delivery`: a second ground, which is told of.
  if (clause.known == Word::basis && join > 0 && !clause.joins[join - 1].value.entries.empty() &&
      !model_.candidates(Kind::Basis, clause.joins[join - 1].value.entries.back().name.text).empty())
    return;
  // Of a word that stands twice, one would be read.
  for (std::size_t i = 0; i < join; ++i) {
    const syntax::Join& first = clause.joins[i];
    if (first.word.text != one.word.text || first.value.kind != kind) continue;
    if (one.word.text == "then" && !first.value.entries.empty() && !one.value.entries.empty()) {
      const syntax::Name& before = first.value.entries.front().name;
      const syntax::Name& again = one.value.entries.front().name;
      sink_.report(again.span, TwoDisposals, before.text, again.text).label(before.span, FirstSaid).help(OneDisposal);
    } else if (one.word.text != "when") {
      auto report = sink_.report(one.span, WrittenTwice, one.word.text).label(first.span, FirstSaid);
      if (kind != ValueKind::Names) return;
      const std::string_view more = model_.sources().text(one.value.span);
      report.help(syntax::Write, std::string(model_.sources().text(first.span)) + ", " + std::string(more));
      if (i + 1 == join) report.edit({clause.span.file, first.span.end, one.value.span.begin}, ", ");
    }
    return;
  }
}

void Binder::checkAges(const syntax::Clause& clause) {
  constexpr std::int64_t Oldest = 130;
  if (clause.value.kind != ValueKind::Number) return;
  const std::int64_t first = clause.value.number;
  std::string meant;
  Span words = clause.value.span;
  // `ages 1517`
  if (first > Oldest && first / 100 < first % 100)
    meant = std::to_string(first / 100) + " to " + std::to_string(first % 100);
  for (const syntax::Join& join : clause.joins)
    if (join.value.kind == ValueKind::Number && join.value.number < first) {
      words.end = join.value.span.end;
      meant = std::to_string(join.value.number) + " to " + std::to_string(first);
    }
  if (meant.empty() && first <= Oldest) return;
  auto report = sink_.report(words, syntax::CannotStandHere, model_.sources().text(words));
  if (!meant.empty()) report.help(syntax::Write, "ages " + meant).edit(words, meant);
}

std::size_t Binder::inOtherWords(const syntax::Clause& clause) {
  static constexpr std::string_view Phrases[][3] = {
      {"case", "of", "when"}, {"accordance", "with", "under"}, {"pursuance", "of", "under"}};
  for (std::size_t i = 0; i + 1 < clause.joins.size(); ++i) {
    const syntax::Join& join = clause.joins[i];
    if (join.word.text != "in" || join.value.entries.size() != 1) continue;
    for (const auto& [middle, last, meant] : Phrases) {
      const syntax::Name& next = clause.joins[i + 1].word;
      if (join.value.entries.front().name.text != middle || next.text != last) continue;
      const Span words{clause.span.file, join.word.span.begin, next.span.end};
      sink_.report(words, syntax::CannotStandHere, model_.sources().text(words))
          .help(syntax::Write, meant)
          .edit(words, std::string(meant));
      return i;
    }
  }
  return clause.joins.size();
}

void Binder::neverAtMost(const syntax::Clause& clause) {
  for (const syntax::Join& join : clause.joins) {
    if (join.word.text != "at most") continue;
    const Span sentence{clause.span.file, clause.word.span.begin, join.span.end};
    const std::string meant(model_.sources().text(sentence));
    sink_.report({clause.span.file, clause.span.begin, clause.word.span.end}, NeverAtMost)
        .help(syntax::Write, meant)
        .edit({clause.span.file, clause.span.begin, sentence.end}, meant);
    return;
  }
}

bool Binder::sharedWith(const syntax::Clause& clause, const ClauseRule& rule) {
  if (rule.word != Word::share || clause.value.entries.size() != 1) return false;
  for (const syntax::Join& join : clause.joins) {
    if ((join.word.text != "with" && join.word.text != "to") || join.value.entries.size() != 1) continue;
    const std::string_view what = clause.value.entries.front().name.text;
    const std::string who(join.value.entries.front().name.text);
    if (model_.candidates(rule.kinds, who).empty() || !model_.candidates(rule.kinds, what).empty()) return false;
    auto report = sink_.report(join.word.span, NoJoin, clause.word.text, join.word.text);
    std::string meant;
    if (!model_.candidates(Kind::Data, what).empty()) meant = "share " + who + " { data " + std::string(what) + " }";
    else if (!model_.candidates(Kind::Purpose, what).empty()) meant = "share " + who + " for " + std::string(what);
    else meant = "share " + who;
    report.help(syntax::Write, meant).edit({clause.span.file, clause.word.span.begin, join.span.end}, meant);
    return true;
  }
  return false;
}

void Binder::commasHere(const syntax::Value& list, std::string_view word) {
  auto report = sink_.report(list.span, CommasHere, word);
  std::string commas;
  for (const syntax::Entry& entry : list.entries) {
    if (entry.negated || entry.block || list.open) return;
    commas += (commas.empty() ? "" : ", ") + std::string(entry.name.text);
  }
  if (!commas.empty()) report.help(syntax::Write, commas).edit(list.span, commas);
}

}  // namespace vern::model
