#include "compiler/table/from_grants.h"

#include <algorithm>
#include <map>
#include <set>

#include "compiler/grants/reference.h"
#include "compiler/source/file_system.h"
#include "compiler/table/conditions.h"
#include "compiler/table/covers.h"
#include "compiler/table/rows.h"
#include "compiler/table/terms.h"
#include "compiler/table/texts.h"
#include "compiler/table/vocabulary.h"
#include "compiler/table/writer.h"
#include "llvm/Support/SHA256.h"
#include "vern/need.h"

namespace vern::table {

using grants::Disclosure;
using grants::DisclosureId;
using grants::Grant;
using grants::GrantId;
using grants::Grants;
using model::Kind;
using model::Model;
using runtime::None;
using runtime::SectionId;

// What the runtime and the reference call the same.
static_assert(static_cast<int>(runtime::Reason::NoDisclosure) == static_cast<int>(grants::Reason::NoDisclosure));
static_assert(static_cast<int>(runtime::Reason::Expired) == static_cast<int>(grants::Reason::Expired));
static_assert(runtime::ObligeOfferOptOut == static_cast<std::uint32_t>(grants::Obligation::OfferOptOut));
static_assert(runtime::Never == Never && runtime::AlwaysPast == AlwaysPast);

namespace {

class Builder {
 public:
  Builder(const Model& model, const Grants& grants, const BuildOptions& options)
      : model_(model),
        grants_(grants),
        vocabulary_(mentioned(model, grants)),
        conditions_(model, grants, vocabulary_),
        texts_(model, languages(model, options), options.root),
        covers_(model, grants, vocabulary_, conditions_, texts_),
        rows_(model, grants, vocabulary_, covers_) {
    rows_.sections.in_lines = options.in_lines;
  }

  llvm::Expected<std::string> build();

 private:
  static Vocabulary mentioned(const Model& model, const Grants& grants);
  static std::vector<std::string> languages(const Model& model, const BuildOptions& options);

  void addBans();
  std::vector<std::uint64_t> subjectSets() const;
  std::vector<std::uint64_t> subjectMasks(const TermSections& terms, const std::vector<std::uint64_t>& sets) const;
  std::vector<std::uint64_t> placeMasks() const;

  const Model& model_;
  const Grants& grants_;
  Vocabulary vocabulary_;
  Conditions conditions_;
  TableTexts texts_;

  Covers covers_;
  Rows rows_;
  std::vector<runtime::Ban> bans_;
  std::vector<std::uint64_t> ban_sets_;
  std::uint32_t subject_words_ = 1;
};

Vocabulary Builder::mentioned(const Model& model, const Grants& grants) {
  Vocabulary v(model);
  const auto all = [&](const std::vector<DeclId>& ids) {
    for (const DeclId id : ids) v.mention(id);
  };
  for (const Grant& grant : grants.grants) {
    v.mention(grant.subject);
    v.mention(grant.datum);
    v.mention(grant.purpose);
    for (const DisclosureId id : grant.disclosures) {
      const Disclosure& disclosure = grants.disclosures[id];
      v.mention(disclosure.recipient);
      all(disclosure.purposes);
      all(disclosure.data);
    }
  }
  for (const Grants::Ban& ban : grants.bans) {
    v.mention(ban.subject);
    v.mention(ban.datum);
    all(ban.only_data);
    all(ban.only_subjects);
    all(ban.purposes);
    all(ban.only_purposes);
    all(ban.recipients);
    all(ban.only_recipients);
    v.mentionAbove(ban.subject);
    v.mentionAbove(ban.datum);
    for (const auto* forbidden : {&ban.purposes, &ban.recipients})
      for (const DeclId id : *forbidden) v.mentionAbove(id);
  }
  all(grants.excluded);
  v.close();
  return v;
}

std::vector<std::string> Builder::languages(const Model& model, const BuildOptions& options) {
  std::vector<std::string> out = options.languages;
  if (const model::Clause* stated = model.clause(model.only(Kind::Policy), Word::languages))
    for (const model::Entry& entry : stated->value.entries)
      if (std::find(out.begin(), out.end(), entry.written) == out.end()) out.emplace_back(entry.written);
  return out;
}

// ---- promises ----

void Builder::addBans() {
  const auto words = static_cast<std::uint32_t>((grants_.bans.size() + 63) / 64);
  constexpr TermKind Dimensions[] = {TermKind::Subject, TermKind::Datum, TermKind::Purpose, TermKind::Recipient};
  const auto within = [&](DeclId id, const std::vector<DeclId>& set) {
    return std::any_of(set.begin(), set.end(), [&](DeclId member) { return model_.isA(id, member); });
  };
  // A question about a group is about all of it, so that a promise about a part reaches it.
  const auto touches = [&](DeclId id, const std::vector<DeclId>& set) {
    return std::any_of(set.begin(), set.end(), [&](DeclId member) { return model_.related(id, member); });
  };
  for (const TermKind kind : Dimensions)
    for (std::uint32_t group = 0; group < vocabulary_.groups(kind); ++group) {
      const DeclId asked = vocabulary_.representative(kind, group);
      const std::size_t row = ban_sets_.size();
      ban_sets_.resize(row + words, 0);
      for (std::uint32_t b = 0; b < grants_.bans.size(); ++b) {
        const Grants::Ban& ban = grants_.bans[b];
        bool reached = true;
        switch (kind) {
          case TermKind::Subject:
            reached = (!ban.subject || model_.related(asked, ban.subject)) && !within(asked, ban.only_subjects);
            break;
          case TermKind::Datum:
            reached = (!ban.datum || model_.related(asked, ban.datum)) && !within(asked, ban.only_data);
            break;
          case TermKind::Purpose:
            reached = (ban.purposes.empty() || touches(asked, ban.purposes)) && !within(asked, ban.only_purposes);
            break;
          case TermKind::Recipient:
            reached = (ban.recipients.empty() || touches(asked, ban.recipients)) && !within(asked, ban.only_recipients);
            break;
          case TermKind::Place:
          case TermKind::Event:
          case TermKind::Circumstance: break;
        }
        if (reached) ban_sets_[row + b / 64] |= std::uint64_t{1} << (b % 64);
      }
    }
  using Verb = Grants::Ban::Verb;
  const auto asks = [](Verb verb) -> std::uint32_t {
    const auto bit = [](runtime::Ask ask) { return 1u << static_cast<unsigned>(ask); };
    switch (verb) {
      case Verb::Use: return bit(runtime::Ask::Use) | bit(runtime::Ask::Disclose);
      case Verb::Disclose:
      case Verb::Transfer: return bit(runtime::Ask::Disclose);
      case Verb::Keep: return bit(runtime::Ask::Keep);
      case Verb::Process: return bit(runtime::Ask::Use) | bit(runtime::Ask::Disclose) | bit(runtime::Ask::Keep);
    }
    return 0;
  };
  for (const Grants::Ban& ban : grants_.bans)
    bans_.push_back({asks(ban.verb), ban.unless.always() ? None : conditions_.guard(ban.unless),
                     conditions_.bannedPlaces(ban), texts_.promise(ban.promise, ban.span)});
}

// ---- the file ----

std::vector<std::uint64_t> Builder::subjectSets() const {
  std::vector<std::uint64_t> out;
  for (std::uint32_t group = 0; group < vocabulary_.groups(TermKind::Subject); ++group) {
    const DeclId asked = vocabulary_.representative(TermKind::Subject, group);
    const std::size_t row = out.size();
    out.resize(row + subject_words_, 0);
    for (std::size_t s = 0; s < conditions_.subject_sets.size(); ++s)
      if (model_.isA(asked, conditions_.subject_sets[s])) out[row + s / 64] |= std::uint64_t{1} << (s % 64);
  }
  return out;
}

std::vector<std::uint64_t> Builder::subjectMasks(const TermSections& terms,
                                                 const std::vector<std::uint64_t>& sets) const {
  const runtime::View view(sets.data(), static_cast<std::uint32_t>(sets.size()));
  const runtime::KindRange& range = terms.kinds[static_cast<std::size_t>(TermKind::Subject)];
  std::vector<std::uint64_t> out;
  for (std::uint32_t i = 0; i < range.count; ++i)
    out.push_back(runtime::detail::maskOfSubject(terms.groups[range.first + i], view, subject_words_));
  return out;
}

std::vector<std::uint64_t> Builder::placeMasks() const {
  const auto& sets = conditions_.place_sets.items();
  const runtime::View view(sets.data(), static_cast<std::uint32_t>(sets.size()));
  std::vector<std::uint64_t> out;
  for (std::uint32_t i = 0; i <= vocabulary_.terms(TermKind::Place).size(); ++i)
    out.push_back(runtime::detail::maskOfPlace(i == 0 ? 0 : i + 1, view, conditions_.placeWords()));
  return out;
}

llvm::Expected<std::string> Builder::build() {
  for (const TermKind kind : {TermKind::Datum, TermKind::Recipient})
    if (vocabulary_.terms(kind).size() > runtime::MaxIds)
      return fault(Causes{
          Cause{"the policy and the library have more than {limit} ", {{"limit", std::to_string(runtime::MaxIds)}}},
          kind == TermKind::Datum ? Cause{"kinds of data"} : Cause{"recipients"}});
  if (vocabulary_.groups(TermKind::Purpose) > runtime::GroupMask ||
      vocabulary_.groups(TermKind::Subject) > runtime::GroupMask)
    return fault(Cause{"the policy names more than {limit} purposes or kinds of people",
                       {{"limit", std::to_string(runtime::GroupMask)}}});
  if (texts_.disposals.size() >= runtime::NoDisposal)
    return fault(Cause{"the policy names more than {limit} ways to dispose of data",
                       {{"limit", std::to_string(runtime::NoDisposal)}}});
  if (texts_.languages.size() > runtime::MaxLanguages)
    return fault(
        Cause{"the policy has more than {limit} languages", {{"limit", std::to_string(runtime::MaxLanguages)}}});

  rows_.build();
  addBans();
  conditions_.close();
  subject_words_ = static_cast<std::uint32_t>(conditions_.subject_sets.size() / 64 + 1);
  for (const Causes& limit : {rows_.fault, conditions_.fault})
    if (!limit.empty()) return fault(limit);
  const std::vector<runtime::Cover> covers = covers_.covers();
  rows_.numberLists(static_cast<std::uint32_t>(covers.size()));

  const TermSections terms = termSections(model_, grants_, vocabulary_, texts_);
  const std::vector<runtime::Sentence> sentences = texts_.sentences();
  const FactSlots::Index facts = conditions_.slots.index();

  runtime::Header header{};
  std::memcpy(header.magic, runtime::Magic, sizeof header.magic);
  header.major = runtime::FormatMajor;
  header.minor = runtime::FormatMinor;
  header.header_bytes = sizeof header;
  const DeclId policy = model_.only(Kind::Policy);
  if (policy) header.policy = texts_.strings.add(model_[policy].name);
  if (const model::Clause* version = model_.clause(policy, Word::version);
      version != nullptr && !version->value.strings.empty())
    header.version = texts_.strings.add(version->value.strings.front());
  if (const model::Clause* effective = model_.clause(policy, Word::effective)) header.effective = effective->value.date;
  const std::string hash = sourceHash(model_);
  std::memcpy(header.source_hash, hash.data(), sizeof header.source_hash);
  header.subject_words = subject_words_;
  header.place_words = conditions_.placeWords();
  header.ban_words = static_cast<std::uint32_t>((bans_.size() + 63) / 64);
  header.ban_rows[0] = vocabulary_.groups(TermKind::Subject);
  header.ban_rows[1] = header.ban_rows[0] + vocabulary_.groups(TermKind::Datum);
  header.ban_rows[2] = header.ban_rows[1] + vocabulary_.groups(TermKind::Purpose);
  header.section_count = runtime::SectionCount;

  FileWriter file(header);
  // What answers read, first and close together; texts last.
  file.add(SectionId::Kinds, terms.kinds);
  file.add(SectionId::Groups, terms.groups);
  const std::vector<std::uint64_t> subject_sets = subjectSets();
  file.add(SectionId::SubjectMasks, subjectMasks(terms, subject_sets));
  file.add(SectionId::PlaceMasks, placeMasks());
  file.add(SectionId::Rows, rows_.rows);
  file.add(SectionId::Index, rows_.sections.index);
  file.add(SectionId::Values, rows_.sections.values);
  file.add(SectionId::Lines, rows_.sections.lines);
  file.add(SectionId::Covers, covers);
  file.add(SectionId::Lists, rows_.lists.lists());
  file.add(SectionId::ListCovers, rows_.lists.items());
  file.add(SectionId::Entries, covers_.entries);
  file.add(SectionId::Conditions, conditions_.conditions);
  file.add(SectionId::Guards, conditions_.guards);
  file.add(SectionId::Conjunctions, conditions_.conjunctions);
  file.add(SectionId::Windows, conditions_.windows.lists());
  file.add(SectionId::WindowOps, conditions_.windows.items());
  file.add(SectionId::SubjectSets, subject_sets);
  file.add(SectionId::PlaceSets, conditions_.place_sets.items());
  file.add(SectionId::Bans, bans_);
  file.add(SectionId::BanSets, ban_sets_);
  file.add(SectionId::FactLists, facts.lists);
  file.add(SectionId::FactSlots, facts.slots);
  file.add(SectionId::SlotTerms, conditions_.slots.slots());
  file.add(SectionId::Terms, terms.terms);
  file.add(SectionId::Names, terms.names);
  file.add(SectionId::Sources, covers_.sources);
  file.add(SectionId::Activities, texts_.activities);
  file.add(SectionId::Shares, texts_.shares);
  file.add(SectionId::Bases, texts_.bases);
  file.add(SectionId::Promises, texts_.promises);
  file.add(SectionId::Disposals, texts_.disposals);
  file.add(SectionId::Sentences, sentences);
  file.add(SectionId::Languages, texts_.languages);
  file.add(SectionId::Labels, texts_.labels);
  file.add(SectionId::Strings, texts_.strings.bytes());
  return file.finish();
}

}  // namespace

std::string sourceHash(const Model& model) {
  std::set<FileId> files;
  for (const model::Decl& decl : model.decls)
    if (decl.span.valid()) files.insert(decl.span.file);
  llvm::SHA256 hash;
  for (const FileId file : files) {
    const std::string_view text = model.sources().text(file);
    const std::string length = std::to_string(text.size()) + "\n";
    hash.update(llvm::StringRef(length));
    hash.update(llvm::StringRef(text.data(), text.size()));
  }
  const auto bytes = hash.final();
  return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

llvm::Expected<std::string> fromGrants(const Model& model, const Grants& grants, const BuildOptions& options) {
  return Builder(model, grants, options).build();
}

}  // namespace vern::table
