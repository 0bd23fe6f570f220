#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "compiler/model/binder.h"
#include "compiler/model/describe.h"
#include "compiler/model/diags.h"
#include "compiler/model/suggest.h"
#include "compiler/support/lookalike.h"
#include "compiler/syntax/diags.h"
#include "llvm/ADT/StringExtras.h"

namespace vern::model {

DeclId Binder::resolve(Kinds kinds, std::string_view choices, const syntax::Name& name, bool state_words,
                       std::optional<Kind> preferred) {
  if (state_words && isStateWord(name.text)) return {};
  // A choice is written without the name of its list, and wins: `source subject` is the source. But for a preferred
  // kind: `withdrawn email` is the channel.
  const std::vector<DeclId> liked = preferred ? model_.candidates(*preferred, name.text) : std::vector<DeclId>();
  if (!choices.empty() && (liked.size() != 1 || model_[liked.front()].name != name.text)) {
    const std::string full = std::string(choices) + "." + std::string(name.text);
    for (const DeclId id : model_.candidates(Kind::Choice, full))
      if (model_[id].name == full) {
        used_.insert(id);
        return id;
      }
  }
  std::vector<DeclId> found = model_.candidates(kinds, name.text);
  if (!choices.empty())
    std::erase_if(found,
                  [&](DeclId id) { return model_[id].kind == Kind::Choice && !model_[id].name.starts_with(choices); });
  if (found.size() > 1 && preferred)
    std::erase_if(found, [&, any = std::any_of(found.begin(), found.end(), [&](DeclId id) {
                               return model_[id].kind == *preferred;
                             })](DeclId id) { return any && model_[id].kind != *preferred; });
  if (found.size() == 1) {
    used_.insert(found.front());
    return found.front();
  }
  if (found.size() > 1) ambiguous(name, found);
  else unknown(kinds, choices, name);
  return {};
}

void Binder::ambiguous(const syntax::Name& name, const std::vector<DeclId>& found) {
  bool several_kinds = false;
  for (const DeclId id : found) several_kinds = several_kinds || model_[id].kind != model_[found.front()].kind;
  std::vector<std::string> full;
  for (const DeclId id : found)
    full.push_back((several_kinds ? std::string(spelling(model_[id].kind)) + "." : std::string()) +
                   std::string(model_[id].name));
  const std::vector<std::string_view> candidates(full.begin(), full.end());
  auto report = sink_.report(name.span, AmbiguousName, name.text, diag::quoted(candidates, Words::Link::Or));
  for (const DeclId id : found)
    if (!model_[id].standard) report.label(model_[id].name_span, DeclaredHere);
  report.help(WriteMore);
}

void Binder::unknown(Kinds kinds, std::string_view choices, const syntax::Name& name) {
  // Perhaps it is declared in a part that could not be read; that has been reported, as are mixed alphabets.
  if (lacks_files_ || (!isAscii(name.text) && otherAlphabet(name.text))) return;
  for (const Kind kind : nameless_)
    if (kinds.has(kind)) return;
  for (const Span& lost : lost_)
    if (model_.sources().text(lost).find(name.text) != std::string_view::npos) return;
  if (!uses_library_) {
    if (!told_of_library_) sink_.report(name.span, NoLibrary, name.text).help(UseLibrary);
    told_of_library_ = true;
    return;
  }
  const bool choice = kinds == Kinds(Kind::Choice);
  DeclId other = choice ? DeclId() : ofAnotherKind(model_, name.text);
  // After `for` and `with`, `email` is more often meant for the data than for the channel.
  if (other && !place_.join.empty())
    if (const DeclId datum = model_.find(Kind::Data, name.text)) other = datum;
  // The same name again is the same mistake, unless it means something, or is a choice from another list.
  const std::string apart = choice ? std::string(choices) : other ? std::to_string(kinds.bits) : std::string();
  const auto [earlier, is_new] = unknown_.try_emplace(apart + " " + std::string(name.text));
  earlier->second.uses.push_back(name.span);
  if (!is_new) return;
  earlier->second.finding = sink_.diagnostics().size();

  const std::vector<std::string_view> known = choicesOf(model_, choices);
  std::string_view near = probablyMeant(model_, kinds, choices, name.text);
  const bool shared = place_.rule != nullptr && place_.rule->word == Word::share && place_.join.empty() &&
                      place_.rule->block != Kind::Promise && place_.rule->block != Kind::Claim;
  // `share patient`, of whom the data are: no slip of `payment`.
  if (shared && other && model_[other].kind == Kind::Subject) near = {};
  if (const std::string_view role = roleOf(model_, kinds, name.text);
      !role.empty() && !near.starts_with(std::string(role) + "."))
    near = role;
  for (const DeclId id :
       near.empty() ? std::vector<DeclId>{} : model_.candidates(choice ? Kinds(Kind::Choice) : kinds, near))
    if (!model_[id].standard) earlier->second.near = id;
  if (other && near.empty() && list_ != nullptr && *list_) {
    // `share` and its recipients after `device`: one word is wrong, not each name.
    diag::Builder(sink_.edit()[**list_]).label(name.span, AlsoHere);
    unknown_.erase(earlier);
    return;
  }
  if (other && near.empty()) {
    if (list_ != nullptr) *list_ = sink_.diagnostics().size();
    auto report = sink_.report(name.span, WrongKind, name.text, withArticle(model_[other].kind), withArticle(kinds));
    if (!model_[other].standard) report.label(model_[other].name_span, DeclaredHere);
    if (helpOfJoin(report, name)) return;
    if (shared && model_[other].kind == Kind::Subject) {
      report.help(PersonNoRecipient, name.text);
      return;
    }
    if (shared && (isOwnStaff(name.text) || model_[other].kind == Kind::Contact)) {
      report.help(OwnStaff);
      return;
    }
    if (kinds == Kinds(Kind::Event) && model_[other].kind == Kind::Circumstance && place_.rule != nullptr &&
        place_.rule->takes == Takes::Window) {
      report.help(WhenItHolds, name.text);
      return;
    }
    if (kinds == Kinds(Kind::Event) && model_[other].kind == Kind::State && place_.rule != nullptr &&
        place_.rule->takes == Takes::Window) {
      report.help(syntax::Write, "while " + std::string(name.text));
      return;
    }
    if (kinds == Kinds(Kind::State) && model_[other].kind == Kind::Event) {
      report.help(UntilEvent, name.text);
      return;
    }
    if (const auto words = clausesThatTake(model_[other].kind); !words.empty())
      report.help(StandsAfter, name.text, diag::quoted(words, Words::Link::Or));
    helpWithNames(report, kinds, choices, name.text);
    return;
  }
  auto report = sink_.report(name.span, UnknownName, choice ? describeChoices(choices) : describe(kinds), name.text);
  if (shared && isOwnStaff(name.text)) report.help(OwnStaff);
  else if (isAnybody(name.text) && (place_.join == "with" || place_.join == "to"))
    report.help(syntax::LeaveOutWord, std::string(place_.join) + " " + std::string(name.text));
  else if (kinds.has(Kind::Party) && isUs(name.text)) report.help(DidYouMean, "us").edit(name.span, "us");
  else if (isNobody(name.text)) report.help(DidYouMean, "none").edit(name.span, "none");
  else if (!near.empty()) report.help(DidYouMean, near).edit(name.span, std::string(near));
  else if (place_.join == "on" && place_.rule != nullptr && place_.rule->word == Word::share &&
           place_.rule->block != Kind::Promise && place_.rule->block != Kind::Claim)
    report.help(OnIsGround, name.text);
  else if (choice && known.size() <= 12) report.help(OneOf, diag::quoted(known, Words::Link::Or));
  else helpWithNames(report, kinds, choices, name.text);
}

bool Binder::helpOfJoin(diag::Builder& report, const syntax::Name& name) const {
  if (place_.rule == nullptr) return false;
  const bool datum = !model_.candidates(Kind::Data, name.text).empty();
  const bool subject = !model_.candidates(Kind::Subject, name.text).empty();
  const Word word = place_.rule->word;
  if (place_.join == "with" && word == Word::combine && datum) {
    report.help(CombineNames, name.text);
    return true;
  }
  // `data email when asked, photo`
  if (place_.join == "when" && word == Word::data && datum) {
    report.help(DataWithoutWhen, name.text);
    return true;
  }
  const bool ground = !model_.candidates(Kind::Basis, name.text).empty();
  // `contract with subject, legal_obligation under …`, `consent for newsletter, contract for delivery`
  if (ground && word == Word::basis && (place_.join == "with" || place_.join == "for") && place_.clause != nullptr) {
    report.help(GroundApart, "basis " + restOfClause(*place_.clause, name.span.begin));
    return true;
  }
  // `share bank when consent`
  if (ground && word == Word::share && place_.join == "when" && place_.clause != nullptr) {
    const std::string meant = "on " + std::string(name.text);
    report.help(syntax::Write, meant);
    for (const syntax::Join& join : place_.clause->joins)
      if (join.value.entries.size() == 1 && join.value.entries.front().name.span == name.span)
        report.edit(join.span, meant);
    return true;
  }
  // `share bank when asked, club`: the comma goes on with what must hold.
  if (word == Word::share && place_.join == "when" && place_.clause != nullptr &&
      !model_.candidates(Kind::Recipient, name.text).empty()) {
    const Span before{name.span.file, place_.clause->word.span.begin, name.span.begin};
    report.help(syntax::Write, llvm::StringRef(model_.sources().text(before)).rtrim(" \t\r\n,").str() + "  share " +
                                   std::string(name.text));
    return true;
  }
  if (place_.join != "for" || (word != Word::retain && word != Word::share && word != Word::basis)) return false;
  if (datum && word == Word::share) report.help(DataOfShare, name.text);
  else if (datum) report.help(BracesOfDatum, name.text, spelling(word));
  else if (subject) report.help(OtherPeople);
  return datum || subject;
}

std::string Binder::restOfClause(const syntax::Clause& clause, std::uint32_t begin) const {
  const std::uint32_t end = !clause.texts.empty() ? clause.texts.front().language.span.begin
                            : clause.block        ? clause.block->span.begin
                                                  : clause.span.end;
  std::string out;  // on one line, however it is laid out
  for (const char c : llvm::StringRef(model_.sources().text({clause.span.file, begin, end})).rtrim())
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') out += c;
    else if (!out.ends_with(' ')) out += ' ';
  return out;
}

void Binder::helpWithNames(diag::Builder& report, Kinds kinds, std::string_view choices,
                           std::string_view written) const {
  const std::vector<std::string_view> names = namesInScope(model_, kinds, choices, written);
  if (!names.empty())
    report.help(isVocabulary(kinds) ? NamesToSearch : NamesHere, diag::quoted(names, Words::Link::And));
  if (ofAnotherKind(model_, written)) return;
  // Consent covers data and purposes more often than channels.
  const bool covered = place_.rule != nullptr && place_.rule->word == Word::covers && place_.rule->block == Kind::Basis;
  for (const Kinds one : covered ? std::vector<Kinds>{Kind::Data, Kind::Purpose} : std::vector<Kinds>{kinds})
    if (const std::string declaration = declaring(model_, one, choices, written, languages_); !declaration.empty())
      report.help(DeclareIt, declaration);
}

std::vector<std::string_view> Binder::clausesThatTake(Kind kind) const {
  std::vector<std::string_view> out;
  if (!place_.rule) return out;
  for (const ClauseRule& rule : clauseRules(place_.rule->block))
    if ((rule.word != place_.rule->word || !place_.join.empty()) && rule.kinds.has(kind) && out.size() < 3)
      out.push_back(spelling(rule.word));
  return out;
}

namespace {

/// How many words of `name`, of more than one letter, are in the texts of `id`, or in names of the library.
std::size_t knownWords(const Model& model, DeclId id, std::string_view name) {
  const auto holds = [](std::string_view text, std::string_view word) {
    const auto letter = [&](std::size_t at) { return at < text.size() && llvm::isAlnum(text[at]); };
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
      if ((at == 0 || !letter(at - 1)) && !letter(at + word.size())) return true;
    return false;
  };
  const auto known = [&](llvm::StringRef word) {
    for (const auto& [language, text] : model[id].texts)
      if (holds(llvm::StringRef(text).lower(), word)) return true;
    return std::any_of(model.decls.begin(), model.decls.end(),
                       [&](const Decl& decl) { return decl.standard && holds(decl.name, word); });
  };
  std::size_t out = 0;
  for (const llvm::StringRef part : llvm::split(name, '.'))
    for (const llvm::StringRef word : llvm::split(part, '_')) out += word.size() > 1 && known(word) ? 1 : 0;
  return out;
}

/// Calls `found` with every three letters of `text` in a row, its beginning and its end counted as a sign.
template <class Found>
void eachThree(llvm::StringRef text, Found found) {
  const std::string marked = " " + text.lower() + " ";
  for (std::size_t at = 0; at + 3 <= marked.size(); ++at) found(marked.substr(at, 3));
}

/// Every three letters of the library's names and texts.
std::set<std::string> threesOfLibrary(const Model& model) {
  std::set<std::string> out;
  const auto learn = [&](std::string three) { out.insert(std::move(three)); };
  for (const Decl& decl : model.decls) {
    if (!decl.standard) continue;
    for (const llvm::StringRef word : llvm::split(llvm::StringRef(decl.name), '_')) eachThree(word, learn);
    for (const auto& [language, text] : decl.texts)
      for (const llvm::StringRef word : llvm::split(llvm::StringRef(text), ' ')) eachThree(word, learn);
  }
  return out;
}

/// Of two spellings with one use each, the one of known words is no slip; of two as good, the one whose letters stand
/// together in the library as well: slips make others.
bool spelledBetter(const Model& model, DeclId id, std::string_view one, std::string_view other) {
  const std::size_t known = knownWords(model, id, one);
  const std::size_t known_of_other = knownWords(model, id, other);
  if (known != known_of_other) return known > known_of_other;
  const std::set<std::string> usual = threesOfLibrary(model);
  const auto odd = [&](std::string_view name) {
    std::size_t out = 0;
    for (const llvm::StringRef word : llvm::split(llvm::StringRef(name), '_'))
      eachThree(word, [&](const std::string& three) { out += usual.contains(three) ? 0 : 1; });
    return out;
  };
  return odd(one) < odd(other);
}

}  // namespace

void Binder::closeUnknown() {
  for (const auto& [name, unknown] : unknown_) {
    diag::Diagnostic& finding = sink_.edit()[unknown.finding];
    const auto label = [&](Span span, const LabelKind<>& kind) {
      if (finding.labels.size() < 4) diag::Builder(finding).label(span, kind);
    };
    const bool unused = unknown.near && !used_.contains(unknown.near);
    const std::string_view used = model_.sources().text(unknown.uses.front());
    if (unused && (unknown.uses.size() > 1 || spelledBetter(model_, unknown.near, used, model_[unknown.near].name))) {
      diag::Sink other;
      other.report(model_[unknown.near].name_span, MisspeltDeclaration, model_[unknown.near].name, used)
          .help(DidYouMean, used)
          .edit(model_[unknown.near].name_span, std::string(used));
      finding = other.diagnostics().front();
      for (const Span& use : unknown.uses) label(use, UsedHere);
      continue;
    }
    for (const Span& use : unknown.uses)
      if (use != finding.span) label(use, AlsoHere);
    if (unused) label(model_[unknown.near].name_span, UsedNowhere);
  }
}

}  // namespace vern::model
