#include "compiler/table/validate.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <random>
#include <set>

#include "compiler/table/compare.h"
#include "compiler/table/knobs.h"
#include "compiler/table/vocabulary.h"

namespace vern::table {

using grants::Ask;
using grants::Disclosure;
using grants::DisclosureId;
using grants::Grant;
using grants::GrantId;
using grants::Grants;
using grants::Question;
using model::DeclId;
using model::Kind;
using model::Model;
using runtime::TermKind;

namespace {

constexpr Day Ordinary = 20254;  // 15 June 2025

/// A policy that is changed is asked other questions.
std::uint32_t seedOf(const ValidateOptions& options, const runtime::Table& table) {
  if (options.seed) return *options.seed;
  std::uint32_t seed = 0;
  std::memcpy(&seed, table.header().source_hash, sizeof seed);
  return seed;
}

class Validator {
 public:
  Validator(const Model& model, const Grants& grants, const runtime::Table& table, const ValidateOptions& options)
      : model_(model),
        grants_(grants),
        table_(table),
        options_(options),
        comparison_(model, grants, table),
        scratch_(grants),
        scratch_comparison_(model, scratch_, table),
        random_(seedOf(options, table)) {}

  Validation run();

 private:
  struct Situation {
    Question question;                  // the first tuple of its kind
    std::vector<std::uint32_t> covering;
  };

  void mention();
  /// What two terms of one class have in common: the nearest mentioned term above, or the term that stands by itself.
  [[nodiscard]] std::pair<DeclId, bool> classOf(DeclId id) const;
  bool flagsAgree(TermKind kind, DeclId id) const;
  void checkClasses();
  std::vector<DeclId> termsOf(Kind kind) const;
  void coveredBy(const std::vector<std::uint32_t>& covering);
  void visitTuples();
  void visit(Question question, const std::vector<std::uint32_t>& covering);
  std::vector<std::uint32_t> key(const Question& question, const std::vector<std::uint32_t>& covering) const;
  void askAt(Question& question, const Knobs& knobs, std::uint64_t combination,
             const std::vector<std::uint32_t>& covering);
  std::uint64_t combinationsOf(const Situation& situation) const;
  void enumerate(const Situation& situation, std::uint64_t budget);
  void ask(const Question& question);

  bool isA(DeclId x, DeclId y) const { return model_.isA(x, y); }
  bool done() const { return !result_.difference.empty(); }

  const Model& model_;
  const Grants& grants_;
  const runtime::Table& table_;
  const ValidateOptions& options_;
  const Comparison comparison_;
  Grants scratch_;  // all, but only the grants that cover what is asked: the rest cannot matter
  const Comparison scratch_comparison_;
  std::mt19937 random_;
  std::set<DeclId> mentioned_;
  std::set<DeclId> above_;  // what a term is a kind of that a promise forbids
  std::map<std::vector<std::uint32_t>, Situation> situations_;
  std::uint64_t stride_ = 1;
  bool counting_ = false;
  Validation result_;
};

// ---- terms ----

void Validator::mention() {
  const auto all = [&](const std::vector<DeclId>& ids) { mentioned_.insert(ids.begin(), ids.end()); };
  for (const Grant& grant : grants_.grants) {
    all({grant.subject, grant.datum, grant.purpose});
    for (const DisclosureId id : grant.disclosures) {
      const Disclosure& disclosure = grants_.disclosures[id];
      all({disclosure.recipient});
      all(disclosure.purposes);
      all(disclosure.data);
      all(disclosure.places);
    }
  }
  for (const Grants::Ban& ban : grants_.bans) {
    all({ban.subject, ban.datum});
    for (const auto* list : {&ban.only_data, &ban.only_subjects, &ban.purposes, &ban.only_purposes, &ban.recipients,
                             &ban.only_recipients, &ban.places, &ban.outside})
      all(*list);
    const auto above = [&](const std::vector<DeclId>& ids) {
      for (const DeclId id : ids)
        for (DeclId at = id ? model_[id].parent : DeclId(); at; at = model_[at].parent) above_.insert(at);
    };
    above({ban.subject, ban.datum});
    for (const auto* list : {&ban.purposes, &ban.recipients, &ban.places}) above(*list);
  }
  all(grants_.excluded);
  mentioned_.erase(DeclId());
}

std::pair<DeclId, bool> Validator::classOf(DeclId id) const {
  if (above_.contains(id)) return {id, true};
  DeclId nearest = id;
  while (nearest && !mentioned_.contains(nearest)) nearest = model_[nearest].parent;
  return {nearest, false};
}

/// What a term is flagged as decides answers, whatever class it is in.
bool Validator::flagsAgree(TermKind kind, DeclId id) const {
  const std::uint32_t flags = table_.groupWord(kind, comparison_.id(id)) & ~runtime::GroupMask;
  switch (kind) {
    case TermKind::Datum: return flags == (model_.flagged(id, "special") ? 0u : runtime::Ordinary);
    case TermKind::Purpose: return flags == (model_.flagged(id, "direct_marketing") ? runtime::DirectMarketing : 0u);
    case TermKind::Place: return flags == (model_.flagged(id, "free_movement") ? runtime::FreeMovement : 0u);
    case TermKind::Subject: {
      const bool excluded =
          std::any_of(grants_.excluded.begin(), grants_.excluded.end(), [&](DeclId e) { return isA(id, e); });
      return flags == (excluded ? runtime::OutOfScope : 0u);
    }
    case TermKind::Recipient:
    case TermKind::Event:
    case TermKind::Circumstance: break;
  }
  return flags == 0;
}

/// Two terms share a class if and only if the same mentioned terms are above them, and neither is above one that a
/// promise forbids.
void Validator::checkClasses() {
  for (const TermKind kind :
       {TermKind::Subject, TermKind::Datum, TermKind::Purpose, TermKind::Recipient, TermKind::Place}) {
    std::map<std::pair<DeclId, bool>, std::uint32_t> class_of;
    for (const model::Kind k : {Kind::Subject, Kind::Data, Kind::Purpose, Kind::Recipient, Kind::Place}) {
      if (!declKinds(kind).has(k)) continue;
      for (const DeclId id : model_.all(k)) {
        if (model_[id].name.empty()) continue;
        ++result_.terms;
        if (!flagsAgree(kind, id) && !done())
          result_.difference = "the flags of `" + std::string(model_[id].name) + "` are wrong";
        if (kind == TermKind::Place) continue;  // in no class
        const std::pair<DeclId, bool> expected = classOf(id);
        const DeclId nearest = expected.first;
        const std::uint32_t group = table_.group(kind, comparison_.id(id));
        const auto [found, is_new] = class_of.try_emplace(expected, group);
        const bool wrong = found->second != group || (!nearest && group != 0) || (nearest && group == 0);
        if (wrong && !done()) result_.difference = "the class of `" + std::string(model_[id].name) + "` is wrong";
      }
    }
  }
}

/// The mentioned terms of a kind and what is above those that promises forbid, with one below that stands for the rest;
/// a special one below each that is not special itself, and one that no mentioned term is above of.
std::vector<DeclId> Validator::termsOf(Kind kind) const {
  std::vector<DeclId> out;
  std::set<DeclId> special_below;
  bool foreign = false;
  std::set<DeclId> rest;
  for (const DeclId id : model_.all(kind)) {
    if (mentioned_.contains(id) || above_.contains(id)) {
      out.push_back(id);
      continue;
    }
    const DeclId nearest = classOf(id).first;
    const bool is_rest = above_.contains(nearest) && rest.insert(nearest).second;
    const bool is_special = !is_rest && kind == Kind::Data && model_.flagged(id, "special") && nearest &&
                            !model_.flagged(nearest, "special") && special_below.insert(nearest).second;
    if (is_rest || is_special) out.push_back(id);
    if (foreign || model_[id].name.empty() || nearest) continue;
    out.push_back(id);
    foreign = true;
  }
  return out;
}

// ---- tuples ----

void Validator::coveredBy(const std::vector<std::uint32_t>& covering) {
  scratch_.grants = Store<GrantId, Grant>();
  for (const std::uint32_t i : covering) scratch_.grants.add(grants_.grants[GrantId(i)]);
}

void Validator::visitTuples() {
  const std::vector<DeclId> subjects = termsOf(Kind::Subject);
  const std::vector<DeclId> data = termsOf(Kind::Data);
  const std::vector<DeclId> purposes = termsOf(Kind::Purpose);
  const std::vector<DeclId> all_recipients = termsOf(Kind::Recipient);
  const auto foreign_recipient =
      std::find_if(all_recipients.begin(), all_recipients.end(), [&](DeclId id) { return !mentioned_.contains(id); });
  DeclId inside;
  DeclId outside;
  for (const DeclId place : model_.all(Kind::Place))
    if (!mentioned_.contains(place)) (model_.flagged(place, "free_movement") ? inside : outside) = place;
  std::set<DeclId> banned_recipients;
  std::set<DeclId> banned_places;
  for (const Grants::Ban& ban : grants_.bans) {
    banned_recipients.insert(ban.recipients.begin(), ban.recipients.end());
    banned_recipients.insert(ban.only_recipients.begin(), ban.only_recipients.end());
    banned_places.insert(ban.places.begin(), ban.places.end());
    banned_places.insert(ban.outside.begin(), ban.outside.end());
  }

  std::vector<std::uint32_t> of_subject;
  std::vector<std::uint32_t> of_datum;
  std::vector<std::uint32_t> covering;
  for (const DeclId subject : subjects) {
    of_subject.clear();
    for (std::uint32_t i = 0; i < grants_.grants.size(); ++i)
      if (isA(subject, grants_.grants[GrantId(i)].subject)) of_subject.push_back(i);
    for (const DeclId datum : data) {
      of_datum.clear();
      for (const std::uint32_t i : of_subject)
        if (isA(datum, grants_.grants[GrantId(i)].datum)) of_datum.push_back(i);
      Question question;
      question.subject = subject;
      question.datum = datum;
      question.ask = Ask::Keep;
      if (!counting_) coveredBy(of_datum);
      visit(question, of_datum);
      for (const DeclId purpose : purposes) {
        covering.clear();
        for (const std::uint32_t i : of_datum)
          if (isA(purpose, grants_.grants[GrantId(i)].purpose)) covering.push_back(i);
        if (!counting_) coveredBy(covering);
        question.ask = Ask::Use;
        question.purpose = purpose;
        question.recipient = question.place = DeclId();
        visit(question, covering);
        if (done()) return;

        // Recipients and places that some covering grant or some promise tells apart, and one of each that none does.
        std::set<DeclId> recipients = banned_recipients;
        std::set<DeclId> places = banned_places;
        for (const std::uint32_t i : covering)
          for (const DisclosureId id : grants_.grants[GrantId(i)].disclosures) {
            const Disclosure& disclosure = grants_.disclosures[id];
            recipients.insert(disclosure.recipient);
            places.insert(disclosure.places.begin(), disclosure.places.end());
          }
        if (foreign_recipient != all_recipients.end()) recipients.insert(*foreign_recipient);
        for (const DeclId place : {DeclId(), inside, outside}) places.insert(place);
        question.ask = Ask::Disclose;
        for (const DeclId recipient : recipients) {
          question.recipient = recipient;
          for (const DeclId place : places) {
            question.place = place;
            visit(question, covering);
            if (done()) return;
          }
        }
      }
    }
  }
}

void Validator::visit(Question question, const std::vector<std::uint32_t>& covering) {
  ++result_.tuples;
  if (counting_ || result_.tuples % stride_ != 0) return;
  ++result_.tuples_asked;
  const Knobs knobs(model_, grants_, question, covering);
  // One combination drawn by chance: facts must not leak from one tuple into another.
  const std::uint64_t combinations = knobs.count(std::uint64_t{1} << 62);
  const std::uint64_t drawn = (std::uint64_t{random_()} << 32 | random_()) % combinations;
  situations_.try_emplace(key(question, covering), Situation{question, covering});
  knobs.set(question, drawn);
  question.facts.now = Ordinary;
  ask(question);
}

/// What tells two tuples apart: the grants that cover them, and what of their disclosures and of the promises reaches
/// them.
std::vector<std::uint32_t> Validator::key(const Question& q, const std::vector<std::uint32_t>& covering) const {
  std::vector<std::uint32_t> out{static_cast<std::uint32_t>(q.ask)};
  bool by_purpose = q.ask != Ask::Keep && model_.flagged(q.purpose, "direct_marketing");
  for (const std::uint32_t i : covering) {
    out.push_back(i);
    const Grant& grant = grants_.grants[GrantId(i)];
    for (const grants::BasisUse& use : grant.bases) by_purpose = by_purpose || use.kind != grants::BasisKind::Contract;
    by_purpose = by_purpose || !grant.conditions.empty();
    if (q.ask != Ask::Disclose) continue;
    for (const DisclosureId id : grant.disclosures) {
      const Disclosure& disclosure = grants_.disclosures[id];
      std::uint32_t bits = isA(q.recipient, disclosure.recipient) ? 1 : 0;
      for (const DeclId place : disclosure.places) bits = bits << 1 | (isA(q.place, place) ? 1u : 0u);
      out.push_back(bits);
      by_purpose = by_purpose || !disclosure.bases.empty() || !disclosure.purposes.empty();
    }
  }
  if (q.ask == Ask::Disclose) out.push_back(!q.place ? 2 : model_.flagged(q.place, "free_movement") ? 1 : 0);
  if (by_purpose) out.push_back(q.purpose.index);
  out.push_back(model_.flagged(q.datum, "special") ? 1 : 0);
  for (const DeclId excluded : grants_.excluded) out.push_back(isA(q.subject, excluded) ? 1 : 0);
  const auto within = [&](DeclId id, const std::vector<DeclId>& set) {
    return std::any_of(set.begin(), set.end(), [&](DeclId member) { return isA(id, member); });
  };
  for (const Grants::Ban& ban : grants_.bans) {
    const bool parts[] = {isA(q.datum, ban.datum),
                          within(q.datum, ban.only_data),
                          isA(q.subject, ban.subject),
                          within(q.subject, ban.only_subjects),
                          within(q.purpose, ban.purposes),
                          within(q.purpose, ban.only_purposes),
                          within(q.recipient, ban.recipients),
                          within(q.recipient, ban.only_recipients),
                          within(q.place, ban.places),
                          within(q.place, ban.outside)};
    std::uint32_t bits = 0;
    for (const bool part : parts) bits = bits << 1 | (part ? 1u : 0u);
    out.push_back(bits);
  }
  return out;
}

// ---- conditions ----

/// One combination, on an ordinary day and around each deadline that it leads to.
void Validator::askAt(Question& q, const Knobs& knobs, std::uint64_t combination,
                      const std::vector<std::uint32_t>& covering) {
  knobs.set(q, combination);
  q.facts.now = Ordinary;
  std::set<Day> days{Ordinary};
  const auto around = [&](grants::WindowId window) {
    if (!window) return;
    const Day day = grants::deadline(model_, grants_, window, q.facts);
    if (day <= AlwaysPast || day >= runtime::LastDay) return;
    for (const Day d : {day - 1, day, day + 1}) days.insert(std::max(d, EventDays[0]));
  };
  for (const std::uint32_t i : covering) {
    around(grants_.grants[GrantId(i)].window);
    if (q.ask == Ask::Disclose)
      for (const DisclosureId id : grants_.grants[GrantId(i)].disclosures) around(grants_.disclosures[id].window);
  }
  for (const Day day : days) {
    q.facts.now = day;
    ask(q);
    if (done()) return;
  }
}

/// Of its conditions.
std::uint64_t Validator::combinationsOf(const Situation& situation) const {
  return Knobs(model_, grants_, situation.question, situation.covering).count(std::uint64_t{1} << 62);
}

void Validator::enumerate(const Situation& situation, std::uint64_t budget) {
  coveredBy(situation.covering);
  Question question = situation.question;
  const Knobs knobs(model_, grants_, question, situation.covering);
  const std::uint64_t combinations = knobs.count(std::uint64_t{1} << 62);
  if (combinations <= budget) {
    ++result_.situations_whole;
    for (std::uint64_t c = 0; c < combinations && !done(); ++c) askAt(question, knobs, c, situation.covering);
    return;
  }
  for (std::uint64_t n = 0; n < budget && !done(); ++n) {
    const std::uint64_t drawn = (std::uint64_t{random_()} << 32 | random_()) % combinations;
    askAt(question, knobs, drawn, situation.covering);
  }
}

void Validator::ask(const Question& question) {
  ++result_.questions;
  std::string difference = scratch_comparison_.difference(question);
  if (!difference.empty() && !done()) result_.difference = std::move(difference);
}

Validation Validator::run() {
  result_.seed = seedOf(options_, table_);
  result_.rows = prove(model_, grants_, table_);
  result_.difference = result_.rows.fault;
  if (done()) return result_;
  mention();
  checkClasses();
  if (done()) return result_;
  counting_ = true;
  visitTuples();
  stride_ = result_.tuples * 2 / std::max<std::uint64_t>(options_.limit, 1) + 1;
  result_.tuples = 0;
  counting_ = false;
  visitTuples();
  if (done()) return result_;

  result_.situations = situations_.size();
  // The small ones first: what they do not use is left for those that follow.
  std::vector<std::pair<std::uint64_t, const Situation*>> by_size;
  for (const auto& [key, situation] : situations_) by_size.emplace_back(combinationsOf(situation), &situation);
  std::stable_sort(by_size.begin(), by_size.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::uint64_t left = situations_.size();
  for (const auto& [combinations, situation] : by_size) {
    const std::uint64_t asked = result_.questions;
    const std::uint64_t rest = options_.limit > asked ? options_.limit - asked : 0;
    // A combination is asked on about three days.
    enumerate(*situation, rest / 3 / left + 1);
    if (done()) return result_;
    --left;
  }
  return result_;
}

std::string grouped(std::uint64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, ",");
  return out;
}

}  // namespace

Validation validate(const Model& model, const Grants& grants, const runtime::Table& table,
                    const ValidateOptions& options) {
  return Validator(model, grants, table, options).run();
}

Causes describe(const Validation& v) {
  const auto part = [](Cause whole, Cause some, std::uint64_t of, std::uint64_t all) {
    Cause out = std::move(of == all ? whole : some);
    out.values = {{"of", grouped(of)}, {"all", grouped(all)}};
    return out;
  };
  Causes out{Cause{"shown right, row by row: all {pairs} pairs of purpose and data; asked {questions} questions: ",
                   {{"pairs", grouped(v.rows.pairs)}, {"questions", grouped(v.questions)}}},
             part(Cause{"all {all} tuples"}, Cause{"{of} of {all} tuples"}, v.tuples_asked, v.tuples),
             part(Cause{", all conditions of all {all} situations"},
                  Cause{", all conditions of {of} of {all} situations"}, v.situations_whole, v.situations)};
  if (!v.exhaustive()) out.push_back(Cause{", the rest by chance (seed {seed})", {{"seed", std::to_string(v.seed)}}});
  return out;
}

}  // namespace vern::table
