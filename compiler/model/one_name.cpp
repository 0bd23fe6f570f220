#include "compiler/model/one_name.h"

#include <algorithm>

#include "compiler/model/diags.h"
#include "compiler/model/schema.h"
#include "compiler/model/suggest.h"
#include "compiler/syntax/diags.h"
#include "llvm/ADT/StringRef.h"

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
  // `never sell personal data`
  static constexpr std::string_view First[] = {"never", "may", "usually", "sometimes", "aims_to"};
  while (!row.words.empty() && std::ranges::find(First, row.words.front()) != std::end(First))
    row.words.erase(row.words.begin());
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

std::string_view lastWord(std::string_view words) { return words.substr(words.find_last_of(" \t") + 1); }

/// `span` is what follows the word `given`.
bool isGiven(const SourceMap& sources, Span span) {
  const llvm::StringRef before = sources.text({span.file, 0, span.begin});
  return before.rtrim().ends_with("given") && before.size() > before.rtrim().size();
}

/// What is given says first of which kind it is: one of `meant`.
diag::Diagnostic given(const Model& model, Span span, const std::vector<std::string>& meant) {
  diag::Sink sink;
  diag::Builder report = sink.report(span, syntax::CannotStandHere, model.sources().text(span));
  const std::vector<std::string_view> choices(meant.begin(), meant.end());
  report.help(OneOf, diag::quoted(choices, diag::Words::Link::Or));
  if (meant.size() == 1) report.edit(span, meant.front());
  return sink.diagnostics().front();
}

std::string dotted(std::string_view words) {
  std::string out;
  for (const char c : words)
    if (c != ' ' && c != '\t') out += c;
    else if (!out.ends_with('.')) out += '.';
  return out;
}

/// The words on both sides of `gap`, if they are a law and its section: `popplyl s6`.
std::optional<Span> sectionAround(const Model& model, Span gap) {
  const std::string_view text = model.sources().text(gap.file);
  std::uint32_t begin = gap.begin;
  std::uint32_t end = gap.end;
  while (begin > 0 && isNameLetter(text[begin - 1])) --begin;
  while (end < text.size() && isNameLetter(text[end])) ++end;
  const Span out{gap.file, begin, end};
  if (begin == gap.begin || end == gap.end || !model.find(Kind::Section, dotted(model.sources().text(out))))
    return std::nullopt;
  return out;
}

/// `art 6(1)(b)` and the like, of which `number` is where the number begins: the ground or condition of that article.
/// "" if there is none.
struct Article {
  Span span;
  std::string meant;
};
Article articleAround(const Model& model, Span number) {
  const std::string_view text = model.sources().text(number.file);
  const std::size_t line = text.substr(0, number.begin).find_last_of('\n') + 1;
  const std::string_view before = llvm::StringRef(text.substr(line, number.begin - line)).rtrim();
  const std::string_view word = lastWord(before);
  Article out;
  if (word != "art" && word != "art." && word != "article" && word != "artikkel" && word != "Article") return out;
  // Its parts: the article, the paragraph and the letter.
  std::string name = "art";
  std::size_t end = number.begin;
  bool part = false;
  for (; end < text.size() && text[end] != '\n' &&
         !(text[end] == ' ' && text.substr(end, 5).find_first_of("0123456789(") == std::string_view::npos);
       ++end) {
    const char c = text[end];
    const bool letter =
        (c >= '0' && c <= '9') ||
        (c >= 'a' && c <= 'j' && !(end + 1 < text.size() && text[end + 1] >= 'a' && text[end + 1] <= 'z'));
    if (letter) {
      if (part) name += '.';
      part = false;
      name += c;
    } else if (c == '(' || c == ')' || c == '.' || c == ' ') {
      part = true;
    } else {
      break;
    }
  }
  out.span = {number.file, static_cast<std::uint32_t>(word.data() - text.data()), static_cast<std::uint32_t>(end)};
  out.meant = probablyMeant(model, Kinds(Kind::Basis) | Kind::Condition, {}, name);
  return out;
}

/// A name in `row` that was not found, and that is no slip of another: of two words that are one name, it is the first.
std::optional<std::size_t> unknownIn(const diag::Sink& sink, const Row& row) {
  const auto& findings = sink.diagnostics();
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (findings[i].id == UnknownName.key && findings[i].edits.empty() && findings[i].span.file == row.span.file &&
        row.span.begin <= findings[i].span.begin && findings[i].span.end <= row.span.end)
      return i;
  return std::nullopt;
}

/// `first name`, of which nobody has declared the whole: it is one name, and how it is declared as a kind of the last.
diag::Diagnostic declaredAsOne(const Model& model, const Row& row, const std::string& joined) {
  const std::string_view text = model.sources().text(row.span.file);
  Span words = row.span;
  words.begin = static_cast<std::uint32_t>(row.words.front().data() - text.data());
  diag::Diagnostic out = twoWords(model, words, joined);
  std::vector<std::string_view> languages;
  if (const Clause* clause = model.clause(model.only(Kind::Policy), Word::languages))
    for (const Entry& entry : clause->value.entries) languages.push_back(entry.written);
  for (const Kind kind : {Kind::Data, Kind::Purpose, Kind::Subject, Kind::Recipient}) {
    if (!model.candidates(kind, joined).empty()) break;
    if (model.candidates(kind, row.words.back()).empty()) continue;
    std::string declaration = declaring(model, kind, {}, joined, languages);
    if (const std::size_t open = declaration.find("…"); open != std::string::npos)
      declaration.replace(open, std::string_view("…").size(), row.words.back());
    diag::Builder(out).help(DeclareIt, declaration);
    break;
  }
  return out;
}

/// Something is called `name`, and nothing is declared so.
bool usedAs(const Model& model, const diag::Sink& sink, std::string_view name) {
  return std::ranges::any_of(sink.diagnostics(), [&](const diag::Diagnostic& finding) {
    return finding.id == UnknownName.key && model.sources().text(finding.span) == name;
  });
}

/// Adds findings that come of another one: what lies in words that are told of as a whole, and uses of a name that is
/// declared with a slip.
void followers(const Model& model, const diag::Sink& sink, std::vector<std::size_t>& out) {
  const auto& findings = sink.diagnostics();
  for (const diag::Diagnostic& whole : findings) {
    if (whole.edits.size() != 1 || (whole.id != syntax::CannotStandHere.key && whole.id != syntax::TwoWordName.key &&
                                    whole.id != syntax::DashInName.key))
      continue;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      const diag::Diagnostic& one = findings[i];
      const bool name = one.id == UnknownName.key || one.id == NoParent.key;
      if (!name || one.span.file != whole.span.file || one.span == whole.span) continue;
      const bool inside = whole.span.begin <= one.span.begin && one.span.end <= whole.span.end;
      if (inside || (one.id == UnknownName.key && model.sources().text(one.span) == whole.edits.front().replacement))
        out.push_back(i);
    }
  }
}

}  // namespace

void offerOneName(const Model& model, diag::Sink& sink) {
  std::vector<std::size_t> told;  // findings that another one tells of
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
      // `basis door_interest is legitimate interest`
      const llvm::StringRef text = model.sources().text({finding.span.file, 0, finding.span.begin});
      if (Kinds terms = Kinds(Kind::Basis) | Kind::Data | Kind::Purpose | Kind::Recipient | Kind::Subject;
          text.rtrim().ends_with(" is") && model.candidates(terms | dated, written).empty())
        if (const std::string_view meant = probablyMeant(model, terms | dated, {}, written); !meant.empty()) {
          finding = twoWords(model, finding.span, meant);
          continue;
        }
      // `after last opened`
      if (const std::string_view last = lastWord(model.sources().text(finding.span));
          model.candidates(dated, written).empty() && !model.candidates(dated, last).empty()) {
        finding = twoWords(model, finding.span, last);
        continue;
      }
    }
    // `data x-ray is health`, where `xray` is what is used.
    if (finding.id == syntax::DashInName.key && finding.edits.size() == 1) {
      std::string joined(model.sources().text(finding.edits.front().span));
      std::erase(joined, '-');
      if (joined != finding.edits.front().replacement && usedAs(model, sink, joined)) {
        diag::Sink other;
        other.report(finding.span, syntax::DashInName, model.sources().text(finding.span))
            .help(syntax::Write, joined)
            .edit(finding.edits.front().span, joined);
        finding = other.diagnostics().front();
      }
      continue;
    }
    if (finding.id == syntax::EmptyClause.key && isGiven(model.sources(), finding.span)) {
      if (const auto meant = givenMeant(model, model.sources().text(finding.span)); !meant.empty())
        finding = given(model, finding.span, meant);
      continue;
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
    // `legitimate interest`, where the first word is told of already
    if (finding.id == syntax::EmptyClause.key) {
      for (diag::Diagnostic& first : sink.edit()) {
        const Span between{finding.span.file, first.span.end, finding.span.begin};
        if (first.id != UnknownName.key || first.edits.size() > 1 || first.span.file != finding.span.file ||
            between.begin >= between.end ||
            model.sources().text(between).find_first_not_of(" \t") != std::string_view::npos)
          continue;
        Row row;
        row.words = {model.sources().text(first.span), model.sources().text(finding.span)};
        row.span = {first.span.file, first.span.begin, finding.span.end};
        const std::string joined = std::string(row.words[0]) + "_" + std::string(row.words[1]);
        if (first.edits.empty()) {
          first = joined == "personal_data" ? twoWords(model, row.span, "data") : declaredAsOne(model, row, joined);
        } else {
          first.span.end = finding.span.end;
          first.edits.front().span.end = finding.span.end;
        }
        told.push_back(static_cast<std::size_t>(&finding - sink.edit().data()));
      }
      continue;
    }
    if (finding.id == syntax::CannotStandHere.key && finding.help.empty()) {
      if (const Article article = articleAround(model, finding.span); !article.meant.empty()) {
        diag::Sink other;
        other.report(article.span, syntax::CannotStandHere, model.sources().text(article.span))
            .help(syntax::Write, article.meant)
            .edit(article.span, article.meant);
        finding = other.diagnostics().front();
      }
      continue;
    }
    if (finding.id != syntax::MissingComma.key || finding.edits.empty()) continue;
    // `popplyl s6`
    if (const auto section = sectionAround(model, finding.edits.front().span)) {
      finding = twoWords(model, *section, dotted(model.sources().text(*section)));
      continue;
    }
    const Span gap = finding.edits.front().span;  // between the words
    Row row = rowAround(model.sources(), gap);
    cutToName(model, gap, row);
    if (row.words.size() < 2) continue;
    std::string joined;
    for (const std::string_view word : row.words) joined += (joined.empty() ? "" : "_") + std::string(word);
    if (const auto unknown = unknownIn(sink, row); unknown && row.words.size() == 2) {
      finding = joined == "personal_data" ? twoWords(model, row.span, "data") : declaredAsOne(model, row, joined);
      told.push_back(*unknown);
      continue;
    }
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
  followers(model, sink, told);
  std::ranges::sort(told);
  told.erase(std::unique(told.begin(), told.end()), told.end());
  for (auto at = told.rbegin(); at != told.rend(); ++at)
    sink.edit().erase(sink.edit().begin() + static_cast<std::ptrdiff_t>(*at));
}

}  // namespace vern::model
