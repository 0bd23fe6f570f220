#include "compiler/model/row_of_words.h"

#include <algorithm>
#include <optional>

#include "compiler/model/diags.h"
#include "compiler/model/suggest.h"
#include "compiler/syntax/diags.h"
#include "llvm/ADT/StringRef.h"

namespace vern::model {

namespace {

/// The languages of the policy.
std::vector<std::string_view> languagesOf(const Model& model) {
  std::vector<std::string_view> out;
  if (const Clause* clause = model.clause(model.only(Kind::Policy), Word::languages))
    for (const Entry& entry : clause->value.entries) out.push_back(entry.written);
  return out;
}

}  // namespace

bool isNameLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || (c & 0x80) != 0;
}

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

void cutToName(const Model& model, Span gap, Row& row) {
  static constexpr std::string_view Ends[] = {"under",   "with", "when", "for", "on", "then",
                                              "through", "as",   "in",   "to",  "by", "because"};
  const std::string_view text = model.sources().text(gap.file);
  const auto isBefore = [&](std::string_view word) {
    return static_cast<std::size_t>(word.data() - text.data()) + word.size() < gap.begin;
  };
  // `never sell personal data`
  static constexpr std::string_view First[] = {"never", "may", "usually", "sometimes", "aims_to"};
  while (!row.words.empty() && std::ranges::find(First, row.words.front()) != std::end(First))
    row.words.erase(row.words.begin());
  auto head = std::ranges::find(row.words, "is");
  if (head == row.words.end() || !isBefore(*head)) head = row.words.begin();
  if (head == row.words.end()) return;
  if (isBefore(*head) && (*head == "is" || wordFrom(*head))) {
    row.before = *head;
    row.words.erase(row.words.begin(), head + 1);
  } else {
    // `right access, withdraw consent`: the list begins with the line.
    const std::size_t line = text.substr(0, row.span.begin).find_last_of('\n') + 1;
    const llvm::StringRef before = llvm::StringRef(text.substr(line, row.span.begin - line)).trim();
    const std::string_view first = before.take_until([](char c) { return c == ' ' || c == '\t'; });
    if (!before.ends_with(",") || !wordFrom(first) || before.contains('"') || before.contains('{')) return;
    row.before = first;
  }
  // `share photos with social media`
  static constexpr std::string_view Joins[] = {"with",    "to",   "from",  "on",    "under", "for",
                                               "through", "when", "after", "until", "while"};
  for (std::size_t i = row.words.size(); i-- > 0;)
    if (isBefore(row.words[i]) && std::ranges::find(Joins, row.words[i]) != std::end(Joins)) {
      row.join = row.words[i];
      row.words.erase(row.words.begin(), row.words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      break;
    }
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

const ClauseRule* anyRule(std::string_view word) {
  const std::optional<Word> known = wordFrom(word);
  for (std::size_t k = 0; known && k < KindCount; ++k)
    if (const ClauseRule* rule = clauseRule(static_cast<Kind>(k), *known)) return rule;
  return nullptr;
}

diag::Diagnostic twoWords(const Model& model, Span span, std::string_view meant) {
  diag::Sink sink;
  sink.report(span, syntax::TwoWordName, model.sources().text(span))
      .help(syntax::Write, meant)
      .edit(span, std::string(meant));
  return sink.diagnostics().front();
}

diag::Diagnostic declaredAsOne(const Model& model, const Row& row, const std::string& joined) {
  const std::string_view text = model.sources().text(row.span.file);
  Span words = row.span;
  words.begin = static_cast<std::uint32_t>(row.words.front().data() - text.data());
  diag::Diagnostic out = twoWords(model, words, joined);
  for (const Kind kind : {Kind::Data, Kind::Purpose, Kind::Subject, Kind::Recipient}) {
    if (!model.candidates(kind, joined).empty()) break;
    if (model.candidates(kind, row.words.back()).empty()) continue;
    std::string declaration = declaring(model, kind, {}, joined, languagesOf(model));
    if (const std::size_t open = declaration.find("…"); open != std::string::npos)
      declaration.replace(open, std::string_view("…").size(), row.words.back());
    diag::Builder(out).help(DeclareIt, declaration);
    break;
  }
  return out;
}

Names namesAfter(std::string_view join) {
  if (join == "after" || join == "until" || join == "while") return {Kinds(Kind::Event) | Kind::State, {}};
  // Who is told of there is, if nobody has declared them, somebody else than the people of the policy.
  if (join == "with" || join == "to") return {Kind::Recipient, {}};
  return {joinKinds(join), {}};
}

bool isName(const Model& model, const Names& names, std::string_view word) {
  return !model.candidates(names.kinds, word).empty() ||
         (!names.choices.empty() && model.find(Kind::Choice, std::string(names.choices) + "." + std::string(word)));
}

bool neitherIsName(const Model& model, const Names& names, const Row& row) {
  return std::ranges::none_of(row.words, [&](std::string_view word) { return isName(model, names, word); });
}

diag::Diagnostic oneNameOf(const Model& model, const Names& of, const Row& row, const std::string& joined) {
  if (const std::string_view near = probablyMeant(model, of.kinds, of.choices, joined); !near.empty())
    return twoWords(model, row.span, near);
  // `withdraw consent at any time`: the first of them are the name.
  for (std::size_t count = row.words.size() - 1; count > 1; --count) {
    std::string first;
    for (std::size_t i = 0; i < count; ++i) first += (i == 0 ? "" : "_") + std::string(row.words[i]);
    if (isName(model, of, first)) return twoWords(model, row.span, first);
  }
  // `our suppliers`, who act for whoever writes so
  const auto supplies = [](std::string_view word) {
    return word.starts_with("supplier") || word.starts_with("vendor") || word.starts_with("leverand");
  };
  if (of.kinds.has(Kind::Recipient) && std::ranges::any_of(row.words, supplies))
    return twoWords(model, row.span, "processor");
  diag::Diagnostic out = twoWords(model, row.span, joined);
  if (const std::string declaration = declaring(model, of.kinds, of.choices, joined, languagesOf(model));
      !declaration.empty()) {
    diag::Builder(out).help(DeclareIt, declaration);
    return out;
  }
  // What nobody can declare is chosen from a list.
  diag::Sink sink;
  diag::Builder report = sink.report(row.span, syntax::TwoWordName, model.sources().text(row.span));
  const std::vector<std::string_view> list = choicesOf(model, of.choices);
  if (!list.empty() && list.size() <= 12) report.help(OneOf, diag::quoted(list, diag::Words::Link::Or));
  else if (const auto names = namesInScope(model, of.kinds, of.choices, joined); !names.empty())
    report.help(NamesHere, diag::quoted(names, diag::Words::Link::And));
  return sink.diagnostics().front();
}

void alsoChosen(const Model& model, const Row& row, std::string_view meant, diag::Diagnostic& finding) {
  const std::optional<Word> known = wordFrom(row.before);
  for (const std::string_view word : row.words)
    for (std::size_t k = 0; known && word != meant && k < KindCount; ++k) {
      const auto kind = static_cast<Kind>(k);
      if (clauseRule(kind, *known) == nullptr) continue;
      for (const ClauseRule& rule : clauseRules(kind))
        if (!rule.choices.empty() && rule.word != *known &&
            model.find(Kind::Choice, std::string(rule.choices) + "." + std::string(word))) {
          diag::Builder(finding).help(syntax::Write, std::string(spelling(rule.word)) + " " + std::string(word));
          return;
        }
    }
}

}  // namespace vern::model
