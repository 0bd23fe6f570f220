// What a policy has done to data, one thing at a time, as far as a sentence can tell one from another: each source,
// each place, each set of circumstances by itself, and who works for a recipient as well.
#pragma once

#include <vector>

#include "compiler/grants/sentence.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace vern::judge {

using model::DeclId;

struct Act {
  const grants::Grants* table = nullptr;  // whose ids these are
  bool linked = true;                     // the activity says whom it concerns, and what for
  grants::GrantId grant_id;
  const grants::Grant* grant = nullptr;
  grants::DisclosureId disclosure_id;     // of what is shared; else invalid
  const grants::Disclosure* disclosure = nullptr;
  DeclId below;                           // who works for the recipient and so gets the data, or invalid
  const model::Clause* combine = nullptr; // of what is put together
  DeclId from, through;                   // where the data come from, as far as the sentence is about that
  DeclId place;                           // where they are or go to, likewise
  std::vector<grants::Literal> when;      // all that must hold, or must not

  /// Who gets the data, or invalid.
  [[nodiscard]] DeclId recipient() const {
    return below ? below : disclosure != nullptr ? disclosure->recipient : below;
  }
  [[nodiscard]] const std::vector<grants::BasisUse>& bases() const {
    return disclosure != nullptr && !disclosure->bases.empty() ? disclosure->bases : grant->bases;
  }
  /// How long they may be kept: the recipient's copy, or one's own.
  [[nodiscard]] grants::WindowId window() const {
    return disclosure != nullptr && disclosure->window ? disclosure->window : grant->window;
  }
};

/// Calls `found` for what `table` has done that `sentence` can be about: uses, or disclosures, of the people and for
/// the purposes that it names. What can never happen is left out.
void forEachAct(const model::Model& model, const grants::Sentence& sentence, const grants::Grants& table, bool linked,
                llvm::function_ref<void(const Act&)> found);

/// The ways of `guard` that can come true, with the fewest circumstances first: a dispute is a conflict, so there is
/// none with the one and without the other. Always: one way that asks for nothing.
[[nodiscard]] std::vector<std::vector<grants::Literal>> possible(const model::Model& model, const grants::Guard& guard);

/// What an activity puts its data together with.
[[nodiscard]] std::vector<DeclId> combinedWith(const model::Model& model, const model::Clause& combine);

}  // namespace vern::judge
