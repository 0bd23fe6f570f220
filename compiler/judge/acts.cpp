#include "compiler/judge/acts.h"

#include <algorithm>

#include "compiler/grants/effective.h"
#include "compiler/grants/supply.h"
#include "compiler/grants/window.h"

namespace vern::judge {

namespace {

using grants::Guard;
using grants::Literal;
using grants::Part;
using model::Clause;
using model::Kind;
using model::Model;

/// Where the activity names the datum.
const model::Entry* entryOf(const Model& model, const Act& act) {
  for (const Clause* clause : grants::effective(model, act.grant->activity, nullptr, Word::data))
    for (const model::Entry& entry : clause->value.entries) {
      if (!entry.decl) continue;
      const std::vector<DeclId> members = grants::members(model, entry.decl);
      if (std::find(members.begin(), members.end(), act.grant->datum) != members.end()) return &entry;
    }
  return nullptr;
}

class Acts {
 public:
  using Found = llvm::function_ref<void(const Act&)>;
  Acts(const Model& model, const grants::Sentence& sentence, const grants::Grants& table, bool linked, Found found)
      : model_(model), sentence_(sentence), table_(table), linked_(linked), found_(found) {}

  void visit() {
    const bool disclosures = sentence_.ofDisclosures();
    // To have data in a place one need not share them: the activity says itself where its data are.
    const bool own_places = sentence_.says(Part::Of::Places) && sentence_.verb != Word::share;
    for (std::size_t i = 0; i < table_.grants.size(); ++i) {
      Act act;
      act.table = &table_;
      act.linked = linked_;
      act.grant_id = table_.grants.idAt(i);
      act.grant = &table_.grants[act.grant_id];
      // People are promised nothing of data in which nobody can be found.
      if (act.grant->anonymous || (act.grant->duty && !sentence_.ofKeeping())) continue;
      if (!isAbout(*act.grant)) continue;
      if (sentence_.verb != Word::combine && !std::any_of(sentence_.data.begin(), sentence_.data.end(), [&](DeclId id) {
            return grants::isAllData(model_, id) || model_.related(act.grant->datum, id);
          }))
        continue;
      if (!disclosures || (own_places && !act.grant->places.empty())) ofGrant(act);
      if (!disclosures) continue;
      for (const grants::DisclosureId id : act.grant->disclosures) {
        act.disclosure_id = id;
        act.disclosure = &table_.disclosures[id];
        ofDisclosure(act);
      }
    }
  }

 private:
  /// What a plain part names is what the sentence is about.
  bool isAbout(const grants::Grant& grant) const {
    return std::all_of(sentence_.parts.begin(), sentence_.parts.end(), [&](const Part& part) {
      const bool people = part.of == Part::Of::Subjects;
      if (part.limit != model::JoinLimit::Plain || (!people && part.of != Part::Of::Purposes)) return true;
      const DeclId named = people ? grant.subject : grant.purpose;
      return std::any_of(part.ids.begin(), part.ids.end(), [&](DeclId id) { return model_.related(named, id); });
    });
  }

  void ofGrant(const Act& act) {
    const Guard& when = act.grant->when;
    if (sentence_.verb == Word::combine) {
      for (const Clause* clause : grants::effective(model_, act.grant->activity, entryOf(model_, act), Word::combine)) {
        Act one = act;
        one.combine = clause;
        inPlaces(one, grants::both(when, whenOf(*clause)), act.grant->places);
      }
      return;
    }
    const bool sources = sentence_.says(Part::Of::Sources);
    const bool channels = sentence_.says(Part::Of::Channels);
    bool told = false;
    if (sources || channels)
      for (const Clause* clause : grants::effective(model_, act.grant->activity, entryOf(model_, act), Word::source)) {
        const model::Join* by = clause->join("through");
        std::vector<DeclId> through;
        if (channels && by != nullptr) through = model::named(by->value);
        if (!channels || through.empty()) through.emplace_back();
        for (const DeclId from : model::named(clause->value))
          for (const DeclId channel : through) {
            Act one = act;
            one.from = from;
            one.through = channel;
            told = true;
            inPlaces(one, grants::both(when, whenOf(*clause)), act.grant->places);
          }
      }
    if (!told) inPlaces(act, when, act.grant->places);
  }

  void ofDisclosure(const Act& act) {
    const Guard when = grants::both(act.grant->when, act.disclosure->when);
    inPlaces(act, when, act.disclosure->places);
    // Those who work for the recipient get the data too, wherever they are.
    for (const DeclId id : grants::workingFor(model_, act.disclosure->recipient)) {
      Act one = act;
      one.below = id;
      inPlaces(one, when, grants::placesOf(model_, id));
    }
  }

  void inPlaces(Act act, const Guard& when, const std::vector<DeclId>& places) {
    if (when.always()) return inPlaces(act, places);
    for (const std::vector<Literal>& all : possible(model_, when)) {
      act.when = all;
      inPlaces(act, places);
    }
  }

  void inPlaces(Act& act, const std::vector<DeclId>& places) {
    act.place = {};
    if (sentence_.says(Part::Of::Places) || sentence_.verb == Word::transfer)
      for (const DeclId place : places) {
        act.place = place;
        found_(act);
      }
    if (!act.place) found_(act);
  }

  static Guard whenOf(const Clause& clause) {
    Guard out;
    for (const model::Join& join : clause.joins)
      if (join.word == "when") out = grants::both(out, grants::guardOf(join));
    return out;
  }

  const Model& model_;
  const grants::Sentence& sentence_;
  const grants::Grants& table_;
  bool linked_;
  Found found_;
};

}  // namespace

void forEachAct(const Model& model, const grants::Sentence& sentence, const grants::Grants& table, bool linked,
                llvm::function_ref<void(const Act&)> found) {
  Acts(model, sentence, table, linked, found).visit();
}

std::vector<std::vector<Literal>> possible(const Model& model, const Guard& guard) {
  if (guard.always()) return {{}};
  const auto excludes = [&](const Literal& holds, const Literal& fails) {
    return !holds.negated && fails.negated && model.isA(holds.name, fails.name);
  };
  std::vector<std::vector<Literal>> out;
  for (const std::vector<Literal>& all : guard.any_of)
    if (std::none_of(all.begin(), all.end(), [&](const Literal& holds) {
          return std::any_of(all.begin(), all.end(), [&](const Literal& fails) { return excludes(holds, fails); });
        }))
      out.push_back(all);
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  return out;
}

std::vector<DeclId> combinedWith(const Model& model, const Clause& combine) {
  std::vector<DeclId> out;
  const auto add = [&](DeclId datum) {
    for (const DeclId id : grants::members(model, datum)) out.push_back(id);
  };
  for (const DeclId id : model::named(combine.value)) {
    if (model[id].kind == Kind::Data) add(id);
    // With what another activity has.
    if (model[id].kind == Kind::Activity || model[id].kind == Kind::Tracker)
      for (const Clause* data : model.clauses(id, Word::data))
        for (const DeclId datum : model::named(data->value)) add(datum);
  }
  return out;
}

}  // namespace vern::judge
