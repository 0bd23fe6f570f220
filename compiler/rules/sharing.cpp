// The relations of who gets data: shares, as they are said, and disclosures, one for each place that a share goes to.
#include "compiler/rules/attributes.h"
#include "compiler/rules/relations.h"
#include "llvm/ADT/STLExtras.h"

namespace vern::rules {

using model::Clause;

void Relations::shares() {
  for (const World::Lists& lists : world_.lists()) {
    const Thing& activity = lists.activity;
    const Slot shared = world_.slot(activity, Word::share);
    for (const Value& member : shared.members)
      if (member.scalar == Scalar::Thing) share(lists, member.thing);
    // Whoever provides a tracker gets what it collects: said twice, it is still one share.
    for (const Value& member : world_.slot(activity, Word::provider).members)
      if (member.scalar == Scalar::Thing && member.thing.kind == Kind::Recipient &&
          llvm::none_of(shared.members, [&](const Value& other) { return other.thing.decl == member.thing.decl; }))
        share(lists, member.thing);
    for (const Value& datum : world_.slot(activity, Word::data).members) {
      if (datum.thing.entry == nullptr) continue;
      for (const std::vector<Clause>* block : {&datum.thing.entry->block, &datum.thing.clause->block})
        for (const Clause& clause : *block)
          if (clause.word == Word::share)
            for (const Value& member : world_.slot({&clause}, activity).members)
              if (member.scalar == Scalar::Thing) share(lists, member.thing);
    }
  }
}

Slot Relations::placesOf(const Thing& recipient) const {
  // Said at the share itself: `share x outside eea`, `share x { located india }`.
  if (recipient.clause != nullptr)
    for (const model::Join& join : recipient.clause->joins) {
      if (join.word != "outside" && join.word != "in" && join.word != "to") continue;
      Slot out;
      out.place = join.value.span;
      for (const model::Entry& entry : join.value.entries) {
        if (!entry.decl || model_[entry.decl].kind != Kind::Place) continue;
        const DeclId place = join.word == "outside"
                                 ? model_.find(Kind::Place, "outside_" + std::string(model_[entry.decl].name))
                                 : entry.decl;
        out.stated = place ? Stated::Value : Stated::Vague;
        if (place)
          out.members.push_back(
              valueOf(Thing{Kind::Place, place, &entry, recipient.clause, nullptr, recipient.activity}));
      }
      if (out.stated != Stated::Silent) return out;
    }
  return world_.places(recipient);
}

/// What carries a transfer to `recipient`: said at the share, of the recipient, or of the activity.
Slot Relations::safeguardOf(const Thing& activity, const Thing& recipient, Span place) const {
  Slot out = world_.slot(recipient, Word::safeguard);
  if (out.stated == Stated::Silent && hasJoins(recipient)) {
    Slot under = world_.joined(recipient, "under");
    llvm::erase_if(under.members, [&](const Value& value) { return value.thing.kind != Kind::Safeguard; });
    if (!under.members.empty()) out = under;
  }
  if (out.stated == Stated::Silent) out = world_.slot(activity, Word::safeguard);
  if (out.stated == Stated::Silent) out.place = place;
  return out;
}

Slot Relations::copyOf(const Thing& activity, const Thing& recipient, Span place) const {
  Slot out = world_.slot(recipient, Word::copy);
  if (out.stated == Stated::Silent) out = world_.slot(activity, Word::copy);
  if (out.stated == Stated::Silent) out.place = place;
  return out;
}

/// The share, or where the recipient is declared, says something after a joining word.
bool Relations::hasJoins(const Thing& recipient) const {
  if (recipient.clause != nullptr && !recipient.clause->joins.empty()) return true;
  for (DeclId id = recipient.decl; id; id = model_[id].parent)
    if (!model_[id].joins.empty()) return true;
  return false;
}

void Relations::share(const World::Lists& lists, const Thing& recipient) {
  using C = ShareColumn;
  const Thing& activity = lists.activity;
  Row row = silent(Relation::Shares, activity.decl, world_.place(recipient));
  at(row, C::activity) = lists.itself;
  at(row, C::recipient) = keep(recipient, world_.place(recipient));
  const bool joins = hasJoins(recipient);
  Slot role;
  if (joins) role = world_.joined(recipient, "as");
  put(row, C::role, role.stated != Stated::Silent ? std::move(role) : world_.slot(recipient, Word::role));
  if (joins) {
    put(row, C::circumstance, world_.joined(recipient, "when"));
    put(row, C::basis, world_.joined(recipient, "on"));
    put(row, C::purpose, world_.joined(recipient, "for"));
  }
  put(row, C::places, placesOf(recipient));
  put(row, C::safeguard, safeguardOf(activity, recipient, row.place));
  put(row, C::copy, copyOf(activity, recipient, row.place));
  if (joins) {
    Slot under = world_.joined(recipient, "under");
    llvm::erase_if(under.members, [](const Value& value) {
      return value.thing.kind != Kind::Law && value.thing.kind != Kind::Section;
    });
    if (!under.members.empty()) at(row, C::section) = keep(std::move(under));
  }
  add(row);
}

void Relations::disclosures() {
  using C = DisclosureColumn;
  using S = ShareColumn;
  for (const Value& shared : world_.rows(Relation::Shares, 0)) {
    const Row& share = *shared.thing.row;
    const Thing recipient = thingOf(at(share, S::recipient));
    Row row = silent(Relation::Disclosures, share.owner, share.place);
    at(row, C::activity) = &at(share, S::activity);
    at(row, C::circumstance) = &at(share, S::circumstance);
    // Those who work for the recipient get the data too, wherever they are, on their own safeguards or the recipient's.
    for (const Value& member : world_.chain(recipient).members) {
      const bool below = member.thing.decl != recipient.decl;
      at(row, C::recipient) = keep(member.thing, share.place);
      at(row, C::role) = below ? keep(world_.slot(member.thing, Word::role)) : &at(share, S::role);
      at(row, C::safeguard) = &at(share, S::safeguard);
      at(row, C::copy) = &at(share, S::copy);
      if (below) {
        if (Slot own = safeguardOf(Thing(), member.thing, share.place); own.stated != Stated::Silent)
          at(row, C::safeguard) = keep(std::move(own));
        if (Slot own = copyOf(Thing(), member.thing, share.place); own.stated != Stated::Silent)
          at(row, C::copy) = keep(std::move(own));
      }
      Spread places = spreadOf(below ? world_.places(member.thing) : at(share, S::places));
      for (Slot& country : places.each) {
        at(row, C::country) = keep(std::move(country));
        add(row);
      }
    }
  }
}

}  // namespace vern::rules
