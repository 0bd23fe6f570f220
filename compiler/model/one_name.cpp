#include "compiler/model/one_name.h"

#include <algorithm>

#include "compiler/model/diags.h"
#include "compiler/model/row_of_words.h"
#include "compiler/model/schema.h"
#include "compiler/model/suggest.h"
#include "compiler/syntax/diags.h"
#include "llvm/ADT/StringRef.h"

namespace vern::model {

namespace {

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
  // `basis 6.1.c`: the number alone says which.
  const bool bare = (word == "basis" || word == "condition") && number.begin + 1 < text.size() &&
                    (text[number.begin] == '6' || text[number.begin] == '9') && text[number.begin + 1] != ' ';
  if (!bare && word != "art" && word != "art." && word != "article" && word != "artikkel" && word != "Article")
    return out;
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
  out.span = {number.file, bare ? number.begin : static_cast<std::uint32_t>(word.data() - text.data()),
              static_cast<std::uint32_t>(end)};
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

/// Adds the findings of names within `span`, other than `whole`, to those that another one tells of.
void tellOnce(const diag::Sink& sink, const diag::Diagnostic& whole, Span span, std::vector<std::size_t>& told) {
  const auto& findings = sink.diagnostics();
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const diag::Diagnostic& one = findings[i];
    if (&one != &whole && (one.id == UnknownName.key || one.id == WrongKind.key) && one.span.file == span.file &&
        span.begin <= one.span.begin && one.span.end <= span.end)
      told.push_back(i);
  }
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
      const bool name = one.id == UnknownName.key || one.id == NoParent.key || one.id == WrongKind.key;
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
      // `until contract ends`
      if (text.rtrim().ends_with(" after") || text.rtrim().ends_with(" until") || text.rtrim().ends_with(" while"))
        if (const std::string_view meant = model.candidates(dated, written).empty()
                                               ? probablyMeant(model, dated, {}, written)
                                               : std::string_view();
            !meant.empty()) {
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
    const Names after_join = namesAfter(row.join);
    if (!row.join.empty() && neitherIsName(model, after_join, row)) {
      finding = oneNameOf(model, after_join, row, joined);
      tellOnce(sink, finding, row.span, told);
      continue;
    }
    if (!row.join.empty()) continue;
    if (const auto unknown = unknownIn(sink, row); unknown && row.words.size() == 2) {
      finding = joined == "personal_data" ? twoWords(model, row.span, "data") : declaredAsOne(model, row, joined);
      told.push_back(*unknown);
      continue;
    }
    const ClauseRule* rule = anyRule(row.before);
    std::string meant;
    if (ofAnotherKind(model, joined)) meant = joined;
    // `share kitchen staff`: who works for you is no recipient, in how many words ever.
    if (row.before == "share" && meant.empty() && std::ranges::any_of(row.words, isOwnStaff)) {
      diag::Sink other;
      other.report(row.span, syntax::TwoWordName, model.sources().text(row.span)).help(OwnStaff);
      finding = other.diagnostics().front();
      tellOnce(sink, finding, row.span, told);
      continue;
    }
    // In a list, where none of the words means anything by itself: `basis legitimate interests`.
    const bool none = rule != nullptr && !meant.empty() && std::ranges::none_of(row.words, [&](std::string_view word) {
                        return !model.candidates(rule->kinds, word).empty();
                      });
    const bool whole = rule != nullptr && isName(model, {rule->kinds, rule->choices}, joined);
    const bool one = none || whole || row.before == "is" || takesOneName(row.before);
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
    // `two_factor authentication`, of which the first is the name and the second stands in its label
    if (rule != nullptr && row.words.size() == 2 && model.candidates(rule->kinds, row.words[1]).empty())
      if (const DeclId first = model.find(rule->kinds, row.words[0]);
          first && std::ranges::any_of(model[first].texts, [&](const auto& label) {
            return llvm::StringRef(label.second).contains_insensitive(row.words[1]);
          })) {
        finding = twoWords(model, row.span, row.words[0]);
        tellOnce(sink, finding, row.span, told);
        continue;
      }
    const Names of = rule != nullptr ? Names{rule->kinds, rule->choices} : Names();
    if (meant.empty() && rule != nullptr && neitherIsName(model, of, row)) {
      finding = oneNameOf(model, of, row, joined);
      tellOnce(sink, finding, row.span, told);
      continue;
    }
    // `measures two_factor authentication`, of which one word is a name and the other none, nor like one
    if (meant.empty() && rule != nullptr && row.words.size() == 2 && finding.help.size() == 1 &&
        model.candidates(rule->kinds, row.words[1]).empty() &&
        probablyMeant(model, rule->kinds, rule->choices, row.words[1]).empty())
      diag::Builder(finding).help(OneName, joined);
    if (meant.empty()) continue;
    if (!one) {
      if (finding.help.size() == 1) diag::Builder(finding).help(OneName, meant);
      continue;
    }
    finding = twoWords(model, row.span, meant);
    alsoChosen(model, row, meant, finding);
  }
  followers(model, sink, told);
  std::ranges::sort(told);
  told.erase(std::unique(told.begin(), told.end()), told.end());
  for (auto at = told.rbegin(); at != told.rend(); ++at)
    sink.edit().erase(sink.edit().begin() + static_cast<std::ptrdiff_t>(*at));
}

}  // namespace vern::model
