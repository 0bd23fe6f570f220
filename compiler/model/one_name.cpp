#include "compiler/model/one_name.h"

#include <algorithm>

#include "compiler/model/diags.h"
#include "compiler/model/schema.h"
#include "compiler/model/suggest.h"
#include "compiler/syntax/diags.h"

namespace vern::model {

namespace {

bool isNameLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || (c & 0x80) != 0;
}

/// Words without a comma between them, of which the first may follow `is` or a clause that takes one name.
struct Row {
  Span span;
  std::vector<std::string_view> words;
  std::string_view before;  // the word in front of them
};

/// The words on both sides of `gap`, on one line.
Row rowAround(const SourceMap& sources, Span gap) {
  const std::string_view text = sources.text(gap.file);
  const auto blank = [&](std::size_t at) { return text[at] == ' ' || text[at] == '\t'; };
  std::size_t begin = gap.begin;
  std::size_t end = gap.end;
  while (begin > 0 && (isNameLetter(text[begin - 1]) || blank(begin - 1))) --begin;
  while (end < text.size() && (isNameLetter(text[end]) || blank(end))) ++end;
  while (end > begin && blank(end - 1)) --end;
  Row out;
  for (std::size_t at = begin; at < end;) {
    std::size_t stop = at;
    while (stop < end && !blank(stop)) ++stop;
    if (stop > at) out.words.push_back(text.substr(at, stop - at));
    at = stop + 1;
  }
  out.span = {gap.file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  return out;
}

/// Leaves of `row` what belongs to one name: what stands behind `is` or the word of a clause, up to a joining word.
void cutToName(const Model& model, Span gap, Row& row) {
  static constexpr std::string_view Ends[] = {"under",   "with", "when", "for", "on", "then",
                                              "through", "as",   "in",   "to",  "by", "because"};
  const std::string_view text = model.sources().text(gap.file);
  const auto isBefore = [&](std::string_view word) {
    return static_cast<std::size_t>(word.data() - text.data()) + word.size() < gap.begin;
  };
  auto head = std::ranges::find(row.words, "is");
  if (head == row.words.end() || !isBefore(*head)) head = row.words.begin();
  if (head == row.words.end() || !isBefore(*head) || (*head != "is" && !wordFrom(*head))) return;
  row.before = *head;
  row.words.erase(row.words.begin(), head + 1);
  // `profile privacy notice  languages en`: the next clause.
  const auto nextClause = [&](std::size_t i) {
    const auto begin = static_cast<std::size_t>(row.words[i].data() - text.data());
    return i > 0 && wordFrom(row.words[i]) && (i + 1 < row.words.size() || text.substr(begin - 2, 2) == "  ");
  };
  for (std::size_t i = 0; i < row.words.size(); ++i)
    if (std::ranges::find(Ends, row.words[i]) != std::end(Ends) || nextClause(i) ||
        (row.words[i].size() == 2 &&
         text.substr(static_cast<std::size_t>(row.words[i].data() - text.data()) + 2).starts_with(" \""))) {
      row.words.resize(i);
      break;
    }
  if (row.words.empty()) return;
  row.span.begin = static_cast<std::uint32_t>(row.words.front().data() - text.data());
  row.span.end = static_cast<std::uint32_t>(row.words.back().data() + row.words.back().size() - text.data());
}

/// The clause `word` takes one name wherever it stands.
bool takesOneName(std::string_view word) {
  const std::optional<Word> known = wordFrom(word);
  bool any = false;
  for (std::size_t k = 0; known && k < KindCount; ++k)
    if (const ClauseRule* rule = clauseRule(static_cast<Kind>(k), *known)) {
      if (rule->takes != Takes::Name) return false;
      any = true;
    }
  return any;
}

/// The kinds or choices that `word` takes, for the first block that has it.
const ClauseRule* anyRule(std::string_view word) {
  const std::optional<Word> known = wordFrom(word);
  for (std::size_t k = 0; known && k < KindCount; ++k)
    if (const ClauseRule* rule = clauseRule(static_cast<Kind>(k), *known)) return rule;
  return nullptr;
}

/// What stands at `span` is one name, `meant`.
diag::Diagnostic twoWords(const Model& model, Span span, std::string_view meant) {
  diag::Sink sink;
  sink.report(span, syntax::TwoWordName, model.sources().text(span))
      .help(syntax::Write, meant)
      .edit(span, std::string(meant));
  return sink.diagnostics().front();
}

}  // namespace

void offerOneName(const Model& model, diag::Sink& sink) {
  for (diag::Diagnostic& finding : sink.edit()) {
    // `after the customer relationship ends`, which is the label of an event.
    if (finding.id == syntax::TwoWordName.key && finding.edits.size() == 1) {
      const std::string& written = finding.edits.front().replacement;
      const Kinds dated = Kinds(Kind::Event) | Kind::State;
      if (model.candidates(dated, written).empty())
        if (const std::string_view meant = model.namedByLabel(dated, model.sources().text(finding.span));
            !meant.empty()) {
          finding = twoWords(model, finding.span, meant);
          continue;
        }
    }
    // `subject enquirer user`: the second word may be what the first is a kind of.
    if (finding.id == syntax::TwoWordName.key && finding.help.size() == 1) {
      const std::string_view text = model.sources().text(finding.span);
      const std::size_t blank = text.find_first_of(" \t");
      const std::string_view before = model.sources().text({finding.span.file, 0, finding.span.begin});
      const std::size_t line = before.find_last_of('\n') + 1;
      const std::string_view head = before.substr(line, before.find_last_not_of(" \t") + 1 - line);
      const std::optional<Kind> kind = kindFrom(head);
      const std::string_view parent = blank == std::string_view::npos ? "" : text.substr(blank + 1);
      if (kind && parent.find_first_of(" \t") == std::string_view::npos && !parentKinds(*kind).empty() &&
          !model.candidates(parentKinds(*kind), parent).empty())
        diag::Builder(finding).help(OrKindOf, std::string(text.substr(0, blank)) + " is " + std::string(parent));
      continue;
    }
    if (finding.id != syntax::MissingComma.key || finding.edits.empty()) continue;
    const Span gap = finding.edits.front().span;  // between the words
    Row row = rowAround(model.sources(), gap);
    cutToName(model, gap, row);
    if (row.words.size() < 2) continue;
    std::string joined;
    for (const std::string_view word : row.words) joined += (joined.empty() ? "" : "_") + std::string(word);
    const ClauseRule* rule = anyRule(row.before);
    std::string meant;
    if (ofAnotherKind(model, joined)) meant = joined;
    // In a list, where none of the words means anything by itself: `basis legitimate interests`.
    const bool none = rule != nullptr && !meant.empty() && std::ranges::none_of(row.words, [&](std::string_view word) {
                        return !model.candidates(rule->kinds, word).empty();
                      });
    const bool one = none || row.before == "is" || takesOneName(row.before);
    if (meant.empty() && one) {
      Kinds all;
      if (rule != nullptr) all = rule->kinds;
      else
        for (std::size_t k = 0; k < KindCount; ++k) all = all | static_cast<Kind>(k);
      std::string words;  // `end of customer relationship`: `of` is in no name
      for (const std::string_view word : row.words)
        if (word != "of" && word != "the") words += (words.empty() ? "" : "_") + std::string(word);
      meant = ofTheSameWords(model, all, words);
      if (meant.empty() && rule != nullptr && !rule->choices.empty())
        for (const std::string_view word : row.words)
          if (model.find(Kind::Choice, std::string(rule->choices) + "." + std::string(word))) meant = word;
    }
    if (meant.empty()) continue;
    if (!one) {
      if (finding.help.size() == 1) diag::Builder(finding).help(OneName, meant);
      continue;
    }
    finding = twoWords(model, row.span, meant);
  }
}

}  // namespace vern::model
