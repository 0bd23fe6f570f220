#include <algorithm>
#include <string>
#include <vector>

#include "compiler/model/binder.h"
#include "compiler/model/diags.h"
#include "compiler/model/suggest.h"
#include "compiler/syntax/diags.h"

namespace vern::model {

bool Binder::isConsentOfShare(const syntax::Clause& clause, const syntax::Join& join, Kind block) const {
  return clause.known == Word::share && block != Kind::Promise && block != Kind::Claim && join.word.text == "with" &&
         join.value.entries.size() == 1 &&
         !model_.candidates(Kind::Basis, join.value.entries.front().name.text).empty();
}

void Binder::noJoin(const syntax::Clause& clause, const syntax::Join& join, Kind block) {
  const bool activity = block == Kind::Activity || block == Kind::Defaults || block == Kind::Tracker;
  // `data name, time of appointment`, of which the last is one name
  if (activity && clause.known == Word::data && join.word.text == "of" && !clause.value.entries.empty() &&
      join.value.entries.size() == 1) {
    const syntax::Name& first = clause.value.entries.back().name;
    const syntax::Name& second = join.value.entries.front().name;
    if (model_.candidates(Kind::Data, first.text).empty() && model_.candidates(Kind::Subject, second.text).empty()) {
      const std::string one = std::string(first.text) + "_of_" + std::string(second.text);
      const Span whole{first.span.file, first.span.begin, second.span.end};
      sink_.report(whole, syntax::TwoWordName, model_.sources().text(whole))
          .help(syntax::Write, one)
          .edit(whole, one)
          .help(DeclareIt, declaring(model_, Kind::Data, {}, one, languages_));
      return;
    }
  }
  auto report = sink_.report(join.word.span, NoJoin, clause.word.text, join.word.text);
  // `share doctor with consent of patient`
  if (isConsentOfShare(clause, join, block)) {
    const syntax::Join& last = clause.joins.back();
    const std::string meant = "on " + std::string(join.value.entries.front().name.text);
    report.help(syntax::Write, meant)
        .edit({join.span.file, join.span.begin, last.word.text == "of" ? last.span.end : join.span.end}, meant);
    return;
  }
  // `share doctor on consent by guardian`
  if (activity && clause.known == Word::share && join.word.text == "by") {
    report.help(syntax::LeaveOutWord, model_.sources().text(join.span)).help(syntax::GivenBy);
    return;
  }
  if (activity && join.word.text == "when") {
    report.help(AppliesWhen);
    return;
  }
  // `expect deny because expired`, `when dispute` in a test
  if (block == Kind::Test && join.value.entries.size() == 1 &&
      (join.word.text == "because" || join.word.text == "when")) {
    const std::string named(join.value.entries.front().name.text);
    report.help(syntax::Write, join.word.text == "when" ? "given circumstance " + named : "expect " + named);
    return;
  }
  // `share bank of name, address`
  if (clause.known == Word::share && activity && join.value.kind == ValueKind::Names &&
      (join.word.text == "of" || join.word.text == "with") &&
      std::ranges::all_of(join.value.entries, [&](const syntax::Entry& entry) {
        return !model_.candidates(Kind::Data, entry.name.text).empty();
      })) {
    const std::string braces = "{ data " + std::string(model_.sources().text(join.value.span)) + " }";
    report.help(syntax::Write, braces).edit({clause.span.file, join.word.span.begin, join.value.span.end}, braces);
    return;
  }
  // `decision solely_automated by bank`
  if (clause.known == Word::decision && join.word.text == "by") {
    report.help(syntax::LeaveOutWord, model_.sources().text(join.span));
    return;
  }
  // `encryption in transit`, of which the whole is one name
  if (join.value.kind == ValueKind::Names && !join.value.entries.empty() && !clause.value.entries.empty()) {
    const syntax::Name& last = clause.value.entries.back().name;
    const syntax::Name& first = join.value.entries.front().name;
    const ClauseRule* rule = clauseRule(block, *clause.known);
    for (const char* dot : {".", "_"}) {
      const std::string whole =
          std::string(last.text) + dot + std::string(join.word.text) + "_" + std::string(first.text);
      if (model_.candidates(rule->kinds, whole).empty()) continue;
      report.help(syntax::Write, whole).edit({last.span.file, last.span.begin, first.span.end}, whole);
      return;
    }
  }
  // `2 years from delivery`
  const syntax::Value& value = join.value;
  if (!clause.window.empty() && value.kind == ValueKind::Names && value.entries.size() == 1 &&
      !model_.candidates(Kind::Event, value.entries.front().name.text).empty()) {
    report.help(AfterEvent).edit(join.word.span, "after");
    return;
  }
  std::vector<std::string> words;
  std::string_view list = joinsOf(block, *clause.known);
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    words.emplace_back(list.substr(0, end));
    std::replace(words.back().begin(), words.back().end(), '_', ' ');
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  // `handles withdrawal of consent`, where the first word says it all
  if (words.empty() && std::ranges::all_of(clause.value.entries, [&](const syntax::Entry& entry) {
        const ClauseRule* rule = clauseRule(block, *clause.known);
        const std::string choice = std::string(rule->choices) + "." + std::string(entry.name.text);
        return !model_.candidates(rule->kinds, entry.name.text).empty() ||
               (!rule->choices.empty() && model_.find(Kind::Choice, choice));
      })) {
    const std::uint32_t end = join.value.entries.empty() ? join.span.end : join.value.entries.front().name.span.end;
    report.help(syntax::LeaveOutWord, model_.sources().text({join.span.file, join.word.span.begin, end}))
        .edit({join.span.file, clause.value.span.end, end}, "");
  }
  if (words.empty()) return;
  const std::vector<std::string_view> shown(words.begin(), words.end());
  report.help(JoinsHere, diag::quoted(shown, Words::Link::And));
}

}  // namespace vern::model
