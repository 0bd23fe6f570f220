// A sentence of a promise or claim, part by part: what it is about, what it closes and what it opens again. What check
// holds against the activities (judge/) and what is forbidden when a question is asked (bans.h) both start from here.
#pragma once

#include <vector>

#include "compiler/grants/grants.h"

namespace vern::grants {

struct Part {
  enum class Of : std::uint8_t {
    Subjects,
    Purposes,
    Bases,
    Recipients,
    Places,
    Circumstances,
    Sources,   // from whom data come
    Channels,  // through what
    Until,     // until one of these events
    Time,      // at most, at least
    Unseen,    // what no activity says in a way that could be compared
  };
  Of of = Of::Unseen;
  model::JoinLimit limit = model::JoinLimit::Plain;
  bool outside = false;              // Places: all but these
  bool region = false;               // Places: `in`, of what is done
  std::vector<DeclId> ids;
  Guard when;                        // Circumstances, without the `except` before it
  const model::Bound* bound = nullptr;  // Time
};

struct Sentence {
  const model::Clause* clause = nullptr;
  Word verb{};
  bool never = false;
  std::vector<DeclId> data;          // groups by their members
  std::vector<Part> parts;           // with the same word and the same limit: one part
  /// It closes something of what the policy is about; else it only says what is done.
  bool limits = false;
  /// Every part says something that activities say as well.
  bool compared = false;

  [[nodiscard]] bool says(Part::Of of) const;
  /// To keep, or to store.
  [[nodiscard]] bool ofKeeping() const { return verb == Word::keep || verb == Word::store; }
  /// It is about who gets data, or where they go, and not about what is done in one's own house.
  [[nodiscard]] bool ofDisclosures() const;
};

/// The sentences of `promise`, a promise or a claim, in the order of the source. Texts, laws and what is accepted are
/// none, and of people whom the policy's scope excludes nobody is named.
[[nodiscard]] std::vector<Sentence> sentencesOf(const model::Model& model, DeclId promise);

/// The people whom the policy's `scope` excludes.
[[nodiscard]] std::vector<DeclId> excludedOf(const model::Model& model);

/// `datum` is the library's `data`: what is said of it is said of all data, of those too that are no kind of it, as
/// they are vague.
[[nodiscard]] bool isAllData(const model::Model& model, DeclId datum);
/// Whether one can tell from `place` if it is one of `places`: a store of one's own that says no country is none of
/// them, and may be in each.
[[nodiscard]] bool tellsPlace(const model::Model& model, DeclId place, const std::vector<DeclId>& places);

/// What `share … as ROLE` makes of the recipient, in the words of recipients (processor, controller, joint_controller);
/// invalid where it says nothing that the recipient is not by itself.
[[nodiscard]] DeclId roleOf(const model::Model& model, const Disclosure& disclosure);

/// The recipient of `disclosure` is `one`, or below it, as the share has it: who is a supplier elsewhere may be given
/// data `as controller`.
[[nodiscard]] bool isRecipient(const model::Model& model, const Disclosure& disclosure, DeclId one);

}  // namespace vern::grants
