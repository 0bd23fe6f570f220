#include <algorithm>
#include <string>
#include <vector>

#include "compiler/messages/catalogue.h"
#include "compiler/model/binder.h"
#include "compiler/model/describe.h"
#include "compiler/model/diags.h"
#include "compiler/model/suggest.h"
#include "compiler/support/leaf.h"
#include "compiler/support/lookalike.h"
#include "compiler/syntax/diags.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

namespace vern::model {

void Binder::setGaps(llvm::ArrayRef<const syntax::File*> files) {
  uses_library_ = model_.standardSize() > 0;
  for (const syntax::File* file : files) {
    lost_.insert(lost_.end(), file->lost.begin(), file->lost.end());
    lacks_files_ = lacks_files_ || file->lacks_files;
    for (const std::string_view word : file->nameless)
      if (const std::optional<Kind> kind = kindFrom(word)) nameless_.push_back(*kind);
    uses_library_ = uses_library_ || model_.sources().standard(file->file);
  }
}

void Binder::declare(const syntax::Decl& decl) {
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
      sink_.report(out.name_span, SecondOfItsKind, spelling(out.kind)).label(model_[earlier].name_span, FirstDeclared);
    else
      sink_.report(out.name_span, DuplicateName, describe(Kinds(out.kind)), out.name)
          .label(model_[earlier].name_span, FirstDeclared);
  } else {
    id = model_.add(std::move(out));
    for (const syntax::Clause& clause : decl.block ? decl.block->clauses : syntax::List<syntax::Clause>())
      if (clause.known == Word::alias)
        for (const syntax::Entry& entry : clause.value.entries) model_.addAlias(id, entry.name.text);
  }
  declared_.emplace_back(id, &decl);
}

void Binder::finish() {
  findLanguages(true);
  for (const auto& [id, decl] : declared_)
    if (id) bindParent(id, *decl);
  breakCycles();
  for (const auto& [id, decl] : declared_)
    if (id) bindDecl(id, *decl);
  closeUnknown();
  reportLookalikes();
  reportHardToTellApart();
  model_.close();
}

void Binder::again(DeclId id, const syntax::Decl& decl, llvm::ArrayRef<const syntax::File*> files) {
  setGaps(files);
  for (const syntax::File* file : files)
    for (const syntax::Decl& other : file->decls)
      if (kindFrom(other.word.text) == Kind::Policy) declared_.emplace_back(model_.only(Kind::Policy), &other);
  findLanguages(false);
  Decl head;
  head.kind = model_[id].kind;
  head.name = decl.name ? decl.name->text : std::string_view();
  head.span = decl.span;
  head.name_span = decl.name ? decl.name->span : decl.word.span;
  head.standard = model_[id].standard;
  model_.decls.edit(id) = std::move(head);
  bindParent(id, decl);
  bindDecl(id, decl);
  if (const DeclId parent = model_[id].parent) takeFlags(model_[parent], model_.decls.edit(id));
}

DeclId Binder::alreadyThere(const Decl& decl) const {
  if (isNameless(decl.kind) || decl.kind == Kind::Policy || decl.kind == Kind::Dpo) return model_.only(decl.kind);
  if (decl.name.empty() || decl.kind == Kind::Test) return {};
  // The user may refine a term of the library under its own name: `channel website is website`.
  for (const DeclId id : model_.candidates(decl.kind, decl.name))
    if (model_[id].name == decl.name && model_[id].standard == decl.standard) return id;
  return {};
}

namespace {

/// The tag of the language that `name` is the name of. "" if it is none that vern has the words of.
std::string_view languageMeantBy(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> Names[] = {
      {"norwegian", "nb"}, {"norsk", "nb"},   {"bokmål", "nb"},  {"bokmal", "nb"},  {"no", "nb"},
      {"nor", "nb"},       {"nynorsk", "nn"}, {"english", "en"}, {"engelsk", "en"}, {"eng", "en"}};
  const std::string small = llvm::StringRef(name).lower();
  for (const auto& [language, tag] : Names)
    if (language == small) return tag;
  return {};
}

}  // namespace

void Binder::findLanguages(bool tell) {
  for (const auto& [id, decl] : declared_) {
    if (!id || model_[id].kind != Kind::Policy || !decl->block) continue;
    for (const syntax::Clause& clause : decl->block->clauses)
      if (clause.known == Word::languages) {
        languages_span_ = clause.value.span;
        const std::vector<std::string> known = messages::languages();
        const std::vector<std::string_view> shown(known.begin(), known.end());
        for (const syntax::Entry& entry : clause.value.entries) {
          const std::string_view tag = entry.name.text;
          const bool spoken = isStateWord(tag) || std::find(shown.begin(), shown.end(), tag) != shown.end();
          (spoken ? languages_ : unspoken_).push_back(tag);
          if (spoken || !tell) continue;
          auto report = sink_.report(entry.name.span, UnspokenLanguage, tag);
          if (const std::string_view meant = languageMeantBy(tag); !meant.empty())
            report.help(DidYouMean, meant).edit(entry.name.span, std::string(meant));
          else report.help(SpokenLanguages, diag::quoted(shown, Words::Link::And));
        }
      }
  }
}

void Binder::bindParent(DeclId id, const syntax::Decl& decl) {
  const Kind kind = model_[id].kind;
  const Kinds allowed = parentKinds(kind);
  if (!decl.parents.entries.empty()) {
    const syntax::Entry& written = decl.parents.entries.front();
    if (decl.parents.entries.size() > 1) {
      const syntax::Name& second = decl.parents.entries[1].name;
      sink_.report(second.span, SecondParent, second.text).help(syntax::LeaveOutWord, second.text);
    }
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
    const bool term = kind == Kind::Data || kind == Kind::Subject || kind == Kind::Purpose || kind == Kind::Recipient ||
                      kind == Kind::Basis || kind == Kind::Event;
    if (!term || model_[id].standard || decl.cut) return;
    // `event treatment_ended on case_closed`
    if (decl.joins.size() == 1 && decl.joins.front().value.entries.size() == 1 &&
        (kind != Kind::Event || decl.joins.front().word.text != "of") &&
        !model_.candidates(allowed, decl.joins.front().value.entries.front().name.text).empty()) {
      const syntax::Join& join = decl.joins.front();
      sink_.report(join.word.span, syntax::CannotStandHere, join.word.text)
          .help(syntax::Write, "is")
          .edit(join.word.span, "is");
      told_of_joins_.insert(id);
      return;
    }
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

DeclId Binder::librarysOwn(Kind kind, DeclId id) {
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

void Binder::breakCycles() {
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

void Binder::bindDecl(DeclId id, const syntax::Decl& decl) {
  const Kind kind = model_[id].kind;
  Decl out = model_[id];
  within_ = std::string(spelling(kind)) + (out.name.empty() ? "" : " " + std::string(out.name));
  if (kind == Kind::Dpo && !fragment_ && !out.standard && !out.name.empty() && !isStateWord(out.name) &&
      out.name != "appointed" && out.name != "officer" && out.name != "unclear")
    sink_.report(out.name_span, NoOfficer, out.name).help(OfficerOrNone);
  out.texts = texts(decl.texts, !decl.cut && !fragment_ && !out.standard && kind != Kind::Dpo);
  for (syntax::Join join : decl.joins) {
    if (told_of_joins_.contains(id)) break;
    // `duty tell_us for customer`
    if (kind == Kind::Duty && join.word.text == "for") {
      sink_.report(join.word.span, syntax::CannotStandHere, join.word.text)
          .help(syntax::Write, "of")
          .edit(join.word.span, "of");
      join.word.text = "of";
    }
    // `basis photo_consent is consent by guardian`: nobody would read it there.
    if (kind == Kind::Basis && join.word.text != "with" && join.word.text != "under") {
      auto report = sink_.report(join.word.span, NoJoin, spelling(kind), join.word.text);
      if (takesJoin(Kind::Activity, Word::basis, join.word.text))
        report.help(WhereItIsUsed,
                    "basis " + std::string(out.name) + " " + std::string(model_.sources().text(join.span)));
      else report.help(syntax::LeaveOutWord, model_.sources().text(join.span));
      continue;
    }
    out.joins.push_back(bind(join, kind));
  }
  if (decl.block) out.clauses = bind(decl.block->clauses, kind);
  for (const Clause& clause : out.clauses) {
    if (clause.word == Word::short_) out.short_texts = clause.texts;
    if (clause.word == Word::flags)
      for (const Entry& entry : clause.value.entries) out.flags.push_back(entry.written);
  }
  std::sort(out.flags.begin(), out.flags.end());
  if (!fragment_ && !out.standard && !decl.cut) checkSaysSomething(out, decl);
  model_.decls.edit(id) = std::move(out);
}

void Binder::checkSaysSomething(const Decl& bound, const syntax::Decl& decl) {
  const HelpKind<>* help = nullptr;
  const auto says = [&](std::initializer_list<Word> words) {
    const auto clauses = decl.block ? decl.block->clauses : syntax::List<syntax::Clause>();
    return std::ranges::any_of(clauses, [&](const syntax::Clause& clause) {
      if (!clause.known) return true;
      if (words.size() == 0) return clause.known != Word::accept && clause.known != Word::cites;
      return std::ranges::find(words, *clause.known) != words.end();
    });
  };
  switch (bound.kind) {
    case Kind::Promise:
    case Kind::Claim:
      if (decl.texts.empty() && !says({})) help = &SayPromise;
      break;
    case Kind::Duty:
      if (decl.texts.empty() && !says({Word::text, Word::effect})) help = &SayDuty;
      break;
    case Kind::Definition:
      if (!says({Word::means, Word::cites})) help = &SayMeaning;
      break;
    case Kind::Controller:
      if (decl.texts.empty() && !says({})) help = &SayWho;
      break;
    default: break;
  }
  if (help == nullptr) return;
  // What could not be read has been told of, and may say it.
  const Span all = decl.span;
  const bool misread = std::ranges::any_of(sink_.diagnostics(), [&](const diag::Diagnostic& finding) {
    return finding.id.starts_with("VERN-SYNTAX-") && finding.span.file == all.file && all.begin <= finding.span.begin &&
           finding.span.begin <= all.end;
  });
  if (!misread) sink_.report(bound.name_span, SaysNothing, within_).help(*help);
}

void Binder::reportHardToTellApart() {
  llvm::StringMap<DeclId> own;  // by what it looks like: the first of that look
  const auto report = [&](DeclId id, std::string_view other) {
    return sink_.report(model_[id].name_span, HardToTellApart, model_[id].name, other);
  };
  for (const auto& [id, decl] : declared_) {
    if (!id || model_[id].standard || model_[id].kind == Kind::Test || !isAscii(model_[id].name)) continue;
    const auto [first, is_new] = own.try_emplace(outline(model_[id].name), id);
    if (is_new || model_[first->second].name == model_[id].name) continue;
    report(id, model_[first->second].name).label(model_[first->second].name_span, DeclaredHere).help(ChooseAnother);
  }
  for (const auto& entry : own) {
    const DeclId id = entry.second;
    const DeclId other = model_.standardLike(model_[id].kind, model_[id].name);
    if (!other) continue;
    // What it looks like: the whole name, or what stands behind the last dot.
    const std::string_view full = model_[other].name;
    const std::string_view last = leaf(full);
    const bool whole = full != model_[id].name && outline(full) == outline(model_[id].name);
    report(id, whole ? full : last).label(model_[other].name_span, InTheLibrary);
  }
}

void Binder::reportLookalikes() {
  for (const auto& [id, decl] : declared_) {
    if (!id || model_[id].standard || isAscii(model_[id].name) || otherAlphabet(model_[id].name)) continue;
    const std::string_view other = looksLike(model_, model_[id].kind, model_[id].name);
    if (other.empty()) continue;
    auto report = sink_.report(model_[id].name_span, LooksAlike, model_[id].name, other);
    if (const DeclId there = model_.find(model_[id].kind, other); there && !model_[there].standard)
      report.label(model_[there].name_span, DeclaredHere);
  }
}

}  // namespace vern::model
