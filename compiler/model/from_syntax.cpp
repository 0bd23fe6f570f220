#include "compiler/model/from_syntax.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "compiler/model/describe.h"
#include "compiler/model/diags.h"
#include "compiler/model/successors.h"
#include "compiler/model/suggest.h"
#include "compiler/support/distance.h"
#include "compiler/support/lookalike.h"
#include "compiler/syntax/diags.h"

namespace vern::model {

namespace {

bool fits(Takes takes, ValueKind kind) {
  switch (takes) {
    case Takes::Nothing: return kind == ValueKind::None;
    case Takes::Name:
    case Takes::Names:
    case Takes::RuleIds: return kind == ValueKind::Names;
    case Takes::Text:
    case Takes::TextsInQuotes: return kind == ValueKind::Strings;
    case Takes::Date: return kind == ValueKind::Date;
    case Takes::Number: return kind == ValueKind::Number;
    case Takes::Duration: return kind == ValueKind::Duration;
    case Takes::NameOrText: return kind == ValueKind::Names || kind == ValueKind::Strings;
    case Takes::NameOrDuration:
      return kind == ValueKind::Names || kind == ValueKind::Duration || kind == ValueKind::Number;
    case Takes::NameOrDate: return kind == ValueKind::Names || kind == ValueKind::Date;
    case Takes::NameOrNumber: return kind == ValueKind::Names || kind == ValueKind::Number;
    case Takes::Window:
    case Takes::Verb: return true;
  }
  return false;
}

WindowWord windowWord(std::string_view name) {
  if (name == "forever") return WindowWord::Forever;
  if (name == "as_needed") return WindowWord::AsNeeded;
  if (name == "vague" || name == "unknown") return WindowWord::Vague;
  if (name == "none") return WindowWord::NotKept;
  if (name == "on_request") return WindowWord::OnRequest;
  if (name == "session") return WindowWord::Session;
  return WindowWord::None;
}

/// A name that was not found.
struct Unknown {
  std::size_t finding = 0;  // in the sink
  std::vector<Span> uses;
  DeclId near;  // the writer's own declaration with the nearest name
};

class Binder {
 public:
  Binder(Model& model, diag::Sink& sink, bool fragment = false) : model_(model), sink_(sink), fragment_(fragment) {}

  /// What is known to be missing, so that names are not blamed for it.
  void setGaps(llvm::ArrayRef<const syntax::File*> files) {
    uses_library_ = model_.standardSize() > 0;
    for (const syntax::File* file : files) {
      lost_.insert(lost_.end(), file->lost.begin(), file->lost.end());
      lacks_files_ = lacks_files_ || file->lacks_files;
      for (const std::string_view word : file->nameless)
        if (const std::optional<Kind> kind = kindFrom(word)) nameless_.push_back(*kind);
      uses_library_ = uses_library_ || model_.sources().standard(file->file);
    }
  }

  /// First pass: every name, so that order does not matter.
  void declare(const syntax::Decl& decl) {
    if (decl.kind == syntax::DeclKind::Use) return;
    Decl out;
    if (decl.kind == syntax::DeclKind::Rule) out.kind = Kind::Rule;
    else if (decl.kind == syntax::DeclKind::Define) out.kind = Kind::Define;
    else out.kind = kindFrom(decl.word.text).value_or(Kind::Definition);
    out.span = decl.span;
    out.name_span = decl.name ? decl.name->span : decl.string ? decl.string->span : decl.word.span;
    out.standard = !fragment_ && model_.sources().standard(decl.span.file);
    if (decl.name) out.name = decl.name->text;
    else if (decl.string && out.kind == Kind::Test) out.name = model_.sources().text(decl.string->span);
    else if (decl.string) sink_.report(decl.string->span, QuotedName, withArticle(out.kind)).help(NameAndTitle);

    DeclId id;
    if (const DeclId earlier = alreadyThere(out)) {
      if (isNameless(out.kind) || out.kind == Kind::Policy || out.kind == Kind::Dpo)
        sink_.report(out.name_span, SecondOfItsKind, spelling(out.kind))
            .label(model_[earlier].name_span, FirstDeclared);
      else
        sink_.report(out.name_span, DuplicateName, describe(Kinds(out.kind)), out.name)
            .label(model_[earlier].name_span, FirstDeclared);
    } else {
      id = model_.add(std::move(out));
      for (const syntax::Clause& clause : decl.block ? decl.block->clauses : std::vector<syntax::Clause>{})
        if (clause.known == Word::alias)
          for (const syntax::Entry& entry : clause.value.entries) model_.addAlias(id, entry.name.text);
    }
    declared_.emplace_back(id, &decl);
  }

  void finish() {
    findLanguages();
    for (const auto& [id, decl] : declared_)
      if (id) bindParent(id, *decl);
    breakCycles();
    for (const auto& [id, decl] : declared_)
      if (id) bindDecl(id, *decl);
    closeUnknown();
    reportLookalikes();
    model_.close();
  }

 private:
  DeclId alreadyThere(const Decl& decl) const {
    if (isNameless(decl.kind) || decl.kind == Kind::Policy || decl.kind == Kind::Dpo) return model_.only(decl.kind);
    if (decl.name.empty() || decl.kind == Kind::Test) return {};
    // The user may refine a term of the library under its own name: `channel website is website`.
    for (const DeclId id : model_.candidates(decl.kind, decl.name))
      if (model_[id].name == decl.name && model_[id].standard == decl.standard) return id;
    return {};
  }

  void findLanguages() {
    for (const auto& [id, decl] : declared_) {
      if (!id || model_[id].kind != Kind::Policy || !decl->block) continue;
      for (const syntax::Clause& clause : decl->block->clauses)
        if (clause.known == Word::languages) {
          languages_span_ = clause.value.span;
          for (const syntax::Entry& entry : clause.value.entries) languages_.push_back(entry.name.text);
        }
    }
  }

  void bindParent(DeclId id, const syntax::Decl& decl) {
    const Kind kind = model_[id].kind;
    const Kinds allowed = parentKinds(kind);
    if (!decl.parents.entries.empty()) {
      const syntax::Entry& written = decl.parents.entries.front();
      DeclId parent;
      if (allowed.empty()) sink_.report(written.name.span, NoKindOf, withArticle(kind));
      else if (written.name.text == model_[id].name) parent = librarysOwn(kind, id);
      else if (!isStateWord(written.name.text))
        parent = resolve(allowed, kind == Kind::Tracker ? "tracker_kind" : "", written.name, false);
      Decl& out = model_.decls.edit(id);
      out.parent_span = written.name.span;
      // A tracker's parent is a choice: kept as parent, though it is no term of the same tree.
      out.parent = parent;
      return;
    }
    const std::string_view name = model_[id].name;
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || allowed.empty() || kind == Kind::Tracker) {
      // Every datum is, in the end, `data`.
      if (kind == Kind::Data && model_[id].standard && name != "data") {
        model_.decls.edit(id).parent = model_.find(Kind::Data, "data");
        return;
      }
      // The user's own term must belong somewhere, or no rule can know anything of it.
      const bool term = kind == Kind::Data || kind == Kind::Subject || kind == Kind::Purpose ||
                        kind == Kind::Recipient || kind == Kind::Basis || kind == Kind::Event;
      if (!term || model_[id].standard || decl.cut) return;
      auto report = sink_.report(model_[id].name_span, NoParent, name);
      report.help(SayParent, name);
      if (const auto parents = namesInScope(model_, kind, {}, name); !parents.empty())
        report.help(NamesToSearch, diag::quoted(parents, Words::Link::And));
      return;
    }
    for (const DeclId candidate : model_.candidates(kind, name.substr(0, dot)))
      if (model_[candidate].name == name.substr(0, dot)) model_.decls.edit(id).parent = candidate;
    if (!model_[id].parent && !model_[id].standard && kind != Kind::Choice)
      sink_.report(model_[id].name_span, NoParent, name).help(SayParent, name);
  }

  /// The library's term of the same name as `id`, which a user's declaration refines.
  DeclId librarysOwn(Kind kind, DeclId id) {
    for (const DeclId other : model_.all(kind))
      if (other != id && model_[other].standard && model_[other].name == model_[id].name) return other;
    // `recipient datatilsynet is datatilsynet`: the library has it with wider ones before it.
    DeclId found;
    for (const DeclId other : model_.all(kind))
      if (model_[other].standard && model_[other].name.ends_with("." + std::string(model_[id].name))) {
        if (found) return id;
        found = other;
      }
    return found ? found : id;  // a cycle, reported as such
  }

  void breakCycles() {
    for (const auto& [id, decl] : declared_) {
      if (!id) continue;
      std::size_t steps = 0;
      DeclId at = model_[id].parent;
      while (at && at != id && steps++ < model_.decls.size()) at = model_[at].parent;
      if (at != id) continue;
      std::string chain(model_[id].name);
      for (DeclId step = model_[id].parent; step && step != id; step = model_[step].parent)
        chain += " → " + std::string(model_[step].name);
      auto report = sink_.report(model_[id].parent_span, ParentCycle, model_[id].name,
                                 chain + " → " + std::string(model_[id].name));
      for (DeclId step = model_[id].parent; step && step != id; step = model_[step].parent)
        report.label(model_[step].parent_span, AndThis);
      model_.decls.edit(id).parent = {};
    }
  }

  void bindDecl(DeclId id, const syntax::Decl& decl) {
    const Kind kind = model_[id].kind;
    Decl out = model_[id];
    within_ = std::string(spelling(kind)) + (out.name.empty() ? "" : " " + std::string(out.name));
    out.texts = texts(decl.texts, !decl.cut && !fragment_ && !out.standard && kind != Kind::Dpo);
    for (const syntax::Join& join : decl.joins) out.joins.push_back(bind(join, kind));
    if (decl.block) out.clauses = bind(decl.block->clauses, kind);
    for (const Clause& clause : out.clauses) {
      if (clause.word == Word::short_) out.short_texts = clause.texts;
      if (clause.word == Word::flags)
        for (const Entry& entry : clause.value.entries) out.flags.push_back(entry.written);
    }
    std::sort(out.flags.begin(), out.flags.end());
    model_.decls.edit(id) = std::move(out);
  }

  // ---- names ------------------------------------------------------------------------------------------------------

  /// `preferred`: where a name means an actor of several kinds, the kind that the place speaks of.
  DeclId resolve(Kinds kinds, std::string_view choices, const syntax::Name& name, bool state_words = true,
                 std::optional<Kind> preferred = {}) {
    if (state_words && isStateWord(name.text)) return {};
    // A choice is written without the name of its list, and wins: `source subject` is the source.
    if (!choices.empty()) {
      const std::string full = std::string(choices) + "." + std::string(name.text);
      for (const DeclId id : model_.candidates(Kind::Choice, full))
        if (model_[id].name == full) {
          used_.insert(id);
          return id;
        }
    }
    std::vector<DeclId> found = model_.candidates(kinds, name.text);
    if (!choices.empty())
      std::erase_if(
          found, [&](DeclId id) { return model_[id].kind == Kind::Choice && !model_[id].name.starts_with(choices); });
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

  void ambiguous(const syntax::Name& name, const std::vector<DeclId>& found) {
    bool several_kinds = false;
    for (const DeclId id : found) several_kinds = several_kinds || model_[id].kind != model_[found.front()].kind;
    std::vector<std::string> full;
    for (const DeclId id : found)
      full.push_back((several_kinds ? std::string(spelling(model_[id].kind)) + "." : std::string()) +
                     std::string(model_[id].name));
    const std::vector<std::string_view> candidates(full.begin(), full.end());
    sink_.report(name.span, AmbiguousName, name.text, diag::quoted(candidates, Words::Link::Or)).help(WriteMore);
  }

  void unknown(Kinds kinds, std::string_view choices, const syntax::Name& name) {
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
    const DeclId other = choice ? DeclId() : ofAnotherKind(model_, name.text);
    // The same name again is the same mistake, unless it means something, or is a choice from another list.
    const std::string apart = choice ? std::string(choices) : other ? std::to_string(kinds.bits) : std::string();
    const auto [earlier, is_new] = unknown_.try_emplace(apart + " " + std::string(name.text));
    earlier->second.uses.push_back(name.span);
    if (!is_new) return;
    earlier->second.finding = sink_.diagnostics().size();

    const std::vector<std::string_view> known = choicesOf(model_, choices);
    const std::string_view near = probablyMeant(model_, kinds, choices, name.text);
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
    if (!near.empty()) report.help(DidYouMean, near).edit(name.span, std::string(near));
    else if (choice && known.size() <= 12) report.help(OneOf, diag::quoted(known, Words::Link::Or));
    else helpWithNames(report, kinds, choices, name.text);
  }

  /// Some names that could stand in place of `written`, where to find more, and how to declare it.
  void helpWithNames(diag::Builder& report, Kinds kinds, std::string_view choices, std::string_view written) const {
    const std::vector<std::string_view> names = namesInScope(model_, kinds, choices, written);
    if (!names.empty())
      report.help(isVocabulary(kinds) ? NamesToSearch : NamesHere, diag::quoted(names, Words::Link::And));
    if (const std::string declaration = declaring(model_, kinds, written, languages_);
        !declaration.empty() && ofAnotherKind(model_, written) == DeclId())
      report.help(DeclareIt, declaration);
  }

  /// The clauses of the block at hand, other than the one at hand, after which a name of `kind` stands.
  std::vector<std::string_view> clausesThatTake(Kind kind) const {
    std::vector<std::string_view> out;
    if (!place_.rule) return out;
    for (const ClauseRule& rule : clauseRules(place_.rule->block))
      if ((rule.word != place_.rule->word || place_.joined) && rule.kinds.has(kind) && out.size() < 3)
        out.push_back(spelling(rule.word));
    return out;
  }

  /// Names of the writer's that look like other names, of which one at least goes beyond plain letters.
  void reportLookalikes() {
    for (const auto& [id, decl] : declared_) {
      if (!id || model_[id].standard || isAscii(model_[id].name) || otherAlphabet(model_[id].name)) continue;
      const std::string_view other = looksLike(model_, model_[id].kind, model_[id].name);
      if (other.empty()) continue;
      auto report = sink_.report(model_[id].name_span, LooksAlike, model_[id].name, other);
      if (const DeclId there = model_.find(model_[id].kind, other); there && !model_[there].standard)
        report.label(model_[there].name_span, DeclaredHere);
    }
  }

  /// Adds to the finding of each unknown name where else it stands, and where its nearest name is declared. Where that
  /// one is used nowhere, the slip may be in the declaration; it is, if the name was used more than once.
  void closeUnknown() {
    for (const auto& [name, unknown] : unknown_) {
      diag::Diagnostic& finding = sink_.edit()[unknown.finding];
      const auto label = [&](Span span, const LabelKind<>& kind) {
        if (finding.labels.size() < 4) diag::Builder(finding).label(span, kind);
      };
      const bool unused = unknown.near && !used_.contains(unknown.near);
      if (unused && unknown.uses.size() > 1) {
        const std::string_view used = model_.sources().text(unknown.uses.front());
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

  Texts texts(const std::vector<syntax::Text>& written, bool complete) {
    Texts out;
    bool misread = false;
    std::optional<std::size_t> twice;  // a clause that lost its word leaves all its texts here: told once
    for (const syntax::Text& text : written) {
      const std::string_view tag = text.language.text;
      if (out.find(tag) != nullptr) {
        if (twice) {
          diag::Builder builder(sink_.edit()[*twice]);
          builder.label(text.language.span, AlsoHere);
          if (sink_.edit()[*twice].help.empty()) builder.help(WordOfTexts);
          continue;
        }
        twice = sink_.diagnostics().size();
        sink_.report(text.language.span, SameLanguageTwice, tag);
        continue;
      }
      if (!knownLanguage(tag)) {
        misread = true;
        auto report = sink_.report(text.language.span, UnknownLanguage, tag);
        if (const std::string_view near = nearest(tag, ClauseWords); !near.empty() && tag.size() > 3) {
          report.help(DidYouMean, near).edit(text.language.span, std::string(near));
        } else {
          static constexpr std::array Always = {std::string_view("en"), std::string_view("nb"), std::string_view("nn")};
          report.help(KnownLanguages, diag::quoted(languages_.empty() ? std::span<const std::string_view>(Always)
                                                                      : std::span<const std::string_view>(languages_),
                                                   Words::Link::And));
        }
        continue;
      }
      out.add(std::string(tag), text.value);
    }
    if (complete && !out.empty() && !misread) {
      std::vector<std::string_view> missing;
      for (const std::string_view language : languages_)
        if (out.find(language) == nullptr) missing.push_back(language);
      if (!missing.empty())
        sink_.report(written.front().span, MissingTranslation, diag::quoted(missing, Words::Link::And))
            .label(languages_span_, PublishedIn);
    }
    return out;
  }

  bool knownLanguage(std::string_view tag) const {
    if (tag == "en" || tag == "nb" || tag == "nn") return true;
    return std::find(languages_.begin(), languages_.end(), tag) != languages_.end();
  }

  // ---- clauses ----------------------------------------------------------------------------------------------------

  std::vector<Clause> bind(const std::vector<syntax::Clause>& clauses, Kind block) {
    std::vector<Clause> out;
    if (ofAnotherBlock(clauses, block)) return out;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      const syntax::Clause& clause = clauses[i];
      const ClauseRule* rule = clause.known ? clauseRule(block, *clause.known) : nullptr;
      if (rule == nullptr) {
        if (i == 0 || !belongsToListOf(clauses[i - 1], clause, block)) wrongBlock(clause, block);
        continue;
      }
      if (!rule->repeats)
        for (const Clause& earlier : out)
          if (earlier.word == *clause.known) {
            sink_.report(clause.word.span, WrittenTwice, clause.word.text).label(earlier.word_span, FirstSaid);
            break;
          }
      out.push_back(bind(clause, *rule, block));
    }
    return out;
  }

  /// `data name email`: what was read as a clause is the next name of a list, without its comma. If so, it is reported.
  bool belongsToListOf(const syntax::Clause& list, const syntax::Clause& clause, Kind block) {
    const ClauseRule* rule = list.known ? clauseRule(block, *list.known) : nullptr;
    if (rule == nullptr || list.value.kind != ValueKind::Names || list.span.end > clause.word.span.begin ||
        model_.candidates(rule->kinds, clause.word.text).empty())
      return false;
    const std::string_view between = model_.sources().text({clause.span.file, list.span.end, clause.word.span.begin});
    if (between.find_first_not_of(" \t") != std::string_view::npos || list.value.span.end != list.span.end)
      return false;
    sink_.report(clause.word.span, syntax::MissingComma, clause.word.text)
        .edit({clause.span.file, clause.word.span.begin, clause.word.span.begin}, ", ");
    return true;
  }

  /// Several clauses, and none of them may stand here: the whole block belongs elsewhere. If so, it is reported.
  bool ofAnotherBlock(const std::vector<syntax::Clause>& clauses, Kind block) {
    if (clauses.size() < 2) return false;
    const auto fits = [&](Kind kind) {
      return
          [kind](const syntax::Clause& clause) { return clause.known && clauseRule(kind, *clause.known) != nullptr; };
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

  void wrongBlock(const syntax::Clause& clause, Kind block) {
    auto report = sink_.report(clause.word.span, WrongBlock, clause.word.text, within_);
    std::vector<std::string_view> words;
    for (const ClauseRule& rule : clauseRules(block)) words.push_back(spelling(rule.word));
    if (const std::string_view near = nearest(clause.word.text, words); !near.empty()) {
      report.help(DidYouMean, near).edit(clause.word.span, std::string(near));
      return;
    }
    std::vector<std::string_view> blocks;
    for (std::size_t k = 0; k < KindCount && clause.known; ++k)
      if (clauseRule(static_cast<Kind>(k), *clause.known) != nullptr) blocks.push_back(spelling(static_cast<Kind>(k)));
    if (!blocks.empty() && blocks.size() <= 4) {
      report.help(StandsIn, clause.word.text, diag::quoted(blocks, Words::Link::And));
      return;
    }
    if (words.size() > 12) words.resize(12);
    if (!words.empty()) report.help(ClausesHere, diag::quoted(words, Words::Link::And));
  }

  /// The clause word is alone on its line, and the word of the next clause, no further in, was read as its value.
  bool tookNextClause(const syntax::Clause& clause, const ClauseRule& rule) const {
    if (clause.value.kind == ValueKind::Elsewhere && rule.word != Word::see)
      return nextLineNoFurtherIn(clause.word.span, clause.value.span);
    const syntax::Name* first = nullptr;
    if (!clause.value.entries.empty()) first = &clause.value.entries.front().name;
    else if (!clause.window.empty() && clause.window.front().term.name) first = &*clause.window.front().term.name;
    if (first == nullptr || !wordFrom(first->text) || !model_.candidates(rule.kinds, first->text).empty()) return false;
    return nextLineNoFurtherIn(clause.word.span, first->span);
  }

  /// `data name,` and then the next clause, whose word was read as one more name. If so, it is reported.
  bool isNextClause(const syntax::Name& name) {
    const auto word = wordFrom(name.text);
    if (!word || !place_.rule || clauseRule(place_.rule->block, *word) == nullptr ||
        !nextLineNoFurtherIn(place_.word, name.span))
      return false;
    const std::string_view before = model_.sources().text({name.span.file, 0, name.span.begin});
    const auto comma = static_cast<std::uint32_t>(before.rfind(','));
    if (before.find_first_not_of(" \t\r\n", comma + 1) != std::string_view::npos) return false;
    sink_.report({name.span.file, comma, comma + 1}, syntax::MissingAfter, diag::phrase("expected.name", "a name"),
                 ",");
    return true;
  }

  bool nextLineNoFurtherIn(Span word_span, Span value_span) const {
    const Position word = model_.sources().position(word_span.file, word_span.begin);
    const Position value = model_.sources().position(value_span.file, value_span.begin);
    return value.line > word.line && value.column <= word.column;
  }

  /// Joining words that the clause does not take, and `and` or `or` where a list stands.
  void checkForm(const syntax::Clause& clause, Kind block) {
    const Word word = *clause.known;
    if (clause.value.link != Link::Comma && !clause.value.mixed && !takesLinks(block, word))
      sink_.report(clause.value.span, CommasHere, clause.word.text);
    for (const syntax::Join& join : clause.joins) {
      if (!takesJoin(block, word, join.word.text)) {
        noJoin(clause, join, block);
        continue;
      }
      if (join.limit != JoinLimit::Plain && !takesLimit(block, join.word.text))
        sink_.report({join.span.file, join.span.begin, join.word.span.end}, NoLimit,
                     join.limit == JoinLimit::Only ? "only" : "except", join.word.text);
      if (join.value.link != Link::Comma && !join.value.mixed && !joinTakesLinks(block, join.word.text))
        sink_.report(join.value.span, CommasHere, join.word.text);
    }
  }

  void noJoin(const syntax::Clause& clause, const syntax::Join& join, Kind block) {
    auto report = sink_.report(join.word.span, NoJoin, clause.word.text, join.word.text);
    const bool activity = block == Kind::Activity || block == Kind::Defaults || block == Kind::Tracker;
    if (activity && join.word.text == "when") {
      report.help(AppliesWhen);
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
    if (words.empty()) return;
    const std::vector<std::string_view> shown(words.begin(), words.end());
    report.help(JoinsHere, diag::quoted(shown, Words::Link::And));
  }

  Clause bind(const syntax::Clause& clause, const ClauseRule& rule, Kind block) {
    const Place outer = std::exchange(place_, Place{clause.word.span, &rule, false});
    Clause out = bindHere(clause, rule, block);
    place_ = outer;
    return out;
  }

  Clause bindHere(const syntax::Clause& clause, const ClauseRule& rule, Kind block) {
    Clause out;
    out.span = clause.span;
    out.word_span = clause.word.span;
    out.word = *clause.known;
    out.strength = clause.strength;
    out.never = clause.never;
    if (clause.verb) {
      out.verb = clause.verb->text;
      out.verb_span = clause.verb->span;
    }
    if (clause.never && block != Kind::Promise && block != Kind::Claim)
      sink_.report({clause.span.file, clause.span.begin, clause.word.span.end}, NeverOutsidePromise, clause.word.text);

    if (tookNextClause(clause, rule)) {
      sink_.report(clause.word.span, syntax::EmptyClause, clause.word.text);
      out.value.stated = Stated::Vague;
      return out;
    }
    const bool elsewhere = clause.value.kind == ValueKind::Elsewhere && rule.word != Word::see;
    // `see` takes an address, or `unknown`: where, the text does not say.
    const bool nowhere = rule.word == Word::see && clause.value.kind == ValueKind::Names &&
                         !isStateWord(clause.value.entries.front().name.text);
    if (nowhere) {
      sink_.report(clause.value.span, WrongValue, clause.word.text, describe(Takes::Text));
    } else if (!elsewhere && !fits(rule.takes, clause.value.kind) && rule.takes != Takes::Window) {
      sink_.report(
          clause.value.span.valid() && clause.value.kind != ValueKind::None ? clause.value.span : clause.word.span,
          WrongValue, clause.word.text, describe(rule.takes));
    } else if (rule.takes == Takes::Verb) {
      out.value = bindAsked(clause);
    } else {
      const bool people = rule.word == Word::covers || rule.word == Word::excludes || rule.word == Word::notify;
      out.value = bind(clause.value, rule.kinds, rule.choices, block, rule.kinds.empty(),
                       people ? std::optional(Kind::Subject) : std::nullopt);
      if (rule.takes == Takes::Name || rule.takes == Takes::Text) {
        const std::size_t count = std::max(out.value.entries.size(), out.value.strings.size());
        if (count > 1) sink_.report(clause.value.span, WrongValue, clause.word.text, describe(rule.takes));
      }
    }
    checkForm(clause, block);
    for (const syntax::Bound& bound : clause.window) out.window.push_back(bind(bound));
    if (rule.takes == Takes::Window) out.value.stated = windowStated(out, elsewhere);
    for (const syntax::Join& join : clause.joins) out.joins.push_back(bind(join, block));
    out.texts = texts(clause.texts, !fragment_ && !model_.sources().standard(clause.span.file));
    if (rule.takes == Takes::Nothing && clause.texts.empty() && clause.joins.empty())
      sink_.report(clause.word.span, syntax::EmptyClause, clause.word.text);
    if (clause.block) out.block = bind(clause.block->clauses, block);
    return out;
  }

  static Stated windowStated(const Clause& clause, bool elsewhere) {
    if (elsewhere) return Stated::Elsewhere;
    if (clause.window.empty()) return Stated::Vague;
    const Term& first = clause.window.front().term;
    if (clause.window.size() == 1 && first.kind == TermKind::Named) {
      if (first.word == WindowWord::NotKept) return Stated::None;
      if (first.word == WindowWord::AsNeeded || first.word == WindowWord::Vague) return Stated::Vague;
    }
    return Stated::Value;
  }

  Value bind(const syntax::Value& value, Kinds kinds, std::string_view choices, Kind block, bool plain_words,
             std::optional<Kind> preferred = {}) {
    Value out;
    out.kind = value.kind;
    out.span = value.span;
    out.open = value.open;
    out.link = value.link;
    out.date = value.date;
    out.number = value.number;
    out.duration = value.duration;
    for (const syntax::Text& text : value.strings) out.strings.push_back(text.value);
    if (value.mixed) sink_.report(value.span, MixedList).help(NameThePart);
    std::optional<std::size_t> wrong;
    for (std::size_t i = 0; i < value.entries.size(); ++i) {
      const syntax::Entry& entry = value.entries[i];
      if (i > 0 && isNextClause(entry.name)) continue;
      Entry bound;
      bound.negated = entry.negated;
      bound.written = entry.name.text;
      bound.span = entry.name.span;
      list_ = &wrong;
      if (!plain_words) bound.decl = resolve(kinds, choices, entry.name, true, preferred);
      list_ = nullptr;
      if (entry.block) bound.block = bind(entry.block->clauses, block);
      out.entries.push_back(std::move(bound));
    }
    if (value.kind == ValueKind::Elsewhere) out.stated = Stated::Elsewhere;
    else if (value.kind == ValueKind::Names && !plain_words) {
      bool any_value = false;
      bool none = false;
      for (const Entry& entry : out.entries) {
        any_value = any_value || entry.decl.valid();
        none = none || entry.written == "none";
      }
      // A name that could not be found is known to be something: it must not look like silence.
      if (!any_value) out.stated = none ? Stated::None : Stated::Vague;
    }
    return out;
  }

  Value bindAsked(const syntax::Clause& clause) {
    const std::string_view verb = clause.verb ? clause.verb->text : std::string_view();
    if (clause.known == Word::ask) return bind(clause.value, Kind::Data, {}, Kind::Test, false);
    if (verb == "event") return bind(clause.value, Kind::Event, {}, Kind::Test, false);
    if (verb == "circumstance")
      return bind(clause.value, Kind::Circumstance | Kind::State | Kind::Party, {}, Kind::Test, false);
    if (verb == "objection") return bind(clause.value, Kind::Purpose, {}, Kind::Test, false);
    return bind(clause.value, {}, {}, Kind::Test, true);
  }

  Join bind(const syntax::Join& join, Kind block) {
    Join out;
    out.limit = join.limit;
    out.word = join.word.text;
    out.span = join.span;
    if (join.bound) {
      out.bound = bind(*join.bound);
      return out;
    }
    const bool names = join.value.kind == ValueKind::Names;
    Kinds kinds = joinKinds(join.word.text);
    std::string_view choices;
    if (join.word.text == "as") choices = "role";
    if (join.word.text == "then") choices = "disposal";
    if (join.word.text == "through" && block != Kind::Test) choices = "notice_way";
    if (join.word.text == "from") choices = "source";
    const bool plain = kinds.empty();
    if (names && join.word.text == "as") kinds = Kind::Choice;
    std::optional<Kind> preferred;
    if (join.word.text == "with" || join.word.text == "by") preferred = Kind::Party;
    // A duty is of somebody who acts; a promise and a question are about data of somebody.
    if (join.word.text == "of") preferred = block == Kind::Duty ? Kind::Party : Kind::Subject;
    if (join.word.text == "to") preferred = Kind::Recipient;
    if (join.word.text == "on") preferred = Kind::Basis;
    place_.joined = true;
    out.value = bind(join.value, kinds, choices, block, plain || !names, preferred);
    place_.joined = false;
    return out;
  }

  Bound bind(const syntax::Bound& bound) {
    Bound out;
    out.kind = bound.kind;
    out.span = bound.span;
    out.term = bind(bound.term);
    if (bound.under) {
      out.under_vague = isStateWord(bound.under->text);
      if (!out.under_vague) out.under = resolve(Kind::Law | Kind::Section, {}, *bound.under);
    }
    return out;
  }

  Term bind(const syntax::Term& term) {
    Term out;
    out.kind = term.kind;
    out.span = term.span;
    out.duration = term.duration;
    for (const syntax::Term& part : term.parts) out.parts.push_back(bind(part));
    if (!term.name) return out;
    const std::string_view name = term.name->text;
    switch (term.kind) {
      case TermKind::Named:
        out.word = windowWord(name);
        if (out.word == WindowWord::None)
          sink_.report(term.name->span, UnknownName, diag::phrase("value.time_to_keep", "time to keep data"), name)
              .help(NeedsDuration);
        break;
      case TermKind::While: out.name = resolve(Kind::State, {}, *term.name, false); break;
      default: out.name = resolve(Kind::Event, {}, *term.name, false); break;
    }
    return out;
  }

  static constexpr diag::HelpKind<> NeedsDuration{"help.needs_duration",
                                                  "write, say, `3 years after contract_end` or `until account_closed`"};
  static constexpr std::array ClauseWords = {
#define VERN_WORD(word) std::string_view(#word),
#define VERN_WORD_AS(enumerator, text) std::string_view(text),
#include "compiler/syntax/words.def"
#undef VERN_WORD
#undef VERN_WORD_AS
  };

  Model& model_;
  diag::Sink& sink_;
  const bool fragment_;  // an example of a rule: the writer's, wherever it stands, and short of translations
  std::vector<std::pair<DeclId, const syntax::Decl*>> declared_;
  std::vector<std::string_view> languages_;
  Span languages_span_;
  std::vector<Span> lost_;
  std::vector<Kind> nameless_;
  bool lacks_files_ = false;
  bool uses_library_ = true;
  std::string within_;  // the declaration at hand, as its first line has it
  struct Place {
    Span word;
    const ClauseRule* rule = nullptr;
    bool joined = false;  // after a joining word
  } place_;  // the clause at hand
  bool told_of_library_ = false;
  std::optional<std::size_t>* list_ = nullptr;  // of the list at hand: the finding of a name of the wrong kind
  std::set<DeclId> used_;  // what some name has meant
  std::map<std::string, Unknown> unknown_;  // by the name, for a choice after its list
};

}  // namespace

Model fromSyntax(llvm::ArrayRef<const syntax::File*> files, const SourceMap& sources, diag::Sink& sink,
                 const Model* base) {
  Model model = base != nullptr ? Model::on(*base, sources) : Model(sources);
  Binder binder(model, sink);
  for (const syntax::File* file : files)
    for (const syntax::Decl& decl : file->decls) binder.declare(decl);
  binder.setGaps(files);
  binder.finish();
  reportSuccessors(model, sink);
  return model;
}

Model withFragment(const Model& base, std::span<const syntax::Decl> fragment, diag::Sink& sink) {
  Model model = Model::on(base, base.sources());
  Binder binder(model, sink, true);
  for (const syntax::Decl& decl : fragment) binder.declare(decl);
  binder.finish();
  return model;
}

}  // namespace vern::model
