#include "compiler/grants/sentence.h"

#include <algorithm>

#include "compiler/grants/effective.h"
#include "compiler/grants/window.h"

namespace vern::grants {

namespace {

using model::Join;
using model::JoinLimit;
using model::Kind;
using model::Kinds;
using model::Model;

using Of = Part::Of;

bool comparable(Word verb) {
  switch (verb) {
    case Word::process:
    case Word::collect:
    case Word::use:
    case Word::store:
    case Word::keep:
    case Word::share:
    case Word::transfer:
    case Word::combine:
    case Word::sell: return true;
    default: return false;
  }
}

/// What `join` limits, and the kinds of names that can be compared there.
std::pair<Of, Kinds> meaningOf(const Model& model, const Join& join) {
  const std::string_view word = join.word;
  if (word == "of") return {Of::Subjects, Kind::Subject};
  if (word == "for") return {Of::Purposes, Kind::Purpose};
  if (word == "on") return {Of::Bases, Kind::Basis};
  if (word == "with") return {Of::Recipients, Kind::Recipient};
  // To send something to a place is to send it there, whoever gets it.
  if (word == "to") {
    const std::vector<DeclId> ids = model::named(join.value);
    const bool places = std::any_of(ids.begin(), ids.end(), [&](DeclId id) { return model[id].kind == Kind::Place; });
    return places ? std::pair{Of::Places, Kinds(Kind::Place)} : std::pair{Of::Recipients, Kinds(Kind::Recipient)};
  }
  if (word == "in" || word == "outside") return {Of::Places, Kind::Place};
  if (word == "when") return {Of::Circumstances, Kind::Circumstance | Kind::State | Kind::Event | Kind::Party};
  if (word == "from") return {Of::Sources, Kind::Choice | Kind::Party | Kind::Subject | Kind::Recipient};
  if (word == "through") return {Of::Channels, Kind::Channel | Kind::Choice};
  if (word == "until") return {Of::Until, Kind::Event};
  return {Of::Unseen, {}};
}

Part partOf(const Model& model, Word verb, const Join& join) {
  Part part;
  part.limit = join.limit;
  if (join.bound) {
    part.of = Of::Time;
    part.bound = &*join.bound;
    return part;
  }
  const auto [of, kinds] = meaningOf(model, join);
  part.ids = model::named(join.value);
  part.outside = join.word == "outside";
  if (of == Of::Circumstances) {
    Join plain = join;
    plain.limit = JoinLimit::Plain;
    part.when = guardOf(plain);
  }
  const bool fits = std::all_of(part.ids.begin(), part.ids.end(),
                                [&, fitting = kinds](DeclId id) { return fitting.has(model[id].kind); });
  // What is not named closes or opens everything, as far as anybody can tell.
  const bool named = of == Of::Circumstances ? !part.when.always() : !part.ids.empty();
  // What data are put together with, an activity tells in its own way.
  const bool beside =
      verb == Word::combine && of != Of::Purposes && of != Of::Subjects && of != Of::Circumstances && of != Of::Bases;
  part.of = fits && named && !beside ? of : Of::Unseen;
  return part;
}

/// Of people whom the policy leaves out nothing is done, so that nothing said of them closes anything.
void leaveOut(const Model& model, const std::vector<DeclId>& excluded, Sentence& sentence) {
  for (Part& part : sentence.parts) {
    if (part.of != Of::Subjects || part.limit != JoinLimit::Plain) continue;
    std::erase_if(part.ids, [&](DeclId id) {
      return std::any_of(excluded.begin(), excluded.end(), [&](DeclId out) { return model.isA(id, out); });
    });
    if (part.ids.empty()) sentence.limits = false;
  }
}

Sentence sentenceOf(const Model& model, const model::Clause& clause) {
  Sentence out;
  out.clause = &clause;
  out.verb = clause.word;
  out.never = clause.never;
  out.limits = clause.never;
  for (const model::Entry& entry : clause.value.entries)
    if (entry.decl && !entry.negated)
      for (const DeclId id : members(model, entry.decl)) out.data.push_back(id);
  bool closes = false;
  for (const Join& join : clause.joins) {
    Part part = partOf(model, clause.word, join);
    part.region = join.word == "in" && part.of == Of::Places && part.limit == JoinLimit::Plain && !clause.never;
    const bool in_time = join.word == "within" || join.word == "before";
    out.limits = out.limits || part.bound != nullptr || join.word == "until" || part.limit == JoinLimit::Only ||
                 in_time || join.word == "in";
    closes = closes || part.bound != nullptr || part.of == Of::Until || part.limit == JoinLimit::Only;
    const auto same = std::find_if(out.parts.begin(), out.parts.end(), [&](const Part& other) {
      return other.of == part.of && other.limit == part.limit && other.outside == part.outside &&
             other.region == part.region;
    });
    const bool joined = same != out.parts.end() && part.of != Of::Circumstances && part.of != Of::Time;
    if (joined) same->ids.insert(same->ids.end(), part.ids.begin(), part.ids.end());
    else out.parts.push_back(part);
  }
  // To sell is to use for the purpose of a sale.
  if (clause.word == Word::sell)
    if (const DeclId sale = model.find(Kind::Purpose, "data_sale"))
      out.parts.push_back({Of::Purposes, JoinLimit::Plain, false, false, {sale}, {}, nullptr});
  // "We process data in Europe" is all that is done, unless the sentence closes something else of what is done there.
  for (Part& part : out.parts)
    if (part.region && !closes) part.limit = JoinLimit::Only;
  out.compared = comparable(clause.word) && std::none_of(out.parts.begin(), out.parts.end(),
                                                         [](const Part& part) { return part.of == Of::Unseen; });
  return out;
}

}  // namespace

bool Sentence::says(Part::Of of) const {
  return std::any_of(parts.begin(), parts.end(), [&](const Part& part) { return part.of == of; });
}

bool Sentence::ofDisclosures() const {
  return verb == Word::share || verb == Word::transfer || says(Of::Recipients) || says(Of::Places);
}

std::vector<Sentence> sentencesOf(const Model& model, DeclId promise) {
  const std::vector<DeclId> excluded = excludedOf(model);
  std::vector<Sentence> out;
  for (const model::Clause& clause : model[promise].clauses) {
    if (clause.word == Word::text || clause.word == Word::cites || clause.word == Word::accept) continue;
    out.push_back(sentenceOf(model, clause));
    leaveOut(model, excluded, out.back());
  }
  return out;
}

std::vector<DeclId> excludedOf(const Model& model) {
  std::vector<DeclId> out;
  for (const model::Clause* clause : model.clauses(model.only(Kind::Scope), Word::excludes))
    for (const DeclId id : model::named(clause->value))
      if (model[id].kind == Kind::Subject) out.push_back(id);
  return out;
}

bool isAllData(const Model& model, DeclId datum) { return model[datum].standard && model[datum].name == "data"; }

bool tellsPlace(const Model& model, DeclId place, const std::vector<DeclId>& places) {
  const DeclId store = model.find(Kind::Place, "store");
  const auto is_store = [&](DeclId id) { return model.isA(id, store); };
  return !is_store(place) || std::any_of(places.begin(), places.end(), is_store);
}

DeclId roleOf(const Model& model, const Disclosure& disclosure) {
  for (DeclId role = disclosure.role; role; role = model[role].parent) {
    const std::string_view name = model[role].name;
    const std::size_t dot = name.rfind('.');
    const DeclId kind = model.find(Kind::Recipient, dot == std::string_view::npos ? name : name.substr(dot + 1));
    if (kind && !model[kind].parent && model[kind].standard)
      return model.isA(disclosure.recipient, kind) ? DeclId() : kind;
  }
  return {};
}

bool isRecipient(const Model& model, const Disclosure& disclosure, DeclId one) {
  const DeclId role = roleOf(model, disclosure);
  const bool by_itself = model.isA(disclosure.recipient, one);
  if (!role || model[one].parent || !model[one].standard) return by_itself;
  // A role against a role; who is a controller stays one together with others.
  return model.isA(role, one) ||
         (by_itself && model[one].name == "controller" && model[role].name == "joint_controller");
}

}  // namespace vern::grants
